"""Types of the index: documents, guidelines, clauses, passages and hits."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

Kind = Literal["list_item", "paragraph", "note", "header", "lead_in"]
Run = tuple[int, int, int]

DEMOTED = frozenset({"history", "references", "general", "disclaimer", "preamble"})


@dataclass(frozen=True, slots=True)
class Code:
    """A procedure code of a guideline's header."""

    code: str
    region: str = ""
    add_on: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A source file; `warning` is set when it could not be read and gave no clauses."""

    id: str
    file: str
    title: str
    sha256: str
    issuer: str = "unknown"
    authority: str = "article"
    in_force: str = ""
    clauses: int = 0
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Guideline:
    """A guideline inside a document, with what its header says."""

    id: str
    title: str
    document: str
    authority: str
    codes: tuple[Code, ...] = ()
    original_date: str = ""
    last_revised: str = ""
    implementation_date: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest citable unit; `start` and `end` are character offsets into the document's text."""

    id: str
    guideline: str
    document: str
    section: str
    section_title: str
    kind: Kind
    text: str
    start: int
    end: int
    lead_in: str | None = None
    runs: tuple[Run, ...] = ()

    def raw_span(self, a: int, b: int) -> tuple[int, int]:
        """The offsets in the document's text of the cleaned characters a to b."""
        if not 0 <= a < b <= len(self.text):
            raise ValueError(f"span {a}:{b} lies outside of clause {self.id} with {len(self.text)} characters")
        return self._raw(a), self._raw(b - 1) + 1

    def _raw(self, position: int) -> int:
        run = self.runs[bisect_right(self.runs, position, key=lambda item: item[0]) - 1]
        return run[1] + position - run[0]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched: a clause or a few of them, at most about 120 words."""

    id: str
    document: str
    guideline: str
    clause: str
    clauses: tuple[str, ...]
    section: str
    title: str
    text: str
    start: int
    end: int
    demoted: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its rank from 1 and its fused score."""

    rank: int
    score: float
    passage: Passage


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document read: its text and what stands in it."""

    document: Document
    text: str
    guidelines: tuple[Guideline, ...]
    clauses: tuple[Clause, ...]
