"""How a copay and a percentage go together in a cost question, where its words tell."""

from __future__ import annotations

import re

from assistant.cost_denied import clause, denied, is_said, said
from assistant.cost_numbers import pattern
from assistant.cost_told import Fact, Told

EITHER = "either"


def _of_deductible(words: str, match: re.Match[str]) -> bool:
    """Whether "first" is said of the deductible."""
    around = clause(words, match)
    return match[0] == "first" and "copay" not in around and pattern("ded").search(around) is not None


def _is_open(words: str, match: re.Match[str]) -> bool:
    """Whether an order of the copay is asked after or not known."""
    around = clause(words, match)
    return pattern("open_order").search(around) is not None or pattern("opens_question").search(around) is not None


def copay_order(words: str) -> str:
    """How a copay and a percentage go together by the words of it: the copay first where empty, else besides it."""
    first = [match for match in said("taken_first", words) if not _of_deductible(words, match)]
    off = [match for match in pattern("taken_first").finditer(words) if denied(words, match)]
    kept = any(pattern("taken_out").search(around) and "copay" in around for around in (clause(words, m) for m in off))
    if any(_is_open(words, match) for match in (*first, *off)):
        return EITHER
    if kept or is_said("whole_base", words):
        return EITHER if any(match[0] != "then" for match in first) else "on_top"
    beside = any("copay" in clause(words, match) for match in said("on_top", words))
    top = {clause(words, match) for match in said("on_top", words)}
    if first and all(match[0] == "then" and clause(words, match) in top for match in first):
        return "on_top"  # "then 20 % on top of it"
    if beside and not any("copay" in clause(words, match) for match in first):
        return "on_top"
    if first:
        return ""
    return "on_top" if is_said("on_top", words) else EITHER


def use_copay_words(read: Told, *, first: bool) -> None:
    """Note as understood what only says how a copay is taken: the lesser of two, or off what the percentage is of."""
    for name in ("lesser_of", *(("off_base",) if first else ())):
        for match in pattern(name).finditer(read.text):
            read.use(match)


def copay_open(read: Told) -> bool:
    """Whether a copay is spoken of that is due and of which no amount is told."""
    copays = [read.part(mark.start, "hard", "soft") for mark in read.found if mark.kind == "copay"]
    names = ("unknown", "no_info", "copay_asked")
    unknown = any(pattern(name).search(part) for part in copays for name in names)
    return bool(copays) and (unknown or not any(pattern("counts").search(part) for part in copays))


def said_beside(read: Told, facts: list[Fact], copay: Fact) -> bool:
    """Whether a copay's sentence says that no percentage or deductible is due, which may be said of one line alone."""
    low, high = read.bounds(copay.mark.start)
    none = [fact for fact in facts if fact.mark.kind == "state" and fact.name in {"coinsurance", "deductible_left"}]
    return any(low <= fact.mark.start < high for fact in none)
