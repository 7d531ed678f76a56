"""The procedures before the one asked for, and those of the same day."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.note_concepts import Read
from assistant.note_context import NOT_SO, Sentence, Status, pattern, status
from assistant.note_details import KNOWN
from assistant.note_earlier import NOT_INJECTED, earlier, planned
from assistant.note_entries import entries, region_of_event
from assistant.note_events import Event, gave_relief, took_place
from assistant.note_lists import is_row
from assistant.note_looks_back import looks_back
from assistant.note_places import LEVELS_OF, OF_PROCEDURE, first_region, region_of
from assistant.note_request import Request
from assistant.note_spans import dates, levels
from assistant.note_undated import place_in_row, told_to_be

DENERVATION = "facet_denervation"
JOINT = "sacroiliac_joint_injection"


def histories(asked: Request, found: list[Event], mentions: list[Event], sentences: list[Sentence]) -> list[Read]:
    """The injections and the denervations before the request, or that there were none; what is done the same day."""
    same_day = _same_day(asked, mentions, sentences)
    done = [one for one in earlier(asked, found, mentions, same_day, sentences) if not _denied(one)]
    injections = [one for one in done if one.procedure != DENERVATION]
    ablations = [one for one in done if one.procedure == DENERVATION]
    told: list[Read] = []
    if asked.event.procedure == JOINT:
        injections, told = _since_last(injections, sentences)
    for name, chosen, none in (
        ("prior_injections", injections, "history.none"),
        ("prior_denervations", ablations, "history.no_ablation"),
    ):
        denied = _said(name, [], none, sentences)
        told += _history(name, [one for one in chosen if not (denied and _only_step(one))], sentences) or denied
    told += _fewer(asked, told, mentions, sentences)
    told += [
        *_incomplete(asked, sentences),
        *_unread_rows(asked, found, sentences),
        *_in_doubt(asked, found, sentences),
    ]
    if same_day:
        others = [_place(one, asked) for one in same_day]
        told.append(Read("other_procedures_same_day", others, same_day[0].start, same_day[-1].end))
    return told + (_first_epidural(sentences) if "epidural" in asked.event.procedure else [])


def happened(asked: Request | None, found: list[Event], mentions: list[Event], sentences: list[Sentence]) -> set[str]:
    """The histories that have an entry, whatever its day: nothing says of them that they are empty."""
    others = [one for one in [*mentions, *found] if asked is None or one.spot != asked.event.spot]
    day = asked.day if asked else None
    told = [one for one in others if _took_place(one, day) and not _denied(one)]
    done = {one.procedure for one in told if one.procedure in {*KNOWN, "epidural"}}
    names = {"prior_denervations" if one == DENERVATION else "prior_injections" for one in done - NOT_INJECTED}
    return names | ({"prior_injections"} if any(map(_tells_of_one, sentences)) else set())


def _denied(one: Event) -> bool:
    """Whether a mention without a day stands in the words that deny all of its sort: `RF ablations to date: zero`."""
    if one.day or gave_relief(one):
        return False
    start, end = one.start - one.sentence.start, one.end - one.sentence.start
    none = "history.no_ablation" if one.procedure == DENERVATION else "history.none"
    return any(match.start() <= end + 1 and start < match.end() for match in pattern(none).finditer(one.sentence.text))


def _took_place(one: Event, service: date | None) -> bool:
    """Whether a procedure is told as done, on another day than that of service: by verbs, or by what came of it."""
    if (one.day and one.day == service and not gave_relief(one)) or planned(one):
        return False
    return took_place(one)


def _tells_of_one(sentence: Sentence) -> bool:
    """Whether a sentence tells of injections that were given, be it without saying which."""
    for match in pattern("history.some").finditer(sentence.text):
        if not pattern("history.none").search(sentence.text) and status(sentence.text, *match.span()) not in NOT_SO:
            return sentence.heading != "family"
    return False


def _in_doubt(asked: Request, found: list[Event], sentences: list[Sentence]) -> list[Read]:
    """The day of something that was done after the day of service that was read: one of the two is wrong.

    So is a day that a sentence on relief gave, where the note names a later one.
    """
    name = "request.date_of_service"
    late = [one for one in found if asked.day and one.day and one.day > asked.day and one.spot != asked.event.spot]
    return [
        Read(name, one.day.isoformat(), one.begin, one.stop) for one in late if one.day and _took_place(one, asked.day)
    ][:1] or (_later(asked.day, sentences) if pattern("history.result").search(asked.event.sentence.text) else [])


def _later(day: date | None, sentences: list[Sentence]) -> list[Read]:
    """The first day of a note that is later than another."""
    pairs = ((one, mark) for one in sentences for mark in dates(one.text) if mark.exact and day and mark.day > day)
    return [
        Read("request.date_of_service", mark.day.isoformat(), one.start + mark.start, one.start + mark.end)
        for one, mark in pairs
    ][:1]


def _since_last(injections: list[Event], sentences: list[Sentence]) -> tuple[list[Event], list[Read]]:
    """The injections of the joint, and apart those elsewhere since the last of these, or that there were none."""
    last = max((one.day for one in injections if one.procedure == JOINT and one.day), default=None)
    others = [one for one in injections if one.procedure != JOINT and one.day and last and one.day > last]
    name = "other_interventional_injections_since_last_sij"
    told = _history(name, others, sentences) or (_said(name, [], "history.none_since", sentences) if last else [])
    return [one for one in injections if one not in others], told


def _incomplete(asked: Request, sentences: list[Sentence]) -> list[Read]:
    """Which lists a note says may be longer: those that its words name, else every one that the request turns on."""
    names = {
        "prior_injections_list_complete": "events.of_injections",
        "prior_denervations_list_complete": "events.of_ablations",
        "conservative_therapy_list_complete": "events.of_care",
    }
    told: dict[str, Read] = {}
    for sentence in sentences:
        chosen = [name for name, words in names.items() if pattern(words).search(sentence.text)]
        match = pattern("history.more").search(sentence.text)
        match = match or (pattern("history.recalled").search(sentence.text) if chosen else None)
        if match is None or sentence.heading == "family" or pattern("events.of_others").search(sentence.text):
            continue
        turns_on = [one for one in names if "therapy" not in one and ("den" not in one or _ablates(asked))]
        for name in chosen or turns_on:
            span = sentence.start + match.start(), sentence.start + match.end()
            told.setdefault(name, Read(name, False, *span))
    return list(told.values())


def _fewer(asked: Request, told: list[Read], mentions: list[Event], sentences: list[Sentence]) -> list[Read]:
    """That the list of the procedure asked for may be longer, where its number tells of more than were read."""
    history = "prior_denervations" if _ablates(asked) else "prior_injections"
    read = next((one for one in told if one.name == history and one.value), None)
    own = [one for one in [*mentions, asked.event] if one.procedure == asked.event.procedure]
    most = max([*(place_in_row(one) - 1 for one in own), *map(told_to_be, sentences)], default=0)
    if read is None or len(read.value) >= most:
        return []
    return [Read(f"{history}_list_complete", False, read.start, read.end)]


def _unread_rows(asked: Request, found: list[Event], sentences: list[Sentence]) -> list[Read]:
    """That the histories may be longer, where a dated row tells what came of something of which no entry was read."""
    days = {one.day for one in found}
    for one in sentences:
        told = pattern("history.result").search(one.text) and not pattern("events.vitals").search(one.text)
        row = (told and is_row(one) and not looks_back(one)) or pattern("events.bare_dates").search(one.text)
        mark = next((mark for mark in dates(one.text) if mark.exact), None) if row else None
        if mark and mark.day not in days and asked.day and mark.day < asked.day:
            span = one.start + mark.start, one.start + mark.end
            return [
                Read(name, False, *span)
                for name in ("prior_injections_list_complete", "prior_denervations_list_complete")
                if "den" not in name or _ablates(asked)
            ]
    return []


def _ablates(asked: Request) -> bool:
    return asked.event.procedure == DENERVATION


def _history(name: str, chosen: list[Event], sentences: list[Sentence]) -> list[Read]:
    """One history in the order of its days; nothing where it has no entry."""
    if not chosen:
        return []
    listed = entries(sorted(chosen, key=lambda one: one.day or date.min), sentences)
    return [Read(name, listed, min(one.start for one in chosen), max(one.stop for one in chosen))]


def _only_step(one: Event) -> bool:
    """Whether a line on what is asked tells but the step of a procedure: `Injection: interlaminar / initial`."""
    if one.sentence.heading != "plan" and not pattern("history.labelled").search(one.before):
        return False
    told = pattern("history.done").finditer(f"{one.before[-60:]} {one.after[:40]}")
    return one.day is None and not gave_relief(one) and all(match[0].lower() in {"initial", "first"} for match in told)


def _same_day(asked: Request, mentions: list[Event], sentences: list[Sentence]) -> list[Event]:
    """Other procedures of the same session."""
    chosen = asked.event
    return [
        one
        for one in mentions
        if one.spot != chosen.spot
        and one.procedure in KNOWN
        and not (one.procedure == chosen.procedure and (first_region(one.place) or "") in {"", region_of_event(chosen)})
        and not (one.sentence is chosen.sentence and one.start < chosen.start)
        and _in_session(one, sentences, chosen.day)
    ]


def _in_session(one: Event, sentences: list[Sentence], day: date | None) -> bool:
    """Whether a procedure is said to be done in the session asked for, not the same day as an earlier one.

    `if yes` goes with the answer before it.
    """
    text, said = one.sentence.text, one.status
    named = [mark.day for mark in dates(text) if mark.exact]
    if day and named and max(named) < day:
        return False
    if pattern("entry.if_yes").match(text):
        text, said = sentences[sentences.index(one.sentence) - 1].text + text, Status.AFFIRMED
    cue = pattern("history.same_day").search(text)
    if cue is None or said in NOT_SO - {Status.PLANNED}:
        return False
    return not pattern("entry.not_before").search(text[: cue.start()])


def _place(one: Event, asked: Request) -> dict[str, Any]:
    """A procedure of the same session with its region and levels."""
    at = levels(one.place) or LEVELS_OF.get(one.procedure)
    place = (
        OF_PROCEDURE.get(one.procedure)
        or region_of(at or [])
        or first_region(one.place)
        or region_of_event(asked.event)
    )
    entry = {"procedure": one.procedure, "region": place, "levels": at}
    return {key: value for key, value in entry.items() if value}


def _said(name: str, value: Any, words: str, sentences: list[Sentence]) -> list[Read]:
    """One fact, wherever a sentence has the words for it."""
    found = []
    for sentence in sentences:
        match = pattern(words).search(sentence.text)
        meant = match and value == [] and pattern("history.not_said").search(sentence.text[: match.start()])
        if match and sentence.heading != "family" and not meant:
            found.append(Read(name, value, sentence.start + match.start(), sentence.start + match.end()))
    return found


def _first_epidural(sentences: list[Sentence]) -> list[Read]:
    """The day of the first epidural, where the note says so."""
    for sentence in sentences:
        match = pattern("entry.first_epidural").search(sentence.text)
        start = match.end() if match else 0
        row = pattern("events.a_row").match(sentence.text) and pattern("entry.first_ever").search(sentence.text)
        marks = [mark for mark in dates(sentence.text[start:]) if mark.exact] if match or row else []
        if marks and (row or marks[0].start < 3):
            at = sentence.start + start
            return [Read("first_epidural_date", marks[0].day.isoformat(), at + marks[0].start, at + marks[0].end)]
    return []
