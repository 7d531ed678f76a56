"""The first layer of a cost question: its text in one form, and what each of its numbers is by its own form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
GROUPS = {"hundred": 100, "thousand": 1000, "grand": 1000}
WORD = "|".join([*UNITS, *TENS, *GROUPS])
RUN = re.compile(rf"\b(?:a (?=hundred|thousand|grand))?((?:{WORD})(?:[ -](?:and (?:a )?)?(?:{WORD}|half))*)\b")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
FRACTIONS = {"fifth": 20, "quarter": 25, "fourth": 25, "tenth": 10}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing found in a message, from `start` (inclusive) to `end` (exclusive)."""

    kind: str
    start: int
    end: int
    value: str = ""


@cache
def cost_words() -> dict[str, Any]:
    """The file of the words of cost questions."""
    found: dict[str, Any] = yaml.safe_load(files("assistant").joinpath("cost_words.yaml").read_text("utf-8"))
    return found


def plain(message: str) -> str:
    """The message in lower case, known words spelled right, networks in one form, amounts in words as digits."""
    words = cost_words()
    text = message.lower().replace("’", "'").replace("‘", "'").replace("_", " ").replace("=", " = ")
    text = re.sub(r"\(([a-z]+)\)", r"\1", text)
    for wrong, right in words["same"].items():
        text = re.sub(rf"\b{wrong}\b", right, text)
    text = re.sub(r"[a-z]{5,}", lambda word: _spelled(word[0]), text)
    for name, forms in words["network"].items():
        text = re.sub("|".join(f"(?:{form})" for form in forms), name, text)
    return _shares(numerals(text))


@cache
def _spelled(word: str) -> str:
    """A word, or the term of a plan that it is a typing error of."""
    words = cost_words()
    if word in words["spelled"] or word in words["kept"]:
        return word
    near = [(_apart(word, right), right) for right in words["spelled"] if right[0] == word[0]]
    close = [(gap, right) for gap, right in near if gap <= (1 if len(right) < 9 else 2)]
    return min(close)[1] if close else word


