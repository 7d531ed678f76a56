"""The Ask tab in a real browser: ask, open a citation, go on, stop, keep, save."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from assistant import Assistant
from tests.support.pages import ASK, CHIP, ask, faults, fill, settled

pytestmark = pytest.mark.e2e
YEARLY = "How many facet joint injections are allowed in a year?"
ABSENT = "Does NIA cover contrast for a medial branch block?"


def test_a_citation_opens_with_its_words_marked(page: Page) -> None:
    """A number in the answer opens the clause with the cited words marked, its edition, rank and kind of wording."""
    ask(page, YEARLY)
    page.click(f"{CHIP} >> nth=0")
    page.wait_for_selector("#ga-source mark")
    assert "maximum of 4 injections" in page.inner_text("#ga-source mark")
    panel = page.inner_text("#ga-source")
    assert "Exact wording" in panel
    assert "Payer policy · Edition 2023-01 · In force from 2023-01-01" in panel
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.getAttribute('href')?.startsWith('#cite-')")


def test_only_what_was_cited_is_listed(page: Page) -> None:
    """The list of sources has as many lines as there are different numbers in the answer."""
    ask(page, YEARLY)
    numbers = set(page.locator("#ga-chat .ga-chip").all_inner_texts())
    assert page.locator("#ga-chat .ga-source-list li").count() == len(numbers)


def test_an_absence_looks_deliberate(page: Page) -> None:
    """What the documents do not say stands in a card of its own, with the nearest words and whom to ask."""
    ask(page, ABSENT)
    card = page.inner_text("#ga-chat .ga-card-absent")
    assert "The documents do not say" in card
    assert "says nothing on contrast" in card
    assert "Searched" in card
    assert page.locator("#ga-chat .ga-card-absent blockquote").count() >= 1


def test_payer_state_and_date_are_passed_on_and_checked(page: Page) -> None:
    """A payer changes the answer and stands below it; a wrong date is said inline and the question is kept."""
    fill(page, "#ga-date", "20 May")
    page.fill(ASK, YEARLY)
    page.press(ASK, "Enter")
    page.wait_for_selector("#ga-said [role=alert]")
    assert "20 May" in page.inner_text("#ga-said")
    assert page.input_value(ASK) == YEARLY
    fill(page, "#ga-date", "")
    fill(page, "#ga-payer", "Medicare")
    ask(page, YEARLY)
    assert "Asked for: Medicare" in page.inner_text("#ga-chat")
    assert "L38773" in page.inner_text("#ga-chat")


def test_suggestions_follow_from_the_question(page: Page) -> None:
    """After an answer the suggestions name the procedure and other aspects; one of them asks."""
    ask(page, YEARLY)
    first = page.locator("#ga-suggested button >> nth=0")
    words = first.inner_text()
    assert "facet joint injections" in words
    assert words != YEARLY
    first.click()
    page.wait_for_function("document.querySelectorAll('#ga-chat .ga-asked').length === 2")
    settled(page)
    assert words in page.inner_text("#ga-chat")


def test_retry_and_edit_take_the_last_turn_back(page: Page) -> None:
    """Edit puts the question into the box; Try again asks it once more; neither leaves a second copy."""
    ask(page, YEARLY)
    page.click("#ga-retry")
    page.wait_for_function("document.querySelectorAll('#ga-chat .ga-answer').length === 0")
    settled(page)
    assert page.locator("#ga-chat .ga-asked").count() == 1
    page.click("#ga-edit")
    page.wait_for_function(f"document.querySelector('{ASK}').value.startsWith('How many')")
    assert page.locator("#ga-chat .ga-asked").count() == 0


@pytest.mark.usefixtures("slow_answers")
def test_a_stop_gives_the_question_back(page: Page) -> None:
    """While an answer is made, axe finds nothing, Stop ends the turn and the question stands in the box again."""
    page.emulate_media(reduced_motion="reduce")
    page.fill(ASK, YEARLY)
    page.press(ASK, "Enter")
    page.wait_for_selector("#ga-chat .ga-busy")
    assert page.locator("#ga-chat [role=log]").get_attribute("aria-busy") == "true"
    assert faults(page) == []
    page.get_by_role("button", name="Stop").click()
    page.wait_for_selector("#ga-said [role=status]")
    assert page.input_value(ASK) == YEARLY
    assert page.locator("#ga-chat .ga-asked").count() == 0


def test_a_fault_is_told_calmly(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the answer fails, a sentence with a number stands below the box, and the question is kept."""

    def fails(*_):
        raise RuntimeError("patient text")

    monkeypatch.setattr(Assistant, "reply", fails)
    page.fill(ASK, YEARLY)
    page.press(ASK, "Enter")
    page.wait_for_selector("#ga-said [role=alert]")
    said = page.inner_text("#ga-said")
    assert "report number" in said
    assert "patient text" not in said
    assert page.input_value(ASK) == YEARLY
    assert page.locator("#ga-chat .ga-asked").count() == 0


