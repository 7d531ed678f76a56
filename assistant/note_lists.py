"""Lists of procedures in notes: which words head one, which sentences are its rows, and what its head says of each."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.note_context import Sentence, pattern
from assistant.note_effects import afterwards
from assistant.note_events import Event
from assistant.note_spans import dates, levels


def is_row(sentence: Sentence) -> bool:
    """Whether a sentence begins with a day, as the rows of a list do."""
    if pattern("therapy_named.plain").search(sentence.text) and not pattern("history.result").search(sentence.text):
        return False
    return pattern("events.a_row").match(sentence.text) is not None


def opens(sentences: list[Sentence], mentions: list[Event], i: int, about: date | None) -> bool:
    """Whether a sentence before the one at `i` heads rows of days; the first of all may stand between."""
    before = sentences[i - 1] if i else None
    if before and i > 1 and before.text.rstrip().endswith(":") and sentences[i - 2].text.endswith(";"):
        before = replace(
            sentences[i - 2], text=f"{sentences[i - 2].text}{before.text}"
        )  # one head, cut at its semicolon
        return bool(of_sentence(mentions, sentences[i - 2])) and heads_a_list(before.text)
    if before and pattern("entry.first_epidural").search(before.text) and i > 1 and not of_sentence(mentions, before):
        before = sentences[i - 2]
    if before is None or not of_sentence(mentions, before):
        return False
    return heads_a_list(before.text) or goes_on(before, sentences[i], about)


def of_sentence(mentions: list[Event], sentence: Sentence) -> list[Event]:
    """The procedures that a sentence names."""
    return [one for one in mentions if one.sentence is sentence]


def heads_a_list(text: str) -> bool:
    """Whether words open a list of procedures: they end with a colon, or speak of a list, and date nothing."""
    line = text.endswith("\n") and len(text) < 60 and not re.search(r"[.;,%]", text)
    of_each = text.endswith("\n") and pattern("events.injections").search(text) and pattern("events.all").search(text)
    opens = line or text.rstrip().endswith(":") or of_each or pattern("events.a_list").search(text)
    first = pattern("entry.first_epidural").search(text)
    return bool(opens) and len(dates(text)) <= bool(first)


def goes_on(before: Sentence | None, sentence: Sentence, about: date | None) -> bool:
    """Whether a sentence follows another of the same row, set off by a semicolon, or opens with its day and a comma."""
    if before is None or not dates(before.text, about):
        return False
    marks = dates(sentence.text, about)
    opens = marks and not sentence.text[: marks[0].start].strip() and _tells_of(sentence.text[marks[0].end :])
    return before.text.rstrip().endswith(";") or bool(opens)


def _tells_of(rest: str) -> bool:
    """Whether the words after a day tell of a procedure: after a comma, or, after a dash or colon, what came of it."""
    return rest.startswith(",") or bool(re.match(r"\s?[-–:]", rest) and pattern("history.result").search(rest))


def of_list(head: str) -> str:
    """What the head of a list says of the function after each of its procedures."""
    said = afterwards(head)
    return head[said.start : said.end] if said else ""


def title_of(sentence: Sentence, before: str) -> str:
    """The head of the list that a sentence stands in: it ends with a colon; a line without a day ends the list."""
    heads = sentence.text.rstrip().endswith(":") or (sentence.text.endswith("\n") and heads_a_list(sentence.text))
    if heads and pattern("events.injections").search(sentence.text):
        return sentence.text
    if pattern("events.of_list").search(sentence.text) and not dates(sentence.text):
        return sentence.text
    head, colon, rest = sentence.text.partition(":")
    shared = pattern("events.injections").search(head) and (pattern("events.all").search(head) or levels(head))
    if colon and (shared or rest.rstrip().endswith(";")) and dates(rest) and not dates(head):
        return head
    return before if before and dates(sentence.text) else ""
