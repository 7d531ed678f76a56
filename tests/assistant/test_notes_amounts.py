"""Durations in wordings that no rule has: which fact they give, and what they are never taken for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import read_facts
from assistant.note_context import unwrapped
from assistant.note_forms import counting
from assistant.read_note import Note
from eval.learn_amounts import learned, page_of
from tests.support.notes import facts

BLOCK = "Request: left L4-5 medial branch block, fluoroscopy, 6/11/2024."


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("The back: nine months of it, across the belt.", "pain_duration_months", 9),
        ("Months of pain: 3", "pain_duration_months", 3),
        ("Present nine months.", "pain_duration_months", 9),
    ],
)
def test_a_duration_is_known_by_what_stands_around_it(words: str, name: str, value: float) -> None:
    """Where no rule has the wording, the words around a duration say of what it is one; its own words are quoted."""
    assert name not in {read.name for read in Note(f"{BLOCK} {words}", second=False).reads}
    found = read_facts(f"{BLOCK} {words}")
    assert found["facts"][name] == value
    assert next(fact["quote"] for fact in found["read"] if fact["name"] == name) in words


@pytest.mark.parametrize(
    "words",
    [
        "The last block gave relief for three months.",
        "Six months of physical therapy.",
        "She moved here nine months ago.",
        "Her mother has had it for nine months.",
        "Smoked for 20 years.",
        "Hopes for nine months of it.",
    ],
)
def test_no_other_duration_is_taken_for_that_of_pain(words: str) -> None:
    """Relief, therapy, what was long ago, what is hoped for and what others had say nothing of how long it has hurt."""
    assert (
        not {"pain_duration_months", "pain_duration_weeks", "continuous_pain_months"} & facts(f"{BLOCK} {words}").keys()
    )


def test_the_same_notes_give_the_same_bytes(tmp_path: Path) -> None:
    """Learning is reproducible, and a fact too rarely said where no rule reads it is never taken."""
    path = tmp_path / "notes.jsonl"
    rows = [
        {"id": f"N{i % 2 + 1}-{i}", "note": f"{BLOCK} The back: {i} months of it.", "request": {},
         "facts": {"pain_duration_months": i}, "evidence": {"pain_duration_months": f"{i} months"}}
        for i in range(3, 9)
    ]  # fmt: skip
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    assert learned(page_of([path])) == learned(page_of([path]))


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("Not a candi- date; the pain is neuro- pathic.", "Not a candidate  ; the pain is neuropathic  ."),
        ("Stimulator trlal witb tbe axlal pain.", "Stimulator trial with the axial pain."),
        ("low- back and mid- back", "low- back and mid- back"),
        ("PT 03/25/2024\n- 05/20/2024", "PT 03/25/2024 - 05/20/2024"),
        ("She falls in the mall; all her pills.", "She falls in the mall; all her pills."),
    ],
)
def test_what_a_scanner_tore_is_put_together_where_a_known_word_results(page: str, read: str) -> None:
    """Torn words, lost letters and broken periods are mended; every offset stays as it was."""
    assert counting(unwrapped(page)) == read
    assert len(page) == len(read)
