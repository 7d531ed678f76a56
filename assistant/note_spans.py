"""Small readings of a note's text: numbers, dates, durations, levels, sides. Offsets are those of the text given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
            "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
            "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth",
            "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first")  # fmt: skip
HUNDREDS = rf"(?:(?:an?|{'|'.join(ONES[1:10])}) hundred)"
BELOW_20 = "|".join(sorted(ONES, key=len, reverse=True))
BELOW_100 = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[1:10])}))?|{BELOW_20})"
WORDS = rf"(?:{HUNDREDS}(?:(?: and)? {BELOW_100}\b)?|{BELOW_100})"
NUMBER = rf"(?:\d{{1,3}}(?:\.\d+)?|(?:{WORDS})\b)"
MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[:3] != "sep" else "sep(?:t(?:ember)?)?" for name in MONTHS)
SUFFIX = "(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b|"
    rf"\b(?P<m>\d{{1,2}})(?P<s>[/.-])(?P<d>\d{{1,2}})(?P=s)(?P<y>\d{{4}}|\d{{2}})\b|"
    rf"\b(?P<mon>{MONTH})\.? (?:the )?(?P<day>\d{{1,2}}|{'|'.join(reversed(ORDINALS))}){SUFFIX}\b"
    rf"(?! ?(?:mg|/10|weeks?|months?|days?))(?:(?:,| of)? ?'?(?P<year>\d{{4}}))?|"
    rf"(?<!#)(?<!# )\b(?!fourth of july)(?P<day2>\d{{1,2}}|{'|'.join(reversed(ORDINALS))}){SUFFIX} (?:day )?(?:of )?"
    rf"(?P<mon2>{MONTH})\b\.?(?! \d{{1,2}},? (?:19|20)\d\d)(?:(?:,| of)? ?(?P<year2>\d{{4}}))?|"
    rf"\b(?P<mon3>{MONTH})\.?,? (?:of )?(?P<year3>(?:19|20)\d{{2}})\b|"
    r"(?<![\d/.-])\b(?P<m4>0?[1-9]|1[0-2])/(?P<year4>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
BARE = re.compile(r"(?<![\d/.-])\b(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])\b(?!/|\s?%|\d| of (?:the|his|her|their) )")
PERIOD = re.compile(r"\s*(?:-|–|—|to|through|thru|until|till|and)\s*(?:the )?", re.IGNORECASE)
UNIT = r"(?:(?:calendar |full |consecutive )?(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)|(?-i:[dwmy]))"
SPAN = re.compile(
    rf"(?:\b|(?<=[x×]))(?P<n>{NUMBER}|a|an|half a|a full|a whole)(?: ?[-–] ?{NUMBER}| (?:to|or) {NUMBER}| ?\+)?"
    rf"(?P<half> and a half)?(?: ?[-–] ?| )?(?P<unit>{UNIT})\b(?P<half2> and a half)?"
    r"(?!/| ?of age|[ -][o0]ld|[ ./-]?o\b)",
    re.IGNORECASE,
)
HAS_UNIT = re.compile(r"day|we?e?k|mo(?:nth|s?\b)|ye?a?r|\d ?[dwmy]\b", re.IGNORECASE)
LEVEL = re.compile(
    r"\b(?P<a>[CTL])(?P<b>\d{1,2})(?: ?[-–/]{1,2} ?|(?=[TLS]1\b))(?P<c>[CTLS]?)(?P<d>\d{1,2})\b(?! ?/\d{2,4})|"
    r"\b(?P<i>[CTL])(?P<j>\d{1,2}) (?:to|through|thru|on|over) (?P<k>[CTLS])(?P<l>\d{1,2})\b|"
    r"\b(?P<e>[CTL])(?P<f>[1-9])(?P<g>[1-9])\b|\b(?P<h>S[1-5])\b(?!-)"
)
SINGLE = re.compile(r"\b([CTL]\d{1,2}|S[1-5])\b(?! ?[-–/])")
LISTED = re.compile(r"(?:\b[TL]\d{1,2}(?:, ?| ?[&+] ?| and |, and ))+$")  # `L4, L5 and` before `S1`
NEXT = re.compile(r"(?:, ?| ?[&+] ?| and |, and |/)(\d{1,2}) ?[-–] ?(\d{1,2}|S1)\b(?!/)")
NEEDLE = r"(?:[CTL]\d|S1\b|(?:SIJ?|SI|TFESI|MBB|RFA?|IA|sided?|stellate|sacroiliac|lumbar|cervical|thoracic|knee|leg|arm|hand|foot|hip|neck|low(?:er)? back|buttock|facet|caudal|side|greater|occipital|sympathetic|ILESI|ESI)\b)"  # noqa: E501
# what follows a `left` that is no side
GONE = r"blank|empty|open|out|off|un\w+|over|to|a message|word|before|after|at|for|the|with|without|his|her|him|them|us"
SIDE = re.compile(
    rf"\b((?i:left(?! (?:{GONE})\b)|right|bilateral(?:ly)?|bilat|b/l|bl(?= [LCT]\d)|lt|rt|"
    rf"both (?:sides|sided)|two-sided|one-sided)|[LRB]\b(?=\.?[ -]?{NEEDLE})|"
    r"(?-i:[LR])(?= side)|(?<=side )(?-i:[LR]\b)|"
    r"(?<=\()[LRB](?=\))|(?<=block )[LRB]\b(?![\d.-])|(?<=(?:ESI|MBB|RFA) )[LRB]\b(?![\d.-]))(?![a-z])"
)
ANY_DAY = date(2001, 12, 31)  # near to which days without a year are only told apart
HALF_YEAR = 183
FIRST = {"C": 7, "T": 12, "L": 5}  # vertebrae of a region


@dataclass(frozen=True, slots=True)
class Mark:
    """A date in a text; not exact where the day is not said, or the year was taken from the note."""

    day: date
    start: int
    end: int
    exact: bool = True


def amount(word: str) -> Decimal:
    """A number in digits or words."""
    word = word.lower().strip()
    if word in {"a", "an", "a full", "a whole"}:
        return Decimal(1)
    if word == "half a":
        return Decimal("0.5")
    if " hundred" in word:
        hundreds, _, rest = word.partition(" hundred")
        rest = rest.removeprefix(" and").strip()
        return 100 * amount(hundreds) + (amount(rest) if rest else 0)
    if word in ONES:
        return Decimal(ONES.index(word))
    if word[:1].isalpha():
        tens, _, ones = word.replace(" ", "-").partition("-")
        return Decimal(10 * (TENS.index(tens) + 2) + (ONES.index(ones) if ones else 0))
    return Decimal(word)


def month_of(word: str) -> int:
    """The number of a month, from its name or short form."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def _day_number(word: str) -> int:
    return int(word) if word.isdigit() else ORDINALS.index(word.lower()) + 1


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _near(month: int, day: int, about: date) -> date:
    """A day without a year: the last one that is at most two months after the day that is known."""
    found = [date(year, month, day) for year in (about.year - 1, about.year, about.year + 1)]
    return max(one for one in found if one <= about + timedelta(days=61))


