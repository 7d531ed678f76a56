"""Words that name a finding without affirming it of this patient now are no fact; those that do affirm it still are."""

from __future__ import annotations

import pytest

from assistant import Settings, check_note
from tests.support.notes import TRIAL, affirms

BLOCK = "3/1/2024 left L4-5 MBB"
ALLODYNIA = "sympathetic allodynia_or_hyperalgesia"
DISABILITY = "block functional_disability_documented"
RELIEF = "block prior_injections.pain_relief_percent"
TRIAL_RELIEF = "permanent trial_pain_reduction_percent"
ASSESSED = "trial psychological_assessment_completed"
NOT_DONE = "epidural conservative_therapy_medical_reason_not_done"
THERAPY = "epidural conservative_therapy"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (ALLODYNIA, "Allodynia is known in her brother."),
        (ALLODYNIA, "Allodynia (his sister) was talked of."),
        (ALLODYNIA, "Most patients with this have allodynia."),
        ("sympathetic bone_scan_consistent_with_crps", "The bone scan of his brother was consistent with CRPS."),
        ("sacroiliac spondyloarthropathy_diagnosed", "Ankylosing spondylitis in his brother."),
        (TRIAL_RELIEF, "His brother's trial gave 60% relief."),
        (TRIAL_RELIEF, "A trial gave 60% relief to his wife."),
        (RELIEF, f"{BLOCK}; his wife had 80% relief from hers."),
        ("block average_pain_score_0_10", "His wife rates her own pain 7/10 on average."),
        (DISABILITY, "His wife cannot walk since her stroke."),
        (THERAPY, "8 weeks of physical therapy for his wife."),
        ("trial cognitive_ability_to_manage_stimulator", "His wife has the cognitive ability to manage the device."),
        ("pump oral_or_transdermal_opiate_duration_days", "His wife took oral oxycodone for 200 days."),
    ],
)
def test_what_is_told_of_another_person_is_not_the_patients(key: str, words: str) -> None:
    """A relative, a friend or other patients may stand before the finding, in it or after it."""
    assert not affirms(key, words)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (ALLODYNIA, "His wife says that he has allodynia of the foot."),
        (ALLODYNIA, "He is here with his wife. Allodynia of the left foot."),
        ("trial pain_cause", "CRPS of the left foot, as her brother had."),
        (TRIAL_RELIEF, "The trial gave 60% relief and he could walk with his wife."),
        (RELIEF, f"{BLOCK}, driven home by his wife, 60% relief."),
        ("block average_pain_score_0_10", "Average pain 7/10 according to his wife."),
        (DISABILITY, "She cannot care for her mother."),
        (DISABILITY, "He cannot dress without the help of his wife."),
        (THERAPY, "He completed 8 weeks of physical therapy, driven by his wife, without relief."),
    ],
)
def test_another_person_may_stand_beside_the_patient(key: str, words: str) -> None:
    """Who helps, drives or bears witness has none of the findings."""
    assert affirms(key, words)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (ASSESSED, "Psychological assessment to be done next week."),
        (ASSESSED, "Psychological evaluation will be completed on 6/1/2024."),
        (ASSESSED, "She is to have her psychological assessment completed next Monday."),
        ("epidural preoperative_evaluation_documented", "Preoperative evaluation is still to be completed."),
        ("epidural surgery_plan_documented", "The surgical plan is to be written next week."),
        (
            "sympathetic bone_scan_consistent_with_crps",
            "Bone scan to be obtained, expected to be consistent with CRPS.",
        ),
        ("permanent trial_duration_days", "A trial of 7 days is planned."),
        ("pump oral_or_transdermal_opiate_duration_days", "Oral oxycodone for 200 days is to be tried."),
        ("block prior_injections", "A left L4-5 MBB is to be done on 6/1/2024 with 85% relief hoped for."),
        (THERAPY, "Eight weeks of physical therapy are to be done next."),
        (THERAPY, "He is supposed to do 8 weeks of physical therapy."),
        (THERAPY, "Hopes to do 8 weeks of physical therapy."),
        ("ablation symptoms_returned", "The pain is likely to come back in March."),
    ],
)
def test_what_is_planned_is_not_done(key: str, words: str) -> None:
    """A plan, an order or a day to come is no assessment, trial, injection or therapy that took place."""
    assert not affirms(key, words)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (ASSESSED, "Psychological assessment done 4/2/2024, trial to be scheduled."),
        (ASSESSED, "Psychological assessment was completed on 4/2/2024 and the trial is planned."),
        ("epidural preoperative_evaluation_documented", "Preoperative evaluation is on file; surgery to be scheduled."),
        ("epidural surgery_plan_documented", "A surgical plan is documented: she is to have a microdiscectomy."),
        ("sympathetic bone_scan_consistent_with_crps", "Bone scan consistent with CRPS, films to be sent."),
        (DISABILITY, "Considerable disability: uses two canes, stopped driving."),
        ("epidural change_from_first_injection", "The next one is planned at a different level."),
        (THERAPY, "8 weeks of physical therapy without relief, further care to be arranged."),
    ],
)
def test_a_plan_beside_what_is_done_leaves_it_done(key: str, words: str) -> None:
    """Only what the plan is for is to come; a fact that is about a plan is one."""
    assert affirms(key, words)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (ALLODYNIA, "She no longer has allodynia."),
        (ALLODYNIA, "No more allodynia."),
        (ALLODYNIA, "Allodynia has since resolved."),
        (ALLODYNIA, "Allodynia was present in March and has cleared up."),
        (ALLODYNIA, "Allodynia last year, none since."),
        (ALLODYNIA, "The allodynia went away in April."),
        ("sympathetic unilateral_edema", "Swelling of the left foot, since resolved."),
        (DISABILITY, "Functional disability resolved after the last block."),
        (DISABILITY, "Her functional limitations are gone."),
        (
            "trial cognitive_ability_to_manage_stimulator",
            "He no longer has the cognitive ability to manage the device.",
        ),
        ("epidural acute_radicular_symptoms", "Acute radicular pain, now resolved."),
        ("block symptoms_returned", "The pain returned in March and is gone again now."),
        ("block average_pain_score_0_10", "Average pain of 7/10 is a thing of the past."),
    ],
)
def test_what_is_over_is_no_finding(key: str, words: str) -> None:
    """What is gone, resolved or no longer there does not count as present, wherever the words for that stand."""
    assert not affirms(key, words)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (ALLODYNIA, "Allodynia; swelling no longer present."),
        (ALLODYNIA, "Allodynia, no more than light touch hurts."),
        (ALLODYNIA, "Allodynia had gone but is back."),
        (ALLODYNIA, "Fracture healed, allodynia persists."),
        ("sympathetic unilateral_edema", "Swelling of the left foot has resolved only partly."),
        (DISABILITY, "He is no longer able to work."),
        ("block symptoms_returned", "The pain went away for months after the block but has come back again."),
        ("block average_pain_score_0_10", "Pain averages 7/10, no longer than an hour at rest."),
    ],
)
def test_what_is_over_elsewhere_leaves_the_finding(key: str, words: str) -> None:
    """`No longer able` is itself a finding, and what came back, or went in part, is there."""
    assert affirms(key, words)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (ALLODYNIA, "There is neither edema of the foot nor allodynia."),
        (ASSESSED, "Neither the psychological assessment nor the MRI was completed."),
        (DISABILITY, "She is neither off work nor housebound."),
        (TRIAL_RELIEF, "Neither trial gave 60% relief."),
        (RELIEF, "Left L4-5 MBB 3/1/2024 and 4/1/2024, neither gave 85% relief."),
        ("epidural surgery_plan_documented", "Neither a surgical plan nor a preoperative evaluation is on file."),
        (THERAPY, "Neither physical therapy nor NSAIDs for 8 weeks were tried."),
    ],
)
def test_neither_denies_both(key: str, words: str) -> None:
    """`Neither … nor` denies what stands after each of the two words."""
    assert not affirms(key, words)


