"""Kind `levels`: how many spinal levels one session treats, and which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from checks.case import SameDay
from checks.kinds.base import Criterion, Proof
from checks.verdict import of_bool
from checks.view import CaseView, procedure_of, region_of

VERTEBRAE = [f"{part}{n}" for part, last in (("C", 7), ("T", 12), ("L", 5), ("S", 5)) for n in range(1, last + 1)]
SPELLING = re.compile(r"^([CTLS])(\d{1,2})\s*[-/]\s*([CTLS]?)(\d{1,2})$", re.IGNORECASE)


def joints(level: str) -> tuple[str, ...]:
    """The levels that a spelling covers: "L4-5" is one, "L3-S1" three; any other spelling stands for itself."""
    found = SPELLING.match(level.strip())
    if not found:
        return (level.strip().lower(),)
    first = f"{found[1].upper()}{int(found[2])}"
    last = f"{(found[3] or found[1]).upper()}{int(found[4])}"
    if first not in VERTEBRAE or last not in VERTEBRAE:
        return (level.strip().lower(),)
    low, high = sorted((VERTEBRAE.index(first), VERTEBRAE.index(last)))
    return tuple(f"{VERTEBRAE[i]}-{VERTEBRAE[i + 1]}" for i in range(low, high)) or (first,)


class Levels(Criterion):
    """At most so many different levels in one session and, with `only`, none but these requested.

    The same procedure elsewhere on that day counts with the request: in the same region, or with `any_region` in all;
    so does each procedure of `session_with`.

    Unknown when: the levels are absent, or those of a same-day procedure are and could exceed the bound.
    """

    kind: Literal["levels"]
    at_most: int | None = Field(None, ge=1)
    only: tuple[str, ...] = Field((), strict=False)
    any_region: bool = False
    session_with: tuple[str, ...] = Field((), strict=False)

    def judge(self, view: CaseView) -> Proof:
        """Count the levels; both sides of one are one."""
        levels = view.case.request.levels
        if levels is None:
            return Proof(of_bool(None), "the levels are not recorded", ("levels",), ("levels",))
        asked = {joint for level in levels for joint in joints(level)}
        allowed = {joint for level in self.only for joint in joints(level)}
        if allowed and not asked <= allowed:
            return Proof(
                of_bool(False), f"{_joined(levels)} requested; allowed: only {_joined(self.only)}", ("levels",)
            )
        if self.at_most is None:
            return Proof(of_bool(True), f"{_joined(levels)} requested; all allowed", ("levels",))
        return self._count(view, asked)

    def _count(self, view: CaseView, asked: set[str]) -> Proof:
        others = [other for other in view.get("other_procedures_same_day") or () if self._counts(view, other)]
        counted = asked | {joint for other in others for level in other.levels or () for joint in joints(level)}
        unnamed = "other_procedures_same_day.levels" if any(other.levels is None for other in others) else None
        few = len(counted) <= (self.at_most or 0)
        facts = ("levels", "other_procedures_same_day") if others else ("levels",)
        because = f"{len(counted)} level(s) requested; allowed: at most {self.at_most}"
        if few and unnamed:
            return Proof(of_bool(None), f"{because}; those of a same-day procedure are not recorded", facts, (unnamed,))
        return Proof(of_bool(few), because, facts)

    def _counts(self, view: CaseView, other: SameDay) -> bool:
        same_region = self.any_region or region_of(other.region, other.levels) == view.region
        return procedure_of(other.procedure) in (view.procedure, *self.session_with) and same_region

    def names(self) -> tuple[str, ...]:
        """The requested levels, and what else is done on the day where a bound counts it."""
        return ("request.levels", "other_procedures_same_day") if self.at_most else ("request.levels",)


def _joined(levels: Iterable[str]) -> str:
    return ", ".join(sorted(levels))
