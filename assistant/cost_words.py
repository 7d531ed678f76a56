"""Amounts of money in a message, each with the label that the words beside it give."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORD = "|".join([*UNITS, *TENS, "hundred", "thousand"])
WORDS = re.compile(
    rf"\b(?:{WORD})(?:[ -](?:and )?(?:{WORD}))*(?=(?: (?:dollars?|bucks|percent)\b|(?<=hundred)|(?<=thousand)))"
)
MONEY = re.compile(r"(?<![\d.,])[$€£]?\s?(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)(?![\d/]|\.\d|,\d{3})")
PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?) ?(?:%|percent|per cent)|\bco-?ins\w*(?: is| of|:)? ?(\d{1,2})\b(?!,)")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAY = re.compile(
    rf"\b({'|'.join(MONTHS)})[a-z]*\.? (\d{{1,2}})\b(?!\d)|(?<![\d/])(\d{{1,2}})/(\d{{1,2}})(?:/(\d{{2,4}}))?"
)
VAGUE = re.compile(
    r"\b(?:about|around|roughly|approximately|approx\.?|maybe|somewhere near|give or take|almost) "
    r"\$?(\d[\d,]*)|~ ?\$?(\d[\d,]*)"
)
CURRENCY = re.compile(r"[€£]|\b(?:euros?|pounds?|cad|aud|pesos?)\b")
BREAK = re.compile(r"[;.?!](?=\s|$)|,(?=\s)|\b(?:and|but|then)\b")
DED = r"(?:deductible|ded)\b"
OOP = r"(?:oop|out.of.pocket|max(?:imum)?\b|limit\b|moop)"
LEFT = r"\b(?:left|remain\w*|to go|still (?:to|have|owe)|to meet|until)\b"
USED = r"\b(?:met|used|paid|spent|satisfied|toward|towards)\b"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with the words before it and after it, up to the next amount or the end of the clause."""

    value: str
    start: int
    before: str
    after: str
    sentence: str


LABELS = (  # name, words before, words after; the first that fits
    (
        "skip",
        r"(?:\bdos|\bon|\bcpt|\bcode|\byear|\bpage|\bpart)\s*:?\s*$",
        r"^\s*(?:days?|visits?|times|weeks?|months?|years?)\b",
    ),
    ("copay", r"co-?pay\w*(?: is| of|:| was)?\s*$", r"^(?: flat| dollar| per visit)? ?co-?pay"),
    ("oop_used", rf"{OOP}.*(?:paid|used|spent|met|have|counted)\s*$", rf"^.{{0,20}}{USED}.{{0,25}}{OOP}"),
    ("oop_used", r"(?:paid|spent|used)\s*$", r"^ (?:toward|towards|against|so far|this year)"),
    (
        "oop_left",
        rf"{OOP}.{{0,20}}{LEFT}.{{0,10}}$",
        rf"^.{{0,25}}{LEFT}.{{0,25}}{OOP}|^.{{0,12}}(?:to|before|until) (?:my |the )?{OOP}",
    ),
    ("oop_left", rf"{OOP} left.{{0,6}}$", r"^\b$"),
    ("oop_max", rf"{OOP}\S*(?: (?:max\w*|limit))?(?: is| of|:)?\s*$", rf"^ {OOP}"),
    (
        "deductible_left",
        rf"{DED}.{{0,25}}{LEFT}.{{0,12}}$",
        rf"^.{{0,30}}{LEFT}.{{0,30}}{DED}|^ (?:is |still )?(?:left|remaining|to go)",
    ),
    ("deductible_left", rf"(?:{LEFT}|\bowe\b).{{0,12}}$", rf"^.{{0,20}}{DED}"),
    ("deductible_left", r"", rf"^.{{0,20}}of (?:it|the (?:\S+ )?{DED}).{{0,12}}{LEFT}"),
    ("deductible_used", rf"{DED}.{{0,30}}{USED}\s*$", rf"^ (?:already )?{USED}(?! or)"),
    ("deductible", rf"{DED}(?: is| of|:| was)?\s*$", rf"^(?: \w+)? {DED}"),
    ("billed", r"\b(?:bill(?:ed|s)?|charg\w+)\b.{0,14}$", r"^ (?:bill|charge)\b"),
    (
        "allowed",
        r"\b(?:allow\w*|approved|contracted|negotiated|costs?|price\w*|total|rate)\b.{0,36}$",
        r"^(?: is| was)?(?: the| in)? ?(?:allowed|approved|contracted)",
    ),
)


def numerals(text: str) -> str:
    """The text with amounts in words as digits."""

    def value(match: re.Match[str]) -> str:
        total = part = 0
        for word in re.findall(WORD, match[0]):
            if word in UNITS:
                part += UNITS.index(word)
            elif word in TENS:
                part += 10 * (TENS.index(word) + 2)
            elif word == "hundred":
                part *= 100
            else:
                total, part = total + part * 1000, 0
        return str(total + part)

    return WORDS.sub(value, text)


def amounts(text: str) -> list[Amount]:
    """The amounts of money of a message, in order; shares and days are none."""
    spans = [m.span() for m in (*PERCENT.finditer(text), *DAY.finditer(text))]
    found = [m for m in MONEY.finditer(text) if not any(a <= m.start(1) < b for a, b in spans)]
    found_amounts = []
    for at, match in enumerate(found):
        low = found[at - 1].end() if at else 0
        high = found[at + 1].start() if at + 1 < len(found) else len(text)
        low = max([low, *(a for _, a in spans if a <= match.start())])
        before, after = text[low : match.start()], text[match.end() : high]
        before = re.split(r"[;.?!]\s", before)[-1]
        if at and re.match(r"\s*,?\s*(?:and\b|then\b|but\b)", before) is None:
            before = re.split(r"\b(?:and|then)\b", before)[-1]
        cut = BREAK.search(after)
        begin = max((m.end() for m in re.finditer(r"[.;?!]\s", text[: match.start()])), default=0)
        end = next((m.start() for m in re.finditer(r"[.;?!](?:\s|$)", text[match.end() :])), len(text)) + match.end()
        after = after[: cut.start()] if cut else after
        found_amounts.append(Amount(match[1].replace(",", ""), match.start(), before, after, text[begin:end]))
    return found_amounts


def label(amount: Amount) -> str | None:
    """What an amount is, by the words beside it: a key of a plan, `skip` for none, None where they do not say."""
    for name, before, after in LABELS:
        if (before and re.search(before, amount.before)) or re.search(after, amount.after):
            return name
    return None
