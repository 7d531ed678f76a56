"""Turns of notes that go beyond single wordings: forms, titles, days told back, rows, incomplete histories."""

from __future__ import annotations

import pytest

from assistant import read_facts
from tests.support.notes import facts

ASKED = "Plan: left L4-5 radiofrequency ablation, conventional thermal, fluoroscopy, 6/11/2024."
BLOCK = "Plan: left L4-5 medial branch block, fluoroscopy, 6/11/2024."


def test_a_ticked_box_after_a_gap_answers_its_label() -> None:
    """`[ ] yes   [x] no` denies what the label names, though a wide gap stands between the boxes."""
    form = f"{BLOCK}\nFunctional disability on record: [ ] yes    [x] no\n"
    assert facts(form)["functional_disability_documented"] is False


def test_an_unanswered_pair_of_boxes_says_nothing() -> None:
    """Two empty boxes leave the fact open."""
    assert "functional_disability_documented" not in facts(f"{BLOCK}\nFunctional disability: [ ] yes    [ ] no\n")


def test_a_day_told_back_from_the_day_of_service_is_reckoned() -> None:
    """An earlier block three weeks before the requested date has its own day."""
    note = f"Left L4-5 MBB three weeks before the requested date gave 80% relief. {ASKED}"
    assert facts(note)["prior_injections"][0]["date"] == "2024-05-21"


def test_a_day_told_roughly_is_none() -> None:
    """`About three weeks before` names no day."""
    found = facts(f"Left L4-5 MBB about three weeks before the requested date gave 80% relief. {ASKED}")
    assert "date" not in found.get("prior_injections", [{}])[0]


def test_rows_under_a_head_are_entries_of_its_procedure() -> None:
    """Lines that begin with a day, under a line that names a procedure, are each one of it."""
    note = f"Lumbar L4-5 MBB so far, function never shown to be better:\n3/4/2024 50%\n4/8/2024 85%\n{ASKED}"
    found = facts(note)["prior_injections"]
    assert [(one["date"], one["pain_relief_percent"]) for one in found] == [("2024-03-04", 50), ("2024-04-08", 85)]


def test_a_visit_after_therapy_is_no_row() -> None:
    """A line of a visit under a list is not an entry of the list."""
    note = f"Lumbar L4-5 MBB log:\n3/4/2024 85%\n\n5/14/2024 - PT of six weeks, inadequate.\n{ASKED}"
    assert len(facts(note)["prior_injections"]) == 1


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("There might have been other ablations, she cannot say how many.", "prior_denervations_list_complete"),
        ("His old chart was requested.", "prior_injections_list_complete"),
        ("He is unsure how many shots he had.", "prior_injections_list_complete"),
        ("Whether there were further blocks we cannot tell.", "prior_injections_list_complete"),
    ],
)
def test_a_history_told_as_incomplete_is_so(words: str, name: str) -> None:
    """Doubt over what else was done leaves the list open that its words name, or every list the request turns on."""
    assert facts(f"Left L4-5 MBB 5/1/2024: 80% relief. {words} {ASKED}")[name] is False


def test_a_list_of_tumours_denied_is_no_word_on_contraindications() -> None:
    """What is denied as a structural cause says nothing of an infection at the needle."""
    assert "contraindications_present" not in facts(f"MRI: no fracture, tumor, infection. {BLOCK}")


def test_a_shared_day_of_an_earlier_procedure_is_not_the_day_of_service() -> None:
    """What was done together with an earlier block is history, not the same session."""
    note = f"On 4/2/2024 left L4-5 facet injection, no relief. Same day, 4/2/2024, left L5-S1 TFESI. {BLOCK}"
    found = facts(note)
    assert not found.get("other_procedures_same_day")
    assert {one["procedure"] for one in found["prior_injections"]} == {
        "facet_joint_injection", "transforaminal_epidural",
    }  # fmt: skip


def test_radicular_pain_speaks_against_axial_pain_for_a_block() -> None:
    """Beside a facet request, radicular pain that is affirmed is a pattern of its own."""
    found = facts(f"She also has radicular pain into the right leg. {BLOCK}")
    assert found["pain_pattern"] == "radicular"
    assert found["pain_mainly_axial_nonradicular"] is False


def test_a_duration_belongs_to_the_therapy_beside_it() -> None:
    """Neither an age nor the time of the pain is the time of a course."""
    found = facts("47-year-old, axial low back pain 9 months, 6/10, 7 weeks PT, may we do an MBB?")
    assert found["conservative_therapy"][0]["duration_days"] == 49
    assert found["pain_duration_months"] == 9


def test_a_title_lends_the_request_what_its_sentence_lacks() -> None:
    """A letter's subject line gives the levels and the side of the procedure that the text puts on a day."""
    note = (
        "Subject: Medial branch blocks, bilateral lumbar, L3-5\n\nDear Doctor,\n\nBlocks are planned for May 2, 2024."
    )
    asked = read_facts(note)["request"]
    assert (asked["procedure"], asked["levels"], asked["laterality"], asked["date_of_service"]) == (
        "medial_branch_block", ["L3-4", "L4-5"], "bilateral", "2024-05-02",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "value"),
    [("held for a hundred and ten days", 110), ("lasted four hundred days", 400), ("lasted ninety days", 90)],
)
def test_hundreds_in_words_are_read(words: str, value: int) -> None:
    """A duration in words may go beyond ninety-nine."""
    note = f"Left L4-5 MBB 5/1/2022: 60% relief, {words}. {BLOCK}"
    assert facts(note)["prior_injections"][0]["relief_duration_days"] == value


def test_only_a_medical_cause_excuses_missing_therapy() -> None:
    """A fracture behind `no therapy goes on` is the reason; a preference is none."""
    going = "ongoing_active_therapy_medical_reason_not_done"
    assert "fracture" in str(facts(f"No conservative therapy ongoing: fresh hip fracture. {BLOCK}")[going])
    assert going not in facts(f"No conservative therapy ongoing: she would rather have a needle. {BLOCK}")


def test_a_scanner_that_takes_h_for_b_is_mended() -> None:
    """Letters that a scanner mistook do not hide a word."""
    note = f"Pain for 7 montbs. Physical tberapy for the lumbar spine, 50 days, inadequate. {BLOCK}"
    assert facts(note)["pain_duration_months"] == 7
    assert facts(note)["conservative_therapy"][0]["modality"] == "physical therapy"
