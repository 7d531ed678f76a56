"""What a note takes back, quotes from a rule, or files from another person's chart is no finding of the patient."""

from __future__ import annotations

import pytest

from tests.support.notes import facts

EPIDURAL = "Plan: L4-5 interlaminar epidural, fluoroscopy, 6/11/2024."
FACET = "Plan: bilateral L4-5 facet joint injection, fluoroscopy, 6/11/2024."
BLOCK = "Plan: left lumbar sympathetic block, fluoroscopy, 6/11/2024."


@pytest.mark.parametrize(
    "words",
    [
        "MRI 4/2/2024: severe stenosis at L4-5.\nAlert: this report is for a different patient, do not use.",
        "CT of May shows lumbar stenosis.\n(wrong patient's scan, being moved)",
        "Outside MRI read: spinal stenosis L3-4.\nMisfiled, it is under review by medical records.",
    ],
)
def test_a_report_filed_from_another_chart_shows_nothing(words: str) -> None:
    """The line that says so takes the report before it away; what else the note says stays."""
    found = facts(f"Average pain 7/10.\n{words}\n{EPIDURAL}")
    assert "spinal_stenosis_present" not in found
    assert found["average_pain_score_0_10"] == 7


def test_what_stands_beside_another_persons_report_still_counts() -> None:
    """In a paragraph of one line only the sentences on that report are left out, and `correction` alone is a noun."""
    words = "Average pain 7/10. The MRI showed stenosis. That report is for a different patient. Skin infection at L4."
    found = facts(f"{words}\n{EPIDURAL}")
    assert "spinal_stenosis_present" not in found
    assert found["average_pain_score_0_10"] == 7
    assert found["contraindications_present"] == ["skin_infection_at_needle_site"]
    assert facts(f"Spinal stenosis before correction of a scoliosis.\n{EPIDURAL}")["spinal_stenosis_present"]


def test_the_quoted_words_of_a_guideline_are_no_finding() -> None:
    """A pasted criterion names what a case may show; the case does not show it by that."""
    rule = 'From the plan\'s page: "a second one may be done where there is evidence of multilevel pathology".'
    assert "multilevel_pathology" not in facts(f"{rule}\n{EPIDURAL}")
    assert facts(f'The radiologist writes: "there is evidence of multilevel pathology".\n{EPIDURAL}')[
        "multilevel_pathology"
    ]


def test_what_is_corrected_in_the_same_breath_counts_as_corrected() -> None:
    """A dictated correction takes back the clause before it."""
    words = "Low back pain for nine months, correction, low back pain for five weeks."
    found = facts(f"{words}\n{FACET}")
    assert found["pain_duration_weeks"] == 5
    assert "pain_duration_months" not in found


def test_how_long_another_region_hurts_is_not_the_time_of_the_one_treated() -> None:
    """Nine months of neck pain say nothing of a back that began to hurt in March."""
    words = (
        "She has had nine months of neck pain, quiet now. The low back pain started when she slipped on March 25, 2024."
    )
    found = facts(f"{words}\n{FACET}")
    assert "pain_duration_months" not in found
    assert found["pain_onset_date"] == "2024-03-25"


def test_swelling_of_which_the_other_side_has_as_much_is_not_of_one_side() -> None:
    """`Likewise` on the other side leaves open whether a swelling is of one side."""
    words = "Edema: 1+ at the left ankle. Right ankle likewise 1+."
    assert "unilateral_edema" not in facts(f"{words}\n{BLOCK}")
    assert facts(f"Edema: 1+ at the left ankle.\n{BLOCK}")["unilateral_edema"]


def test_a_question_on_an_order_is_no_finding() -> None:
    """What an order asks in quotation marks is not seen yet."""
    assert "synovial_cyst_present" not in facts(f'MRI ordered, indication "synovial cyst L4-5?".\n{FACET}')


def test_a_dated_row_that_was_not_understood_leaves_the_history_open() -> None:
    """A list of which a row with its relief is not read may be longer than what was read."""
    rows = (
        "- 9/5/2023 left facet injection: 60% / 75 days\n- 1/4/2024 the same on both sides, LA+steroid: 60% / 75 days\n"
    )
    found = facts(f"Injections:\n{rows}{FACET}")
    days = [one.get("date") for one in found.get("prior_injections", ())]
    assert "2024-01-04" in days or found["prior_injections_list_complete"] is False
    assert "prior_injections_list_complete" not in facts(f"Injections:\n{rows.splitlines()[0]}\n{FACET}")


def test_the_day_for_which_something_was_booked_is_not_the_day_it_was_done() -> None:
    """Only the day on which a procedure took place dates it."""
    words = "Right facet joint injection was booked for 9/20/2023; the machine failed. 60% relief for 75 days."
    dates = [one.get("date") for one in facts(f"{words}\n{FACET}").get("prior_injections", ())]
    assert "2023-09-20" not in dates


def test_therapy_of_which_none_was_done_was_not_done() -> None:
    """`Zero PT` beside another course is a denial."""
    found = facts(f"Naproxen and rest for 3 weeks, zero PT, no better.\n{EPIDURAL}")
    assert "physical therapy" not in [one["modality"] for one in found["conservative_therapy"]]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("8 weeks of PT within the last 6 months, no help.", 6),
        ("PT 8 wks, ended last month, no help.", 2),
        ("PT for 7 weeks, finished 3 weeks ago, no better.", 1),
        ("In the past four months 8 weeks of PT failed.", 4),
        ("8 weeks of PT failed, pain worse in the last 3 months.", None),
        ("PT for 8 weeks failed in 2019, none in the last 6 months.", None),
        ("No injection in the past 3 months, PT for 8 weeks failed.", None),
    ],
)
def test_how_lately_a_therapy_ended_is_read_from_an_undated_text(words: str, months: int | None) -> None:
    """A text written for the request counts back from it; what else lies in that time tells nothing of the therapy."""
    course = facts(f"Medial branch block. {words}")["conservative_therapy"][0]
    assert course.get("ended_within_months") == months


def test_in_a_dated_note_such_words_count_back_from_the_note_and_are_left_open() -> None:
    """The day of service may lie later than the note, so the time before it is not known."""
    course = facts(f"Seen 5/2/2024. 8 weeks of PT within the last 6 months, no help. {FACET}")["conservative_therapy"][
        0
    ]
    assert "ended_within_months" not in course
