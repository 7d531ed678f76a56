"""A line of a cost question that has a copay alone, beside another line to which the percentage applies."""

from __future__ import annotations

from assistant.cost_denied import is_said
from assistant.cost_facts import Fact, Told
from assistant.cost_numbers import Mark
from assistant.cost_words import distance

ALONE = "copay_alone"


def with_own_copay(read: Told) -> list[Fact]:
    """The facts, where a copay is one line's alone with that copay set to the line, and none of its words kept for all.

    It is one line's where it is an office visit's or said to be all that is due, and the percentage is told elsewhere.
    """
    charges = [fact for fact in read.facts if fact.name == "allowed"]
    rates = [fact.mark for fact in read.facts if fact.name == "coinsurance" and fact.mark.kind != "state"]
    copay = next((fact for fact in read.facts if fact.name == "copay" and fact.mark.kind == "amount"), None)
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


def _segment(read: Told, own: list[Mark], others: list[Mark]) -> tuple[int, int]:
    """From where to where the words of a line go: its parts of the sentence, up to the part of another line."""
    parts = [read.bounds(mark.start, ("hard", "soft")) for mark in own]
    start, last = min(low for low, _ in parts), max(mark.end for mark in own)
    behind = [read.bounds(mark.start, ("hard", "soft"))[0] for mark in others if mark.start >= last]
    end = min([read.bounds(last)[1], *(max(low, last) for low in behind)])
    return start, end
