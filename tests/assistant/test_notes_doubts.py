"""A finding that a note affirms in one place and takes back in another is open; a label answered with N is a no."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import Settings, check_note
from tests.support.notes import facts

BLOCK = "Plan: left lumbar sympathetic block, fluoroscopy, 6/11/2024."
EPIDURAL = "Medicare. Plan: left L4-5 transforaminal epidural, fluoroscopy, 6/11/2024."
MEDIAL = "Plan: left L4-5 medial branch block, fluoroscopy, 6/11/2024."
NOTES = Path(__file__).parents[2] / "eval" / "cases" / "adversarial_notes.jsonl"
ROWS = [json.loads(line) for line in NOTES.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_note_with_one_decisive_fact_changed_does_not_meet(
    row: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Notes by an author who took cases that meet and changed one fact in words that a careless reader passes over."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    assert check_note(settings, row["note"])["outcome"] != "meets"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("unilateral_edema", "Edema of the left foot. Repeat exam by Dr. Lee: no edema."),
        ("allodynia_or_hyperalgesia", "Allodynia over the shin. Tested again with a brush, there is no allodynia."),
        ("unilateral_vasomotor_changes", "The left foot is colder. Thermometry: no vasomotor change."),
    ],
)
def test_a_finding_denied_elsewhere_is_left_open(name: str, words: str) -> None:
    """An examination that finds it and one that does not leave it to a person."""
    assert name not in facts(f"{words}\n{BLOCK}")


def test_an_earlier_visit_that_denied_it_does_not_count() -> None:
    """What was absent at an earlier visit and is found at the latest is found."""
    note = f"3/1/2024 visit. No edema.\n\n6/4/2024 visit. Edema of the left foot only.\n{BLOCK}"
    assert facts(note)["unilateral_edema"] is True


def test_a_cyst_that_is_gone_leaves_it_open() -> None:
    """A synovial cyst on one scan that a later one does not show is none to act on."""
    words = "A synovial cyst of the L4-5 facet was seen in May. On the repeat MRI the cyst has disappeared."
    assert "synovial_cyst_present" not in facts(f"{words}\n{MEDIAL}")


@pytest.mark.parametrize(
    "words",
    [
        "Contraindications: none. Systemic infection N, spinal infection N, skin infection N, obstructed canal N.",
        "Contraindications: none. Systemic infection no. Spinal infection no. Skin infection at site no.",
        "No contraindications: no fever, no spine infection, skin over the site intact.",
        "Contraindications: none -- no sepsis/spine infxn/cellulitis; canal not blocked; access good.",
    ],
)
def test_contraindications_answered_with_no_are_none(words: str) -> None:
    """A label with N or no behind it denies; what is listed behind a denial of all belongs to it."""
    assert facts(f"{words}\n{MEDIAL}")["contraindications_present"] == []


def test_a_label_answered_with_yes_is_there() -> None:
    """The same label with Y is an infection that is there."""
    assert facts(f"Skin infection at the site Y.\n{MEDIAL}")["contraindications_present"] != []


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("The referral names phantom limb pain as the cause of the pain.", "phantom_limb_syndrome"),
        ("The pain is due to CRPS of the left leg.", "crps"),
        ("The leg pain is attributed to diabetic peripheral neuropathy.", "diabetic_peripheral_neuropathy"),
        ("The pain is caused by herpes zoster.", "herpes zoster"),
        ("The pain is caused by acute herpes zoster.", "acute herpes zoster"),
    ],
)
def test_a_cause_that_medicare_excludes_is_read(words: str, cause: str) -> None:
    """L39240 excludes other neuropathy, and its exception is for zoster that is said to be acute."""
    assert facts(f"{words}\n{EPIDURAL}").get("pain_cause") == cause


def test_a_neuropathy_that_is_not_the_cause_is_none() -> None:
    """A neuropathy of the history, or one ruled out as the cause, excludes nothing."""
    assert "pain_cause" not in facts(f"History of peripheral neuropathy.\n{EPIDURAL}")
    assert "pain_cause" not in facts(f"The pain is not due to CRPS.\n{EPIDURAL}")


def test_pain_called_nonradicular_is_read_for_medicare() -> None:
    """L39240 excludes pain that is not radicular, whatever was noted at triage."""
    assert facts(f"Tingling was noted at triage. The pain itself is nonradicular.\n{EPIDURAL}")["pain_nonradicular"]


def test_a_scan_that_is_only_ordered_shows_nothing() -> None:
    """What an order names as its indication is not the scan's result."""
    words = "Bone scan consistent with CRPS was entered as the indication on the order today."
    assert "bone_scan_consistent_with_crps" not in facts(f"{words}\n{BLOCK}")


