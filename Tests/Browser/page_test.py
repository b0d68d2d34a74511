"""The page of `factlint serve` as an editor uses it, in a real browser."""

import collections
import pathlib
import re
import statistics
import subprocess
import tempfile
import unittest

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from browser import DESKTOP, PHONE, PROGRAM, ROOT, Browser
from report_test import HOSTILE

FLOOD = "date 2024-03-10 Flood kills nine\n\nThe nine people killed were five women and three men, the police said.\n"


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = subprocess.Popen([PROGRAM, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
        cls.address = re.search(r"http://\S+", cls.server.stdout.readline()).group()

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait(10)
        cls.server.stdout.close()

    def write(self, browser, text):
        """Types a text at once, and waits for its report."""
        before = int(browser.run("return document.getElementById('report').dataset.checks ?? 0"))
        browser.run(
            "const t = document.getElementById('text'); t.value = arguments[0];"
            "t.dispatchEvent(new Event('input', {bubbles: true}))",
            text,
        )
        self.wait(browser, lambda: int(browser.run("return document.getElementById('report').dataset.checks ?? 0")) > before)

    def wait(self, browser, condition):
        WebDriverWait(
            browser.driver, 10, poll_frequency=0.02, ignored_exceptions=[StaleElementReferenceException]
        ).until(lambda _: condition())

    def visible(self, browser, selector):
        return [e for e in browser.driver.find_elements(By.CSS_SELECTOR, selector) if e.is_displayed()]

    def assert_undisturbed(self, browser):
        self.assertEqual(browser.complaints(), [])
        self.assertEqual([u for u in browser.requests() if not u.startswith((self.address, "data:", "blob:"))], [])

    def test_looks_right_and_is_accessible_in_every_size_and_scheme(self):
        text = (ROOT / "reports/samples/ferry.txt").read_text()
        for scheme in ("light", "dark"):
            for name, size in (("desktop", DESKTOP), ("phone", PHONE)):
                with self.subTest(scheme=scheme, size=name), Browser(size, scheme) as browser:
                    browser.open(self.address)
                    self.assertEqual(browser.axe(), [])
                    self.write(browser, text)
                    self.assertEqual(browser.axe(), [])
                    browser.screenshot(f"page-{name}-{scheme}")
                    self.assertLessEqual(browser.overflow(), 0)
                    self.assert_undisturbed(browser)

    def test_findings_come_while_typing(self):
        with Browser() as browser:
            browser.open(self.address)
            area = browser.driver.find_element(By.ID, "text")
            area.send_keys(FLOOD)
            self.wait(browser, lambda: self.visible(browser, ".finding.error"))
            self.assertIn("1 contradiction", browser.driver.find_element(By.ID, "verdict").text)
            self.write(browser, FLOOD.replace("three men", "four men"))
            self.assertEqual(self.visible(browser, ".finding"), [])
            self.assert_undisturbed(browser)

    def test_findings_come_within_a_moment_on_a_long_article(self):
        paragraph = "On Friday, March 8, 2024, 12 people were hurt in Riverton, the police said. " * 7
        text = "date 2024-03-10 Long\n\n" + "\n\n".join([paragraph] * 10)
        with Browser() as browser:
            browser.open(self.address)
            self.write(browser, text)
            # As the page itself sees it: from the event of the last key to the frame with the findings painted.
            times = collections.defaultdict(list)
            for number in range(15):
                self.write(browser, text + "x" * number)
                for name, duration in browser.run(
                    "return performance.getEntriesByType('measure').map(m => [m.name, m.duration])"
                ):
                    times[name].append(duration)
            medians = {name: statistics.median(durations) for name, durations in times.items()}
            whole = medians.pop("change to shown")
            parts = ", ".join(f"{name} {median:.0f}" for name, median in medians.items())
            print(f"\n{len(text.split())} words: shown {whole:.0f} ms after the last change (median; {parts}), "
                  f"{max(times['change to shown']):.0f} ms at most")

    def test_date_filters_copy_and_download(self):
        with tempfile.TemporaryDirectory() as folder, Browser() as browser:
            browser.driver.execute_cdp_cmd(
                "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": folder})
            browser.driver.execute_cdp_cmd(
                "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
            browser.open(self.address)
            self.write(browser, "The ferry sank on Sunday, and nine people died: five women and three men.")
            browser.run(
                "const d = document.getElementById('date'); d.value = '2024-05-13';"
                "d.dispatchEvent(new Event('change', {bubbles: true}))")
            self.wait(browser, lambda: "2024-05-12" in browser.run("return document.getElementById('report').innerText"))

            self.write(browser, (ROOT / "reports/samples/ferry.txt").read_text())
            self.assertEqual(len(self.visible(browser, ".finding")), 2)
            Select(browser.driver.find_element(By.ID, "check")).select_by_value("count/total")
            self.assertEqual(len(self.visible(browser, ".finding")), 1)
            Select(browser.driver.find_element(By.ID, "check")).select_by_value("")
            browser.run("document.querySelector('#severities input[value=error]').click()")
            self.assertEqual(self.visible(browser, ".finding"), [])
            browser.run("document.querySelector('#severities input[value=error]').click()")

            self.visible(browser, ".finding button")[0].click()
            self.wait(browser, lambda: self.visible(browser, ".finding button")[0].text == "Copied")
            self.assertIn("9 in all", browser.driver.execute_async_script(
                "navigator.clipboard.readText().then(arguments[0])"))

            for kind, name in (("html", "factlint.html"), ("markdown", "factlint.md"), ("json", "factlint.json")):
                Select(browser.driver.find_element(By.ID, "download")).select_by_value(kind)
                file = pathlib.Path(folder) / name
                self.wait(browser, lambda: file.exists() and file.stat().st_size > 0)
            self.assertIn("<!DOCTYPE html>", (pathlib.Path(folder) / "factlint.html").read_text())
            self.assert_undisturbed(browser)

    def test_a_file_can_be_dropped_or_chosen(self):
        with tempfile.TemporaryDirectory() as folder, Browser() as browser:
            article = pathlib.Path(folder) / "flood.md"
            article.write_text("---\ndate: 2024-03-10\n---\n\n# Flood\n\n" + FLOOD.split("\n\n")[1])
            browser.open(self.address)
            browser.driver.find_element(By.ID, "file").send_keys(str(article))
            self.wait(browser, lambda: self.visible(browser, ".finding.error"))
            self.assertIn("# Flood", browser.run("return document.getElementById('text').value"))
            browser.run(
                "const data = new DataTransfer(); data.items.add(new File([arguments[0]], 'drop.txt'));"
                "document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))",
                "Nothing here.")
            self.wait(browser, lambda: not self.visible(browser, ".finding"))
            browser.run(
                "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);"
                "document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))",
                FLOOD)
            self.wait(browser, lambda: self.visible(browser, ".finding.error"))
            self.assertEqual(browser.run("return document.getElementById('text').value"), FLOOD)
            self.assert_undisturbed(browser)

    def test_a_file_that_is_no_utf8_is_told(self):
        with tempfile.TemporaryDirectory() as folder, Browser() as browser:
            article = pathlib.Path(folder) / "flood.txt"
            article.write_bytes("Nine people died in Málaga.".encode("latin-1"))
            browser.open(self.address)
            browser.driver.find_element(By.ID, "file").send_keys(str(article))
            self.wait(browser, lambda: "UTF-8" in browser.driver.find_element(By.ID, "verdict").text)
            self.assertTrue(self.visible(browser, "#dropped"))
            browser.driver.find_element(By.ID, "clear").click()
            self.assertTrue(browser.driver.find_element(By.ID, "text").is_enabled())

    def test_the_tables_of_a_report_follow_its_text(self):
        with Browser() as browser:
            browser.open(self.address)
            for text in (FLOOD, FLOOD.replace("three men", "four men"), FLOOD):
                self.write(browser, text)
                self.wait(browser, lambda: len(browser.driver.find_elements(By.CSS_SELECTOR, "#report section.counts")) == 1)
                self.assertEqual(len(browser.driver.find_elements(By.CSS_SELECTOR, "#report section.article")), 1)
                titles = browser.run("return [...document.querySelectorAll('#report h2')].map(h => h.textContent)")
                self.assertEqual(titles, sorted(set(titles), key=titles.index))
            self.assert_undisturbed(browser)

    def test_a_hostile_article_is_inert(self):
        with Browser() as browser:
            browser.open(self.address)
            self.write(browser, HOSTILE)
            self.assertEqual(browser.driver.title, "Factlint")
            self.assertEqual(browser.run("return document.querySelectorAll('#report :is(script, iframe, img, style)').length"), 0)
            self.assert_undisturbed(browser)

    def test_a_page_of_another_site_gets_nothing(self):
        with tempfile.TemporaryDirectory() as folder, Browser() as browser:
            page = pathlib.Path(folder) / "evil.html"
            page.write_text("<title>evil</title><body>")
            browser.open(str(page))
            for options in ("{method: 'POST', body: 'x'}", "{method: 'POST', body: 'x', mode: 'no-cors'}"):
                answer = browser.driver.execute_async_script(
                    f"fetch('{self.address}v1/check', {options})"
                    ".then(r => r.text()).then(arguments[0], e => arguments[0]('refused'))")
                self.assertIn(answer, ("refused", ""))


if __name__ == "__main__":
    unittest.main()
