"""Numbers that a reader names, held against the bound of a statement."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import Frame
from assistant.vocabulary import says, vocabulary
from checks import Bound, PolicyStatement

UNITS = {  # how readers write a number of each unit
    "%": [r"(\d{1,3}(?:\.\d+)?) ?(?:%|percent\b|per cent)", r"blocks?\b.{0,20}\d+ ?%.{0,20} (\d\d)\b(?! ?%)"],
    "score": [
        r"(\d{1,2}(?:\.\d+)?) ?(?:/|out of|of) ?(?:10|ten)\b",
        r"averag\w+ (?:a |of |is |at )?(\d{1,2})\b(?! ?(?:%|\d|weeks|months))",
        r"pain (?:(?:score|level|is|of|at|avg|an?|about|only|just|like) )+(\d\d?)\b(?! ?(?:%|weeks|months|years))",
    ],
    "a year": [
        r"(\d{1,2})(?: \w+){0,3} (?:a|per|each|every|in a|in one) year",
        r"(\d{1,2})(?:th|rd|nd|st) (?:\w+ ){0,4}(?:in|of|within|this) (?:12 months|12 mo|the year|a year|year)",
    ],
    "levels": [r"(\d{1,2})[- ](?:(?:different|separate|adjacent|neighboring) )?(?:levels?|joints?)\b"],
}
LONG = {"wk": "week", "mo": "month"}
EXACT = {"day": ("days", 1), "week": ("days", 7), "month": ("months", 1), "year": ("months", 12)}
DAYS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}
TIME = re.compile(r"(\d{1,3})[ -]?(day|week|wk|month|mo|year)s?\b(?! (?:period|window|old))")
SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ORDINAL = {"third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "3rd": "3", "4th": "4", "5th": "5"}


def digits(text: str) -> str:
    """The text with the numbers from one to twelve as digits, a third level as 3 levels."""
    text = re.sub(rf"\b({'|'.join(ORDINAL)}) level", lambda word: f"{ORDINAL[word[1]]} level", text)
    text = re.sub(rf"\b({'|'.join(list(ORDINAL)[:4])})\b", lambda word: f"{ORDINAL[word[1]]}th", text)
    return re.sub(rf"\b({'|'.join(SMALL)})\b", lambda word: str(SMALL.index(word[0]) + 1), text)


def held_against(item: PolicyStatement, frame: Frame) -> str:
    """What a statement's bound says of the numbers of its kind that the reader names; empty where there is none."""
    text = digits(frame.question.lower())
    if item.bound is None or not says(text, vocabulary()["asserts"]):
        return ""
    if item.bound.unit in UNITS:
        found = {n for pattern in UNITS[item.bound.unit] for n in re.findall(pattern, text)}
        kept = {number: item.bound.allows(Decimal(number)) for number in sorted(found, key=Decimal)}
        unit = {"score": " of 10", "%": " %", "levels": " levels", "a year": " a year"}[item.bound.unit]
        kept = {f"{number}{unit}": holds for number, holds in kept.items()}
    else:
        kept = _times(item, text)
    if not kept or len(kept) > 3:
        return ""
    short, rest = [n for n, holds in kept.items() if not holds], [n for n, holds in kept.items() if holds]
    enough, wanting = _words(item)
    if short:
        return f"No, {' and '.join(short)} {wanting if len(short) == 1 else wanting.replace('is', 'are', 1)}. "
    return f"{' and '.join(rest)} {enough if len(rest) == 1 else enough.replace('is', 'are', 1)}. "


def _words(item: PolicyStatement) -> tuple[str, str]:
    assert item.bound is not None
    if item.bound.at_most is not None or item.bound.below is not None:
        return "is within that", "is more than that"
    return "is enough for this", "is not enough"


def _times(item: PolicyStatement, text: str) -> dict[str, bool]:
    """The one time that the text names and whether it keeps the bound; nothing where the units leave it open."""
    assert item.bound is not None
    told = sorted(set(TIME.findall(text)))
    if len(told) != 1:
        return {}
    number, unit = int(told[0][0]), LONG.get(told[0][1], told[0][1])
    own = item.bound.unit.rstrip("s")
    name = f"{number} {unit}{'' if number == 1 else 's'}"
    exact = number * EXACT[unit][1] if EXACT[unit][0] == EXACT[own][0] else None
    if exact is not None:
        return {name: _scaled(item.bound, EXACT[own][1]).allows(Decimal(exact))}
    verdicts = {_scaled(item.bound, days).allows(Decimal(number * other)) for days in DAYS[own] for other in DAYS[unit]}
    return {name: verdicts.pop()} if len(verdicts) == 1 else {}


def _scaled(bound: Bound, by: int) -> Bound:
    """A bound counted in a smaller unit."""
    limits = {k: n * by for k in ("at_least", "above", "at_most", "below") if (n := getattr(bound, k)) is not None}
    return bound.model_copy(update=limits)
