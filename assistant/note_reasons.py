"""What a note says against therapy: that there was none, that none goes on, and the medical reasons for it."""

from __future__ import annotations

import re
from typing import Any

from assistant.note_concepts import Read
from assistant.note_context import Sentence, Status, answer_end, denied, pattern, status
from assistant.note_courses import Course

CARE = "conservative_therapy_medical_reason_not_done"
GOING = "ongoing_active_therapy_medical_reason_not_done"
NEVER = re.compile(r"(?:\b(?:never|not|no)|n['’]t)(?: (?:been|once|that|really|the|her|his))* $", re.IGNORECASE)
CLAUSE = re.compile(r"\.\s+(?=[A-Z])|;")


def denials(sentences: list[Sentence], courses: list[Course], *, done: bool) -> list[Read]:
    """What is said against therapy: that there was none, that none goes on, or a reason, or that there is none."""
    told: dict[str, Read] = {}
    active = any(sort == "active" for course in courses for _, sort, _ in course.named)
    going = any(one.fields.get("status") == "ongoing" for one in courses)
    for i, sentence in enumerate(sentences):
        now = _said("ongoing_conservative_therapy", [], "therapy.none_now", sentence)
        now = None if now and _asks_why(sentence, now) else now
        none = _said("conservative_therapy", [], "therapy.none_yet", sentence) if now is None else None
        none = None if none and _asks_why(sentence, none) else none
        unmoved = _said("conservative_therapy_active_done", False, "therapy.no_active", sentence)
        for read, counts in ((now, not going), (none, not done), (unmoved, not active and now is None)):
            if read and counts:
                told.setdefault(read.name, read)
        _because(sentence, sentences[i + 1] if i + 1 < len(sentences) else None, now, none, told)
        _reasons(sentence, told, sentences[i - 1] if i else None)
    return list(told.values())


def honest(read: Read, text: str) -> Read | None:
    """A reason as it was read; False where its words say that there is none; None where it is over or not medical.

    What follows in the text after a semicolon goes on about it.
    """
    if not isinstance(read.value, str) or not ("reason" in read.name or "circumstances" in read.name):
        return read
    if pattern("therapy.no_reason").search(read.value):
        return read._replace(value=False)
    goes_on = text[read.end :].partition(".")[0] if read.value.endswith(";") else ""
    return read if _holds(read.value) and not pattern("therapy.reason_gone").match(goes_on) else None


def _holds(words: str) -> bool:
    """Whether a reason is one of the patient's own that still holds: not resolved since, no mere wish."""
    if pattern("therapy.reason_gone").match(words) or pattern("therapy.reason_of_another").search(words):
        return False
    medical = pattern("therapy.medical_cause").search(words)
    return medical is not None or not pattern("therapy.reason_not_medical").search(words)


def _said(name: str, value: Any, words: str, sentence: Sentence) -> Read | None:
    """One fact, where a sentence has the words for it."""
    match = pattern(words).search(sentence.text)
    return _at(name, value, sentence, match) if match else None


def _asks_why(sentence: Sentence, none: Read) -> bool:
    """Whether what there is none of is a reason: `medical reason for no conservative care: none`."""
    before = re.split(r"[.;]", sentence.text[: none.start - sentence.start])[-1]
    return re.search(r"\breasons?\b", before, re.IGNORECASE) is not None


def _because(
    sentence: Sentence, after: Sentence | None, now: Read | None, none: Read | None, told: dict[str, Read]
) -> None:
    """The medical cause that stands behind the words that there was no therapy, or that none goes on."""
    read = now or none or _said(CARE, False, "therapy.undone", sentence)
    if read is None:
        return
    if (
        after
        and pattern("therapy.reason_next").match(after.text)
        and pattern("therapy.medical_cause").search(after.text)
    ):
        told.setdefault(GOING if now else CARE, _whole(GOING if now else CARE, after))
        return
    clause = pattern("therapy.because").search(sentence.text, read.end - sentence.start)
    if clause and pattern("therapy.medical_cause").search(sentence.text, clause.end()):
        told.setdefault(GOING if now else CARE, _whole(GOING if now else CARE, sentence))


