"""Titles, fields and plain words of requests that a second author wrote: read for what they say, and no more."""

from __future__ import annotations

from typing import Any

import pytest

from assistant import read_facts
from tests.support.notes import facts

EPIDURAL = "Plan: L4-5 interlaminar epidural, fluoroscopy, 06/11/2024."


def test_the_title_of_a_request_is_no_earlier_procedure() -> None:
    """The day in a title is that of the paper; there were no injections before."""
    note = "AUTH REQ - EPIDURAL   06/05/2024\nType: interlaminar ESI  (initial)\nSite: L4-5   Planned: 06/11/2024"
    assert facts(f"{note}\nEarlier injections: none")["prior_injections"] == []


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("Chronic radicular pain, flared up 4 weeks ago and still in that flare.", "exacerbation_duration_weeks", 4),
        ("Nothing scheduled alongside.", "other_procedures_same_day", []),
        ("Stand-alone.", "other_procedures_same_day", []),
    ],
)
def test_plain_words_of_a_request_are_read(words: str, name: str, value: Any) -> None:
    """A flare's length, and that nothing else is done that day."""
    assert facts(f"{words}\n{EPIDURAL}")[name] == value


def test_pain_that_did_not_change_is_no_success_of_a_home_program() -> None:
    """`Pain unchanged` behind a course tells how it went."""
    words = "Home exercise program for the lumbar spine, plan by the physical therapist, 50 days. Pain unchanged."
    assert facts(f"{words}\n{EPIDURAL}")["conservative_therapy"][0]["response"] == "inadequate"


def test_therapy_that_is_going_on_is_read_from_plain_words() -> None:
    """`PT lumbar, going on` is ongoing therapy of the lumbar spine."""
    found = facts(f"Therapy now: PT lumbar, going on.\n{EPIDURAL}")["ongoing_conservative_therapy"]
    assert [(one["modality"], one["target_region"]) for one in found] == [("physical therapy", "lumbar")]


def test_a_report_that_is_complete_is_not_denied_by_what_it_says() -> None:
    """`complete: no psychological origin` says that the assessment is done and what it found."""
    words = "The psychologist's report is complete: no psychological origin, no axis II, no addiction."
    found = facts(f"{words} Plan: spinal cord stimulator trial 6/11/2024.")
    assert found["psychological_assessment_completed"] is True


def test_a_wasted_calf_is_a_trophic_change() -> None:
    """Wasting of one calf stands though nails and hair are alike on both sides."""
    words = "The left calf is wasted, with soft tissue loss; nails and hair are alike on both sides."
    found = facts(f"{words} Plan: left lumbar sympathetic block, fluoroscopy, 6/11/2024.")
    assert found["unilateral_trophic_changes"] == ["soft_tissue_atrophy"]


def test_another_states_program_of_the_same_name_is_not_washingtons() -> None:
    """Oregon has a board of that name too: the state that is named goes with the program."""
    request = read_facts("Insurance: PEBB, Oregon. Left L4-5 medial branch block 6/11/2024.")["request"]
    assert (request["program"], request["state"]) == ("pebb", "OR")
