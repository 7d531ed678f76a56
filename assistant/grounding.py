"""Keeps a statement only if what it asserts stands in its quotes or in the reader's own words; always on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from assistant.answer import Citation, Statement
from assistant.vocabulary import says, vocabulary

SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
WORDS = re.compile(rf"\b(?:{'|'.join(SMALL)})\b")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
NAMES = re.compile(  # of documents and clauses: no claims
    r"\b(?:NIA_\w+|NCD_[\d.]+|[A-Z]\d{4,5})(?:/[\w./-]+)?|\b[a-z]+(?:-[a-z0-9]+){2,}\b|\[\d+\]"
)
ONE = re.compile(r"\bone\b", re.IGNORECASE)  # mostly no number: "on one day", "one that"
UNITS = {
    "%": r"%|per ?cent\b", "hour": r"(?:hours?|hrs?)\b", "day": r"days?\b", "week": r"(?:weeks?|wks?)\b",
    "month": r"(?:months?|mos?)\b", "year": r"(?:years?|yrs?|annual\w*|yearly)\b", "level": r"(?:levels?|joints?)\b",
    "mg": r"(?:mg|milligrams?)\b", "degree": r"(?:°|degrees?\b)", "dollar": r"dollars?\b",
}  # fmt: skip
MEASURE = r"\d[\d.,]*[ -]?(?:a |per |or more |full |consecutive |calendar )?"  # a number with the unit that follows
LARGER = {("week", "day"): 7, ("year", "month"): 12}  # a larger unit says the smaller one, too
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
DAY = re.compile(rf"\b({'|'.join(MONTHS)}) \d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kept:
    """The statements that hold, and those that were dropped with what each lacked."""

    statements: tuple[Statement, ...] = ()
    dropped: tuple[tuple[str, tuple[str, ...]], ...] = ()


def numbers(text: str) -> set[str]:
    """The numbers of a text, in digits or words up to twenty, without leading zeros or separators."""
    return {_number(found) for found in NUMBER.findall(_digits(text))}


def _number(text: str) -> str:
    whole, _, part = text.replace(",", "").partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")


def units(text: str, before: str = r"(?<![a-z])") -> set[str]:
    """The units that a text uses; with `MEASURE` those that stand behind a number."""
    return {name for name, words in UNITS.items() if re.search(rf"{before}{words}", _digits(text))}


def _digits(text: str) -> str:
    low = re.sub(r"\$ ?(\d[\d,.]*\d|\d)", r"\1 dollars", text.lower().replace("-", " "))
    return WORDS.sub(lambda word: str(SMALL.index(word[0])), low)


def claims(text: str) -> set[str]:
    """What a text asserts that has to stand somewhere: numbers, units of numbers, months, states, procedures."""
    text = ONE.sub(" ", NAMES.sub(" ", text))
    found = {f"number {number}" for number in numbers(text)}
    found |= {f"unit {unit}" for unit in units(text, MEASURE)}
    found |= {f"month {month.lower()}" for month in DAY.findall(text)}
    low = text.lower()
    found |= {f"state {name}" for name in vocabulary()["state_names"] if re.search(rf"\b{name}\b", low)}
    known = vocabulary()["procedures"]
    return found | {f"procedure {name}" for name, item in known.items() if says(low, item["words"])}


def lacking(text: str, evidence: str, lent: AbstractSet[str] = frozenset()) -> tuple[str, ...]:
    """The claims of a text that neither the evidence nor what is lent carries, sorted."""
    left = claims(text) - lent
    return tuple(sorted(left - claims(evidence) - said(evidence))) if left else ()


def said(evidence: str) -> set[str]:
    """What evidence lends beside its claims: numbers in words, units, months, and what a larger unit comes to."""
    low = _digits(evidence)
    found = {f"number {number}" for number in numbers(evidence)} | {f"unit {unit}" for unit in units(evidence)}
    found |= {f"month {month}" for month in MONTHS if re.search(rf"\b{month}\b", low)}
    for (large, small), times in LARGER.items():
        for number in re.findall(rf"(\d+)[ -]?{UNITS[large]}", low):
            found |= {f"number {int(number) * times}", f"unit {small}"}
        if re.search(rf"\b{times}[ -]?{UNITS[small]}", low):
            found.add(f"unit {large}")
    return found


def grounded(
    statements: Iterable[Statement], told: str, context: Callable[[Citation], str], lent: AbstractSet[str] = frozenset()
) -> Kept:
    """The statements of an answer that stand.

    A statement may repeat the reader's words (`told`). One that cites has its quotes besides, and for each the titles
    and lead-ins that it stands under (`context`); one that does not cite has the claims that are `lent` to advice.
    """
    good, dropped = [], []
    for statement in statements:
        proof = " ".join(f"{citation.quote} {context(citation)}" for citation in statement.citations)
        missing = lacking(
            f"{statement.text} {statement.plain or ''}", f"{proof} {told}", frozenset() if statement.citations else lent
        )
        if missing:
            dropped.append((statement.text, missing))
        else:
            good.append(statement)
    return Kept(tuple(good), tuple(dropped))
