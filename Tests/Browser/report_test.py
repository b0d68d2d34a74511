"""The HTML report as people see and use it, in a real browser."""

import pathlib
import tempfile
import unittest

from browser import DESKTOP, PHONE, ROOT, Browser, factlint

HOSTILE = """date 2024-03-10 <img src=x onerror=document.title='pwned'> in the headline

</article><script>document.title='pwned'</script> On Tuesday, March 13, 2024, 9 people <b onclick=x>died</b>.

The nine people killed were five "women" onmouseover="document.title='pwned'" and two men and 3 children.

"It was <iframe src=http://evil.example/></iframe> bad," said A <style>*{display:none}</style> Smith. \u202egnihton\u202c
"""


def report(folder, name, text=None, source=None):
    article = source or pathlib.Path(folder) / f"{name}.txt"
    if text is not None:
        article.write_text(text)
    page = pathlib.Path(folder) / f"{name}.html"
    factlint("check", "--fail-on", "never", "--output", str(page), str(article))
    return page


class ReportTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.page = report(cls.folder.name, "ferry", source=ROOT / "reports/samples/ferry.txt")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_looks_right_and_is_accessible_in_every_size_and_scheme(self):
        for scheme in ("light", "dark"):
            for name, size in (("desktop", DESKTOP), ("phone", PHONE)):
                with self.subTest(scheme=scheme, size=name), Browser(size, scheme) as browser:
                    browser.open(str(self.page))
                    browser.screenshot(f"report-{name}-{scheme}")
                    self.assertEqual(browser.axe(), [])
                    self.assertLessEqual(browser.overflow(), 0)
                    self.assertEqual(browser.complaints(), [])
                    self.assertEqual([url for url in browser.requests() if not url.startswith("file:")], [])

    def test_places_of_a_finding_light_up_together(self):
        with Browser() as browser:
            browser.open(str(self.page))
            lit = browser.run(
                "document.querySelector('a.place').focus();"
                "return [...document.querySelectorAll('.on')].map(e => e.className.split(' ')[0])"
            )
            self.assertIn("finding", lit)
            self.assertGreaterEqual(lit.count("place"), 1)

    def test_a_keyboard_leads_from_a_place_to_its_finding_and_back(self):
        with Browser() as browser:
            browser.open(str(self.page))
            browser.run("document.querySelector('.text a.place').click()")
            browser.driver.implicitly_wait(1)
            browser.driver.find_element("css selector", ".finding:focus")
            browser.run("document.activeElement.querySelector('.places a').click()")
            browser.driver.find_element("css selector", ".text a.place:focus")

    def test_every_link_leads_somewhere(self):
        with Browser() as browser:
            browser.open(str(self.page))
            self.assertEqual(
                browser.run(
                    "return [...document.querySelectorAll('a[href]')].filter(a => !a.getAttribute('href').startsWith('#')"
                    " || !document.getElementById(a.getAttribute('href').slice(1))).map(a => a.outerHTML)"
                ),
                [],
            )
            self.assertEqual(
                browser.run(
                    "const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
                    "return ids.filter((id, i) => ids.indexOf(id) !== i)"
                ),
                [],
            )

    def test_kinds_of_facts_can_be_hidden(self):
        with Browser() as browser:
            browser.open(str(self.page))
            line = "return getComputedStyle(document.querySelector('.text span.fact.date')).textDecorationLine"
            self.assertEqual(browser.run(line), "underline")
            browser.run("document.querySelector('[data-kind=date]').click()")
            self.assertEqual(browser.run(line), "none")

    def test_a_hostile_article_is_inert(self):
        page = report(self.folder.name, "hostile", HOSTILE)
        with Browser() as browser:
            browser.open(str(page))
            browser.screenshot("report-hostile")
            self.assertNotEqual(browser.driver.title, "pwned")
            self.assertEqual(browser.run("return document.scripts.length"), 1)
            self.assertEqual(browser.run("return document.querySelectorAll('iframe, img, b, style').length"), 1)
            self.assertEqual(browser.complaints(), [])
            self.assertEqual([url for url in browser.requests() if not url.startswith("file:")], [])
            self.assertNotIn("\u202e", browser.run("return document.body.innerText"))

    def test_it_can_be_printed(self):
        with Browser() as browser:
            browser.open(str(self.page))
            pdf = browser.driver.execute_cdp_cmd("Page.printToPDF", {})["data"]
            self.assertGreater(len(pdf), 10_000)


if __name__ == "__main__":
    unittest.main()
