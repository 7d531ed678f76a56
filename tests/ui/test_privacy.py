"""A patient's words stay in memory and in the files that were asked for: no log, error or temp file has them."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.records import docx, pdf, picture

MARKER = "Zyxwvut Quemarker"
NOTE = f"Patient: {MARKER}\nOffice visit 05/20/2024\nAverage pain 7/10. Requests left L4-5 MBB 6/11/2024, {MARKER}."
CASE = {"request": {"procedure": "medial_branch_block"}, "facts": {"diagnosis": MARKER}}


def environment(home: Path) -> dict[str, str]:
    """Data, temp and home folder of our own, so that nothing can be written elsewhere unseen."""
    for name in ("data", "tmp", "home", "work"):
        (home / name).mkdir(exist_ok=True)
    place = {"GUIDELINE_DATA": "data", "TMPDIR": "tmp", "HOME": "home", "XDG_CACHE_HOME": "home"}
    return os.environ | {key: str(home / name) for key, name in place.items()}


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, in a folder of its own."""
    command = [sys.executable, "-c", "from ui.cli import main; main()", *arguments]
    env = environment(home) | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=home / "work", timeout=120, check=False)


def left_in(*folders: Path) -> list[str]:
    """The files that hold the marker, whole or in part."""
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return [str(file) for file in files if any(word.encode() in file.read_bytes() for word in MARKER.split())]


@pytest.mark.parametrize(
    ("name", "content"),
    [("n.txt", NOTE.encode()), ("n.pdf", pdf(NOTE)), ("n.docx", docx(NOTE)), ("n.png", picture(NOTE)),
     ("n.tif", picture(NOTE, "TIFF")), ("scan.pdf", picture(NOTE, "PDF"))],
)  # fmt: skip
def test_a_note_leaves_nothing_behind(tmp_path: Path, name: str, content: bytes) -> None:
    """Reading and deciding writes to no file that was not asked for, and nothing of the note to standard error."""
    environment(tmp_path)
    note = tmp_path / name
    note.write_bytes(content)
    for options in (["--json"], ["--facts-only"], ["--redact", "--json"]):
        done = run(tmp_path, "check", "--note", str(note), *options)
        assert "Zyxwvut" not in done.stderr
        if "--redact" in options:
            assert "Zyxwvut" not in done.stdout
    assert left_in(*(tmp_path / place for place in ("data", "tmp", "home", "work"))) == []


def test_failing_commands_tell_nothing_of_the_note(tmp_path: Path) -> None:
    """Damaged, wrong and impossible uses name the file and the way out, never a word of the record."""
    environment(tmp_path)
    for name, content in {
        "note.txt": NOTE.encode(), "torn.pdf": pdf(NOTE)[:700] + MARKER.encode(), "torn.docx": docx(NOTE)[:200],
        "binary.txt": NOTE.encode() + b"\0", "latin.txt": NOTE.encode() + b"\xff", "case.json": NOTE.encode(),
        "key.json": json.dumps({"request": {}, "facts": {"average_pain_score_0_10": 7, "note": MARKER}}).encode(),
        "batch.jsonl": (json.dumps({"note": NOTE, "facts": {}}) + "\n" + NOTE).encode(),
        "facts.json": json.dumps(CASE | {"proposed": MARKER, "read": MARKER}).encode(),
        "record.json": json.dumps({"record": 1, "determination": {}, "documents": [MARKER]}).encode(),
        "plan.json": json.dumps({"allowed": "1", "note": MARKER}).encode(),
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
    for arguments in (
        ["check", "--note", "torn.pdf"], ["check", "--note", "torn.docx"], ["check", "--note", "binary.txt"],
        ["check", "--note", "latin.txt"], ["check", "case.json"], ["check", "key.json"], ["check", "facts.json"],
        ["check", "--batch", "batch.jsonl"], ["replay", "record.json"], ["replay", "note.txt"], ["cost", "plan.json"],
        ["check", "--note", "note.txt", "--by", "x"], ["check", "--note", "note.txt", "--report", "note.txt"],
        ["check", "--note", "note.txt", "--record", "no/such/folder"], ["ask", "q", "--history", "note.txt"],
    ):  # fmt: skip
        named = [str(tmp_path / part) if (tmp_path / part).is_file() else part for part in arguments]
        done = run(tmp_path, *named)
        assert done.returncode in {1, 2}, arguments
        assert not any(word in done.stderr + done.stdout for word in MARKER.split()), (arguments, done.stderr)
    assert left_in(*(tmp_path / place for place in ("data", "tmp", "home", "work"))) == []


def answered(url: str, text: str | None = None) -> int:
    """The status that a request gets; with a text it is a POST of JSON."""
    body = None if text is None else text.encode("utf-8", "surrogatepass")
    sent = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310  our own server
    try:
        with urllib.request.urlopen(sent, timeout=60) as answer:  # noqa: S310  our own server
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.fixture
def server(built_index: Path, tmp_path: Path) -> Iterator[tuple[str, Path, Path]]:
    """A running server with its log: address, log file, folder with its temp files."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = environment(tmp_path) | {"GUIDELINE_DATA": str(built_index), "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", "from ui.cli import main; main()", "serve", "--port", str(port)]
    log = tmp_path / "server.log"
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=out, env=env, cwd=tmp_path / "work") as run_,
    ):
        address = f"http://127.0.0.1:{port}"
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=1).close()  # noqa: S310  our own server
                break
            except OSError:
                time.sleep(0.5)
        yield address, log, tmp_path
        run_.terminate()


def test_a_fault_of_the_api_is_a_number(caplog: pytest.LogCaptureFixture) -> None:
    """What no route expects is answered with a number and logged by kind, without its words."""
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from ui.server import Calm

    app = FastAPI()
    app.router.route_class = Calm

    @app.get("/fault")
    def fault() -> None:
        raise ValueError(MARKER)

    answer = TestClient(app).get("/fault")
    assert answer.status_code == 500
    assert "ValueError" in caplog.text
    assert not any(word in caplog.text + answer.text for word in MARKER.split())


@pytest.mark.slow
def test_the_server_logs_no_patient(server: tuple[str, Path, Path], built_index: Path) -> None:
    """Good and malformed requests with a patient's words leave none in the log, the data or the temp folder."""
    address, log, home = server
    bodies = {
        "/api/check": [json.dumps(CASE), json.dumps(CASE | {"facts": {MARKER: 1}}), json.dumps({"note": NOTE}), NOTE,
                       "[", json.dumps({"request": MARKER}), json.dumps({"request": {"levels": [{"a": MARKER}]}})],
        "/api/ask": [json.dumps({"question": NOTE}), json.dumps({"question": 7, "history": MARKER}), NOTE,
                     json.dumps({"question": NOTE, "persona": MARKER}), json.dumps({"question": "\ud800" + MARKER})],
        "/api/Zyxwvut": [NOTE],
    }  # fmt: skip
    codes = {path: [answered(address + path, text) for text in texts] for path, texts in bodies.items()}
    assert set(codes["/api/check"]) == {200, 422}
    assert set(codes["/api/ask"]) == {200, 422}
    for query in ("/api/search?query=Zyxwvut&k=nonsense", "/api/passage?ref=Zyxwvut", "/api/search?query=Zyxwvut"):
        answered(address + query)
    assert not any(word in log.read_text("utf-8", "replace") for word in MARKER.split())
    assert left_in(built_index, *(home / place for place in ("tmp", "home", "work"))) == []
