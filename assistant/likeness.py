"""How near a question is in meaning to phrases, measured as this field's readers mean it.

The encoder knows language in general; to it "is dye covered" and "is sedation covered" are near. The turn learned from
the phrases of `assistant/asked/` (`python -m eval.learn_likeness`) draws together those that ask for one clause and
moves apart those that ask for others. A line learned from the same parts off what no document answers (`silent.yaml`).
No labelled question was used for either.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from index import Library, Vectors

REMEMBERED = 16  # texts: one question is looked up several ways


@cache
def turn() -> Vectors:
    """The map of the encoder's vectors, 384 by 384: `assistant/likeness.npy`."""
    with as_file(files("assistant").joinpath("likeness.npy")) as path:
        found: Vectors = np.load(path).astype(np.float32)
    return found


@cache
def _line() -> Vectors:
    with as_file(files("assistant").joinpath("silence.npy")) as path:
        found: Vectors = np.load(path)
    return found


def turned(vectors: Vectors) -> Vectors:
    """Vectors, one a row, after the turn, of length 1."""
    found = vectors @ turn()
    unit: Vectors = found / np.linalg.norm(found, axis=1, keepdims=True)
    return unit


class Likeness:
    """Compares texts with a fixed list of phrases, over one library's encoder."""

    def __init__(self, library: Library, phrases: Sequence[str]) -> None:
        self._library = library
        self._rows = {phrase: row for row, phrase in enumerate(dict.fromkeys(phrases))}
        self._vectors = turned(library.phrase_vectors(tuple(self._rows)))
        self._known: dict[str, Vectors] = {}

    def __len__(self) -> int:
        """How many phrases there are."""
        return len(self._rows)

    def near(self, text: str) -> Vectors:
        """The cosine of a text, as it is or spelled out, with each phrase, in their order."""
        if text not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            near = self._vectors @ turned(self._library.query_vectors(text)).T
            self._known[text] = near.max(axis=1).round(6)
        return self._known[text]

    def silence(self, text: str) -> float:
        """On which side of the learned line a text lies: above 0 it is more like what no document answers."""
        weights = _line()
        return float((self._library.query_vectors(text) @ weights[:-1] + weights[-1]).max().round(6))

    def rows(self, phrases: Sequence[str]) -> list[int]:
        """Where phrases stand in the list. Raises KeyError for one that is not in it."""
        return [self._rows[phrase] for phrase in phrases]


class Columns:
    """Groups of columns of a matrix, and the greatest of each group at once; 0 for a group without any."""

    def __init__(self, groups: Sequence[Sequence[int]], width: int) -> None:
        filled = [[*group, width] for group in groups]  # the last column is one of zeros
        self._all = [column for group in filled for column in group]
        self._starts = np.cumsum([0, *(len(group) for group in filled[:-1])])

    def greatest(self, matrix: Vectors) -> Vectors:
        """A row for each of the matrix, a column for each group, none below 0."""
        wide = np.pad(matrix, ((0, 0), (0, 1)))
        found: Vectors = np.maximum.reduceat(wide[:, self._all], self._starts, axis=1)
        return found
