"""Numbers that a reader names, held against the bound of a statement."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import Frame
from assistant.vocabulary import says, vocabulary
from checks import PolicyStatement

UNITS = {  # how readers write a number of each unit
    "%": [r"(\d{1,3}(?:\.\d+)?) ?(?:%|percent\b|per cent)", r"blocks?\b.{0,20}\d+ ?%.{0,20} (\d\d)\b(?! ?%)"],
    "score": [
        r"(\d{1,2}(?:\.\d+)?) ?(?:/|out of|of) ?(?:10|ten)\b",
        r"averag\w+ (?:a |of |is |at )?(\d{1,2})\b(?! ?(?:%|\d|weeks|months))",
        r"pain (?:score |level |is |of |at |avg )+(\d{1,2})\b(?! ?(?:%|weeks|months|years))",
    ],
    "a year": [
        r"(\d{1,2})(?: \w+){0,3} (?:a|per|each|every|in a|in one) year",
        r"(\d{1,2})(?:th|rd|nd|st) (?:\w+ ){0,4}(?:in|of|within|this) (?:12 months|12 mo|the year|a year|year)",
    ],
    "levels": [r"(\d{1,2})[- ](?:levels?|joints?)\b"],
}
DAYS = {"day": (1, 1), "week": (7, 7), "wk": (7, 7), "month": (28, 31), "mo": (28, 31), "year": (365, 366)}
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
    bound = item.bound
    told = set(TIME.findall(text))
    limit = next(n for n in (bound.at_least, bound.above, bound.at_most, bound.below) if n is not None)
    if len(told) != 1:
        return {}
    number, unit = told.pop()
    least, most = (int(number) * days for days in DAYS[unit])
    low, high = (limit * days for days in DAYS[bound.unit.rstrip("s")])
    if DAYS[unit] == DAYS[bound.unit.rstrip("s")]:
        holds = bound.allows(Decimal(number))
    elif most < low or least > high or (least, most) == (low, high):
        days = Decimal(least)
        scaled = bound.model_copy(
            update={
                k: v * DAYS[bound.unit.rstrip("s")][0]
                for k, v in bound.model_dump(exclude_none=True).items()
                if k != "unit"
            }
        )
        holds = scaled.allows(days)
    else:
        return {}
    long = {"wk": "week", "mo": "month"}.get(unit, unit)
    return {f"{number} {long}{'' if number == '1' else 's'}": holds}
