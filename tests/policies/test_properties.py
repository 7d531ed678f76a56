"""What holds for every policy and case: less knowledge never decides more, and order never matters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checks import PolicyCase, evaluate, read_case, read_policy_cases

FILES = sorted(Path(__file__).parent.glob("*.cases.yaml"))
CASES = [one for path in FILES for one in read_policy_cases(path.read_text("utf-8"), path.name)]
DECIDED = ("meets", "does_not_meet")
# Keys whose absence has a meaning of its own: the case format's defaults, and facts that a record mentions only where
# they are so (a second reading, a rare cause), which the policies take as "no" with `absent`.
DEFAULTS = {
    "prior_injections_list_complete", "prior_denervations_list_complete", "conservative_therapy_list_complete",
    "surgery_same_region_since_last_injection", "new_pathology_since_last_injection", "spondyloarthropathy_diagnosed",
    "chronic_radicular_pain_with_acute_exacerbation", "other_structural_cause_of_spine_pain", "diagnosis", "pain_cause",
    "first_epidural_date", "treatment_target", "provocative_exam_setting", "psychological_assessment_completed",
    "back_pain_neuropathic", "crps_vasomotor_bilateral", "spinal_stenosis_present", "synovial_cyst_present",
    "treatment_indication", "acute_radicular_symptoms", "failed_back_surgery_or_epidural_fibrosis_present",
}  # fmt: skip


def values(one: PolicyCase) -> dict[str, Any]:
    """A case as plain values."""
    return one.case.model_dump(mode="python", exclude_none=True)


@pytest.mark.slow
def test_forgetting_a_fact_never_decides_otherwise() -> None:
    """Without one fact a case is decided as before or not decided: no fact's absence turns into its opposite."""
    wrong = []
    for one in CASES:
        full = evaluate(one.case).outcome
        for name in sorted(set(values(one)["facts"]) - DEFAULTS):
            less = values(one)
            del less["facts"][name]
            outcome = evaluate(read_case(less)).outcome
            if outcome in DECIDED and outcome != full:
                wrong.append((one.id, name, outcome, full))
    assert wrong == []


def test_the_order_of_keys_and_histories_is_irrelevant() -> None:
    """A case with its keys and lists turned round gets the same determination, digest included."""
    for one in CASES[::5]:
        turned = values(one)
        turned["facts"] = {
            key: tuple(reversed(item)) if isinstance(item, tuple) else item
            for key, item in reversed(turned["facts"].items())
        }
        assert evaluate(read_case(turned)).as_json() == evaluate(one.case).as_json() | {"id": None}, one.id
