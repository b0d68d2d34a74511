"""The index of an archive as people see and use it, in a real browser."""

import json
import pathlib
import tempfile
import unittest

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from browser import DESKTOP, PHONE, Browser, factlint

TOTAL = "The nine people killed were five women and three men, the police said."
WEEKDAY = "The meeting is on Friday, March 9, 2024, the mayor said."


class IndexTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        archive = pathlib.Path(cls.folder.name) / "archive.jsonl"
        with open(archive, "w", encoding="utf-8") as file:
            for number in range(30):
                text = [TOTAL, WEEKDAY, TOTAL + "\n\n" + WEEKDAY, "Nothing here."][number % 4]
                file.write(json.dumps({
                    "id": f"story-{number:02}", "headline": f"Story {number} <img src=x onerror=document.title='pwned'>",
                    "date": f"2024-{number % 12 + 1:02}-10", "text": text}) + "\n")
            file.write("no record\n")
        cls.reports = pathlib.Path(cls.folder.name) / "reports"
        factlint("check", "--format", "html", "--output", f"{cls.reports}/", str(archive))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def shown(self, browser):
        return browser.run(
            "return [...document.querySelectorAll('.articles tbody tr')].filter(r => !r.hidden)"
            ".map(r => r.querySelector('td code').textContent)")

    def test_looks_right_and_is_accessible_in_every_size_and_scheme(self):
        for scheme in ("light", "dark"):
            for name, size in (("desktop", DESKTOP), ("phone", PHONE)):
                with self.subTest(scheme=scheme, size=name), Browser(size, scheme) as browser:
                    browser.open(str(self.reports / "index.html"))
                    browser.run("document.querySelector('details').open = true")
                    browser.screenshot(f"index-{name}-{scheme}")
                    self.assertEqual(browser.axe(), [])
                    self.assertLessEqual(browser.overflow(), 0)
                    self.assertEqual(browser.complaints(), [])
                    self.assertEqual([url for url in browser.requests() if not url.startswith("file:")], [])
                    self.assertNotEqual(browser.driver.title, "pwned")

    def test_articles_are_filtered_and_sorted(self):
        with Browser() as browser:
            browser.open(str(self.reports / "index.html"))
            self.assertEqual(len(self.shown(browser)), 23)
            Select(browser.driver.find_element(By.NAME, "check")).select_by_visible_text("date/weekday")
            self.assertEqual(len(self.shown(browser)), 15)
            self.assertEqual(browser.driver.find_element(By.TAG_NAME, "output").text, "15 / 23")
            browser.driver.find_element(By.NAME, "words").send_keys("story-1 2024")
            self.assertEqual(sorted(self.shown(browser)), ["story-10", "story-13", "story-14", "story-17", "story-18"])
            day = browser.driver.find_elements(By.CSS_SELECTOR, "th button")[1]
            day.click()
            self.assertEqual(self.shown(browser), ["story-13", "story-14", "story-17", "story-18", "story-10"])
            day.click()
            self.assertEqual(self.shown(browser)[0], "story-10")
            browser.driver.find_element(By.NAME, "errors").click()
            self.assertEqual(self.shown(browser), [])

    def test_is_whole_without_its_script(self):
        with Browser(script=False) as browser:
            browser.open(str(self.reports / "index.html"))
            self.assertEqual(len(browser.driver.find_elements(By.CSS_SELECTOR, ".articles tbody tr")), 23)
            self.assertFalse(browser.driver.find_element(By.CSS_SELECTOR, "form.filter").is_displayed())
            browser.driver.find_element(By.CSS_SELECTOR, ".articles a").click()
            self.assertTrue(browser.driver.find_elements(By.CSS_SELECTOR, ".finding"))


if __name__ == "__main__":
    unittest.main()
