"""Therapy in notes: courses with their time and response, what goes on, and how long the pain has lasted."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assistant import note_words as say
from assistant.note_spans import SPAN, Sentence, dates, days, period

TIMES = ("start_date", "end_date", "duration_days", "duration_months")
NEAR = 60  # characters between a therapy and its time
Told = tuple[str, Any, int, int]


def therapy(sentences: list[Sentence], rules: dict[str, Any]) -> list[Told]:
    """The courses of conservative therapy, and those that go on."""
    courses: list[dict[str, Any]] = []
    ongoing: list[dict[str, Any]] = []
    spots: list[tuple[int, int]] = []
    going: list[tuple[int, int]] = []
    for i, sentence in enumerate(sentences):
        spoken = [(match, rule["is"], sort) for sort in ("active", "inactive") for rule in rules[sort]
                  if (match := re.search(rule["says"], sentence.text, re.IGNORECASE))
                  and not say.NOT_YET.search(sentence.text[: match.start()])
                  and not say.NOT_DONE.search(sentence.text[: match.start()])
                  and not say.OFFERED.search(sentence.text[match.end() :])]  # fmt: skip
        named = [(name, sort) for _, name, sort in spoken]
        place = say.region(sentence.text) or "painful_region"
        spot = (sentence.start, sentence.start + len(sentence.text))
        active = [name for name, sort in named if sort == "active"]
        if active and say.GOING_ON.search(sentence.text) and not say.NOT_GOING_ON.search(sentence.text):
            ongoing += [{"modality": name, "component": "active", "target_region": place} for name in active]
            going.append(spot)
        time = _time(sentence.text, [match.span() for match, _, _ in spoken])
        if named and not time and courses and say.SAME_TIME.search(sentence.text):
            time = {key: courses[-1][key] for key in TIMES if key in courses[-1]}
        if named and time:
            after = sentences[i + 1].text if i + 1 < len(sentences) else ""
            reply = _response(sentence.text) or _response(after if len(after) < 80 else "")
            courses += [
                {"modality": name, "component": sort, "target_region": place}
                | ({"status": "ongoing"} if _since(sentence.text, match) else time)
                | reply
                | ({"plan_prescribed_by": "self_directed"} if _alone(name, sentence.text) else {})
                for match, name, sort in spoken
            ]
            spots.append(spot)
    told: list[Told] = []
    if courses:
        told.append(("conservative_therapy", courses, spots[0][0], spots[-1][1]))
    if ongoing:
        told.append(("ongoing_conservative_therapy", ongoing, going[0][0], going[-1][1]))
    return told + _none(sentences, courses=bool(courses))


def _time(text: str, named: list[tuple[int, int]]) -> dict[str, Any]:
    """How long and until when a course went on; empty where no time stands near a therapy."""
    found: dict[str, Any] = {}
    spans = [days(match) for match in SPAN.finditer(text) if any(_near(match.span(), spot) for spot in named)]
    number, unit = spans[0] if spans else (Decimal(0), "")
    if unit in {"days", "weeks"}:
        found["duration_days"] = int(number * (7 if unit == "weeks" else 1))
    elif unit in {"months", "years"}:
        found["duration_months"] = int(number * (12 if unit == "years" else 1))
    bounds = period(text)
    if bounds and named:
        found["start_date"], found["end_date"] = (day.isoformat() for day in bounds)
    for day, start, _ in () if bounds else dates(text):
        if say.ENDED.search(text[:start].rstrip()):
            found["end_date"] = day.isoformat()
    if found and say.GOING_ON.search(text):
        found["status"] = "ongoing"
    return found


def _alone(name: str, text: str) -> bool:
    """Whether a home program was nobody's plan but the patient's."""
    return name == "home exercise program" and say.ON_ONES_OWN.search(text) is not None


def _since(text: str, named: re.Match[str]) -> bool:
    """Whether a therapy has a beginning of its own, beside the time of another in the sentence."""
    return re.match(r"[^,;.]{0,20}\bsince\b", text[named.end() :]) is not None


def _near(span: tuple[int, int], spot: tuple[int, int]) -> bool:
    """Whether two spans of a sentence lie close together."""
    return max(span[0], spot[0]) - min(span[1], spot[1]) <= NEAR


def _response(text: str) -> dict[str, str]:
    if say.FAILED.search(text):
        return {"response": "inadequate"}
    return {"response": "adequate"} if say.HELPED.search(text) else {}


def _none(sentences: list[Sentence], *, courses: bool) -> list[Told]:
    for sentence in sentences:
        match = say.NO_THERAPY.search(sentence.text)
        if match:
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if match[0].lower().endswith("since"):
                return [("ongoing_conservative_therapy", [], start, end)]
            return [] if courses else [("conservative_therapy", [], start, end)]
    return []


def duration(sentences: list[Sentence]) -> list[Told]:
    """How long the pain has lasted, or since when: the first sentence on pain that says so."""
    for sentence in sentences:
        for word in say.PAIN.finditer(sentence.text):
            told = _onset(sentence, word) or _lasted(sentence, word)
            if told:
                return [told]
    return []


def _onset(sentence: Sentence, word: re.Match[str]) -> Told | None:
    marks = dates(sentence.text)
    if not marks or marks[0][1] < word.start() or not say.ONSET.search(sentence.text[: marks[0][1]]):
        return None
    day, start, end = marks[0]
    return "pain_onset_date", day.isoformat(), sentence.start + start, sentence.start + end


def _lasted(sentence: Sentence, word: re.Match[str]) -> Told | None:
    text = sentence.text
    for match in SPAN.finditer(text):
        between = text[min(word.end(), match.end()) : max(word.start(), match.start())]
        beside = (between, text[match.end() : match.end() + 12], text[max(0, match.start() - 12) : match.start()])
        if len(between) <= 60 and not any(say.OTHER_TIME.search(words) for words in beside):
            number, unit = days(match)
            name = "pain_duration_months" if unit in {"months", "years"} else "pain_duration_weeks"
            per = {"years": Decimal(12), "months": Decimal(1), "weeks": Decimal(1), "days": 1 / Decimal(7)}[unit]
            value = round(number * per, 2)
            exact = int(value) if value == int(value) else float(value)
            return name, exact, sentence.start + match.start(), sentence.start + match.end()
    return None
