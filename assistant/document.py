"""One document of a case: its text, of which kind it is, from which day, and which kind usually holds a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = re.compile(
    rf"\b(?:(?P<y>\d{{4}})-(?P<m>\d{{2}})-(?P<d>\d{{2}})|(?P<m2>\d{{1,2}})/(?P<d2>\d{{1,2}})/(?P<y2>\d{{4}}|\d{{2}})|"
    rf"(?P<m3>{'|'.join(MONTHS)})[a-z]*\.? (?P<d3>\d{{1,2}}),? (?P<y3>\d{{4}}))\b",
    re.IGNORECASE,
)
TITLED = re.compile(r"^\W*[A-Za-z][A-Za-z &/,'-]{0,60}\W{0,3}$|^\W*$")


@cache
def terms() -> dict[str, Any]:
    """The kinds and where facts stand: `assistant/documents.yaml`."""
    text = files("assistant").joinpath("documents.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read; `warnings` name the pages that could not be read, or were read by OCR."""

    name: str
    text: str
    warnings: tuple[str, ...] = ()

    def kind(self) -> str | None:
        """The kind that its head names; None where it names none."""
        head = self.text[: terms()["head"]]
        flags = re.IGNORECASE | re.MULTILINE
        return next((one["kind"] for one in terms()["kinds"] if re.search(one["says"], head, flags)), None)

    def day(self) -> date | None:
        """The day that its head gives as its own, else that beside its title; None where it gives none."""
        label = terms()["day"]
        if self.kind() != terms()["undated"]:
            label = f"{label}|{terms()['service_day']}"
        found = [(re.search(label, before, re.IGNORECASE) is None, day) for before, day in _days(self._head())
                 if re.search(label, before, re.IGNORECASE) or TITLED.match(before)]  # fmt: skip
        return min(found, key=lambda one: one[0])[1] if found else None

    def as_json(self) -> dict[str, Any]:
        """Name, kind and day, and what to know of how it was read."""
        day = self.day()
        return {
            "document": self.name,
            "kind": self.kind(),
            "date": day.isoformat() if day else None,
            "warnings": list(self.warnings),
        }

    def _head(self) -> str:
        return self.text[: terms()["head"]]


def _days(text: str) -> list[tuple[str, date]]:
    """The dates of a text, each with the words before it on its line."""
    found = []
    for line in text.splitlines():
        at = 0
        for match in DAY.finditer(line):
            before = line[at : match.start()]
            at = match.end()
            day = _day(match)
            if day and not re.search(terms()["not_a_day"], before, re.IGNORECASE):
                found.append((before, day))
    return found


def _day(match: re.Match[str]) -> date | None:
    year, month, day = (match[f"{part}"] or match[f"{part}2"] or match[f"{part}3"] for part in "ymd")
    number = MONTHS.index(month[:3].lower()) + 1 if month.isalpha() else int(month)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError:
        return None


def kind_in_words(kind: str | None) -> str:
    """The name of a kind as a reader says it."""
    return next((str(one["name"]) for one in terms()["kinds"] if one["kind"] == kind), "document")


def to_add(missing: list[str]) -> list[dict[str, Any]]:
    """The kinds of document that would hold the missing facts, each with those facts."""
    held = {fact: kind for kind, facts in terms()["holds"].items() for fact in facts}
    wanted: dict[str, list[str]] = {}
    for name in missing:
        wanted.setdefault(held.get(name.removeprefix("request.").partition(".")[0], "office_visit"), []).append(name)
    names = {one["kind"]: one["wanted"] for one in terms()["kinds"]}
    return [{"kind": kind, "document": names[kind], "facts": facts} for kind, facts in wanted.items()]
