"""How many services a cost question speaks of: by their number, or so many a week over so many weeks."""

from __future__ import annotations

import re

from assistant.cost_denied import clause
from assistant.cost_numbers import UNITS, Mark, pattern, source


def counted(text: str) -> int:
    """How many services a message speaks of; 1 where it does not say."""
    series = pattern("series").search(text)
    if series and ("month" in (series["unit"] or series["times"])) == (series["units"] == "months"):
        return count_of(series["times"]) * count_of(series["weeks"])
    return max([1, *(_number(match) for match in pattern("count").finditer(text))])


def _of_unit(text: str, unit: str) -> set[int]:
    """The numbers that a message has of a unit, or of what it does not name: "four nerves", "all four"."""
    word = "|".join(UNITS[2:13])
    between = r"(?:(?!(?:per|an?|each|every|for)\b)[a-z-]+ ){0,2}"
    own = rf"\b(?:(?P<digit>[2-9]|1\d)|(?P<word>{word})|both) {between}{re.escape(unit)}s?\b"
    bare = [m for m in pattern("count").finditer(text) if not {"digit", "tens", "word"} & _said(m).keys()]
    return {_number(match) for match in (*re.finditer(own, text), *bare)}


def number_of(text: str, unit: str = "") -> int | None:
    """How many a price is each one's of: by the one number that a message has of services, a unit or other things.

    None where it has none, or several.
    """
    if pattern("series").search(text) or not unit:
        things = () if pattern("series").search(text) else pattern("several_things").finditer(text)
        told = {counted(text), *(count_of(match["number"]) for match in things)} - {1}
    else:
        told = _of_unit(text, unit)
    return told.pop() if len(told) == 1 else None


def asks_for_one(text: str, unit: str = "") -> bool:
    """Whether what one of several comes to is asked, and not what all do; a price told of each is no question.

    The one asked after has to be of the unit, or else of what the rest of the message speaks of.
    """
    if pattern("altogether").search(text):
        return False
    for match in (*pattern("each_asked").finditer(text), *pattern("one_asked").finditer(text)):
        part = clause(text, match)
        names = {name[0].removesuffix("s") for name in pattern("services").finditer(part)}
        known = {unit} if unit else {name for name in names if name in text.replace(part, "")}
        if names <= known and pattern("question_word").search(part) and not re.search(r"\d\d", part):
            return True
    return False


def is_repeated(text: str) -> bool:
    """Whether something is said to be done again, or asked for a year, without a number of times."""
    return pattern("repeated").search(text) is not None and not asks_for_one(text)


def is_open_series(text: str) -> bool:
    """Whether a message speaks of several, or how often something is done, but not of how many in all."""
    several = pattern("several_of").search(text) and pattern("altogether").search(text)
    return counted(text) == 1 and bool(several or pattern("frequency").search(text))


def count_of(words: str) -> int:
    """The number that words begin with: "3 times", "twice"; 1 where they have none, as "weekly"."""
    first = re.match(r"\d+|[a-z]+", words)
    word = first[0] if first else ""
    if word.isdigit():
        return int(word)
    return 2 if word == "twice" else UNITS.index(word) if word in UNITS else 1


def _number(match: re.Match[str]) -> int:
    return next((count_of(words) for words in _said(match).values()), 2)


def _said(match: re.Match[str]) -> dict[str, str]:
    return {name: words for name, words in match.groupdict().items() if words}


def by_time(text: str, charge: Mark) -> int | None:
    """How often a charge is due that is told by the month or week; 1 where it is not, None where it is not said."""
    unit = pattern("by_time").match(text, charge.end)
    if unit is None:
        return 1
    long = re.search(rf"\b(?P<number>{source('number')}) (?:[a-z]+ ){{0,2}}{unit['unit']}s\b", text)
    return count_of(long["number"]) if long else None
