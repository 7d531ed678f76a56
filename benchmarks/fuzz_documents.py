"""Damaged documents by the hundred thousand: no crash, no hang, no broken pin.

    python -m benchmarks.fuzz_documents --inputs 100000 --sources ../shared/guidelines

Each chunk runs in a process of its own with bounded memory, so that a crash of a parser's C code is seen and named.
The seed of a chunk gives the same documents again: `--first CHUNK --inputs 1` runs it alone.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter

CHUNK = 2500
SECONDS = 10  # of computing for one document
SLOW = 1.0
MEMORY = 4 << 30


def run_chunk(number: int, folder: str) -> None:
    """Read the documents of one chunk; the process ends with the first that fails."""
    from hypothesis import HealthCheck, Phase, given, seed, settings
    from hypothesis import strategies as st

    from tests.support.mutated import CHANGES, check, damaged

    os.environ["PATH"] = ""  # no OCR: it takes seconds a page
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    counts: Counter[str] = Counter()
    slowest = 0.0

    @seed(number)
    @settings(
        max_examples=CHUNK, database=None, deadline=None, phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.integers(0, 2), st.integers(0, 10_000), CHANGES)
    def read(kind: int, which: int, changes: list[tuple[int, float, float, int]]) -> None:
        nonlocal slowest
        name, content = damaged(kind, which, changes, folder)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # no handler: a hang in C code ends the process too
        signal.alarm(10 * SECONDS)
        begun = time.process_time()
        outcome = check(name, content)
        signal.setitimer(signal.ITIMER_PROF, 0)
        took = time.process_time() - begun
        if took > SLOW:
            print(f"{took:.1f} s: {name}, {len(content):,} bytes: {(kind, which, changes)}", file=sys.stderr)
        slowest = max(slowest, took)
        counts[f"{name.rsplit('.', 1)[-1]} {outcome}"] += 1

    read()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        *(f"{key}={count}" for key, count in sorted(counts.items())), f"slowest={slowest:.2f}", f"peak={peak}", sep="|"
    )


def main() -> None:
    """Run all chunks and print what came out."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--inputs", type=int, default=100_000)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--sources", default="")
    asked.add_argument("--chunk", type=int, help=argparse.SUPPRESS)
    args = asked.parse_args()
    if args.chunk is not None:
        run_chunk(args.chunk, args.sources)
        return
    counts: Counter[str] = Counter()
    failed, slowest, peak = 0, 0.0, 0
    for number in range(args.first, args.first + -(-args.inputs // CHUNK)):
        command = [sys.executable, "-m", "benchmarks.fuzz_documents", "--chunk", str(number), "--sources", args.sources]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            failed += 1
            print(f"chunk {number}: exit {done.returncode}\n{done.stderr[-3000:]}", flush=True)
            continue
        print(done.stderr, end="", flush=True)
        for part in done.stdout.strip().split("|"):
            key, _, value = part.partition("=")
            if key == "slowest":
                slowest = max(slowest, float(value))
            elif key == "peak":
                peak = max(peak, int(value))
            else:
                counts[key] += int(value)
        if number % 4 == 3:
            print(f"{number + 1} chunks: {sum(counts.values()):,} documents, {failed} failed", flush=True)
    print(f"{sum(counts.values()):,} documents, chunks failed: {failed}, slowest {slowest:.2f} s, peak {peak} MB")
    for key, count in sorted(counts.items()):
        print(f"  {key}: {count:,}")


if __name__ == "__main__":
    main()
