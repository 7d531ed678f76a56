"""Of what a duration of a note is one, by a linear model over the words around it, where no rule has the wording.

It is a second reader for amounts: the value is the duration as it stands, the model only says which fact it gives. Its
weights are learned beside those of `second_reader`, in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zlib import crc32

from assistant.note_concepts import Read
from assistant.note_context import Sentence, loose, pattern
from assistant.note_duration import lasts_otherwise
from assistant.note_spans import amount, dates, days, spans
from assistant.second_reader import DOUBT, TOKEN, Clause, Model, Said, decided, scores_of, unpacked

PAIN = "pain_duration"  # stands for the keys of one duration, in weeks or months
LENGTHS = {"pain_duration_weeks", "pain_duration_months", "continuous_pain_months", "low_back_pain_duration_months",
           "pain_onset_date"}  # fmt: skip
KINDS = (PAIN, "continuous_pain_months", "life_expectancy_months", "optimal_pharmacotherapy_duration_months",
         "spasm_standard_therapy_duration_days", "oral_or_transdermal_opiate_duration_days")  # fmt: skip
FORESEEN = {"life_expectancy_months"}
LABEL = re.compile(r"\b(days|weeks|months|years)\b[^.;\d\n]{0,25}[:=]\s*(\d{1,3})\b", re.IGNORECASE)  # `Months: 3`
REACH = 8  # words on either side that are looked at
DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}


class Amount(NamedTuple):
    """A duration in a sentence."""

    number: Decimal
    unit: str
    start: int
    end: int


def amounts(sentence: Sentence) -> list[Amount]:
    """The durations of a sentence that are no part of a date."""
    text = sentence.text
    found = [Amount(*days(match), *match.span()) for match in spans(text)]
    found += [Amount(amount(m[2]), m[1].lower(), *m.span(2)) for m in LABEL.finditer(text)]
    taken = [(mark.start, mark.end) for mark in dates(text)] if found else []
    return [one for one in found if not any(one.start < b and a < one.end for a, b in taken)]


def shown(sentence: Sentence, one: Amount) -> list[int]:
    """What stands around a duration, as checksums: the words before and after it, by their order and in rows."""
    left = TOKEN.findall(re.sub(r"\d+", "0", sentence.text[: one.start].lower()))[-REACH:]
    right = TOKEN.findall(re.sub(r"\d+", "0", sentence.text[one.end :].lower()))[:REACH]
    unit = f"@{one.unit}"
    row = ["<", *left, unit, *right, ">"]
    at = len(left) + 1
    found = {unit}
    for i, word in enumerate(row):
        side = "before" if i < at else "after"
        if i != at:
            near = "near" if abs(i - at) <= 3 else "far"
            found |= {f"{side} {word}", f"{side} {near} {word}", f"{unit} {side} {word}"}
            found |= {f"{side} #{word[:4]}"} if len(word) > 4 else set()
        for end in range(i + 2, min(i + 4, len(row)) + 1):
            rows = " ".join(row[i:end])
            found.add(rows if i <= at < end else f"{side} {rows}")
    return sorted({crc32(one.encode()) for one in found})


def value_of(kind: str, one: Amount) -> tuple[str, float] | None:
    """The fact and its value that a duration gives as one of a kind; None where its unit does not fit."""
    if kind.endswith("days"):
        return kind, int(one.number * DAYS[one.unit])
    if one.unit in {"months", "years"}:
        months = one.number * (12 if one.unit == "years" else 1)
        return ("pain_duration_months" if kind == PAIN else kind), _plain(months)
    weeks = one.number if one.unit == "weeks" else one.number / 7
    return ("pain_duration_weeks", _plain(weeks)) if kind == PAIN else None


def _plain(number: Decimal) -> float:
    rounded = round(number, 2)
    return int(rounded) if rounded == int(rounded) else float(rounded)


@cache
def model() -> Model:
    """The weights as learned: `assistant/amount_reader.npz`."""
    return unpacked(files("assistant").joinpath("amount_reader.npz").read_bytes())


def counts(kind: str, sentence: Sentence, one: Amount) -> bool:
    """Whether a duration can be the patient's: not hoped for, doubted, a bound, another's, or of something else."""
    if sentence.heading == "family" or pattern("context.other").search(sentence.text):
        return False
    if kind in {PAIN, *LENGTHS} and lasts_otherwise(sentence.text, one.start, one.end):
        return False
    return kind in FORESEEN or not loose(sentence.text, one.start, one.end)


def measured(sentences: Sequence[Sentence], procedure: str | None, reads: Sequence[Read]) -> list[Read]:
    """The facts that durations of a note give by the model, where no rule read the fact."""
    learned = model()
    known = {read.name for read in reads}
    asked = {one for target in learned.targets for one in target.procedures}
    open_kinds = [
        (i, target)
        for i, target in enumerate(learned.targets)
        if not known & names_of(target.name) and (procedure in target.procedures or procedure not in asked)
    ]
    pairs = [(sentence, one) for sentence in sentences for one in amounts(sentence)] if open_kinds else []
    heard: dict[str, list[Said]] = {}
    for row, (sentence, one) in zip(scores_of([shown(*pair) for pair in pairs], learned), pairs, strict=True):
        for i, target in open_kinds:
            score, given = float(row[i]), value_of(target.name, one)
            if score >= DOUBT and given and counts(target.name, sentence, one):
                part = Clause(sentence.text[one.start : one.end], sentence.start + one.start, sentence)
                said = Said(*given, item=False, score=score, clause=part, sure=score >= target.least, contradicts=True)
                heard.setdefault(target.name, []).append(said)
    found = [decided(max(said, key=lambda one: one.score).name, said) for said in heard.values()]
    return [read for read in found if read]


def names_of(kind: str) -> set[str]:
    """The keys of a case that say what a kind of duration says."""
    return LENGTHS if kind == PAIN else {kind}
