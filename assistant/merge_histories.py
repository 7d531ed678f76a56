"""What several documents tell of earlier procedures and therapy: each event once, differences left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Entry = dict[str, Any]
PLACE = ("levels", "laterality", "region")
TAKEN = ("procedure", "region", "levels", "laterality", "agent")


@dataclass(frozen=True)
class Told:
    """What one document tells of a history: its entries; `day` is the document's own."""

    document: str
    day: date | None
    entries: list[Entry]


@dataclass
class Merged:
    """The entries of all documents; `settled` is false, or fields are `open`, where documents differ."""

    entries: list[Entry] = field(default_factory=list)
    settled: bool = True
    open: list[str] = field(default_factory=list)


def merged(told: Sequence[Told]) -> Merged:
    """The events of several documents, each once.

    One document that says there was none beside another that tells of one is settled only where the first is the older.
    A field that two documents give differently for one event is left out of it.
    """
    found = Merged()
    sources: list[set[str]] = []
    for one in told:
        for entry in one.entries:
            at = next((i for i, known in enumerate(found.entries) if one.document not in sources[i]
                       and same_event(known, entry)), None)  # fmt: skip
            if at is None:
                found.entries.append(entry)
                sources.append({one.document})
                continue
            sources[at].add(one.document)
            differ = [key for key, value in entry.items() if found.entries[at].get(key, value) != value]
            found.open += differ
            both = found.entries[at] | entry
            found.entries[at] = {key: value for key, value in both.items() if key not in differ}
    found.entries.sort(key=lambda entry: str(entry.get("date", "")))
    found.settled = _none_is_older(told, found.entries) and not _responses_differ(told)
    found.open = list(dict.fromkeys(found.open))
    return found


def same_event(one: Entry, other: Entry) -> bool:
    """Whether two documents tell of one event: the same procedure, day and place; a therapy only where all is equal."""
    if one == other:
        return True
    if "procedure" not in one or one.get("procedure") != other.get("procedure"):
        return False
    place = all(one.get(key, other.get(key)) == other.get(key, one.get(key)) for key in PLACE)
    return place and "date" in one and one["date"] == other.get("date")


def past_procedure(request: Entry, day: date | None, until: str | None) -> Entry | None:
    """A document's own procedure as an event before the one asked for; None where it is not one, or has no day."""
    on = request.get("date_of_service") or (day.isoformat() if day else None)
    if on is None or "procedure" not in request or (until is not None and on >= until):
        return None
    return {"date": on} | {key: request[key] for key in TAKEN if key in request}


def _none_is_older(told: Sequence[Told], entries: list[Entry]) -> bool:
    days = [entry.get("date") or entry.get("start_date") for entry in entries]
    return all(one.entries or not entries or (one.day is not None and all(d and d > one.day.isoformat() for d in days))
               for one in told)  # fmt: skip


def _responses_differ(told: Sequence[Told]) -> bool:
    """Whether documents disagree on what one therapy did."""
    said: dict[str, set[str]] = {}
    for one in told:
        for entry in one.entries:
            if "response" in entry:
                said.setdefault(str(entry.get("modality")).lower(), set()).add(entry["response"])
    return len({one.document for one in told}) > 1 and any(len(values) > 1 for values in said.values())
