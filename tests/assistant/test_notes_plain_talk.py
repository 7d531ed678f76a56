"""Facts said in the clinic's own words, in a sentence or in passing of a whole note, and words that only name them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import read_facts
from assistant.note_spans import levels, side

HERE = Path(__file__)
TALK = yaml.safe_load(HERE.with_name("note_plain_talk.yaml").read_text("utf-8"))
REQUESTS = yaml.safe_load(HERE.with_name("note_wordings.yaml").read_text("utf-8"))["requests"]


@pytest.mark.parametrize(("asked", "words", "name", "value"), TALK["facts"])
def test_a_thing_and_what_is_said_of_it_give_the_fact_and_what_a_rule_asks_for_gives_none(
    asked: str, words: str, name: str, value: object
) -> None:
    """A fact is read before or after the request; what must be, is pending, or is another's gives none."""
    for note in (f"{REQUESTS[asked]} {words}", f"{words}\n{REQUESTS[asked]}"):
        assert read_facts(note)["facts"].get(name) == value


@pytest.mark.parametrize(("note", "facts"), TALK["notes"])
def test_facts_said_in_passing_of_a_whole_note_are_read(note: str, facts: dict[str, Any]) -> None:
    """A dictated, terse, boxed or letter-like note gives each fact that it says in other words."""
    found = read_facts(note)["facts"]
    assert {name: found.get(name) for name in facts} == facts


@pytest.mark.parametrize(
    ("words", "at", "which"),
    [
        ("MBB at L45 and L5S1", ["L4-5", "L5-S1"], None),
        ("lumbar sympathetic block L, fluoroscopy", [], "left"),
        ("MBB L4-5 (R)", ["L4-5"], "right"),
    ],
)
def test_levels_and_sides_are_read_without_a_separator_and_behind_the_procedure(
    words: str, at: list[str], which: str | None
) -> None:
    """`L5S1` is the joint of the two; a single letter behind a block or in parentheses is its side."""
    assert levels(words) == at
    assert side(words) == which
