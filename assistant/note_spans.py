"""Small readings of a note's text: sentences, dates, durations, levels, sides. Offsets are those of the note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
END = re.compile(
    r"(?=>>)|<<|(?<!\bvs)(?<!\bDr)(?<!\bapprox)(?:\.(?=\s|$)|;(?!\s+(?:both|all|each|these|they)\b)(?=\s|$))|\n+"
)
MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS)
DATE = re.compile(
    rf"\b(\d{{4}})-(\d{{2}})-(\d{{2}})\b|\b(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}|\d{{2}})\b|"
    rf"\b({MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b|"
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({MONTH}),? (\d{{4}})\b",
    re.IGNORECASE,
)
RANGE = re.compile(
    rf"\b(\d{{1,2}})/(\d{{1,2}})(?:/(\d{{4}}|\d{{2}}))?\s?(?:-|–|to|through)\s?(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}|\d{{2}})\b|"
    rf"\b({MONTH})\.? (\d{{1,2}})(?:,? (\d{{4}}))?\s?(?:-|–|to|through)\s?(?:({MONTH})\.? )?(\d{{1,2}}),? (\d{{4}})\b",
    re.IGNORECASE,
)
AMOUNT = rf"(\d{{1,3}}(?:\.\d+)?|{'|'.join(NUMBERS[1:])})"
SPAN = re.compile(rf"\b{AMOUNT}[ -]?(days?|d|weeks?|wks?|wk|months?|mos?|years?|yrs?)\b", re.IGNORECASE)
LEVEL = re.compile(r"\b([CTL]\d{1,2}) ?[-/] ?([CTLS]?\d{1,2})\b|\b(S[1-5])\b")
NEEDLE = r"(?:[CTL]\d|(?:SIJ?|TFESI|MBB|RFA|sided?|stellate|sacroiliac)\b)"
SIDE = re.compile(rf"\b((?i:left|right|bilateral|b/l|lt|rt)|[LR](?= ?{NEEDLE}))\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the note; `start` is the offset of its first character."""

    text: str
    start: int


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a note, ended by a full stop, a semicolon, a line break or an inserted mark."""
    found, at = [], 0
    for match in [*END.finditer(text), None]:
        end = match.end() if match else len(text)
        if text[at:end].strip():
            found.append(Sentence(text[at:end], at))
        at = end
    return found


def day_of(match: re.Match[str]) -> date | None:
    """The day of a matched date; None where there is no such day."""
    groups = match.groups()
    try:
        if groups[0]:
            return date(int(groups[0]), int(groups[1]), int(groups[2]))
        if groups[3]:
            year = int(groups[5]) + (2000 if len(groups[5]) == 2 else 0)
            return date(year, int(groups[3]), int(groups[4]))
        if groups[6]:
            return date(int(groups[8]), month_of(groups[6]), int(groups[7]))
        return date(int(groups[11]), month_of(groups[10]), int(groups[9]))
    except ValueError:
        return None


def dates(text: str) -> list[tuple[date, int, int]]:
    """The dates of a text with their spans."""
    return [(day, match.start(), match.end()) for match in DATE.finditer(text) if (day := day_of(match))]


def period(text: str) -> tuple[date, date] | None:
    """The first period of a text that two dates bound; a first date without a year takes that of the second."""
    for match in RANGE.finditer(text):
        g = match.groups()
        try:
            if g[0]:
                first, last = (int(g[0]), int(g[1]), g[2]), (int(g[3]), int(g[4]), g[5])
            else:
                first, last = (month_of(g[6]), int(g[7]), g[8]), (month_of(g[9] or g[6]), int(g[10]), g[11])
            end = date(_year(last[2]), last[0], last[1])
            year = _year(first[2]) if first[2] else end.year - ((first[0], first[1]) > (last[0], last[1]))
            return date(year, first[0], first[1]), end
        except ValueError:
            continue
    return None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def month_of(word: str) -> int:
    """The number of a month, from its name or short form."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def amount(word: str) -> Decimal:
    """A number in digits or words."""
    return Decimal(NUMBERS.index(word.lower())) if word.lower() in NUMBERS else Decimal(word)


def days(match: re.Match[str]) -> tuple[Decimal, str]:
    """A matched duration as its amount and unit: days, weeks, months or years."""
    unit = {"d": "days", "w": "weeks", "m": "months", "y": "years"}[match[2][0].lower()]
    return amount(match[1]), unit


def levels(text: str) -> list[str]:
    """The spinal levels of a text, in one spelling: L4-5, C7-T1, S1."""
    spelled = [_joint(m[1], m[2]) if m[1] else m[3].upper() for m in LEVEL.finditer(text)]
    return list(dict.fromkeys(spelled))


def _joint(first: str, second: str) -> str:
    """A level between two vertebrae in one spelling: the letter is not repeated."""
    first, second = first.upper(), second.upper()
    return f"{first}-{second[1:] if second[0] == first[0] else second}"


def side(text: str) -> str | None:
    """The side named: left, right, bilateral; None where none or several are."""
    names = {"b/l": "bilateral", "lt": "left", "rt": "right", "l": "left", "r": "right"}
    found = {names.get(m[1].lower(), m[1].lower()) for m in SIDE.finditer(text)}
    if found == {"left", "right"} or len(found) != 1:
        return None
    return found.pop()
