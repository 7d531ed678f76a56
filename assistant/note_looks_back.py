"""Which earlier procedure a later visit tells of: `that one`, `#2 gave 45%`, `the April epidural`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.note_context import Sentence, pattern
from assistant.note_events import Event
from assistant.note_spans import MONTH, MONTHS, dates

NEEDLE = r"(?:\w+ )?(?:injections?|inj\b|bl(?:oc)?ks?|epidurals?|\w*esis?|mbbs?|shots?|one|procedure)\b"
NUMBER = re.compile(
    r"(?:#\s?(\d)(?!\d)|(?:\b(?:the|that) |^\W*|[,:–-] (?:and )?)(first|second|third)\b"
    r"(?: one| inj(?:ection)?| bl(?:oc)?k| shot| epidural| esi)?)"
    r"(?:\W{0,3}(?:gave|brought|helped|was|did|had)\b|\W{0,3}\d{1,3} ?(?:%|percent\b))",
    re.IGNORECASE,
)
ORDER = ("first", "second", "third")
OF_MONTH = re.compile(
    rf"(?:\bthe |[–-] )(?P<before>{MONTH})\.? {NEEDLE}(?! on)|"
    rf"\b{NEEDLE}(?: done| given)? (?:in|of|from) (?P<after>{MONTH})\b(?! \d)",
    re.IGNORECASE,
)


def looks_back(sentence: Sentence) -> bool:
    """Whether a sentence that opens a visit, with its date, tells what came of a procedure of an earlier visit."""
    text = sentence.text
    heads = [mark for mark in dates(text[:60]) if mark.exact and mark.day == sentence.visit]
    if not heads or not pattern("history.follows").search(text, heads[0].end):
        return False
    told = text[heads[0].end :]
    return bool(NUMBER.search(told) or OF_MONTH.search(told) or pattern("events.looks_back").search(told))


def only_named(one: Event) -> bool:
    """Whether a sentence names a procedure and no more, beside where, with what and in which step it was done."""
    before, after = one.before, one.after.strip()
    return bool(pattern("events.only_named").fullmatch(before) and pattern("events.only_named_after").fullmatch(after))


def by_number(sentence: Sentence, told: Sequence[Event]) -> list[tuple[Event, str]]:
    """Of a sentence that tells of several by their numbers, `#1 gave 30%, #2 gave 80%`, the words on each."""
    marks = list(NUMBER.finditer(sentence.text))
    if len(marks) < 2:
        return []
    ends = [*(match.start() for match in marks[1:]), len(sentence.text)]
    parts = [(match, sentence.text[match.start() : end]) for match, end in zip(marks, ends, strict=True)]
    found = [(one, words) for match, words in parts if (one := _numbered(match, _days(sentence, told), told))]
    return found if len({one.day for one, _ in found}) == len(marks) else []


def _days(sentence: Sentence, told: Sequence[Event]) -> list[date]:
    """The days of the procedures told, up to that of the sentence."""
    return sorted({one.day for one in told if one.day and (sentence.visit is None or one.day <= sentence.visit)})


def _numbered(match: re.Match[str], days: Sequence[date], told: Sequence[Event]) -> Event | None:
    """The procedure of a number: `#2` is that of the second day."""
    number = int(match[1]) if match[1] else ORDER.index(match[2].lower()) + 1
    day = days[number - 1] if 0 < number <= len(days) else None
    return next((one for one in reversed(told) if day and one.day == day), None)


def meant_by(sentence: Sentence, told: Sequence[Event]) -> Event | None:
    """The one procedure of those told that a sentence means by its number or by its month; None where it names none."""
    days, number = _days(sentence, told), NUMBER.search(sentence.text)
    if number:
        return _numbered(number, days, told)
    month = OF_MONTH.search(sentence.text)
    short = (month["before"] or month["after"])[:3].lower() if month else "-"
    chosen = [day for day in days if MONTHS[day.month - 1].startswith(short)]
    return next((one for one in reversed(told) if one.day == chosen[0]), None) if len(chosen) == 1 else None
