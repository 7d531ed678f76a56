"""What is told of several procedures at once, or of one without a day: how many there were, which words are whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.note_context import Sentence, pattern
from assistant.note_events import Event, ordinal, took_place
from assistant.note_lists import of_sentence
from assistant.note_percents import JOINED, of_relief
from assistant.note_spans import MONTH, Mark, dates, month_of

COUNTS = {"two": 2, "twice": 2, "both": 2, "pair": 2, "dual": 2, "three": 3, "four": 4, "five": 5} | {
    str(i): i for i in range(2, 6)
}
TIMES = re.compile(
    r"(?:[^.;:%\d]|(?<=[CTLS])\d(?: ?[-/] ?[CTLS]?\d)?){0,25}?(?:\bx ?([2-5])\b|\b([2-5])x\b|"
    r"\b(twice|two|three|four)(?: times| occasions)?(?<=twice|times|sions))"
    r"(?! ?(?:[-–] ?\d|an?\b|per\b|over\b|daily|level|side|w(?:ee)?ks?|w\b|"
    r"d(?:ays?)?\b|m(?:o|onths?|in)?s?\b|h|y(?:ea)?rs?))",
    re.IGNORECASE,
)
TWO_MONTHS = re.compile(
    rf"[^.;:%\d]{{0,20}}\bin (?:early |late |mid-?)?(?:{MONTH})\.? ?(?:and|/|&|,) ?(?:one |again )?(?:in )?"
    rf"(?:early |late |mid-?)?(?:{MONTH})\b(?!\.? \d)",
    re.IGNORECASE,
)
TWICE_ONE = re.compile(r"\bone in \w+,? (?:and )?(?:one|another)(?: one)? in \w+$")
OF_A_MONTH = re.compile(
    rf"[^.;:%\d,]{{0,25}}\b(?:in|this|last) (?:early |late |mid-?)?(?P<month>{MONTH})\b(?!\.? \d)", re.IGNORECASE
)
OWN_COUNT = re.compile(r"\s*(two|three|four|five|[2-5]) ")
AFTER = re.compile(r": ?([2-5]|two|three|four) (?:in|so far|done|given|this|to date|over|last)\b(?! (?:a|one) row)")
ANOTHER = re.compile(
    r"[^.;:%\d]{0,45}\b(?:and|then) another\b(?! (?:is|was|one is|for|has|asked|request))|.*\bboth times\b", re.DOTALL
)
WEEKS = re.compile(r" (?:on|in|at) weeks? \d{1,2}(?:, ?\d{1,2})*,? (?:and|&) \d{1,2}(?! ?%)")
LATEST = re.compile(
    r"[,;] (?:and |but )?(?:the |his |her |my |with the )?(?:last|latest|most recent)\b"
    r"(?P<own>(?: one| (?:bl(?:oc)?k|injection|shot))?,?"
    r"(?= (?:done|given|was|gave|cut|brought|helped|\d|one|two|three|a)))?",
    re.IGNORECASE,
)
ORDER = ("first", "second", "third", "fourth", "fifth", "sixth")
PLACE_BEFORE = re.compile(
    rf"(?:\b(?:({'|'.join(ORDER)}|[1-9](?=st|nd|rd|th))(?:st|nd|rd|th)?)) (?!and\b|opinion)(?:[\w-]+ ){{0,4}}[\w-]+$",
    re.IGNORECASE,
)
PLACE_AFTER = re.compile(r"(?: inj\w*\.?)?\W{0,2}#\s?([1-9])\b")
PLACE = re.compile(rf"((?<=#)[1-9]\b|\b(?:{'|'.join(ORDER)})\b|\b[1-9](?=st|nd|rd|th))", re.IGNORECASE)
IN_ALL = re.compile(
    r"\b(two|three|four|five|[2-5]) (?:\w+ ){0,2}(?:injections|shots|bl(?:oc)?ks|epidurals|esis|ablations|rfas)\b "
    r"(?:\w+ )?(?:total|so far|this (?:calendar )?(?:year|yr)|in (?:the )?(?:last|past) (?:12 months|year))\b",
    re.IGNORECASE,
)
COMMON = re.compile(r"[;,]\s+(?:and |with )?(?:each|both|all (?:three|four|five|of (?:them|these)))\b.*$", re.DOTALL)
REACH = 3  # sentences after one without a day that may go on about it


def count(one: Event) -> int:
    """How many a mention says: `two lumbar sympathetic blocks`, `MBB x2`, `MBBs in May and June`."""
    if ordinal(one) == "1" and pattern("entry.and_the_second").search(one.around):
        return 2
    name = one.name.lower()
    if TWICE_ONE.search(name):
        return 2
    weeks = WEEKS.match(one.after)
    if weeks:
        return len(re.findall(r"\d+", weeks[0]))
    times = TIMES.match(one.after) or AFTER.match(one.after)
    if times and times.re is AFTER:
        return COUNTS[times[1]]
    if times:
        return COUNTS[(times[1] or times[2] or times[3]).lower()]
    if name.endswith("s") and TWO_MONTHS.match(one.after):
        return 2
    both = pattern("entry.short_and_long").search(one.around)
    match = pattern("entry.several").search(one.before[-50:]) or OWN_COUNT.match(name)
    if match and (name.endswith("s") or match[1].lower() == "dual" or match.re is OWN_COUNT):
        return COUNTS[match[1].lower()]
    return 2 if both or ANOTHER.match(one.after) else 1


def place_in_row(one: Event) -> int:
    """Which of a row a procedure is, as its words say, `third SIJ injection`, `ESI #5`; 0 where they do not."""
    said = PLACE_BEFORE.search(f"{one.before}{one.name}"[-80:]) or PLACE_AFTER.match(one.after)
    return _number(said[1]) if said else 0


def _number(word: str) -> int:
    """A number by digits, or by the name of its place."""
    return int(word) if word.isdigit() else ORDER.index(word.lower()) + 1


def told_to_be(sentence: Sentence) -> int:
    """How many earlier ones a sentence tells of without their name: `a fourth is requested`, `3 shots this year`."""
    asked = pattern("history.asked_again").search(sentence.text)
    place = PLACE.search(asked[0]) if asked else None
    counted = IN_ALL.search(sentence.text)
    return max(_number(place[1]) - 1 if place else 0, COUNTS[counted[1].lower()] if counted else 0)


def each_of(one: Event) -> list[Event]:
    """The procedures that one mention tells of at once; what is said of the last alone is the last one's."""
    several = count(one)
    latest = LATEST.search(one.around) if several > 1 else None
    if latest is None:
        return [one] * several
    rest = replace(one, around=one.around[: latest.start()])
    own = replace(one, around=one.around[latest.start() :]) if latest["own"] is not None else rest
    return [*[rest] * (several - 1), own]


