"""Therapy in notes: courses with their time, region and response, what goes on, and what kept from it."""

from __future__ import annotations

import re
from datetime import date
from math import ceil
from typing import Any

from assistant.note_concepts import Read
from assistant.note_context import Sentence, pattern
from assistant.note_courses import Course, courses_of, leads_up
from assistant.note_places import region_near
from assistant.note_reasons import denials
from assistant.note_shares import LENGTHS, TIMES, reply_of, response_of, shared, timed
from assistant.note_spans import dates, days, periods, spans

GENERIC = {"medications", "passive", "active care", "inactive care"}
PLANS = (
    ("plan_prescribed_by", "self_directed", "own"),
    ("plan_prescribed_by", "physical_therapist", "by_therapist"),
    ("plan_prescribed_by", "chiropractor", "by_chiropractor"),
    ("plan_prescribed_by", "physician", "by_physician"),
    ("stopped_early_reason", "office_closed", "stop_closed"),
    ("stopped_early_reason", "inconvenience", "stop_inconvenience"),
    ("stopped_early_reason", "noncompliance", "stop_noncompliance"),
    ("stopped_early_reason", "medical", "stop_medical"),
)
DENIED = re.compile(  # `no SIJ or disc source`, `no discogenic, SIJ or radicular source`
    r"\b(?:no|nor|without|denies)\b(?:[^,;.]{0,40}(?:, ?[\w /-]{1,25}){1,5},? (?:or|nor) [^,;.]{1,40}|[^,;.]{0,40})",
    re.IGNORECASE,
)
Entry = dict[str, Any]


def therapy(sentences: list[Sentence], about: date | None, procedure: str | None, place: str | None) -> list[Read]:
    """The courses of conservative therapy, those that go on, and what is said against therapy."""
    courses = list(courses_of(sentences, procedure))
    for i, course in enumerate(courses):
        before = [one for one in courses[:i] if timed(one)] or courses[:i]
        _time(course, before[-1] if before else None, about)
    shared(courses)
    for i, course in enumerate(courses):
        if i and pattern("therapy.likewise").search(course.tail):
            course.fields.update(reply_of(courses[i - 1].text))
        _tell(course)
    courses = _latest(courses)
    courses = [course for course in courses if _counts(course)]
    entries = _merged(courses, place)
    done = [entry for entry in entries if not _only_ongoing(entry)]
    told = []
    if done:
        told.append(Read("conservative_therapy", done, *_stretch(courses)))
    going = [
        course for course in courses if course.fields.get("status") == "ongoing" and "end_date" not in course.fields
    ]
    current = [one for one in entries if one.get("status") == "ongoing" and not {"response", "end_date"} & one.keys()]
    if current and going:
        kept = [{k: entry[k] for k in ("modality", "component", "target_region")} for entry in current]
        told.append(Read("ongoing_conservative_therapy", kept, *_stretch(going)))
    return told + denials(sentences, courses, done=bool(done))


def _latest(courses: list[Course]) -> list[Course]:
    """Courses without those that an earlier visit says go on and a later one tells more of."""
    last = {name: course.sentence.visit for course in courses for name, *_ in course.named}
    return [
        course
        for course in courses
        if not (course.fields.keys() <= {"status"} and all(_later(last[name], course) for name, *_ in course.named))
    ]


def _later(visit: date | None, course: Course) -> bool:
    return visit is not None and course.sentence.visit is not None and visit > course.sentence.visit


def _only_ongoing(entry: dict[str, Any]) -> bool:
    """Whether nothing is known of a course but that it goes on."""
    return entry.get("status") == "ongoing" and not any(key in entry for key in (*TIMES, "response"))


