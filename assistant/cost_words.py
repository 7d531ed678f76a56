"""The words of a cost question as marks: amounts, shares, days, and the terms of a plan beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORD = "|".join([*UNITS, *TENS, "hundred", "thousand", "grand"])
ENDS = r"(?: (?:dollars?|bucks|percent)\b|(?<=hundred)|(?<=thousand)|(?<=grand))"
WORDS = re.compile(rf"\b(?:{WORD})(?:[ -](?:and )?(?:{WORD}))*(?={ENDS})")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAY = re.compile(
    rf"\b({'|'.join(MONTHS)})[a-z]*\.? (\d{{1,2}})\b(?!\d)|(?<![\d/$])(\d{{1,2}})/(\d{{1,2}})(?:/(\d{{2,4}}))?"
)
PERCENT = re.compile(
    r"(\d{1,3}(?:\.\d+)?) ?(?:%|percent\b|per cent\b)|\bco-?ins\w*(?: is| of|:)? ?(\d{1,2})\b(?![,.]?\d)"
)
SERVICES = (
    r"(?:injections?|inj|blocks?|visits?|dates?|procedures?|esis?|mbbs?|rfas?|epidurals?|shots?|sessions?|scans?|mris?|"
    r"treatments?|ablations?|services?)\b"
)
COUNT = re.compile(
    rf"\b(?:(\d)|({'|'.join(UNITS[2:10])}))(?= (?:\w+ ){{0,2}}{SERVICES})|\b(both)\b|\b(?:all|over) ([2-9])\b"
)
NO_MONEY = re.compile(
    r"(?:\bcpts?|\bcodes?|\bdos|\bpage|\bpart|\btier|\blevel)\s*:?\s*$|(?:\bin|\bfor|\byear|\byr|\bof)\s$"
)
AFTER_NO_MONEY = re.compile(r"\s*-?\s*(?:days?|weeks?|months?|years?|yrs?|yo|y/o|times|visits?|of 10)\b")
MONEY = re.compile(
    r"(?<![\d.,/])\$?\s?(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)(k\b)?(?![\d/%]|\.\d|,\d{3}| ?%)"
)
VAGUE = re.compile(
    r"\b(?:about|around|roughly|approximately|approx\.?|maybe|somewhere near|give or take|almost|ish) \$?(\d[\d,]*)|"
    r"~ ?\$?(\d[\d,]*)|\b\d[\d,]*.?ish\b"
)
CURRENCY = re.compile(r"[€£]|\b(?:euros?|pounds?|cad|aud|pesos?)\b")
DED = r"(?:deductibles?|ded|dedct|deduct)\b"
OOP = r"(?:oop|moop|out.of.pocket|max(?:imum)?\b|limit\b|cap\b)"
ITEMS = r"contrast|dye|image guidance|guidance|fluoroscopy|anesthesia|sedation|facility|drug|medication"
TERMS = {  # the terms that say what an amount is
    "deductible": rf"(?:family )?{DED}",
    "oop": rf"(?:family )?{OOP}(?:[- ](?:max(?:imum)?|limit|cost|expenses?))*",
    "copay": r"co-?pay\w*",
    "allowed": r"(?:allow\w*|approved|contracted|negotiated)(?: (?:charges?|amounts?|amt|rates?|price|fee))?|"
               r"\b(?:costs?|prices?|price tag)(?= (?:is|of|was|me)?\s?\$?\d)",
    "billed": r"\b(?:bills?|billed|charg\w+)\b(?! (?:apart|separately|me\b))",
    "item": rf"\b(?:{ITEMS})\b",
    "again": r"\b(?:second|third|fourth|other|another|next)\b",  # the same as the amount before
}  # fmt: skip
LEFT = (
    r"\b(?:left|rem|remain\w*|to go|still (?:to|have|ow\w+|need)|to meet|until|away|short of|outstanding|shy of|unmet|"
    r"open|(?:under|below|before|to|until|from) (?:my |the |our )?(?:yearly |annual )?(?:max|limit|cap))\b"
)
USED = r"\b(?:met|used|paid|spent|satisfied|towards?|so far|put in|already in)\b"
APPOSED = 5  # characters between a term and an amount that stands beside it behind a comma
BREAKS = re.compile(
    r"(?P<hard>[.?!;](?=\s|$)|\n)|"
    r"(?P<soft>,(?=\s)|[()]|\s[-–—/]\s|\b(?:and|but|then|plus|so|with|of which|where|which)\b)"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing found in a message, from `start` (inclusive) to `end` (exclusive)."""

    kind: str
    start: int
    end: int
    value: str = ""


def numerals(text: str) -> str:
    """The text with amounts in words as digits."""

    def value(match: re.Match[str]) -> str:
        total = part = 0
        for word in re.findall(rf"\b(?:{WORD})\b", match[0]):
            if word in UNITS:
                part += UNITS.index(word)
            elif word in TENS:
                part += 10 * (TENS.index(word) + 2)
            elif word == "hundred":
                part = max(part, 1) * 100
            else:
                total, part = total + max(part, 1) * 1000, 0
        return str(total + part)

    return WORDS.sub(value, text)


