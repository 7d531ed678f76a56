"""Entries of a history: what a note says of one earlier procedure."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

from assistant.note_context import Sentence, loose, pattern
from assistant.note_details import agent_of, step
from assistant.note_effects import afterwards, for_all, outlasted
from assistant.note_events import Event, months_after
from assistant.note_percents import found_in, of_relief, value
from assistant.note_places import LEVELS_OF, OF_PROCEDURE, first_region, region_of
from assistant.note_spans import dates, days, levels, side, spans

SINGLE = {"sympathetic_block", "transforaminal_epidural"}  # procedures at one vertebra or root
CLAUSE = re.compile(r"[;,](?=\s)|\.(?=\s|$)")
SHORT_LONG = re.compile(r"\b(short|long)\b", re.IGNORECASE)
RELIEFS = {"pain_relief_percent", "symptom_relief_percent", "relief_duration_days"}
FIRSTS = [date(2001, month, 1) for month in range(1, 13)]
INHERITED = ("levels", "laterality", "agent")
Entry = dict[str, Any]


def entries(ordered: list[Event], sentences: list[Sentence]) -> list[Entry]:
    """The entries in the order of their days; what is said of all of them counts for each."""
    found: list[tuple[Event, Entry]] = []
    for i, one in enumerate(ordered):
        new = _entry(one)
        if ordered.count(one) > 1:
            new = _share(new, one, ordered[:i].count(one), ordered.count(one))
        same = [old for _, old in found if _same(old, new)]
        if same:
            named = new["procedure"] if same[0]["procedure"] == "epidural" else same[0]["procedure"]
            same[0].update({key: value for key, value in new.items() if key not in same[0]} | {"procedure": named})
            continue
        if found and pattern("entry.again").search(one.around):
            last = found[-1][1]
            new |= {key: last[key] for key in INHERITED if key in last and key not in new}
        found.append((one, new))
    for_all = _for_all(sentences)
    return [for_all | entry for _, entry in found]


def _share(entry: Entry, one: Event, i: int, several: int) -> Entry:
    """An entry of several that are told at once, with its own relief: the one in its place where each has one.

    Of reliefs that differ, and are not as many in a row as the procedures, none is known.
    """
    pair = SHORT_LONG.findall(one.around)
    if pair:
        entry = {key: known for key, known in entry.items() if key != "agent"}
        acting = [f"{word.lower()}_acting_anesthetic" for word in pair]
        entry |= {"agent": acting[i]} if len(set(acting)) == len(acting) == several == 2 else {}
    told = of_relief(one.told)
    if len({value(match) for match in told}) < 2:
        return entry
    rest = {key: known for key, known in entry.items() if key not in RELIEFS}
    joined = all(pattern("entry.joins").fullmatch(one.told[a.end() : b.start()]) for a, b in pairwise(told))
    vague = loose(one.told, *told[0].span()) or pattern("entry.of_two_things").match(one.told[told[-1].end() :])
    if len(told) != several or not joined or vague:
        return rest
    number = value(told[i])
    return rest | {"pain_relief_percent": int(number) if number == int(number) else number}


def _same(old: Entry, new: Entry) -> bool:
    """Whether two entries are of one day and one procedure, be it named in full but once."""
    one, other = old["procedure"], new["procedure"]
    vague = "epidural" in {one, other} and one.endswith("epidural") and other.endswith("epidural")
    return "date" in new and old.get("date") == new["date"] and (one == other or vague)


def _for_all(sentences: list[Sentence]) -> Entry:
    """What a sentence says of all earlier procedures at once: their region, and the function after them."""
    found: Entry = {}
    for sentence in sentences:
        place = first_region(sentence.text) if pattern("entry.all_of").search(sentence.text) else None
        if place:
            found.setdefault("region", place)
        if pattern("therapy_named.plain").search(sentence.text):
            continue
        marks = dates(sentence.text)
        parts = (sentence.text[: marks[0].start], sentence.text[marks[-1].end :]) if marks else (sentence.text,)
        for said in map(for_all, parts):
            if said is not None:
                found.setdefault("functional_improvement_documented", said)
    return found


def _entry(one: Event) -> Entry:
    """One earlier procedure, with what its own words say of it, else the head of its list."""
    text, own = one.told, one.around
    shared = one.place if one.begin > one.start or one.start == one.end else ""
    at = levels(own) or levels(one.place) or levels(one.title)
    if not at and one.procedure in SINGLE:
        at = levels(own, single=True)
    if one.procedure == "sacroiliac_joint_injection" and re.search(r"\bSIJ\b", f"{own} {one.title}"):
        at = LEVELS_OF[one.procedure]
    place = region_of_event(one) or first_region(one.sentence.text) or first_region(one.title) or region_of(at)
    if place == "sacroiliac" and one.procedure != "sacroiliac_joint_injection":
        place = None
    said = afterwards(text)
    entry: Entry = {
        "procedure": one.procedure,
        "date": one.day.isoformat() if one.day else None,
        "region": place if place != "painful_region" else None,
        "levels": (at or None) if one.procedure != "caudal_epidural" else None,
        "laterality": side(own) or side(one.place) or side(one.title),
        "agent": _agent(own) or agent_of(shared) or (agent_of(one.title) if shared else None),
        "phase": next(
            (told for words in (own, shared, _opening(one), _headed(one)) if (told := step(words, "earlier_step"))),
            None,
        ),
        "relief_lasted_at_least_anesthetic_duration": outlasted(text),
        "functional_improvement_documented": said.yes if said else None,
    }
    relief = _relief(text, one.day, place)
    return {key: value for key, value in (entry | relief).items() if value is not None}


def _headed(one: Event) -> str:
    """The head of a list, where it names one step, which all of its rows were: `Initial phase: 10/3 ...; 10/24 ...`."""
    return one.title if len(pattern("entry.phases").findall(one.title)) == 1 else ""


def _opening(one: Event) -> str:
    """The words that open the sentence of a procedure, where they lead to it and to no other."""
    return one.before[-80:] if not dates(one.before) and ";" not in one.before and ":" not in one.before else ""


def _agent(text: str) -> str | None:
    """What was injected; anesthetics of short and long action are told apart where the note does."""
    for name in ("short_acting", "long_acting"):
        if pattern(f"history.{name}").search(text):
            return f"{name}_anesthetic"
    return agent_of(text)


def region_of_event(one: Event) -> str | None:
    """The region of a procedure, from its name, its levels or the words beside it."""
    at = levels(one.around) or levels(one.place)
    named = OF_PROCEDURE.get(one.procedure) or region_of(at) or first_region(one.place) or first_region(one.around)
    if not named and one.procedure == "celiac_plexus_block":
        return "abdomen"
    return named if named != "painful_region" else None


def _relief(text: str, day: date | None, place: str | None) -> Entry:
    """How much relief there was, and for how many days; nothing where it is told of a part out of its place."""
    found: Entry = {}
    told = of_relief(text)
    part = {"sacroiliac": "lumbar"}.get(place or "", place)
    if part in {"lumbar", "cervical"} and any(_beyond(part, text, match) for match in told):
        return found
    percent = found_in(text)
    if percent is None and any(not loose(text, *match.span()) for match in told):
        return found
    if percent:
        number = value(percent)
        if number <= 100:
            found[_of_what(text, percent)] = int(number) if number == int(number) else number
    elif not told and pattern("history.no_relief").search(text):
        found["pain_relief_percent"] = 0
    rest = text[percent.start() :] if percent else text
    lasting = [match for match in spans(rest) if _lasts(rest, match) and not loose(rest, *match.span())]
    if percent and not lasting:
        led = text[: percent.start()]
        ended = (match for match in spans(led) if pattern("entry.ended").search(led[: match.start()]))
        lasting = [match for match in ended if not loose(led, *match.span())]
    if lasting and (percent or pattern("entry.relief").search(text)):
        spelled = [match for match in lasting if len(match["unit"]) > 1]
        found["relief_duration_days"] = _length((spelled or lasting)[0], day)
    return found


def _beyond(part: str, text: str, percent: re.Match[str]) -> bool:
    """Whether a percentage is said of a part of the body that a region of the spine does not reach."""
    return pattern(f"entry.not_of_{part}").match(text[percent.end() :]) is not None


def _of_what(text: str, percent: re.Match[str]) -> str:
    """Whether a percentage is one of pain or of other symptoms."""
    around = text[max(0, percent.start() - 30) : percent.end() + 40]
    pain = re.search(r"\bpain\b", text[percent.end() : percent.end() + 25])
    return (
        "symptom_relief_percent" if pattern("history.symptoms").search(around) and not pain else "pain_relief_percent"
    )


def _length(match: re.Match[str], day: date | None) -> int:
    """A duration in days; months count from the day of the procedure.

    Without it they are 30 days each, and no less than so many months in a row can have.
    """
    number, unit = days(match)
    if unit in {"days", "weeks"}:
        return int(number * (7 if unit == "weeks" else 1))
    months = int(number * (12 if unit == "years" else 1))
    half = 15 if unit == "months" and number % 1 else 0
    if day:
        return (months_after(day, months) - day).days + half
    return max(30 * months, min((months_after(first, months) - first).days for first in FIRSTS)) + half


def _lasts(text: str, match: re.Match[str]) -> bool:
    """Whether a duration is how long relief lasted, not when something else happened."""
    before = text[: match.start()]
    if _of_care(text, match):
        return False
    if pattern("entry.when").match(text[match.end() :]) and not pattern("entry.for_so_long").search(before):
        return False
    return bool(pattern("entry.ended").search(before)) or not pattern("entry.when_before").search(before)


def _of_care(text: str, match: re.Match[str]) -> bool:
    """Whether a duration is one of therapy or of the pain: said of it, or in a clause that tells of therapy alone."""
    before, after = text[: match.start()], text[match.end() :]
    if pattern("entry.of_care").match(after) or pattern("entry.of_care_before").search(before):
        return True
    clause = CLAUSE.split(before)[-1] + match[0] + CLAUSE.split(after)[0]
    return bool(pattern("entry.care").search(clause)) and not pattern("entry.of_relief").search(clause)
