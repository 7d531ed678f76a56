"""Procedures in a note: what is asked for, and what was done before, each with its day and its own words."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant import note_words as say
from assistant.note_spans import SPAN, Sentence, dates, days, levels, side
from assistant.note_therapy import Told, duration, therapy

DENERVATION = "facet_denervation"


@dataclass(frozen=True)
class Mention:
    """A procedure named in the note, with its day where one stands beside it."""

    procedure: str
    sentence: Sentence
    start: int
    end: int
    day: date | None = None
    around: str = ""
    place: str = ""  # the words at the procedure's own name, for a date that repeats neither level nor side
    details: tuple[Told, ...] = ()


@dataclass
class Events:
    """All that was read: the request, and facts as name, value, start and end."""

    request: Mention | None = None
    told: list[Told] = field(default_factory=list)

    def facts(self) -> list[Told]:
        """The facts, in the order of reading."""
        return self.told


def read_events(sentences: list[Sentence], rules: dict[str, Any]) -> Events:
    """Read the request, earlier procedures, therapy and the pain's duration."""
    named = mentions(sentences, rules)
    events = dated(named, sentences)
    asked = None if any(say.NOTHING_ASKED.search(one.text) for one in sentences) else _request(named, events)
    asked = _with_day(_titled(asked, named, events, sentences), sentences) if asked else None
    told: list[Told] = []
    if asked is not None:
        earlier = [one for one in events if asked.day is None or (one.day is not None and one.day < asked.day)]
        told += _histories(earlier, sentences)
    return Events(asked, told + therapy(sentences, rules) + duration(sentences))


def mentions(sentences: list[Sentence], rules: dict[str, Any]) -> list[Mention]:
    """Every procedure named, in order; each place once."""
    found = []
    for sentence in sentences:
        taken: list[tuple[int, int]] = []
        for rule in rules["procedures"]:
            for match in re.finditer(rule["says"], sentence.text, re.IGNORECASE):
                if not any(match.start() < b and a < match.end() for a, b in taken):
                    taken.append(match.span())
                    at = sentence.start
                    found.append(Mention(rule["is"], sentence, at + match.start(), at + match.end()))
    return sorted(found, key=lambda mention: mention.start)


def dated(found: list[Mention], sentences: list[Sentence]) -> list[Mention]:
    """Each date beside a procedure makes an event; a date without one of its own takes the one named before it.

    A sentence that speaks of a further injection without naming it takes the one named last before it.
    """
    events: list[Mention] = []
    for sentence in sentences:
        inside = [mention for mention in found if mention.sentence is sentence]
        if not inside and say.AGAIN.search(sentence.text):
            named = [mention for mention in found if mention.start < sentence.start][-1:]
            inside = [
                replace(one, sentence=sentence, start=sentence.start, end=sentence.start, place=_at(one))
                for one in named
            ]
        marks = dates(sentence.text) if inside else []
        for i in range(len(marks)):
            event = _event(sentence, inside, marks, i)
            if event:
                events.append(event)
    return events


def _event(sentence: Sentence, inside: list[Mention], marks: list[tuple[date, int, int]], i: int) -> Mention | None:
    """The procedure that a date belongs to, with the words from its name (or the date) to the next date."""
    text, (day, start, end) = sentence.text, marks[i]
    if say.ENDED.search(text[:start].rstrip()) and say.THERAPY.search(text[:start]):
        return None
    if re.match(r"\s*:|\s*\)\s*:", text[end:]) and say.HEADED.search(text[:start]):
        return None
    before = [m for m in inside if m.start - sentence.start <= start]
    after = [m for m in inside if 0 <= m.start - sentence.start - end <= 40]
    chosen = before[-1] if before else after[0] if after else None
    if chosen is None:
        return None
    name = chosen.start - sentence.start
    own = name >= (marks[i - 1][2] if i else 0)
    low = max(0, name - 40) if own else start
    high = marks[i + 1][1] if i + 1 < len(marks) else len(text)
    return replace(chosen, day=day, around=text[low:high], place=chosen.place or _at(chosen))


def _at(mention: Mention) -> str:
    """The words at a procedure's name."""
    name = mention.start - mention.sentence.start
    return mention.sentence.text[max(0, name - 40) : name + 60]


def _request(named: list[Mention], events: list[Mention]) -> Mention | None:
    """The procedure asked for: with the last day of all, or named with a word of asking, or the last one named."""
    if events:
        last = max(event.day or date.min for event in events)
        chosen = [event for event in events if event.day == last][-1]
    elif named := [one for one in named if not say.UNSURE.search(one.sentence.text[: one.start - one.sentence.start])]:
        asking = [mention for mention in named if say.ASKED.search(mention.sentence.text)]
        chosen = (asking or named)[-1]
    else:
        return None
    return replace(chosen, details=_details(chosen))


def _titled(asked: Mention, named: list[Mention], events: list[Mention], sentences: list[Sentence]) -> Mention:
    """On a form whose day of service stands apart, the procedure of the line that asks, or of the title."""
    apart = [day for one in sentences for day, start, _ in dates(one.text) if say.SERVICE_DAY.search(one.text[:start])]
    if not apart or any(event.day == apart[0] for event in events):
        return asked
    lines = [one for one in named if say.ASKS.search(one.sentence.text[: one.start - one.sentence.start])]
    chosen = (lines or named)[0]
    return asked if chosen.procedure == asked.procedure else replace(chosen, details=_details(chosen))


