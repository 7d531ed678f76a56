"""Cost questions in many wordings: of people who had not seen the program; files 5, 7 and most of 24 of one who had."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.say_cost import cost_answer
from assistant.understand import asks_for_arithmetic

FILES = sorted((Path(__file__).parents[2] / "eval" / "cases").glob("cost_questions*.jsonl"))
ROWS = [json.loads(line) for file in FILES for line in file.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_cost_question_gets_the_amount_or_is_asked_for_what_is_missing(row: dict[str, Any]) -> None:
    """The amount to the cent; a missing or wrong input is asked for, and a wrong one said to be so."""
    assert asks_for_arithmetic(row["question"])
    statements, found = cost_answer(row["question"])
    assert statements
    assert found["patient_pays"] == row["patient_pays"], row["why"]
    assert bool(found["missing"]) == (row["patient_pays"] is None)
    if row.get("refuses"):
        assert "could not be used" in statements[0].text