def _mark(match: re.Match[str], about: date | None) -> Mark | None:
    """A matched date; None where there is no such day, or its year is not known."""
    g = match.groupdict()
    month, day, year = g["mon"] or g["mon2"], g["day"] or g["day2"], g["year"] or g["year2"]
    span = (match.start(), match.end())
    try:
        if g["iso"]:
            return Mark(date.fromisoformat(g["iso"]), *span)
        if g["m"]:
            return Mark(date(_year(g["y"]), int(g["m"]), int(g["d"])), *span)
        if g["mon3"] or g["m4"]:
            number = month_of(g["mon3"]) if g["mon3"] else int(g["m4"])
            return Mark(date(int(g["year3"] or g["year4"]), number, 1), *span, exact=False)
        if year:
            return Mark(date(int(year), month_of(month), _day_number(day)), *span)
        return Mark(_near(month_of(month), _day_number(day), about), *span) if about else None
    except ValueError:
        return None


def dates(text: str, about: date | None = None) -> list[Mark]:
    """The dates of a text; one without a year only where a day is given that it lies near to."""
    found = [mark for match in DATE.finditer(text) if (mark := _mark(match, about))]
    for match in BARE.finditer(text) if about else ():
        if text[match.end() : match.end() + 1] == "/" or re.match(r"\d{1,2}/10\b", match[0]):
            continue
        if any(m.start < match.end() and match.start() < m.end for m in found):
            continue
        try:
            day = _near(int(match[1]), int(match[2]), about) if about else None
        except ValueError:
            continue
        if day:
            found.append(Mark(day, match.start(), match.end()))
    return sorted(found, key=lambda mark: mark.start)


def periods(text: str, about: date | None = None) -> list[tuple[Mark, Mark]]:
    """The periods of a text that two dates bound; a first date without a year takes the nearest before the last."""
    marks = dates(text, about)
    found = []
    for match in re.finditer(r"(?<![\d/])(\d{1,2})/(\d{1,2})\s?(?:-|–|to|through|thru)\s?(?=\d{1,2}/\d{1,2}/\d)", text):
        last = next((mark for mark in marks if mark.start == match.end()), None)
        try:
            first = _near(int(match[1]), int(match[2]), last.day - timedelta(days=62)) if last else None
            same = date(last.day.year, int(match[1]), int(match[2])) if last else None
        except ValueError:
            continue
        if last and first and same:
            day = same if same <= last.day else first
            found.append((Mark(day, match.start(), match.start(2) + len(match[2])), last))
    for one, other in pairwise(marks):
        joined = PERIOD.fullmatch(text[one.end : other.start])
        if joined and (joined[0].strip() != "and" or re.search(r"between\s*$", text[: one.start])):
            found.append((one, other))
    return sorted(found, key=lambda pair: pair[0].start)


