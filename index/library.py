"""READ FIRST: search and clauses over one finished index; reopens itself when a new one is published."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import yaml
from numpy.typing import NDArray

from index.encoder import Vectors
from index.manifest import current, why_not
from index.passage import Clause, Document, Guideline, Hit, SentenceHit
from index.scope import Scope, holds, payer_names
from index.shelf import Shelf
from index.vectors import top

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

ANYWHERE = Scope()
DEPTH = 100
WORDS = 0.2  # weight of the shared words, against those of the best passage, beside the cosine similarity
DEMOTION = 0.15
BOOST = 0.3
HISTORY = re.compile(
    r"\b(history|deleted|removed|swapped|replaced|retitled|renamed|edit(ed|s)?|re?vis(ed|ion)|changed?|updated?|"
    r"original(ly)?|added|(what|whatever) (happened|became) (to|of))\b"
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


class Library:
    """Documents as clauses and passages: `search` finds, `clause` gives exact words."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._shelf: tuple[int, Shelf] | None = None
        self._open()

    @classmethod
    def open(cls, data: Path) -> Library:
        """Open the index under a data folder. Raises CorpusError where none is finished for this version."""
        return cls(data)

    def _open(self) -> Shelf:
        """What is published now; where that is damaged, what was published before it."""
        try:
            stamp = (self._data / "manifest.json").stat().st_mtime_ns
        except OSError:
            stamp = -1
        known = self._shelf
        if known is None or stamp != known[0]:
            found = current(self._data)
            if found:
                known = stamp, Shelf(self._data, found)
            elif known:
                known = stamp, known[1]
            else:
                raise why_not(self._data)
            self._shelf = known
        return known[1]

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
        shelf = self._open()
        return tuple(shelf.clauses.values() if guideline is None else shelf.by_guideline.get(guideline, ()))

    def raw(self, document: str, start: int, end: int) -> str:
        """A slice of a document's text (end exclusive)."""
        return self._open().texts[document][start:end]

    def text(self, document: str) -> str | None:
        """The whole text of a document, as its offsets count it; None where there is none of that id."""
        return self._open().texts.get(document)

    def search(
        self, query: str, k: int = 10, *, favoured: Collection[str] = (), only: Collection[str] = ()
    ) -> list[Hit]:
        """The `k` best passages, best first; the same list on every run.

        Passages of the `favoured` guidelines come first, as do those of guidelines that the query names; `only` is a
        filter, empty: all.
        """
        shelf = self._open()
        if not query.strip() or not shelf.passages:
            return []
        history = asks_for_history(query)
        first = {*favoured, *self._named(shelf, query)}
        query = spelled_out(query)
        words: NDArray[np.float32] = shelf.lexical.scores(query)
        words = words / (words.max() or 1.0)
        vector = shelf.encoder.encode([query])[0]
        rows = shelf.among(only) if only else shelf.candidates(vector, words, max(k, DEPTH), first)
        scores = shelf.similar(vector, rows) + WORDS * words[rows]
        scores = scores - DEMOTION * shelf.unwanted[history][rows] + BOOST * np.isin(rows, shelf.among(first))
        found = [(round(float(scores[at]), 6), shelf.passages[rows[at]]) for at in top(scores, k).tolist()]
        found.sort(key=lambda item: (-item[0], item[1].id))
        return [Hit(rank, score, passage) for rank, (score, passage) in enumerate(found[:k], 1)]

    def sentences(self, query: str, guidelines: Collection[str] = (), k: int = 10) -> list[SentenceHit]:
        """The `k` sentences that speak most of what is asked, best first; `guidelines` is a filter, empty: all."""
        shelf = self._open()
        if not query.strip():
            return []
        history, query = asks_for_history(query), spelled_out(query)
        vector = shelf.encoder.encode_queries((query,))[0]
        found: list[SentenceHit] = shelf.sentences.best(query, vector, guidelines, k, history=history)
        return found

    def likeness(self, query: str, phrases: tuple[str, ...]) -> list[float]:
        """How near each phrase is in meaning to a query, as it is or spelled out (cosine), in their order."""
        if not phrases:
            return []
        near = self.phrase_vectors(phrases) @ self.query_vectors(query).T
        found: list[float] = near.max(axis=1).astype(float).round(6).tolist()
        return found

    def phrase_vectors(self, phrases: tuple[str, ...]) -> Vectors:
        """The unit vectors of phrases, kept with the index: one row each, 384 wide."""
        found: Vectors = self._open().phrases.vectors(phrases)
        return found

    def query_vectors(self, query: str) -> Vectors:
        """The unit vectors of a query as it is and, where that differs, spelled out: one or two rows, 384 wide."""
        found: Vectors = self._open().encoder.encode_queries(tuple(dict.fromkeys([query, spelled_out(query)])))
        return found

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The unit vectors of texts, by the encoder of the index."""
        found: Vectors = self._open().encoder.encode(texts)
        return found

    def unknown_words(self, query: str) -> tuple[str, ...]:
        """The stems of a query, spelled out, that stand in no document."""
        found: tuple[str, ...] = self._open().sentences.unknown(query)
        return found

    def stems(self, text: str) -> frozenset[str]:
        """The stems of a text's words, without stop words."""
        from index.lexical import tokens

        return frozenset(tokens([text])[0])

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
