"""The closed catalogue of facts: every name that a policy may read and a case may hold, each with its question."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import Field, create_model

from checks.case import (
    Courses,
    Day,
    Documented,
    History,
    Number,
    Percent,
    Record,
    SameDay,
    Score,
    Text,
    Texts,
)

Flag = bool
Angina = Literal["I", "II", "III", "IV"]
TEXTS_OF: dict[str, tuple[str, ...]] = {
    "ischemic_features": ("intractable_rest_pain", "non_healing_ulcers", "failed_surgical_revascularization"),
    "other_primary_pain_source_evidence": (
        "discogenic", "sacroiliac_joint", "disc_herniation", "radiculitis",
    ),
    "contraindications_present": (
        "active_systemic_infection", "active_spinal_infection", "skin_infection_at_needle_site",
        "severe_spinal_stenosis_with_intraspinal_obstruction", "inability_to_obtain_percutaneous_access",
        "body_habitus_insufficient_for_device",
    ),
    "positive_provocative_tests": ("distraction", "compression", "thigh_thrust", "faber", "gaenslen"),
    "provocative_tests_performed": ("distraction", "compression", "thigh_thrust", "faber", "gaenslen"),
    "pain_management_program_components": (
        "physical_therapy", "home_exercise", "patient_education", "psychosocial_support", "oral_medication",
    ),
    "spondyloarthropathy_features": (
        "inflammatory_back_pain", "arthritis", "heel_enthesitis", "uveitis", "dactylitis", "psoriasis",
        "crohns_colitis", "good_response_to_nsaids", "family_history", "hla_b27", "elevated_crp",
    ),
    "inflammatory_back_pain_criteria_present": (
        "onset_before_45", "insidious_onset", "improvement_with_exercise", "no_improvement_with_rest",
        "night_pain",
    ),
}  # fmt: skip
SIGNS = (
    "color_change", "temperature_change", "edema", "dry_skin", "moist_skin", "smooth_or_shiny_skin",
    "soft_tissue_atrophy", "joint_stiffness", "nail_changes", "hair_growth_changes",
)  # fmt: skip
for _prefix, _suffix in (("unilateral_", "_changes"), ("crps_unilateral_", "_signs")):
    for _sort in ("vasomotor", "sudomotor", "trophic"):
        TEXTS_OF[f"{_prefix}{_sort}{_suffix}"] = SIGNS

PATIENT: dict[str, tuple[Any, str]] = {
    "age_years": (Number, "How old is the patient?"),
    "life_expectancy_months": (Number, "What life expectancy is documented, in months?"),
    "opiate_naive": (Flag, "Is the patient opiate-naive?"),
    "diagnosis": (Text, "What is the diagnosis?"),
    "icd10": (Texts, "Which diagnosis codes are submitted?"),
}
PAIN: dict[str, tuple[Any, str]] = {
    "average_pain_score_0_10": (Score, "What is the average pain score, from 0 to 10?"),
    "worst_pain_score_0_10": (Score, "What is the worst pain score, from 0 to 10?"),
    "functional_disability_documented": (Flag, "Is functional disability from the pain documented?"),
    "functional_disability_interferes_adl_work_qol": (
        Flag, "Does the disability clearly hinder daily activities, work and quality of life?",
    ),
    "persistent_despite_treatment": (Flag, "Does the pain persist although it is treated?"),
    "pain_onset_date": (Day, "On which date did the pain begin?"),
    "pain_duration_weeks": (Number, "For how many weeks has the pain been present?"),
    "pain_duration_months": (Number, "For how many months has the pain been present?"),
    "continuous_pain_months": (Number, "For how many months has the pain been continuous?"),
    "low_back_pain_duration_months": (Number, "For how many months has low back pain been present?"),
    "exacerbation_duration_weeks": (Number, "For how many weeks has the exacerbation lasted?"),
    "pain_pattern": (
        Literal["axial", "radicular", "axial_and_radicular"], "Is the pain axial, radicular or both?",
    ),
    "acute_radicular_symptoms": (Flag, "Are there acute radicular symptoms?"),
    "chronic_radicular_pain_with_acute_exacerbation": (Flag, "Is chronic radicular pain acutely worse?"),
    "pain_mainly_axial_nonradicular": (Flag, "Is the pain mainly axial or non-radicular?"),
    "pain_nonradicular": (Flag, "Is the pain non-radicular?"),
    "axial_low_back_pain_below_l5": (Flag, "Is the pain mainly axial and below L5?"),
    "pain_distribution": (Text, "Where is the pain distributed?"),
    "ischemic_features": (Texts, "Which ischemic features are documented?"),
    "ischemic_limbs": (
        Literal["one_upper", "one_lower", "both_upper", "both_lower"], "Which limbs are ischemic?",
    ),
    "pain_region": (Text, "Where does it hurt?"),
    "treatment_indication": (Literal["acute_pain", "chronic_pain", "ptsd"], "What is being treated?"),
    "treatment_target": (Text, "Which complaint is the treatment for?"),
    "chronic_intractable_pain": (Flag, "Is the pain chronic and intractable?"),
}  # fmt: skip
SOURCES: dict[str, tuple[Any, str]] = {
    "other_primary_pain_source_evidence": (Texts, "Which other primary source of the pain is evident?"),
    "spinal_stenosis_present": (Flag, "Is spinal stenosis present?"),
    "stenosis_caused_by_synovial_cyst": (Flag, "Is the stenosis caused by a synovial cyst?"),
    "synovial_cyst_present": (Flag, "Is a synovial cyst present?"),
    "failed_back_surgery_or_epidural_fibrosis_present": (
        Flag, "Is there failed back surgery or epidural fibrosis?",
    ),
    "fbss_injection_medical_reason_documented": (
        Documented | Flag, "Why is an injection needed after surgery?",
    ),
    "multilevel_pathology": (Flag, "Is there evidence of pathology at several levels?"),
    "question_of_pain_generator": (Flag, "Is it in question what generates the pain?"),
    "other_structural_cause_of_spine_pain": (Flag, "Is there another clear structural cause of the pain?"),
    "other_pain_syndrome_affecting_spine": (Flag, "Does another pain syndrome affect the spine?"),
    "unresponsive_to_other_therapies": (Flag, "Did other therapies fail, conservative care included?"),
}  # fmt: skip
CARE: dict[str, tuple[Any, str]] = {
    "conservative_therapy": (Courses, "Which conservative therapy was done: what, where, when, how long?"),
    "conservative_therapy_medical_reason_not_done": (
        Documented, "Which medical reason prevented conservative therapy?",
    ),
    "ongoing_conservative_therapy": (Courses, "Which conservative therapy is going on now?"),
    "ongoing_active_therapy_medical_reason_not_done": (
        Documented, "Which medical reason prevents ongoing active therapy?",
    ),
    "conservative_therapy_active_done": (Flag, "Was an active therapy done at all?"),
    "conservative_therapy_list_complete": (Flag, "Is the list of therapies complete?"),
}  # fmt: skip
PAST: dict[str, tuple[Any, str]] = {
    "prior_injections": (History, "Which injections came before: date, kind, region, relief, how long?"),
    "prior_denervations": (History, "Which denervations came before: date, region, relief, how long?"),
    "prior_injections_list_complete": (Flag, "Is the list of earlier injections complete?"),
    "prior_denervations_list_complete": (Flag, "Is the list of earlier denervations complete?"),
    "first_epidural_date": (Day, "On which date was the first epidural?"),
    "symptoms_returned": (Flag, "Did the symptoms return?"),
    "change_from_first_injection": (
        Literal["none", "different_level", "different_technique"], "What changes from the first injection?",
    ),
    "different_levels_targeted": (Flag, "Are other levels targeted than before?"),
    "surgery_same_region_since_last_injection": (Flag, "Was there surgery in the region since?"),
    "new_pathology_since_last_injection": (Flag, "Is there new pathology since?"),
    "medial_branch_block_since_last_rf": (Flag, "Was a medial branch block done since the denervation?"),
    "special_circumstances_documented": (Documented, "Which special circumstances are documented?"),
    "unusual_circumstances_documented": (Documented, "Which unusual circumstances are documented?"),
    "lumbar_surgery_date": (Day, "When was the lumbar surgery?"),
    "other_procedures_same_day": (
        Annotated[tuple[SameDay, ...], Field(strict=False)], "What else is done on the same day?",
    ),
    "same_day_medical_reason": (Documented, "Why must several procedures be done on one day?"),
    "different_region_medical_reason_documented": (
        Documented, "Why must different regions be treated so close together?",
    ),
    "contraindications_present": (Texts, "Which contraindications are present?"),
    "preoperative_evaluation_documented": (Flag, "Is a pre-operative evaluation documented?"),
    "surgery_plan_documented": (Flag, "Is a plan for surgery documented?"),
    "surgical_candidate": (Flag, "Is the patient a candidate for surgery?"),
    "other_interventional_injections_since_last_sij": (History, "Which injections came in between?"),
}  # fmt: skip
JOINT: dict[str, tuple[Any, str]] = {
    "positive_provocative_tests": (Texts, "Which provocative tests are positive?"),
    "provocative_tests_performed": (Texts, "Which provocative tests were done?"),
    "provocative_exam_setting": (Literal["in_person", "telehealth"], "Was the examination in person?"),
    "low_back_pain_onset_age_years": (Number, "At what age did the low back pain begin?"),
    "pain_management_program_components": (Texts, "Which parts of a pain program are in place?"),
    "sacroiliitis_imaging": (
        Literal[
            "mri_active_inflammation", "radiographic_grade_2_bilateral",
            "radiographic_above_grade_2_bilateral", "radiographic_grade_3_4_unilateral", "none",
        ],
        "What did imaging of the sacroiliac joints show?",
    ),
    "spondyloarthropathy_diagnosed": (Flag, "Is a spondyloarthropathy diagnosed?"),
    "spondyloarthropathy_features": (Texts, "Which features of spondyloarthropathy are there?"),
    "inflammatory_back_pain_criteria_present": (Texts, "Which signs of inflammatory back pain are there?"),
    "allodynia_or_hyperalgesia": (Flag, "Is there allodynia or hyperalgesia?"),
    "trophic_bone_changes_on_imaging": (Flag, "Does imaging show trophic bone changes?"),
    "unilateral_osteoporosis_on_imaging": (Flag, "Does imaging show osteoporosis on one side?"),
    "bone_scan_consistent_with_crps": (Flag, "Does a bone scan fit CRPS?"),
    "unilateral_edema": (Flag, "Is there edema on one side?"),
    "crps_type": (Literal["I", "II"], "Which type of CRPS is it?"),
    "crps_vasomotor_bilateral": (Flag, "Are the vasomotor signs on both sides?"),
} | {
    name: (Texts, f"Which {name.replace('_', ' ')} are there?")
    for name in TEXTS_OF
    if name.endswith(("_changes", "_signs"))
}  # fmt: skip
DEVICE: dict[str, tuple[Any, str]] = {
    "pain_cause": (Text, "What causes the pain?"),
    "back_pain_neuropathic": (Flag, "Is the back pain neuropathic?"),
    "cognitive_ability_to_manage_stimulator": (Flag, "Can the patient manage the stimulator?"),
    "psychological_assessment_completed": (Flag, "Is a psychological assessment completed?"),
    "pain_psychologic_in_origin": (Flag, "Is the pain psychologic in origin?"),
    "axis_ii_findings": (
        Literal["none", "satisfactorily_managed", "not_managed", "present_management_not_stated"],
        "Which Axis II findings are there, and are they managed?",
    ),
    "existing_or_untreated_addiction": (Flag, "Is there an existing or untreated addiction?"),
    "angina_continued_after_pci_or_cabg": (Flag, "Did angina go on after revascularization?"),
    "candidate_for_further_revascularization": (Flag, "Could revascularization be repeated?"),
    "angina_nyha_class": (Angina, "Which NYHA class is the angina?"),
    "optimal_pharmacotherapy_duration_months": (Number, "How many months of optimal drug therapy?"),
    "optimal_pharmacotherapy_failed_or_not_tolerated": (Flag, "Did optimal drug therapy fail?"),
    "trial_pain_reduction_percent": (Percent, "By how many percent did the trial reduce the pain?"),
    "trial_duration_days": (Number, "How many days did the trial last?"),
    "trial_significant_functional_improvement": (Flag, "Did function improve in the trial?"),
    "same_type_device_as_trial": (Flag, "Is the device of the same type as in the trial?"),
    "scs_revision_or_removal_reason": (Text, "Why is the device to be revised or removed?"),
    "device_functioning_well": (Flag, "Does the device work well?"),
    "indication": (Text, "What is the pump or trial for?"),
    "spasticity_condition": (
        Literal[
            "spinal_cord_injury", "multiple_sclerosis", "stiff_person_syndrome", "other_intractable_spasms",
        ],
        "Which condition causes the spasticity?",
    ),
    "spasticity_functional_impact": (
        Literal[
            "unable_to_maintain_upright_posture", "severely_impairs_balance_in_ambulation",
            "significantly_interferes_with_adl", "none_significant",
        ],
        "What does the spasticity prevent?",
    ),
    "spasm_standard_therapy": (Text, "Which standard therapy was tried for the spasms?"),
    "spasm_standard_therapy_duration_days": (Number, "For how many days was it tried?"),
    "spasm_standard_therapy_failed": (Flag, "Did the standard therapy fail?"),
    "oral_or_transdermal_opiate_duration_days": (Number, "For how many days were opiates taken?"),
    "intraspinal_trial_relief_percent": (Percent, "What relief did the intraspinal trial give, in percent?"),
    "intraspinal_trial_side_effects_tolerable": (Flag, "Were the side effects tolerable?"),
    "psychological_assessment_documents_cognition_willingness_ability": (
        Flag, "Does the assessment document cognition, willingness and ability?",
    ),
    "pump_malfunction_impairing_function_or_safety": (Flag, "Does the pump fail in function or safety?"),
    "battery_depleted": (Flag, "Is the battery depleted?"),
    "pump_programmable": (Flag, "Is the pump programmable?"),
    "pump_analysis_report_provided": (Flag, "Is the pump analysis report enclosed?"),
}  # fmt: skip

REQUEST: dict[str, tuple[Any, str]] = {  # keys of the request
    "procedure": (Text, "Which procedure is asked for?"),
    "procedure_text": (Text, "What does the requester call the procedure?"),
    "codes": (Texts, "Which procedure codes are submitted?"),
    "region": (Text, "Which region of the spine, or of the body, is to be treated?"),
    "levels": (Texts, "Which levels are to be treated?"),
    "laterality": (Literal["left", "right", "bilateral"], "Which side is to be treated: left, right or bilateral?"),
    "date_of_service": (Day, "On which date is the service (year-month-day)?"),
    "guidance": (
        Literal["fluoroscopy", "ct", "ultrasound", "none"],
        "How is the needle guided: fluoroscopy, CT, ultrasound or none?",
    ),
    "phase": (Text, "Which step is asked for: initial, repeat, trial, permanent?"),
    "purpose": (Text, "What is it for: diagnosis or treatment?"),
    "agent": (
        Literal["local_anesthetic_only", "local_anesthetic_and_corticosteroid"],
        "What is injected: local anesthetic only, or with a corticosteroid?",
    ),
    "technique": (
        Literal["conventional_thermal", "cooled", "pulsed", "cryoablation", "laser"],
        "Which technique is used: conventional thermal, cooled, pulsed, cryoablation or laser?",
    ),
    "guideline": (Text, "Under which guideline is it filed?"),
    "payer": (Text, "Who is the payer?"),
    "program": (Text, "Which program of the payer is it?"),
    "state": (Text, "In which state (two letters)?"),
}

CATALOGUE: dict[str, tuple[Any, str]] = PATIENT | PAIN | SOURCES | CARE | PAST | JOINT | DEVICE


def _field(name: str, kind: Any, question: str) -> tuple[Any, Any]:
    allowed = TEXTS_OF.get(name)
    if allowed:
        kind = Annotated[tuple[Literal[allowed], ...], Field(strict=False)]  # type: ignore[valid-type]
    return (kind | None, Field(None, description=question))


Facts = create_model(  # type: ignore[call-overload]
    "Facts",
    __base__=Record,
    __doc__="What the record says; every key may be absent, which means that it is not known.",
    **{name: _field(name, kind, question) for name, (kind, question) in CATALOGUE.items()},
)


def choices(fact: str) -> tuple[str, ...]:
    """The values that the case format allows for a fact or a key of the request; empty where any will do."""
    kind = (CATALOGUE | REQUEST).get(fact, (None, ""))[0]
    return get_args(kind) if get_origin(kind) is Literal else ()


def answer_kind(fact: str) -> str:
    """What answers a fact's question: flag, number, day, choice, list, reason (text or `false`) or text."""
    kind = (CATALOGUE | REQUEST).get(fact, (Text, ""))[0]
    if kind is Flag or kind is Day:
        return "flag" if kind is Flag else "day"
    if kind in (Number, Percent, Score):
        return "number"
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if fact in TEXTS_OF or get_origin(bare) is tuple:
        return "list"
    if choices(fact):
        return "choice"
    return "reason" if kind in (Documented, Documented | Flag) else "text"


def question(fact: str) -> str:
    """The question that settles a fact; `prior_injections.agent` asks for a field of a list's entries."""
    name, _, part = fact.removeprefix("request.").partition(".")
    if part:
        return f"What is the {part.replace('_', ' ')} in {name.replace('_', ' ')}?"
    return str((CATALOGUE | REQUEST)[name][1])
