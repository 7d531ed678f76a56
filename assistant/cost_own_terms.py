"""A line of a cost question that has a copay alone, beside another line to which the percentage applies."""

from __future__ import annotations

from assistant.cost_denied import is_said
from assistant.cost_numbers import Mark, pattern
from assistant.cost_series import counted
from assistant.cost_told import Fact, Told
from assistant.cost_words import distance

ALONE = "copay_alone"
VISIT = "visit_copay"


def with_own_copay(read: Told) -> list[Fact]:
    """The facts, where a copay is one line's alone with that copay set to the line, and none of its words kept for all.

    It is one line's where it is an office visit's or said to be all that is due, and the percentage is told elsewhere.
    """
    charges = [fact for fact in read.facts if fact.name == "allowed"]
    rates = [fact.mark for fact in read.facts if fact.name == "coinsurance" and fact.mark.kind != "state"]
    copay = next((fact for fact in read.facts if fact.name == "copay" and fact.mark.kind == "amount"), None)
    if copay is not None and len(charges) == 1 and _of_visit_besides(read, copay, charges[0]):
        return _with_visit(read, copay, charges[0])
    if not charges and (several := _several(read)):
        return several
    if copay is None or len(charges) < 2 or not rates:
        return read.facts
    low, high = read.bounds(copay.mark.start)
    here = [fact for fact in charges if low <= fact.mark.start < high]
    if not here:
        return read.facts
    own = min(here, key=lambda fact: distance(fact.mark, copay.mark))
    others = [fact.mark for fact in charges if fact is not own]
    start, end = _segment(read, [own.mark, copay.mark], [*others, *rates])
    words = read.text[start:end]
    inside = [mark for mark in [*others, *rates] if start <= mark.start < end]
    if inside or not (is_said("office_visit", words) or is_said("copay_only", words)):
        return read.facts
    scoped = [fact for fact in read.facts if fact.mark.kind == "state" and start <= fact.mark.start < end]
    kept = [fact for fact in read.facts if fact is not copay and fact not in scoped]
    return [*kept, Fact(ALONE, copay.value, own.mark, own.network)]


def _several(read: Told) -> list[Fact]:
    """The facts with each of several copays as a visit's alone, where their sum is asked and no deductible applies."""
    copays = [fact for fact in read.facts if fact.name == "copay" and fact.mark.kind == "amount"]
    free = any(fact.name == "deductible_left" and fact.value == "0" for fact in read.facts)
    shares = any(fact.name == "coinsurance" and fact.value != "0%" for fact in read.facts)
    asked = pattern("altogether").search(read.text) and not pattern("not_a_sum").search(read.text)
    if len(copays) < 2 or not free or shares or not asked or counted(read.text) not in {1, len(copays)}:
        return []
    kept = [fact for fact in read.facts if fact not in copays]
    return [*kept, *(Fact(VISIT, fact.value, fact.mark, fact.network) for fact in copays)]


def _of_visit_besides(read: Told, copay: Fact, charge: Fact) -> bool:
    """Whether a copay is that of an office visit which has no charge here and comes besides what is done that day."""
    low, end = _of_visit(read, copay, charge)
    own = copay.mark.start < end and pattern("own_visit").search(read.text, low, end)
    parts = [read.bounds(mark.start, ("hard", "soft"))[1] for mark in (copay.mark, charge.mark)]
    services = pattern("services").finditer(read.text, *parts)
    apart = end < charge.mark.start and any(not match[0].startswith("visit") for match in services)
    with_visit = pattern("with_visit").search(read.text) is not None
    return bool(own) and with_visit and bool(apart or read.bounds(copay.mark.start)[1] <= charge.mark.start)


def _of_visit(read: Told, copay: Fact, charge: Fact) -> tuple[int, int]:
    """From where to where the sentence of a visit's copay goes, up to the part of it that has the charge."""
    low, high = read.bounds(copay.mark.start)
    return low, read.bounds(charge.mark.start, ("hard", "soft"))[0] if low <= charge.mark.start < high else high


def _with_visit(read: Told, copay: Fact, charge: Fact) -> list[Fact]:
    """The facts with the copay as the visit's alone, and none of what is said of the visit kept for what is done."""
    low, end = _of_visit(read, copay, charge)
    of_visit = [
        fact
        for fact in read.facts
        if fact.mark.kind == "state"
        and (low <= fact.mark.start < end or pattern("to_visits").match(read.text, fact.mark.end))
    ]
    kept = [fact for fact in read.facts if fact is not copay and fact not in of_visit]
    return [*kept, Fact(VISIT, copay.value, copay.mark, copay.network)]


def _segment(read: Told, own: list[Mark], others: list[Mark]) -> tuple[int, int]:
    """From where to where the words of a line go: its parts of the sentence, up to the part of another line."""
    parts = [read.bounds(mark.start, ("hard", "soft")) for mark in own]
    start, last = min(low for low, _ in parts), max(mark.end for mark in own)
    behind = [read.bounds(mark.start, ("hard", "soft"))[0] for mark in others if mark.start >= last]
    end = min([read.bounds(last)[1], *(max(low, last) for low in behind)])
    return start, end