def of_another_month(one: Event, earlier: Sequence[Event]) -> bool:
    """Whether a mention names a month alone, `blocked in May`, in which none of the dated ones of its kind was done."""
    named = OF_A_MONTH.match(one.after)
    days = [other.day for other in earlier if other.procedure == one.procedure]
    return named is not None and bool(days) and all(day and day.month != month_of(named["month"]) for day in days)


def asked_again(one: Event, mentions: Sequence[Event], sentences: list[Sentence]) -> bool:
    """Whether a procedure is named only as one that was done, `got two SI shots`, and another is asked for."""
    if one.day or pattern("history.asked").search(one.before):
        return False
    got = pattern("history.got").search(one.before) or pattern("history.verb").search(one.name)
    if not got and (count(one) < 2 or not pattern("history.result").search(one.around)):
        return False
    named = {id(other.sentence) for other in mentions}
    return any(pattern("history.asked_again").search(other.text) for other in sentences if id(other) not in named)


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


def with_common(found: list[Event]) -> list[Event]:
    """What the last of a row tells of each, `A on 4/9, B on 4/30; each gave 85 %`, for those before that tell none.

    As many percentages as days behind a row, `(7/1, 7/15, 8/3) 40, 50 and 60%`, are one for each.
    """
    if len(found) < 2:
        return found
    told = of_relief(found[-1].around)
    bare = not any(pattern("history.result").search(one.around) for one in found[-len(told) : -1])
    if bare and 1 < len(told) <= len(found) and _joined(found[-1].around, told):
        rest = found[-1].around[: told[0].start()] + found[-1].around[told[-1].start() :]
        each = zip(found[-len(told) : -1], told, strict=False)
        own = [replace(one, around=f"{one.around} {match[1] or match[2]}%") for one, match in each if not match[3]]
        return [*found[: -len(told)], *own, replace(found[-1], around=rest)] if len(own) == len(told) - 1 else found
    common = COMMON.search(found[-1].around)
    if common is None or not pattern("history.follows").search(common[0]):
        return found
    for i in range(len(found) - 2, -1, -1):
        if pattern("history.result").search(found[i].around) and pattern("history.result").search(common[0]):
            break
        found[i] = replace(found[i], around=found[i].around + common[0])
    return found


def _joined(text: str, told: Sequence[re.Match[str]]) -> bool:
    """Whether percentages of a text only follow each other, as `40, 50 and 60%`."""
    return all(JOINED.fullmatch(text[one.end() : other.start()]) for one, other in pairwise(told))


def dated_apart(
    sentence: Sentence, marks: Sequence[Mark], mentions: Sequence[Event], sentences: list[Sentence]
) -> Event | None:
    """A procedure told without a day whose day a later sentence tells alone, as `Two months ago` does."""
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
