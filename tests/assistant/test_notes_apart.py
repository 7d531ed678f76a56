"""Words beside a fact open it only where they speak of it; and wordings by more clinics are read."""

from __future__ import annotations

import pytest

from tests.support.notes import facts

EPIDURAL = "Plan: L4-5 interlaminar epidural, fluoroscopy, 6/11/2024."
BLOCK = "Plan: left lumbar sympathetic block, fluoroscopy, 6/11/2024."
PUMP = "Permanent intrathecal pump, lumbar, 6/5/2024."
SURGERY = "Plan: left L4-5 transforaminal epidural, diagnostic, for surgical planning, fluoroscopy, 6/11/2024."
GIVEN = "L4-5 interlaminar epidural 2/26/2024: 60% relief for 75 days."
DRUG = "Oral medication, 14 days, completed 6/3/2024, inadequate."


def test_a_sentence_on_another_matter_leaves_the_fact_before_it() -> None:
    """What a denial of contraindications says is not about the plan for surgery that stands before it."""
    plan = "Plan for surgery documented: left L4-5 microdiscectomy."
    found = facts(f"{plan} No contraindications, no infection, platelets normal.\n{SURGERY}")
    assert found["surgery_plan_documented"] is True
    assert "surgery_plan_documented" not in facts(f"{plan} Platelets too low for it.\n{SURGERY}")


@pytest.mark.parametrize(
    "line",
    [
        "She is a retired teacher",
        "Thank you for seeing her",
        "Seasonal allergies are satisfactorily controlled",
        "L4-5 fusion 2019",
    ],
)
def test_ordinary_words_of_a_record_leave_an_earlier_procedure(line: str) -> None:
    """A trade, thanks, an allergy or an old operation say nothing of the relief that an injection gave."""
    assert facts(f"{GIVEN} {line}.\n{EPIDURAL}")["prior_injections"]


def test_a_banner_that_a_note_was_amended_opens_nothing() -> None:
    """`Reviewed and amended` heads a note and names nothing that it puts right; a fact that was amended is open."""
    banner = "Copied forward from 5/22/2024, reviewed and amended 6/5/2024.\nLow back pain for 9 months."
    assert facts(f"{banner}\n{EPIDURAL}")["pain_duration_months"] == 9


def test_a_list_that_may_lack_entries_keeps_those_it_has() -> None:
    """That more may have been given is a fact of its own, which a decision heeds."""
    found = facts(f"{GIVEN} The list of injections may not be complete.\n{EPIDURAL}")
    assert found["prior_injections_list_complete"] is False
    assert found["prior_injections"][0]["pain_relief_percent"] == 60


@pytest.mark.parametrize(
    "line",
    [
        "Since March the right leg has burned as well",
        "The other foot aches too",
        "Left averages 7/10, right 5",
    ],
)
def test_a_second_side_that_hurts_leaves_the_distribution_open(line: str) -> None:
    """One limb is not the only one where the other hurts too."""
    assert "pain_distribution" not in facts(f"Pain of the left lower extremity. {line}.\n{BLOCK}")


@pytest.mark.parametrize(
    "line",
    [
        "I asked which tablets those were; there weren't any",
        "He has had none of them himself",
        "She meant the sinus ones",
        "The vet had it filled, the bottles are labelled canine",
        "No ibuprofen, no heat, no exercises",
        "The medication list has amoxicillin, 14 days, for sinusitis",
    ],
)
def test_drugs_that_were_none_or_for_something_else_are_open(line: str) -> None:
    """An antibiotic, a dog's capsules and tablets that nobody took are no care of the back."""
    assert facts(f"{DRUG}\n{EPIDURAL}")["conservative_therapy"]
    assert "conservative_therapy" not in facts(f"{DRUG}\n{line}.\n{EPIDURAL}")


def test_care_denied_for_the_present_leaves_care_that_was_had() -> None:
    """`No therapy at the moment, no medication` says when."""
    assert facts(f"{DRUG}\nNo therapy at the moment, no medication.\n{EPIDURAL}")["conservative_therapy"]