def test_therapies_of_which_neither_helped_were_tried() -> None:
    """`Neither` may deny the success of a therapy instead of the therapy."""
    assert affirms(THERAPY, "Neither 8 weeks of physical therapy nor 8 weeks of NSAIDs helped.")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (ALLODYNIA, "She fears allodynia."),
        (ALLODYNIA, "Allodynia may be present."),
        (DISABILITY, "He is afraid of losing function and of disability."),
        (DISABILITY, "Functional disability is feared."),
        (ASSESSED, "He refused the psychological assessment that was to be done."),
        (ASSESSED, "Psychological assessment may have been completed."),
        (THERAPY, "8 weeks of physical therapy were offered and refused."),
        (TRIAL_RELIEF, "The trial may have given 60% relief."),
        ("epidural prior_injections", "Interlaminar epidural L4-5 on 3/1/2024 was refused."),
        ("trial cognitive_ability_to_manage_stimulator", "Cognitive ability to manage the device may suffice."),
    ],
)
def test_what_may_be_or_was_refused_is_not_so(key: str, words: str) -> None:
    """A fear, a doubt or a refusal affirms nothing."""
    assert not affirms(key, words)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (ALLODYNIA, "Allodynia since May 2024."),
        (ALLODYNIA, "He refused a cast because of allodynia."),
        (DISABILITY, "Disabled; fears falling."),
        (ASSESSED, "Psychological assessment completed; he refused medication."),
        (TRIAL_RELIEF, "The trial in May gave 60% relief."),
        ("pump opiate_naive", "Opiate naive - never taken an opioid."),
    ],
)
def test_a_doubt_or_refusal_of_something_else_leaves_it(key: str, words: str) -> None:
    """The month of May is no doubt, and a refusal may stand beside a finding or follow from it."""
    assert affirms(key, words)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (NOT_DONE, "Physical therapy could not be done because of a fracture, since resolved."),
        (NOT_DONE, "Physical therapy was contraindicated after his heart attack; he is now cleared for exercise."),
        (NOT_DONE, "Physical therapy was not possible because of her husband's stroke."),
        (NOT_DONE, "Physical therapy was not possible because of the cost."),
        (NOT_DONE, "Medical reason for no conservative therapy: she would rather come once."),
        ("block same_day_medical_reason", "Medical reason for both on the same day: convenience."),
        ("block same_day_medical_reason", "The reason for doing both the same day is that it saves a trip."),
        (
            "block different_region_medical_reason_documented",
            "Medical reason for the second region: one trip, not two.",
        ),
        ("epidural special_circumstances_documented", "Special circumstances: the patient prefers a single visit."),
    ],
)
def test_a_reason_that_is_over_or_a_wish_is_none(key: str, words: str) -> None:
    """What has healed, what befell another, cost and convenience are no medical reason of the patient."""
    assert not affirms(key, words)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (NOT_DONE, "Physical therapy could not be done because of an unstable fracture which has not healed."),
        (NOT_DONE, "Physical therapy is contraindicated until his unstable fracture has healed."),
        (NOT_DONE, "Physical therapy could not be done, much as she wants it, because of an unstable fracture."),
        (
            "block same_day_medical_reason",
            "Reason for both on the same day: stopping warfarin twice is unsafe for her.",
        ),
        ("epidural special_circumstances_documented", "Special circumstances: a pacemaker rules out ablation."),
    ],
)
def test_a_reason_that_holds_is_one(key: str, words: str) -> None:
    """An illness that lasts is a reason, whatever the patient would like besides."""
    assert affirms(key, words)


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("Psychological assessment completed", "Psychological assessment to be completed next week"),
        ("Average pain 7/10", "An average pain of 7/10 is feared"),
        ("functional disability documented", "functional disability, since resolved"),
        ("Has the cognitive ability", "His wife has the cognitive ability"),
        ("Seven months of physical therapy for the painful area", "He is to have physical therapy for seven months"),
        ("Not a candidate for surgery", "His brother is not a candidate for surgery"),
    ],
)
def test_a_case_that_rests_on_what_is_not_so_does_not_meet(
    tmp_path_factory: pytest.TempPathFactory, words: str, instead: str
) -> None:
    """A trial that meets does so no more where one of its facts is only planned, feared, over or another's."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    note = TRIAL.format(cause="The pain is chronic neuropathic back pain.")
    assert check_note(settings, note)["outcome"] == "meets"
    assert words in note
    assert check_note(settings, note.replace(words, instead))["outcome"] != "meets"
