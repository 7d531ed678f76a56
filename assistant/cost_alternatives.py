"""Prices of which one holds: with or without a thing, on one side or both, in the one place or the other.

The message says elsewhere which of them it is; where it does not, that is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assistant.cost_charge import CHARGES
from assistant.cost_marks import VALUES, YEARLY
from assistant.cost_numbers import Mark, compiled, cost_words, pattern
from assistant.cost_self_pay import WHICH_PRICE
from assistant.cost_series import counted
from assistant.cost_told import Told

SAID = "said_"  # before an alternative: words that only say that it is the one
Labels = list[tuple[str, re.Match[str]]]


@dataclass(frozen=True, slots=True)
class Price:
    """An amount with the alternative that it is the price of, and the words of that."""

    mark: Mark
    option: str
    words: re.Match[str]


def one_price(read: Told) -> tuple[str, tuple[str, str] | None]:
    """The text with the one price that holds in the place of its alternatives, and what to ask where that is open."""
    for options in _kinds():
        labels = _labels(read.text, options)
        names = [label for label in labels if not label[0].startswith(SAID)]
        prices = _prices(read, names)
        if _has_a_dearer_one(read, prices):
            return read.text, WHICH_PRICE
        if not _are_alternatives(read, prices, labels):
            continue
        told = {price.words for price in prices}
        chosen = {option.removeprefix(SAID) for option, words in labels if words not in told and _is_said(read, words)}
        one = [price for price in prices if {price.option} == chosen]
        one = one or ([] if chosen else [price for price in prices if _is_changed_to(read, prices, price)])
        if len(one) != 1:
            return read.text, WHICH_PRICE
        return _with_one(read.text, [price.mark for price in prices], one[0].mark, labels), None
    return _of_own_words(read)


@cache
def _kinds() -> tuple[dict[str, re.Pattern[str]], ...]:
    """Of each kind of alternatives the words of each of them."""
    words = cost_words()["alternatives"]
    pairs = [
        {option: compiled(tuple(form.replace("{thing}", f"(?:{thing})") for form in forms))
         for option, forms in words["with_or_without"].items()}
        for thing in words["things"]
    ]  # fmt: skip
    others = [{option: compiled(tuple(forms)) for option, forms in kind.items()} for kind in words["kinds"]]
    return (*pairs, *others)


def _labels(text: str, options: dict[str, re.Pattern[str]]) -> Labels:
    """Where each alternative is named, in order; of words that lie in others the longer ones."""
    found: Labels = []
    for option, words in options.items():  # the first named go before the others
        for match in words.finditer(text):
            if not any(match.start() < other.end() and other.start() < match.end() for _, other in found):
                found.append((option, match))
    return sorted(found, key=lambda label: label[1].start())


def _prices(read: Told, labels: Labels) -> list[Price]:
    """The amounts that are each one's of the alternatives: named before them, or all behind."""
    found: list[Price] = []
    for amounts in _by_sentence(read):
        low, high = read.bounds(amounts[0].start)
        here = [(option, words) for option, words in labels if low <= words.start() < high]
        before = bool(here) and here[0][1].start() < amounts[0].start
        ends = [low, *(mark.end for mark in amounts)]
        starts = [*(mark.start for mark in amounts[1:]), high]
        for mark, behind, ahead in zip(amounts, starts, ends, strict=False):
            start, end = (ahead, mark.start) if before else (mark.end, behind)
            own = [label for label in here if start <= label[1].start() < end]
            if own:
                found.append(Price(mark, *(own[-1] if before else own[0])))
    return found


def _by_sentence(read: Told) -> Iterator[list[Mark]]:
    """The charges, and amounts of no term, sentence by sentence."""
    marks = sorted(
        (fact.mark for fact in read.facts if fact.name in {*CHARGES, "unclear"} and fact.mark.kind == "amount"),
        key=lambda mark: mark.start,
    )
    for start in dict.fromkeys(read.bounds(mark.start)[0] for mark in marks):
        yield [mark for mark in marks if read.bounds(mark.start)[0] == start]


def _are_alternatives(read: Told, prices: list[Price], labels: Labels) -> bool:
    """Whether each of several alternatives has one price, a charge among them, and they are not done one by one."""
    options = {price.option for price in prices}
    names = {fact.name for fact in read.facts if fact.mark in {price.mark for price in prices}}
    if not 1 < len(options) == len(prices) or not names & set(CHARGES):
        return False
    amount = {price.option: Decimal(price.mark.value) for price in prices}
    if {"with", "without"} <= options and amount["with"] < amount["without"]:
        return False  # what the thing costs by itself
    rest = _blanked(read.text, [words for _, words in labels])
    return not _one_by_one(read, rest) and _of_one_thing(read, [price.mark for price in prices], rest)