@pytest.mark.parametrize("line", ["It was a trigger finger release of the left hand", "There is no spine operation"])
def test_an_operation_elsewhere_is_none_of_the_same_region(line: str) -> None:
    """A release of a finger is no surgery of the spine, whatever its level is called."""
    said = "Lumbar surgery since the last injection: yes."
    assert facts(f"{said}\n{EPIDURAL}").get("surgery_same_region_since_last_injection") is True
    assert "surgery_same_region_since_last_injection" not in facts(f"{said} {line}.\n{EPIDURAL}")


def test_patches_of_another_drug_are_no_opiates() -> None:
    """Twelve weeks of lidocaine patches are no opiate, nor does the pain last as long as they did."""
    said = '"12 weeks of transdermal therapy completed" (referral).'
    assert "oral_or_transdermal_opiate_duration_days" not in facts(f"{said} The patch was lidocaine.\n{PUMP}")
    assert "pain_duration_weeks" not in facts(f"{said}\n{PUMP}")


def test_pain_that_interferes_is_no_spasticity() -> None:
    """What pain does to daily life is not what spasms do to it."""
    pain = "The pain significantly interferes with activities of daily living, work and quality of life."
    assert "spasticity_functional_impact" not in facts(f"{pain}\n{PUMP}")
    spasms = "Intractable spasms significantly interfere with daily life."
    assert "spasticity_functional_impact" in facts(f"{spasms}\n{PUMP}")


def test_a_duration_that_its_onset_does_not_bear_out_is_open() -> None:
    """Pain since February has not lasted a month in June; one that has lasted longer than an injury is as told."""
    assert "pain_duration_months" not in facts(f"Low back pain since February 19. Duration: 1 month.\n{EPIDURAL}")
    assert facts(f"Low back pain since February 19. Duration: 4 months.\n{EPIDURAL}")["pain_duration_months"] == 4


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("The leg pain follows a root and has lasted nine months", "pain_duration_months", 9),
        ("Back pain has been there six weeks", "pain_duration_weeks", 6),
        ("Pain relief from the brace has lasted six weeks", "pain_duration_weeks", None),
        ("9 mo hx", "pain_duration_months", 9),
        ("18 months' duration", "pain_duration_months", 18),
        ("LBP + leg pain", "pain_pattern", "axial_and_radicular"),
        ("Low back ache plus pain that travels down the legs", "pain_pattern", "axial_and_radicular"),
        ("The back aches and the leg hurts", "pain_pattern", "axial_and_radicular"),
        ("The pain source isn't in question", "question_of_pain_generator", False),
        ("Doubt as to pain generator no", "question_of_pain_generator", False),
        ("No question about what is generating the pain", "question_of_pain_generator", False),
        ("No contraindications, incl. infection of skin, spine or blood", "contraindications_present", []),
    ],
)
def test_a_wording_is_read(line: str, key: str, value: object) -> None:
    """How clinics put a duration, a pattern, a source without doubt and a denial."""
    assert facts(f"Seen 6/4/2024.\n{line}.\n{EPIDURAL}").get(key) == value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("L leg pain, chronic, x9 mo", "chronic_pain"),
        ("Chronic burning foot pain", "chronic_pain"),
        ("Pain 2 months, still acute", "acute_pain"),
        ("Acute left leg pain", "acute_pain"),
        ("The leg pain is not acute", None),
    ],
)
def test_what_a_sympathetic_block_is_for(line: str, value: str | None) -> None:
    """Whether the pain is acute or chronic, however the words are ordered."""
    assert facts(f"{line}.\n{BLOCK}").get("treatment_indication") == value


def test_celiac_disease_is_no_block() -> None:
    """A disease of the gut among others is no earlier injection."""
    assert not facts(f"No prior injections. Past history: celiac disease.\n{BLOCK}").get("prior_injections")
