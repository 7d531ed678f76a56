"""Where a note says something, and how: its sentences and visits, and whether a finding is affirmed, denied or neither.

After the ConText idea: words before or after a finding tell whether it is denied, unsure, planned, of an earlier time
or somebody else's; each word reaches as far as its clause.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.note_spans import dates

REACH = 110  # characters that a denial reaches within its clause
NEAR = 45  # characters that doubt or a plan reaches
SHORT = ("vs", "P\\.T", "Dr", "Mr", "Ms", "Mrs", "approx", "incl", "avg", "Avg", "no", "evid", "St", "conserv", "func",
         "funct", "phys", "contraind", "exp", "prev", "Prev", "Conserv", "Contraind", "cons", "i\\.e", "e\\.g",
         "med", "Med", "inad", "insuff", "min", "est", "Est", "dur", "Dur")  # fmt: skip
NUMBERS = tuple(rf"\n{' ' * gap}\d" for gap in range(5))  # `1.` that opens a line is the number of a row
NOT_AFTER = "".join([*(rf"(?<!\b{word})" for word in SHORT), *(rf"(?<!{number})" for number in NUMBERS)])
VALUES = "Yes|No|None|Left|Right|Both|Bilat|Fluoro|Ultra|Lumbar|Cerv|Thor|Init|Repeat|Pos|Neg"
LABEL = (  # what stands after a wide gap where a new field of a form begins
    r"[A-Z(][A-Za-z0-9/-](?:[A-Za-z0-9/()-]| (?! )){1,39}(?::|\s\[)|[A-Z][a-z]+ \d|"
    rf"(?!{VALUES})[A-Z][a-z][A-Za-z /()-]{{2,40}}\s{{3}}"
)
END = re.compile(
    rf"(?=>>)|<<|(?<=\bno)\.(?=\s+[A-Z][a-z])|{NOT_AFTER}"
    r"(?:[.!](?=\s|$|\")|\?(?=\s+(?!(?:NO|YES|No|Yes|NONE|None)\b)[A-Z]|$)|;(?![^()\n]*\))(?!\s+(?:both|all|each|these|they)\b)"
    r"(?!\s+and (?:on )?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* \d))(?=\s|$))|\n+|"
    rf"[ \t]{{3,}}(?={LABEL})|(?<!\s) \| "
)
WRAP = re.compile(r"(?<![.:;!?\n\]])\n(?=[a-z(][a-z ,)'.;-])")
HANGING = re.compile(r"^([ \t]*).*[a-z0-9,](\n)[ \t]+(?=[a-z]+\b(?![^\n:]{0,45}[:\[]|[^\n]* {3}))", re.MULTILINE)
FULL = re.compile(
    r"^(?!.*(?:\[|[^ ] {3,}[^ ])).{38,}[A-Za-z0-9,)](\n)(?=[A-Za-z0-9(])"
    r"(?![A-Z][A-Za-z /]{0,30}:|\d+[.)] |\d{1,2}/\d{1,2}/\d{2,4}\s+[-–]|.*\.{4}|.{0,40}\[)",
    re.MULTILINE,
)
ROW = re.compile(r"\W*#?[\dOl]{1,4}[/-][\dOl]{1,2}[/-][\dOl]|\W*#\d")
NARROW, WIDE = 90, 110  # characters of a line: pages with lines up to the first are broken by hand, from the second not
RANGE = re.compile(r"(?<=\d)\n(?=[-–] ?\d{1,2}/)")  # a period broken before its dash
BROKEN = re.compile(r"([A-Za-z]{2,})-\n([a-z]+)")
VISIT = re.compile(
    r"^\W*(?:(?:plan|today|current|imported|copied|from|visit|note|date|of|on|seen|encounter|hpi|the)\b\W*){0,4}$",
    re.IGNORECASE,
)
WRITTEN = re.compile(
    r"\b(?:dated|dictated|dictation(?: of)?|it (?:is|was)(?: \w+day)?(?: the)?|today is|seen(?: today)?|"
    r"consultation)\W*(?:on )?$",
    re.IGNORECASE,
)
AFTER_VISIT = re.compile(
    r"\s*(?:[:.\-–—>\])*|]|note\b|visit\b|$|procedure\b|follow|f/u|phone|"
    r"initial\b(?!\W*(?:phase|diag|thera|inj|block|\d))|new p|consult|urgent|mri\b|"
    r",\s*(?:(?:today|procedure|clinic|office|phone|tele\w*|visit|follow|f/u|note|call|morning|afternoon|pt)\b))",
    re.IGNORECASE,
)


PART = re.compile(r"~([a-z_]+)")
CLAUSE_END = re.compile(r"[.;,:]|\b(?:and|but|which|who|that|so)\b")
DENIED_INSIDE = re.compile(
    r"\bnot\b|n't\b|\bneither\b|\bnone of\b|\bfree (?:of|from)\b|\bwithout\b|\bw/o\b|\bnegative for\b", re.IGNORECASE
)
ANSWERED_LIST = re.compile(  # `(fever, rash, open wound): none`
    r"[^()\n]{0,200}\)\s?[:?]\s*\W{0,3}(?:none|no|neg(?:ative)?|absent|denied)\b(?! (?:other|further|longer))",
    re.IGNORECASE,
)
ANSWER = re.compile(
    r"\s*(?:(?:none|no|yes)\b[^\n]{0,30}|"
    r"(?:not (?:documented|present|recorded|claimed|found)|denied|absent)\b[^\n]{0,50})(?:\n|$)",
    re.IGNORECASE,
)


class Status(StrEnum):
    """How a finding is said."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    UNSURE = "unsure"
    PLANNED = "planned"
    PAST = "past"
    OTHER = "other"  # of somebody else


