"""Which earlier procedure a later visit tells of: `that one`, `#2 gave 45%`, `the April epidural`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.note_context import Sentence, pattern
from assistant.note_events import Event
from assistant.note_spans import MONTH, MONTHS, dates

NEEDLE = r"(?:\w+ )?(?:injections?|inj\b|bl(?:oc)?ks?|epidurals?|\w*esis?|mbbs?|shots?|one|procedure)\b"
NUMBER = re.compile(r"#\s?(\d)(?!\d)(?:\W{0,3}(?:gave|brought|helped|was|did|had)|\W{0,3}\d{1,3} ?%)", re.IGNORECASE)
OF_MONTH = re.compile(
    rf"\bthe (?P<before>{MONTH})\.? {NEEDLE}(?! on)|\b{NEEDLE}(?: done| given)? (?:in|of|from) (?P<after>{MONTH})\b(?! \d)",
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


def meant_by(sentence: Sentence, told: Sequence[Event]) -> Event | None:
    """The one procedure of those told that a sentence means by its number or by its month; None where it names none."""
    days = sorted({one.day for one in told if one.day and (sentence.visit is None or one.day <= sentence.visit)})
    number, month = NUMBER.search(sentence.text), OF_MONTH.search(sentence.text)
    chosen: list[date] = []
    if number:
        chosen = days[int(number[1]) - 1 : int(number[1])]
    elif month:
        short = (month["before"] or month["after"])[:3].lower()
        chosen = [day for day in days if MONTHS[day.month - 1].startswith(short)]
    found = [one for one in told if chosen and one.day == chosen[0]]
    return found[-1] if len(chosen) == 1 and found else None
