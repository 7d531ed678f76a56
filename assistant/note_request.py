"""What a note asks for: the procedure and its day, from the words that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from assistant.note_concepts import Read
from assistant.note_context import Sentence, Status, pattern
from assistant.note_details import details
from assistant.note_events import Event, by_order, gave_relief, marks_of, of_therapy, took_place
from assistant.note_filing import named_in
from assistant.note_spans import Mark
from assistant.note_undated import asked_again

TODAY = re.compile(r"\btoday\b(?!['’]s)", re.IGNORECASE)


@dataclass(frozen=True)
class Request:
    """The procedure asked for, with its day and all that the note says of it."""

    event: Event
    day: date | None
    read: tuple[Read, ...]


class Day(NamedTuple):
    """A day of a note, and where it stands."""

    day: date
    start: int
    end: int


def request(mentions: list[Event], found: list[Event], sentences: list[Sentence], about: date | None) -> Request | None:
    """The procedure that a note asks for; None where it asks for none."""
    if any(pattern("history.nothing_asked").search(one.text) for one in sentences):
        return None
    spots = {one.spot for one in found}
    candidates = found + [one for one in mentions if one.spot not in spots and not by_order(one)]
    marks = {
        one.start: [mark for mark in marks_of(one, about) if mark.exact and not _elsewhere(one, mark)]
        for one in sentences
    }
    stated = [day.day for day in _stated(sentences, marks)]
    last = max([*stated, *(one.day for one in found if one.day), *_todays(candidates)], default=None)
    again = {one.spot for one in mentions if asked_again(one, mentions, sentences)}
    scored = [(_score(one, last) + (5 if one.spot in again else 0), one.start, one) for one in candidates]
    best = max((row for row in scored if row[0] > -4), key=lambda row: row[:2], default=None)
    if best is None:
        return None
    chosen = _in_full(best[2], candidates, sentences)
    day = next(_days(chosen, candidates, sentences, marks), None)
    another = next(_of_another(chosen, candidates, sentences, marks), None)
    if day and chosen.day and day != another and _own_day(chosen, day.day):
        day = _spot(chosen, chosen.day, marks)
    event = replace(chosen, day=day.day if day else None, around=chosen.around + _going_on(chosen, sentences))
    alike = [
        one for one in candidates if one.procedure == event.procedure and pattern("history.asks").search(one.before)
    ]
    reads = list(details(event, sentences, next(iter([*alike, *_again(chosen, candidates)]), None)))
    if day:
        reads.append(Read("request.date_of_service", day.day.isoformat(), day.start, day.end))
    return Request(event, event.day, tuple(reads))


def _again(chosen: Event, candidates: list[Event]) -> list[Event]:
    """Where else the procedure asked for is named, not as one done before: a line of a form, with level or side."""
    same = [one for one in candidates if one.procedure == chosen.procedure and one.spot != chosen.spot]
    return [
        one
        for one in same
        if one.day in {None, chosen.day}
        and one.status is Status.AFFIRMED
        and not pattern("history.done").search(f"{one.before[-60:]} {one.after[:40]}")
        and not pattern("history.same_day").search(one.before)
        and not pattern("history.result").search(one.around)
    ]


def _elsewhere(sentence: Sentence, mark: Mark) -> bool:
    """Whether a day is of something else: the paper (`prepared 6/3`), an onset, surgery, imaging, visit or therapy."""
    before = sentence.text[: mark.start]
    if pattern("events.written").search(before):
        return True
    if pattern("history.service_day").search(before):
        return False
    return pattern("request.other_day").search(before) is not None or of_therapy(sentence.text, mark)


def _going_on(chosen: Event, sentences: list[Sentence]) -> str:
    """The sentence after the one that asks, where it goes on about what is asked: `It would be therapeutic, with …`."""
    i = sentences.index(chosen.sentence) + 1
    after = sentences[i].text if i < len(sentences) else ""
    return f" {after}" if pattern("request.goes_on").search(after) else ""


def _score(one: Event, last: date | None) -> float:
    """How much speaks for a procedure as the one that is asked for."""
    before = one.before
    unsure = pattern("history.unsure").search(before[-80:]) or pattern("history.unsure_after").search(one.after)
    done = pattern("history.done").search(before[-40:]) and not pattern("history.asked").search(before[-60:])
    done = done and not pattern("history.asks").search(before)
    weights = (
        (4.0, pattern("history.asks").search(before)),
        (3.0, pattern("history.asked").search(one.around)),
        (2.0, one.sentence.heading == "plan"),
        (3.0, last is not None and one.day == last),
        (3.0, last is not None and one.day is None and last in _todays([one])),
        (-4.0, one.day is not None and last is not None and one.day < last),
        (-3.0, done),
        (-6.0, unsure),
        (-3.0, pattern("history.asked_about").search(one.after)),
        (-6.0, one.status in {Status.DENIED, Status.OTHER}),
        (-3.0, pattern("history.same_day").search(before) or _beside(one)),
        (-4.0, pattern("history.result").search(one.around) or pattern("events.before_service").search(one.after)),
        (-2.0, one.procedure == "epidural"),
        (-3.0, one.procedure == "epidural" and pattern("events.names_a_visit").match(one.after)),
        (0.5, one.sentence.start < 200),
        (1.0, re.search(r"\b(?:dos|date of service)\b", one.sentence.text, re.IGNORECASE)),
    )
    return sum(weight for weight, holds in weights if holds)


def _todays(candidates: list[Event]) -> list[date]:
    """The days of the visits at which a procedure is said to be done that same day."""
    return [one.sentence.visit for one in candidates if one.sentence.visit and TODAY.search(one.sentence.text)]


def _in_full(chosen: Event, candidates: list[Event], sentences: list[Sentence]) -> Event:
    """The epidural asked for by the kind that the next sentence names, where the one that asks names none."""
    after = sentences[sentences.index(chosen.sentence) + 1 :][:1]
    kinds = [one for one in candidates if one.sentence in after and one.procedure.endswith("_epidural")]
    alone = chosen.procedure == "epidural" and len({one.procedure for one in kinds}) == 1
    return kinds[0] if alone and kinds[0].status is Status.AFFIRMED else chosen


def _beside(one: Event) -> bool:
    """Whether a procedure is to be done in the session of another: `is booked for the same session`."""
    cue = pattern("history.beside").match(one.after)
    return cue is not None and pattern("effects.denial").search(one.after[: cue.end() + 30]) is None


def _own_day(chosen: Event, day: date) -> bool:
    """Whether the day beside a procedure is its day, though another is stated: it is planned later, or was done."""
    if chosen.day is None or chosen.day == day:
        return False
    if chosen.day > day:
        return chosen.sentence.heading == "plan"
    return pattern("history.done").search(chosen.before[-50:]) is not None


Marks = dict[int, list[Mark]]  # the exact dates of each sentence, by where it begins


def _of(sentence: Sentence, mark: Mark) -> Day:
    return Day(mark.day, sentence.start + mark.start, sentence.start + mark.end)


def _stated(sentences: list[Sentence], marks: Marks) -> Iterator[Day]:
    """The days that are labelled as the day of service; of `two weeks from 6/4, i.e. 6/18` the later."""
    for sentence in sentences:
        for mark in marks[sentence.start]:
            if pattern("history.service_day").search(sentence.text[: mark.start]):
                later = [one for one in marks[sentence.start] if one.day >= mark.day]
                counts = "from" in sentence.text[mark.end : mark.end + 8]
                yield _of(sentence, max(later, key=lambda one: one.day) if counts else mark)


def _days(chosen: Event, candidates: list[Event], sentences: list[Sentence], marks: Marks) -> Iterator[Day]:
    """The day of service, the surest first: so labelled, in the sentence that asks or after it, in a plan, the last."""
    yield from _stated(sentences, marks)
    yield from _of_another(chosen, candidates, sentences, marks)
    visits = {one.visit for one in sentences}
    last = max((mark.day for found in marks.values() for mark in found), default=None)
    others = [one for one in candidates if one.day and one is not chosen]
    taken = {one.day for one in others if one.procedure != chosen.procedure or _over(one, last)}
    i = sentences.index(chosen.sentence)
    for sentence in sentences[i : i + 3]:
        near = [mark for mark in marks[sentence.start] if mark.day not in taken]
        if sentence is not chosen.sentence:
            near = [mark for mark in near if _then(sentence, mark, marks)]
        ahead = [mark for mark in near if mark.day not in visits] or near
        if ahead:
            yield _of(sentence, max(ahead, key=lambda mark: mark.day))
    pairs = [(one, mark) for one in sentences for mark in marks[one.start]]
    for sentence, mark in pairs:
        if sentence.heading == "plan" and mark.day == last and mark.day not in visits:
            yield _of(sentence, mark)
    today = TODAY.search(chosen.sentence.text)
    if today and chosen.sentence.visit and not chosen.day:
        at = chosen.sentence.start
        yield Day(chosen.sentence.visit, at + today.start(), at + today.end())
    if chosen.day:
        yield _spot(chosen, chosen.day, marks)
        return
    for sentence, mark in pairs:
        done = named_in("guidance", [sentence]) or "procedure" in sentence.text.lower()
        if (mark.day == last and done) or pattern("history.bare_date").search(sentence.text[: mark.start]):
            yield _of(sentence, mark)


def _of_another(chosen: Event, candidates: list[Event], sentences: list[Sentence], marks: Marks) -> Iterator[Day]:
    """The last day of a note in a sentence that asks for one more and names no procedure: `Now repeat 6/1/2026`."""
    if chosen.sentence.heading == "plan" or pattern("history.asked").search(chosen.before):
        return
    last = max((mark.day for found in marks.values() for mark in found), default=None)
    named = {id(one.sentence) for one in candidates if one.end > one.start}
    for sentence in sentences:
        told = id(sentence) in named or pattern("history.result").search(sentence.text)
        asks = not told and pattern("history.asked_again").search(sentence.text)
        yield from (_of(sentence, mark) for mark in marks[sentence.start] if asks and mark.day == last)


def _over(one: Event, last: date | None) -> bool:
    """Whether a procedure is told with what came of it, or as done before the last day of the note."""
    return took_place(one) and (gave_relief(one) or (last is not None and one.day is not None and one.day < last))


def _then(sentence: Sentence, mark: Mark, marks: Marks) -> bool:
    """Whether a day in a sentence after the one that asks is for the procedure: `on 6/11`, or the last day, first."""
    before = sentence.text[: mark.start]
    last = max(one.day for found in marks.values() for one in found)
    return bool(pattern("request.then_on").search(before)) or (not before.strip() and mark.day == last)


def _spot(event: Event, day: date, marks: Marks) -> Day:
    """A procedure's own day, with where it stands in its sentence."""
    found = [_of(event.sentence, mark) for mark in marks[event.sentence.start] if mark.day == day]
    return found[0] if found else Day(day, event.start, event.end)
