"""Sentences: where they begin and end in a clause, and which of them speak of what is asked."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.lexical import tokens
from index.passage import Clause, SentenceHit
from index.vectors import top

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
    """Encode every sentence with its guideline, section and (in a history) date before it; list where each word is."""
    spans: list[tuple[int, int, int]] = []
    texts: list[str] = []
    day = ""
    for number, clause in enumerate(clauses):
        day = clause.text if DAY.match(clause.text) else day if clause.section == "history" else ""
        title = titles.get(clause.guideline, clause.guideline)
        before = f"{title} - {clause.section_title}: " + (f"{day} " if day else "")
        for start, end in sentence_spans(clause.text):
            spans.append((number, start, end))
            texts.append(before + clause.text[start:end])
    np.save(folder / "sentences.npy", encoder.encode(texts))
    np.save(folder / "sentence_spans.npy", np.array(spans, dtype=np.int32).reshape(len(spans), 3))
    where: dict[str, list[int]] = {}
    for row, words in enumerate(tokens(texts)):
        for word in dict.fromkeys(words):
            where.setdefault(word, []).append(row)
    known = sorted(where)
    np.save(folder / "word_rows.npy", np.array([row for word in known for row in where[word]], dtype=np.int32))
    ends = np.cumsum([len(where[word]) for word in known]).tolist()
    (folder / "word_ends.json").write_text(json.dumps(dict(zip(known, ends, strict=True))), encoding="utf-8")


class SentenceIndex:
    """Reads the sentences of one finished build."""

    def __init__(self, folder: Path, clauses: dict[str, Clause]) -> None:
        self._vectors = np.load(folder / "sentences.npy", mmap_mode="r")
        self._spans = np.load(folder / "sentence_spans.npy")
        self._rows = np.load(folder / "word_rows.npy", mmap_mode="r")
        ends: dict[str, int] = json.loads((folder / "word_ends.json").read_text(encoding="utf-8"))
        self._words = dict(zip(ends, pairwise([0, *ends.values()]), strict=True))
        self._clauses = tuple(clauses.values())
        sections = [re.sub(r"-\d+$", "", clause.section) for clause in self._clauses]
        owner = self._spans[:, 0]
        self._numbers = {name: at for at, name in enumerate(dict.fromkeys(c.guideline for c in self._clauses))}
        self._guideline = np.array([self._numbers[clause.guideline] for clause in self._clauses], dtype=np.int32)[owner]
        self._history = np.array([section == "history" for section in sections], dtype=bool)[owner]
        unquoted = [clause.kind == "heading" or bool(DAY.fullmatch(clause.text)) for clause in self._clauses]
        self._quotable = ~np.array(unquoted, dtype=bool)[owner]

    def weight(self, word: str) -> float:
        """How much a word tells: rare ones more; a word that no sentence has, most."""
        begin, end = self._words.get(word, (0, 0))
        return math.log((len(self._spans) + 1) / (end - begin + 0.5))

    def unknown(self, query: str) -> tuple[str, ...]:
        """The stems of the query that stand in no document."""
        return tuple(word for word in dict.fromkeys(tokens([query])[0]) if word not in self._words)

    def best(
        self, query: str, vector: Vectors, guidelines: Collection[str], k: int, *, history: bool
    ) -> list[SentenceHit]:
        """The `k` sentences nearest to a query, best first, ties by clause; `guidelines` empty: all."""
        similar = (self._vectors @ vector).astype(np.float64)
        shared = self._shared(query)
        unwanted = self._history != history
        score = np.round(similar + WORDS * shared - DEMOTION * unwanted, 6)
        among = self._quotable
        if guidelines:
            among = among & np.isin(self._guideline, [self._numbers.get(name, -1) for name in guidelines])
        rows = np.flatnonzero(among)
        rows = rows[top(score[rows], k)]
        spans = self._spans[rows].tolist()
        values = np.column_stack([score, similar, shared])[rows].round(6).tolist()
        found = [
            SentenceHit(total, near, said, self._clauses[number], start, end)
            for (number, start, end), (total, near, said) in zip(spans, values, strict=True)
        ]
        return sorted(found, key=lambda hit: (-hit.score, hit.clause.id, hit.start))[:k]

    def _shared(self, query: str) -> NDArray[np.float64]:
        """The share, by weight, of the query's words that each sentence has."""
        asked = tuple(dict.fromkeys(tokens([query])[0]))
        shared = np.zeros(len(self._spans))
        for word in asked:
            begin, end = self._words.get(word, (0, 0))
            shared[self._rows[begin:end]] += self.weight(word)
        return shared / (sum(self.weight(word) for word in asked) or 1.0)
