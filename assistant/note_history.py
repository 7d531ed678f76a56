"""The procedures before the one asked for, and those of the same day, with what the note says of each."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from assistant.note_concepts import Read
from assistant.note_context import Sentence, Status, pattern, status
from assistant.note_events import Event, months_after
from assistant.note_places import LEVELS_OF, OF_PROCEDURE, first_region, region_of
from assistant.note_request import KNOWN, Request, agent_of
from assistant.note_spans import TENS, amount, dates, days, levels, side, spans

DENERVATION = "facet_denervation"
NOT_INJECTED = {"scs_trial", "scs_permanent", "scs_revision", "scs_removal", "infusion_pump_permanent",
                "infusion_pump_replacement", "intraspinal_drug_trial"}  # fmt: skip
PERCENT = re.compile(
    rf"(?<![\d.])(\d{{1,3}}(?:\.\d+)?) ?(?:%|percent\b|per cent\b)|\b((?:{'|'.join(TENS)}|ten|fifteen)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?) (?:%|percent\b|per cent\b)",
    re.IGNORECASE,
)
COUNTS = {"two": 2, "three": 3, "2": 2, "3": 3, "both": 2}
STEPS = (
    (
        r"\binitial\b[^.;]{0,25}\b(?:diagnostic|dx)\b|\bfirst diagnostic\b|\bdiagnostic\b[^.;]{0,10}\binitial",
        "initial_diagnostic",
    ),
    (r"\binitial\b[^.;]{0,25}\btherapeutic\b", "initial_therapeutic"),
    (r"\btherapeutic\b", "therapeutic"),
    (r"\binitial\b", "initial"),
)


def histories(asked: Request, found: list[Event], mentions: list[Event], sentences: list[Sentence]) -> list[Read]:
    """The injections and the denervations before the request, or that there were none; what is done the same day."""
    same_day = _same_day(asked, mentions, sentences)
    earlier = _earlier(asked, found, mentions, same_day)
    told: list[Read] = []
    for name, chosen, none in (
        ("prior_injections", [one for one in earlier if one.procedure != DENERVATION], "history.none"),
        ("prior_denervations", [one for one in earlier if one.procedure == DENERVATION], "history.no_ablation"),
    ):
        if chosen:
            ordered = sorted(chosen, key=lambda one: one.day or date.min)
            told.append(
                Read(
                    name,
                    _entries(ordered, sentences),
                    min(one.start for one in chosen),
                    max(one.stop for one in chosen),
                )
            )
            told += (
                _said(f"{name}_list_complete", False, "history.more", sentences) if name == "prior_injections" else []
            )
        else:
            absent = _said(name, [], none, sentences)
            told += absent or (
                _said(f"{name}_list_complete", False, "history.more", sentences) if name == "prior_injections" else []
            )
    if same_day:
        entries = [_place(one, asked) for one in same_day]
        told.append(Read("other_procedures_same_day", entries, same_day[0].start, same_day[-1].end))
    return told + _first_epidural(asked, earlier, sentences)


def _earlier(asked: Request, found: list[Event], mentions: list[Event], others: list[Event]) -> list[Event]:
    """The procedures that were done before: dated ones before the day of service, undated ones that are said as done."""
    used = {(one.procedure, one.start) for one in [*others, asked.event]}
    dated = [
        one
        for one in found
        if one.procedure not in NOT_INJECTED
        and not (one.procedure == "epidural" and re.search(r"\bfirst\b", one.before[-20:], re.IGNORECASE))
        and (one.procedure, one.start) not in used
        and (one.day is None or (asked.day is not None and one.day < asked.day) or (asked.day is None and _done(one)))
        and (one.day is not None or _done(one) or one.dated)
        and not _planned(one)
    ]
    seen = {(one.procedure, one.start) for one in found} | used
    kinds = {one.procedure for one in dated}
    for one in mentions:
        if (one.procedure, one.start) in seen or one.procedure in kinds or one.procedure in NOT_INJECTED:
            continue
        if one.procedure not in KNOWN or one.sentence is asked.event.sentence and not _done(one):
            continue
        if _done(one) and not _planned(one) and not pattern("history.asked").search(one.before[-60:]):
            dated += [one] * _count(one)
            kinds.add(one.procedure)
    return dated


def _done(one: Event) -> bool:
    """Whether a procedure is said to have been done."""
    name, end = one.start - one.sentence.start, one.end - one.sentence.start
    if status(one.sentence.text, name, end) in {Status.DENIED, Status.OTHER, Status.UNSURE, Status.PLANNED}:
        return False
    return pattern("history.done").search(f"{one.before[-60:]} {one.sentence.text[end : end + 40]}") is not None


def _planned(one: Event) -> bool:
    text = one.sentence.text
    name, end = one.start - one.sentence.start, one.end - one.sentence.start
    if status(text, name, end) in {Status.DENIED, Status.OTHER} and end > name:
        return True
    return (
        bool(pattern("history.unsure").search(one.before[-80:]) or pattern("history.unsure_after").search(text[end:]))
        and not one.day
    )


def _count(one: Event) -> int:
    """How many a mention says: `two lumbar sympathetic blocks`."""
    match = re.search(r"\b(two|three|both|2|3)\b(?: \w+){0,3} $", one.before[-50:], re.IGNORECASE)
    return COUNTS[match[1].lower()] if match and one.sentence.text[: one.end - one.sentence.start].endswith("s") else 1


def _same_day(asked: Request, mentions: list[Event], sentences: list[Sentence]) -> list[Event]:
    """Other procedures of the same session."""
    chosen = asked.event
    return [
        one
        for one in mentions
        if (one.procedure, one.start) != (chosen.procedure, chosen.start)
        and one.procedure in KNOWN
        and not (one.procedure == chosen.procedure and (first_region(one.place) or "") in {"", _region(chosen)})
        and not (one.sentence is chosen.sentence and one.start < chosen.start)
        and _in_session(one, sentences)
    ]


def _in_session(one: Event, sentences: list[Sentence]) -> bool:
    """Whether a procedure is said to be done in the same session; `if yes` goes with the answer before it."""
    text = one.sentence.text
    name, end = one.start - one.sentence.start, one.end - one.sentence.start
    said = status(text, name, end)
    if re.match(r"\W*if (?:yes|so)\b", text, re.IGNORECASE):
        i = sentences.index(one.sentence)
        text, said = sentences[i - 1].text + text, Status.AFFIRMED
    cue = pattern("history.same_day").search(text)
    if cue is None or said in {Status.DENIED, Status.OTHER, Status.UNSURE}:
        return False
    return not re.search(r"\b(?:no|nothing|none|reason)\b[^.;]{0,30}$", text[: cue.start()], re.IGNORECASE)


def _place(one: Event, asked: Request) -> dict[str, Any]:
    at = levels(one.place) or LEVELS_OF.get(one.procedure)
    place = OF_PROCEDURE.get(one.procedure) or region_of(at or []) or first_region(one.place) or _region(asked.event)
    entry = {"procedure": one.procedure, "region": place, "levels": at}
    return {key: value for key, value in entry.items() if value}


def _region(one: Event) -> str | None:
    """The region of a procedure, from its name, its levels or the words beside it."""
    at = levels(one.around) or levels(one.place)
    named = OF_PROCEDURE.get(one.procedure) or region_of(at) or first_region(one.place) or first_region(one.around)
    if not named and one.procedure == "celiac_plexus_block":
        return "abdomen"
    return named if named != "painful_region" else None


def _said(name: str, value: Any, words: str, sentences: list[Sentence]) -> list[Read]:
    """One fact, where a sentence has the words for it."""
    for sentence in sentences:
        match = pattern(words).search(sentence.text)
        if match and sentence.heading != "family":
            return [Read(name, value, sentence.start + match.start(), sentence.start + match.end())]
    return []


def _entries(ordered: list[Event], sentences: list[Sentence]) -> list[dict[str, Any]]:
    """The entries in the order of their days; what is said of all of them counts for each."""
    entries = [_entry(one, sentences) for one in ordered]
    for i, entry in enumerate(entries):
        same = [
            old
            for old in entries[:i]
            if "date" in old and all(old.get(k) == entry.get(k) for k in ("date", "procedure"))
        ]
        if same:
            same[0].update({key: value for key, value in entry.items() if key not in same[0]})
            entry.clear()
    ordered = [one for one, entry in zip(ordered, entries, strict=True) if entry]
    entries = [entry for entry in entries if entry]
    for i, (one, entry) in enumerate(zip(ordered, entries, strict=True)):
        if i and re.match(r"^\W*(?:[\d/ -]*)\W*(?:same|repeat\w*|second|again)\b", one.around, re.IGNORECASE):
            entry |= {
                key: entries[i - 1][key]
                for key in ("levels", "laterality", "agent")
                if key in entries[i - 1] and key not in entry
            }
    for words, value in (("history.same_for_all", False), ("history.better_for_all", True)):
        if any(pattern(words).search(sentence.text) for sentence in sentences):
            entries = [{"functional_improvement_documented": value} | entry for entry in entries]
    whole = next(
        (
            s.text
            for s in sentences
            if re.search(
                r"\b(?:injections|blocks)\b[^.;]{0,30}\ball (?:lumbar|cervical|thoracic)", s.text, re.IGNORECASE
            )
        ),
        "",
    )
    return [
        ({"region": place} if "region" not in entry and (place := first_region(whole)) else {}) | entry
        for entry in entries
    ]


def _entry(one: Event, sentences: list[Sentence]) -> dict[str, Any]:
    """One earlier procedure, with what its own words say of it."""
    text, own = one.told, one.around
    at = (
        levels(own)
        or levels(one.place)
        or levels(one.title)
        or (levels(own, single=True) if one.procedure in {"sympathetic_block", "transforaminal_epidural"} else [])
    )
    agent = (
        "short_acting_anesthetic"
        if pattern("history.short_acting").search(own)
        else "long_acting_anesthetic"
        if pattern("history.long_acting").search(own)
        else agent_of(own)
        or (agent_of(one.place) or agent_of(one.title) if (one.begin > one.start or one.start == one.end) else None)
    )
    entry: dict[str, Any] = {
        "procedure": one.procedure,
        "date": one.day.isoformat() if one.day else None,
        "region": _region(one) or first_region(one.sentence.text) or first_region(one.title) or region_of(at),
        "levels": at or None,
        "laterality": side(own) or side(one.place) or side(one.title),
        "agent": agent,
        "phase": _step(own) or (_step(one.place) if (one.begin > one.start or one.start == one.end) else None),
    }
    if entry["procedure"] == "caudal_epidural":
        entry["levels"] = None
    if entry["region"] == "painful_region":
        entry["region"] = None
    if pattern("history.not_lasted").search(text):
        entry["relief_lasted_at_least_anesthetic_duration"] = False
    elif pattern("history.lasted").search(text):
        entry["relief_lasted_at_least_anesthetic_duration"] = True
    if pattern("history.same").search(text):
        entry["functional_improvement_documented"] = False
    elif pattern("history.better").search(text):
        entry["functional_improvement_documented"] = True
    return {key: value for key, value in (entry | _relief(text, one.day)).items() if value is not None}


def _step(text: str) -> str | None:
    """The phase that a procedure belonged to, where its words say so."""
    return next((name for words, name in STEPS if re.search(words, text, re.IGNORECASE)), None)


def _relief(text: str, day: date | None) -> dict[str, Any]:
    """How much relief there was, and for how many days."""
    found: dict[str, Any] = {}
    percent = next((m for m in PERCENT.finditer(text) if _of_relief(text, m)), None)
    about = (
        "symptom_relief_percent"
        if percent
        and pattern("history.symptoms").search(text[max(0, percent.start() - 30) : percent.end() + 40])
        and not re.search(r"\bpain\b", text[percent.end() : percent.end() + 25])
        else "pain_relief_percent"
    )
    if percent:
        number = float(percent[1] or amount(percent[2]))
        number = int(number) if number == int(number) else number
        if number <= 100:
            found[about] = number
    elif pattern("history.no_relief").search(text):
        found[about] = 0
    began = percent.start() if percent else 0
    lasting = [m for m in spans(text[began:]) if _lasts(text[began:], m)]
    first = next((m for m in lasting if not re.match(r"[dwmy]$", m["unit"])), lasting[0] if lasting else None)
    if first is None or not (percent or re.search(r"relief|help|better|lasted|held|benefit|gone", text, re.IGNORECASE)):
        return found
    number_, unit = days(first)
    if unit in {"days", "weeks"}:
        found["relief_duration_days"] = int(number_ * (7 if unit == "weeks" else 1))
    elif day:
        months = int(number_ * (12 if unit == "years" else 1))
        found["relief_duration_days"] = (months_after(day, months) - day).days
    return found


def _of_relief(text: str, match: re.Match[str]) -> bool:
    """Whether a percentage is one of relief, not of a drug or a questionnaire."""
    if pattern("history.not_good").search(text[: match.start()]):
        return False
    if re.match(r" ?(?:bupi|lido|ropi|marcaine|of (?:the )?(?:time|normal))", text[match.end() :], re.IGNORECASE):
        return False
    return True


ENDED = re.compile(
    r"\b(?:wore off|worn off|gone|faded|returned|came back|back|recurred|over|ended)(?: \w+)? (?:after|by|within) ?$",
    re.IGNORECASE,
)


def _lasts(text: str, match: re.Match[str]) -> bool:
    """Whether a duration is how long relief lasted, not when something else happened."""
    if re.match(r"\s*(?:ago|later|after|before|apart|follow|f/u|from)\b", text[match.end() :], re.IGNORECASE):
        return False
    if ENDED.search(text[: match.start()]):
        return True
    return not re.search(
        r"\b(?:after|within|at|every|in|next|rtc|pt|therapy)(?: the)? ?$", text[: match.start()], re.IGNORECASE
    )


def _first_epidural(asked: Request, earlier: list[Event], sentences: list[Sentence]) -> list[Read]:
    """The day of the first epidural, where the note says so, or where all are listed."""
    for sentence in sentences:
        match = re.search(
            r"\bfirst (?:\w+ ){0,2}(?:epidural|esi|injection)\b[^.;\n]{0,40}?(?=\d|[A-Z][a-z]{2,8} \d)",
            sentence.text,
            re.IGNORECASE,
        )
        if match:
            marks = [mark for mark in dates(sentence.text[match.end() :]) if mark.exact and mark.start < 3]
            if marks and "epidural" in asked.event.procedure:
                start = sentence.start + match.end() + marks[0].start
                return [
                    Read("first_epidural_date", marks[0].day.isoformat(), start, start + marks[0].end - marks[0].start)
                ]
    return []
