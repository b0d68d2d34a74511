"""Debian's Chromium, driven headless, with axe to judge how accessible a page is."""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("FACTLINT", ROOT / ".build/debug/factlint"))
# Where the tests leave screenshots to look at.
SHOTS = pathlib.Path(os.environ.get("SHOTS", ROOT / ".build/browser/screenshots"))

DESKTOP = (1280, 900)
PHONE = (390, 844)


class Browser:
    """A browser window of one size and colour scheme."""

    def __init__(self, size=DESKTOP, scheme="light", script=True):
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for argument in ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]:
            options.add_argument(argument)
        if os.geteuid() == 0:
            options.add_argument("--no-sandbox")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        if not script:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        # Chromium leaves folders behind, which go with this one.
        self.folder = tempfile.TemporaryDirectory(prefix="factlint-", ignore_cleanup_errors=True)
        service = Service("/usr/bin/chromedriver", env={**os.environ, "TMPDIR": self.folder.name})
        self.driver = webdriver.Chrome(options=options, service=service)
        self.run = self.driver.execute_script
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE},
        )
        # Without smooth scrolling, what is clicked stands still.
        features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": name, "value": value} for name, value in features.items()]},
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()
        self.folder.cleanup()

    def open(self, url):
        self.driver.get(url if "://" in url else pathlib.Path(url).resolve().as_uri())

    def screenshot(self, name, whole=True):
        """Writes what the page looks like, all of it or what the window shows."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        import base64

        picture = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": whole})
        (SHOTS / f"{name}.png").write_bytes(base64.b64decode(picture["data"]))

    def complaints(self):
        """Errors and warnings of the console: script errors, and what a policy or the network refused."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]

    def requests(self):
        """The addresses that pages have asked for since the last call."""
        urls = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                urls.append(message["params"]["request"]["url"])
        return urls

    def axe(self):
        """What axe finds serious or critical, a line each."""
        package = pathlib.Path(importlib.util.find_spec("axe_playwright_python").origin).parent
        # By the protocol, since a page's policy lets no script of another origin in.
        self.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": (package / "axe.min.js").read_text()})
        answer = self.driver.execute_cdp_cmd(
            "Runtime.evaluate",
            {
                "expression": "axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations))",
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
        return [
            f"{violation['impact']} {violation['id']}: {violation['help']}: {node['html'][:200]} {node['failureSummary']}"
            for violation in json.loads(answer["result"]["value"])
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]

    def overflow(self):
        """By how many pixels the page is wider than its window."""
        return self.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")


def factlint(*arguments, **options):
    """Runs the built program."""
    return subprocess.run([PROGRAM, *arguments], check=False, capture_output=True, timeout=60, **options)


if not PROGRAM.exists():
    sys.exit(f"{PROGRAM} is not there: build it first, or name another in FACTLINT")
