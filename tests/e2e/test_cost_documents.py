"""The Cost and Documents tabs in a real browser, and what holds on every tab."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.pages import ASK, WIDE, ask, faults, tab, upload

pytestmark = pytest.mark.e2e
POLICY = (
    "<h2>Blue Harbor braces</h2><p>Two braces a year are covered for one member. "
    "&lt;img src=x onerror=window.hit=1&gt;</p>"
)


def view(page: Page, name: str) -> None:
    """Open a part of the Documents tab."""
    page.click(f"#ga-docs-view >> text={name}")


def choose(page: Page, place: str, words: str) -> None:
    """Choose from a list of Gradio."""
    page.click(f"{place} input")
    page.get_by_role("option", name=words).first.click()


def test_a_cost_adds_up(page: Page) -> None:
    """Without the deductible a range is given; with it the amount, its steps, bar and changes."""
    tab(page, "Cost")
    page.fill("#c-allowed", "1,450")
    page.fill("#c-coinsurance", "20%")
    page.click("#ga-work-out")
    page.wait_for_selector("#ga-cost :text('$290.00 to $1,450.00')")
    assert "Deductible left" in page.inner_text("#ga-cost")
    page.fill("#c-deductible_left", "600")
    page.fill("#c-contrast", "80")
    page.click("#ga-work-out")
    page.wait_for_selector("#ga-cost .ga-big:text('$770.00')")
    shown = page.inner_text("#ga-cost")
    assert "$600.00" in shown
    assert "$170.00" in shown
    assert "+$80.00" in shown
    widths = page.eval_on_selector_all(".ga-bar span", "parts => parts.map(p => parseFloat(p.style.width))")
    assert abs(sum(widths) - 100) < 0.1
    assert faults(page) == []


def test_a_wrong_number_is_said_at_its_field(page: Page) -> None:
    """A share above 100 % is refused below its field, which gets the focus; the others stay."""
    tab(page, "Cost")
    page.fill("#c-allowed", "1,450")
    page.fill("#c-coinsurance", "<b>120%")
    page.click("#ga-work-out")
    page.wait_for_selector("#wc-coinsurance")
    page.wait_for_function("document.activeElement.id === 'c-coinsurance'")
    assert page.input_value("#c-allowed") == "1,450"
    assert "“<b>120%”" in page.inner_text("#wc-coinsurance")
    assert faults(page) == []


def test_what_is_indexed_is_listed_with_rank_and_edition(page: Page) -> None:
    """Each document with issuer, rank, edition and from when it is in force."""
    tab(page, "Documents")
    shown = page.inner_text("#ga-documents")
    assert "Payer policy" in shown
    assert "from 2023-01-01" in shown
    assert "Article, no policy" in shown


def test_a_guideline_opens_as_clauses_with_its_criteria(page: Page) -> None:
    """The words stand beside the criteria read from them, and a clause opens in the panel."""
    tab(page, "Documents")
    view(page, "Open one")
    choose(page, "#ga-which", "NIA_CG_302")
    row = page.locator("#ga-document tr", has_text="indications 1.4.1").first
    row.wait_for()
    assert "70%" in row.inner_text()
    row.locator("a.ga-clause").click()
    page.wait_for_selector("#ga-source mark")
    assert faults(page) == []


def test_two_guidelines_are_compared(page: Page) -> None:
    """Words taken out and put in are marked; what is the same is counted."""
    tab(page, "Documents")
    view(page, "Compare two")
    choose(page, "#ga-old", "NIA_CG_300")
    choose(page, "#ga-new", "NIA_CG_408")
    page.click("#ga-compare")
    page.wait_for_selector("#ga-differences ins")
    assert "the same" in page.inner_text("#ga-differences")
    assert faults(page) == []


def test_requirements_are_filtered_by_guideline(page: Page) -> None:
    """Another guideline chosen shows its requirements in words; all of them can be shown."""
    tab(page, "Documents")
    view(page, "Requirements")
    choose(page, "#ga-policy", "NIA_CG_302")
    page.wait_for_selector("#ga-criteria h3:has-text('NIA_CG_302')")
    text = page.inner_text("#ga-criteria")
    assert "at least 70% pain relief" in text
    assert "prior_injections" not in text
    choose(page, "#ga-policy", "All guidelines")
    page.wait_for_function("document.querySelectorAll('#ga-criteria h3').length > 5")


def test_a_document_is_added_with_hostile_words(page: Page, tmp_path: Path) -> None:
    """An upload says that it is being read, then is listed and answers; its name and words stay text."""
    file = tmp_path / "braces (50%) <img src=x onerror=window.hit=1>.html"
    file.write_text(POLICY, "utf-8")
    tab(page, "Documents")
    upload(page, "#ga-upload", file)
    page.wait_for_selector("#ga-added :text('is indexed')", timeout=60_000)
    assert "Blue Harbor braces" in page.inner_text("#ga-documents")
    tab(page, "Ask")
    ask(page, "How many braces a year are covered?")
    page.click("#ga-chat .ga-chip >> nth=0")
    page.wait_for_selector("#ga-source mark")
    assert "Two braces a year" in page.inner_text("#ga-source")
    assert page.evaluate("window.hit === undefined")
    assert page.locator("#ga-source img, #ga-chat img").count() == 0


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1400, 1920])
def test_nothing_scrolls_sideways(new_page, width: int) -> None:
    """On every tab, from a small phone to a large screen."""
    page = new_page(width)
    ask(page, "How many facet joint injections are allowed in a year?")
    wide = {"ask": page.evaluate(WIDE)}
    tab(page, "Case")
    page.click("#ga-example")
    page.wait_for_selector("#ga-determination .ga-banner")
    wide["case"] = page.evaluate(WIDE)
    tab(page, "Cost")
    page.click("#ga-cost-example")
    page.wait_for_selector("#ga-cost .ga-big")
    wide["cost"] = page.evaluate(WIDE)
    tab(page, "Documents")
    view(page, "Requirements")
    choose(page, "#ga-policy", "NIA_CG_300")
    page.wait_for_selector("#ga-criteria h3")
    wide["documents"] = page.evaluate(WIDE)
    assert not any(wide.values()), wide


def test_paper_shows_words_and_not_controls(page: Page) -> None:
    """Printed, an answer and its open source stay; boxes and buttons are left out."""
    ask(page, "How many facet joint injections are allowed in a year?")
    page.click("#ga-chat .ga-chip >> nth=0")
    page.wait_for_selector("#ga-source mark")
    page.emulate_media(media="print")
    assert page.is_visible("#ga-chat .ga-answer")
    assert page.is_visible("#ga-source mark")
    assert not page.is_visible(ASK)
    assert not page.is_visible("#ga-copy")


def test_the_keyboard_reaches_everything(page: Page) -> None:
    """Arrow keys move between tabs and parts; a chip opens with Enter and Escape leads back to it."""
    page.focus("#ga-tabs button[role=tab] >> nth=0")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("document.body.dataset.tab === 'documents'")
    page.focus("#ga-docs-view input >> nth=0")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.body.dataset.docs === 'open'")
    tab(page, "Ask")
    ask(page, "How many facet joint injections are allowed in a year?")
    page.focus("#ga-chat .ga-chip >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector("#ga-source mark")
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.classList.contains('ga-chip')")
    assert page.locator(ASK).is_visible()