def _apart(one: str, other: str) -> int:
    """Letters to leave out, put in, change or swap until both are the same."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            least = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            swapped = i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]
            row.append(min(least, rows[-2][j - 2] + 1) if swapped else least)
        rows.append(row)
    return rows[-1][-1]


def numerals(text: str) -> str:
    """The text with amounts in words as digits; a lone "one" to "nineteen" stays a word but before a unit."""

    def value(match: re.Match[str]) -> str:
        parts = re.findall(rf"\b(?:{WORD}|half)\b", match[1])
        unit = re.match(r" (?:dollars?|bucks|percent|per cent|%)", text[match.end() :])
        if len(parts) == 1 and parts[0] in UNITS[1:] and not unit:
            return match[0]
        return _told(parts) or match[0]

    text = RUN.sub(value, text)
    return re.sub(
        r"(?<![\d.,])(\d{1,3}(?:\.\d+)?) (hundred|thousand|grand)\b",
        lambda m: f"{float(m[1]) * GROUPS[m[2]]:.10g}",
        text,
    )


def _told(parts: list[str]) -> str | None:
    """The number that a run of words says; "twelve fifty" is 1,250, "eighty twenty" a plan's and a patient's share."""
    if len(parts) == 2 and parts[1] in TENS and parts[0] not in GROUPS:
        first, last = _small(parts[0]), _small(parts[1])
        return f"{first}/{last}" if first + last == 100 else str(first * 100 + last)
    total = part = 0.0
    for at, word in enumerate(parts):
        if word in GROUPS:
            part = max(part, 1) * GROUPS[word]
            if GROUPS[word] == 1000:
                total, part = total + part, 0
        elif word == "half":
            if at + 1 == len(parts) or parts[at + 1] not in GROUPS:
                return None
            part += 0.5
        else:
            part += _small(word)
    return f"{total + part:.10g}"


def _small(word: str) -> int:
    return UNITS.index(word) if word in UNITS else 10 * (TENS.index(word) + 2)


def _shares(text: str) -> str:
    """The text with "a fifth", "half" of a payer and the bare numbers behind "pays" and "coins" as percent."""
    noun = rf"(?! (?:{cost_words()['services']}))"
    text = re.sub(rf"\b(?:a|one|1)[ -]({'|'.join(FRACTIONS)})\b{noun}", lambda m: f"{FRACTIONS[m[1]]}%", text)
    text = re.sub(r"\$?(\d[\d,]{2,})\s?/\s?\$?(\d[\d,]{2,}) (met|used|paid)\b", r"\3 \1 of \2", text)
    text = re.sub(r"\bthree[ -](?:quarters|fourths)\b", "75%", text)
    text = re.sub(r"\bfour[ -]fifths\b", "80%", text)
    text = re.sub(r"\b(pays?|covers?|owes?) half\b(?! (?:for|on|of the (?:second|other)))", r"\1 50%", text)
    text = re.sub(r"(\d)\s?(?:percent|per ?cent)\b", r"\1%", text)
    alone = r"(?P<bare>\d{1,3}(?:\.\d+)?)(?! ?%|\d|[.,/]\d| ?(?:dollars|bucks|copay|for\b|each\b|toward|until|left))"
    text = re.sub(rf"\b(coinsurance|co-?ins\w*|(?:plan|patient|pt|my|her|his|member)(?:'s)? (?:share|split))((?: (?:rate|share|is|of|at|was|then|pt|patient))*:? ?=? ?){alone}",
                  r"\1\2\g<bare>%", text)  # fmt: skip
    text = re.sub(
        r"(?<![\d$,.])(\d{1,2}(?:\.\d+)?)(?: ?%)? (or|to|and|versus|vs) (\d{1,2}(?:\.\d+)?) ?%", r"\1% \2 \3%", text
    )
    payer = r"\b(?:plan|insurance|insurer|they|medicare|policy|carrier)(?: (?:then|usually|will|only))? (?:pays?|covers?|picks? up) "
    return re.sub(
        rf"({payer}){alone}(?=\s*(?:$|[.,;:!?)]|after|of|once|and|then|when|from|thereafter))", r"\1\g<bare>%", text
    )


AGE = r"(?:mother|father|mom|dad|wife|husband|son|daughter|she|he|patient|pt|i|who|grand\w+|aunt|uncle|sister|brother)"
FORMS = (  # what a number is by its form, first come first served; "money" is what none of them is
    ("amount", r"\$\s?(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)(?P<k>k\b)?(?![\d%]|\.\d|,\d{3})"),
    ("percent", r"(?P<value>\d{1,3}(?:\.\d+)?) ?%"),
    ("code", r"\b(?:cpts?|codes?|hcpcs|icd\S*|dx|npi|claim|ref|account|acct|member|id|group)(?: (?:no|number|code)\.?)?[ #:]{1,3}"
             r"[a-z]?\d[\d.]*\w?(?:\s?(?:,|/|\+|and)\s?\d{5})*"),
    ("code", r"(?<![\d$,.])(?:2[07]\d{3}|6[1-4]\d{3}|7[267]\d{3}|99\d{3}|0\d{3}t|[a-z]\d{4})(?![\d%]|[.,]\d)"),
    ("dose", r"\b\d+(?:\.\d+)? ?(?:mg|mcg|ml|cc|units?|g|lbs?|kg|gauge|cm|mm|mhz)\b"),
    ("level", r"(?<!['\w])[clts]-?\d{1,2}(?:\s?[-/,&]\s?[clts]?\d{1,2})*\b"),
    ("time", r"\b\d{1,2}:\d{2}(?: ?[ap]\.?m\b)?|\b\d{1,2} ?[ap]\.?m\b"),
    ("score", r"\b\d{1,2} ?(?:/|out of|of) ?10\b(?=(?:\s|[.,;:)])*(?:\w+ ){0,2}(?:pain|vas|nrs|leg|back|neck|score))|"
              r"\b(?:pain|vas|nrs|scores?)(?: \w+){0,3}[ :]+\d{1,2}(?: ?(?:/|out of) ?10)?\b(?!,?\d)"),
    ("day", r"\b20\d\d-(?P<iso>\d\d)-(?P<isoday>\d\d)\b"),
    ("day", rf"\b{MONTH}\b\.? ?(?P<of>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d{{3}}\b|\d)(?:,? 20\d\d\b)?"),
    ("day", rf"\b(?P<of>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}\b(?:,? 20\d\d\b)?"),
    ("ratio", r"(?<![\d/$.,])(?P<plan>\d{1,3}) ?[-/:] ?(?P<patient>\d{1,2})(?![\d/]|[.,]\d)"),
    ("day", r"(?<![\d/$])(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/\d{2,4})?(?![\d/])"),
    ("age", rf"\b{AGE}(?:'s| is| was|'m| am| turned| will be| \w+ is)? (?:age[d]? |turning )?\d{{2}}\b(?! ?[%$/]|[.,]\d|-?\d)(?! (?:left|to go|copay|dollars))"),
    ("age", r"\bage[ds]?[ :]{1,2}\d{1,3}\b|\b\d{1,3}(?:[- ]?(?:yo|y/o|yrs? old|years?[- ]olds?)\b| ?[mf]\b)"),
    ("year", rf"\b(?:in|for|since|year|yr|year:|{MONTH}|of)(?: of)? 20[1-4]\d\b(?![,.]\d)|\b20[1-4]\d (?:plan|benefit|year)\b"),
    ("ordinal", r"\b\d{1,2}(?:st|nd|rd|th)\b"),
    ("part", r"\b(?:part|tier|page|level|stage|grade|phase|step|box|row|room|section|visit|option|form|number|no|line|day|dos)\.? ?[#:]? ?\d{1,3}\b(?![,.]?\d)"),
    ("count", r"\b(?P<times>\d{1,3})(?: ?x\b| ?-? ?(?:business |calendar )?(?:days?|weeks?|months?|years?|yrs?|hours?|hrs?|minutes?|mins?|times|sides?|"
              r"joints?|needles?|people|kids|children|of us|of 10|out of 10)\b)|\bx ?\d\b"),
    ("count", r"\b(?P<times>\d)(?= (?:\w+ ){0,2}(?:{services})\b)"),
    ("amount", r"(?<![\d.,/])(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)(?P<k>k\b)?(?![\d/%]|\.\d|,\d{3})"),
    ("number", r"\d[\d.,]*"),
)  # fmt: skip


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    services = cost_words()["services"]
    return tuple((kind, re.compile(form.replace("{services}", services))) for kind, form in FORMS)


def numbers(text: str) -> list[Mark]:
    """Every number of a plain text with its kind, in order; no digit is left out.

    `amount` and `percent` have their value, `ratio` the patient's part in percent, `day` its month and day.
    """
    found: list[Mark] = []
    for kind, form in _forms():
        for match in form.finditer(text):
            if any(match.start() < mark.end and mark.start < match.end() for mark in found):
                continue
            found += _mark(kind, match)
    return sorted(found, key=lambda mark: mark.start)


def _mark(kind: str, match: re.Match[str]) -> Iterator[Mark]:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    value = ""
    if kind == "ratio":
        plan, patient = int(groups["plan"]), int(groups["patient"])
        if plan + patient != 100:
            return
        value = str(patient) if plan >= patient else ""
    elif kind == "day":
        month = (
            MONTHS.index(groups["month"][:3]) + 1
            if "month" in groups
            else int(groups.get("iso", groups.get("first", 0)))
        )
        day = int(groups.get("of", groups.get("isoday", groups.get("second", 0))))
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return
        value = f"{month:02}-{day:02}"
    elif kind in {"amount", "percent"}:
        digits = groups["value"].replace(",", "")
        value = f"{float(digits) * 1000:.10g}" if "k" in groups else digits
    start = match.start("value") if "value" in groups else match.start()
    yield Mark(kind, start, match.end(), value)