def test_feedback_is_noted_once_without_words(page: Page, data: Path) -> None:
    """A reason is noted on the server once, without the question; said again it is not noted twice."""
    ask(page, f"{YEARLY} Patient name: Jane Roe")
    page.click("#ga-feedback-incomplete")
    page.wait_for_selector("#ga-thanks :text('was noted')")
    page.click("#ga-feedback-incomplete")
    page.wait_for_selector("#ga-thanks :text('Noted already')")
    text = (data / "feedback.jsonl").read_text("utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    assert [row["reason"] for row in rows].count("incomplete") == 1
    assert "Jane" not in text


def test_a_conversation_is_kept_only_where_wanted(page: Page, data: Path) -> None:
    """Nothing is kept by itself; kept, it gets a code that opens it again and lets it be deleted."""
    ask(page, YEARLY)
    assert not list(data.glob("conversations/*"))
    page.click("#ga-keep input")
    page.wait_for_selector("#ga-kept :text('code')")
    code = page.inner_text("#ga-kept").split()[-1]
    page.reload()
    page.wait_for_selector(ASK)
    page.click("#ga-reopen button")
    fill(page, "#ga-code", code)
    page.click("#ga-open-kept")
    page.wait_for_selector(CHIP)
    assert YEARLY in page.inner_text("#ga-chat")
    page.click("#ga-forget")
    page.wait_for_selector("#ga-kept :text('Deleted')")
    assert not list(data.glob("conversations/*"))


def test_copy_and_export_carry_the_sources(page: Page) -> None:
    """Copy takes the quotes along; the Markdown has each quote with its span and file; a print page lies ready."""
    ask(page, YEARLY)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#ga-copy")
    page.wait_for_selector("#ga-thanks :text('Copied')")
    assert "maximum of 4 injections" in page.evaluate("navigator.clipboard.readText()")
    page.click("#ga-save")
    page.wait_for_selector("#ga-saved a")
    with page.expect_download() as saved:
        page.click("#ga-saved a")
    text = Path(saved.value.path()).read_text("utf-8")
    assert "maximum of 4 injections" in text
    assert "characters" in text
    printed = page.frame_locator("#ga-saved iframe").locator("body").inner_text()
    assert "maximum of 4 injections" in printed


def test_the_reader_is_chosen_with_arrow_keys(page: Page) -> None:
    """The readers are one group of radios with a name; an arrow key moves on, and notice and examples follow."""
    assert page.locator("#ga-persona [role=radiogroup]").get_attribute("aria-label") == "I am"
    page.focus("#ga-persona input >> nth=1")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#ga-notice :text('qualified clinician')")
    assert page.evaluate("document.activeElement.value") == "reviewer"


def test_hostile_text_stays_text_and_nothing_is_stored(page: Page) -> None:
    """Markup, links and template signs in a question are shown as text, and the browser keeps nothing of it."""
    hostile = (
        '<img src=x onerror="window.hit=1"> ${window.hit=1} facet injections per year [a](javascript:1) '
        "{{window.hit=1}} https://evil.example/x **b** $$x$$"
    )
    ask(page, hostile)
    assert page.evaluate("window.hit === undefined")
    assert page.locator('#ga-chat a[href^="javascript"], #ga-chat a[href*="evil"], #ga-chat img').count() == 0
    assert "${window.hit=1}" in page.inner_text("#ga-chat .ga-asked")
    assert "facet" not in page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1400, "dark")])
def test_no_state_has_an_accessibility_fault(new_page, width: int, scheme: str) -> None:
    """Empty, refused, answered, silent and with an open source, in a light and a dark system: axe finds nothing."""
    page = new_page(width, scheme)
    found = {"empty": faults(page)}
    page.press(ASK, "Enter")
    page.wait_for_selector("#ga-said [role=alert]")
    found["refused"] = faults(page)
    ask(page, YEARLY)
    found["answered"] = faults(page)
    ask(page, ABSENT)
    found["silent"] = faults(page)
    page.click(f"{CHIP} >> nth=0")
    page.wait_for_selector("#ga-source mark")
    found["source"] = faults(page)
    assert {state: names for state, names in found.items() if names} == {}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(244, 246, 249)"


@pytest.mark.parametrize("width", [1400, 390])
def test_the_closed_box_of_kept_conversations_has_no_scrollbar(page: Page, width: int) -> None:
    """Nothing in the box scrolls sideways while it is closed, on a wide page and on a phone's."""
    page.set_viewport_size({"width": width, "height": 900})
    box = page.locator("#ga-reopen")
    box.scroll_into_view_if_needed()
    assert box.evaluate("one => getComputedStyle(one).overflowX") == "visible"
