"""Numbers that a reader names, held against the bound of a statement."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

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
NUMBER = r"\d+(?:\.\d+)? ?-?(?:%|percent\b|(?:days?|weeks?|wks?|months?|mos?|years?|levels?)\b)"
CLAIM = re.compile(  # `it has to be 7 days, right?`, `7 days minimum`: a rule as told
    r"(?:\b(?:ha(?:ve|s) to|must|requires?|wants?|demands?|insists? on|calls? for|minimum|maximum|"
    r"(?:rule|limit|cap) (?:is|of))\b"
    rf"(?:(?!\b(?:more|over|above|less|under|than|only|got|had)\b)[^?.!;\d]){{0,45}}{NUMBER})|"
    rf"{NUMBER}(?= (?:\w+ ){{0,2}}(?:min(?:imum)?|max(?:imum)?|required)\b)"
)
MOST = 3  # numbers of one kind up to which a bound judges them
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


class Held(NamedTuple):
    """What a statement says of the numbers told: in words, of which measures, and whether one of them falls short."""

    words: str = ""
    measures: frozenset[str] = frozenset()
    fails: bool = False
    claimed: bool = False  # what was told is the rule itself, not what is held against it


def held_against(item: PolicyStatement, frame: Frame) -> Held:
    """What a statement's bounds say of the numbers of their kinds that the reader names; empty where there is none."""
    text = digits(frame.question.lower())
    bounds = [bound for bound in (item.bound, item.lasting) if bound]
    if not says(text, vocabulary()["asserts"]):
        return Held()
    named = frame.procedures or len(frame.guidelines) == 1  # else another procedure's rule would set it right
    claims = " | ".join(match[0] for match in CLAIM.finditer(text)) if named else ""
    claimed = [(bound, kept) for bound in bounds if (same := _just(bound)) and (kept := _kept(same, claims))]
    if claimed:  # whether the rule itself is told rightly
        wrong = [name for _, kept in claimed for name, holds in kept.items() if not holds]
        measures = frozenset(bound.measure for bound, _ in claimed)
        return Held(f"No, not {' or '.join(wrong)}. " if wrong else "Yes. ", measures, bool(wrong), claimed=True)
    found = [(bound, kept) for bound in bounds if 0 < len(kept := _kept(bound, text)) <= MOST]
    measures = frozenset(bound.measure for bound, _ in found)
    for fails in (True, False):  # what falls short is told alone
        told = [
            (bound, names) for bound, kept in found if (names := [n for n, holds in kept.items() if holds != fails])
        ]
        if told:
            numbers = [name for _, names in told for name in names]
            verdict = _words(told[0][0])[fails]
            verdict = verdict if len(numbers) == 1 else verdict.replace("is", "are", 1)
            return Held(f"{'No, ' if fails else ''}{' and '.join(numbers)} {verdict}. ", measures, fails)
    return Held()


def _kept(bound: Bound, text: str) -> dict[str, bool]:
    """The numbers of a bound's kind in a text, and whether each keeps it."""
    if bound.unit not in UNITS:
        return _times(bound, text)
    found = {n for pattern in UNITS[bound.unit] for n in re.findall(pattern, text)}
    unit = {"score": " of 10", "%": " %", "levels": " levels", "a year": " a year"}[bound.unit]
    return {f"{number}{unit}": bound.allows(Decimal(number)) for number in sorted(found, key=Decimal)}


def _just(bound: Bound) -> Bound | None:
    """What allows but the number itself of a bound that includes it."""
    number = bound.at_least if bound.at_least is not None else bound.at_most
    return None if number is None else bound.model_copy(update={"at_least": number, "at_most": number})


def _words(bound: Bound) -> tuple[str, str]:
    if bound.at_most is not None or bound.below is not None:
        return "is within that", "is more than that"
    return "is enough for this", "is not enough"


def _times(bound: Bound, text: str) -> dict[str, bool]:
    """The one time that the text names and whether it keeps the bound; nothing where the units leave it open."""
    told = sorted(set(TIME.findall(text)))
    if len(told) != 1:
        return {}
    number, unit = int(told[0][0]), LONG.get(told[0][1], told[0][1])
    own = bound.unit.rstrip("s")
    name = f"{number} {unit}{'' if number == 1 else 's'}"
    exact = number * EXACT[unit][1] if EXACT[unit][0] == EXACT[own][0] else None
    if exact is not None:
        return {name: _scaled(bound, EXACT[own][1]).allows(Decimal(exact))}
    verdicts = {_scaled(bound, days).allows(Decimal(number * other)) for days in DAYS[own] for other in DAYS[unit]}
    return {name: verdicts.pop()} if len(verdicts) == 1 else {}


def _scaled(bound: Bound, by: int) -> Bound:
    """A bound counted in a smaller unit."""
    limits = {k: n * by for k in ("at_least", "above", "at_most", "below") if (n := getattr(bound, k)) is not None}
    return bound.model_copy(update=limits)
