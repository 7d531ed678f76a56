"""How criteria read a case: facts by name, regions and procedures in one spelling, histories as selections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from checks.case import Case, Procedures

LEVEL_REGIONS = {"c": "cervical", "t": "thoracic", "l": "lumbar", "s": "lumbar"}


@lru_cache
def vocabulary() -> dict[str, dict[str, list[str]]]:
    """Spellings of regions, procedures and modalities: `checks/vocabulary.yaml`."""
    text = files("checks").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return found


@lru_cache(maxsize=4096)
def named(sort: str, text: str) -> tuple[str, ...]:
    """All entries of one vocabulary that `text` names, in the vocabulary's order."""
    words = re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()
    return tuple(
        name
        for name, patterns in vocabulary()[sort].items()
        if words == name.replace("_", " ") or any(re.search(rf"\b(?:{p})\b", words) for p in patterns)
    )


def spelled(name: str, value: Any) -> Any:
    """A text in the catalogue's spelling, where the vocabulary knows the fact and the text."""
    if isinstance(value, str) and name in vocabulary():
        return next(iter(named(name, value)), value)
    return value


def procedure_of(procedure: str | None, text: str | None = None) -> str | None:
    """The catalogue's name of a procedure; the text itself where the catalogue has none; None if unknown."""
    for words in (procedure if procedure != "other" else None, text):
        if words:
            found = named("procedures", words)
            return found[0] if found else words
    return None


def region_of(region: str | None, levels: Sequence[str] | None = None) -> str | None:
    """The spinal region in one spelling, from the region or else from the levels; None if unknown."""
    if region:
        found = named("regions", region)
        return found[0] if found else region.strip().lower()
    from_levels = {LEVEL_REGIONS.get(level[:1].lower()) for level in levels or ()}
    return from_levels.pop() if len(from_levels) == 1 else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a history: whether it surely belongs to the selection, and what leaves that open."""

    item: Procedures
    procedure: str | None
    region: str | None
    sure: bool = True
    open_fields: tuple[str, ...] = ()


class CaseView:
    """Read access for criteria; `on` is the date of service. Holds no state of its own beyond the case."""

    def __init__(self, case: Case, entry: Procedures | None = None, history: str = "") -> None:
        self.case = case
        self.entry = entry
        self.history_name = history
        self.on: date | None = case.request.date_of_service
        self.region = region_of(case.request.region, case.request.levels)
        self.procedure = procedure_of(case.request.procedure, case.request.procedure_text)

    def get(self, name: str) -> Any:
        """The recorded value of a fact, of `request.<key>` or of `prior.<key>`; None if not known."""
        head, _, tail = name.partition(".")
        if head == "request":
            if tail in ("procedure", "region"):
                return getattr(self, tail)
            return spelled(tail, getattr(self.case.request, tail))
        if head == "prior":
            return getattr(self.entry, tail)
        return spelled(name, getattr(self.case.facts, name))

    def unsettled(self, name: str) -> bool:
        """Whether the record says a fact in two ways, so that nothing may be taken for granted of it."""
        return self.public(name) in (self.case.unsettled or ())

    def public(self, name: str) -> str:
        """The key under which a case hands in this fact."""
        head, _, tail = name.partition(".")
        if head == "prior":
            return f"{self.history_name}.{tail}"
        return tail if head == "request" else name

    def within_entry(self, entry: Entry, history: str) -> CaseView:
        """The same case, with `prior.<key>` reading one entry of a history."""
        return CaseView(self.case, entry.item, history)

    def entries(self, history: str) -> tuple[Entry, ...] | None:
        """A history, latest first (undated last); entries after the date of service left out; None if unknown."""
        items = self.get(history)
        if items is None:
            return None
        found = [
            Entry(item, procedure_of(item.procedure), region_of(item.region, item.levels))
            for item in items
            if not (item.date and self.on and item.date > self.on)
        ]
        return tuple(sorted(found, key=lambda e: (-(e.item.date or date.min).toordinal(), repr(e.item))))

    def complete(self, history: str) -> bool:
        """Whether the list is all there is: true unless the record says that there may be more."""
        return self.get(f"{history}_list_complete") is not False
