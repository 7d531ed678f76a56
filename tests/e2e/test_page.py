"""The chat page in a real browser: ask, open a citation, find the marked words."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.e2e
ASK = "#ga-question textarea"
SETTLED = """!document.querySelector('#ga-chat').innerText.includes('Searching the guidelines')
  && document.getAnimations().every((one) => one.playState !== 'running')"""
CHIP = '#ga-chat a[href^="#cite-"]'


def ask(page: Page, question: str) -> None:
    """Type a question and wait for the answer."""
    page.fill(ASK, question)
    page.press(ASK, "Enter")
    page.wait_for_selector(CHIP)


def test_a_citation_opens_with_its_words_marked(page: Page) -> None:
    """A number in the answer opens the clause, with the cited words marked; Escape leads back."""
    ask(page, "How many facet joint injections are allowed in a year?")
    page.click(f"{CHIP} >> nth=0")
    page.wait_for_selector("#ga-source mark")
    assert "maximum of 4 injections" in page.inner_text("#ga-source mark")
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.getAttribute('href')?.startsWith('#cite-')")


def test_silence_on_contrast_is_shown(page: Page) -> None:
    """The page says that the guideline is silent on contrast."""
    ask(page, "Does NIA cover contrast for a medial branch block?")
    assert "says nothing on contrast" in page.inner_text("#ga-chat")


@pytest.mark.parametrize("width", [390, 1400])
def test_nothing_scrolls_sideways(page: Page, width: int) -> None:
    """A phone and a desk show the page without a sideways scroll."""
    page.set_viewport_size({"width": width, "height": 900})
    ask(page, "facet injections per year")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_no_state_of_the_page_has_an_accessibility_fault(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    """Empty, answered, silent and with an open source, in a light and a dark system: axe finds nothing."""
    page = browser.new_page(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}
    )
    page.goto(address)
    page.wait_for_selector(ASK)
    faults = [Axe().run(page).response["violations"]]
    for question in ("How many facet joint injections are allowed in a year?", "Does NIA cover contrast for an MBB?"):
        ask(page, question)
        page.wait_for_function(SETTLED)
        faults.append(Axe().run(page).response["violations"])
    page.click(f"{CHIP} >> nth=0")
    page.wait_for_selector("#ga-source mark")
    faults.append(Axe().run(page).response["violations"])
    page.close()
    assert [[fault["id"] for fault in state] for state in faults] == [[], [], [], []]


def test_arrow_keys_choose_the_reader(page: Page) -> None:
    """The readers are one group of radios: an arrow key moves from staff to patient."""
    page.focus("#ga-persona input >> nth=0")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "patient"


def test_an_address_in_a_question_is_no_link(page: Page) -> None:
    """What a reader types does not become a live link."""
    ask(page, "facet injections per year, see https://evil.example/x or www.evil.example")
    assert page.locator('#ga-chat a[href*="evil"]').count() == 0


def test_hostile_text_stays_text_and_nothing_is_stored(page: Page) -> None:
    """Markup in a question is shown as text, and the browser keeps nothing of it."""
    page.fill(ASK, '<img src=x onerror="window.hit=1"> ${window.hit=1} facet injections per year [a](javascript:1)')
    page.press(ASK, "Enter")
    page.wait_for_selector(CHIP)
    assert page.evaluate("window.hit === undefined")
    assert page.locator('#ga-chat a[href^="javascript"]').count() == 0
    assert "facet" not in page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
