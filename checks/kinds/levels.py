"""Kind `levels`: how many spinal levels one session treats, and which."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from checks.kinds.base import Criterion, Proof
from checks.verdict import of_bool
from checks.view import CaseView

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
    """The request treats at most so many different levels and, with `only`, none but these.

    Unknown when: the levels are absent.
    """

    kind: Literal["levels"]
    at_most: int | None = Field(None, ge=1)
    only: tuple[str, ...] = Field((), strict=False)

    def judge(self, view: CaseView) -> Proof:
        """Count the levels; both sides of one are one."""
        levels = view.case.request.levels
        if levels is None:
            return Proof(of_bool(None), "the levels are not recorded", ("levels",), ("levels",))
        asked = {joint for level in levels for joint in joints(level)}
        allowed = {joint for level in self.only for joint in joints(level)}
        few = self.at_most is None or len(asked) <= self.at_most
        inside = not allowed or asked <= allowed
        bound = f"at most {self.at_most}" if self.at_most else f"only {', '.join(self.only)}"
        return Proof(of_bool(few and inside), f"{len(asked)} level(s) requested; allowed: {bound}", ("levels",))

    def names(self) -> tuple[str, ...]:
        """The requested levels."""
        return ("request.levels",)
