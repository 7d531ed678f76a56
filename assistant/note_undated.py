"""Procedures told without a day: how many there were, what later sentences add, and a day that stands apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.note_context import Sentence, pattern
from assistant.note_events import Event, ordinal, took_place
from assistant.note_lists import of_sentence
from assistant.note_spans import MONTH, Mark, dates

COUNTS = {"two": 2, "twice": 2, "both": 2, "pair": 2, "three": 3, "four": 4, "five": 5} | {str(i): i for i in range(2, 6)}
TIMES = re.compile(
    r"(?:[^.;:%\d]|(?<=[CTLS])\d(?: ?[-/] ?[CTLS]?\d)?){0,25}?(?:\bx ?([2-5])\b|\b([2-5])x\b|"
    r"\b(twice|two|three|four)(?: times| occasions)?(?<=twice|times|sions))"
    r"(?! ?(?:[-–] ?\d|an?\b|per\b|w(?:ee)?ks?|w\b|d(?:ays?)?\b|m(?:o|onths?|in)?s?\b|h|y(?:ea)?rs?|daily|over\b|level|side))",
    re.IGNORECASE,
)
TWO_MONTHS = re.compile(
    rf"[^.;:%\d]{{0,20}}\bin (?:early |late |mid-?)?(?:{MONTH})\.? ?(?:and|/|&|,) ?(?:one |again )?(?:in )?"
    rf"(?:early |late |mid-?)?(?:{MONTH})\b(?!\.? \d)",
    re.IGNORECASE,
)
TWICE_ONE = re.compile(r"\bone in \w+,? (?:and )?(?:one|another)(?: one)? in \w+$")
LATEST = re.compile(
    r"[,;] (?:and |but )?(?:the |his |her |my |with the )?(?:last|latest|most recent)\b"
    r"(?P<own>(?: one| (?:bl(?:oc)?k|injection|shot))?,?(?= (?:done|given|was|gave|cut|brought|helped|\d|one|two|three|a)))?",
    re.IGNORECASE,
)
REACH = 3  # sentences after one without a day that may go on about it


def count(one: Event) -> int:
    """How many a mention says: `two lumbar sympathetic blocks`, `MBB x2`, `MBBs in May and June`."""
    if ordinal(one) == "1" and pattern("entry.and_the_second").search(one.around):
        return 2
    name = one.sentence.text[one.start - one.sentence.start : one.end - one.sentence.start].lower()
    if TWICE_ONE.search(name):
        return 2
    times = TIMES.match(one.after)
    if times:
        return COUNTS[(times[1] or times[2] or times[3]).lower()]
    if name.endswith("s") and TWO_MONTHS.match(one.after):
        return 2
    both = pattern("entry.short_and_long").search(one.around)
    match = pattern("entry.several").search(one.before[-50:])
    if match and name.endswith("s"):
        return COUNTS[match[1].lower()]
    return 2 if both else 1


def each_of(one: Event) -> list[Event]:
    """The procedures that one mention tells of at once; what is said of the last alone is the last one's."""
    several = count(one)
    latest = LATEST.search(one.around) if several > 1 else None
    if latest is None:
        return [one] * several
    rest = replace(one, around=one.around[: latest.start()])
    own = replace(one, around=one.around[latest.start() :]) if latest["own"] else rest
    return [*[rest] * (several - 1), own]


def gone_on(one: Event, mentions: Sequence[Event], sentences: list[Sentence]) -> Event:
    """A procedure without a day with the sentences right after it that tell what came of it."""
    at = sentences.index(one.sentence)
    if any(other.start > one.start for other in of_sentence(list(mentions), one.sentence)):
        return one
    about = ""
    stop = one.stop
    for sentence in sentences[at + 1 : at + 1 + REACH]:
        if of_sentence(list(mentions), sentence) or not _goes_on(sentence, one):
            break
        about += f" {sentence.text}"
        stop = sentence.start + len(sentence.text.rstrip())
    return replace(one, about=f"{one.about}{about}", stop=stop)


def dated_apart(
    sentence: Sentence, marks: Sequence[Mark], mentions: Sequence[Event], sentences: list[Sentence]
) -> Event | None:
    """A procedure told without a day whose day is all that a later sentence tells: `Two months ago.`, `That was 5/3.`"""
    before = [one for one in mentions if one.start < sentence.start]
    if len(marks) != 1 or not before or not marks[0].exact or not _stands_apart(sentence.text, marks[0]):
        return None
    one, other = before[-1], before[-1].sentence
    between = sentences[sentences.index(other) + 1 : sentences.index(sentence)]
    if len(between) >= REACH or dates(other.text) or not all(_goes_on(part, one) for part in between):
        return None
    done = took_place(one) and (pattern("history.done").search(one.before[-60:]) or ordinal(one))
    return replace(gone_on(one, mentions, sentences), day=marks[0].day, dated=True) if done else None


def _stands_apart(text: str, mark: Mark) -> bool:
    """Whether a sentence tells a day, and no more than that it was the day of something done."""
    opens = pattern("history.stands_apart").fullmatch(text, 0, mark.start)
    ago = re.fullmatch(r"\s*(?:ago)?\W*", text[mark.end :])
    return opens is not None and ago is not None and bool(ago[0].strip(" .;\n") or opens[0].strip())


def _goes_on(sentence: Sentence, one: Event) -> bool:
    """Whether a sentence opens as one on what came of the procedure before, of then and not of now."""
    if sentence.visit != one.sentence.visit or pattern("therapy_named.plain").search(sentence.text):
        return False
    opens = pattern("history.opens_on").match(sentence.text)
    return opens is not None and not pattern("history.of_now").search(sentence.text)
