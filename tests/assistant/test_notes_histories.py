"""Histories, therapy and requests: entries are put together from the words that tell of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import read_facts
from assistant.note_concepts import Read
from assistant.read_note import Note

WORDINGS = yaml.safe_load(Path(__file__).with_name("note_wordings.yaml").read_text("utf-8"))
LINES = WORDINGS["requests"]
TOLD = [f"{words}\n{LINES[asked]}" for asked, words, _, _ in WORDINGS["histories"]]


@pytest.mark.parametrize(("asked", "words", "name", "wanted"), WORDINGS["histories"])
def test_an_entry_holds_what_its_words_tell(asked: str, words: str, name: str, wanted: list[dict[str, Any]]) -> None:
    """Each course or procedure is one entry with its time, response, relief and place, wherever the request stands."""
    for note in (f"{LINES[asked]} {words}", f"{words}\n{LINES[asked]}"):
        found = read_facts(note)["facts"].get(name, [])
        assert len(found) == len(wanted)
        for entry in wanted:
            assert any(all(one.get(key) == value for key, value in entry.items()) for one in found)


@pytest.mark.parametrize(("note", "wanted"), WORDINGS["asked"])
def test_a_request_is_read_with_its_details(note: str, wanted: dict[str, Any]) -> None:
    """The procedure asked for has the day, levels, side, guidance and step that stand beside it."""
    assert wanted.items() <= read_facts(note)["request"].items()


def test_what_heads_a_list_counts_for_each_of_its_rows() -> None:
    """Levels, side and agent in the head of a list belong to every dated row below it."""
    note = (
        "Injections, all left L4-5 lumbar, local anesthetic with steroid:\n"
        " 1/5/2024 facet joint injection, therapeutic, 60% x 70 days\n"
        " 4/2/2024 same: 55%, 65 days\n"
        "Plan: left L4-5 facet joint injection, fluoroscopy, 7/2/2024."
    )
    entries = read_facts(note)["facts"]["prior_injections"]
    assert [(one["date"], one["pain_relief_percent"], one["relief_duration_days"]) for one in entries] == [
        ("2024-01-05", 60, 70),
        ("2024-04-02", 55, 65),
    ]
    assert all((one["levels"], one["laterality"]) == (["L4-5"], "left") for one in entries)


def test_the_latest_visit_counts() -> None:
    """Of several visits the last one's values count, and a therapy that went on then is not called ongoing now."""
    note = (
        "1/10/2024 - Average pain 9/10. In physical therapy for the lumbar spine.\n"
        "3/12/2024 - Average pain 6/10. Physical therapy for the lumbar spine, 50 days, ended 3/1/2024, inadequate.\n"
        "Plan: left L4-5 medial branch block, fluoroscopy, 3/20/2024."
    )
    facts = read_facts(note)["facts"]
    assert facts["average_pain_score_0_10"] == 6
    assert "ongoing_conservative_therapy" not in facts
    assert [one["end_date"] for one in facts["conservative_therapy"]] == ["2024-03-01"]


def test_a_fact_without_words_of_its_own_is_dropped_and_counted() -> None:
    """The check that is always on: words that do not stand in the note give no fact."""
    note = Note(TOLD[0])
    assert note.dropped == 0
    for start, end in ((0, 0), (-1, 3), (len(TOLD[0]), len(TOLD[0]) + 9)):
        assert not note._verbatim(Read("age_years", 60, start, end))


def test_every_quote_is_verbatim() -> None:
    """Also where a scanner's slips were mended or lines were broken, a quote is the note's own text."""
    note = (
        "Avg pa1n 7/l0. No infect1on, sk1n\nclear. N0 prior injections.\nPlan: left L4-5 MBB, f1uoroscopy, O6/11/2024."
    )
    for read in read_facts(note)["read"]:
        assert read["quote"] == note[read["start"] : read["end"]]


def test_twenty_pages_are_read_in_time() -> None:
    """A mixed record of twenty pages takes less than five seconds."""
    record = ("\n".join(TOLD) * 20)[:60_000]
    start = time.process_time()
    Note(record)
    assert time.process_time() - start < 5


def test_equal_notes_give_equal_bytes_whatever_the_hash_seed() -> None:
    """No order of a set reaches what is read."""
    code = (
        "import json, sys; from assistant import read_facts; "
        "print(json.dumps([read_facts(note) for note in json.load(sys.stdin)]))"
    )
    notes = json.dumps(TOLD[:12])
    found = [
        subprocess.run(
            [sys.executable, "-c", code],
            input=notes, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "3")
    ]  # fmt: skip
    assert found[0] == found[1]
