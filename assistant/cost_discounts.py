"""What is taken off a charge in a cost question: the plan's discount makes the allowed amount of it."""

from __future__ import annotations

from decimal import Decimal

from assistant.cost_charge import CHARGES
from assistant.cost_numbers import pattern
from assistant.cost_told import Fact, Told

CENT = Decimal("0.01")


def with_discount(read: Told, facts: list[Fact]) -> list[Fact]:
    """The facts with a charge less the plan's discount as the allowed amount, where none is told.

    A discount that only says how far the allowed amount lies below the charge is left out.
    """
    charges = [fact for fact in facts if fact.name in CHARGES]
    off = [fact for fact in facts if fact.name in {"off", "discount"}]
    if len(charges) == len(off) == 1 and charges[0].name == "billed" and _of_the_plan(read, off[0]):
        return [_less(charges[0], off[0]) if fact is charges[0] else fact for fact in facts if fact is not off[0]]
    billed = [Decimal(fact.value) for fact in charges if fact.name == "billed"]
    allowed = [Decimal(fact.value) for fact in charges if fact.name == "allowed"]
    if allowed and not off:  # "the insurance discount brings it to the allowed 2,020"
        read.used += [m.span() for m in pattern("discount").finditer(read.text) if _is_of_allowed(read, m.start())]
    between = {str(one - other) for one in billed for other in allowed}
    told = [fact for fact in facts if fact.value in between and _is_rest(read, fact)]
    read.used += [read.bounds(fact.mark.start, ("hard", "soft")) for fact in told]
    return [fact for fact in facts if fact not in told]


def _is_rest(read: Told, fact: Fact) -> bool:
    """Whether an amount may be what a charge is more than the allowed amount: it has no term, or is called the rest."""
    named = fact.name in CHARGES and pattern("the_rest").search(read.text[: fact.mark.start])
    return fact.name in {"unclear", "off"} or bool(named)


def after_discount(read: Told, facts: list[Fact], *, alone: bool) -> list[Fact]:
    """The facts with what a discount leaves of a charge in its place; the plan's leaves the allowed amount."""
    after = [fact for fact in facts if fact.name == "after"]
    charges = [fact for fact in facts if fact.name in CHARGES]
    if len(after) != 1 or len(charges) > 1 or not (alone or _of_the_plan(read, after[0])):
        return [Fact("off", fact.value, fact.mark, fact.network) if fact in after else fact for fact in facts]
    name = "billed" if alone else "allowed"
    read.used.append(read.bounds(after[0].mark.start, ("hard", "soft")))
    return [
        Fact(name, fact.value, fact.mark, fact.network) if fact in after else fact
        for fact in facts
        if fact not in charges
    ]


def _of_the_plan(read: Told, off: Fact) -> bool:
    """Whether a discount is the plan's by contract, and the provider in its network; its words are understood then."""
    low, high = read.bounds(off.mark.start, ("hard", "soft"))
    named = pattern("plan_discount").search(read.text, low, high)
    out = read.out_of_network()
    given = pattern("given_discount").search(read.part(off.mark.start))
    if not named or given or out or pattern("unknown").search(read.text[low:high]):
        return False
    read.used.append((low, high))
    for minus in pattern("minus").finditer(read.text, read.bounds(off.mark.start)[0], high):
        read.use(minus)
    return True


def _is_of_allowed(read: Told, at: int) -> bool:
    """Whether a discount without a figure is the plan's, which the allowed amount has already."""
    part = read.part(at, "hard", "soft")
    others = ("given_discount", "further_discount", "unnamed_discount")
    return pattern("plan_discount").search(part) is not None and not any(pattern(o).search(part) for o in others)


def _less(charge: Fact, off: Fact) -> Fact:
    whole = Decimal(charge.value)
    less = whole * Decimal(off.value) / 100 if off.name == "discount" else Decimal(off.value)
    return Fact("allowed", f"{max(whole - less, Decimal(0)).quantize(CENT)}", charge.mark, charge.network)
