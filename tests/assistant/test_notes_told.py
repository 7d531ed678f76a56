"""What clinics tell in other words, over several sentences and visits, and what only sounds like it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import read_facts

HERE = Path(__file__)
TOLD = yaml.safe_load(HERE.with_name("note_readings.yaml").read_text("utf-8"))
REQUESTS = yaml.safe_load(HERE.with_name("note_wordings.yaml").read_text("utf-8"))["requests"]


@pytest.mark.parametrize(("asked", "words", "name", "value"), TOLD["facts"])
def test_other_words_give_their_fact_and_what_sounds_alike_gives_none(
    asked: str, words: str, name: str, value: object
) -> None:
    """A fact is read before or after the request; what is doubted, of another, of another day or part gives none."""
    for note in (f"{REQUESTS[asked]} {words}", f"{words}\n{REQUESTS[asked]}"):
        assert read_facts(note)["facts"].get(name) == value


@pytest.mark.parametrize(("note", "name", "wanted"), TOLD["notes"])
def test_what_several_sentences_tell_of_one_procedure_or_course_is_one_entry(
    note: str, name: str, wanted: list[dict[str, Any]]
) -> None:
    """Visits that look back, rows of a table and sentences that go on tell of what came before, and add no entry."""
    found = read_facts(note)["facts"].get(name, [])
    assert len(found) == len(wanted)
    assert all(entry.items() <= one.items() for entry, one in zip(wanted, found, strict=True))


def test_a_row_that_is_said_to_be_keyed_wrongly_leaves_the_list_open() -> None:
    """Of a log with an entry that a later sentence calls wrong, nobody knows from its rows alone what was done."""
    log = "Epidural log, all interlaminar:\n7/3/2023 lumbar, 40%\n9/25/2023 cervical, 60%\n"
    plan = "Plan: repeat L4-5 interlaminar ESI, 6/11/2024."
    wrong = "The 9/25/2023 line was keyed under the wrong body part.\n"
    assert read_facts(f"{log}{wrong}{plan}")["facts"]["prior_injections_list_complete"] is False
    assert "prior_injections_list_complete" not in read_facts(f"{log}{plan}")["facts"]
