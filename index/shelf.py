"""One published build, read once: its clauses, passages and vectors, each opened when it is first needed."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import CorpusError
from index.manifest import build_folder
from index.passage import Clause
from index.scope import with_editions
from index.stored import load_corpus
from index.vectors import Rows, Store, top

THEME = 0.3  # weight of the similarity to the passage's whole guideline, beside that to the passage


class Shelf:
    """One published build, read once; immutable."""

    def __init__(self, data: Path, manifest: dict[str, Any]) -> None:
        self.folder = build_folder(data, manifest)
        self.encoder_folder = data / "encoder" / manifest["encoder"]
        self.store = Store(self.folder, manifest["chroma"], manifest["collection"])
        try:
            corpus = load_corpus(self.folder, manifest["documents"])
        except (OSError, ValueError):
            raise CorpusError(f"the index in {data} is damaged: run `guideline index build`") from None
        self.documents = with_editions(corpus.documents, corpus.guidelines)
        self.texts = corpus.texts
        self.guidelines = tuple(corpus.guidelines)
        self.passages = tuple(corpus.passages)
        self.clauses = {clause.id: clause for clause in corpus.clauses}
        self.by_guideline: dict[str, list[Clause]] = {}
        for clause in corpus.clauses:
            self.by_guideline.setdefault(clause.guideline, []).append(clause)

    @cached_property
    def lexical(self) -> Any:
        """The word index, opened at the first search."""
        from index.lexical import LexicalIndex

        return LexicalIndex(self.folder / "bm25")

    @cached_property
    def vectors(self) -> Any:
        """The vector index, opened at the first search."""
        from index.vectors import VectorIndex

        return VectorIndex(self.store, [passage.id for passage in self.passages])

    @cached_property
    def sentences(self) -> Any:
        """The sentences, opened at the first question."""
        from index.sentences import SentenceIndex

        return SentenceIndex(self.folder, self.clauses)

    @cached_property
    def rows(self) -> dict[str, list[int]]:
        """The rows of each guideline's passages."""
        found: dict[str, list[int]] = {}
        for row, passage in enumerate(self.passages):
            found.setdefault(passage.guideline, []).append(row)
        return found

    @cached_property
    def themes(self) -> Vectors:
        """For each guideline, in the order of `rows`, the mean direction of its passages."""
        return np.array([self.vectors.mean(rows) for rows in self.rows.values()], dtype=np.float32)

    def similar(self, vector: Vectors, rows: Rows) -> Vectors:
        """How near in meaning each passage named is, and, by `THEME`, its guideline as a whole."""
        found: Vectors = self.vectors.similar(vector, rows) + THEME * (self.themes @ vector)[self.owner[rows]]
        return found

    @cached_property
    def owner(self) -> Rows:
        """For each passage the number of its guideline, in the order of `rows`."""
        number = {name: at for at, name in enumerate(self.rows)}
        return np.array([number[passage.guideline] for passage in self.passages], dtype=np.int64)

    @cached_property
    def unwanted(self) -> dict[bool, NDArray[np.bool_]]:
        """The passages that come later, where a question asks for a history, and where it does not."""
        history = [not passage.section.startswith("history") for passage in self.passages]
        return {True: np.array(history), False: np.array([passage.demoted for passage in self.passages])}

    def among(self, guidelines: Collection[str]) -> Rows:
        """The rows of the passages of some guidelines."""
        return np.array(sorted({row for name in guidelines for row in self.rows.get(name, ())}), dtype=np.int64)

    def candidates(self, vector: Vectors, words: NDArray[np.float32], depth: int, first: Collection[str]) -> Rows:
        """The rows worth ranking: nearest in meaning, most in words, and those of the guidelines that come first."""
        worded = top(words, depth)
        found = (self.vectors.nearest(vector, depth), worded[words[worded] > 0], self.among(first))
        return np.unique(np.concatenate(found))

    @cached_property
    def encoder(self) -> Any:
        """The query encoder."""
        from index.encoder import Encoder

        return Encoder(self.encoder_folder)

    @cached_property
    def phrases(self) -> Any:
        """Phrases that questions are compared with."""
        from index.phrases import Phrases

        return Phrases(self.encoder_folder, self.encoder)
