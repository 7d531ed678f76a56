"""How long the pain has lasted, or since when, as a note says it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from assistant.note_concepts import Read
from assistant.note_context import Sentence, Status, pattern, status
from assistant.note_spans import NUMBER, dates, days, periods, spans

AGED = re.compile(  # `the pain is now eleven weeks old`
    rf"\b(?:pain|symptoms?|complaint|ache|(?:back|neck|leg|arm) (?:problem|trouble|condition|story)) "
    rf"(?:is |are )?(?:now |by now |about )*"
    rf"(?P<n>{NUMBER}) (?P<unit>days|weeks|months)(?P<half>)(?P<half2>) old\b",
    re.IGNORECASE,
)
SPINE = ("cervical", "thoracic", "lumbar")
WEEKS = {"weeks": Decimal(1), "days": 1 / Decimal(7)}


def duration(sentences: list[Sentence], about: date | None, place: str | None = None) -> list[Read]:
    """The duration of pain: a label's answer, else the first sentence that says it, else an onset; last visit first.

    `place` is the region of the spine asked for: how long another one has hurt is left out.
    """
    ordered = sorted(sentences, key=lambda one: one.visit or date.min, reverse=True)
    for find in (_labelled, _lasted, _onset, _ago):
        for sentence in ordered:
            found = find(sentence, about)
            if found and sentence.heading not in {"family", "past"} and not _elsewhere(sentence, found, place):
                onset = [one for s in ordered if (one := _onset(s, about))] if find in (_labelled, _lasted) else []
                return [found, *onset[:1], *(one for one in _unbroken(ordered) if one.name != found.name)]
    return _unbroken(ordered)


def _elsewhere(sentence: Sentence, read: Read, place: str | None) -> bool:
    """Whether the clause of a duration names regions of the spine, and none of them is the one asked for."""
    text, start, end = sentence.text, read.start - sentence.start, read.end - sentence.start
    clause = re.split(r"[.;,:]", text[:start])[-1] + text[start:end] + re.split(r"[.;,:]", text[end:])[0]
    named = [name for name in SPINE if pattern(f"regions.{name}").search(clause)]
    return place in SPINE and bool(named) and place not in named


def _unbroken(ordered: list[Sentence]) -> list[Read]:
    """How many months the pain has been continuous, where that is told apart: `continuous for the last 7 months`."""
    for sentence in ordered:
        for match in spans(sentence.text):
            lead = sentence.text[max(0, match.start() - 40) : match.start()]
            told = pattern("duration.unbroken").search(lead)
            read = _read(sentence, match) if told and not re.search(r"[.;,]", lead[told.end() :]) else None
            if read and read.name == "continuous_pain_months":
                return [read]
    return []


def _read(sentence: Sentence, match: re.Match[str]) -> Read | None:
    number, unit = days(match)
    if unit in WEEKS:
        name, value = "pain_duration_weeks", number * WEEKS[unit]
    else:
        name, value = "pain_duration_months", number * (12 if unit == "years" else 1)
    if not value:
        return None
    rounded = round(value, 2)
    exact = int(rounded) if rounded == int(rounded) else float(rounded)
    after = re.split(r"[,;?]|\s{2,}", sentence.text[match.end() : match.end() + 40])[0]
    if pattern("duration.unbroken").search(sentence.text[max(0, match.start() - 60) : match.start()] + after):
        name = "continuous_pain_months" if name == "pain_duration_months" else name
    return Read(name, exact, sentence.start + match.start(), sentence.start + match.end())


def _labelled(sentence: Sentence, _: date | None) -> Read | None:
    """The answer to a label such as `Duration of pain:`."""
    for match in spans(sentence.text):
        if pattern("history.result").search(sentence.text):
            break
        lead = pattern("duration.headed").sub("", sentence.text[: match.start()])
        ago = pattern("duration.ago").match(sentence.text[match.end() :])
        if ago and not (pattern("duration.pain").search(lead) or pattern("duration.onset").search(lead)):
            continue
        if pattern("duration.label").search(lead) and (lead.strip(' "“') or _alone(sentence.text, match)):
            return _read(sentence, match)
        other = pattern("therapy_named.any").search(lead)
        if (
            not other
            and pattern("duration.now").search(lead)
            and re.match(r"\s*(?:now|by now|of it)?(?:\W*$|,)", sentence.text[match.end() :])
        ):
            return _read(sentence, match)
    aged = AGED.search(sentence.text)
    if aged and status(sentence.text, *aged.span()) not in {Status.OTHER, Status.UNSURE}:
        return _read(sentence, aged)
    months = re.match(
        r"\W*(?:\d\W+)?(?:(?:lbp|pain) (continuous), |duration in )?(months|weeks)(?: of pain)?: (\d{1,3})\s*$",
        sentence.text,
        re.IGNORECASE,
    )
    if months:
        unit = "weeks" if months[2].lower() == "weeks" else "months"
        name = "continuous_pain_months" if months[1] and unit == "months" else f"pain_duration_{unit}"
        return Read(name, int(months[3]), sentence.start + months.start(3), sentence.start + months.end(3))
    return None


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether a duration is all that a sentence says, or what it opens with: `9 mo of pain`."""
    return pattern("duration.ends").match(text[match.end() :]) is not None


