"""Words and figures beside a fact that speak against it leave it to a person; those of a plain record do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import read_facts
from tests.support.notes import facts

DOUBTS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("note_doubts.yaml").read_text("utf-8"))
EPIDURAL = "Plan: L4-5 interlaminar epidural, fluoroscopy, 6/11/2024."
PLANNING = "Plan: left L4-5 transforaminal epidural, diagnostic, for surgical planning, fluoroscopy, 6/11/2024."
GIVEN = "L4-5 interlaminar epidural 2/26/2024: {}."


def lines(*, plain: bool) -> list[Any]:
    """Each sentence with the note that it goes into, and the facts that the note says without it."""
    return [
        pytest.param(block["note"], line, block["facts"], id=f"{block['facts'][0]}-{line[:50]}")
        for block in DOUBTS
        if block.get("plain", False) is plain
        for line in block["lines"].splitlines()
    ]


@pytest.mark.parametrize(("note", "line", "names"), lines(plain=False))
def test_a_sentence_that_speaks_against_a_fact_leaves_it_open(note: str, line: str, names: list[str]) -> None:
    """What else went on, who says otherwise, whose it was or when: the fact before it is not taken as said."""
    without, found = facts(note.replace(" ~ ", "\n")), facts(note.replace("~ ", f"{line}.\n"))
    assert any(found.get(name) != without[name] for name in names)


@pytest.mark.parametrize(("note", "line", "names"), lines(plain=True))
def test_a_plain_sentence_leaves_a_fact_as_it_is(note: str, line: str, names: list[str]) -> None:
    """What a record tells besides takes nothing from the fact before it."""
    without, found = facts(note.replace(" ~ ", "\n")), facts(note.replace("~ ", f"{line}.\n"))
    assert all(found[name] == without[name] for name in names)


def relief(words: str) -> Any:
    """The relief that an epidural is said to have given; None where it is open."""
    entries = facts(f"{GIVEN.format(words)}\n{EPIDURAL}").get("prior_injections") or [{}]
    return entries[0].get("pain_relief_percent")


@pytest.mark.parametrize(
    "words",
    [
        "60% relief (NRS 8 before, 7 at two weeks)",
        "50% reduction. The pain column goes from 8 to 6",
        "60% relief, pain down from 8/10 to 5/10",
    ],
)
def test_scores_that_fell_by_less_than_the_relief_told_leave_it_open(words: str) -> None:
    """A third off a score is not 60 %: which of the two holds is for a person."""
    assert relief(words) is None


def test_scores_that_bear_out_the_relief_leave_it() -> None:
    """From 8 to 3 is 60 % and a little more."""
    assert relief("60% relief (NRS 8 before, 3 at two weeks)") == 60


@pytest.mark.parametrize(
    "words", ["60% relief (35% the shot, 25% the brace)", "60% relief for 75 days (January 30 days, February 45 days)"]
)
def test_a_figure_that_is_the_sum_of_parts_is_open(words: str) -> None:
    """What two things gave together is not what the injection gave."""
    assert relief(words) is None


def test_parts_that_are_none_leave_the_figure() -> None:
    """Other figures in brackets, which do not add up to it, say nothing against it."""
    assert relief("60% relief for 75 days (80 mg in 2 ml, seen at 14 days)") == 60


@pytest.mark.parametrize("words", ["Pain was back on 4/12/2024", "From needle to relapse is 2/26/2024 to 4/12/2024"])
def test_pain_that_was_back_sooner_than_the_relief_told_leaves_it_open(words: str) -> None:
    """Relief of 75 days from the 26th of February does not end on the 12th of April."""
    assert relief(f"60% relief for 75 days. {words}") is None


def test_pain_that_was_back_when_the_relief_ended_leaves_it() -> None:
    """The 11th of May is 75 days after the 26th of February."""
    assert relief("60% relief for 75 days. Pain was back on 5/11/2024") == 60


def test_a_list_with_its_days_first_is_read_so() -> None:
    """24/10/2022 has no month in front: so the dates beside it have their days first too, not those of the request."""
    note = (
        "All interlaminar lumbar epidurals:\n03/10/2022 40%\n24/10/2022 45%\n05/07/2023 60% for 90 days\n\n"
        f"Therapy ended 04/05/2024.\n{EPIDURAL}"
    )
    dates = [one["date"] for one in facts(note)["prior_injections"]]
    assert dates == ["2022-10-03", "2022-10-24", "2023-07-05"]


def test_days_are_first_where_the_head_of_a_list_says_so() -> None:
    """`JJ/MM/AAAA` heads dates with their days first, though each could be read either way."""
    note = f"Interlaminar lumbar epidurals (dates JJ/MM/AAAA):\n05/07/2023 60%\n11/09/2023 60%\n\n{EPIDURAL}"
    assert [one["date"] for one in facts(note)["prior_injections"]] == ["2023-07-05", "2023-09-11"]


def test_a_request_beside_such_a_list_keeps_its_month_first() -> None:
    """The line of what is asked for is the clinic's own."""
    note = "Interlaminar lumbar epidurals:\n24/10/2022 45%\n05/07/2023 60%\nPlan: L4-5 ILESI, fluoroscopy, 06/11/2024."
    assert read_facts(note)["request"]["date_of_service"] == "2024-06-11"


