"""A second reading of a note: what its clauses say by a linear model over their words, where no rule has the wording.

The weights are learned from the labelled notes by `python -m eval.learn_notes`. A fact is taken only above the score at
which notes of authors left out of the learning had next to no wrong one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.note_concepts import Read, void
from assistant.note_context import Sentence, foreseen, pattern, to_be

Value = Any
Floats = NDArray[np.float32]
TOKEN = re.compile(r"[a-zø]+(?:'[a-z]+)?|0+|[\[\]?:+%/-]")
DENIES = re.compile(
    r"no|not|none|non|nothing|never|nobody|neither|nor|denie[sd]|deny|denying|without|negative|neg|absent|absence|free|"
    r"cannot|nil|unremarkable|[a-z]+n't|lacks?|lacking|n|false|ø|rule[ds]|excluded?s?|unable"
)
CUT = re.compile(r";\s|,\s+(?=(?:no|not|and|but|nor|without|with no|denies)\b)|\s+-{1,2}\s+|\s[–—]\s")
LEAST = 12  # characters of a clause
ENTRIES = {"prior_injections", "prior_denervations", "conservative_therapy", "ongoing_conservative_therapy"}
# of a clause that says what is not so, or no more
NOT_PLAIN = ("unsure", "unsure_after", "planned", "open", "refused", "no_more", "gone", "required")
DOUBT = 0.3  # a score from which another value of the same fact is in doubt


class Clause(NamedTuple):
    """A part of a sentence, with its offset in the note."""

    text: str
    start: int
    sentence: Sentence


class Said(NamedTuple):
    """A value that a clause says of a fact; of a list, one `item` of it."""

    name: str
    value: Value
    item: bool
    score: float
    clause: Clause
    sure: bool
    contradicts: bool  # whether it may stand against a rule: an affirmation in a clause that denies something may not


@dataclass(frozen=True)
class Target:
    """One value of one fact, or one item of a list, with the score from which it is taken as said."""

    name: str
    value: Value
    item: bool
    bias: float
    least: float
    procedures: Sequence[str]  # those for which notes told the fact


@dataclass(frozen=True)
class Model:
    """The weights, by the checksums of what a clause shows: `starts[i]` to `starts[i + 1]` are those of `marks[i]`."""

    targets: tuple[Target, ...]
    marks: NDArray[np.uint32]
    starts: NDArray[np.int64]
    columns: NDArray[np.int64]
    weights: Floats


def clauses(sentence: Sentence) -> list[Clause]:
    """The parts of a sentence that can say something of their own."""
    found, at = [], 0
    for match in CUT.finditer(sentence.text):
        if match.end() - at >= LEAST:
            found.append(Clause(sentence.text[at : match.end()], sentence.start + at, sentence))
            at = match.end()
    if sentence.text[at:].strip():
        found.append(Clause(sentence.text[at:], sentence.start + at, sentence))
    return found


@lru_cache(maxsize=20000)
def _pieces(word: str) -> tuple[int, ...]:
    """Checksums of the pieces of a word: what it shares with its other forms and with short or misread ones."""
    padded = f"_{word}_"
    return tuple(crc32(f"#{padded[i : i + n]}".encode()) for n in (4, 5) for i in range(len(padded) - n + 1))


@lru_cache(maxsize=20000)
def _mark(text: str) -> int:
    return crc32(text.encode())


def marks_of(text: str) -> list[int]:
    """What a clause shows, as checksums: words in a row up to three, their pieces, and words under a denial."""
    words = TOKEN.findall(re.sub(r"\d+", "0", text.lower()))
    denial = next((i for i, word in enumerate(words) if DENIES.fullmatch(word)), None)
    sign = "+" if denial is None else "-"
    found = {_mark(sign)}
    row = ["<", *words, ">"]
    for i in range(len(row)):
        found.update(_mark(" ".join(row[i:end])) for end in range(i + 1, min(i + 3, len(row)) + 1))
    for i, word in enumerate(words):
        if len(word) > 2:
            found.add(_mark(sign + word))
            if denial is not None:
                found.add(_mark(f"{'after' if i > denial else 'before'} {word}"))
        if len(word) > 3:
            found.update(_pieces(word))
    return sorted(found)


@cache
def model() -> Model:
    """The weights as learned: `assistant/second_reader.npz`."""
    return unpacked(files("assistant").joinpath("second_reader.npz").read_bytes())


def packed(targets: Sequence[Target], weights: Floats, marks: Sequence[int]) -> bytes:
    """The file of a model, of a row of weights for each mark, in the order of the marks; zeros are left out."""
    rows, columns = np.nonzero(weights)
    shown, counts = np.unique(rows, return_counts=True)
    head = json.dumps([asdict(one) for one in targets], separators=(",", ":")).encode("utf-8")
    file = BytesIO()
    np.savez(
        file,
        head=np.frombuffer(head, dtype=np.uint8),
        marks=np.array(marks, dtype=np.uint32)[shown],
        counts=counts.astype(np.uint8),
        columns=columns.astype(np.uint8),
        weights=weights[rows, columns].astype(np.float16),
    )
    return file.getvalue()


def unpacked(data: bytes) -> Model:
    """The model that a file holds."""
    with np.load(BytesIO(data), allow_pickle=False) as kept:
        head = json.loads(kept["head"].tobytes().decode("utf-8"))
        starts = np.concatenate([[0], np.cumsum(kept["counts"].astype(np.int64))])
        columns, weights = kept["columns"].astype(np.int64), kept["weights"].astype(np.float32)
        return Model(tuple(Target(**one) for one in head), kept["marks"], starts, columns, weights)


def scores(texts: Sequence[str], learned: Model) -> Floats:
    """How sure it is that each text says each target, from 0 to 1."""
    sums = np.zeros((len(texts), len(learned.targets)), dtype=np.float32)
    for row, text in enumerate(texts):
        shown = np.array(marks_of(text), dtype=np.uint32)
        at = np.searchsorted(learned.marks, shown)
        at = at[at < len(learned.marks)] if len(at) else at
        known = at[learned.marks[at] == shown[: len(at)]]
        spans = [np.arange(learned.starts[i], learned.starts[i + 1]) for i in known]
        if spans:
            every = np.concatenate(spans)
            sums[row] = np.bincount(learned.columns[every], learned.weights[every], len(learned.targets))
        sums[row] /= np.sqrt(len(shown))
    bias = np.array([target.bias for target in learned.targets], dtype=np.float32)
    found: Floats = 1 / (1 + np.exp(-(sums + bias)))
    return found


def said(sentences: Sequence[Sentence], procedure: str | None) -> list[Said]:
    """What the clauses of a note say that notes for the procedure tell, surely or in doubt; of an unknown one, all."""
    learned = model()
    known = {one for target in learned.targets for one in target.procedures}
    parts = [part for sentence in sentences for part in clauses(sentence)]
    found = []
    for row, part in zip(scores([part.text for part in parts], learned), parts, strict=True):
        for i in np.flatnonzero(row >= DOUBT):
            target, score = learned.targets[i], float(row[i])
            if procedure in target.procedures or procedure not in known:
                sure = score >= target.least and plainly(target.name, target.value, part)
                against = _denial(target.value) or not (_denies(part) or pattern("context.opposite").search(part.text))
                found.append(Said(target.name, target.value, target.item, score, part, sure, against))
    return found


def plainly(name: str, value: Value, part: Clause) -> bool:
    """Whether a clause says something of the patient, without doubt, and not as planned where it affirms a finding.

    That there are no other injections, or none since, does not say that there are none.
    """
    if part.sentence.heading == "family" or pattern("context.other").search(part.sentence.text):
        return False
    if not _denial(value) and void(name, part.sentence.text):
        return False
    if name.startswith("request."):
        return True
    if not _denial(value):
        if foreseen(part.text, 0, len(part.text)) or to_be(part.text, 0, len(part.text)):
            return False
        return not any(pattern(f"context.{kind}").search(part.text) for kind in NOT_PLAIN)
    if name in ENTRIES and pattern("context.others").search(part.text):
        return False
    sound = _denies(part) or pattern("context.sound").search(part.text)
    return bool(sound) and not pattern("context.unsure_denial").search(part.text)


def _denial(value: Value) -> bool:
    return value is False or value == []


def _denies(part: Clause) -> bool:
    """Whether a clause has a word that denies something."""
    return any(DENIES.fullmatch(word) for word in TOKEN.findall(part.text.lower()))


def added(reads: Sequence[Read], heard: Sequence[Said]) -> list[Read]:
    """The reads with those of the second reader: facts that no rule read, and other values, which are conflicts.

    Of a fact whose value is in doubt between two, and of a list with an item in doubt, it adds nothing; and a list of
    entries that has any is not said to be empty.
    """
    found = list(reads)
    for name in dict.fromkeys(one.name for one in heard):
        of_it = [one for one in heard if one.name == name]
        known, other = [read for read in reads if read.name == name], _second(name, of_it)
        against = name not in ENTRIES and all(one.contradicts for one in of_it if one.sure)
        if other and (not known or (against and all(_contradicts(other, read) for read in known))):
            found.append(other)
    return found


def _contradicts(other: Read, read: Read) -> bool:
    """Whether a read has another value; of lists, one is empty and the other is not, by the same words."""
    if isinstance(read.value, list):
        return bool(read.value) != bool(other.value) and other.start < read.end and read.start < other.end
    return bool(other.value != read.value)


def _second(name: str, heard: Sequence[Said]) -> Read | None:
    """The fact that clauses say surely, and nothing else of it."""
    sure: dict[str, Said] = {}
    for one in heard:
        if one.sure and one.score > (sure[str(one.value)].score if str(one.value) in sure else 0.0):
            sure[str(one.value)] = one
    if not sure or {str(one.value) for one in heard} != set(sure):
        return None
    best = list(sure.values())
    if len(best) > 1 and not all(one.item for one in best):
        return None
    value = [one.value for one in best] if best[0].item else best[0].value
    spans = [_words(one.clause) for one in best]
    return Read(name, value, min(start for start, _ in spans), max(end for _, end in spans))


def _words(part: Clause) -> tuple[int, int]:
    """Where the words of a clause begin and end in the note."""
    text = part.text
    return part.start + len(text) - len(text.lstrip()), part.start + len(text.rstrip(" \t\n,;"))
