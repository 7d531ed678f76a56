"""Facts that a note leaves open in words that are not understood: a correction, a mere status, another's finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.note_concepts import Read, says
from assistant.note_context import Sentence, Status, status

Value = Any
NEAR, HERE = "near", "here"  # of what a row opens: the facts read in its sentences, in the one with its words
CERTAIN = ("procedure", "date", "modality", "component")  # what is kept of an entry that is left open


@cache
def _words() -> dict[str, Any]:
    """The rows of words, and what none of them opens: `assistant/note_unsettled.yaml`."""
    text = files("assistant").joinpath("note_unsettled.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def opened(reads: Sequence[Read], sentences: Sequence[Sentence]) -> list[Read]:
    """For each fact that words of the note leave open a read of another value, with those words: it is a conflict."""
    stay = {read.name for read in reads if read.value and read.name in _words()["stays"]}
    values = {read.name: read.value for read in reads if read.name not in stay}
    requested = {name for name in values if name.startswith("request.")}
    found: dict[str, Read] = {}
    for row in _words()["rows"]:
        for at, around, (start, end) in _said(row, sentences):
            named = {name for name in row["opens"] if name in values and _opens(row, values[name])}
            for one in around if NEAR in row["opens"] else [at] if HERE in row["opens"] else ():
                named |= {read.name for read in reads if read.name in values and _in(read, one)} - requested
            for name in sorted(named):
                found.setdefault(name, Read(name, _other(values[name]), at.start + start, at.start + end))
    return list(found.values())


def _said(
    row: dict[str, Any], sentences: Sequence[Sentence]
) -> Iterator[tuple[Sentence, Sequence[Sentence], tuple[int, int]]]:
    """Each sentence with the words of a row, itself with those beside it, and where the words stand in it."""
    for i, one in enumerate(sentences):
        match, around = says(row["says"], one.text), sentences[max(0, i - 1) : i + 2]
        beside = "beside" not in row or any(says(row["beside"], each.text) for each in around)
        if match and beside and _fits(row, one, match):
            yield one, around, match.span()


def _fits(row: dict[str, Any], sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a sentence has the words that a row asks for beside those found, and not those that it forbids."""
    if says(row.get("unless"), sentence.text) or ("with" in row and not says(row["with"], sentence.text)):
        return False
    return not row.get("affirmed") or status(sentence.text, *match.span()) not in {Status.DENIED, Status.OTHER}


def _opens(row: dict[str, Any], value: Value) -> bool:
    """Whether a row leaves a value open: something affirmed, of a list one of the row's items."""
    if not value or "items" not in row:
        return bool(value) or (value == [] and row.get("none", False))
    return value in row["items"] if isinstance(value, str) else any(item in value for item in row["items"])


def _in(read: Read, sentence: Sentence) -> bool:
    """Whether a fact was read in a sentence."""
    return read.start < sentence.start + len(sentence.text) and sentence.start < read.end


def _other(value: Value) -> Value:
    """What stands beside a value that is left open: of entries what is certain, of a finding the opposite."""
    if isinstance(value, bool):
        return not value
    if not value or not isinstance(value, list):
        return "not settled"
    kept = [{key: one[key] for key in CERTAIN if key in one} for one in value if isinstance(one, dict)]
    return kept if kept != value else []
