"""Several prices: which are added, which is their sum, and of which only one holds; most of all for who pays alone."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from math import prod

from assistant.cost_charge import Charge
from assistant.cost_numbers import pattern
from assistant.cost_told import Told

WHICH_PRICE = ("which price", "say which of the prices holds, or that they are added")


def settled_prices(read: Told, charges: list[Charge]) -> list[tuple[str, str]]:
    """Leave out of several prices those that are not added; what to ask where that is open."""
    if len(charges) < 2:
        return []
    totals = [one for one in charges if is_total(read, one)]
    whole = sum(Decimal(one.value) for one in charges)
    sums = [one for one in charges if whole == 2 * Decimal(one.value)]  # as much as all others together
    if len(sums) == 1 and (totals == sums or (not totals and len(charges) > 2)):
        charges[:] = sums
        return []
    lists = [one for one in charges if _has(read, one, "list_price")]
    own = [one for one in charges if _has(read, one, "cash_price")]
    if len(charges) == 2 and len(lists) == len(own) == 1 and lists != own:
        charges[:] = own
        return []
    open_one = any(pattern("one_of_prices").search(read.part(one.mark.start)) for one in charges)
    beside = len(lists) == 1 and _is_discounted(read, lists[0], [one for one in charges if one is not lists[0]])
    return [WHICH_PRICE] if totals or (lists and not beside) or open_one else []


def _is_discounted(read: Told, whole: Charge, others: list[Charge]) -> bool:
    """Whether discounts are told of a list price, and no other price is what they leave of it."""
    shares = [Decimal(fact.value) for fact in read.facts if fact.name == "discount"]
    rest = Decimal(whole.value) * prod((100 - share) / 100 for share in shares)
    return bool(shares) and all(abs(Decimal(one.value) - rest) * 20 > rest for one in others)


def either_price(read: Told, charges: list[Charge]) -> list[tuple[str, str]]:
    """Leave out the sum of the other allowed amounts; what to ask where one of two holds: "460 or 610 with dye"."""
    lines = [one for one in charges if one.kind in {"allowed", "item"} and one.covered is not False]
    totals = [one for one in lines if one.kind == "allowed" and is_total(read, one)]
    if len(lines) > 1 and len(totals) == 1:
        whole = Decimal(totals[0].value)
        if sum(Decimal(one.value) for one in lines) != 2 * whole:
            return [WHICH_PRICE]
        charges.remove(totals[0])
    return [
        WHICH_PRICE
        for one, other in pairwise(sorted(charges, key=lambda charge: charge.mark.start))
        if read.bounds(one.mark.start) == read.bounds(other.mark.start)
        and (
            re.search(r"\b(?:or|versus|vs)\b", read.text[one.mark.end : other.mark.start])
            or pattern("moved_from").search(read.text, max(0, one.mark.start - 120), other.mark.start)
        )
    ][:1]


def _has(read: Told, one: Charge, name: str) -> bool:
    return pattern(name).search(read.part(one.mark.start, "hard", "soft")) is not None


def is_total(read: Told, one: Charge) -> bool:
    """Whether a price is said to be that of everything: "makes 900", "the whole thing is 650"."""
    low, high = read.bounds(one.mark.start, ("hard", "soft"))
    before, behind = read.text[low : one.mark.start], read.text[one.mark.end : high]
    return bool(pattern("sum_before").search(before) or pattern("sum_behind").match(behind))
