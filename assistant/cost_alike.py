"""Charges of a cost question that are told more than once, or of which only one holds."""

from __future__ import annotations

import re

from assistant.cost_charge import Charge, beside_fee
from assistant.cost_marks import distance, terms
from assistant.cost_numbers import Mark, pattern
from assistant.cost_series import counted
from assistant.cost_told import Told


def repeats(read: Told, charges: list[Charge], at: int) -> bool:
    """Whether an amount only repeats one before it: "20% of the $1,300", "allowed 900, contracted rate 900"."""
    one = charges[at]
    same = [other for other in charges[:at] if other.value == one.value]
    repeated = re.search(r"\b(?:the|that|this|same|those) \$?$", read.text[: one.mark.start])
    if not same:
        return False
    again = repeated or any(_by_other_name(read, one, other) for other in same)
    if again or _names_its_own(read, same[-1], one):
        return bool(again)
    return pattern("leads_back").search(read.text[: one.mark.start]) is not None or not _own_word(read, same[-1], one)


def is_either(read: Told, one: Charge, other: Charge) -> bool:
    """Whether of two allowed amounts one holds: by two names or sources, set right, or with no word of its own."""
    text = read.text
    between = text[one.mark.end : other.mark.start]
    if pattern("list_joint").fullmatch(between) or (one.value == other.value and _names_its_own(read, one, other)):
        return False
    parts = [read.part(each.mark.start, "hard", "soft") for each in (one, other)]
    sources = all(pattern("source_said").search(part) for part in parts)
    if sources or pattern("set_right").search(between) or pattern("set_aside").search(parts[0]):
        return True
    if pattern("more_lines").search(text) or counted(text) > 1:
        return False
    if _by_other_name(read, other, one) or any(pattern("one_may_hold").search(part) for part in parts):
        return True
    return one.value == other.value or not _own_word(read, one, other)


def _own_word(read: Told, one: Charge, other: Charge) -> bool:
    """Whether some word that may say what the second of two amounts is for stands behind the first and beside it."""
    low = max(one.mark.end, read.bounds(other.mark.start)[0])
    end = read.bounds(other.mark.end, ("hard", "soft"))[1]
    words = f"{read.text[low : other.mark.start]} {read.text[other.mark.end : end]}"
    return pattern("own_word").search(words) is not None


def is_own_bill(read: Told, one: Charge, main: list[Charge]) -> bool:
    """Whether a charge is the bill that the patient holds and has checked: less than what the plan allows."""
    holds = pattern("own_bill").search(read.part(one.mark.start)) and main
    checked = holds and pattern("asks_for_check").search(read.text)
    return bool(checked) and one.kind == "billed" and all(beside_fee(one, other) for other in main)


def _names_its_own(read: Told, other: Charge, one: Charge) -> bool:
    """Whether an amount told before has something of its own here: what it is for, its day, a place in a list."""
    text, (low, high) = read.text, read.bounds(one.mark.start, ("hard", "soft"))
    if one.kind != other.kind or one.kind == "item" or counted(text) > 1:
        return True
    if pattern("list_joint").fullmatch(text, other.mark.end, one.mark.start):
        return True
    if any(mark.kind == "day" and low <= mark.start < high for mark in read.found):
        return True
    named = ("services", "items", "payee", "when", "each", "own_line")
    return terms()["again"].search(text, low, high) is not None or any(
        pattern(name).search(text, low, high) for name in named
    )


def _by_other_name(read: Told, one: Charge, other: Charge) -> bool:
    """Whether an allowed amount is the one before by another of its names, and of nothing that its part names."""
    words = [mark.value for mark in (term_of(read, each) for each in (one, other)) if mark is not None]
    names = [name[:5] for name in words if pattern("insurer_s_price").search(name)]
    part = read.part(one.mark.start, "hard", "soft")
    if {one.kind, other.kind} != {"allowed"} or len(set(names)) < 2 or counted(read.text) > 1:
        return False
    return not (pattern("services").search(part) or pattern("payee_kind").search(part) or terms()["again"].search(part))


def term_of(read: Told, one: Charge) -> Mark | None:
    """The words for what a plan allows that stand nearest to an amount."""
    found = (mark for mark in read.found if mark.kind == "allowed")
    return min(found, key=lambda mark: distance(mark, one.mark), default=None)
