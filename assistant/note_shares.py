"""What a sentence says of several courses of therapy at once: their time, their completion, how they fared."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from assistant.note_context import pattern
from assistant.note_courses import Course, own_news
from assistant.note_spans import dates

TIMES = ("start_date", "end_date", "duration_days", "duration_months")
LENGTHS = {"duration_days", "duration_months"}
Entry = dict[str, Any]


def shared(courses: list[Course]) -> None:
    """Give each course what is said of it together with others."""
    _share(courses)
    _share_after(courses)
    _share_failure(courses)


def _share(courses: list[Course]) -> None:
    """Times and responses that a sentence, or the one after it, says of several courses at once."""
    together = [(one, other) for one, other in pairwise(courses) if one.sentence is other.sentence]
    for one, other in together[::-1]:
        each = pattern("therapy.each").search(f"{other.tail} {other.about}")
        if each or not (timed(one) or own_news(one.tail)):
            one.fields.update(_times(other) | _times(one))
    for one, other in together:
        if pattern("therapy.joined").search(f"{one.tail}{other.lead}"):
            _level(one, other)
        if pattern("therapy.as_did").search(f"{one.tail[-30:]}{other.lead}"):
            other.fields.update(reply_of(one.tail))
    for one, other in together[::-1]:
        if not response_of(f"{one.tail} {one.about} {one.lead[-40:]}"):
            one.fields.update(reply_of(f"{other.tail} {other.about}"))


def _level(one: Course, other: Course) -> None:
    """Give two joined courses the same time: the first one's for the second, and the bounds of two of equal length."""
    if not timed(other):
        other.fields.update(_times(one))
    elif any(key in one.fields and one.fields[key] == other.fields.get(key) for key in LENGTHS):
        bounds = _times(one) | _times(other)
        for course in (one, other):
            course.fields.update({key: value for key, value in bounds.items() if key not in course.fields})


def _share_failure(courses: list[Course]) -> None:
    """What a sentence says was in vain before the first name counts for all that it names: `failed PT and NSAIDs`."""
    failed: set[int] = set()
    for course in courses:
        if pattern("therapy.failed_before").search(course.lead):
            failed.add(course.sentence.start)
        if course.sentence.start in failed and not response_of(course.tail):
            course.fields["response"] = "inadequate"


def _share_after(courses: list[Course]) -> None:
    """What a later sentence says of `both` counts for the course before too; what heads a line, for all of the line."""
    for one, other in pairwise(courses):
        near = other.sentence.start - max(one.end, one.sentence.start + len(one.sentence.text)) < 80
        begun = pattern("therapy.new_course").search(one.tail)  # a course just begun has no result yet
        if near and pattern("therapy.both").search(other.about) and not response_of(one.text) and not begun:
            one.about += f" {other.about}"
    for i, course in enumerate(courses):
        _head(courses, i, course)


def _head(courses: list[Course], i: int, course: Course) -> None:
    """What stands before a colon counts for every course of its line: `Both completed 5/20/2024: PT; naproxen`."""
    if (i and course.sentence is courses[i - 1].sentence) or not pattern("therapy.head").search(course.lead):
        return
    for other in courses[i:]:
        apart = other.sentence is not course.sentence and "\n" in course.sentence.text + other.lead
        if apart or (other is not course and ":" in other.lead):
            return
        for mark in dates(course.lead):
            other.fields.setdefault("end_date", mark.day.isoformat())
        other.fields.setdefault("status", "completed")


def timed(course: Course) -> bool:
    """Whether anything is known of when a course was, or how long."""
    return any(key in course.fields for key in TIMES)


def _times(course: Course) -> Entry:
    return {key: course.fields[key] for key in TIMES if key in course.fields}


def reply_of(text: str) -> Entry:
    """The response that words tell, as a field; nothing where they tell none."""
    reply = response_of(text)
    return {"response": reply} if reply else {}


def response_of(text: str) -> str | None:
    """How a therapy fared by the words on it: `adequate`, `inadequate`, or None where they do not say."""
    if pattern("therapy.failed").search(text):
        return "inadequate"
    helped = pattern("therapy.helped").search(text)
    if helped is None:
        return None
    return "inadequate" if pattern("context.answered_no").match(text[helped.end() :]) else "adequate"
