"""The terms, states, families and breaks of a cost question as marks, and which of them stand around an amount."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.cost_denied import turned
from assistant.cost_numbers import Mark, compiled, cost_words, numbers, pattern

STOPS = frozenset({"amount", "soft", "hard"})
YEARLY = frozenset({"deductible", "oop"})
VALUES = frozenset({"amount", "percent", "ratio"})
TURNS = frozenset({"left", "used"})
BREAKS = re.compile(
    r"(?P<hard>[.?!;](?=\s|$)|\n)|(?P<soft>,(?=\s)|[()]|(?<=[a-z])/(?=\$?\d)|\s(?:[-–—/|+]|//)\s|"
    r"(?<=\d)\s(?=(?:met|used|left|rem|remaining|paid|spent)\s?[:=])|"
    r"\b(?:(?<!more )and|but|then|plus|so(?! far)|with|of which|where|which|while|after)\b)"
)


@cache
def terms() -> dict[str, re.Pattern[str]]:
    """Of each term the words that name it, and of a line apart its items."""
    return {name: compiled(tuple(forms)) for name, forms in cost_words()["terms"].items()} | {"item": pattern("items")}


def marks(text: str) -> list[Mark]:
    """The numbers, terms, states, networks, families and breaks of a plain text, in order."""
    found = numbers(text)
    taken = [(mark.start, mark.end) for mark in found]
    for kind, words in (*terms().items(), *((name, pattern(name)) for name in ("left", "used", "family", "own"))):
        found += [Mark(kind, m.start(), m.end(), m[0]) for m in words.finditer(text)]
    named = [(mark.start, mark.end) for mark in found if mark.kind == "deductible"]
    priced = [(mark.start, mark.end) for mark in found if mark.kind == "allowed"]  # "with the insurance discount"
    found = [m for m in found if m.kind not in TURNS or not any(a <= m.start < b for a, b in named)]
    charged = [(mark.start, mark.end) for mark in found if mark.kind == "billed"]  # "the list price for it is"
    found = [
        mark
        for mark in found
        if mark.kind != "allowed"
        or pattern("insurer_s_price").search(mark.value)
        or not any(a < mark.start < b for a, b in charged)
    ]
    found = [
        mark
        for mark in found
        if mark.kind != "less"
        or not (pattern("no_such").search(text[: mark.start]) or any(a <= mark.start < b for a, b in priced))
    ]
    blank = [match.span() for match in pattern("unanswered").finditer(text)]  # "remaining n/a" turns no amount
    found = [m for m in found if m.kind not in TURNS or not any(a <= m.start < b for a, b in blank)]
    still = [(m.start, m.end) for m in found if m.kind == "left"]  # "before anything is paid"
    found = [m for m in found if m.kind != "used" or not any(a < m.start < b for a, b in still)]
    found += [Mark("network", m.start(), m.end(), m[1]) for m in re.finditer(r"\b(in|out-of)-network\b", text)]
    asides = [m.span() for m in re.finditer(r"\([^()\d]*\)", text)]
    terms_at = [mark.start for mark in found if mark.kind in terms()]
    asides = [(a, b) for a, b in asides if not any(a <= at < b for at in terms_at)]
    taken += [place for a, b in asides for place in ((a, a + 1), (b - 1, b))]  # "(hers included)" breaks no sentence
    for match in BREAKS.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(Mark("hard" if match["hard"] else "soft", match.start(), match.end()))
    return sorted((turned(text, mark) for mark in found), key=lambda mark: (mark.start, mark.kind))


def nearest(some: Iterable[Mark], amount: Mark) -> Mark | None:
    """The mark with the fewest characters to an amount; the first of equals."""
    return min(some, key=lambda mark: distance(mark, amount), default=None)


def around(found: list[Mark], at: int) -> list[Mark]:
    """The marks around an amount up to the next break; between two amounts each mark goes to the nearer one."""
    amount = found[at]
    low = next((i for i in range(at - 1, -1, -1) if found[i].kind in STOPS), -1)
    high = next((i for i in range(at + 1, len(found)) if found[i].kind in STOPS), len(found))
    before, after = found[low + 1 : at], found[at + 1 : high]
    if low >= 0 and found[low].kind == "amount":
        before = [mark for mark in before if distance(mark, amount) <= distance(mark, found[low])]
    if high < len(found) and found[high].kind == "amount":
        after = [mark for mark in after if distance(mark, amount) < distance(mark, found[high])]
    return [*before, *after]


def sentence(found: list[Mark], at: int, *, stops: set[str]) -> list[Mark]:
    """The marks behind an amount up to the first stop."""
    high = next((i for i in range(at + 1, len(found)) if found[i].kind in stops), len(found))
    return found[at + 1 : high]


def distance(mark: Mark, amount: Mark) -> int:
    """Characters between a mark and an amount."""
    return max(mark.start, amount.start) - min(mark.end, amount.end)