def _time(course: Course, before: Course | None, about: date | None) -> None:
    """How long and until when a course went on; `over the same weeks` takes the time of the one before."""
    found, lead = course.fields, course.lead[-80:]
    words = f"{course.tail} {course.about}"
    told = f"{course.named[-1][2][-60:]} {course.tail}"
    for text in (lead if leads_up(lead) else "", told, course.about, _opening(course.lead)):
        for match in reversed(list(spans(text))) if text is lead else spans(text):  # the nearest before its name
            led = text is not lead or (
                pattern("therapy.leads").fullmatch(text[match.end() :])
                and not pattern("therapy.of_pain").search(text[: match.start()])
            )
            if led and not LENGTHS & found.keys() and _of_course(text, match):
                number, unit = days(match)
                key = "duration_days" if unit in {"days", "weeks"} else "duration_months"
                length = number * {"weeks": 7, "years": 12}.get(unit, 1)
                found[key] = int(length) if key == "duration_days" or length == int(length) else float(length)
    _bounds(found, words, about, done=pattern("therapy.completed").search(course.lead) is not None)
    if not {"start_date", "end_date"} & found.keys():
        _bounds(found, course.lead, about)
    for text in (words, course.lead):
        _lately(found, text, about)
    ended = pattern("therapy.ended_today").search(words) or pattern("therapy.last_day").search(course.lead)
    if course.sentence.visit and ended:
        found.setdefault("end_date", course.sentence.visit.isoformat())
    alike = before and before.sentence.visit == course.sentence.visit
    if before and alike and pattern("therapy.same_time").search(f"{lead} {words}"):
        for key in (*TIMES, "status"):
            if key in before.fields and not (LENGTHS & found.keys() and key in LENGTHS):
                found.setdefault(key, before.fields[key])


def _lately(found: dict[str, Any], text: str, about: date | None) -> None:
    """Of an undated text, written for the request, within how many months before it a course is said to have ended."""
    if about or {"start_date", "end_date", "ended_within_months"} & found.keys():
        return
    if told := pattern("therapy.ended_lately").search(text):
        found["ended_within_months"] = 1 if told["unit"].lower().startswith("w") else 2
    for match in spans(text):
        before, after = text[: match.start()], text[match.end() :]
        ago = re.match(r"\s*(?:ago|back)\b", after) and pattern("therapy.ended").search(before)
        if ago or pattern("therapy.done_within").search(before):
            number, unit = days(match)
            found["ended_within_months"] = ceil(number * {"days": 1, "weeks": 7, "years": 365}.get(unit, 30) / 30)
            return


def _opening(lead: str) -> str:
    """The duration that opens a sentence, `for 50 days, until May 31, she went to`; nothing where none does."""
    match = next(iter(spans(lead)), None)
    return match[0] if match and pattern("therapy.opens").fullmatch(lead[: match.start()]) else ""


def _of_course(text: str, match: re.Match[str]) -> bool:
    """Whether a duration is that of a course: not how long ago it was, nor looked back on, nor that of relief."""
    before = text[: match.start()]
    if re.search(r"\b(?:last|past|within)(?: the)? ?$|\d ?(?:%|percent\b)[^.;,]{0,30}$", before, re.IGNORECASE):
        return False
    return not re.match(r"\s*(?:ago|old|later)\b", text[match.end() :])


def _bounds(found: dict[str, Any], text: str, about: date | None, *, done: bool = False) -> None:
    """The first and the last day of a course, as far as they are said."""
    pairs = [pair for pair in periods(text, about) if pair[0].exact and pair[1].exact]
    if pairs:
        found["start_date"], found["end_date"] = (mark.day.isoformat() for mark in pairs[0])
        return
    for mark in dates(text, about):
        before = text[: mark.start].rstrip(" (")
        if not mark.exact:
            continue
        over = pattern("therapy.ended").search(before) or pattern("therapy.ended_after").match(text[mark.end :])
        if over or (done and re.search(r"\bon$", before)):
            found.setdefault("end_date", mark.day.isoformat())
        elif pattern("therapy.began").search(before):
            found.setdefault("start_date", mark.day.isoformat())


