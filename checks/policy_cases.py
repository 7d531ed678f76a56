"""A policy's own cases: read from YAML, and which values of each criterion they show."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from checks.case import Case
from checks.errors import PolicyError
from checks.facts import answer_kind, choices
from checks.kinds import Criterion, Step, Steps
from checks.kinds.history import PriorGave
from checks.kinds.recorded import Is, IsDocumented
from checks.policy import Policy
from checks.reading import read_case
from checks.verdict import Verdict
from checks.view import CaseView


@dataclass(frozen=True, slots=True)
class PolicyCase:
    """A case with the outcome that the guideline's text gives, and the facts that must be named as missing."""

    id: str
    because: str
    case: Case
    outcome: str
    missing: tuple[str, ...]


def read_policy_cases(text: str, name: str) -> tuple[PolicyCase, ...]:
    """Read a file of cases: each lays its `request` and `facts` over a base and drops what `without` names.

    Raises:
        PolicyError: not YAML, or a case without base, outcome or reason; names file and case.
        CaseError: a case that breaks the case format.
    """
    try:
        value = yaml.safe_load(text)
        bases = value.get("bases") or {None: value["base"]}
        return tuple(_one(entry, bases) for entry in value["cases"])
    except yaml.YAMLError as error:
        raise PolicyError(f"{name}: not valid YAML: {str(error).splitlines()[-1].strip()}") from None
    except KeyError as error:
        raise PolicyError(f"{name}: a case lacks {error}: give id, because, base and outcome") from None


def _one(entry: dict[str, Any], bases: dict[str | None, Any]) -> PolicyCase:
    case = copy.deepcopy(bases[entry.get("base")])
    for part in ("request", "facts"):
        case[part] = (case.get(part) or {}) | (entry.get(part) or {})
    for dropped in entry.get("without") or ():
        part, key = dropped.split(".", 1)
        case[part].pop(key, None)
    missing = tuple(entry.get("missing") or ())
    return PolicyCase(entry["id"], entry["because"], read_case(case), entry["outcome"], missing)


def out_of_reach(criterion: Criterion, policy: Policy) -> set[Verdict]:
    """The values that no case can give a criterion.

    An absent fact may have a default, every value of a fact may be accepted or leave it open, and the procedure is
    always known where the policy has no codes to find it by.
    """
    found = set()
    if getattr(criterion, "open", False):
        found.add(Verdict.MET if isinstance(criterion, IsDocumented) else Verdict.NOT_MET)
    absent = getattr(criterion, "absent", Verdict.UNKNOWN)
    if absent is not Verdict.UNKNOWN and not getattr(criterion, "open_values", ()):
        found.add(Verdict.UNKNOWN)
    if criterion.names() == ("request.procedure",) and not policy.codes:
        found.add(Verdict.UNKNOWN)
    if isinstance(criterion, Is):
        possible = choices(criterion.fact) or ((True, False) if answer_kind(criterion.fact) == "flag" else ())
        if possible and {*criterion.values, *criterion.open_values} >= set(possible):
            found.add(Verdict.NOT_MET)
        if set(criterion.values) <= set(criterion.open_values):
            found.add(Verdict.MET)
    return found


def seen_values(criterion: Criterion, view: CaseView) -> Iterator[tuple[Criterion, Verdict]]:
    """Each criterion without parts that a case reaches, with its verdict; steps that do not apply are left out."""
    if isinstance(criterion, Steps):
        proof = criterion.prove(view)
        for step, child in zip(criterion.steps, proof.children, strict=True):
            if step.when != "otherwise":
                yield from seen_values(step.when, view)
            if child.applicable:
                yield from seen_values(step.needs, view)
        return
    if isinstance(criterion, PriorGave):
        yield criterion, criterion.prove(view).verdict
        for entry in criterion.select.select(view) or ():
            yield from seen_values(criterion.needs, view.within_entry(entry, criterion.select.history))
        return
    if not criterion.parts():
        yield criterion, criterion.prove(view).verdict
    for part in criterion.parts():
        yield from seen_values(part, view)


