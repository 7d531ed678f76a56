"""Learn which fact a duration of a note gives: `python -m eval.learn_amounts` writes `assistant/amount_reader.npz`.

Per fact one logistic regression over the amounts of all labelled notes, as `eval.learn_notes` has one over clauses. An
amount is one of a fact where it has the labelled value and lies in the words of its evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant import (
    DOUBT,
    KINDS,
    Amount,
    Sentence,
    Target,
    amounts,
    counts,
    names_of,
    packed,
    read_clauses,
    shown,
    value_of,
)
from eval.learn_notes import (
    FEWEST,
    FILES,
    FLOOR,
    HERE,
    NEVER,
    Floats,
    Shown,
    Told,
    author_of,
    least_of,
    spans_of,
    weights_of,
)
from eval.measures import rows

FILE = Path(__file__).parents[1] / "assistant" / "amount_reader.npz"
PRECISION = 0.98
KEYS = [(name, "") for name in KINDS]


class Case(NamedTuple):
    """An amount of a note, with what it shows and the facts that it gives."""

    told: Told
    sentence: Sentence
    amount: Amount


class Page(NamedTuple):
    """All amounts; for each note its author, the procedure asked for, its labels, and the facts that rules read."""

    cases: list[Case]
    authors: list[str]
    procedures: list[str]
    labels: list[dict[str, Any]]
    known: list[set[str]]


def page_of(paths: Sequence[Path]) -> Page:
    """The amounts of the notes of some files, with what they give by the labels and their evidence."""
    found = Page([], [], [], [], [])
    for i, row in enumerate(rows(paths)):
        read = read_clauses(row["note"])
        spans = {key: spans_of(key, row, read.facts) for key in row["facts"]}
        for sentence in read.sentences:
            for one in amounts(sentence):
                right = frozenset(key for key in KEYS if _given(key[0], one, row["facts"]))
                at = sentence.start + one.start
                says = frozenset(key for key in right if any(a <= at < b for a, b in _spans(key[0], spans)))
                told = Told(i, shown(sentence, one), says, None, right - says)
                found.cases.append(Case(told, sentence, one))
        found.authors.append(author_of(row))
        found.procedures.append(read.procedure)
        found.labels.append(row["facts"])
        found.known.append({fact["name"] for fact in read.facts})
    return found


def _spans(name: str, spans: dict[str, list[tuple[int, int]]]) -> list[tuple[int, int]]:
    return [span for key in sorted(names_of(name)) for span in spans.get(key, [])]


def _given(name: str, one: Amount, facts: dict[str, Any]) -> bool:
    """Whether a duration has the labelled value of a fact; one in weeks is compared with a label in weeks alone."""
    given = value_of(name, one)
    if given is None:
        return False
    weeks = given[0].endswith("weeks")
    return any(facts.get(key) == given[1] for key in names_of(name) if key.endswith("weeks") == weeks)


def left_out(page: Page) -> tuple[Floats, NDArray[np.bool_]]:
    """How sure each note is to give a fact, learned from notes of other authors, and whether it gives the right one."""
    best = np.zeros((len(page.authors), len(KEYS)))
    right = np.zeros((len(page.authors), len(KEYS)), dtype=bool)
    for author in sorted(set(page.authors)):
        own = [one for one in page.cases if page.authors[one.told.note or 0] == author]
        others = [one.told for one in page.cases if page.authors[one.told.note or 0] != author]
        table = Shown(others)
        weights, biases = weights_of(table.table(others), others, KEYS)
        sure = 1 / (1 + np.exp(-(table.table([one.told for one in own]) @ weights + biases)))
        heard: dict[tuple[int, int], list[tuple[float, Case]]] = {}
        for one, row in zip(own, sure, strict=True):
            for i in np.flatnonzero(row >= DOUBT).tolist():
                if value_of(KEYS[i][0], one.amount) and counts(KEYS[i][0], one.sentence, one.amount):
                    heard.setdefault((one.told.note or 0, i), []).append((float(row[i]), one))
        for (note, i), found in heard.items():
            score, one = max(found, key=lambda pair: pair[0])
            alone = len({value_of(KEYS[i][0], other.amount) for _, other in found}) == 1
            if alone and score >= FLOOR:
                best[note, i], right[note, i] = score, _given(KEYS[i][0], one.amount, page.labels[note])
    return best, right


def learned(page: Page) -> bytes:
    """The file of the model; prints, for each fact, what notes of authors left out gave.

    How sure is sure enough is found on the notes in which no rule reads the fact: in no others does the model count.
    """
    sure, right = left_out(page)
    told = [one.told for one in page.cases]
    table = Shown(told)
    weights, biases = weights_of(table.table(told), told, KEYS)
    targets = []
    for i, (name, _) in enumerate(KEYS):
        has = np.array([any(key in facts for key in names_of(name)) for facts in page.labels])
        told_for = {page.procedures[j] for j in np.flatnonzero(has)}
        asked = np.array([procedure in told_for for procedure in page.procedures])
        asked &= np.array([not known & names_of(name) for known in page.known])
        least = least_of(sure[asked, i], right[asked, i], PRECISION)
        found = int((right[:, i] & asked & (sure[:, i] >= least)).sum())
        least = least if found >= FEWEST else NEVER
        print(f"{name}: {(has & asked).sum()} of {has.sum()} notes, least {least:.2f}, found {found}")
        targets.append(Target(name, None, False, float(biases[i]), least, sorted(told_for)))
    weights[np.abs(weights) < 0.05] = 0
    return packed(targets, weights.astype(np.float32), table.marks)


def main() -> None:
    """Write the model."""
    page = page_of([HERE / name for name in FILES])
    data = learned(page)
    FILE.write_bytes(data)
    print(f"{len(page.cases)} amounts of {len(page.labels)} notes, {len(data)} bytes")


if __name__ == "__main__":
    main()