def length(text: str) -> int | None:
    """The days from the first date of a text to the last, `5/6-5/13`; None where it has no two near ones."""
    marks = dates(re.sub(r"(?<=\d)[-–](?=\d{1,2}/)", " to ", text), ANY_DAY)
    found = (marks[-1].day - marks[0].day).days if marks else 0
    return found if 0 < found < HALF_YEAR else None


def days(match: re.Match[str]) -> tuple[Decimal, str]:
    """A matched duration as its amount and unit: days, weeks, months or years."""
    letter = re.sub(r"^(?:calendar|full|consecutive) ", "", match["unit"].lower())[0]
    half = Decimal("0.5") if match["half"] or match["half2"] else Decimal(0)
    return amount(match["n"]) + half, {"d": "days", "w": "weeks", "m": "months", "y": "years"}[letter]


def spans(text: str) -> list[re.Match[str]]:
    """The durations of a text; of one said twice, as `thirteen weeks (91 days)`, that in parentheses."""
    if not HAS_UNIT.search(text):
        return []
    found = [m for m in SPAN.finditer(text) if not re.match(r"[dwmy]$", m["unit"]) or re.match(r"\d", m["n"])]
    found = [
        m
        for m in found
        if not (m["n"].lower() in {"a", "an"} and re.search(r"(?:twice|once|times|[x×]) ?$", text[: m.start()]))
    ]
    found = [m for m in found if not re.search(r"\b(?:quarter|half|third) of $", text[: m.start()])]
    found = [m for m in found if not (m["unit"] == "m" and _metres(m, text))]
    return [
        m
        for i, m in enumerate(found)
        if not (i + 1 < len(found) and re.fullmatch(r"[^()\d;.]{0,12}\(", text[m.end() : found[i + 1].start()]))
    ]


def _metres(match: re.Match[str], text: str) -> bool:
    """Whether `m` behind a number stands for metres: too many for months, or said of a walk."""
    return amount(match["n"]) > 60 or re.match(r"\s?(?:walk|distance|instead)", text[match.end() :]) is not None


def levels(text: str, *, single: bool = False) -> list[str]:
    """The spinal levels of a text in one spelling: L4-5, C7-T1; a stretch such as L3-S1 gives each of its joints."""
    found: list[tuple[int, str]] = []
    for m in LEVEL.finditer(text):
        if m["h"]:
            listed = LISTED.search(text, 0, m.start())
            found += [(listed.start(), one) for one in re.findall(r"[TL]\d{1,2}", listed[0])] if listed else []
            found.append((m.start(), m["h"]))
        elif m["i"]:
            found += [(m.start(), one) for one in _joints(m["i"], int(m["j"]), m["k"], int(m["l"]))]
        elif m["e"]:
            if int(m["g"]) == int(m["f"]) + 1:
                found.append((m.start(), f"{m['e']}{m['f']}-{m['g']}"))
        else:
            found += [(m.start(), one) for one in _joints(m["a"], int(m["b"]), m["c"], int(m["d"]))]
            after = NEXT.match(text, m.end())
            if after:
                last = after[2] if int(after[1]) < FIRST[m["a"]] else "S1"
                found.append((after.start(), f"{m['a']}{after[1]}-{last}"))
    if single and not found:
        found = [(m.start(), m[1]) for m in SINGLE.finditer(text)]
    return list(dict.fromkeys(level for _, level in sorted(found, key=lambda one: one[0])))


def _joints(letter: str, first: int, other: str, last: int) -> list[str]:
    """The joints from one vertebra to another; at most five, else none."""
    order = [f"{part}{n}" for part, n in (*((p, i) for p in "CTL" for i in range(1, FIRST[p] + 1)), ("S", 1))]
    start, stop = f"{letter}{first}", f"{other or letter}{last}"
    if letter == "L" and not other and (first, last) == (5, 1):
        stop = "S1"
    if start not in order or stop not in order or not 0 < order.index(stop) - order.index(start) <= 5:
        return []
    names = order[order.index(start) : order.index(stop) + 1]
    return [f"{a}-{b[1:] if a[0] == b[0] else b}" for a, b in pairwise(names)]


def side(text: str) -> str | None:
    """The side named: left, right, bilateral; None where none or several are."""
    names = {"lt": "left", "rt": "right", "l": "left", "r": "right"} | dict.fromkeys(("b", "bl", "b/l"), "bilateral")
    found = {names.get(m[1].lower(), m[1].lower()) for m in SIDE.finditer(text)}
    if found & {"both sides"} and len(found - {"one-sided"}) > 1:  # `both sides: left done`
        return None
    found = {"bilateral" if one.startswith(("bilat", "both", "two")) else one for one in found} - {"one-sided"}
    if "bilateral" in found:
        return "bilateral"
    return found.pop() if len(found) == 1 else None