def test_a_revascularization_that_never_was_has_not_failed() -> None:
    """A denial of the operation denies its failure."""
    words = "Ischemic limb pain, left leg. Never had a revascularization, let alone a failed one."
    assert "failed_surgical_revascularization" not in (facts(f"{words}\n{BLOCK}").get("ischemic_features") or [])


@pytest.mark.parametrize(
    "words",
    [
        "[ ] active infection [x] none - UTI, on Macrobid day 3",
        "No contraindications, will need the UTI cleared first.",
    ],
)
def test_an_infection_under_treatment_undoes_a_denial(words: str) -> None:
    """An infection that is being treated is there, though the box says none."""
    assert facts(f"{words}\n{MEDIAL}").get("contraindications_present") != []


def test_what_was_not_done_beside_an_earlier_block_says_nothing_of_the_day() -> None:
    """A denial of the past leaves open what else is done on the day."""
    words = "No other procedures were done with the March block."
    assert "other_procedures_same_day" not in facts(f"{words}\n{MEDIAL}")


def test_the_time_of_the_pain_is_not_that_of_a_therapy() -> None:
    """A duration that stands behind the pain says nothing of how long a therapy named after it went on."""
    words = "Axial neck pain 8/10 for 14 months, NSAIDs and PT failed."
    courses = facts(f"{words}\nPlan: C5-6 medial branch block, fluoroscopy, 6/11/2024.")["conservative_therapy"]
    assert all(not {"duration_days", "duration_months"} & one.keys() for one in courses)


def test_a_region_that_is_denied_as_the_source_is_not_that_of_a_therapy() -> None:
    """Therapy for the back stays so beside a denial of other sources in the same sentence."""
    words = "Axial LBP, PT and NSAIDs 8 weeks failed, no disc/SIJ/radicular source."
    courses = facts(f"{words}\n{MEDIAL}")["conservative_therapy"]
    assert {one["target_region"] for one in courses} <= {"lumbar", "painful_region"}


def test_the_time_until_relief_is_gone_is_not_that_of_the_pain() -> None:
    """How soon everything was back at baseline is no duration of pain."""
    words = "The second gave 65% relief but pain and function alike were back to baseline at 5 weeks."
    assert "pain_duration_weeks" not in facts(f"{words}\nPlan: left SI joint injection, fluoroscopy, 6/11/2024.")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (
            "PT for 49 days to 4/22/2024, inadequate; the whole course was for her right rotator cuff.",
            "right rotator cuff",
        ),
        ("He is in physical therapy twice weekly; this is for his left knee replacement alone.", "left knee"),
        ("Physical therapy 49 days, inadequate. It was for the neck.", "cervical"),
    ],
)
def test_a_course_for_another_part_of_the_body_is_told_behind_it(words: str, part: str) -> None:
    """What a course treated counts, though the request is for the back and the sentence stands behind the course."""
    found = facts(f"{words}\n{MEDIAL}")
    courses = found.get("conservative_therapy") or found["ongoing_conservative_therapy"]
    assert {one["target_region"] for one in courses} == {part}


