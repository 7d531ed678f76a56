"""Each policy's own cases: outcomes derived from the guideline's text by a reader who had not seen the policy."""

from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks import Verdict, evaluate, load_policies, read_case

FILES = sorted(Path(__file__).parent.glob("*.cases.yaml"))
CASES = [(path, entry) for path in FILES for entry in yaml.safe_load(path.read_text("utf-8"))["cases"]]


def built(path: Path, entry: dict[str, Any]) -> dict[str, Any]:
    """The file's base case with the entry's changes."""
    case = copy.deepcopy(yaml.safe_load(path.read_text("utf-8"))["base"])
    for part in ("request", "facts"):
        case[part].update(entry.get(part) or {})
    for name in entry.get("without") or ():
        part, key = name.split(".", 1)
        case[part].pop(key, None)
    return case


@pytest.mark.parametrize(("path", "entry"), CASES, ids=[entry["id"] for _, entry in CASES])
def test_the_outcome_is_the_one_that_the_text_gives(path: Path, entry: dict[str, Any]) -> None:
    """A case gets the outcome that the guideline's text gives, and every missing fact is named."""
    found = evaluate(read_case(built(path, entry))).as_json()
    assert found["outcome"] == entry["outcome"], (entry["because"], found["unmet"], found["missing"])
    assert set(entry.get("missing") or ()) <= set(found["missing"])


def test_equal_cases_give_equal_digests_and_other_cases_others() -> None:
    """The digest depends on the values of a case, not on the order of its keys or histories."""
    path, _ = CASES[0]
    case = built(path, {})
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
    path, _ = CASES[0]
    case = built(
        path,
        {"facts": {"average_pain_score_0_10": Decimal("5.9"), "functional_disability_documented": False}},
    )
    assert evaluate(read_case(case)).outcome == "does_not_meet"
