"""Learn the second reader's weights from the labelled notes: `python -m eval.learn_notes` writes them.

Per value of a fact one logistic regression over the clauses of all notes. How sure is sure enough is found on notes of
each author with that author left out. The same notes give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant import Clause, Target, marks_of, packed, plainly, read_clauses
from eval.measures import rows

HERE = Path(__file__).parent / "cases"
FILE = Path(__file__).parents[1] / "assistant" / "second_reader.npz"
READ = ("", "_2", "_3", "_4", "_5", "_8")  # not the unseen ones; with `_9` learned, a doubt of `_8` was lost
FILES = tuple(f"independent_notes{number}.jsonl" for number in READ)
WORDINGS = "wordings.yaml"
FREE = {  # facts whose values are names, days or places: nothing to choose from
    "request.procedure", "request.procedure_text", "request.region", "request.levels", "request.laterality",
    "request.codes", "request.date_of_service", "request.guideline", "request.program", "request.payer",
    "request.state", "first_epidural_date", "diagnosis", "spasm_standard_therapy", "pain_region", "treatment_target",
    "icd10",
}  # fmt: skip
FEWEST = 3  # notes that say a value, for it to be taken as said; else it only puts other values in doubt
MANY = 4  # notes and wordings together, for it to be learned
NEVER = 2.0  # a score that is never reached
SEEN = 2  # clauses that show a mark, for it to count
STRENGTH = 20.0  # inverse of the penalty on weights
SOLVER = {"solver": "liblinear", "dual": True, "random_state": 0, "tol": 1e-2, "max_iter": 1000}  # ten times as fast
PRECISION = 0.97
DENIALS = 0.985  # the precision asked of a denial: it may help a case to meet
FLOOR = 0.5
KEPT = 300_000  # weights
Key = tuple[str, str]
Floats = NDArray[np.float64]


class Told(NamedTuple):
    """A clause of a note (None: a wording of our own), what it shows, and the values that its words say."""

    note: int | None
    marks: Sequence[int]
    says: frozenset[Key]
    clause: Clause | None = None
    near: frozenset[Key] = frozenset()  # values whose evidence it holds a lesser part of: for them it does not count


class Sheet(NamedTuple):
    """All clauses; for each note its author, the procedure asked for, and the values that its labels have."""

    told: list[Told]
    authors: list[str]
    procedures: list[str]
    labels: list[frozenset[Key]]


def values_of(row: dict[str, Any]) -> frozenset[Key]:
    """Each value of a note that can be learned: yes or no, none, one of a choice, `+` an item of a list."""
    found: set[Key] = set()
    for name, value in _named(row).items():
        if name in FREE:
            continue
        if isinstance(value, bool | str) or value == []:
            found.add((name, json.dumps(value)))
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            found |= {(name, f"+{one}") for one in value}
    return frozenset(found)


def _named(row: dict[str, Any]) -> dict[str, Any]:
    """The labelled values, by the names by which a note is read."""
    request: dict[str, Any] = {f"request.{name}": value for name, value in row["request"].items()}
    facts: dict[str, Any] = row["facts"]
    return request | facts


def sheet(paths: Sequence[Path]) -> Sheet:
    """The clauses of the notes of some files, with what they say by the labels' evidence."""
    found = Sheet([], [], [], [])
    for i, row in enumerate(rows(paths)):
        read, values = read_clauses(row["note"]), values_of(row)
        spans = {name: _spans(name, row, read.facts) for name, _ in values}
        held = [{name: _held(part, spans[name]) for name in spans} for part in read.clauses]
        most = {name: _most(spans[name], read.clauses) for name in spans}
        for j, part in enumerate(read.clauses):
            near = {key for key in values if held[j][key[0]]}
            says = {key for key in near if key[1].startswith("+") or j in most[key[0]]}
            found.told.append(Told(i, marks_of(part.text), frozenset(says), part, frozenset(near - says)))
        found.authors.append(row["id"].split("-")[0] if row["id"].startswith("N") else "first")
        found.procedures.append(read.procedure)
        found.labels.append(values)
    return found


def _held(part: Clause, spans: Sequence[tuple[int, int]]) -> int:
    """How many letters of some spans a clause holds."""
    low = part.start + len(part.text) - len(part.text.lstrip())
    high = part.start + len(part.text.rstrip())
    return sum(max(0, min(b, high) - max(a, low)) for a, b in spans)


def _most(spans: Sequence[tuple[int, int]], parts: Sequence[Clause]) -> set[int]:
    """The clauses that hold most of a span: the others that it reaches into tell but a part of what it tells."""
    held = [[_held(part, [span]) for part in parts] for span in spans]
    return {row.index(max(row)) for row in held if any(row)}


def wordings(path: Path) -> Iterator[Told]:
    """The wordings of our own, with what they say."""
    for head, lines in yaml.safe_load(path.read_text("utf-8")).items():
        keys = () if head == "nothing" else (tuple(one.split(" ", 1)) for one in head.split(", "))
        says = frozenset((name, value) for name, value in keys)
        for line in lines.splitlines():
            yield Told(None, marks_of(line), says)


