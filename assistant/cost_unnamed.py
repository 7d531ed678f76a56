"""Amounts of a cost question beside which no term of a plan stands: what their place tells of them."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.cost_charge import CHARGES
from assistant.cost_denied import said
from assistant.cost_numbers import pattern
from assistant.cost_series import counted
from assistant.cost_told import Fact, Told
from assistant.cost_words import SMALL

LEAST = 100  # what is below it may be a number of something else


def _goes_on(read: Told, before: Fact | None, fact: Fact) -> bool:
    """Whether an amount goes on with the allowed amounts of several services: "allowed 500 and 700"."""
    if before is None or before.name != "allowed" or fact.name != "unclear" or counted(read.text) < 2:
        return False
    return re.fullmatch(r",?(?: and)?(?: then)? \$?", read.text[before.mark.end : fact.mark.start]) is not None


def _own_price(read: Told, facts: list[Fact]) -> Fact | None:
    """The one amount without a term that is said to be a service's: "the block is 1,150"; not out of the network."""
    unnamed = [fact for fact in facts if fact.name == "unclear" and fact.mark.kind == "amount"]
    out = read.out_of_network()
    if len(unnamed) != 1 or Decimal(unnamed[0].value) < LEAST or out or any(fact.name in CHARGES for fact in facts):
        return None
    parts = (read.part(mark.start, "hard", "soft") for mark in read.found if mark.kind == "allowed")
    if any(pattern("unknown").search(part) for part in parts):
        return None
    low, high = read.bounds(unnamed[0].mark.start)
    other = pattern("other_price").search(read.text, low, high)
    return unnamed[0] if not other and pattern("own_price").search(read.text[low : unnamed[0].mark.start]) else None


def _is_price(read: Told, fact: Fact) -> bool:
    """Whether an amount without a term can only be a charge, of one who pays alone: "the scan is 475"."""
    low, high = read.bounds(fact.mark.start)
    linked = pattern("price_link").search(read.text[low : fact.mark.start])
    words = pattern("pays_now").sub("", read.text[low:high])
    return linked is not None and not pattern("not_a_price").search(words)


def _is_count(read: Told, fact: Fact) -> bool:
    """Whether an amount without the sign of one is a number of things: below ten, or with several behind it."""
    signed = read.text.startswith("$", fact.mark.start)
    return not signed and (Decimal(fact.value) < SMALL or bool(pattern("things").match(read.text, fact.mark.end)))


def with_unnamed(read: Told, facts: list[Fact], *, alone: bool) -> list[Fact]:
    """An amount without a term is a charge too: beside one where nobody else pays, or where it is not covered."""
    charged = {read.bounds(f.mark.start) for f in facts if f.name in {"allowed", "billed", "item"}} if alone else set()
    uncovered = list(said("uncovered", read.text))
    unnamed = [f for f in facts if f.name == "unclear" and f.mark.kind == "amount" and not _is_count(read, f)]
    if alone and len(unnamed) == 1 and not any(fact.name in CHARGES for fact in facts):
        charged.add(read.bounds(unnamed[0].mark.start))
    charged |= {read.bounds(fact.mark.start) for fact in unnamed if alone and _is_price(read, fact)}
    price = _own_price(read, facts)
    if price is not None and read.bounds(price.mark.start) in {read.bounds(match.start()) for match in uncovered}:
        charged.add(read.bounds(price.mark.start))
        price = None
    told: list[Fact] = []
    for fact in facts:
        more = fact is price or _goes_on(read, told[-1] if told else None, fact)
        told.append(Fact("allowed", fact.value, fact.mark, fact.network) if more else fact)
    return [
        Fact(
            "item" if pattern("items").search(read.text, *read.subject(fact.mark.start)) else "billed",
            fact.value,
            fact.mark,
            fact.network,
        )
        if fact in unnamed and (read.bounds(fact.mark.start) in charged or _of(read, fact, uncovered))
        else fact
        for fact in told
    ]


def _of(read: Told, fact: Fact, uncovered: list[re.Match[str]]) -> bool:
    """Whether an amount is said of what is not covered, in its own part of the sentence or one that it goes on with."""
    low, high = read.subject(fact.mark.start)
    start, end = read.bounds(fact.mark.start)
    if start and read.text[start:end].strip(" $") == read.text[fact.mark.start : fact.mark.end].strip("$"):
        low = read.bounds(start - 1)[0]  # "The brace isn't covered. $65."
    if that := pattern("of_that").match(read.text, high):
        high = read.bounds(that.end(), ("hard", "soft"))[1]
    return any(low <= match.start() < high for match in uncovered) or _promised(read, fact, uncovered)


def _promised(read: Told, fact: Fact, uncovered: list[re.Match[str]]) -> bool:
    """Whether the one unnamed amount of a sentence is said to be paid for what it, or the one before, has uncovered."""
    low, high = read.bounds(fact.mark.start)
    words = read.text[low:high]
    unnamed = [one for one in read.facts if one.name in {"unclear", "aside"} and low <= one.mark.start < high]
    if len(unnamed) != 1 or not pattern("own_promise").search(words):
        return False
    if any(low <= match.start() < high for match in uncovered):
        return True
    goes_on = pattern("goes_on_of_it").search(words) and not pattern("items").search(words)
    start = read.bounds(low - 1)[0] if low and goes_on and not pattern("services").search(words) else low
    return any(start <= match.start() < low for match in uncovered)
