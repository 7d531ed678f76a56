"""The first layer of a cost question: what each number of its plain text is by its form; the words of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SIGNS = (". ", "? ", "! ", "; ", "\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing found in a message, from `start` (inclusive) to `end` (exclusive)."""

    kind: str
    start: int
    end: int
    value: str = ""


@cache
def cost_words() -> dict[str, Any]:
    """The file of the words of cost questions."""
    found: dict[str, Any] = yaml.safe_load(files("assistant").joinpath("cost_words.yaml").read_text("utf-8"))
    return found


def source(name: str) -> str:
    """The words under a name as one regular expression."""
    return "|".join(expanded(form) for form in cost_words()[name])


def expanded(form: str) -> str:
    """A regular expression with the words of the names in braces put in."""
    return re.sub(r"\{([a-z_]+)\}", lambda match: f"(?:{source(match[1])})", form)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The words under a name, compiled; those of a line apart and of a service as whole words."""
    return re.compile(rf"\b(?:{source(name)})\b" if name in {"items", "services"} else source(name))


@cache
def compiled(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Some words of the file, compiled."""
    return re.compile("|".join(f"(?:{expanded(form)})" for form in forms))


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(expanded(form))) for kind, form in cost_words()["forms"])


def numbers(text: str) -> list[Mark]:
    """Every number of a plain text with its kind, in order; no digit is left out.

    `amount` and `percent` have their value, `ratio` the patient's part in percent, `day` its month and day.
    """
    found: list[Mark] = []
    taken = bytearray(len(text))
    for kind, form in _forms():
        for match in form.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            for mark in _mark(kind, match):
                taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
                found.append(mark)
    return sorted(found, key=lambda mark: mark.start)


def _mark(kind: str, match: re.Match[str]) -> Iterator[Mark]:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    value = ""
    if kind == "ratio":
        plan, patient = int(groups["plan"]), int(groups["patient"])
        if plan + patient != 100:
            return
        value = str(patient) if plan >= patient else ""
    elif kind == "day":
        named = MONTHS.index(groups["month"][:3]) + 1 if "month" in groups else 0
        month = named or int(groups.get("iso", groups.get("first", 0)))
        day = int(groups.get("of", groups.get("isoday", groups.get("second", 0))))
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return
        value = f"{month:02}-{day:02}"
    elif kind in {"amount", "percent"}:
        digits = groups["value"].replace(",", "")
        value = digits if float(digits) else "0"
    yield Mark(kind, match.start(), match.end(), value)


def sentence_start(text: str, at: int) -> int:
    """Where the sentence of a place starts."""
    return max(text.rfind(sign, 0, at) for sign in SIGNS) + 1


def sentence_end(text: str, at: int) -> int:
    """Where the sentence of a place ends."""
    return min((place for place in (text.find(sign, at) for sign in SIGNS) if place >= 0), default=len(text))


def list_end(text: str, at: int) -> int:
    """Where a headed list ends: with its sentence, of which a semicolon is no end."""
    end = sentence_end(text, at)
    return list_end(text, end + 1) if text.startswith("; ", end) else end
