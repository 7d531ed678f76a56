"""A determination laid out for the eye: its rows in the groups of the proof, and its history on a line of time."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from assistant.errors import InputRefusedError
from checks import CaseError, Determination, Verdict, evaluate, load_policies, parse_case

SPANS = ("at_least", "at_most", "window", "span")  # how the criteria over a history name their span
HISTORIES = ("prior_injections", "prior_denervations")


def laid_out(case_text: str) -> dict[str, Any]:
    """Groups of rows as the proof joins them, the earlier procedures, and the spans that are held against them.

    Raises:
        InputRefusedError: the case cannot be read.
    """
    try:
        found = evaluate(parse_case(case_text))
    except CaseError as error:
        raise InputRefusedError(str(error)) from None
    case = json.loads(case_text)
    on = case.get("request", {}).get("date_of_service")
    events = [entry | {"history": name} for name in HISTORIES for entry in case.get("facts", {}).get(name) or ()]
    groups = list(_groups(found.proof, 0)) if found.proof else [_excluded(found)] if found.rows else []
    return {"groups": groups, "on": on, "events": events, "windows": _windows(found, on) if on else []}


def _excluded(found: Determination) -> dict[str, Any]:
    return {"join": "all_of", "title": found.applies, "depth": 0, "verdict": "not_met",
            "rows": [_row(row) for row in found.rows]}  # fmt: skip


def _groups(node: Any, depth: int, title: str | None = None) -> Iterator[dict[str, Any]]:
    """One group for each part of the proof that joins rows: all of them, or one of them."""
    if node.join == "steps":
        for child in node.children:
            if child.applicable and child.clause:  # a step that asks for one thing only
                yield {"join": "all_of", "title": None, "depth": depth, "verdict": child.verdict.value,
                       "rows": [_row(child)]}  # fmt: skip
            elif child.applicable:
                yield from _groups(child._replace(label=None), depth, child.label)
        return
    live = [child for child in node.children if child.applicable]
    rows = [_row(child) for child in live if child.clause]
    below = [child for child in live if not child.clause]
    join = "one_of" if node.join == "any_of" else "all_of"
    if rows or (join == "one_of" and below) or title:
        yield {"join": join, "title": title, "depth": depth, "verdict": node.verdict.value, "rows": rows}
    for child in below:
        yield from _groups(child, depth + (join == "one_of"))


def _row(proof: Any) -> dict[str, Any]:
    return {
        "clause": proof.clause,
        "label": proof.label,
        "verdict": proof.verdict.value,
        "because": proof.because,
        "facts": list(proof.facts),
        "missing": [*proof.lacks, *proof.missing] if proof.verdict is Verdict.UNKNOWN else [],
    }


def _windows(found: Determination, on: str) -> list[dict[str, Any]]:
    """The spans of the rows that apply, and of the steps' conditions, each once, longest first."""
    policy = next((policy for policy in load_policies() if policy.id == found.guideline), None)
    live = {(row.clause, row.label) for row in found.rows if row.applicable}
    day = date.fromisoformat(on)
    spans: dict[tuple[int, str], dict[str, Any]] = {}
    for owner, criterion, condition in _criteria(policy.needs, None, condition=False) if policy else ():
        if getattr(criterion, "select", None) is None:
            continue
        for name in SPANS:
            span: Any = getattr(criterion, name, None)
            if not hasattr(span, "amount") or not (condition or (owner and (owner.clause, owner.label) in live)):
                continue
            start = _before(day, int(span.amount), span.unit).isoformat()
            row = {"amount": int(span.amount), "unit": span.unit, "start": start}
            row |= {"clause": owner.clause, "label": owner.label} if owner else {"clause": None, "label": None}
            spans.setdefault((row["amount"], row["unit"]), row)
    return sorted(spans.values(), key=lambda row: (row["start"], row["unit"]))


def _criteria(criterion: Any, owner: Any, *, condition: bool) -> Iterator[tuple[Any, Any, bool]]:
    """Every criterion with the row that it belongs to, and whether it decides which step applies."""
    owner = criterion if criterion.clause else owner
    yield owner, criterion, condition
    for part in criterion.parts():
        yield from _criteria(part, owner, condition=condition or part is getattr(criterion, "when", None))


def _before(day: date, amount: int, unit: str) -> date:
    """The first day of a span that ends on `day`."""
    if unit in {"days", "weeks"}:
        return day - timedelta(days=amount * (7 if unit == "weeks" else 1))
    months = day.year * 12 + day.month - 1 - amount * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
