"""The word side: BM25 over stemmed words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@lru_cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def tokens(texts: Sequence[str]) -> Any:
    """The stemmed words of each text, without stop words."""
    import bm25s

    return bm25s.tokenize(list(texts), stopwords="en", stemmer=_stemmer(), show_progress=False, return_ids=False)


def write_lexical(folder: Path, texts: Sequence[str]) -> None:
    """Index the texts, in their order, into a new folder."""
    import bm25s

    index = bm25s.BM25()
    index.index(tokens(texts), show_progress=False)
    index.save(str(folder))


class LexicalIndex:
    """Reads one finished word index."""

    def __init__(self, folder: Path) -> None:
        import bm25s

        self._index = bm25s.BM25.load(str(folder), mmap=True)

    def scores(self, query: str) -> NDArray[np.float32]:
        """One score for each text, in their order; zero where no word is shared."""
        known = [token for token in tokens([query])[0] if token in self._index.vocab_dict]
        count = self._index.scores["num_docs"]
        found: NDArray[np.float32] = self._index.get_scores(known) if known else np.zeros(count, dtype=np.float32)
        return found
