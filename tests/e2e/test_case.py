"""The Case tab in a real browser: notes in, facts confirmed or corrected, a determination, its files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.pages import WIDE, faults, tab, upload

pytestmark = pytest.mark.e2e
NOTE = (
    "58F with axial low back pain x 8 months, no radicular features, no disc source. Average pain 7/10. Lumbar PT and "
    "naproxen 50 days each, ended 5/20/2024, failed. No prior spinal injections. Requests left L4-5 MBB, fluoro, "
    "6/11/2024. No infection, skin intact. <img src=x onerror=window.hit=1> ${window.hit=1}"
)
TWO_WAYS = NOTE + " Average pain 5/10."
EARLIER = (
    "58F with axial low back pain x 8 months. Average pain 7/10. Prior L4-5 MBB 2/1/2024 with 80% relief for 3 weeks. "
    "Prior left L4-5 facet injection 10/5/2023, 60% relief. Requests left L4-5 MBB, fluoro, 6/11/2024."
)
SAME_DAY = "[name='none:facts.other_procedures_same_day']"


def read(page: Page, note: str) -> None:
    """Paste a note and have it read."""
    tab(page, "Case")
    page.fill("#ga-record textarea", note)
    page.click("#ga-read")
    page.wait_for_selector("#ga-determination .ga-banner")


def check(page: Page) -> None:
    """Check the criteria, and wait until the result belongs to the form."""
    page.click("#ga-check")
    page.wait_for_function("!document.body.classList.contains('ga-case-changed')")


def test_a_note_becomes_facts_and_a_determination(page: Page) -> None:
    """Words are marked in the record and beside each fact; rows carry both sides' words; open facts are asked."""
    read(page, NOTE)
    assert "Average pain 7" in page.inner_text(".ga-record mark >> text=Average pain 7")
    assert "“Average pain 7”" in page.inner_text("[id='q-facts.average_pain_score_0_10']")
    result = page.inner_text("#ga-determination")
    assert "More information is needed" in result
    assert "as read from the record, not confirmed" in result
    assert "Duration of pain of at least 3 months" in result
    assert "8 months" in result
    assert "What else is done on the same day?" in page.inner_text(".ga-asked-next")
    assert "_" not in page.inner_text("#ga-form").replace("NIA_CG", "")
    page.click("[id='q-facts.average_pain_score_0_10'] .ga-to-mark")
    page.wait_for_selector(".ga-record mark.ga-flash")
    assert page.evaluate("window.hit === undefined")


def test_an_answer_to_what_is_open_changes_the_outcome(page: Page) -> None:
    """An edit marks the determination as stale and bars the report; checked again, all is met and confirmed."""
    read(page, NOTE)
    page.check(SAME_DAY)
    assert "The case changed" in page.evaluate(
        "getComputedStyle(document.querySelector('#ga-determination'), '::before').content"
    )
    assert page.is_disabled("#ga-build-report")
    page.click("#ga-confirm-all")
    check(page)
    page.wait_for_selector("#ga-determination :text('All required criteria are met')")
    assert "not confirmed" not in page.inner_text("#ga-determination .ga-banner")


def test_a_fact_can_be_corrected(page: Page) -> None:
    """A corrected answer decides, and the record's words no longer stand for it."""
    read(page, NOTE)
    score = "[id='q-facts.average_pain_score_0_10']"
    page.click(f"{score} summary")
    page.fill(f"{score} input[type=text]", "3")
    check(page)
    page.wait_for_selector(".ga-asked-next :text('Is functional disability from the pain documented?')")
    assert page.locator(f"{score} .ga-proof").count() == 0


def test_a_contradiction_in_the_record_is_put_to_a_person(page: Page) -> None:
    """A fact that the record says in two ways stands first, with both quotes, and is left open."""
    read(page, TWO_WAYS)
    clash = page.inner_text(".ga-conflict")
    assert "two ways" in clash
    assert "Average pain 7" in clash
    assert "Average pain 5" in clash
    assert "Unknown" in page.inner_text("#ga-determination")


def test_a_wrong_answer_is_said_at_its_field(page: Page) -> None:
    """Words in place of a number are refused at the field; the rest is kept."""
    read(page, NOTE)
    score = "[id='q-facts.average_pain_score_0_10']"
    page.click(f"{score} summary")
    page.fill(f"{score} input[type=text]", "seven")
    page.click("#ga-check")
    page.wait_for_selector(f"{score} [role=alert]")
    assert "“seven” is no plain number" in page.inner_text(score)
    assert page.input_value(f"{score} input[type=text]") == "seven"
    page.wait_for_function("document.activeElement.value === 'seven'")
    assert page.evaluate("document.body.classList.contains('ga-case-changed')")
    assert page.is_disabled("#ga-build-report")
    assert faults(page) == []


