"""What the parsers share: a clause before it has been cleaned, and slugs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .clean import clean_runs
from .passage import Clause, Kind


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause stands."""

    document: str
    guideline: str
    section: str
    section_title: str


def make_clause(
    place: Place, path: str, kind: Kind, text: str, span: tuple[int, int], lead_in: str | None = None
) -> Clause:
    """A clause from a span of the document's text."""
    cleaned, runs = clean_runs(text[span[0] : span[1]], span[0])
    return Clause(
        f"{place.guideline}/{path}", place.guideline, place.document, place.section, place.section_title,
        kind, cleaned, span[0], span[1], lead_in, runs,
    )  # fmt: skip


def slug(heading: str) -> str:
    """A heading as part of an id, without its enumeration."""
    bare = re.sub(r"^\s*(?:[A-Za-z]|\d+|[IVX]+)[.)]\s+", "", heading)
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")[:60].strip("-") or "text"


def unique(name: str, taken: dict[str, int]) -> str:
    """The name, or the name with -2, -3 when it was given before."""
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"