NOT_SO = frozenset({Status.DENIED, Status.OTHER, Status.UNSURE, Status.PLANNED})  # no finding of the patient, as yet


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the note; `start` is the offset of its first character, `visit` the day it was written."""

    text: str
    start: int
    visit: date | None = None
    heading: str = ""
    head: str = ""  # the line that heads its visit


@cache
def words() -> dict[str, Any]:
    """The word lists: `assistant/note_words.yaml`."""
    text = files("assistant").joinpath("note_words.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One pattern of all wordings of a list, such as `therapy.failed`; single letters in `(?-i:…)` mind their case.

    `~kin` in it stands for the words of that name among the `parts`.
    """
    sort, key = name.split(".")
    wordings = "|".join(f"(?:{one})" for one in words()[sort][key])
    return re.compile(with_parts(wordings), re.IGNORECASE)


def with_parts(wordings: str) -> str:
    """A pattern with the words that its parts, such as `~kin`, stand for."""
    return PART.sub(lambda one: with_parts(words()["parts"][one[1]]), wordings)


def unwrapped(text: str) -> str:
    """A text whose lines were broken at a width, with each such break as a space; every offset stays."""
    width = max(len(line) for line in text.split("\n"))
    text = BROKEN.sub(lambda m: f"{m[1]}{m[2]}  ", text)
    for match in FULL.finditer(text):
        following = text[match.end(1) :].split(maxsplit=1)[0]
        rows = ROW.match(match[0]) and ROW.match(following)
        if not rows and (width <= NARROW or (len(match[0]) + len(following) > width and width <= WIDE)):
            text = f"{text[: match.start(1)]} {text[match.end(1) :]}"
    for match in HANGING.finditer(text):
        if len(match[0]) - match.end(2) + match.start() > len(match[1]):  # a row's second line is set in deeper
            text = f"{text[: match.start(2)]} {text[match.end(2) :]}"
    return RANGE.sub(" ", WRAP.sub(" ", text))


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a note, ended by a full stop, a semicolon, a line break, a wide gap or an inserted mark."""
    visits = visits_of(text)
    starts = [at for at, _, _ in visits]
    found, at, heading = [], 0, ""
    for match in [*END.finditer(text), None]:
        end = match.end() if match else len(text)
        part = text[at:end]
        if part.rstrip().endswith(":") and (ANSWER.match(text, end) or (match and _answers(text, match))):
            continue
        if part.strip():
            own = _heading(part)
            lasting = own not in {"family", "past"} or re.search(r":\s*$|^\s*[A-Z /]+$", part) is not None
            heading = own if own and lasting else heading
            i = bisect_right(starts, at + len(part) - len(part.lstrip())) - 1
            _, day, head = visits[i] if i >= 0 else (0, _written(text), "")
            found.append(Sentence(part, at, day, own or heading, head))
        elif "\n\n" in part:
            heading = ""
        at = end
    return found


def _answers(text: str, gap: re.Match[str]) -> bool:
    """Whether what stands after a wide gap is the answer to the label before it, not a label of its own."""
    return not gap[0].strip() and "\n" not in gap[0] and not re.match(r"[^\n:]{1,40}:", text[gap.end() :])


def _written(text: str) -> date | None:
    """The day on which a note without heads was written, where it says so at its beginning."""
    for mark in dates(text[:260]):
        alone = text[: mark.start].rpartition("\n")[2].strip() + text[mark.end :].partition("\n")[0].strip(" .")
        if mark.exact and (not alone or WRITTEN.search(text[: mark.start]) or not text[: mark.start].strip()):
            return mark.day
    return None


def _heading(part: str) -> str:
    """The sort of section that a sentence opens: plan, family or past; `other` for any other heading."""
    for name in ("plan", "family", "past"):
        if pattern(f"headings.{name}").match(part):
            return name
    return "other" if re.match(r"\s*[A-Z][A-Za-z /]{1,30}:", part) or part.strip().isupper() else ""


def visits_of(text: str) -> list[tuple[int, date, str]]:
    """The visits of a note: where a line begins that is headed by a day, the day, and the line."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        marks = [mark for mark in dates(line[:60]) if mark.exact]
        if (
            marks
            and VISIT.match(line[: marks[0].start])
            and AFTER_VISIT.match(line[marks[0].end :])
            and not pattern("headings.service").search(line[: marks[0].start])
        ):
            found.append((at, marks[0].day, line))
        at += len(line)
    return found


