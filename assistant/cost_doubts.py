"""The third layer of a cost question: what bears on the amount and no rule has understood is asked about."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from assistant.cost_numbers import MONTHS, Mark, compiled, cost_words, pattern, source
from assistant.cost_told import Fact, Told

SURELY_ASKED = ("allowed", "deductible", "coinsurance")
LACKING = ("coinsurance", "copay", "deductible", "allowed", "billed")
DENIED = re.compile(r"\b(?:no|not|without|never|\w+n't|nor|any|nothing|none|neither) (?:\w+ ){0,3}$")


@cache
def _vague() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    linked = r"(?: (?:it'?s?|is|was|there|i|have|has|of|the|my|a|an)\b){0,4}"
    before = re.compile(rf"(?:\b(?:{source('vague_before')}){linked} ?|~ ?)\$?$")
    after = re.compile(rf"(?:{source('vague_after')})|\s?(?:-|–|to|or) ?{source('amount')}(?!\d| ?%)")
    return before, after, re.compile(r"(?:think|know|figure|worry|ask\w*|question) about $")


def vague(read: Told) -> list[tuple[Mark, str]]:
    """The amounts that are said to be no exact ones, each with the words."""
    before, after, other = _vague()
    caps = [match for match in pattern("cap").finditer(read.text) if read.understood(match)]
    found = []
    for mark in read.found:
        if mark.kind not in {"amount", "percent", "ratio"} or any(
            cap.start() <= mark.start < cap.end() for cap in caps
        ):
            continue
        head, tail = before.search(read.text[: mark.start]), after.match(read.text[mark.end :])
        if tail or (head and not other.search(read.text[: mark.start])):
            low, high = head.start() if head else mark.start, mark.end + (tail.end() if tail else 0)
            found.append((mark, read.text[low:high].strip()))
    return found


def doubts(read: Told) -> list[tuple[str, str]]:
    """What changes the arithmetic and was not understood: its words, and what to say; each sort once."""
    found = []
    for doubt in cost_words()["doubts"]:
        open_ones = (
            match
            for match in compiled(tuple(doubt["words"])).finditer(read.text)
            if not _settled(read, match) and not (doubt.get("unless_lacking") and _of_what_lacks(read, match))
        )
        first = next(open_ones, None)
        if first is not None:
            found.append((f"what “{first[0].strip()}” means for the amount", doubt["ask"]))
    return found


def changed_left(read: Told) -> list[tuple[str, str]]:
    """What is left of a yearly amount as it was before something more was used: what is left now is asked."""
    found = []
    for kind, whole in (("deductible", "deductible"), ("oop", "oop_max")):
        for name in (kind, f"family_{kind}"):
            left, used, all_of_it = (
                [fact for fact in read.facts if fact.name == told and fact.mark.kind == "amount"]
                for told in (f"{name}_left", f"{name}_used", name.replace(kind, whole))
            )
            sums = {Decimal(one.value) + Decimal(other.value) for one in left for other in used}
            fits = (
                sums <= {Decimal(fact.value) for fact in all_of_it} if all_of_it else not _comes_after(read, left, used)
            )
            was = any(_is_past(read.part(f.mark.start)) or _before_another(read, f) for f in left)
            if left and (was or not fits):
                found.append((f"{name}_left", "what is left of it now, after all that was paid or comes before"))
    return found


def _is_past(words: str) -> bool:
    """Whether what is left is told as of a time that is past, and not of the one at which what is asked begins."""
    return pattern("left_was").search(words) is not None and not pattern("from_start").search(words)


def _before_another(read: Told, left: Fact) -> bool:
    """Whether what is left is told as of before a month in which the first service does not lie."""
    match = pattern("before_month").search(read.part(left.mark.start))
    first = next((mark.value for mark in read.found if mark.kind == "day"), "")
    return match is not None and f"{MONTHS.index(match['month'][:3]) + 1:02}" != first[:2]


def _comes_after(read: Told, left: list[Fact], used: list[Fact]) -> bool:
    """Whether what is used is told behind what is left, and not to be used already."""
    for fact in used:
        part = read.part(fact.mark.start, "hard", "soft")
        already = pattern("used_already").search(part) and not pattern("used_later").search(part)
        if not already and any(one.mark.start < fact.mark.start for one in left):
            return True
    return False


def _of_what_lacks(read: Told, match: re.Match[str]) -> bool:
    """Whether words of not knowing are of an input of which nothing is told: that is asked for by its name."""
    part = read.part(match.start(), "hard", "soft")
    told = {fact.of for fact in read.facts}
    told |= {"allowed"} if told & {"item", "billed"} else set()  # another line has its own
    of = [name for name in LACKING if pattern(name).search(part)]
    if not of:  # "the plan's price is looked up and they'll call me"
        part = read.part(match.start())
        of = [name for name in SURELY_ASKED if pattern(name).search(part)]
    if "billed" in of and not (read.out_of_network() and pattern("balance_bill").search(read.text)):
        return False  # only of who bills the rest it is asked for
    return bool(of) and not re.search(r"\d", part) and not told & set(of)


def _settled(read: Told, match: re.Match[str]) -> bool:
    """Whether a rule has understood the words, they name the allowed amount or the deductible, or they are denied."""
    terms = [mark for mark in read.found if mark.kind in {"allowed", "deductible", "copay"}]
    named = any(mark.start <= match.start() and match.end() <= mark.end for mark in terms)
    none = pattern("none_of_it").match(read.text, match.end())
    return named or bool(none) or read.understood(match) or DENIED.search(read.text[: match.start()]) is not None