def test_the_form_alone_asks_only_what_is_needed(page: Page) -> None:
    """Without a note: a procedure chosen brings its questions, each with "Not documented"; half is unknown."""
    tab(page, "Case")
    assert page.locator("[id='q-facts.trial_duration_days']").count() == 0
    page.select_option("[name='request.procedure']", "scs_trial")
    check(page)
    page.wait_for_selector("#ga-determination .ga-banner")
    assert "0 met · 0 not met" in page.inner_text("#ga-determination")
    assert page.locator("[id='q-facts.positive_provocative_tests']").count() == 0
    shown = page.inner_text("#ga-form")
    assert "What is the average pain score, from 0 to 10?" in shown
    assert "Not documented" in shown
    page.click("[id='q-facts.conservative_therapy'] .ga-add")
    page.fill("[name='facts.conservative_therapy.0.modality']", "physical therapy")
    check(page)
    page.wait_for_selector("#ga-determination :text('physical therapy')")
    assert page.input_value("[name='facts.conservative_therapy.0.modality']") == "physical therapy"


def test_earlier_procedures_stand_on_a_line_of_time(page: Page) -> None:
    """A picture with the spans of the guideline, and the same in words with links to the clauses."""
    read(page, EARLIER)
    assert page.locator(".ga-line .ga-dot").count() == 2
    page.click(".ga-timeline summary")
    words = page.inner_text(".ga-timeline")
    assert "2024-02-01 medial branch block" in words
    assert "24 months, from 2022-06-11" in words
    page.click(".ga-timeline .ga-clause >> nth=0")
    page.wait_for_selector("#ga-source mark")
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.classList.contains('ga-clause')")


def test_report_letter_record_and_replay(page: Page, tmp_path: Path) -> None:
    """The files carry the reviewer's note; the saved record replays the same, and a changed one says what changed."""
    read(page, NOTE)
    page.fill("#ga-note textarea", "Seen by <b>me</b>")
    page.click("#ga-build-report")
    page.wait_for_selector("#ga-report-files a")
    saved = {}
    for words in ("Save the report (HTML)", "Save the record (JSON)", "Save a letter draft"):
        with page.expect_download() as download:
            page.click(f"#ga-report-files >> text={words}")
        saved[words] = Path(download.value.path()).read_text("utf-8")
    assert "Seen by &lt;b&gt;me&lt;/b&gt;" in saved["Save the report (HTML)"]
    assert "DRAFT" in saved["Save a letter draft"]
    record = json.loads(saved["Save the record (JSON)"])
    assert record["note"] == "Seen by <b>me</b>"
    file = tmp_path / "record <b>.json"
    file.write_text(json.dumps(record), "utf-8")
    upload(page, "#ga-replay-file", file)
    page.wait_for_selector("#ga-replayed :text('The same again')")
    record["determination"]["policy_edition"] = "1999-01"
    file.write_text(json.dumps(record), "utf-8")
    upload(page, "#ga-replay-file", file)
    page.wait_for_selector("#ga-replayed :text('something else today')")
    assert "1999-01" in page.inner_text("#ga-replayed")


def test_notes_are_added_from_files(page: Page, tmp_path: Path) -> None:
    """Several files are read into the record; one that cannot be read is named, and its name stays text."""
    good, bad = tmp_path / "visit.txt", tmp_path / "cut <img src=x onerror=window.hit=1>.pdf"
    good.write_text(NOTE, "utf-8")
    bad.write_bytes(b"%PDF-1.7 nothing")
    tab(page, "Case")
    upload(page, "#ga-notes", good, bad)
    page.wait_for_selector("#ga-determination .ga-banner")
    assert "axial low back pain" in page.input_value("#ga-record textarea")
    assert page.evaluate("window.hit === undefined")


def test_notes_are_dropped_on_the_record(page: Page) -> None:
    """A file dropped on the record is read as one that was chosen."""
    tab(page, "Case")
    dropped = page.evaluate_handle(
        "words => { const one = new DataTransfer(); one.items.add(new File([words], 'visit.txt')); return one; }", NOTE
    )
    page.dispatch_event("#ga-record textarea", "drop", {"dataTransfer": dropped})
    page.wait_for_selector("#ga-determination .ga-banner")
    assert "axial low back pain" in page.input_value("#ga-record textarea")


@pytest.mark.parametrize("width", [390, 1400])
def test_no_state_has_an_accessibility_fault(new_page, width: int) -> None:
    """Empty, read, stale and with the files: axe finds nothing, and nothing scrolls sideways."""
    page = new_page(width)
    tab(page, "Case")
    found = {"empty": faults(page)}
    read(page, EARLIER)
    found["read"] = faults(page)
    page.click("#ga-build-report")
    page.wait_for_selector("#ga-report-files a")
    found["files"] = faults(page)
    page.click("[id='q-facts.average_pain_score_0_10'] summary")
    page.fill("[id='q-facts.average_pain_score_0_10'] input[type=text]", "4")
    found["stale"] = faults(page)
    assert {state: names for state, names in found.items() if names} == {}
    assert not page.evaluate(WIDE)