def status(text: str, start: int, end: int) -> Status:
    """How the words from `start` to `end` of a sentence are said."""
    before, after = text[max(0, start - REACH) : start], text[end : end + 70]
    if _reaches("context.other", before, "context.subject", REACH) or pattern("context.other_after").match(after):
        return Status.OTHER
    if pattern("context.other_inside").search(text[start:end]):
        return Status.OTHER
    doubtful = _reaches("context.unsure", before, "context.clause", NEAR) or re.match(r"\s?\?", after)
    if doubtful or required(text, start, end):
        return Status.UNSURE
    if denied(text, start, end):
        return Status.DENIED
    if pattern("context.unsure_after").match(after) or pattern("context.unsure_inside").search(text[start:end]):
        return Status.UNSURE
    planned = _reaches("context.planned", before, "context.break", NEAR)
    if planned or foreseen(text, start, end) or to_be(text, start, end):
        return Status.PLANNED
    if _reaches("context.past", before, "context.break", NEAR):
        return Status.PAST
    return Status.AFFIRMED


def required(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` of a sentence name what a rule asks for, or is yet to be found out."""
    if _reaches("context.required", text[max(0, start - NEAR) : start], "context.clause", NEAR):
        return True
    asked = pattern("context.required").search(text[start:end])
    return asked is not None or pattern("context.required_after").match(text[end : end + 70]) is not None


def loose(text: str, start: int, end: int) -> bool:
    """Whether an amount is none that was found: hoped for, guessed, only a bound, the end of a range, or of earlier."""
    before = text[max(0, start - NEAR) : start]
    return bool(
        pattern("context.loose").search(before)
        or pattern("context.loose_after").match(text[end:])
        or pattern("context.other_after").match(text[end:])
        or pattern("context.past_after").match(text[end:])
        or foreseen(text, start, end)
    )


def foreseen(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` of a sentence say what is hoped for, expected, or a goal.

    What came `as expected`, or better than that, did come.
    """
    text = pattern("context.as_foreseen").sub(lambda one: " " * len(one[0]), text)
    before, after = text[max(0, start - NEAR) : start], text[end:]
    if _reaches("context.foreseen", before, "context.break", NEAR):
        return True
    return bool(pattern("context.foreseen").search(text[start:end]) or pattern("context.foreseen_after").match(after))


def to_be(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` of a sentence, or those right after, name what is still to be done."""
    return pattern("context.to_be").search(text[start:end] + CLAUSE_END.split(text[end : end + NEAR])[0]) is not None


def over(text: str, start: int, end: int) -> bool:
    """Whether what the words from `start` to `end` of a sentence name was once, and is no more."""
    before = text[max(0, start - NEAR - len("could no longer")) : start]
    if _reaches("context.no_more", before, "context.break", NEAR):
        return True
    return pattern("context.over_after").match(text[end:]) is not None


def denied(text: str, start: int, end: int) -> bool:
    """Whether words of a sentence are denied, before, inside or after."""
    before = text[max(0, start - REACH) : start]
    if _reaches("context.denied", before, "context.break", REACH) or over(text, start, end):
        return True
    if pattern("context.no_more").search(text, start, end) or DENIED_INSIDE.search(text, start, end):
        return True
    if "(" in text[:start] and ANSWERED_LIST.match(text, end):
        return True
    return pattern("context.denied_after").match(text[end : end + 90]) is not None


def _reaches(trigger: str, before: str, stop: str, reach: int) -> bool:
    """Whether the last trigger before a finding reaches it: near enough, and nothing between that ends its clause."""
    ends = [match.end() for match in pattern(trigger).finditer(before)]
    if not ends or len(before) - ends[-1] > reach:
        return False
    return pattern(stop).search(before[ends[-1] :]) is None


def answer_end(text: str, end: int) -> int:
    """Where the answer to a label ends, if one stands after the words: `yes`, `no`, `none`."""
    match = pattern("context.answer").match(text[end : end + 90])
    return end + match.end() if match else end
