"""Each policy's own cases: outcomes derived from the guideline's text by a reader who had not seen the policy."""

from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks import PolicyCase, Verdict, evaluate, load_policies, read_case, read_policy_cases

FILES = sorted(Path(__file__).parent.glob("*.cases.yaml"))
CASES = [one for path in FILES for one in read_policy_cases(path.read_text("utf-8"), path.name)]
BASE: dict[str, Any] = yaml.safe_load(FILES[0].with_name("NIA_CG_301.cases.yaml").read_text("utf-8"))["base"]


@pytest.mark.parametrize("one", CASES, ids=[one.id for one in CASES])
def test_the_outcome_is_the_one_that_the_text_gives(one: PolicyCase) -> None:
    """A case gets the outcome that the guideline's text gives, and every missing fact is named."""
    found = evaluate(one.case)
    assert found.outcome == one.outcome, (one.because, found.unmet, found.missing)
    assert set(one.missing) <= set(found.missing)


def test_equal_cases_give_equal_digests_and_other_cases_others() -> None:
    """The digest depends on the values of a case, not on the order of its keys or histories."""
    case = copy.deepcopy(BASE)
    turned = {part: dict(reversed(case[part].items())) for part in ("facts", "request")}
    assert evaluate(read_case(case)).digest == evaluate(read_case(turned)).digest
    other = case | {"facts": case["facts"] | {"age_years": 99}}
    assert evaluate(read_case(case)).digest != evaluate(read_case(other)).digest


def test_a_verdict_has_no_truth_value() -> None:
    """Unknown can never be taken for no: a verdict refuses to be a condition."""
    with pytest.raises(TypeError, match="three values"):
        bool(Verdict.UNKNOWN)


def test_every_policy_names_the_text_that_it_stands_on() -> None:
    """Each clause of a policy carries the hash of the words that were read."""
    for policy in load_policies():
        assert set(policy.clauses()) == set(policy.clause_sha256)


def test_a_number_is_exact() -> None:
    """A score of 5.9 is below six, also as a decimal fraction of JSON."""
    case = copy.deepcopy(BASE)
    case["facts"] |= {"average_pain_score_0_10": Decimal("5.9"), "functional_disability_documented": False}
    assert evaluate(read_case(case)).outcome == "does_not_meet"
