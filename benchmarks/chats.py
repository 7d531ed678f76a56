"""`python -m benchmarks.chats`: how soon a hundred readers who ask at once see the first words, and the whole answer.

The real pages, index and answers, in a server process of its own. A reader speaks Gradio's own protocol (join the
queue, read the stream), and has opened the page before, as a browser has. The index is that of `GUIDELINE_DATA`, or
the shipped digests where there is none.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

QUESTIONS = (
    "How many facet joint injections are allowed in a year?",
    "Is ultrasound guidance accepted for a medial branch block?",
    "Does NIA cover contrast for a medial branch block?",
    "How far apart must epidural injections be?",
    "Which relief is needed before a repeat facet denervation?",
)
TURNS = 2
Seconds = tuple[float, float, list[object]]
Pairs = list[tuple[float, float]]
SERVE = (
    "import sys, uvicorn; from pathlib import Path; from assistant import Settings, build; "
    "from ui.server import create; "
    "uvicorn.run(create(build(Settings(data=Path(sys.argv[1])))), port=int(sys.argv[2]), log_level='error')"
)


def memory(pid: int) -> int:
    """The resident memory of a process, in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024


def processor(pid: int) -> float:
    """The seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def call(client: httpx.AsyncClient, event: int, session: str, data: list[object]) -> Seconds:
    """One event of the page: seconds until the first words of an answer, and until its end; what it gave."""
    began = time.perf_counter()
    body = {"data": data, "fn_index": event, "session_hash": session, "trigger_id": None, "event_data": None}
    (await client.post("/gradio_api/queue/join", json=body)).raise_for_status()
    first = 0.0
    async with client.stream("GET", f"/gradio_api/queue/data?session_hash={session}") as stream:
        async for line in stream.aiter_lines():
            if not line.startswith("data:"):
                continue
            message = json.loads(line[5:])
            if not first and "ga-answer" in line:
                first = time.perf_counter() - began
            if message["msg"] == "process_completed":
                if not message["success"]:
                    raise RuntimeError(f"the event failed: {str(message)[:200]}")
                whole = time.perf_counter() - began
                return first or whole, whole, message["output"]["data"]
    raise RuntimeError("the stream ended before the answer")


async def reader(client: httpx.AsyncClient, events: tuple[int, int], number: int, ready: asyncio.Barrier) -> Pairs:
    """One reader: opens the page, waits for the others to have done so, then asks one question after the other."""
    await call(client, events[0], f"reader{number}", [])
    await ready.wait()
    shown: object = []
    found = []
    for turn in range(TURNS):
        question = QUESTIONS[(number + turn) % len(QUESTIONS)]
        data = [question, shown, None, "staff", "", "", ""]
        first, whole, given = await call(client, events[1], f"reader{number}", data)
        shown = given[1]
        found.append((first, whole))
    return found


async def all_readers(address: str, count: int) -> Pairs:
    """All readers at once, after one that warms the caches."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)  # a server may close what idles
    async with httpx.AsyncClient(base_url=address, timeout=180, limits=limits) as client:
        config = (await client.get("/config")).json()
        box = next(part["id"] for part in config["components"] if part["props"].get("elem_id") == "ga-question")
        ask = next(d["id"] for d in config["dependencies"] if [box, "submit"] in d["targets"] and box in d["outputs"])
        load = next(d["id"] for d in config["dependencies"] if any(event == "load" for _, event in d["targets"]))
        await reader(client, (load, ask), count, asyncio.Barrier(1))
        ready = asyncio.Barrier(count)
        found = await asyncio.gather(*(reader(client, (load, ask), number, ready) for number in range(count)))
    return [pair for pairs in found for pair in pairs]


def serve(data: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A server in a process of its own, and its address once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(data), str(port)])  # noqa: S603  our own program
    address = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            if httpx.get(f"{address}/healthz", timeout=1).status_code == 200:
                return server, address
        except httpx.HTTPError:
            time.sleep(0.5)
    server.kill()
    raise SystemExit("the server did not start")


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--readers", type=int, default=100)
    count = options.parse_args().readers
    with tempfile.TemporaryDirectory() as folder:
        data = Path(os.environ.get("GUIDELINE_DATA") or folder)
        if not (data / "manifest.json").exists():
            from assistant import Settings, build_index

            build_index(Settings(data=data))
        server, address = serve(data)
        try:
            before, used = memory(server.pid), processor(server.pid)
            pairs = asyncio.run(all_readers(address, count))
            after, used = memory(server.pid), processor(server.pid) - used
        finally:
            server.terminate()
            server.wait(15)
    print(f"{count} readers at once, {TURNS} questions each, {len(pairs)} answers")
    for name, values in zip(("first words", "whole answer"), zip(*pairs, strict=True), strict=True):
        cuts = statistics.quantiles(values, n=20)
        print(f"{name:>13}: p50 {cuts[9]:.2f} s, p95 {cuts[18]:.2f} s, most {max(values):.2f} s")
    print(
        f"{'processor':>13}: {used / len(pairs) * 1000:.0f} ms an answer; load of the machine {os.getloadavg()[0]:.1f}"
    )
    print(f"{'memory':>13}: {before} MiB before, {after} MiB after")


if __name__ == "__main__":
    main()
