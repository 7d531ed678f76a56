"""What a reader supposes of a plan told before: `what if the deductible is used up by then`."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Message, Settings, Turn, build

PLAN = (
    "My procedure's allowed amount is $2,600. I have $600 of deductible left, then 20%, and $3,000 left until my "
    "out-of-pocket max. What will I owe?"
)


@pytest.fixture(scope="module")
def talker(built_index: Path) -> Assistant:
    """The assistant over the source documents."""
    return build(Settings(data=built_index))


@pytest.mark.parametrize(
    ("question", "pays"),
    [
        ("What if my deductible is already used up by the time I go?", "520.00"),  # 20 % of 2,600
        ("and what if I'd already used up the deductible?", "520.00"),
        ("and if it were 30%?", "1200.00"),  # 600 and 30 % of 2,000
        ("suppose the allowed amount is 2000", "880.00"),  # 600 and 20 % of 1,400
        ("and if my deductible left was only 200?", "680.00"),  # 200 and 20 % of 2,400
        ("how about if only 500 is left till my max?", "500.00"),
    ],
)
def test_what_is_supposed_of_a_plan_told_before_is_counted_anew(talker: Assistant, question: str, pays: str) -> None:
    """The one number that changes takes the place of the one told; all others hold."""
    before = (Message(role="user", content=PLAN), Message(role="assistant", content="You would owe $1,000.00."))
    answer = talker.reply(Turn(question=question, history=before))
    assert answer.cost is not None
    assert answer.cost["patient_pays"] == pays


def test_a_supposition_without_a_plan_before_it_counts_nothing(talker: Assistant) -> None:
    """`What if it were 30 %` of nothing told is no cost question."""
    assert talker.reply(Turn(question="and if it were 30%?")).cost is None