def _lasted(sentence: Sentence, _: date | None) -> Read | None:
    """A duration beside a word for pain, in no words on therapy, relief or anything else that lasts."""
    text = sentence.text
    for match in spans(text):
        if pattern("duration.ago").match(text[match.end() :]):
            continue
        for word in pattern("duration.pain").finditer(text):
            low, high = min(word.end(), match.end()), max(word.start(), match.start())
            beside = (
                text[low:high],
                re.split("[,;]", text[match.end() : match.end() + 18])[0],
                text[max(0, match.start() - 22) : match.start()],
            )
            said = status(text, *word.span())
            hurts = said is Status.AFFIRMED and pattern("duration.complaint").search(text[: match.start()])
            if pattern("therapy_named.any").search(_clause(text, match.start(), match.end())) and not hurts:
                continue
            if high - low <= 70 and said not in {Status.OTHER, Status.UNSURE}:
                if any(pattern("duration.other").search(words) for words in beside) or ";" in beside[0]:
                    continue
                return _read(sentence, match)
    alone = re.match(r"\W*(?=\w+ (?:months?|weeks?|years?) (?:now|by now)\b)", text)
    if alone and spans(text) and spans(text)[0].start() == alone.end():
        return _read(sentence, spans(text)[0])
    standing = re.search(r"\bx ?(?=\d{1,2} ?(?:mo|yr|y\b|wk|week|month|year))", text)
    if (
        standing
        and re.search(r"\b(?:axial|radic\w*|lbp|back|neck|leg|arm)\b", text, re.IGNORECASE)
        and not pattern("duration.other").search(text)
    ):
        after = [match for match in spans(text) if match.start() == standing.end()]
        return _read(sentence, after[0]) if after else None
    return None


def _clause(text: str, start: int, end: int) -> str:
    """The clause that a stretch of a sentence lies in: from the mark before it to the mark after it."""
    low = max((m.end() for m in re.finditer(r";|, (?=\w+ \w+ \w+)", text[:start])), default=0)
    high = re.search(r"[;,]", text[end:])
    return text[low : end + high.start() if high else len(text)]


def _onset(sentence: Sentence, about: date | None) -> Read | None:
    """The day on which the pain began; the first of the month where only the month is said."""
    if not pattern("duration.pain").search(sentence.text) and "onset" not in sentence.text.lower():
        return None
    firsts = {first.start for first, _ in periods(sentence.text, about)}
    for mark in dates(sentence.text, about):
        before = sentence.text[: mark.start]
        if mark.start in firsts:
            continue
        other = pattern("therapy_named.any").search(before[-60:]) or pattern("duration.not_onset").search(before[-40:])
        if pattern("duration.onset").search(before) and not other and not re.search(r"\d ?$", before[-3:]):
            start = sentence.start + mark.start
            return Read("pain_onset_date", mark.day.isoformat(), start, sentence.start + mark.end)
    return None


def _ago(sentence: Sentence, _: date | None) -> Read | None:
    """A duration that counts back to an injury or onset: `an ankle sprain 11 months ago`."""
    text = sentence.text
    if not pattern("duration.hurts").search(text):
        return None
    for match in spans(text):
        before, after = text[: match.start()], text[match.end() :]
        injury = pattern("duration.injury").search(before) and not pattern("therapy_named.any").search(before)
        therapy = pattern("therapy_named.any").search(re.split(r"[,;]", after)[0])
        counts = pattern("duration.counts_on").match(after) and not therapy
        if counts or (pattern("duration.ago").match(after) and injury):
            return _read(sentence, match)
    return None
