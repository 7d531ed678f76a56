"""What the members of a family have paid toward a yearly amount of a cost question, each told by itself: their sum."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.cost_numbers import Mark, pattern
from assistant.cost_told import Fact, Told

SUM = "sum"
OTHERS = ("deductible_used", "what the others of the family have paid toward it")


def with_contributions(read: Told, *, shared: bool) -> tuple[list[Fact], list[tuple[str, str]]]:
    """The facts with the members' amounts as what the family has used, and what to ask of a member without an amount.

    `shared`: the family's yearly amounts are the only ones, and so the patient's.
    """
    for first in (fact for fact in read.facts if fact.name.endswith("_used") and fact.mark.kind == "amount"):
        low, high = read.bounds(first.mark.start)
        while read.text.startswith(";", high):  # "patient 1,100; spouse 900"
            high = read.bounds(high + 1)[1]
        here = [f for f in read.facts if low <= f.mark.start < high and f.mark.kind == "amount"]
        told = [f for f in here if f.mark.start >= first.mark.start]
        told = [f for f in told if f is first or f.name in {"unclear", first.name, "family_" + first.name}]
        people = _people(read, told)
        here = [f for f in here if told[0].mark.start <= f.mark.start <= told[-1].mark.start]
        if len(told) > 1 and len(here) == len(told) and _of_one_purse(read, told):
            return [*(f for f in read.facts if f not in told), replace(first, value=_total(told))], []
        if shared and len(told) == 1 and people[0] and _of_one_alone(read, first):
            return read.facts, [OTHERS]
        joint = any(pattern("jointly").search(read.part(f.mark.start, "hard", "soft")) for f in told)
        if joint or len(told) < 2 or not all(people) or len(set(people)) < len(people) or len(here) > len(told):
            continue
        whole = Mark(SUM, first.mark.start, first.mark.end, first.mark.value)
        name = first.name if shared else f"family_{first.of}_used"
        total = Fact(name, _total(told), whole, first.network)
        own = [] if shared else [replace(f, name=f"{first.of}_used") for f in _told_of_patient(read, told, people)]
        return [*(fact for fact in read.facts if fact not in told), *own, total], []
    return read.facts, []


def _of_one_alone(read: Told, paid: Fact) -> bool:
    """Whether an amount is what one member has paid, of whom or of another one the sentence speaks: "I've used 700"."""
    low, _ = read.bounds(paid.mark.start, ("hard", "soft"))
    _, high = read.bounds(paid.mark.start)
    named = pattern("people").search(read.text, low, paid.mark.start)
    return bool(named or pattern("relation").search(read.text, paid.mark.end, high))


def _total(told: list[Fact]) -> str:
    return f"{sum(Decimal(fact.value) for fact in told):f}"


def _told_of_patient(read: Told, told: list[Fact], people: list[str]) -> list[Fact]:
    """The asker's amount and that of the one other member who may be the patient; of several the one who is."""
    others = {who: fact for fact, who in zip(told, people, strict=True) if who != "own"}
    service = pattern("other_service").search(read.text)
    meant = [fact for who, fact in others.items() if len(others) == 1 or (service and who in service[0])]
    return [*(fact for fact, who in zip(told, people, strict=True) if who == "own"), *meant]


def _of_one_purse(read: Told, told: list[Fact]) -> bool:
    """Whether amounts are used by one person, each for something of its own: "used 900 on an MRI and 250 on PT"."""
    first, *rest = told
    low, _ = read.bounds(first.mark.start)
    used = pattern("used_verb").search(read.text, low, first.mark.start)
    more = pattern("more_of_it")
    unclear = all(f.name == "unclear" or more.search(read.text[: f.mark.start]) for f in rest)
    nobody = not pattern("relation").search(read.text, first.mark.end, rest[-1].mark.end)
    return bool(used and unclear and nobody) and all(pattern("on_what").match(read.text, f.mark.end) for f in told)


def _people(read: Told, told: list[Fact]) -> list[str]:
    """Who has paid each amount: named before it, or behind it where nobody is before the first; empty if nobody."""
    low, _ = read.bounds(told[0].mark.start)
    _, high = read.bounds(told[-1].mark.start)
    ends = [low, *(fact.mark.end for fact in told), high]
    before = [_named(read, start, fact.mark.start) for start, fact in zip(ends, told, strict=False)]
    if before[0]:
        return before
    stops = [*(fact.mark.start for fact in told[1:]), high]
    return [_named(read, fact.mark.end, stop) for fact, stop in zip(told, stops, strict=True)]


def _named(read: Told, low: int, high: int) -> str:
    named = list(pattern("people").finditer(read.text, low, high))
    if not named:
        return "own" if pattern("the_patient").search(read.text, low, high) else ""
    return named[-1]["other"] or "own"