def _tell(course: Course) -> None:
    """The response, the state and whose plan it was."""
    found, text = course.fields, course.text
    reply = reply_of(f"{course.tail} {course.about}") or reply_of(course.lead[-40:])
    found |= reply
    state = _state(course)
    if state and not (state == "ongoing" and "end_date" in found):
        found["status"] = state
    for key, value, names in PLANS:
        if key not in found and pattern(f"therapy.{names}").search(text):
            found[key] = value
    if pattern("therapy.no_follow_up").search(text):
        found["completion_follow_up_documented"] = False
    elif pattern("therapy.follow_up").search(text):
        found["completion_follow_up_documented"] = True


def _state(course: Course) -> str | None:
    """Whether a course goes on or was completed, where it is said; what is taken daily goes on."""
    text = course.text.replace("stopped early", "")
    going = "end_date" not in course.fields and pattern("therapy.going_on").search(text)
    if going and not pattern("therapy.not_going_on").search(text):
        return "ongoing"
    if pattern("therapy.completed").search(_without_visits(text)) and not pattern("therapy.incomplete").search(text):
        return "completed"
    daily = pattern("therapy.daily").search(course.tail[:60] + course.lead[-30:])
    return "ongoing" if daily and not timed(course) and "response" not in course.fields else None


def _without_visits(text: str) -> str:
    """Words on a course without those on a visit that documented, or did not, that it was completed."""
    return pattern("therapy.follow_up").sub(" ", pattern("therapy.no_follow_up").sub(" ", text))


def _counts(course: Course) -> bool:
    """Whether anything is told of a course beside its name."""
    generic = all(name in GENERIC for name, *_ in course.named)
    if generic and not (timed(course) or response_of(course.tail) or "status" in course.fields):
        return False
    return bool(course.fields) or pattern("therapy.tried").search(f"{course.lead[-40:]} {course.tail[:30]}") is not None


def _entry(course: Course, modality: str, component: str, own: str, place: str | None) -> Entry:
    """One therapy of a course, with what may be said of one of its sort."""
    home = modality == "home exercise program"
    active = component == "active"
    kept = {
        key: value
        for key, value in course.fields.items()
        if not (key in {"plan_prescribed_by", "completion_follow_up_documented"} and not home)
        and not (key == "stopped_early_reason" and not active)
    }
    text = DENIED.sub("", course.text)
    told = pattern("therapy.for_a_part").search(text)
    said = (
        (told and region_near(told["part"]))
        or region_near(DENIED.sub("", own), modality)
        or region_near(text)
        or region_near(course.head)
    )
    region = said or place or "painful_region"
    return {"modality": modality, "component": component, "target_region": region} | kept


def _merged(courses: list[Course], place: str | None) -> list[Entry]:
    """One entry a therapy; what several sentences tell of one therapy without contradiction is put together."""
    entries: list[Entry] = []
    for course in courses:
        for modality, component, own in course.named:
            new = _entry(course, modality, component, own, place)
            if entries and pattern("therapy.for_it").search(own) and new["target_region"] in {"painful_region", place}:
                new["target_region"] = entries[-1]["target_region"]
            same = [old for old in entries if _same(old, new)]
            if same:
                same[0].update({key: value for key, value in new.items() if key not in same[0]})
            else:
                entries.append(new)
    return entries


def _same(old: Entry, new: Entry) -> bool:
    """Whether two entries may be of one course: one therapy, both over or both going on, no other time."""
    if old["modality"] != new["modality"] or (old.get("status") == "ongoing") != (new.get("status") == "ongoing"):
        return False
    return all(old[key] == new[key] for key in (*TIMES, "response") if key in old and key in new)


def _stretch(courses: list[Course]) -> tuple[int, int]:
    """Where the words on courses begin and end."""
    starts = [one.sentence.start + len(one.sentence.text) - len(one.sentence.text.lstrip()) for one in courses]
    return min(starts), max(one.end for one in courses)
