"""The pages that people open, in a real browser: nothing overflows on a phone, text can be read in light and in dark, and what is there to click works.

They need Chromium (Debian: `apt install chromium`) and `pip install '.[browser]'`; the other tests of these pages read their text."""

import os
import shutil

import pytest
from running import run_here

from synth.cli import _main

playwright = pytest.importorskip("playwright.sync_api", reason="needs the extra `browser`")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [pytest.mark.serial, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt install chromium")]

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
TASKS = ("instruct/structured_output", "logic/sudoku", "math/linear_system", "science/circuits")
LEAST_CONTRAST = 4.5
"""Of text against what is behind it: WCAG 2.2, level AA."""

OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter(e => {
  const box = e.getBoundingClientRect();
  if (!box.width || box.right <= innerWidth + 1) return false;
  for (let p = e.parentElement; p; p = p.parentElement) if (/auto|scroll|hidden/.test(getComputedStyle(p).overflowX)) return false;
  return true;
}).map(e => e.outerHTML.slice(0, 120))"""

CONTRASTS = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = e => {
    if (!e) return [255, 255, 255];
    const [r, g, b, opacity = 1] = rgb(getComputedStyle(e).backgroundColor);
    if (opacity == 1) return [r, g, b];
    const below = behind(e.parentElement);
    return [r, g, b].map((v, i) => v * opacity + below[i] * (1 - opacity));
  };
  const seen = {};
  for (const e of document.querySelectorAll('p, pre, h1, h2, summary, small, label, td, th, .tag')) {
    if (!e.getClientRects().length || !e.textContent.trim()) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const name = e.tagName + '.' + e.className;
    seen[name] = Math.min(seen[name] ?? 99, ratio);
  }
  return seen;
}"""


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A gallery of tasks with a board, a figure and none, and the report of a small run."""
    folder = tmp_path_factory.mktemp("pages")
    assert _main(["gallery", *TASKS, "--out", str(folder / "gallery.html")]) == 0
    run_here(folder / "run", tasks=(("logic/cipher", 1.0), ("math/matrix", 1.0)), n=40, difficulty=(1, 3), seed=5)
    assert _main(["report", str(folder / "run"), "--out", str(folder / "report.html")]) == 0
    return folder


@pytest.fixture
def opened(browser, pages):
    """`(file, size, scheme) -> page`; what the page says to the console in anger fails the test."""
    contexts, angry = [], []

    def open_page(file, size=DESK, scheme="light"):
        contexts.append(browser.new_context(viewport=size, color_scheme=scheme, offline=True))
        page = contexts[-1].new_page()
        page.on("console", lambda message: angry.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: angry.append(str(error)))
        page.goto((pages / file).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not angry


@pytest.mark.parametrize("file", ["gallery.html", "report.html"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_reaches_over_the_edge(opened, file, size):
    page = opened(file, size)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("file", ["gallery.html", "report.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(opened, file, scheme):
    contrasts = opened(file, scheme=scheme).evaluate(CONTRASTS)
    assert len(contrasts) > 4
    assert {element: round(ratio, 1) for element, ratio in contrasts.items() if ratio < LEAST_CONTRAST} == {}


def test_the_gallery_is_searched_by_words(opened):
    page = opened("gallery.html")
    page.fill("#find", "sudoku row column")
    shown = page.locator("article:visible")
    assert shown.count() == 1 and shown.get_attribute("id") == "logic/sudoku"
    assert page.inner_text("#count") == "1 found"
    page.fill("#find", "xyzzy")
    assert shown.count() == 0
    page.fill("#find", "")
    assert shown.count() == len(TASKS)


def test_a_level_is_chosen_with_the_mouse_and_with_the_keys(opened):
    page = opened("gallery.html")
    article = page.locator("article[id='logic/sudoku']")
    first = article.locator("section:visible pre").first.inner_text()
    article.get_by_text("Level 10").click()
    last = article.locator("section:visible pre").first.inner_text()
    assert article.locator("section:visible").count() == 1 and last != first
    page.keyboard.press("ArrowLeft")
    assert article.locator("section:visible pre").first.inner_text() not in (first, last)


def test_an_answer_is_shown_when_it_is_asked_for(opened):
    page = opened("gallery.html")
    article = page.locator("article[id='logic/sudoku']")
    answer = article.locator("section:visible details").first
    assert not answer.locator("pre").is_visible()
    answer.locator("summary").click()
    assert answer.locator("pre").is_visible()


def test_rows_of_a_report_are_filtered(opened):
    page = opened("report.html")
    every = page.locator("article:visible").count()
    page.select_option("select >> nth=0", index=1)
    assert 0 < page.locator("article:visible").count() < every
