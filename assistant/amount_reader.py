"""Which fact an amount of a note gives, by a linear model over the words around it, where no rule has the wording.

It is a second reader for scores, percentages and durations: the value is the amount as it stands, the model only says
what it is an amount of. Its weights are learned beside those of `second_reader`, in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zlib import crc32

import numpy as np

from assistant.note_concepts import Read
from assistant.note_context import Sentence, loose, pattern
from assistant.note_entries import PERCENT
from assistant.note_spans import NUMBER, amount, dates, days, spans
from assistant.second_reader import DOUBT, TOKEN, Clause, Model, Said, decided, scores_of, unpacked

DURATION = "pain_duration"  # stands for the keys of one duration, in weeks or months
SORTS = {  # what sort of amount a fact has
    DURATION: "long", "continuous_pain_months": "months", "low_back_pain_duration_months": "months",
    "life_expectancy_months": "months", "optimal_pharmacotherapy_duration_months": "months",
    "spasm_standard_therapy_duration_days": "days", "oral_or_transdermal_opiate_duration_days": "days",
    "average_pain_score_0_10": "score", "worst_pain_score_0_10": "score",
    "age_years": "age", "low_back_pain_onset_age_years": "age",
    "trial_pain_reduction_percent": "percent", "intraspinal_trial_relief_percent": "percent",
}  # fmt: skip
LENGTHS = {"pain_duration_weeks", "pain_duration_months", "continuous_pain_months", "low_back_pain_duration_months",
           "pain_onset_date"}  # fmt: skip
FORESEEN = {"life_expectancy_months"}
NUMERAL = re.compile(rf"(?<![\w./:-]){NUMBER}(?![\d:%-]|\.\d|/(?!10\b))", re.IGNORECASE)
SCALE = re.compile(  # what a score is on: `out of ten`, `/10`, `0-10`
    r"(?:\s?/\s?| out of | of | in )(?:10|ten)\b|\b(?:0|zero)\s?(?:-|–|to)\s?(?:10|ten)\b|"
    r"\b(?:10|ten|eleven|11)[- ]point\b",
    re.IGNORECASE,
)
LABEL = re.compile(r"\b(days|weeks|months|years)\b[^.;\d\n]{0,25}[:=]\s*$", re.IGNORECASE)  # `Months of pain: 3`
REACH = 8  # words on either side that are looked at


class Amount(NamedTuple):
    """An amount in a sentence: a duration, a percentage, or a plain number (unit `number`)."""

    number: Decimal
    unit: str
    start: int
    end: int


def amounts(sentence: Sentence) -> list[Amount]:
    """The amounts of a sentence that are no part of a date or a level."""
    text = sentence.text
    found = [Amount(*days(match), *match.span()) for match in spans(text)]
    found += [Amount(Decimal(m[1]) if m[1] else amount(m[2]), "percent", *m.span()) for m in PERCENT.finditer(text)]
    for match in NUMERAL.finditer(text):
        label = LABEL.search(text[: match.start()])
        found.append(Amount(amount(match[0]), label[1].lower() if label else "number", *match.span()))
    taken = [(mark.start, mark.end) for mark in dates(text)] + [match.span() for match in SCALE.finditer(text)]
    kept: list[Amount] = []
    for one in found:
        if not any(one.start < b and a < one.end for a, b in taken):
            taken.append((one.start, one.end))
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def shown(sentence: Sentence, one: Amount) -> list[int]:
    """What stands around an amount, as checksums: the words before and after it, by their order and in rows."""
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


def value_of(name: str, one: Amount) -> tuple[str, float] | None:
    """The fact and its value that an amount gives as one of a sort; None where it cannot be one."""
    sort, number = SORTS[name], one.number
    if sort == "long":
        if one.unit in {"days", "weeks"}:
            return _exact("pain_duration_weeks", number if one.unit == "weeks" else number / 7)
        return _exact("pain_duration_months", number * (12 if one.unit == "years" else 1)) if _months(one) else None
    if sort == "months":
        return _exact(name, number * (12 if one.unit == "years" else 1)) if _months(one) else None
    if sort == "days":
        factor = {"days": 1, "weeks": 7, "months": 30, "years": 365}.get(one.unit)
        return _exact(name, number * factor) if factor else None
    bounds = {"score": (0, 10, "number"), "percent": (0, 100, "percent"), "age": (16, 110, "number")}
    low, high, unit = bounds[sort]
    fits = one.unit == unit or (sort == "age" and one.unit == "years")
    return _exact(name, number) if fits and low <= number <= high else None


def _months(one: Amount) -> bool:
    return one.unit in {"months", "years"}


def _exact(name: str, number: Decimal) -> tuple[str, float]:
    return name, int(number) if number == int(number) else round(float(number), 2)


@cache
def model() -> Model:
    """The weights as learned: `assistant/amount_reader.npz`."""
    return unpacked(files("assistant").joinpath("amount_reader.npz").read_bytes())


def counts(name: str, sentence: Sentence, one: Amount) -> bool:
    """Whether an amount can be one that was found of the patient: not hoped for, doubted, a bound, or another's."""
    if sentence.heading == "family" or pattern("context.other").search(sentence.text):
        return False
    return name in FORESEEN or not loose(sentence.text, one.start, one.end)


def measured(sentences: Sequence[Sentence], procedure: str | None, reads: Sequence[Read]) -> list[Read]:
    """The facts that amounts of a note give by the model, where no rule read the fact."""
    learned = model()
    known = {read.name for read in reads}
    taken = {name for name in SORTS if name in known or (name in {DURATION, *LENGTHS} and known & LENGTHS)}
    asked = {one for target in learned.targets for one in target.procedures}
    pairs = [(sentence, one) for sentence in sentences for one in amounts(sentence)]
    table = scores_of([shown(*pair) for pair in pairs], learned)
    heard: dict[str, list[Said]] = {}
    for row, (sentence, one) in zip(table, pairs, strict=True):
        for i in np.flatnonzero(row >= DOUBT):
            target, score = learned.targets[i], float(row[i])
            of_it = procedure in target.procedures or procedure not in asked
            given = value_of(target.name, one) if of_it and target.name not in taken else None
            if given and counts(target.name, sentence, one):
                part = Clause(sentence.text[one.start : one.end], sentence.start + one.start, sentence)
                heard.setdefault(target.name, []).append(Said(*given, False, score, part, score >= target.least, True))
    found = [decided(said[0].name, said) for said in heard.values()]
    return list(_once(read for read in found if read))


def _once(reads: Iterator[Read]) -> Iterator[Read]:
    """The reads, with one duration of pain at most beside the time that it has been continuous."""
    told = False
    for read in reads:
        if read.name in LENGTHS - {"continuous_pain_months"}:
            if told:
                continue
            told = True
        yield read