def coverage(policy: Policy, cases: tuple[PolicyCase, ...]) -> list[dict[str, Any]]:
    """For each criterion without parts: its clause, its terms, and the values that no case shows."""
    seen: dict[int, set[Verdict]] = {}
    for one in cases:
        for criterion, verdict in seen_values(policy.needs, CaseView(one.case)):
            seen.setdefault(id(criterion), set()).add(verdict)
    rows = []
    for clause, criterion in leaves(policy.needs, None):
        wanted = {Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN} - out_of_reach(criterion, policy)
        lacking = sorted(wanted - seen.get(id(criterion), set()))
        rows.append({"clause": clause, "terms": terms(criterion), "lacking": [v.value for v in lacking]})
    return rows


def leaves(criterion: Criterion, clause: str | None) -> Iterator[tuple[str | None, Criterion]]:
    """The criteria without parts (and those over a history's entries), each with the clause that it explains."""
    clause = criterion.clause or clause
    if not criterion.parts() or isinstance(criterion, PriorGave):
        yield clause, criterion
    for part in criterion.parts():
        yield from leaves(part, clause)


def terms(criterion: Criterion) -> str:
    """One criterion as a line: its kind and all that it was given."""
    given = criterion.model_dump(mode="json", exclude_defaults=True, exclude={"clause", "label", "reading", "needs"})
    kind = given.pop("kind", type(criterion).__name__)
    return " ".join([str(kind), *(f"{key}={_short(value)}" for key, value in given.items())])


def _short(value: Any) -> str:
    if isinstance(value, dict):
        if set(value) == {"amount", "unit"}:
            return f"{value['amount']} {value['unit']}"
        return "(" + ", ".join(f"{key} {_short(item)}" for key, item in value.items()) + ")"
    if isinstance(value, list):
        return "|".join(_short(item) for item in value)
    return str(value)


def table(policy: Policy) -> list[dict[str, Any]]:
    """The policy as rows: step, clause, own words, terms of each criterion below it, and the reading where noted."""
    return list(_table(policy.needs, ""))


def _table(criterion: Criterion, step: str) -> Iterator[dict[str, Any]]:
    if isinstance(criterion, Step):
        step = criterion.title
    if criterion.clause:
        below = [terms(leaf) for _, leaf in leaves(criterion, None)]
        row = {"step": step, "clause": criterion.clause, "label": criterion.label, "terms": below}
        yield row | {"reading": criterion.reading}
        return
    for part in criterion.parts():
        yield from _table(part, step)


def checklist(policy: Policy, step: str | None = None) -> list[dict[str, Any]]:
    """What to document under a policy: each requirement with the facts that it reads; of one step, if named.

    Raises:
        PolicyError: the policy has no such step; names those it has.
    """
    steps = [part.title for part in _steps(policy.needs)]
    if step is not None and step not in steps:
        raise PolicyError(f"{policy.id} has no step '{step}': it has {', '.join(steps) or 'none'}")
    rows = []
    for row in table(policy):
        if row["step"] and step not in (None, row["step"]):
            continue
        criterion = next(c for c in policy.rows() if c.clause == row["clause"] and c.label == row["label"])
        facts = [name for _, leaf in leaves(criterion, None) for name in leaf.names()]
        rows.append({key: row[key] for key in ("step", "clause", "label")} | {"facts": list(dict.fromkeys(facts))})
    return rows


def _steps(criterion: Criterion) -> Iterator[Step]:
    if isinstance(criterion, Step):
        yield criterion
    for part in criterion.parts():
        yield from _steps(part)


def differences(old: Policy, new: Policy) -> list[dict[str, Any]]:
    """Clause by clause, what one edition requires and the other does not, in the order of the clause ids."""
    sides = [{row["clause"]: [r for r in table(p) if r["clause"] == row["clause"]] for row in table(p)}
             for p in (old, new)]  # fmt: skip
    found = []
    for clause in sorted({*sides[0], *sides[1]}):
        before, after = (side.get(clause) for side in sides)
        if before != after:
            change = "added" if before is None else "removed" if after is None else "changed"
            found.append({"clause": clause, "change": change, "before": before, "after": after})
    return found
