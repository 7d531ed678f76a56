"""Keeps a statement only if what it asserts stands in its quotes or in the reader's own words; always on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.answer import Citation, Statement
from assistant.understand import says, vocabulary

SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
WORDS = re.compile(rf"\b(?:{'|'.join(SMALL)})\b")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
NAMES = re.compile(r"\b(?:NIA_\w+|NCD_[\d.]+|[A-Z]\d{4,5})(?:/[\w./-]+)?|\[\d+\]")  # documents and clauses, no claims
ONE = re.compile(r"\bone\b", re.IGNORECASE)  # mostly no number: "on one day", "one that"
UNITS = {
    "%": r"%|\bper ?cent\b", "hour": r"\bhours?\b", "day": r"\bdays?\b", "week": r"\bweeks?\b",
    "month": r"\bmonths?\b", "year": r"\byears?\b|\bannual\w*|\byearly\b",
    "level": r"\blevels?\b|\bjoints?\b", "mg": r"\bmg\b|milligrams?", "degree": r"°|\bdegrees?\b",
    "dollar": r"\$|\bdollars?\b",
}  # fmt: skip
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
    low = WORDS.sub(lambda word: str(SMALL.index(word[0])), text.lower().replace("-", " "))
    return {_number(found) for found in NUMBER.findall(low)}


def _number(text: str) -> str:
    whole, _, part = text.replace(",", "").partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")


def units(text: str) -> set[str]:
    """The units that a text uses beside numbers."""
    return {name for name, words in UNITS.items() if re.search(words, text.lower())}


def claims(text: str) -> set[str]:
    """What a text asserts that has to stand somewhere: numbers, units of numbers, months, states, procedures."""
    text = ONE.sub(" ", NAMES.sub(" ", text))
    found = {f"number {number}" for number in numbers(text)}
    if found:
        found |= {f"unit {unit}" for unit in units(text)}
    found |= {f"month {month.lower()}" for month in DAY.findall(text)}
    low = text.lower()
    found |= {f"state {name}" for name in vocabulary()["state_names"] if re.search(rf"\b{name}\b", low)}
    known = vocabulary()["procedures"]
    return found | {f"procedure {name}" for name, item in known.items() if says(low, item["words"])}


def lacking(text: str, evidence: str) -> tuple[str, ...]:
    """The claims of a text that the evidence does not carry, sorted."""
    return tuple(sorted(claims(text) - claims(evidence) - _said(evidence)))


def _said(evidence: str) -> set[str]:
    """What evidence may lend beside its claims: numbers in words, units and months without a number beside them."""
    months = {f"month {month}" for month in MONTHS if re.search(rf"\b{month}\b", evidence.lower())}
    return months | {f"unit {unit}" for unit in units(evidence)} | {f"number {number}" for number in numbers(evidence)}


def grounded(statements: Iterable[Statement], told: str, context: Callable[[Citation], str]) -> Kept:
    """The statements of an answer that stand.

    A statement may repeat the reader's words (`told`); beyond them it has its quotes, and for each citation the
    titles and lead-ins that the quote stands under (`context`).
    """
    good, dropped = [], []
    for statement in statements:
        proof = " ".join(f"{citation.quote} {context(citation)}" for citation in statement.citations)
        missing = lacking(f"{statement.text} {statement.plain or ''}", f"{proof} {told}")
        if missing:
            dropped.append((statement.text, missing))
        else:
            good.append(statement)
    return Kept(tuple(good), tuple(dropped))