def _has_a_dearer_one(read: Told, prices: list[Price]) -> bool:
    """Whether beside the one price without a thing its sentence has a higher one, which may be that with it."""
    if [price.option for price in prices] != ["without"]:
        return False
    one, rest = prices[0].mark, _blanked(read.text, [prices[0].words])
    others = [mark for amounts in _by_sentence(read) for mark in amounts if one in amounts and mark != one]
    charges = {fact.mark for fact in read.facts if fact.name in CHARGES}
    dearer = len(others) == 1 and {one, *others} <= charges and Decimal(others[0].value) > Decimal(one.value)
    return dearer and _of_one_thing(read, [one, *others], rest) and not _one_by_one(read, rest)


def _one_by_one(read: Told, rest: str) -> bool:
    """Whether several things are done, each with its price; `rest` is the text without the names of alternatives."""
    days = sum(mark.kind == "day" for mark in read.found)
    return days > 1 or counted(rest) > 1 or pattern("one_after_other").search(read.text) is not None


def _of_one_thing(read: Told, marks: list[Mark], rest: str) -> bool:
    """Whether prices may be of one service: not of different ones, nor of different lines or bills of it."""
    parts = [rest[slice(*read.bounds(mark.start, ("hard", "soft")))] for mark in marks]
    done = [{match[0].removesuffix("s") for match in pattern("services").finditer(part)} for part in parts]
    lines = any(pattern(name).search(part) for name in ("payee", "line", "items") for part in parts)
    return not lines and all(one == other or not (one and other) for one in done for other in done)


def _is_said(read: Told, words: re.Match[str]) -> bool:
    """Whether an alternative is said to hold, and not only asked after or supposed."""
    low, high = read.bounds(words.start())
    return not pattern("only_supposed").search(read.text, low, high)


def _of_own_words(read: Told) -> tuple[str, tuple[str, str] | None]:
    """The same of prices that are told apart by words of their own, one of which is said to be the one: "mine is"."""
    marks = [mark for amounts in _by_sentence(read) for mark in amounts]
    own = [set(pattern("own_word").findall(read.part(mark.start, "hard", "soft"))) for mark in marks]
    charged = any(fact.name in CHARGES for fact in read.facts)
    if len(marks) < 2 or not charged or _one_by_one(read, read.text) or not _of_one_thing(read, marks, read.text):
        return read.text, None
    own = [words - set().union(*own[:at], *own[at + 1 :]) for at, words in enumerate(own)]
    own = own if all(own) else []
    for name in ("is_the_one", "may_be_the_one"):
        for low, high in dict.fromkeys(read.bounds(match.start()) for match in pattern(name).finditer(read.text)):
            said = _own_words(read, low, high)
            meant = [mark for mark, words in zip(marks, own, strict=False) if words & said]
            if len(meant) == 1 and name == "is_the_one":
                return _with_one(read.text, marks, meant[0], []), None
            if len(meant) == 1 and not pattern("altogether").search(read.text):
                return read.text, WHICH_PRICE
    return read.text, None


def _own_words(read: Told, low: int, high: int) -> set[str]:
    """The words that may name one of several prices in a sentence that says which holds, and has no amount itself."""
    other = any(low <= mark.start < high and mark.kind in {*VALUES, *YEARLY} for mark in read.found)
    if other or pattern("only_supposed").search(read.text, low, high):
        return set()
    return set(pattern("own_word").findall(read.text[low:high]))


def _is_changed_to(read: Told, prices: list[Price], one: Price) -> bool:
    """Whether the sentence of one price, and of no other, says that it is the one: "changed to with contrast"."""
    low, high = read.bounds(one.mark.start)
    alone = sum(low <= price.mark.start < high for price in prices) == 1
    return alone and pattern("is_the_one").search(read.text, low, high) is not None and _is_said(read, one.words)


def _with_one(text: str, marks: list[Mark], one: Mark, labels: Labels) -> str:
    """The text with one price in the first one's place, and without the others and the words of all of them."""
    cuts = [(words.span(), "") for _, words in labels]
    cuts += [((mark.start, mark.end), "") for mark in marks[1:]]
    return _without(text, [*cuts, ((marks[0].start, marks[0].end), text[one.start : one.end])])


def _blanked(text: str, places: list[re.Match[str]]) -> str:
    """The text with spaces in the place of some words."""
    return _without(text, [(words.span(), " " * len(words[0])) for words in places])


def _without(text: str, cuts: list[tuple[tuple[int, int], str]]) -> str:
    """The text with each place replaced."""
    for (start, end), put in sorted(cuts, reverse=True):
        text = text[:start] + put + text[end:]
    return text
