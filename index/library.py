"""READ FIRST: search and clauses over one finished index; reopens itself when a new one is published."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from index.build import current
from index.chunk import DEMOTED
from index.errors import CorpusError
from index.passage import Clause, Document, Guideline, Hit, Passage, SentenceHit
from index.scope import Scope, holds, payer_names, with_editions

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

ANYWHERE = Scope()
DEPTH = 50
FUSION = 60
DEMOTION = 0.5
BOOST = 1.5
HISTORY = re.compile(
    r"\b(history|deleted|removed|swapped|replaced|retitled|renamed|edit(ed|s)?|re?vis(ed|ion)|changed?|updated?|"
    r"original(ly)?|added)\b"
)
EDITION = re.compile(
    r"\bhistory\b|\b(last|when) (was )?(it |this |the guideline |guideline \w+ )?(last )?(revised|updated|changed)|"
    r"(original(ly)?|first) (date|written)|take effect|(implementation|revision|effective) date"
)
MONTH = re.compile(
    r"\b((january|february|march|april|may|june|july|august|september|october|november|december) )?20[12]\d\b"
)


@cache
def _abbreviations() -> list[tuple[re.Pattern[str], str]]:
    text = files("index").joinpath("abbreviations.yaml").read_text(encoding="utf-8")
    return [(re.compile(entry["short"]), entry["words"]) for entry in yaml.safe_load(text)]


def spelled_out(query: str) -> str:
    """A query with the words of the documents added for each short form or lay word in it."""
    low = query.lower()
    return " ".join([query, *(words for short, words in _abbreviations() if short.search(low))])


def asks_for_history(query: str) -> bool:
    """Whether a query asks what an edition changed, and when."""
    low = query.lower()
    return bool(EDITION.search(low)) or bool(HISTORY.search(low) and MONTH.search(low))


class Shelf:
    """One published build, read once; immutable."""

    def __init__(self, data: Path, manifest: dict[str, Any]) -> None:
        self.folder = data / "builds" / manifest["build"]
        self.encoder_folder = data / "encoder" / manifest["encoder"]
        self.sources = tuple(Path(path) for path in manifest["sources"])
        try:
            body = json.loads((self.folder / "corpus.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise CorpusError(f"the index in {data} is damaged: run `guideline index build`") from None
        self.texts: dict[str, str] = body["texts"]
        self.guidelines = tuple(Guideline(**g | {"codes": tuple(g["codes"])}) for g in body["guidelines"])
        self.documents = with_editions([Document.from_json(e) for e in manifest["documents"]], self.guidelines)
        self.passages = tuple(Passage(**p | {"clauses": tuple(p["clauses"])}) for p in body["passages"])
        self.clauses = {
            entry["id"]: Clause(**entry, raw=self.texts[entry["document"]][entry["start"] : entry["end"]])
            for entry in body["clauses"]
        }

    @cached_property
    def lexical(self) -> Any:
        """The word index, opened at the first search."""
        from index.lexical import LexicalIndex

        return LexicalIndex(self.folder / "bm25")

    @cached_property
    def vectors(self) -> Any:
        """The vector index, opened at the first search."""
        from index.vectors import VectorIndex

        return VectorIndex(self.folder, [passage.id for passage in self.passages])

    @cached_property
    def sentences(self) -> Any:
        """The sentences, opened at the first question."""
        from index.sentences import SentenceIndex

        return SentenceIndex(self.folder, self.clauses, DEMOTED)

    @cached_property
    def encoder(self) -> Any:
        """The query encoder."""
        from index.encoder import Encoder

        return Encoder(self.encoder_folder)


class Library:
    """Documents as clauses and passages: `search` finds, `clause` gives exact words."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._stamp = 0
        self._shelf: Shelf | None = None
        self._open()

    @classmethod
    def open(cls, data: Path) -> Library:
        """Open the index under a data folder. Raises CorpusError where none is finished for this version."""
        return cls(data)

    def _open(self) -> Shelf:
        manifest = self._data / "manifest.json"
        try:
            stamp = manifest.stat().st_mtime_ns
        except OSError:
            stamp = -1
        if self._shelf is None or stamp != self._stamp:
            found = current(self._data)
            if found is None and self._shelf is None:
                raise CorpusError(f"no finished index in {self._data}: run `guideline index build`")
            if found is not None:
                self._shelf, self._stamp = Shelf(self._data, found), stamp
        assert self._shelf is not None
        return self._shelf

    def sources(self) -> tuple[Path, ...]:
        """The folders and files that the index was built from."""
        return self._open().sources

    def documents(self) -> tuple[Document, ...]:
        """All documents, the failed ones too."""
        return self._open().documents

    def in_force(self, scope: Scope) -> tuple[Document, ...]:
        """The documents, digests left out, that hold for a payer, state, programme and day."""
        return tuple(d for d in self.documents() if d.clauses and d.authority != "digest" and holds(d, scope))

    def payers(self) -> tuple[str, ...]:
        """Whose rules the documents hold, as these say or `documents.yaml` says, in alphabetical order."""
        return tuple(sorted({name for document in self.in_force(ANYWHERE) for name in payer_names(document)}))

    def guidelines(self) -> tuple[Guideline, ...]:
        """All guidelines."""
        return self._open().guidelines

    def clause(self, clause_id: str) -> Clause | None:
        """One clause; None where there is none of that id."""
        return self._open().clauses.get(clause_id)

    def clauses(self, guideline: str | None = None) -> tuple[Clause, ...]:
        """All clauses in document order, or those of one guideline."""
        found = self._open().clauses.values()
        return tuple(clause for clause in found if guideline is None or clause.guideline == guideline)

    def raw(self, document: str, start: int, end: int) -> str:
        """A slice of a document's text (end exclusive)."""
        return self._open().texts[document][start:end]

    def text(self, document: str) -> str | None:
        """The whole text of a document, as its offsets count it; None where there is none of that id."""
        return self._open().texts.get(document)

    def search(self, query: str, k: int = 10, guideline: str | None = None) -> list[Hit]:
        """The `k` best passages, best first; the same list on every run. `guideline` is favoured, not a filter."""
        shelf = self._open()
        if not query.strip():
            return []
        history = asks_for_history(query)
        favoured = {guideline} | self._named(shelf, query)
        query = spelled_out(query)
        scores: dict[str, float] = {}
        for ranking in (self._by_words(shelf, query), self._by_meaning(shelf, query)):
            for rank, name in enumerate(ranking[:DEPTH]):
                scores[name] = scores.get(name, 0.0) + 1 / (FUSION + rank)
        by_id = {passage.id: passage for passage in shelf.passages}
        for name in scores:
            passage = by_id[name]
            wanted = passage.section.startswith("history") if history else not passage.demoted
            scores[name] *= 1.0 if wanted else DEMOTION
            scores[name] *= BOOST if passage.guideline in favoured else 1.0
        ranked = sorted(scores.items(), key=lambda item: (-round(item[1], 9), item[0]))[:k]
        return [Hit(rank, score, by_id[name]) for rank, (name, score) in enumerate(ranked, 1)]

    def sentences(self, query: str, guidelines: Collection[str] = (), k: int = 10) -> list[SentenceHit]:
        """The `k` sentences that speak most of what is asked, best first; `guidelines` is a filter, empty: all."""
        shelf = self._open()
        if not query.strip():
            return []
        history, query = asks_for_history(query), spelled_out(query)
        vector = shelf.encoder.encode([query])[0]
        found: list[SentenceHit] = shelf.sentences.best(query, vector, guidelines, k, history=history)
        return found

    def unknown_words(self, query: str) -> tuple[str, ...]:
        """The stems of a query, spelled out, that stand in no document."""
        found: tuple[str, ...] = self._open().sentences.unknown(query)
        return found

    def _by_words(self, shelf: Shelf, query: str) -> list[str]:
        scores: Sequence[float] = shelf.lexical.scores(query)
        pairs = [(round(s, 6), p.id) for s, p in zip(scores, shelf.passages, strict=False) if s > 0]
        return [name for _, name in sorted(pairs, key=lambda pair: (-pair[0], pair[1]))]

    def _by_meaning(self, shelf: Shelf, query: str) -> list[str]:
        vector = shelf.encoder.encode([query])[0]
        return [name for name, _ in shelf.vectors.nearest(vector, DEPTH)]

    def _named(self, shelf: Shelf, query: str) -> set[str]:
        """Guidelines that the query names by number or by a code of their header."""
        words = set(re.findall(r"[A-Z0-9_.]+", query.upper()))
        return {
            guideline.id
            for guideline in shelf.guidelines
            if guideline.id.upper() in words
            or guideline.id.rsplit("_", 1)[-1].upper() in words
            or words & set(guideline.codes)
        }

    def as_retriever(self, k: int = 5) -> BaseRetriever:
        """A LangChain retriever over `search`; each document carries its clause and raw span as metadata."""
        from index.retriever import LibraryRetriever

        return LibraryRetriever(library=self, k=k)
