"""What the index holds: documents, guidelines, clauses with their raw spans, and passages for search."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from index.cleaning import clean_map

LISTS = ("warnings", "pages", "payers", "programs", "states")  # fields of a document that are lists in JSON


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `start` (inclusive) and `end` (exclusive) are character offsets into the document's text."""

    id: str
    guideline: str
    document: str
    section: str
    section_title: str
    kind: str
    text: str
    start: int
    end: int
    lead_in: str | None = None
    raw: str = field(default="", repr=False)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a part of the cleaned text (end exclusive)."""
        offsets = clean_map(self.raw)[1]
        if not 0 <= start < end <= len(offsets):
            raise ValueError(f"{self.id}: no characters {start} to {end}")
        return self.start + offsets[start], self.start + offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched: at most about 120 words of one section, with the clauses it is made of."""

    id: str
    document: str
    guideline: str
    clause: str
    clauses: tuple[str, ...]
    section: str
    prefix: str
    text: str
    start: int
    end: int
    demoted: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found; `rank` counts from 1."""

    rank: int
    score: float
    passage: Passage


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """One sentence found: a span of the clause's cleaned text (end exclusive).

    `meaning` is the cosine similarity to the query, `words` the share (0 to 1) of the query's words, by weight.
    """

    score: float
    meaning: float
    words: float
    clause: Clause
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence."""
        return self.clause.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Guideline:
    """A guideline that a document holds, with the codes of its header."""

    id: str
    title: str
    document: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One indexed file, or one that failed (then `warnings` says why); `pages` holds where each page begins.

    No payers, programs or states: it does not limit itself to any. `superseded_by` names the document that follows it.
    """

    id: str
    title: str
    issuer: str
    authority: str
    edition: str | None
    in_force_from: str | None
    in_force_until: str | None
    file: str
    sha256: str
    clauses: int = 0
    passages: int = 0
    warnings: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    payers: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    superseded_by: str | None = None

    def page(self, start: int) -> int | None:
        """The page, from 1, on which an offset of the text lies; None where the format has no pages."""
        return sum(begin <= start for begin in self.pages) or None

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Document:
        """What `as_json` gave."""
        return cls(**entry | {name: tuple(entry[name]) for name in LISTS})

    def as_json(self) -> dict[str, Any]:
        """Plain values, as `guideline index list --json` prints them."""
        return asdict(self) | {name: list(getattr(self, name)) for name in LISTS}