def _with_day(asked: Mention, sentences: list[Sentence]) -> Mention:
    """The request with the day of service that a sentence states as such, whatever day stands beside its name."""
    for sentence in sentences:
        for day, start, end in dates(sentence.text):
            if say.SERVICE_DAY.search(sentence.text[:start]):
                told = ("date_of_service", day.isoformat(), sentence.start + start, sentence.start + end)
                others = tuple(one for one in asked.details if one[0] != "date_of_service")
                return replace(asked, day=day, details=(*others, told))
    return asked


def _details(asked: Mention) -> tuple[Told, ...]:
    """Day, levels, side, agent and purpose of the request, as its own words say them."""
    text, at = asked.sentence.text, asked.sentence.start
    around = asked.around or text
    found: dict[str, Any] = {
        "levels": levels(around) or say.LEVELS.get(asked.procedure),
        "region": say.PLACES.get(asked.procedure) or say.region_of(levels(around)) or say.region(around),
        "laterality": side(around),
        "agent": say.agent(around),
        "phase": say.PHASES.get(asked.procedure),
        "purpose": "therapeutic" if re.search(r"\btherapeutic\b", around, re.IGNORECASE) else None,
    }
    if asked.procedure == "transforaminal_epidural" and re.search(r"\bdiagnostic\b", around, re.IGNORECASE):
        found["purpose"] = "diagnostic_surgical_planning"
    details = [(name, value, at, at + len(text)) for name, value in found.items() if value is not None]
    if asked.day:
        start, end = next((a, b) for day, a, b in dates(text) if day == asked.day)
        details.append(("date_of_service", asked.day.isoformat(), at + start, at + end))
    return tuple(details)


def _histories(earlier: list[Mention], sentences: list[Sentence]) -> list[Told]:
    """The injections and the denervations before the request; a list that may be longer says so."""
    told: list[Told] = []
    ablations = [mention for mention in earlier if mention.procedure == DENERVATION]
    injections = [mention for mention in earlier if mention.procedure != DENERVATION]
    for name, found, none in (
        ("prior_injections", injections, say.NO_PRIOR),
        ("prior_denervations", ablations, say.NO_RF),
    ):
        if found:
            ordered = sorted(found, key=lambda mention: mention.day or date.min)
            spans = [(mention.start, mention.end) for mention in found]
            entries = [_entry(mention) for mention in ordered]
            if any(say.SAME_FOR_ALL.search(sentence.text) for sentence in sentences):
                entries = [{"functional_improvement_documented": False} | entry for entry in entries]
            told.append((name, entries, min(spans)[0], max(spans)[1]))
            told += _said(f"{name}_list_complete", False, say.MAYBE_MORE, sentences)
        else:
            told += _said(name, [], none, sentences)
    return told


def _said(name: str, value: Any, words: re.Pattern[str], sentences: list[Sentence]) -> list[Told]:
    """One fact, where a sentence has the words for it."""
    for sentence in sentences:
        match = words.search(sentence.text)
        if match:
            return [(name, value, sentence.start + match.start(), sentence.start + match.end())]
    return []


def _entry(mention: Mention) -> dict[str, Any]:
    """One earlier procedure, with what its own words say of it."""
    text = mention.around
    phase = re.search(r"\b(initial|therapeutic)\b", text, re.IGNORECASE)
    entry: dict[str, Any] = {
        "procedure": mention.procedure,
        "date": mention.day.isoformat() if mention.day else None,
        "levels": levels(text) or levels(mention.place) or None,
        "laterality": side(text) or side(mention.place),
        "agent": say.agent(text),
        "phase": phase[1].lower() if phase else None,
        "relief_lasted_at_least_anesthetic_duration": True if say.LASTED.search(text) else None,
    }
    if not entry["levels"]:
        place = say.PLACES.get(mention.procedure)
        entry["region"] = place or say.region(text) or say.region(mention.sentence.text)
    if say.SAME.search(text) or say.BETTER.search(text):
        entry["functional_improvement_documented"] = not say.SAME.search(text)
    return {key: value for key, value in (entry | _relief(text, mention.day)).items() if value is not None}


def _relief(text: str, day: date | None) -> dict[str, Any]:
    """How much relief there was, and for how many days."""
    found: dict[str, Any] = {}
    text = say.PERCENT_WORDS.sub(lambda m: f"{say.TENS[m[1].lower()]}%".ljust(len(m[0])), text)
    percent = re.search(r"(\d{1,3}) ?%", text)
    about = "symptom_relief_percent" if say.SYMPTOMS.search(text) else "pain_relief_percent"
    if percent and int(percent[1]) <= 100:
        found[about] = int(percent[1])
    elif say.NO_RELIEF.search(text):
        found[about] = 0
    spans = [days(match) for match in SPAN.finditer(text[percent.start() if percent else 0 :])]
    if spans and spans[0][1] in {"days", "weeks"}:
        found["relief_duration_days"] = int(spans[0][0] * (7 if spans[0][1] == "weeks" else 1))
    elif spans and spans[0][1] == "months" and day:
        found["relief_duration_days"] = (_months_after(day, int(spans[0][0])) - day).days
    return found


def _months_after(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))
