"""What decides a case: the rows of the way that the case takes, and what falls short in those left open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checks.kinds import Proof
from checks.verdict import Verdict


def decisive(proof: Proof) -> list[dict[str, Any]]:
    """The rows that bear on the outcome, each once; of alternatives those whose first row the case meets.

    `short` says where an open row would fail but for an exception that the record leaves open.
    """
    rows = {(row.clause, row.label): row for row in _rows(proof)}
    return [
        {
            "clause": row.clause,
            "label": row.label,
            "verdict": row.verdict.value,
            "because": row.because,
            "short": list(dict.fromkeys(_short(row))),
            "facts": list(row.facts),
            "missing": list(row.missing),
        }
        for row in rows.values()
    ]


def _rows(proof: Proof) -> Iterator[Proof]:
    if proof.clause:
        yield proof
        return
    parts = [part for part in proof.children if part.applicable]
    for part in _taken(parts) if proof.join == "any_of" else parts:
        yield from _rows(part)


def _taken(ways: list[Proof]) -> list[Proof]:
    """Of several ways the ones that the case takes, else those not ruled out, else all."""
    first = {id(way): next(_all_rows(way), way).verdict for way in ways}
    for wanted in ({Verdict.MET}, {Verdict.MET, Verdict.UNKNOWN}):
        kept = [way for way in ways if first[id(way)] in wanted]
        if kept:
            return kept
    return ways


def _all_rows(proof: Proof) -> Iterator[Proof]:
    if proof.clause:
        yield proof
    else:
        for part in proof.children:
            yield from _all_rows(part)


def _short(proof: Proof) -> Iterator[str]:
    """What an open proof says of parts that are known to fail where another part might still hold."""
    if proof.verdict is not Verdict.UNKNOWN or proof.join not in ("any_of", "all_of"):
        return
    for part in proof.children:
        if part.verdict is Verdict.NOT_MET and "needed: " in part.because and "recorded: nothing" not in part.because:
            yield part.because
        yield from _short(part)
