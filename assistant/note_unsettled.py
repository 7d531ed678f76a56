"""Facts that a note leaves open in words that are not understood: a correction, a mere status, another's finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.note_concepts import Read, concerns, says
from assistant.note_context import Sentence, Status, status
from assistant.note_unproven import unproven

Value = Any
FILES = ("note_unsettled.yaml", "note_beside.yaml")
NEAR, HERE = "near", "here"  # of what a row opens: the facts read in its sentences, in the one with its words
BEFORE, ABOVE = "before", "above"  # or in that one and the one before it, or in the lines above, up to an empty one
PLACES = (NEAR, HERE, BEFORE, ABOVE)
CERTAIN = ("procedure", "date", "modality", "component")  # what is kept of an entry that is left open


@cache
def _words() -> dict[str, Any]:
    """The rows of words, and what none of them opens: those of `note_unsettled.yaml`, then of `note_beside.yaml`."""
    texts = [files("assistant").joinpath(name).read_text(encoding="utf-8") for name in FILES]
    found: dict[str, Any]
    found, beside = map(yaml.safe_load, texts)
    return found | {"rows": [*found["rows"], *beside["rows"]], "apart": frozenset(beside["apart"])}


def opened(reads: Sequence[Read], sentences: Sequence[Sentence], about: date | None) -> list[Read]:
    """For each fact that words or figures of the note leave open a read of another value: it is a conflict.

    The read has those words. Dates without a year lie near to `about`.
    """
    stay = {read.name for read in reads if read.value and read.name in _words()["stays"]}
    values = {read.name: read.value for read in reads if read.name not in stay}
    requested = {name for name in values if name.startswith("request.")}
    held = {name: _held(name, reads, sentences) for name in values}
    apart = frozenset[int]().union(*(held[name] for name in values if name in _words()["apart"]))
    found: dict[str, Read] = {}
    for row in _words()["rows"]:
        if not _asked(row, values):
            continue
        for i, (start, end) in _said(row, sentences, held, apart):
            at, may = sentences[i], [name for name in row["opens"] if name in values and _opens(row, values[name])]
            named = {name for name in may if _follows(row, i, held[name], apart)}
            for one in _places(row["opens"], i, sentences):
                named |= {read.name for read in reads if read.name in values and _in(read, one)} - requested
            for name in sorted(named):
                found.setdefault(name, Read(name, _other(values[name]), at.start + start, at.start + end))
    for name, (start, end) in unproven(reads, sentences, about).items():
        found.setdefault(name, Read(name, _other(values[name]), start, end))
    return list(found.values())


def _asked(row: dict[str, Any], values: dict[str, Value]) -> bool:
    """Whether a row is for what is requested, and opens anything that was read."""
    region = values.get("request.region")
    if not concerns(row, values.get("request.procedure")) or row.get("region", region) != region:
        return False
    if "said_by" in row and values.get(row["said_by"]) is False:
        return False
    return any(name in PLACES or name in values for name in row["opens"])


def _places(opens: Sequence[str], i: int, sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences of which a row whose words stand in the one with a number opens all that is read in them."""
    if ABOVE in opens:
        begins = [k + 1 for k in range(i) if _ends_block(sentences[k], sentences[k + 1])]
        return sentences[begins[-1] if begins else 0 : i + 1]
    if NEAR in opens or BEFORE in opens:
        return sentences[max(0, i - 1) : i + 2 if NEAR in opens else i + 1]
    return sentences[i : i + 1] if HERE in opens else ()


def _ends_block(one: Sentence, following: Sentence) -> bool:
    """Whether an empty line stands between two sentences."""
    return one.text.endswith("\n\n") or following.start - one.start - len(one.text) > 1


def _held(name: str, reads: Sequence[Read], sentences: Sequence[Sentence]) -> frozenset[int]:
    """The numbers of the sentences in which a fact was read."""
    own = [read for read in reads if read.name == name]
    return frozenset(i for i, one in enumerate(sentences) if any(_in(read, one) for read in own))


def _follows(row: dict[str, Any], i: int, held: frozenset[int], apart: frozenset[int]) -> bool:
    """Whether a sentence is one of those of a fact, or soon after one, for a row that asks for that.

    A sentence that tells of something `apart` is of the fact only where it is its own.
    """
    if "within" not in row or i in held:
        return True
    return i not in apart and not held.isdisjoint(range(i - row["within"], i))


def _said(
    row: dict[str, Any], sentences: Sequence[Sentence], held: dict[str, frozenset[int]], apart: frozenset[int]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """The number of each sentence with the words of a row, and where they stand in it."""
    named = [held[name] for name in row["opens"] if name in held]
    for i, one in enumerate(sentences):
        if "within" in row and not any(_follows(row, i, where, apart) for where in named):
            continue
        match = says(row["says"], one.text)
        if match and _fits(row, one, match) and _beside(row, sentences[max(0, i - 1) : i + 2]):
            yield i, match.span()


def _beside(row: dict[str, Any], around: Sequence[Sentence]) -> bool:
    """Whether a sentence or one beside it has the words that a row asks for there."""
    return "beside" not in row or any(says(row["beside"], one.text) for one in around)


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
