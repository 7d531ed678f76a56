"""Which of several visits a cost question asks about: all of them where none is singled out."""

from __future__ import annotations

from typing import Any

from assistant.cost_days import Days
from assistant.cost_numbers import MONTHS, pattern
from assistant.cost_reduced import PLACE
from assistant.cost_told import Told

WHICH = "which visit"
LAST = {"last", "later", "latter"}


def singled_out(read: Told, days: Days, names: list[str]) -> list[int]:
    """The places of the visits, given by their services, that are asked about one by one; none where all are meant.

    Where it cannot be told which is meant, each of them may be.
    """
    number = len(names)
    if number < 2:
        return []
    meant: set[int | None] = set()
    words, together = 0, False
    for start, end in _questions(read):
        named = _named(read, (start, end), names, days)
        meant |= named
        words += bool(named) * len(pattern("question_word").findall(read.text, start, end))
        together = together or pattern("altogether").search(read.text, start, end) is not None
    if not meant and pattern("one_alone").search(read.text):
        return list(range(number))  # one that no charge names
    if len(meant) != 1 and (together or (words < 2 and None not in meant)):
        return [] if len(meant) in {0, number} else list(range(number))  # all make one sum; some of them none here
    places = sorted(which for which in meant if which is not None and which < number)
    return places if len(places) == len(meant) and not together else list(range(number))


def services_in(read: Told, start: int, end: int) -> list[str]:
    """The services that a part of the text names, each in the singular."""
    found = (match[0].removesuffix("s") for match in pattern("services").finditer(read.text, start, end))
    return [name for name in found if not pattern("any_service").search(name)]


def alone(visits: list[dict[str, Any]], which: int) -> list[dict[str, Any]]:
    """The visits with one of them asked about: those before it only use up deductible and limit."""
    return [visit | ({} if at == which else {"asked": False}) for at, visit in enumerate(visits)]


def _questions(read: Told) -> list[tuple[int, int]]:
    """From where to where the sentences go that ask for an amount or say what is asked; else those that name one."""
    found, told, start = [], [], 0
    for end in [*(mark.start for mark in read.found if mark.kind == "hard"), len(read.text)]:
        asks = pattern("asks_amount").search(read.text, start, end)
        if pattern("only_asks").search(read.text, start, end):
            found.append((start, end))
        elif read.text.startswith("?", end) or pattern("question_word").search(read.text, start, end):
            found.append((asks.start() if asks else start, end))
        elif asks:
            told.append((asks.start(), end))
        start = end + 1
    return found or told


def _by_time(read: Told, part: tuple[int, int], number: int) -> set[int | None]:
    """The place of the visit whose time a question names, where the message has told a time of each: "what today?"."""
    told = list(dict.fromkeys(match[0] for match in pattern("when").finditer(read.text, 0, part[0])))
    asked = {match[0] for match in pattern("when").finditer(read.text, *part)}
    return {told.index(time) for time in asked if time in told} if len(told) == number and len(asked) == 1 else set()


def _named(read: Told, part: tuple[int, int], names: list[str], days: Days) -> set[int | None]:
    """The places of the visits that a question names; None: one that cannot be told, or each of them."""
    if pattern("each_asked").search(read.text, *part) or pattern("this_one").search(read.text, *part):
        return {None}
    number = len(names)
    asked = {name for name in services_in(read, *part) if name in names}
    one = asked.pop() if len(asked) == 1 and len(set(names)) > 1 else ""
    found: set[int | None] = {names.index(one) if names.count(one) == 1 else None} if one else set()
    months = list(dict.fromkeys(MONTHS.index(m["month"][:3]) for m in pattern("month").finditer(read.text)))
    for match in pattern("one_of_visits").finditer(read.text, *part):
        if match["number"]:
            found.add(int(match["number"]) - 1)
        elif match["place"]:
            found.add(number - 1 if match["place"] in LAST else PLACE.get(match["place"], 0))
        else:
            found.add(months.index(MONTHS.index(match["month"][:3])) if len(months) == number else None)
    found |= _by_time(read, part, number)
    told = list(dict.fromkeys(day for _, day in days.services))
    here = {day for mark, day in (*days.services, *days.again) if part[0] <= mark.start < part[1]}
    if len(here) == 1 and len(told) == number:
        found.add(told.index(here.pop()))
    return found
