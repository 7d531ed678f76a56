"""How the index behaves as it grows; ratios where a figure depends on the machine.

Run: `python -m benchmarks.scale FOLDER [--documents N] [--passages N …] [--clauses N]`. FOLDER holds real guidelines;
the documents are generated from it (see `benchmarks/corpus.py`). Two parts:

1. `guideline index build` on N generated documents, all of it real: time, the share of it that a bare encoder takes for
   the same texts (by processor time, which other load on the machine does not touch), and a rebuild after one change.
2. Search over larger indexes. Their passages are generated and parsed, but not encoded: each vector is a real one of
   FOLDER's, turned a little by the text's checksum. So times, memory, disk and recall are real, and relevance is not
   measured here. Queries are sentences of FOLDER, encoded for real.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

import numpy as np

import index.keep
from benchmarks.corpus import documents, pool
from index import Library, build_index, vectors
from index.encoder import DIMENSIONS, Encoder, RememberingEncoder, Vectors, export, model_sha256

TURN = 0.3
QUERIES = 200


class Turned(RememberingEncoder):
    """Vectors without encoding: for each text a real vector, turned by the text's checksum; nothing is kept."""

    real: Vectors = np.zeros((0, DIMENSIONS), dtype=np.float32)

    def encode(self, texts: Sequence[str], batch: int = 32) -> Vectors:  # noqa: ARG002  the encoder's signature
        """One vector a text, the same for the same text."""
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") for text in texts]
        made = self.real[[seed % len(self.real) for seed in seeds]]
        for at, seed in enumerate(seeds):
            turn = np.random.default_rng(seed).normal(size=DIMENSIONS)
            made[at] += TURN * turn / np.linalg.norm(turn)
        found: Vectors = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
        return found

    def keep(self) -> None:
        """Keep nothing."""


def times(run: Callable[[str], Any], queries: Sequence[str]) -> tuple[float, float, float]:
    """Median and 95th percentile of one call, and the median of its processor time, in milliseconds."""
    found, spent = [], []
    for query in queries:
        started, clock = perf_counter(), process_time()
        run(query)
        spent.append((process_time() - clock) * 1000)
        found.append((perf_counter() - started) * 1000)
    cuts = quantiles(found, n=20)
    return cuts[9], cuts[18], median(spent)


