"""Kill builds at random moments, and prove after each that no document is lost and no search result is wrong.

Run: `python -m benchmarks.kills [KILLS] [--seed N]`. A fifth of the kills hit first builds, where the encoder is being
exported; in the others a document is changed or added, a build starts in another process and is killed after a random
time. A reader that was opened before and one opened after each kill must both show, whole, what was indexed before the
round or what was to be indexed; at the end an index built in one go from the same files must give the same lists.
"""

from __future__ import annotations

import argparse
import random  # noqa: TID251  the seed is printed
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep

from index import CorpusError, Library, build_index, verify

BUILD = "import sys, pathlib, index; index.build_index([pathlib.Path(sys.argv[1])], pathlib.Path(sys.argv[2]))"
PARTS = ("ankle", "elbow", "finger", "hip", "jaw", "knee", "shoulder", "wrist")


def write(docs: Path, part: str, edition: int) -> None:
    """An article on one part of the body, in one edition."""
    lines = (
        f"The {part}",
        f"The {part} is seen again after {edition} weeks.",
        f"A brace for it costs {edition} coins.",
    )
    (docs / f"{part}.txt").write_text("\n\n".join(lines) + "\n", "utf-8")


def shown(library: Library) -> dict[str, int]:
    """The edition of each document that a reader finds by search, each clause compared with its raw words.

    Raises:
        AssertionError: a search finds another document, or words that are not the document's.
    """
    found = {}
    for document in library.documents():
        if document.authority == "digest":
            continue
        assert document.clauses, f"{document.id} failed: {document.warnings}"
        hit = library.search(f"when is the {document.id} seen again", k=1)[0].passage
        assert hit.document == document.id, f"asked for {document.id}, found {hit.document}"
        clause = library.clause(hit.clause)
        assert clause
        assert library.raw(clause.document, clause.start, clause.end) == clause.text
        found[document.id] = int(next(word for word in hit.text.split() if word.isdigit()))
    return found


def lists(library: Library) -> list[tuple[str, float]]:
    """What a few queries find."""
    queries = [f"what does a brace for the {part} cost" for part in PARTS]
    return [(hit.passage.text, hit.score) for query in queries for hit in library.search(query)]


def build(docs: Path, data: Path, seconds: float | None = None) -> float:
    """Build in another process, killed after some seconds; the time it took."""
    started = perf_counter()
    command = [sys.executable, "-c", BUILD, str(docs), str(data)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603  ourselves
    if seconds is not None:
        sleep(seconds)
        process.kill()
    process.wait()
    return perf_counter() - started


def first_builds(docs: Path, data: Path, draw: random.Random, kills: int) -> int:
    """Kill builds where there is no index yet, most of them while the encoder is being exported: how many had ended."""
    ended, limit = 0, build(docs, data.with_name("timed"))
    for number in range(kills):
        place = data if number else data.with_name("other")
        build(docs, place, draw.uniform(0, limit))
        try:
            assert shown(Library.open(place)) == dict.fromkeys(PARTS[:4], 1)
            ended += 1
        except CorpusError as error:
            if "run `guideline index build`" not in str(error):
                raise
        print(f"{number + 1:>3}  first build", flush=True)
    build(docs, data)
    return ended


def rebuilds(docs: Path, data: Path, draw: random.Random, kills: int) -> int:
    """Kill builds over an index that is being read: how many had ended."""
    editions, ended = dict.fromkeys(PARTS[:4], 1), 0
    reader, indexed = Library.open(data), editions
    assert shown(reader) == indexed
    write(docs, "hip", 2)
    limit = build(docs, data)
    indexed = editions = editions | {"hip": 2}
    for number in range(kills):
        part = draw.choice(PARTS)
        editions = editions | {part: number + 3}
        write(docs, part, number + 3)
        build(docs, data, draw.uniform(0, 1.2 * limit))
        now = shown(Library.open(data))
        assert now in (indexed, editions), f"{now} is neither {indexed} nor {editions}"
        assert shown(reader) == now, "the open reader shows another index"
        ended += now == editions
        indexed = now
        print(f"{number + 1:>3}  rebuild: {'new' if now == editions else 'old'}", flush=True)
    build_index([docs], data)
    assert shown(reader) == editions
    return ended


def main() -> None:
    """Print one line a round and what was proved."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills")
    parser.add_argument("kills", type=int, nargs="?", default=50)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    draw = random.Random(chosen.seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as place:
        docs, data, fresh = Path(place, "docs"), Path(place, "data"), Path(place, "timed")
        docs.mkdir()
        for part in PARTS[:4]:
            write(docs, part, 1)
        early = chosen.kills // 5
        ended = first_builds(docs, data, draw, early)
        ended += rebuilds(docs, data, draw, chosen.kills - early)
        assert {row["state"] for row in verify(data)} == {"holds"}
        assert not list(data.rglob("*.tmp-*"))
        shutil.rmtree(fresh / "builds")
        build_index([docs], fresh)
        assert lists(Library.open(data)) == lists(Library.open(fresh))
    print(f"{chosen.kills} kills, seed {chosen.seed}: {ended} builds had ended, the others left what was there before;")
    print("no document lost, no wrong result, nothing left behind; the same lists as an index built in one go")


if __name__ == "__main__":
    main()
