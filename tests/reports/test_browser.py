"""The pages as Chromium shows them: accessible, within the width of a small phone, and without a request."""

import os
from importlib.resources import files
from pathlib import Path

import pytest

from panel.reports.html import to_html
from tests.reports import example

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
PAGES = {
    **{make.__name__: make() for make in (example.pair, example.incomplete, example.single, example.five)},
    "long-words": example.hostile("unbreakable" * 40),
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def show(chromium, tmp_path):
    """Open a page by its name; give it, and all it asked for beside itself or complained of."""
    contexts = []

    def open_page(name, width=1280, scheme="light", **settings):
        path = tmp_path / f"{name}.html"
        path.write_text(to_html(PAGES[name]), encoding="utf-8")
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, **settings
        )
        contexts.append(context)
        page = context.new_page()
        heard = []
        page.on("request", lambda request: heard.append(request.url))
        page.on("console", lambda message: heard.append(message.text))
        page.goto(path.as_uri())
        return page, [each for each in heard if each != path.as_uri()]

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_at_wcag_2_2_aa(show, name, scheme, width):
    page, _ = show(name, width, scheme, bypass_csp=True)
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text())
    found = page.evaluate(
        """rules => axe.run({runOnly: rules, rules: {'target-size': {enabled: true}}})
        .then(result => result.violations.map(each => [each.id, each.nodes.map(node => node.html)]))""",
        RULES,
    )
    assert found == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [1280, 800, 320])
def test_nothing_is_wider_than_the_window_and_nothing_is_asked_for(show, name, width):
    page, heard = show(name, width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert heard == []


def test_the_answer_stands_above_the_fold(show):
    for width, height in ((1280, 800), (320, 640)):
        page, _ = show("pair", width)
        box = page.locator(".verdict").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < height


def test_the_first_tab_leads_to_the_answer(show):
    page, _ = show("pair")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the answer"
    assert page.locator(".jump").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "answer"


def test_a_critique_is_set_in_lines_that_one_can_read(show):
    page, _ = show("pair")
    paragraph = page.locator(".critique p").first
    characters, lines = paragraph.evaluate(
        """paragraph => [paragraph.textContent.length,
        paragraph.getBoundingClientRect().height / parseFloat(getComputedStyle(paragraph).lineHeight)]"""
    )
    assert 55 <= characters / lines <= 75


def test_print_is_black_on_white_in_the_dark_too(show):
    page, _ = show("pair", scheme="dark")
    page.emulate_media(media="print")
    style = "getComputedStyle(document.body)"
    assert page.evaluate(f"[{style}.color, {style}.backgroundColor]") == [
        "rgb(0, 0, 0)",
        "rgb(255, 255, 255)",
    ]
    assert not page.locator(".letter").is_visible()
