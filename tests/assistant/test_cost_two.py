"""Cost questions of two persons, each with a deductible of one's own, who ask what both together pay."""

from __future__ import annotations

import pytest

from assistant.say_cost import cost_answer
from tests.support.costs import answer, asked

EACH = "My wife and I each have our own deductible. Hers is met, mine has 300 left."
DONE = "I'm getting an injection, allowed 900, and she is getting an MRI, allowed 600."
PLAN = "We both pay 20%, in network."


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (f"{EACH} {DONE} {PLAN} What do we pay together?", "540.00"),
        (
            (
                "Me: epidural, allowed $1,120, $340 left on my own deductible. My husband: MRI, allowed $730, his own "
                f"deductible's done. We each have a separate deductible. {PLAN} What will the household pay?"
            ),
            "642.00",
        ),
        (
            (
                "My daughter and I each have a separate deductible. Hers is untouched, 1,000. Mine is met. Her MRI is "
                "allowed 600, my injection 900 allowed. We both pay 10%, in network. What do we owe together?"
            ),
            "690.00",
        ),
    ],
)
def test_two_persons_with_a_deductible_each_pay_the_sum_of_both(text: str, amount: str) -> None:
    """Each one's part is worked out on that person's own deductible, and both are added."""
    assert answer(text) == amount


def test_what_is_missing_of_one_of_two_persons_is_asked_for() -> None:
    """Where one person's deductible is not known there is no sum."""
    text = f"My wife and I each have our own deductible. Hers is met, I don't know about mine. {DONE} {PLAN}"
    assert asked(f"{text} What do we pay together?") == ["deductible_left"]


def test_a_family_deductible_beside_two_own_ones_leaves_the_sum_open() -> None:
    """What both share is used up by the one or the other, which is not worked out."""
    text = f"{EACH} There is a family deductible of 3,000 with 200 left. {DONE} {PLAN} What do we pay together?"
    assert isinstance(answer(text), list)


def test_the_answer_to_two_persons_says_whose_each_part_is() -> None:
    """The sum comes first, and the numbers of each person are told apart."""
    said = [one.text for one in cost_answer(f"{EACH} {DONE} {PLAN} What do we pay together?")[0]]
    assert said[0].startswith("Together you pay 540.00")
    assert any(one.startswith("You: You pay 420.00") for one in said)
    assert any(one.startswith("The other person: You pay 120.00") for one in said)