def test_a_reason_that_is_taken_back_later_is_left_open() -> None:
    """An addendum that withdraws the reason for no therapy stands against it."""
    asked = "Plan: lumbar interlaminar epidural L4-5, fluoroscopy, 6/18/2024."
    reason = "6/10/2024 visit: No active therapy at present: had a stroke last week, PT therefore not possible."
    name = "ongoing_active_therapy_medical_reason_not_done"
    assert "stroke" in facts(f"{reason}\n{asked}")[name]
    withdrawn = "6/18/2024 addendum: the diagnosis of stroke is withdrawn; the reason no longer stands."
    assert name not in facts(f"{reason}\n{withdrawn}\n{asked}")


def test_swelling_of_both_sides_alike_is_not_unilateral() -> None:
    """Edema of one leg and as much of the other is no finding of one side."""
    words = "Edema of the left leg, 2+ to the knee, and exactly as much of the right, girths equal."
    assert facts(f"{words}\n{BLOCK}").get("unilateral_edema") is not True


def test_a_reason_that_no_longer_stands_is_no_disability() -> None:
    """Who no longer stands is disabled, a reason that no longer stands is only over."""
    assert "functional_disability_documented" not in facts(f"The reason given in May no longer stands.\n{MEDIAL}")
    assert facts(f"She no longer stands for more than five minutes.\n{MEDIAL}")["functional_disability_documented"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Edema of the left leg. As to swelling, both ankles pit to the same depth.", "unilateral_edema"),
        (
            "Burning pain confined to the left foot. In April the right foot and calf started to burn too.",
            "pain_distribution",
        ),
    ],
)
def test_what_is_on_both_sides_is_not_of_one_side(words: str, name: str) -> None:
    """Swelling of both ankles, or pain that has reached the other leg, leaves the one-sided finding open."""
    assert name not in facts(f"{words}\n{BLOCK}")


def test_a_narrowing_of_another_vessel_or_none_of_the_canal_is_no_spinal_stenosis() -> None:
    """The neck's artery on duplex is no spine, and a patent canal is not narrow."""
    words = "Problems: Stenosis, severe (L) - duplex 3/2024. MRI: canal and foramina widely patent."
    assert facts(f"{words}\n{EPIDURAL}").get("spinal_stenosis_present") is not True


def test_therapy_for_another_part_of_the_body_is_not_lent_to_the_spine() -> None:
    """A plan of care for the shoulder, told after `engaged in PT`, is no therapy of the lumbar spine."""
    words = "Engaged in physical therapy twice a week. The plan of care is for the right rotator cuff repair."
    found = facts(f"Low back pain. {words}\n{EPIDURAL}").get("ongoing_conservative_therapy", [])
    assert all(one["target_region"] != "lumbar" for one in found)


def test_a_disability_index_that_rises_is_no_gain_in_function() -> None:
    """A higher Oswestry is more disability, whatever the scribe calls it."""
    words = "Left SIJ injection 5/27/2024: 49% relief. Functional score improved significantly, ODI from 38 up to 46!"
    found = facts(f"{words}\nPlan: left SIJ injection 6/11/2024, fluoroscopy.")["prior_injections"]
    assert found[0]["functional_improvement_documented"] is False


def test_how_long_ago_a_procedure_was_is_no_duration_of_pain() -> None:
    """`Over three years ago.` after a procedure counts back to it."""
    words = "Low back pain. One L4-5 interlaminar 5/3/2021: 60% for 90 days. Over three years ago."
    assert "pain_duration_months" not in facts(f"{words}\n{EPIDURAL}")


def test_an_abbreviation_before_a_number_ends_no_sentence() -> None:
    """The months that an estimate gives are those of life, not of pain."""
    found = facts("Life expectancy est. 24 months. Plan: permanent intrathecal pump 6/11/2024.")
    assert found["life_expectancy_months"] == 24
    assert "pain_duration_months" not in found
