"""What is measured of notes: single facts and entries of histories, denials, outcomes, a wrong `meets`, time a page.

`python -m eval.notes FILE...` prints the figures; `--failures` also each fact that was missed, wrong or not labelled.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from assistant import Decider, Settings, read_facts
from eval.measures import Figures, rows, share
from eval.same_facts import DURATIONS, HISTORIES, UNTESTED, alike, pairs, same_duration

PAGE = 3000  # characters
Row = dict[str, Any]


class Compared(NamedTuple):
    """One fact, or one field of an entry, as it was read and as it is labelled; None where it is absent."""

    key: str
    found: Any
    wanted: Any
    right: bool
    seen: bool | None = None  # whether the words that were read overlap the labelled ones; None: not labelled


def compared(row: Row, read: Row) -> Iterator[Compared]:
    """Every fact that was read or labelled."""
    for part in ("request", "facts"):
        found, wanted = read[part], row[part]
        for key in sorted({*found, *wanted} - UNTESTED - DURATIONS):
            if key in HISTORIES:
                yield from _history(key, found.get(key), wanted.get(key))
            else:
                right = key in found and key in wanted and alike(key, found[key], wanted[key])
                yield Compared(key, found.get(key), wanted.get(key), right, _seen(key, row, read))
    yield from _duration(row, read)


def _duration(row: Row, read: Row) -> Iterator[Compared]:
    """How long the pain has lasted, once, by whichever keys say it."""
    found, wanted = ({k: v for k, v in one["facts"].items() if k in DURATIONS} for one in (read, row))
    day = row["request"].get("date_of_service")
    if found or wanted:
        right = any(same_duration(a, b, day) for a in found.items() for b in wanted.items())
        yield Compared("pain_duration", found or None, wanted or None, right)


def _history(key: str, found: Any, wanted: Any) -> Iterator[Compared]:
    """A history by the fields of its entries; an empty or absent list counts as one fact."""
    if not found and not wanted:
        yield Compared(key, found, wanted, found == wanted)
        return
    if found == [] or wanted == []:
        yield Compared(key, found, wanted, right=False)
        return
    for one, other in pairs(found or [], wanted or []):
        for field in sorted({*one, *other} - UNTESTED):
            right = field in one and field in other and alike(field, one[field], other[field])
            yield Compared(f"{key}.{field}", one.get(field), other.get(field), right)


def _seen(key: str, row: Row, read: Row) -> bool | None:
    """Whether the words that were read overlap the labelled ones."""
    words = row.get("evidence", {}).get(key)
    words = [words] if isinstance(words, str) else words
    if not words or not all(isinstance(one, str) for one in words):
        return None
    note = row["note"]
    at = [(i, len(one)) for one in words for i in range(len(note)) if note.startswith(one, i)]
    spans = [(one["start"], one["end"]) for one in read["read"] if one["name"] == key]
    return any(a < end and start < a + n for a, n in at for start, end in spans) if spans else None


def notes(settings: Settings, paths: Sequence[Path], failures: list[str] | None = None) -> Figures:
    """Precision and recall of facts, the outcomes from the note against those from its labels."""
    count: Counter[str] = Counter()
    decider, spent = Decider(settings), 0.0
    for row in rows(paths):
        start = perf_counter()
        read = read_facts(row["note"])
        spent += perf_counter() - start
        for one in compared(row, read):
            _count(one, count)
            if failures is not None and not one.right:
                failures.append(f"{one.key}\t{row['id']}\tread {_json(one.found)}\twanted {_json(one.wanted)}")
            if failures is not None and one.right and one.seen is False:
                failures.append(f"{one.key}\t{row['id']}\tother words\t{_json(row['evidence'][one.key])}")
        count["dropped"] += read.get("dropped", 0)
        labelled = decider.case(json.dumps({key: row[key] for key in ("request", "facts")}))["outcome"]
        outcome = decider.note(row["note"])["outcome"]
        count["all"] += 1
        count["letters"] += len(row["note"])
        count["agree"] += outcome == labelled
        count["safe"] += not (outcome == "meets" and labelled != "meets")
        if failures is not None and outcome != labelled:
            failures.append(f"outcome\t{row['id']}\tread {outcome}\twanted {labelled}")
    return {
        "notes": count["all"],
        "fact precision": share(count["right"], count["found"]),
        "fact precision where labelled": share(count["right"], count["both"]),
        "fact recall": share(count["right"], count["wanted"]),
        "denials read": share(count["denials read"], count["denials"]),
        "outcome from note": share(count["agree"], count["all"]),
        "notes without wrong meets": share(count["safe"], count["all"]),
        "note page_ms": round(1000 * spent * PAGE / max(1, count["letters"]), 1),
    } | ({"evidence overlaps": share(count["overlaps"], count["shown"])} if count["shown"] else {})


def _count(one: Compared, count: Counter[str]) -> None:
    denial = one.wanted is False or one.wanted == []
    count["found"] += one.found is not None
    count["wanted"] += one.wanted is not None
    count["both"] += one.found is not None and one.wanted is not None
    count["right"] += one.right
    count["denials"] += denial
    count["denials read"] += denial and one.right
    count["shown"] += one.seen is not None
    count["overlaps"] += one.seen is True
    sort = "right" if one.right else "missed" if one.found is None else "extra" if one.wanted is None else "wrong"
    count[f"{one.key}\t{sort}"] += 1


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str) if value is not None else "-"


def main() -> None:
    """Print the figures of the named sets, and what was missed, wrong or not labelled."""
    parser = argparse.ArgumentParser(prog="python -m eval.notes")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--failures", action="store_true", help="each fact missed, wrong or not labelled, by key")
    chosen = parser.parse_args()
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as data:
        for name, value in notes(Settings(data=Path(data)), chosen.files, failures).items():
            print(f"{name:<34}{value:>10}")
    if chosen.failures:
        print(*sorted(failures), sep="\n")
    by_key = Counter(line.split("\t")[0] for line in failures)
    print("by key:", ", ".join(f"{key} {n}" for key, n in by_key.most_common()))


if __name__ == "__main__":
    main()
