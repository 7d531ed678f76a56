"""Words that take back, contradict or give to something else what a note says leave its facts to a person."""

from __future__ import annotations

import json

import pytest

from assistant import Document, Settings, check_note, propose, read_facts
from assistant.assess_case import Decider
from assistant.keep_record import decide_file
from tests.support.notes import facts

CARE = "Lumbar physical therapy and naproxen, 49 days each, ended 5/20/2024, both inadequate."
NOTE = f"""Pain clinic 6/1/2024. 61F. L4-5 spinal stenosis. Back and leg pain for 9 months. Average pain 7/10.
No functional disability. No acute radicular symptoms. No prior back surgery.
{CARE}
No prior injections.
No systemic, spinal or skin infection; no severe obstruction in the canal.
Plan: L4-5 interlaminar lumbar epidural, initial, therapeutic, fluoroscopy, 6/11/2024. No other procedure that day.
"""
AGAIN = """Plan: L4-5 interlaminar lumbar epidural, therapeutic, fluoroscopy, 6/11/2024.
Lumbar interlaminar epidurals at L4-5: initial 1/8/2024 40 % for 20 days; initial 1/29/2024 60 % for 80 days.
Physical therapy for the lumbar spine is ongoing.
"""
BLOCK = "Plan: left lumbar sympathetic block, fluoroscopy, 6/11/2024."


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings without an index."""
    return Settings(data=tmp_path_factory.mktemp("data"))


def test_the_plain_note_meets(settings: Settings) -> None:
    """Without such words the note below comes to meets: what is plainly said is not lost."""
    assert check_note(settings, NOTE)["outcome"] == "meets"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("conservative_therapy", "Corrected: the therapist saw her for fewer sessions."),
        ("conservative_therapy", "The therapist's discharge sheet: low back not assessed."),
        ("conservative_therapy", "The naproxen was for her gout."),
        ("conservative_therapy", "The pool took away most of it."),
        ("average_pain_score_0_10", "The score was typed in error."),
        ("average_pain_score_0_10", "Since then two or three."),
        ("contraindications_present", "Phone call 6/5/2024: she has a fever, started on ciprofloxacin."),
        ("other_procedures_same_day", "The left knee gets its gel shot in the same room right after."),
    ],
)
def test_words_against_a_fact_leave_it_open(settings: Settings, name: str, words: str) -> None:
    """Each is a sentence that a careful reader would ask about before calling the request met."""
    found = check_note(settings, NOTE + words)
    assert found["outcome"] == "insufficient_information"
    assert name not in read_facts(NOTE + words)["facts"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("prior_injections", "The Tucson clinic has not sent anything."),
        ("prior_injections", "This may not be everything he has had."),
        ("prior_injections", "The epidural of 3/19/2024 up north is to be added to the list above."),
        ("prior_injections", "The second one was converted on the table to a transforaminal."),
        ("ongoing_conservative_therapy", "I phoned the therapy office: she is on the waiting list."),
        ("prior_injections", "Reply: thank you, corrected figure noted, one third."),
        ("prior_injections", "The therapist's report: functional improvement, reaches the shelf."),
    ],
)
def test_a_history_and_what_goes_on_are_left_open(name: str, words: str) -> None:
    """A status, a correction and another body's progress do not tell of the request's own."""
    assert name in facts(AGAIN)
    assert name not in facts(AGAIN + words)


def test_a_finding_that_a_later_test_does_not_bear_out_is_open() -> None:
    """A sign of one side that the repeated test finds alike on both is none to act on; other signs stay."""
    words = "Left sole moist, right dry. June 4, test repeated: both soles are damp and alike. Left foot colder."
    assert not facts(f"{words}\n{BLOCK}").get("unilateral_sudomotor_changes")
    assert facts(f"{words}\n{BLOCK}")["unilateral_vasomotor_changes"] == ["temperature_change"]


def test_a_relatives_reason_is_not_the_patients() -> None:
    """A reason against therapy that turns out to be a wife's is left open, though an order repeats it."""
    words = "Severe cardiopulmonary disease; exercise therapy is contraindicated. That is Doris, his wife."
    note = AGAIN.partition("\n")[0] + f" Conservative therapy: none. {words} Order comment: therapy contraindicated."
    assert "conservative_therapy_medical_reason_not_done" not in facts(note)


def test_guidance_that_may_not_be_had_is_open() -> None:
    """A C-arm out for repair leaves open whether the needle is guided."""
    assert "guidance" in read_facts(NOTE)["request"]
    assert "guidance" not in read_facts(f"{NOTE}The C-arm is out for repair.")["request"]


def test_what_is_left_open_stays_so_in_a_file_of_facts(settings: Settings) -> None:
    """A history left open in one of the documents of a case is open for the whole case, with its words shown."""
    found = propose([Document("note", f"{NOTE}Corrected: the therapist saw her for fewer sessions.")])
    said = next(one for one in found["settle"] if one["name"] == "conservative_therapy")["said"]
    assert any("Corrected" in fact["quote"] for fact in said)
    text = json.dumps(found, default=str)
    assert decide_file(Decider(settings), text)[1]["outcome"] == "insufficient_information"


@pytest.mark.parametrize("words", ["Color signs are not on both sides.", "Call with fever.", "He has hay fever."])
def test_ordinary_words_open_nothing(settings: Settings, words: str) -> None:
    """The same words in an ordinary sense leave the note as it was."""
    assert check_note(settings, NOTE + words)["outcome"] == "meets"
