"""What holds for every policy and case: less knowledge never decides more, and order never matters."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks import Policy, PolicyCase, decide, evaluate, load_policies, read_case, read_policy_cases

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
# Of single policies: facts read beside another that says the same. Silence leaves it to the other, a contradiction not.
READ_BESIDE = {
    "L38773": {"pain_pattern", "pain_mainly_axial_nonradicular", "pain_nonradicular"},
    "L39240": {
        "pain_pattern", "pain_nonradicular", "functional_disability_documented", "crps_type",
        "stenosis_caused_by_synovial_cyst",
    },
}  # fmt: skip


def values(one: PolicyCase) -> dict[str, Any]:
    """A case as plain values."""
    return one.case.model_dump(mode="python", exclude_none=True)


@pytest.mark.slow
def test_forgetting_a_fact_never_decides_otherwise() -> None:
    """Without one fact a case is decided as before or not decided: no fact's absence turns into its opposite."""
    wrong = []
    for one in CASES:
        found = evaluate(one.case)
        full = found.outcome
        for name in sorted(set(values(one)["facts"]) - DEFAULTS - READ_BESIDE.get(found.guideline or "", set())):
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


RANK = {"does_not_meet": 0, "insufficient_information": 1, "meets": 2}
LOOSER = {("number", "at_least"): -1, ("number", "above"): -1, ("levels", "at_most"): 1, ("count", "at_most"): 1}


def bounds(needs: Any, free: bool = True) -> Iterator[tuple[dict[str, Any], str, int]]:
    """The bounds that decide a requirement, and how each is loosened; not those that choose a step or are negated."""
    if isinstance(needs, dict):
        for key, value in needs.items():
            step = LOOSER.get((needs.get("kind", ""), key))
            if free and step and isinstance(value, int | float) and "below" not in needs:
                yield needs, key, step
            yield from bounds(value, free and key not in {"when", "none_of"})
    elif isinstance(needs, list):
        for part in needs:
            yield from bounds(part, free)


@pytest.mark.slow
@pytest.mark.parametrize("policy", load_policies(), ids=lambda policy: policy.id)
def test_a_looser_bound_never_lowers_a_verdict(policy: Policy) -> None:
    """Each required number lowered by one, each allowed number raised by one: no case comes out less favourable."""
    raw = yaml.safe_load(files("checks").joinpath("policies", f"{policy.id}.yaml").read_text("utf-8"))
    cases = [c.case for path in FILES if path.name.startswith(f"{policy.id}.")
             for c in read_policy_cases(path.read_text("utf-8"), path.name)][::3]  # fmt: skip
    before = [decide(case, policy).outcome for case in cases]
    for node, key, step in {(id(n), k): (n, k, s) for n, k, s in bounds(raw["needs"])}.values():
        node[key] += step
        looser = Policy.model_validate(copy.deepcopy(raw))
        node[key] -= step
        for case, was in zip(cases, before, strict=True):
            now = decide(case, looser).outcome
            assert RANK.get(now, 3) >= RANK.get(was, 3), (key, node, case)
