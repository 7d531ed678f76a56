"""What a line of a cost question is reduced to: a second procedure's, or less what is taken off for who pays alone."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.cost_charge import Charge, allowed
from assistant.cost_denied import denied
from assistant.cost_facts import Fact, Told
from assistant.cost_numbers import Mark, pattern
from assistant.cost_words import distance

PLACE = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "other": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3,
         "fifth": 4, "5th": 4}  # fmt: skip


def reduced(read: Told, charges: list[Charge], facts: list[Fact]) -> None:
    """A second line of which half or another share counts, or whose amount after that is given."""
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
        elif re.search(r"\balready\b|\bafter (?:the |that )?reduc", text[low:high]):
            if len(allowed(charges)) > 1:  # each line has its own amount
                read.use(match)
        else:
            told = [fact.value for fact in facts if fact.name == "reduced_to" and low <= fact.mark.start < high]
            half = ["50"] if re.search(r"\bhalf\b|\bhalved\b", text[low:high]) else []
            one = _meant(charges, text[low:high], here, match)
            if (told or half) and one is not None and len(allowed(charges)) > 1:
                one.reduced_to = (told or half)[0]
                read.use(match)


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
    """What the provider takes off for who pays alone."""
    shares = [fact for fact in facts if fact.name == "discount"]
    off = [fact for fact in facts if fact.name == "off"]
    if len(shares) + len(off) != 1 or not charges:
        return
    rest = Decimal(off[0].value) if off else Decimal(0)
    for one in charges:
        less = min(rest, Decimal(one.value))
        one.value, rest = str(Decimal(one.value) - less), rest - less
        one.reduced_to = f"{100 - float(shares[0].value):g}" if shares else ""
    for match in (*pattern("discount").finditer(read.text), *pattern("minus").finditer(read.text)):
        read.use(match)
