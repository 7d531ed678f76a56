"""One charge of a cost question as a line of a plan, and how many services a question speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from assistant.cost_numbers import Mark, pattern
from assistant.cost_plain import UNITS

COPAY_ALONE: dict[str, Any] = {"coinsurance": "0%", "deductible_applies": False}  # of a line, beside its copay


@dataclass(slots=True)
class Charge:
    """One amount that a service costs."""

    kind: str
    value: str
    mark: Mark
    name: str = ""
    covered: bool | None = None
    reduced_to: str = ""
    copay: str = ""  # all that is due of it where it is covered
    share: str = ""  # the patient's of this line alone

    def line(self, *, alone: bool) -> dict[str, Any]:
        """The charge as a line of a plan; `alone`: nobody but the patient pays."""
        uncovered = alone or self.covered is False
        key = "billed" if uncovered or (self.kind == "item" and not self.covered) else "allowed"
        found: dict[str, Any] = {key: self.value} | ({"name": self.name} if self.name else {})
        found |= {"covered": False} if uncovered else {"coinsurance": self.share} if self.share else {}
        if self.copay and not uncovered:
            found |= {"copay": self.copay, **COPAY_ALONE}
        return found | ({"reduced_to": f"{self.reduced_to}%"} if self.reduced_to else {})


def allowed(charges: list[Charge]) -> list[Charge]:
    """The covered charges that the plan allows."""
    return [one for one in charges if one.kind == "allowed" and one.covered is not False]


def counted(text: str, unit: str = "") -> int:
    """How many services a message speaks of, or how many of a unit besides; 1 where it does not say."""
    if series := pattern("series").search(text):
        return count_of(series["times"]) * count_of(series["weeks"])
    word = "|".join(UNITS[2:10])
    of_unit = rf"\b(?:(?P<digit>[2-9]|1\d)|(?P<word>{word})|(?P<both>both)) (?:\w+ )?{re.escape(unit)}s?\b"
    found = [1, *(_number(match) for match in re.finditer(of_unit, text) if unit)]
    return max(found + [_number(match) for match in pattern("count").finditer(text)])


def is_open_series(text: str) -> bool:
    """Whether a message says how often something is done, but not how long or how often in all."""
    return counted(text) == 1 and pattern("frequency").search(text) is not None


def count_of(words: str) -> int:
    """The number that words begin with: "3 times", "twice"; 1 where they have none, as "weekly"."""
    first = re.match(r"\d+|[a-z]+", words)
    word = first[0] if first else ""
    if word.isdigit():
        return int(word)
    return 2 if word == "twice" else UNITS.index(word) if word in UNITS else 1


def _number(match: re.Match[str]) -> int:
    said = match.groupdict()
    digits = next((said[name] for name in ("digit", "tens", "all") if said.get(name)), None)
    word = said.get("word") or said.get("bare")
    return int(digits) if digits else count_of(word) if word else 2
