"""Sentences: where they begin and end in a clause, and which of them speak of what is asked."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.lexical import tokens
from index.passage import Clause, SentenceHit

Mask = NDArray[np.bool_]
SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z•*“(])")
WORDS = 0.6  # weight of shared words beside the cosine similarity
DEMOTION = 0.2
DAY = re.compile(r"^(January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d\b")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a cleaned text as spans (start inclusive, end exclusive)."""
    starts = [0, *(match.end() for match in SENTENCE.finditer(text))]
    ends = [*(match.start() for match in SENTENCE.finditer(text)), len(text)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if b > a]


def write_sentences(folder: Path, clauses: Sequence[Clause], titles: dict[str, str], encoder: Encoder) -> None:
    """Encode every sentence with its guideline, section and (in a history) date before it."""
    rows, texts, day = [], [], ""
    for clause in clauses:
        day = clause.text if DAY.match(clause.text) else day if clause.section == "history" else ""
        title = titles.get(clause.guideline, clause.guideline)
        before = f"{title} - {clause.section_title}: {day} "
        for start, end in sentence_spans(clause.text):
            rows.append((clause.id, start, end))
            texts.append(before + clause.text[start:end])
    np.save(folder / "sentences.npy", encoder.encode(texts))
    (folder / "sentences.json").write_text(json.dumps({"rows": rows, "texts": texts}), encoding="utf-8")


class SentenceIndex:
    """Reads the sentences of one finished build."""

    def __init__(self, folder: Path, clauses: dict[str, Clause]) -> None:
        body = json.loads((folder / "sentences.json").read_text(encoding="utf-8"))
        self._rows: list[tuple[str, int, int]] = [tuple(row) for row in body["rows"]]
        self._texts: list[str] = body["texts"]
        self._vectors = np.load(folder / "sentences.npy")
        self._clauses = clauses

    @cached_property
    def _words(self) -> list[frozenset[str]]:
        return [frozenset(found) for found in tokens(self._texts)]

    @cached_property
    def _known(self) -> Counter[str]:
        return Counter(word for words in self._words for word in words)

    def weight(self, word: str) -> float:
        """How much a word tells: rare ones more; a word that no sentence has, most."""
        return math.log((len(self._words) + 1) / (self._known[word] + 0.5))

    def unknown(self, query: str) -> tuple[str, ...]:
        """The stems of the query that stand in no document."""
        return tuple(word for word in dict.fromkeys(tokens([query])[0]) if word not in self._known)

    @cached_property
    def _rows_of(self) -> dict[str, Vectors]:
        found: dict[str, list[int]] = {}
        for row, words in enumerate(self._words):
            for word in words:
                found.setdefault(word, []).append(row)
        return {word: np.array(rows) for word, rows in found.items()}

    @cached_property
    def _sorts(self) -> tuple[dict[str, Mask], Mask, Mask]:
        """Which sentences are of each guideline, which bare headings, which of a history."""
        clauses = [self._clauses[name] for name, _, _ in self._rows]
        sections = [re.sub(r"-\d+$", "", clause.section) for clause in clauses]
        bare = np.array([clause.kind == "heading" or bool(DAY.fullmatch(clause.text)) for clause in clauses])
        history = np.array([section == "history" for section in sections])
        names = np.array([clause.guideline or "" for clause in clauses])
        return {str(name): names == name for name in np.unique(names)}, bare, history

    def best(
        self, query: str, vector: Vectors, guidelines: Collection[str], k: int, *, history: bool
    ) -> list[SentenceHit]:
        """The `k` sentences nearest to a query, best first, ties by clause; `guidelines` empty: all."""
        asked = tuple(dict.fromkeys(tokens([query])[0]))
        total = sum(self.weight(word) for word in asked) or 1.0
        similar = np.asarray(self._vectors @ vector, dtype=np.float64)
        shared = np.zeros(len(self._rows))
        for word in asked:
            if word in self._rows_of:
                shared[self._rows_of[word]] += self.weight(word) / total
        of, bare, dated = self._sorts
        scores = similar + WORDS * shared - DEMOTION * (dated != history)
        inside = [of[name] for name in guidelines if name in of]
        out = bare | ~np.logical_or.reduce(inside) if inside else bare | bool(guidelines)
        scores = np.round(np.where(out, -np.inf, scores), 6)
        near = [int(row) for row in np.argsort(-scores, kind="stable")[: 4 * k] if np.isfinite(scores[row])]
        found = []
        for row in near:
            name, start, end = self._rows[row]
            meaning, words = round(float(similar[row]), 6), round(float(shared[row]), 6)
            found.append(SentenceHit(float(scores[row]), meaning, words, self._clauses[name], start, end))
        return sorted(found, key=lambda hit: (-hit.score, hit.clause.id, hit.start))[:k]
