"""A cost question as it was read: its text and marks, each thing that it says, and what of it was understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.cost_numbers import Mark, pattern


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said: its name as the plan's inputs are called, its value, its place, its network (empty: any)."""

    name: str
    value: str
    mark: Mark
    network: str = ""

    @property
    def of(self) -> str:
        """What it is said of, whoever's: `deductible`, `oop`, or its name's first word."""
        return self.name.removeprefix("family_").split("_")[0]


@dataclass(slots=True)
class Told:
    """A message read: its plain text, marks and facts; `used` are the places that a rule has understood."""

    text: str
    found: list[Mark]
    facts: list[Fact] = field(default_factory=list)
    used: list[tuple[int, int]] = field(default_factory=list)

    def use(self, match: re.Match[str] | Mark) -> None:
        """Note that a place was understood."""
        self.used.append((match.start, match.end) if isinstance(match, Mark) else match.span())

    def understood(self, mark: Mark | re.Match[str]) -> bool:
        """Whether a rule has understood some of a place."""
        start, end = (mark.start, mark.end) if isinstance(mark, Mark) else mark.span()
        return any(a < end and start < b for a, b in self.used)

    def out_of_network(self) -> bool:
        """Whether being out of the network is spoken of."""
        return any(mark.kind == "network" and mark.value == "out-of" for mark in self.found)

    def bounds(self, at: int, kinds: tuple[str, ...] = ("hard",)) -> tuple[int, int]:
        """From where to where the sentence goes, or with `soft` the part of it, that a place lies in."""
        stops = [mark for mark in self.found if mark.kind in kinds]
        low = max((mark.end for mark in stops if mark.end <= at), default=0)
        return low, min((mark.start for mark in stops if mark.start >= at), default=len(self.text))

    def subject(self, at: int) -> tuple[int, int]:
        """The part of the sentence that a place lies in, with the one before it where its own begins with the verb.

        So "and would be 400", or "It's 400", has what it is said of.
        """
        low, high = self.bounds(at, ("hard", "soft"))
        breaks = [mark for mark in self.found if mark.kind in {"soft", "hard"} and mark.end <= low]
        verb = pattern("verb_first").fullmatch(self.text[low:at]) is not None
        verb = verb and pattern("names_its_own").match(self.text, at) is None
        bare = not self.text[low:at].strip(" $")  # the amount stands first: only behind what has none
        if bare and (not breaks or breaks[-1].kind == "hard" or pattern("insurer_s_price").search(self.text[at:high])):
            return low, high
        own = low
        while verb and breaks:
            stop = breaks.pop()
            low = breaks[-1].end if breaks else 0
            if self.text[low : stop.start].strip():
                break
        return (own if bare and re.search(r"\d", self.text[low:own]) else low), high

    def part(self, at: int, *kinds: str) -> str:
        """The text of the sentence, or part of it, that a place lies in."""
        low, high = self.bounds(at, kinds or ("hard",))
        return self.text[low:high]