def folder_size(folder: Path) -> float:
    """Megabytes on the disk."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def end_to_end(folder: Path, place: Path, count: int, clauses: int) -> None:
    """Build an index of generated documents, compare with the bare encoder, change one document and build again."""
    docs, data = place / "docs", place / "data"
    docs.mkdir()
    for name, text in documents(folder, count, clauses=clauses):
        (docs / name).write_text(text, "utf-8")
    encoder_folder = data / "encoder" / model_sha256()[:16]
    export(encoder_folder)
    clock, started = process_time(), perf_counter()
    build_index([docs], data)
    whole, wall = process_time() - clock, perf_counter() - started
    library = Library.open(data)
    shelf = library._open()  # noqa: SLF001  the texts as they were encoded
    texts = {passage.prefix + passage.text for passage in shelf.passages}
    known = np.load(encoder_folder / "known.npz")["names"]
    sample = sorted(texts)[:: max(1, len(texts) // 1000)]
    clock = process_time()
    Encoder(encoder_folder).encode(sample)
    bare = len(sample) / (process_time() - clock)
    print(f"build of {count} documents, {len(shelf.passages)} passages, {len(known)} texts encoded: {wall:.0f} s")
    passages_only(data, shelf, bare)
    print(f"  the whole build took {whole:.0f} s of processor time")
    changed = docs / "gen-000000.md"
    changed.write_text(changed.read_text("utf-8") + "\nA line was added to this one document.\n", "utf-8")
    started = perf_counter()
    build_index([docs], data)
    again = perf_counter() - started
    print(f"rebuild after one change: {again:.1f} s, {again / wall:.1%} of the build")


def passages_only(data: Path, shelf: Any, bare: float) -> None:
    """The rate at which a build turns passages into stored vectors and word lists, beside the bare encoder's."""
    aside = data / "rate"
    (aside / "encoder").mkdir(parents=True)
    for name in ("model.onnx", "tokenizer.json"):
        shutil.copyfile(shelf.encoder_folder / name, aside / "encoder" / name)
    texts = [passage.prefix + passage.text for passage in shelf.passages]
    texts = texts[:: max(1, len(texts) // 1000)]
    clock = process_time()
    found = RememberingEncoder(aside / "encoder").encode(texts)
    vectors.Store(aside).write([str(number) for number in range(len(texts))], found)
    index.keep.write_lexical(aside / "bm25", texts)
    rate = len(texts) / (process_time() - clock)
    shutil.rmtree(aside)
    print(f"  passages a second: {rate:.0f} stored, {bare:.0f} by the bare encoder, ratio {rate / bare:.2f}")


def large(folder: Path, place: Path, passages: int, clauses: int) -> None:
    """Build an index of about so many passages without encoding, and measure it in a process of its own."""
    docs, data = place / "docs", place / "data"
    docs.mkdir()
    real = place / "real"
    build_index([folder], real)
    (data / "encoder").parent.mkdir(parents=True)
    (data / "encoder").symlink_to(real / "encoder")
    shelf = Library.open(real)._open()  # noqa: SLF001
    Turned.real = np.load(shelf.folder / "vectors.npy")
    each = max(1.0, clauses / 2.2)
    for name, text in documents(folder, round(passages / each), clauses=clauses):
        (docs / name).write_text(text, "utf-8")
    index.keep.RememberingEncoder = Turned  # type: ignore[misc]
    started = perf_counter()
    build_index([docs], data)
    took = perf_counter() - started
    index.keep.RememberingEncoder = RememberingEncoder  # type: ignore[misc]
    queries = [text for texts in pool(folder).values() for text in texts]
    (place / "queries.json").write_text(json.dumps(queries[:: max(1, len(queries) // QUERIES)][:QUERIES]), "utf-8")
    print(f"{passages} passages wanted; built without encoding in {took:.0f} s", flush=True)
    command = [sys.executable, "-m", "benchmarks.scale", "--measure", str(place)]
    subprocess.run(command, check=True)  # noqa: S603  ourselves


def measure(place: Path) -> None:
    """Start time, search times, recall and memory of one index, in this fresh process."""
    queries = json.loads((place / "queries.json").read_text("utf-8"))
    started = perf_counter()
    library = Library.open(place / "data")
    opened = perf_counter() - started
    library.search(queries[0])
    first = perf_counter() - started
    shelf = library._open()  # noqa: SLF001
    names = [guideline.id for guideline in library.guidelines()]
    encode = times(lambda query: library.encode([query]), queries)
    free = times(library.search, queries)
    one = times(lambda query: library.search(query, only=names[:1]), queries)
    half = times(lambda query: library.search(query, only=names[::2]), queries)
    status = Path("/proc/self/status").read_text("utf-8")
    memory = int(status.split("VmHWM:")[1].split()[0]) / 1000
    print(
        f"  {len(shelf.passages)} passages of {len(names)} guidelines, {folder_size(shelf.folder):.0f} MB on the disk"
    )
    print(f"  start {opened:.1f} s, first answer after {first:.1f} s, memory {memory:.0f} MB")
    print(f"  search p50 {free[0]:.1f} ms, p95 {free[1]:.1f} ms; processor p50 {free[2]:.1f} ms, ", end="")
    print(f"of it encoding the query {encode[2]:.1f} ms")
    print("  filtered, processor time against unfiltered: ", end="")
    print(f"one guideline {one[2] / free[2]:.2f}, half of all {half[2] / free[2]:.2f}")
    found = library.encode(queries)
    all_vectors = np.load(shelf.folder / "vectors.npy", mmap_mode="r")
    wanted = [set(np.argsort(-(all_vectors @ one))[:10].tolist()) for one in found]
    for name, bound in (("as shipped", vectors.EXACT), ("by Chroma's graph", 0)):
        vectors.EXACT = bound
        shares, spent = [], []
        for vector, best in zip(found, wanted, strict=True):
            started = perf_counter()
            rows = shelf.vectors.nearest(vector, 100)
            ranked = rows[np.argsort(-shelf.vectors.similar(vector, rows))][:10]
            spent.append((perf_counter() - started) * 1000)
            shares.append(len(best & set(ranked.tolist())) / 10)
        cuts = quantiles(spent, n=20)
        print(f"  recall@10 {name}: {np.mean(shares):.4f}, p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms", flush=True)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--passages", type=int, nargs="*", default=[2000, 100_000])
    parser.add_argument("--clauses", type=int, default=20)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        measure(chosen.measure)
        return
    if chosen.documents:
        with tempfile.TemporaryDirectory() as place:
            end_to_end(chosen.folder, Path(place), chosen.documents, chosen.clauses)
    for passages in chosen.passages:
        with tempfile.TemporaryDirectory() as place:
            large(chosen.folder, Path(place), passages, chosen.clauses)


if __name__ == "__main__":
    main()
