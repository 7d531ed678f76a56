"""What a cost question says of one of several lines alone: a copay that is all that is due of it, or no deductible."""

from __future__ import annotations

from assistant.cost_denied import is_said
from assistant.cost_numbers import pattern
from assistant.cost_series import counted
from assistant.cost_told import Fact, Told

ALONE = "copay_alone"
VISIT = "visit_copay"
FREE = "no_deductible"


def with_own_copay(read: Told) -> list[Fact]:
    """The facts, where a copay is one line's alone with that copay set to the line, and none of its words kept for all.

    It is one line's where it is an office visit's or said to be all that is due, and the percentage is told elsewhere.
    """
    charges = [fact for fact in read.facts if fact.name == "allowed"]
    copay = next((fact for fact in read.facts if fact.name == "copay" and fact.mark.kind == "amount"), None)
    if copay is not None and len(charges) == 1 and _of_visit_besides(read, copay, charges[0]):
        return _with_visit(read, copay, charges[0])
    if not charges and (several := _several(read)):
        return several
    lines = sorted((f for f in read.facts if f.name in {"allowed", "item"}), key=lambda fact: fact.mark.start)
    if len(lines) < 2 or not charges:
        return read.facts
    facts = list(read.facts)
    for line, (low, high) in zip(lines, segments(read, lines), strict=True):
        facts = _of_line(read, facts, line, (low, high))
    if any(fact.name == ALONE for fact in facts):  # "no copay on that part" is said of the others
        facts = [fact for fact in facts if (fact.name, fact.mark.kind) != ("copay", "state")]
    return facts


def segments(read: Told, lines: list[Fact]) -> list[tuple[int, int]]:
    """From where to where the words of each line go: its part of the sentence, and sentences that go on about it."""
    found = []
    for at, line in enumerate(lines):
        low, high = read.bounds(line.mark.start)
        if at and lines[at - 1].mark.start >= low:
            low = _start(read, lines[at - 1], line)
        while _goes_on(read, high):
            high = read.bounds(high + 1)[1]
        later = [other.mark.start for other in lines[at + 1 :]]
        if later and later[0] < high:
            high = _start(read, line, lines[at + 1])
        found.append((low, high))
    return found


def _goes_on(read: Told, end: int) -> bool:
    """Whether the sentence behind one goes on about its line: "That one has …", "… a copay for that"."""
    start, behind = read.bounds(end + 1) if end + 1 < len(read.text) else (end, end)
    again = pattern("of_that_line").match(read.text, end) or pattern("back_to_line").search(read.text, start, behind)
    return again is not None


def _start(read: Told, before: Fact, line: Fact) -> int:
    """Where the words of a line begin that stands behind another one in a sentence: with what it is called."""
    breaks = [m.end for m in read.found if m.kind in {"soft", "hard"} and before.mark.end <= m.start < line.mark.start]
    named = [at for at in breaks if pattern("payee").search(read.text, at, line.mark.start)]
    named += [at for at in breaks if pattern("services").search(read.text, at, line.mark.start)]
    return max(named or breaks, default=before.mark.end)


def _of_line(read: Told, facts: list[Fact], line: Fact, part: tuple[int, int]) -> list[Fact]:
    """The facts with those of one line's words set to it."""
    inside = [fact for fact in facts if part[0] <= fact.mark.start < part[1]]
    states = [fact for fact in inside if fact.mark.kind == "state"]
    copays = [fact for fact in inside if fact.name == "copay" and fact.mark.kind == "amount"]
    rates = [fact for fact in facts if fact.name == "coinsurance" and fact.mark.kind != "state"]
    words = read.text[part[0] : part[1]]
    only = is_said("office_visit", words) or is_said("copay_only", words)
    other = [f for f in facts if f not in inside and f.of == "deductible" and f.value != "0"]
    if len(copays) == 1 and only and (rates or other) and not any(fact in inside for fact in rates):
        kept = [fact for fact in facts if fact not in copays and fact not in states]
        return [*kept, Fact(ALONE, copays[0].value, line.mark, line.network)]
    full = [f for f in states if f.name == "coinsurance" and pattern("all_paid").search(f.mark.value)]
    if full and not copays and rates and not any(fact in inside for fact in rates):
        return [*(fact for fact in facts if fact not in states), Fact(ALONE, "0", line.mark, line.network)]
    free = [f for f in states if f.name == "deductible_left" and not pattern("is_met").search(f.mark.value)]
    if free and other and not any(fact.mark.kind == "amount" for fact in inside if fact.of == "deductible"):
        kept = [fact for fact in facts if fact not in free]
        return [*kept, Fact(FREE, "yes", line.mark, line.network)]
    return facts


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
    too = pattern("visit_too").search(read.text) is not None and read.bounds(charge.mark.start)[1] <= low
    alone = not any(fact.name == "item" for fact in read.facts)
    if (alone and _of_other_payee(read, copay, charge)) or (own and with_visit and too):
        return True
    return bool(own) and with_visit and bool(apart or read.bounds(copay.mark.start)[1] <= charge.mark.start)


def _of_other_payee(read: Told, copay: Fact, charge: Fact) -> bool:
    """Whether a copay goes to one provider and the charge comes separately from another one."""
    parts = [read.bounds(fact.mark.start, ("hard", "soft")) for fact in (copay, charge)]
    if copay.mark.start < charge.mark.start:
        parts = [(parts[0][0], parts[0][1]), (parts[0][1], parts[1][1])]
    kinds = [{match.lastgroup for match in pattern("payee_kind").finditer(read.text, *part)} for part in parts]
    apart = pattern("apart").search(read.text) or "separate" in read.text
    return bool(apart and all(kinds) and not kinds[0] & kinds[1])


def _of_visit(read: Told, copay: Fact, charge: Fact) -> tuple[int, int]:
    """From where to where the sentence of a visit's copay goes, up to the part of it that has the charge."""
    low, high = read.bounds(copay.mark.start)
    if low <= charge.mark.start < high:
        return low, read.bounds(charge.mark.start, ("hard", "soft"))[0]
    _, end = read.bounds(copay.mark.start, ("hard", "soft"))
    others = (match for match in pattern("services").finditer(read.text, end, high) if "visit" not in match[0])
    return low, next((match.start() for match in others), high)


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
