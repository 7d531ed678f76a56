"""What a note hopes for, guesses, denies or says of others leads to no fact, and never to `meets`."""

from __future__ import annotations

from typing import Any

import pytest

from assistant import read_facts
from tests.support.notes import facts

BLOCK = "Plan: left L4-5 medial branch block, fluoroscopy, 6/11/2024."
EPIDURAL = "Plan: initial left L4-5 transforaminal epidural, fluoroscopy, 6/11/2024."
ABLATION = "Plan: repeat left L4-5 radiofrequency ablation, conventional thermal, fluoroscopy, 6/11/2024."
REMOVAL = "Plan: removal of the spinal cord stimulator, thoracic leads, 6/11/2024."
PERMANENT = "Plan: permanent implantation of spinal cord stimulator, thoracic leads, 6/11/2024."
PUMP = "Chronic intractable pain. Plan: permanent intrathecal infusion pump, lumbar, 6/11/2024."
JOINT = "Plan: initial left sacroiliac joint injection, fluoroscopy, 6/11/2024."
LETTER = """Request for coverage: left lumbar sympathetic block

The acute pain began on April 3, 2024, after a fall. On May 22, 2024 a left lumbar sympathetic block was given, with
50% relief. There were no other blocks. We wish to perform this block on June 11, 2024 under fluoroscopy.
"""


def first(note: str, name: str) -> dict[str, Any]:
    """The first entry of a history; empty where the history has none."""
    found: list[dict[str, Any]] = facts(note).get(name) or [{}]
    return found[0]


def test_a_day_of_onset_is_no_day_of_service() -> None:
    """In a letter the day on which the pain began is passed over for the day on which the block is wished for."""
    read = read_facts(LETTER)
    assert read["request"]["date_of_service"] == "2024-06-11"
    assert [one["date"] for one in read["facts"]["prior_injections"]] == ["2024-05-22"]


@pytest.mark.parametrize("of", ["MRI of", "Seen on", "Lumbar fusion on", "Injury on", "Symptoms since"])
def test_a_day_of_something_else_is_no_day_of_service(of: str) -> None:
    """A day of imaging, a visit, surgery, an injury or of symptoms is none of service, where no other is named."""
    note = f"We request a left L4-5 medial branch block. {of} 6/3/2024."
    assert "date_of_service" not in read_facts(note)["request"]


def test_a_procedure_done_after_the_day_of_service_puts_it_in_doubt() -> None:
    """A block told as done after the day of service is a conflict: the day stays open, and no history is empty."""
    read = read_facts(f"No prior injections. On 7/2/2024 she had a left L4-5 MBB with 40% relief. {BLOCK}")
    assert "request.date_of_service" in read["conflicts"]
    assert "date_of_service" not in read["request"]
    assert read["facts"].get("prior_injections") != []


@pytest.mark.parametrize(
    "words",
    [
        "A doctor in Reno may have given him other epidurals.",
        "We do not have the charts of his former clinic.",
        "I cannot certify that this is everything.",
        "Injection history per patient recall.",
        "Dates of the shots are from memory.",
        "Charts from the county hospital never arrived.",
        "He thinks he had two or three epidurals.",
        "Then four more in the months after.",
        "This is not a complete list of injections.",
        "Her former practice has closed and its charts were destroyed.",
        "Any injections elsewhere are unknown.",
    ],
)
def test_ways_to_say_that_a_history_may_be_longer(words: str) -> None:
    """Outside records, memory, other clinics and unknown numbers leave the list of injections open."""
    note = f"Left L4-5 MBB 5/1/2024: 80% relief. {words} {BLOCK}"
    assert facts(note)["prior_injections_list_complete"] is False


@pytest.mark.parametrize(
    "words",
    ["We have all his records from the county hospital.", "No record of infection.", "He had two blocks in all."],
)
def test_records_at_hand_leave_no_list_open(words: str) -> None:
    """Records that are there, or that are of something else, say nothing of a longer history."""
    assert "prior_injections_list_complete" not in facts(f"Left L4-5 MBB 5/1/2024: 80% relief. {words} {BLOCK}")


@pytest.mark.parametrize(
    "words",
    [
        "It works well, but a newer model is out and she wants that one, so it is to be removed at her request.",
        "Removal at his own request as the maker offers an upgrade.",
    ],
)
def test_a_newer_model_is_no_demand_for_removal(words: str) -> None:
    """An upgrade for its own sake is the reason, though the patient asks for it."""
    assert facts(f"{words} {REMOVAL}")["scs_revision_or_removal_reason"] == "newer model"


def test_a_demand_without_a_newer_model_stays_one() -> None:
    """Who wants to be rid of the device demands it, also where a newer model is declined."""
    note = f"Patient demands removal; does not want a newer model. {REMOVAL}"
    assert facts(note)["scs_revision_or_removal_reason"] == "patient_demand"


@pytest.mark.parametrize(
    "words",
    [
        "No prior injections at this clinic.",
        "No prior injections this year.",
        "No prior cervical injections.",
        "Her mother had no prior injections.",
        "He denies prior injections, but the referral lists an epidural in 2023.",
        "No prior injections besides an epidural two weeks ago.",
        "The form has no field for prior injections.",
        "No complications from prior injections.",
        "No prior injections on the right.",
        "Prior injections: not asked.",
    ],
)
def test_none_of_one_place_time_or_person_is_not_none(words: str) -> None:
    """None here, lately, elsewhere in the spine, of another person, or with an exception, leaves the history open."""
    assert facts(f"{words} {EPIDURAL}").get("prior_injections") != []


