"""What other clinics write for one thing, and words beside which nothing of it may be read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant import read_facts

HERE = Path(__file__)
CLINICS = yaml.safe_load(HERE.with_name("note_other_clinics.yaml").read_text("utf-8"))
REQUESTS = yaml.safe_load(HERE.with_name("note_wordings.yaml").read_text("utf-8"))["requests"]
EPIDURAL = REQUESTS["epidural"]
OF_A_COURSE = {"response", "status", "end_date"}


@pytest.mark.parametrize(("asked", "words", "name", "value"), CLINICS["facts"])
def test_a_fact_is_read_in_the_words_of_other_clinics(asked: str, words: str, name: str, value: object) -> None:
    """A fact is read before or after the request, whichever of a family of wordings says it."""
    for note in (f"{REQUESTS[asked]} {words}", f"{words}\n{REQUESTS[asked]}"):
        assert read_facts(note)["facts"].get(name) == value


@pytest.mark.parametrize(("words", "name", "value"), CLINICS["therapy"])
def test_therapy_is_read_in_the_words_of_other_clinics(words: str, name: str, value: object) -> None:
    """Courses, what goes on and what kept from it are read in a visit before or after the request."""
    for note in (f"{EPIDURAL} Seen 6/4/2024. {words}", f"Visit 6/4/2024. {words}\n{EPIDURAL}"):
        facts = read_facts(note)["facts"]
        of_it = facts.get("conservative_therapy", [{}])[0] if name in OF_A_COURSE else facts
        assert of_it.get(name) == value


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Which level hurts used to be an open question; the scan has settled that.", "question_of_pain_generator"),
        ("It was unclear which level was the source until the scan.", "question_of_pain_generator"),
        ("Is it L4-5 or L5-S1? The question of the pain generator no longer arises.", "question_of_pain_generator"),
        ("A new disc herniation since the injection was reported. On over-read it was there already.",
         "new_pathology_since_last_injection"),
        ("After the last injection we looked for a fresh herniation.", "new_pathology_since_last_injection"),
        ("Since the last injection she has had knee surgery.", "surgery_same_region_since_last_injection"),
        ("Tip: ODI > 20 = functional deficit documented", "functional_disability_documented"),
        ("Disability scale: ODI ____ / 100 (0-20 minimal, 21-40 moderate, 41-60 severe disability)",
         "functional_disability_documented"),
        ("No medical reason why she can't do therapy.", "functional_disability_documented"),
        ("Anticoagulation is held twice without trouble.", "same_day_medical_reason"),
        ("At its worst it reaches 9/10, usually late in the evening.", "average_pain_score_0_10"),
    ],
)  # fmt: skip
def test_what_was_settled_is_of_a_legend_or_of_something_else_gives_no_fact(words: str, name: str) -> None:
    """A question that was answered, an old finding, a scale's key or another joint's surgery affirm nothing."""
    assert not read_facts(f"{EPIDURAL} {words}")["facts"].get(name)


def test_the_procedure_beside_the_primary_one_lends_it_no_level() -> None:
    """Of two procedures of a day the primary one is asked for; the other one is told with its own place."""
    note = (
        "1. Primary: interlaminar epidural   Region: lumbar   Level: L4-5   Date: 06/11/2024\n"
        "2. Second procedure, same date: cervical interlaminar epidural, C7-T1\n"
    )
    found = read_facts(note)
    assert found["request"]["levels"] == ["L4-5"]
    other = {"procedure": "interlaminar_epidural", "region": "cervical", "levels": ["C7-T1"]}
    assert found["facts"]["other_procedures_same_day"] == [other]


def test_the_kind_told_of_all_epidurals_is_that_of_each() -> None:
    """`All of them were interlaminar` gives the kind and the region of those told without one."""
    note = (
        f"{EPIDURAL} His epidurals began on July 3, 2023. That one gave 40% relief; July 24, 2023 gave 45%; "
        "August 14, 2023 gave 60%. All three were lumbar interlaminar injections."
    )
    history = read_facts(note)["facts"]["prior_injections"]
    assert [one["pain_relief_percent"] for one in history] == [40, 45, 60]
    assert {one["procedure"] for one in history} == {"interlaminar_epidural"}


def test_the_head_of_a_row_tells_the_step_of_all_that_stand_in_it() -> None:
    """`Initial phase:` holds for each day up to the next head."""
    note = (
        f"{EPIDURAL} Epidural history - every one an L4-5 lumbar interlaminar.\n"
        "Initial phase: 10/3/2022 40% x 20 d; 10/24/2022 40% x 20 d.\n"
        "Therapeutic phase: 2/6/2023 60% x 100 d; 12/11/2023 60% x 80 d."
    )
    steps = [one.get("phase") for one in read_facts(note)["facts"]["prior_injections"]]
    assert steps == ["initial", "initial", "therapeutic", "therapeutic"]


@pytest.mark.parametrize(
    "words",
    [
        "No infection, systemic or spinal. Average 7/10. Exam: reflexes equal. Skin clear.",
        "10. Systemic infection N; spinal infection N; skin infection at site N.",
        "No infection in the body at large or in the spine, the skin over the lumbar area is healthy.",
    ],
)
def test_contraindications_are_absent_where_their_parts_are_denied_apart(words: str) -> None:
    """What is denied in one place and sound in another of the visit makes the list complete."""
    assert read_facts(f"{EPIDURAL} {words}")["facts"].get("contraindications_present") == []


def test_an_infection_denied_alone_leaves_contraindications_open() -> None:
    """Nothing said of skin or canal leaves the list open; skin that is not sound does too."""
    for words in ("No systemic infection.", "No systemic infection. Exam: skin not intact."):
        assert "contraindications_present" not in read_facts(f"{EPIDURAL} {words}")["facts"]


def test_an_entry_under_a_wrong_line_leaves_the_history_open() -> None:
    """Where somebody chose the wrong line, what was injected is for a person to say."""
    note = f"{EPIDURAL} On 3/4/2024 a cervical interlaminar epidural gave 0%. The coder picked the wrong line."
    assert "prior_injections" not in read_facts(note)["facts"]


def test_dates_in_a_row_of_which_nothing_was_read_leave_the_history_incomplete() -> None:
    """`Dates 6/12/2023, 9/11/2023` are procedures that the list may lack."""
    note = f"{EPIDURAL} Interlaminar epidural 10/3/2022, 40%.\nDates 6/12/2023, 9/11/2023, 12/4/2023."
    assert read_facts(note)["facts"]["prior_injections_list_complete"] is False


def test_not_in_capitals_denies() -> None:
    """`have NOT returned` is no return."""
    assert read_facts(f"{EPIDURAL} Her symptoms have NOT returned.")["facts"]["symptoms_returned"] is False


def test_plain_axial_pain_of_a_medicare_note_is_a_pattern_and_mainly_axial_pain_is_none() -> None:
    """`Axial` alone says that nothing radiates; `mainly axial` does not, nor does it beside radicular pain."""
    block = f"Medicare. {REQUESTS['block']}"
    assert read_facts(f"{block} Axial low back pain for 7 months.")["facts"]["pain_pattern"] == "axial"
    assert read_facts(f"{block} Mainly axial low back pain.")["facts"].get("pain_pattern") != "axial"
    both = read_facts(f"{block} The diagram is axial only. She also carries chronic radicular pain.")["facts"]
    assert both["pain_pattern"] != "axial"


def test_a_patient_told_that_nothing_medical_prevents_therapy_is_not_in_it() -> None:
    """A therapy named as what nothing keeps from is none that goes on."""
    words = "At present he is in no therapy of any sort, and nothing medical prevents him from being in PT."
    assert read_facts(f"{EPIDURAL} {words}")["facts"]["ongoing_conservative_therapy"] == []


def test_a_doubt_of_what_hurts_leaves_the_history_complete() -> None:
    """`Unsure which structure hurts` says nothing of how many injections there were."""
    words = "Interlaminar epidural 5/20/2024, L4-5, 10% relief. I am unsure which structure is the pain generator."
    assert "prior_injections_list_complete" not in read_facts(f"{EPIDURAL} {words}")["facts"]
