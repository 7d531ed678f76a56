"""The Case tab's handlers without a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant import Settings, build, build_index
from tests.support.notes import TRIAL
from ui.case import MOST_RECORD, Cases, Checked

CASE: dict[str, Any] = {
    "request": {"procedure": "medial_branch_block", "region": "lumbar", "date_of_service": "2024-06-11"},
    "facts": {"average_pain_score_0_10": 7, "prior_injections": [{"date": "2024-01-02"}]},
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory, exported: Path) -> Cases:
    """The tab's handlers over the shipped digests."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    (settings.data / "encoder").symlink_to(exported)
    build_index(settings)
    return Cases(build(settings))


def test_a_case_as_json_fills_the_form(cases: Cases) -> None:
    """A case of another program is put into the form and decided."""
    _, form, result, checked, said = cases.read(json.dumps(CASE))
    assert said == ""
    assert 'value="2024-06-11"' in form
    assert 'name="facts.prior_injections.0.date"' in form
    assert "More information is needed" in result
    assert json.loads(checked.case) == CASE


def test_a_case_with_an_unknown_key_is_refused_in_words(cases: Cases) -> None:
    """The key is named, and what it may have meant."""
    assert "did you mean &#x27;procedure&#x27;" in cases.read('{"request": {"procedur": "x"}}')[-1]


@pytest.mark.parametrize("text", ["", "x" * (MOST_RECORD + 1)])
def test_nothing_and_too_much_are_refused(cases: Cases, text: str) -> None:
    """An empty record and one that is too long are refused in a sentence, and nothing else changes."""
    assert 'role="alert"' in cases.read(text)[-1]


def test_a_report_is_refused_where_the_form_has_changed(cases: Cases) -> None:
    """The server compares the form with what was checked, whatever the page shows."""
    checked = cases.read(json.dumps(CASE))[3]
    assert "has changed" in cases.report(json.dumps([["facts.age_years", "3"]]), "", checked)
    assert "Check the criteria first" in cases.report("[]", "", Checked())


def test_a_fact_that_an_entry_lacks_is_asked_in_words(cases: Cases) -> None:
    """What is missing in each entry of a list is asked for by the list's name, and the list stands open."""
    _, form, result, *_ = cases.read(json.dumps(CASE))
    assert "For each of the earlier injections:" in result
    still_open = form.split("Still open")[1].split("What is known")[0]
    assert "facts.prior_injections.0.region" in still_open


def test_the_outcome_says_that_some_of_it_is_for_a_person(cases: Cases) -> None:
    """A met case whose guideline asks for more than facts can hold says so in its heading, counts it and lists it."""
    request = {
        "procedure": "medial_branch_block", "region": "lumbar", "levels": ["L4-5"], "laterality": "left",
        "date_of_service": "2024-06-11", "guidance": "ct", "program": "medicare",
    }  # fmt: skip
    care = [{"modality": "naproxen", "component": "inactive", "response": "inadequate"}]
    empty = (
        "other_primary_pain_source_evidence", "contraindications_present", "other_procedures_same_day",
        "prior_injections", "prior_denervations",
    )  # fmt: skip
    facts: dict[str, Any] = {name: [] for name in empty} | {
        "average_pain_score_0_10": 6, "pain_pattern": "axial", "functional_disability_documented": True,
        "pain_duration_months": 7, "conservative_therapy": care, "other_structural_cause_of_spine_pain": False,
        "other_pain_syndrome_affecting_spine": False,
    }  # fmt: skip
    result = cases.read(json.dumps({"request": request, "facts": facts}))[2]
    assert "All required criteria are met as far as facts settle them</h2>" in result
    assert re.search(r"· \d+ for a person to weigh", result)
    assert "the scales used have to stand in the record" in result


def test_hostile_words_of_a_record_stay_words(cases: Cases) -> None:
    """Markup in a note, in an answer and in a record to replay is shown as text."""
    note = "58F, lumbar MBB L4-5 on 6/11/2024. Average pain 7/10 <script>alert(1)</script>"
    shown = "".join(part for part in cases.read(note) if isinstance(part, str))
    assert "<script>" not in shown
    pairs = json.dumps([["request.procedure_text", '"><script>x</script>'], ["facts.age_years", "<b>"]])
    shown = "".join(part for part in cases.check("", pairs, Checked()) if isinstance(part, str))
    assert "<script>" not in shown
    assert "<b>" not in shown


def test_what_is_open_stays_below_where_something_is_not_met(cases: Cases) -> None:
    """Where a criterion fails, the open questions and their fields stay, headed as no longer deciding."""
    failing = {"contraindications_present": ["active_systemic_infection"]}
    case = {"request": CASE["request"], "facts": CASE["facts"] | failing}
    _, form, result, *_ = cases.read(json.dumps(case))
    assert "Not met" in result
    assert "Ask next" not in result
    assert 'href="#q-facts.conservative_therapy"' in result.split("Still unknown, though it no longer decides")[1]
    still_open = form.split("Still unknown, though it no longer decides")[1].split("What is known")[0]
    assert 'id="q-facts.conservative_therapy"' in still_open


def test_what_the_record_says_in_two_ways_is_not_met_on_the_page(cases: Cases) -> None:
    """A cause of pain that the record names and denies stays open until a person settles it."""
    plain, both = (
        "The back pain is chronic neuropathic back pain.",
        "It is sent as that; the back pain is not neuropathic.",
    )
    assert "All required criteria are met" in cases.read(TRIAL.format(cause=plain))[2]
    result = cases.read(TRIAL.format(cause=f"{plain} {both}"))[2]
    assert "More information is needed" in result
    assert "is recorded in two ways" in result
    ways = cases.read(TRIAL.format(cause=f"{plain} {both}"))[1].split("Choose one:")[1].split("<")[0]
    assert sorted(ways.split()) == ["/", "no", "yes"]