def _spans(name: str, row: dict[str, Any], read: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Where a note says a fact: by its label's evidence, else where the rules read the labelled value."""
    plain = name.removeprefix("request.")
    words = row.get("evidence", {}).get(plain)
    words = [words] if isinstance(words, str) else words or []
    found = [
        (match.start(), match.end())
        for one in words
        if isinstance(one, str)
        for match in re.finditer(re.escape(one), row["note"])
    ]
    value = _named(row)[name]
    return found or [(one["start"], one["end"]) for one in read if one["name"] == plain and one["value"] == value]


class Shown:
    """What the clauses show, as a table: a row for each clause, a column for each mark that several clauses show."""

    def __init__(self, told: Sequence[Told]) -> None:
        count = Counter(mark for one in told for mark in one.marks)
        self.marks = sorted(mark for mark, times in count.items() if times >= SEEN)
        self.column = {mark: i for i, mark in enumerate(self.marks)}

    def table(self, told: Sequence[Told]) -> csr_matrix:
        """The table of some clauses; a row's length is one where all its marks are known."""
        columns = [[self.column[mark] for mark in one.marks if mark in self.column] for one in told]
        cells = [1 / np.sqrt(len(one.marks)) for one, row in zip(told, columns, strict=True) for _ in row]
        ends = np.cumsum([0, *(len(row) for row in columns)])
        return csr_matrix((cells, [i for row in columns for i in row], ends), shape=(len(told), len(self.marks)))


def targets_of(page: Sheet) -> list[Key]:
    """The values that enough notes, or notes and wordings, say."""
    noted = Counter(key for key, note in {(key, one.note) for one in page.told for key in one.says} if note is not None)
    own = Counter(key for one in page.told for key in one.says if one.note is None)
    return sorted(key for key, times in (noted + own).items() if times >= MANY)


def value_of(text: str) -> Any:
    """The value, or the item, that a key names."""
    return text[1:] if text.startswith("+") else json.loads(text)


def weights_of(table: csr_matrix, told: Sequence[Told], keys: Sequence[Key]) -> tuple[Floats, Floats]:
    """The weights of each mark, and the bias, for each value; a value that no clause says is never said."""
    weights, biases = np.zeros((table.shape[1], len(keys))), np.full(len(keys), -20.0)
    for i, key in enumerate(keys):
        counts = np.array([key not in one.near for one in told])
        says = np.array([key in one.says for one in told])[counts]
        if says.any() and not says.all():
            fitted = LogisticRegression(C=STRENGTH, **SOLVER).fit(table[counts], says)
            weights[:, i], biases[i] = fitted.coef_[0], fitted.intercept_[0]
    return weights, biases


def left_out(page: Sheet, keys: Sequence[Key]) -> Floats:
    """How sure it is that a note says a value, a row for each note, learned from the notes of other authors."""
    best = np.zeros((len(page.authors), len(keys)))
    for author in sorted(set(page.authors)):
        own = [one for one in page.told if one.note is not None and page.authors[one.note] == author]
        others = [one for one in page.told if one.note is None or page.authors[one.note] != author]
        shown = Shown(others)
        weights, biases = weights_of(shown.table(others), others, keys)
        found = 1 / (1 + np.exp(-(shown.table(own) @ weights + biases)))
        for one, row in zip(own, found, strict=True):
            assert one.note is not None
            assert one.clause is not None
            for i in np.flatnonzero(row >= FLOOR).tolist():
                if plainly(keys[i][0], value_of(keys[i][1]), one.clause):
                    best[one.note, i] = max(best[one.note, i], row[i])
    return best


def least_of(sure: Floats, right: NDArray[np.bool_], wanted: float) -> float:
    """The lowest score from which a value is right in the wanted share of the notes; `NEVER` where there is none."""
    found = NEVER
    for least in sorted({float(one) for one in sure[right] if one >= FLOOR}, reverse=True):
        if right[sure >= least].mean() >= wanted:
            found = least
    return found


def learned(page: Sheet) -> bytes:
    """The file of the model; prints, for each value, what notes of authors left out gave."""
    keys = targets_of(page)
    sure = left_out(page, keys)
    targets = []
    shown = Shown(page.told)
    weights, biases = weights_of(shown.table(page.told), page.told, keys)
    for i, key in enumerate(keys):
        told_for = {page.procedures[j] for j, label in enumerate(page.labels) if any(key[0] == k for k, _ in label)}
        asked = np.array([procedure in told_for for procedure in page.procedures])
        right = np.array([key in label for label in page.labels])
        least = least_of(sure[asked, i], right[asked], DENIALS if key[1] in {"false", "[]"} else PRECISION)
        least = least if right.sum() >= FEWEST else NEVER
        found = int((right & asked & (sure[:, i] >= least)).sum())
        print(f"{key[0]} {key[1]}: {right.sum()} notes, least {least:.2f}, found {found}")
        item = key[1].startswith("+")
        targets.append(Target(key[0], value_of(key[1]), item, float(biases[i]), least, sorted(told_for)))
    edge = np.sort(np.abs(weights), axis=None)[-KEPT] if weights.size > KEPT else 0.0
    weights[np.abs(weights) < edge] = 0
    return packed(targets, weights.astype(np.float32), shown.marks)


def main() -> None:
    """Write the model."""
    page = sheet([HERE / name for name in FILES])
    page.told.extend(wordings(HERE / WORDINGS))
    data = learned(page)
    FILE.write_bytes(data)
    print(f"{len(page.told)} clauses of {len(page.labels)} notes, {len(data)} bytes")


if __name__ == "__main__":
    main()
