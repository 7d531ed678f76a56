"""What a line of a cost question is reduced to: a second procedure's, or less what is taken off for who pays alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from math import prod

from assistant.cost_charge import Charge, allowed
from assistant.cost_denied import denied
from assistant.cost_marks import distance
from assistant.cost_numbers import Mark, pattern
from assistant.cost_told import Fact, Told

PLACE = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "other": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3,
         "fifth": 4, "5th": 4}  # fmt: skip


def reduced(read: Told, charges: list[Charge], facts: list[Fact]) -> list[tuple[str, str]]:
    """A second line of which half or another share counts, or whose amount after that is given.

    A share that no line has taken is asked about.
    """
    text = read.text
    for match in pattern("reduced").finditer(text):
        low, high = read.bounds(match.start())
        here = [one for one in charges if low <= one.mark.start < high]
        if denied(text, match):
            read.use(match)
            continue
        final = re.match(r"(?: \w+){0,2} to \$?(\d[\d,]*(?:\.\d+)?)(?! ?%|\d)", text[match.end() :])
        if final:
            _replaced(charges, here, final[1].replace(",", ""))
            read.use(match)
        elif re.search(r"\b(?:before|prior to) (?:the |any )?$", text[: match.start()]):
            read.use(match)
        elif pattern("by_rule").search(text[: match.start()]) or re.search(
            r"\balready\b|\bafter (?:the |that |a )?(?:[\w-]+ ){0,2}(?:reduc|cut|half)", text[low:high]
        ):
            if len(allowed(charges)) > 1:  # each line has its own amount
                read.use(match)
        elif not pattern("already_reduced").search(text):  # elsewhere: it may be said of this line
            told = [fact.value for fact in facts if fact.name == "reduced_to" and low <= fact.mark.start < high]
            half = ["50"] if re.search(r"\bhalf\b|\bhalved\b", text[low:high]) else []
            one = _meant(charges, text[low:high], here, match)
            if (told or half) and one is not None and len(allowed(charges)) > 1:
                one.reduced_to = (told or half)[0]
                read.use(match)
    return [
        (f"what {fact.value} % is taken of", "the allowed amount of each line, after the reduction")
        for fact in facts
        if fact.name == "reduced_to" and not _is_taken(read, charges, fact)
    ]


def _is_taken(read: Told, charges: list[Charge], share: Fact) -> bool:
    """Whether a line has taken a share that it is reduced to, or the words of it were understood without one."""
    here = pattern("reduced").finditer(read.text, *read.bounds(share.mark.start))
    return any(one.reduced_to == share.value for one in charges) or any(read.understood(match) for match in here)


def _replaced(charges: list[Charge], here: list[Charge], value: str) -> None:
    """An amount that another one is reduced to stands in its place."""
    last = next((at for at, one in enumerate(here) if one.value == value), None)
    if last:
        charges.remove(here[last - 1])


def _meant(charges: list[Charge], words: str, here: list[Charge], match: re.Match[str]) -> Charge | None:
    """The line that a reduction is said of: the nearest, or by its number among all."""
    whole = allowed(charges)
    number = next((PLACE[word] for word in re.findall(r"\w+", words) if PLACE.get(word, 0) > 0), None)
    if number is not None and number < len(whole):
        return whole[number]
    if here and number is None:
        return min(here, key=lambda one: distance(one.mark, Mark("words", *match.span())))
    return None


def discounted(read: Told, charges: list[Charge], facts: list[Fact]) -> None:
    """What the provider takes off for who pays alone; where it is open whether or of what, its words stay a doubt."""
    shares = [fact for fact in facts if fact.name == "discount"]
    off = [fact for fact in facts if fact.name == "off"]
    open_one = any(_on_condition(read, fact) for fact in (*shares, *off))
    several = [f for f in shares[1:] if not pattern("further_discount").search(read.part(f.mark.start, "hard", "soft"))]
    unnamed = [m for m in pattern("unnamed_discount").finditer(read.text) if not _has_share(read, m)]
    if not charges or open_one or several or unnamed or (len(off) + bool(shares) != 1):
        return
    less_of = _discounted_ones(read, charges, shares[0].mark) if shares else charges
    rest = Decimal(off[0].value) if off else Decimal(0)
    for one in less_of:
        less = min(rest, Decimal(one.value))
        one.value, rest = str(Decimal(one.value) - less), rest - less
        kept = prod(((100 - Decimal(fact.value)) / 100 for fact in shares), start=Decimal(1))
        one.reduced_to = f"{(100 * kept).normalize():f}" if shares else ""
    for match in _words_of(read, several=len(shares) > 1) if less_of else ():
        read.use(match)


def _has_share(read: Told, match: re.Match[str]) -> bool:
    """Whether a discount's own part of the sentence says how much it is."""
    return re.search(r"\d", read.part(match.start(), "hard", "soft")) is not None