def _reasons(sentence: Sentence, told: dict[str, Read], last: Sentence | None) -> None:
    """Medical reasons against therapy, or that there are none: for having had none, and for none going on.

    What a short sentence says of `it` is said of what the sentence before tells.
    """
    if (
        last
        and pattern("therapy.reason_told").match(sentence.text)
        and pattern("therapy.reason_asked").search(last.text)
    ):
        name = GOING if pattern("therapy.reason_going_on").search(last.text) else CARE
        told.setdefault(name, _whole(name, sentence))
        return
    for match in pattern("therapy.reason_named").finditer(sentence.text):
        clause = CLAUSE.split(sentence.text[match.end() :])[0]
        before = re.split(r"[.;]", sentence.text[: match.start()])[-1]
        if last and pattern("therapy.of_it").match(clause) and len(sentence.text) < 75:
            before = f"{last.text} {before}"
        if pattern("therapy.reason_other").search(f"{before[-25:]} {clause}"):
            continue
        stated = pattern("therapy.reason_stated").match(clause)
        none = _none(sentence, match, clause) and not (stated and not pattern("therapy.no_before").search(before))
        for name in _concerned(before, clause, none=none):
            if none:
                told.setdefault(name, _denied(name, sentence, match))
            elif (stated or pattern("therapy.reason_is").match(clause)) and not _open(sentence):
                told.setdefault(name, _whole(name, sentence))
    _plainly(sentence, told)


def _plainly(sentence: Sentence, told: dict[str, Read]) -> None:
    """A reason that a sentence gives without calling it one, `too ill for therapy`, or the denial of such a one."""
    reason = pattern("therapy.reason").search(sentence.text)
    if reason is None or _open(sentence) or pattern("therapy.reason_named").search(sentence.text):
        return
    name = GOING if pattern("therapy.reason_going_on").search(sentence.text) else CARE
    if NEVER.search(sentence.text[: reason.start()]):
        told.setdefault(name, _at(name, False, sentence, reason))
    elif status(sentence.text, *reason.span()) not in {Status.OTHER, Status.UNSURE}:
        told.setdefault(name, _whole(name, sentence))


def _open(sentence: Sentence) -> bool:
    """Whether a sentence leaves open what it names: pending, unknown, not stated, or only possible."""
    return pattern("context.open").search(sentence.text) is not None


def _denied(name: str, sentence: Sentence, match: re.Match[str]) -> Read:
    """That there is no reason: its words, up to the answer to a label, or to what is said on ongoing therapy."""
    end = answer_end(sentence.text, match.end())
    going = pattern("therapy.reason_going_on").search(sentence.text, match.end()) if name == GOING else None
    return Read(name, False, sentence.start + match.start(), sentence.start + (going.end() if going else end))


def _none(sentence: Sentence, match: re.Match[str], clause: str) -> bool:
    """Whether a medical reason is said not to exist."""
    if pattern("context.if_none").search(sentence.text[: match.start()]):
        return pattern("context.answered_no").match(sentence.text[match.end() :]) is not None
    if re.search(
        r"\b(?:no|none|nor|not|never|nothing|fit|free|cleared|able|part|participate|allowed|permitted|released|ok|"
        r"possible|feasible|(?:well|healthy|strong) enough)\b|n['’]t\b",
        match[0].lower(),
    ) or denied(sentence.text, *match.span()):
        return True
    return pattern("therapy.reason_answered_no").match(clause) is not None


def _concerned(before: str, clause: str, *, none: bool) -> list[str]:
    """What a reason is for: that no conservative care was done, that no active therapy goes on, or both."""
    idle = pattern("therapy.none_now").search(before)
    going = pattern("therapy.reason_going_on").search(clause)
    if going and re.search(r"\b(?:or|nor|and|none|any)\b", clause[: going.start()]):
        return [CARE, GOING]
    goes = pattern("therapy.going_on").search(before) and not idle
    for_that = idle and (not none or pattern("therapy.for_idling").match(clause))
    return [GOING] if going or goes or for_that else [CARE]


def _whole(name: str, sentence: Sentence) -> Read:
    """A fact whose value is the sentence that says it."""
    text = sentence.text.strip()
    start = sentence.start + len(sentence.text) - len(sentence.text.lstrip())
    return Read(name, text[:500], start, start + len(text))


def _at(name: str, value: Any, sentence: Sentence, match: re.Match[str]) -> Read:
    return Read(name, value, sentence.start + match.start(), sentence.start + match.end())
