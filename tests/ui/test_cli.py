"""The command line, as another program sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CASE = {
    "id": "a",
    "request": {"procedure": "medial_branch_block", "region": "lumbar", "date_of_service": "2024-06-11"},
    "facts": {"average_pain_score_0_10": 7},
}


def run(*arguments: str, data: Path | None = None, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    env = os.environ | {"PYTHONHASHSEED": seed} | ({"GUIDELINE_DATA": str(data)} if data else {})
    command = [sys.executable, "-c", "from ui.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=120, check=False)


def test_a_case_gives_the_same_bytes_again(tmp_path: Path) -> None:
    """Hash seeds and the order of keys do not change a byte."""
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    first.write_text(json.dumps(CASE), "utf-8")
    turned = {key: dict(reversed(value.items())) if isinstance(value, dict) else value for key, value in CASE.items()}
    second.write_text(json.dumps(dict(reversed(turned.items()))), "utf-8")
    printed = {
        run("check", str(path), "--json", data=tmp_path, seed=seed).stdout for path in (first, second) for seed in "12"
    }
    assert len(printed) == 1
    assert json.loads(printed.pop())["outcome"] == "insufficient_information"


def test_a_batch_goes_on_after_a_refused_line(tmp_path: Path) -> None:
    """A refused line prints its error with its id, the rest is decided, and the exit status is 1."""
    lines = [
        json.dumps(CASE),
        json.dumps(CASE | {"id": "b", "facts": {"pain": 1}}),
        "{",
        json.dumps({"id": "n", "note": "MBB"}),
    ]
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    done = run("check", "--batch", str(file), data=tmp_path)
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [line.get("id") for line in printed] == ["a", "b", None, "n"]
    assert "facts.pain is not a known key" in printed[1]["error"]
    assert printed[3]["outcome"] == "insufficient_information"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xff\xfe", "not UTF-8"),
        (b"{", "not valid JSON"),
        (b'{"request": {"date_of_service": "2024-02-31"}}', "request.date_of_service is '2024-02-31'"),
        (b'{"request": {"guidance": null}}', "null"),
        (b'{"request": {}, "facts": {"age_years": "7"}}', "facts.age_years is '7'"),
    ],
)
def test_bad_input_is_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    """A case that cannot be read is refused in one line without a stack trace."""
    file = tmp_path / "case.json"
    file.write_bytes(content)
    done = run("check", str(file), data=tmp_path)
    assert done.returncode == 1
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_an_index_the_way_out_is_named(tmp_path: Path) -> None:
    """A question before the index is built says which command builds it."""
    done = run("ask", "anything", data=tmp_path)
    assert done.returncode == 1
    assert "guideline index build" in done.stderr


def test_an_answer_as_json_has_the_fields_of_the_contract(built_index: Path) -> None:
    """`ask --json` prints one object with route, statements, frame, searched and timings."""
    done = run("ask", "How many facet joint injections are allowed in a year?", "--json", data=built_index)
    found = json.loads(done.stdout)
    assert {"route", "text", "statements", "frame", "searched", "missing", "timings_ms"} <= set(found)
    assert found["statements"][0]["citations"][0]["quote"]


def test_usage_errors_exit_with_two() -> None:
    """A command without what it needs exits with 2."""
    assert run("ask").returncode == 2


def test_the_schema_is_printed() -> None:
    """`check --schema` prints the JSON Schema of a case."""
    assert "properties" in json.loads(run("check", "--schema").stdout)