def _words_of(read: Told, *, several: bool) -> Iterator[re.Match[str]]:
    """The words of discounts; of several with those of what one of them leaves."""
    for name in ("discount", "minus", *(("further_discount", "reduced") if several else ())):
        yield from pattern(name).finditer(read.text)


def _on_condition(read: Told, discount: Fact) -> bool:
    """Whether a discount holds only if something is done that nobody says is: "10% off if we pay up front"."""
    low, high = read.bounds(discount.mark.start)
    if not pattern("discount_if").search(read.text, low, high) or pattern("condition_kept").search(read.text):
        return False
    way = pattern("way_to_pay")
    asked = set(way.findall(read.text[low:high]))
    return not any(asked & set(way.findall(paid[0])) for paid in pattern("kept_by_paying").finditer(read.text))


def _discounted_ones(read: Told, charges: list[Charge], discount: Mark) -> list[Charge]:
    """The charges that a share is taken off: all but those that it is denied of, or the one that its words point to.

    None where it stands among several charges and does not say of which.
    """
    low, high = read.bounds(discount.start)
    givers = {giver[0] for giver in pattern("payee").finditer(read.text, low, discount.start)}
    theirs = [
        one for one in charges if givers & set(pattern("payee").findall(read.part(one.mark.start, "hard", "soft")))
    ]
    others = any(pattern("other_ones").search(read.part(m.start())) for m in pattern("no_discount").finditer(read.text))
    if 0 < len(theirs) < len(charges) and others:
        return theirs
    spared = [one for match in pattern("no_discount").finditer(read.text) if (one := _last(read, charges, match))]
    denials = sum(1 for _ in pattern("no_discount").finditer(read.text))
    if denials != len(spared):
        return []
    rest = [one for one in charges if one not in spared]
    if pattern("discount_of_one").search(read.text, low, high):
        return []
    if len(rest) < 2 or pattern("discount_of_all").search(read.text, low, high):
        return rest
    theirs = [one for one in rest if givers & set(pattern("payee").findall(read.part(one.mark.start, "hard", "soft")))]
    if 0 < len(theirs) < len(rest):
        return theirs if pattern("own_discount").search(read.text, discount.end, high) else []
    pointed = pattern("discount_of").match(read.text, discount.end)
    if pointed and pointed["name"]:
        named = rf"\b{re.escape(pointed['name'])}\b"
        return [one for one in rest if re.search(named, read.part(one.mark.start, "hard", "soft"))]
    here = [one for one in rest if low <= one.mark.start < high]
    if pointed:
        here = here or [one for one in rest if read.bounds(one.mark.start)[1] + 2 >= low > one.mark.start]
        before = [one for one in here if one.mark.start < discount.start]
        return before if len(before) == 1 else []
    return [] if here else rest


def _last(read: Told, charges: list[Charge], match: re.Match[str]) -> Charge | None:
    """The last charge before some words in their sentence."""
    low, _ = read.bounds(match.start())
    before = [one for one in charges if low <= one.mark.start < match.start()]
    return before[-1] if before else None
