"""Which of several visits a cost question asks about: all of them where none is singled out."""

from __future__ import annotations

import re
from typing import Any

from assistant.cost_days import Days
from assistant.cost_facts import Told
from assistant.cost_lines import PLACE
from assistant.cost_numbers import MONTHS, pattern

ASK = ("which visit", "say which of the visits to work out, or that all of them are meant")


def single_out(read: Told, days: Days, plan: dict[str, Any]) -> list[tuple[str, str]]:
    """Mark the visits of a plan that are not asked about; what to ask where the one meant cannot be told."""
    visits = plan.get("visits", [])
    parts = [part for part in _questions(read) if not pattern("altogether").search(part)]
    meant = {which for part in parts for which in _named(part, len(visits), days)}
    if len(meant) > 1 or not meant or (not visits and len(plan.get("items", [])) < 2):
        return []
    (which,) = meant
    if which is None or not 0 <= which < len(visits):
        return [ASK]
    for at, visit in enumerate(visits):
        if at != which:
            visit["asked"] = False
    return []


def _questions(read: Told) -> list[str]:
    """The sentences that ask, and those that say what is asked."""
    found, start = [], 0
    for stop in [*(mark for mark in read.found if mark.kind == "hard"), None]:
        end = len(read.text) if stop is None else stop.start
        part = read.text[start:end]
        asks = pattern("asks_amount").search(part)
        if asks or pattern("only_asks").search(part):
            found.append(part[asks.start() :] if asks and not pattern("only_asks").search(part) else part)
        start = end + 1
    return found


def _named(part: str, number: int, days: Days) -> list[int | None]:
    """The places of the visits that a question names; None: one that cannot be told, or each of them."""
    found: list[int | None] = [None for _ in pattern("each_asked").finditer(part)]
    for match in pattern("one_of_visits").finditer(part):
        if match["place"]:
            found.append(number - 1 if match["place"] == "last" else PLACE.get(match["place"]))
            continue
        month = MONTHS.index(match["month"][:3]) + 1
        at = [at for at, (_, day) in enumerate(days.services) if day.month == month]
        found.append(at[0] if len(at) == 1 and len(days.services) == number else None)
    return found if len(set(found)) == 1 else []