def amounts(text: str) -> list[Mark]:
    """The amounts of money of a message, in order; shares, days, counts, codes, ages and years are none."""
    taken = [m.span() for pattern in (PERCENT, DAY, COUNT) for m in pattern.finditer(text)]
    return [mark for mark in _money(text) if not any(a <= mark.start < b or a < mark.end <= b for a, b in taken)]


def _money(text: str) -> Iterator[Mark]:
    for match in MONEY.finditer(text):
        start, digits = match.start(1), match[1].replace(",", "")
        signed = "$" in match[0] or "," in match[1] or "." in match[1]
        before = text[: match.start()]
        year = re.fullmatch(r"20[0-4]\d", match[1]) and NO_MONEY.search(before)
        code = re.fullmatch(r"\d{5}", match[1]) and re.search(r"(?:cpts?|codes?|\d{5}[,/]?|\()\s*$", before)
        other = AFTER_NO_MONEY.match(text[match.end() :]) or re.search(r"\b(?:part|page|tier|cpt|code)\s*$", before)
        if signed or not (year or code or other):
            yield Mark("amount", start, match.end(), f"{digits}000" if match[2] else digits)


def marks(text: str) -> list[Mark]:
    """The amounts, terms, words of what is left or used, and breaks of a message, in order."""
    found = amounts(text)
    for kind, words in (*TERMS.items(), ("left", LEFT), ("used", USED)):
        found += [Mark(kind, m.start(), m.end(), m[0]) for m in re.finditer(words, text)]
    found += [Mark("hard" if m["hard"] else "soft", m.start(), m.end()) for m in BREAKS.finditer(text)]
    return sorted(found, key=lambda mark: (mark.start, mark.kind))


def label(amount: Mark, found: list[Mark]) -> str | None:
    """What an amount is: `deductible`, `oop`, … with `_left` or `_used`; `item` for a line apart; None if not said.

    The nearest term of its part of the sentence counts, none of another amount's. Without a term, what is left or used
    belongs to the deductible or limit spoken of last, or named behind the next amount.
    """
    at = found.index(amount)
    own = _own(found, at)
    terms = [mark for mark in own if mark.kind in TERMS and mark.kind != "again"]
    again = any(mark.kind == "again" for mark in own)
    item = next((mark for mark in terms if mark.kind == "item"), None)
    turned = {mark.kind for mark in own} & {"left", "used"}
    if item is not None and not any(mark.kind in {"deductible", "oop", "copay"} for mark in terms):
        return "item"
    term = min(terms, key=lambda mark: _distance(mark, amount), default=None)
    if not own and at >= 2 and found[at - 2].kind in TERMS and amount.start - found[at - 2].end <= APPOSED:
        term = found[at - 2]  # "a deductible, $3,000, and …"
    kind = term.kind if term else None
    earlier = [mark for mark in found[:at] if mark.kind == "amount"]
    if term is None and again and earlier:
        return label(earlier[-1], found)
    if term is None and turned:
        before = [mark.kind for mark in found[:at] if mark.kind in {"deductible", "oop"}]
        after = [mark.kind for mark in _sentence(found, at) if mark.kind in {"deductible", "oop"}]
        kind = after[0] if after else before[-1] if before else None
    family = "family_" if term and term.value.startswith("family") else ""
    if kind in {"deductible", "oop"} and turned:
        nearest = min((m for m in own if m.kind in turned), key=lambda mark: _distance(mark, amount))
        return f"{family}{kind}_{nearest.kind}"
    return f"{family}oop_max" if kind == "oop" else f"{family}{kind}" if kind else None


def _own(found: list[Mark], at: int) -> list[Mark]:
    """The marks around an amount up to the next break; between two amounts each mark goes to the nearer one."""
    stops, amount = {"amount", "soft", "hard"}, found[at]
    low = next((i for i in range(at - 1, -1, -1) if found[i].kind in stops), -1)
    high = next((i for i in range(at + 1, len(found)) if found[i].kind in stops), len(found))
    before, after = found[low + 1 : at], found[at + 1 : high]
    if low >= 0 and found[low].kind == "amount":
        before = [mark for mark in before if _distance(mark, amount) <= _distance(mark, found[low])]
    if high < len(found) and found[high].kind == "amount":
        after = [mark for mark in after if _distance(mark, amount) < _distance(mark, found[high])]
    return [*before, *after]


def _sentence(found: list[Mark], at: int) -> list[Mark]:
    """The marks behind an amount to the end of its part of the sentence, past further amounts."""
    high = next((i for i in range(at + 1, len(found)) if found[i].kind in {"soft", "hard"}), len(found))
    return found[at + 1 : high]


def _distance(mark: Mark, amount: Mark) -> int:
    """Characters between a mark and an amount."""
    return max(mark.start, amount.start) - min(mark.end, amount.end)
