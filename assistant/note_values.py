"""What the words that a rule of `assistant/note_facts.yaml` finds say: a number, an amount, a day, a region, a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from assistant.note_spans import ONES, TENS, amount, dates, length

Value = Any
MOST = 100000  # of an amount, where a rule names no bound
UNITS = {"d": ("days", 1), "w": ("weeks", 7), "m": ("months", 30), "y": ("years", 365)}
TENS_BEFORE = re.compile(rf"\b({'|'.join(TENS)})[- ]$", re.IGNORECASE)
AMOUNTS = {"number", "percent", "months", "weeks", "days"}
ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
SIDES = {"l ": "left ", "r ": "right "}
REGIONS = {"low back": "lumbar", "lower back": "lumbar", "neck": "cervical"}


def value_of(kind: Value, match: re.Match[str], most: int) -> Value | None:
    """The value of a match, by the kind that its rule names; no amount above `most`."""
    groups = [numeral(match, i) for i, group in enumerate(match.groups(), 1) if group is not None]
    if kind in KINDS:
        return KINDS[kind](match[0] if kind == "period" else (groups or [""])[0]) or None
    if kind == "sentence":
        return match.string.strip()[:500]
    if kind not in AMOUNTS:
        return kind
    number = _number(kind, groups)
    return number if number is not None and number <= most else None


def _region(words: str) -> str:
    """A region or a part of the body by its usual name."""
    name = words.lower()
    name = SIDES.get(name[:2], name[:2]) + name[2:]
    return REGIONS.get(name, name)


def _day(words: str) -> str | None:
    return next((mark.day.isoformat() for mark in dates(words) if mark.exact), None)


KINDS: dict[Value, Callable[[str], Value | None]] = {  # what is read of a rule's group, or of all its words
    "text": str.strip, "codes": lambda words: [words], "roman": lambda words: ROMAN.get(words, words),
    "region": _region, "day": _day, "period": length,
}  # fmt: skip


def numeral(match: re.Match[str], group: int) -> str:
    """A group of a match; of a number whose tens stand before it, `eighty-four`, the whole number."""
    before = TENS_BEFORE.search(match.string, 0, match.start(group))
    return f"{before[1]}-{match[group]}" if before and match[group].lower() in ONES[1:10] else match[group]


def _number(kind: str, groups: list[str]) -> int | float | None:
    """A number as it stands, or an amount with its unit in months, weeks or days."""
    if not groups:
        return None
    value = amount(groups[0])
    unit = groups[1][:1].lower() if len(groups) > 1 and groups[1] else kind[0]
    if kind == "months":
        value *= {"y": 12, "m": 1}.get(unit, 0)
    elif kind == "days":
        value *= UNITS[unit][1]
    return int(value) if value == int(value) else float(Decimal(value))