def test_boxes_that_tick_themselves_leave_what_stands_above_open() -> None:
    """Of a block that a program fills in nothing is taken, to the last empty line; what stands elsewhere is."""
    boxes = "[x] Acute radicular symptoms\nAverage pain: 7\nBoth boxes come up by themselves, I cannot untick them.\n\n"
    found = facts(f"Lumbar spinal stenosis.\n\n{boxes}{EPIDURAL}")
    assert found.keys() & {"acute_radicular_symptoms", "average_pain_score_0_10"} == set()
    assert found["spinal_stenosis_present"] is True


def test_therapy_of_another_region_than_the_name_of_the_practice() -> None:
    """`Lumbar Works` names a practice; its treatment was of the neck. Where the neck is asked for, that is as it is."""
    course = (
        "Lumbar Works PT, 49 days, ended 4/22/2024, inadequate. Interventions: cervical traction, neck mobilization."
    )
    assert "conservative_therapy" not in facts(f"{course}\n{EPIDURAL}")
    neck = course.replace("Lumbar Works PT", "Cervical physical therapy")
    assert facts(f"{neck}\nPlan: C6-7 interlaminar epidural, fluoroscopy, 6/11/2024.")["conservative_therapy"]


def test_a_prothrombin_time_is_no_therapy() -> None:
    """`PT` beside an INR is a laboratory's."""
    goes_on = "Ongoing: PT continues weekly, managed by the anticoagulation nurse, INR 2.4."
    assert "ongoing_conservative_therapy" not in facts(f"{goes_on}\n{EPIDURAL}")


@pytest.mark.parametrize(
    "words",
    [
        "He is removed from our operating list.",
        "The operation has been called off.",
        "Surgery only if he stops smoking.",
        "The microdiscectomy was done on 5/21.",
    ],
)
def test_a_plan_for_surgery_that_is_off_done_or_hangs_on_something_is_open(words: str) -> None:
    """A plan that was is none, nor is one under a condition."""
    plan = "Plan for surgery documented: left L4-5 microdiscectomy."
    assert facts(f"{plan}\n{PLANNING}")["surgery_plan_documented"] is True
    assert "surgery_plan_documented" not in facts(f"{plan} {words}\n{PLANNING}")


def test_days_averaged_are_no_score() -> None:
    """`average 7 d: 4/10` is an average of seven days, and 4."""
    assert facts(f"Pain diary: average 7 d: 4/10.\n{EPIDURAL}").get("average_pain_score_0_10") in {None, 4}


def test_an_example_that_a_form_prints_is_no_finding() -> None:
    """What a form gives as an example of an answer is not the answer."""
    form = "Document special circumstances (e.g., 82 years old, not an operative candidate):\n answer: none"
    assert facts(f"{form}\n{EPIDURAL}").keys() & {"surgical_candidate", "age_years"} == set()


def test_therapy_that_a_plan_orders_was_not_had() -> None:
    """An item of a plan, `2 x / week, 8 weeks`, is an order."""
    plan = "1. L4-5 interlaminar epidural, fluoroscopy, 6/11/2024\n2. Physical therapy: lumbar, 2 x / week, 8 weeks\n"
    assert "conservative_therapy" not in facts(f"PLAN\n{plan}")


def test_ablation_in_view_is_none_that_was_done() -> None:
    """A block `with a view to radiofrequency` tells of no denervation."""
    plan = "Plan: left L4-5 medial branch block, fluoroscopy, 6/11/2024."
    found = facts(f"First diagnostic block with a view to radiofrequency. {plan}")
    assert not found.get("prior_denervations")
