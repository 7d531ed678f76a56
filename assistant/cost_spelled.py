"""A word of a cost question, or the term of a plan that it is a typing error of."""

from __future__ import annotations

import re
from functools import cache

from assistant.cost_numbers import cost_words


@cache
def spelled(word: str) -> str:
    """A word, or the term of a plan that it is a typing error of."""
    words = cost_words()
    if word in words["spelled"] or word in words["kept"]:
        return word
    near = [(_apart(word, right), right) for right in words["spelled"] if right[0] == word[0]]
    bones = _bones(word)
    close = [(gap, right) for gap, right in near if gap <= (1 if len(right) < 9 else 2) or _bones(right) == bones]
    return min(close)[1] if close else word


def _bones(word: str) -> str:
    """A word without its vowels and doubled letters: "alowd" and "allowed" have the same."""
    return word[0] + re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiou]", "", word[1:]))


def _apart(one: str, other: str) -> int:
    """Letters to leave out, put in, change or swap until both are the same."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            least = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            swapped = i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]
            row.append(min(least, rows[-2][j - 2] + 1) if swapped else least)
        rows.append(row)
    return rows[-1][-1]
