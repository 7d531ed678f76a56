"""What counts as a wrong fact in an answer: the quantity itself, not another one beside the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Answer, Settings, Statement, Turn, build
from eval.stated import stated


def saying(folder: Path, text: str) -> Answer:
    """An answer that says one sentence."""
    empty = build(Settings(data=folder)).reply(Turn(question=""))
    return empty.model_copy(update={"statements": (Statement(text=text),)})


@pytest.mark.parametrize(
    ("wrong", "text", "is_said"),
    [
        ("a maximum of 12 per region", "At most 2 procedures in 12 months per region.", False),
        ("a maximum of 12 per region", "At most 12 procedures per region.", True),
        ("9 mg of zoladine", "At most 9 mg albine or 4 mg zoladine.", False),
        ("4 mg of zoladine", "At most 9 mg albine or 4 mg zoladine.", True),
        ("no assessment is required", "A completed assessment is required.", False),
        ("no assessment is required", "No assessment is required.", True),
    ],
)
def test_a_wrong_fact_is_the_quantity_itself(built_index: Path, wrong: str, text: str, is_said: bool) -> None:
    """A stretch of time is no count, a figure belongs to the word beside it, the opposite is not the fact."""
    assert (stated(wrong, saying(built_index, text)) is not None) is is_said