@pytest.mark.parametrize(
    "words",
    [
        "perhaps 60% relief for 8 months",
        "we had hoped for 60% relief for 8 months",
        "less than 50% relief for 8 months",
        "almost 50% relief for 8 months",
        "40-60% relief for 8 months",
        "60% relief was expected",
        "60% fewer pills for 8 months",
        "the log says 60% relief for 8 months, the patient says 20%",
    ],
)
def test_relief_hoped_for_guessed_or_bounded_is_none_that_was_found(words: str) -> None:
    """A percentage that nobody found, a mere bound, a range, or one of two that disagree is not read."""
    assert "pain_relief_percent" not in first(f"Left L4-5 RFA on 8/7/2023: {words}. {ABLATION}", "prior_denervations")


def test_a_duration_expected_or_at_most_is_not_read() -> None:
    """How long relief should last, or lasted at most, is not how long it did."""
    for words in ("60% relief, which should last 8 months", "60% relief for up to 8 months"):
        assert "relief_duration_days" not in first(
            f"Left L4-5 RFA on 8/7/2023: {words}. {ABLATION}", "prior_denervations"
        )


@pytest.mark.parametrize("words", ["is expected to give 60%", "gave between 40 and 60%", "gave less than 50%"])
def test_a_trial_result_expected_or_bounded_is_not_read(words: str) -> None:
    """What a trial is to give, or lies between two figures, is no result."""
    assert "trial_pain_reduction_percent" not in facts(
        f"Stimulator trial of 7 days {words} pain reduction. {PERMANENT}"
    )


@pytest.mark.parametrize(
    "words",
    [
        "Contraindications were not reviewed.",
        "Contraindications: skin infection at the needle site cannot be excluded.",
        "No contraindication to MRI.",
        "No infection last year.",
    ],
)
def test_contraindications_not_looked_at_are_not_absent(words: str) -> None:
    """What was not reviewed, is not excluded, or concerns something else or earlier, is no absence."""
    assert facts(f"{words} {EPIDURAL}").get("contraindications_present") != []


@pytest.mark.parametrize(
    ("words", "request_words"),
    [
        ("Denies infection.", BLOCK),
        ("No infection.", BLOCK),
        ("Contraindications: no infection.", BLOCK),
        ("No infection.", EPIDURAL),
        ("There is no infection at all.", PERMANENT),
        ("No skin infection at the needle site.", JOINT),
        ("No systemic infection.", ABLATION),
        ("Infection is absent. The skin of the left foot is dry.", BLOCK),
    ],
)
def test_one_kind_denied_is_no_complete_list_of_contraindications(words: str, request_words: str) -> None:
    """Where the guideline names several kinds, the denial of one leaves the others unknown."""
    assert "contraindications_present" not in facts(f"{words} {request_words}")


@pytest.mark.parametrize(
    ("words", "request_words"),
    [
        ("No contraindications.", BLOCK),
        ("Contraindications: none.", PERMANENT),
        ("No infection, skin intact.", BLOCK),
        ("No infection. Skin clear. Joint can be reached.", BLOCK),
        ("No infection, canal not obstructed.", EPIDURAL),
        ("Contraindications: none (no infection).", BLOCK),
        ("No infection, habitus adequate for the device.", PERMANENT),
        ("SAFETY\n[ ] systemic infection  [ ] spinal infection  [ ] no safe access  [x] none of the above\n", BLOCK),
        ("No infection.", JOINT),
    ],
)
def test_a_denial_in_general_or_of_several_kinds_is_a_complete_list(words: str, request_words: str) -> None:
    """A general word does, or two of the kinds that the guideline names, or all where it names infection alone."""
    assert facts(f"{words} {request_words}")["contraindications_present"] == []


def test_a_source_of_pain_not_ruled_out_is_not_absent() -> None:
    """`Not ruled out` denies nothing."""
    found = facts(f"Disc herniation as the main source of pain is not ruled out. {BLOCK}")
    assert found.get("other_primary_pain_source_evidence") != []


def test_a_score_of_last_year_is_none_of_today() -> None:
    """An average that is said of an earlier time is not the present one."""
    assert "average_pain_score_0_10" not in facts(f"Average pain 7/10 last year. {BLOCK}")


def test_tests_planned_or_not_done_are_neither_positive_nor_performed() -> None:
    """Tests that are expected, or follow in a list that was not done, do not count."""
    assert "positive_provocative_tests" not in facts(f"Positive distraction and FABER are expected next visit. {JOINT}")
    found = facts(f"In person: distraction positive; compression, thigh thrust and FABER were not done. {JOINT}")
    assert found.get("provocative_tests_performed", []) in ([], ["distraction"])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Psychological assessment ordered to document cognition, willingness and ability.",
         "psychological_assessment_documents_cognition_willingness_ability"),
        ("Psychological assessment refused.", "psychological_assessment_completed"),
        ("The side effects should be tolerable.", "intraspinal_trial_side_effects_tolerable"),
    ],
)  # fmt: skip
def test_what_is_ordered_refused_or_foreseen_is_not_done(words: str, name: str) -> None:
    """An assessment that is ordered or refused, and effects that are foreseen, are no findings."""
    assert facts(f"{words} {PUMP}").get(name) is not True


def test_a_reason_that_was_mended_is_no_reason() -> None:
    """Leads that had moved and were put back give no reason to revise now."""
    note = f"In 2021 the leads had migrated and were put back. {REMOVAL}"
    assert "scs_revision_or_removal_reason" not in facts(note)


def test_a_device_like_a_neighbors_is_not_that_of_the_trial() -> None:
    """The same type as somebody else has is not the type of the trial."""
    note = f"The same type of device as his neighbor has will be implanted. {PERMANENT}"
    assert "same_type_device_as_trial" not in facts(note)
