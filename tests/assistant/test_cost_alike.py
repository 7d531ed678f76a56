"""Amounts of a cost question that are told twice, that are the sum of others, or of which only one holds."""

from __future__ import annotations

import pytest

from tests.support.costs import answer, pays

MET = "In network, deductible met, 20%, no copay."


@pytest.mark.parametrize(
    "text",
    [
        "The allowed amount is $1,000. With a $1,000 allowed amount, what do I owe?",
        "My plan allows $1,000 for the block. If they allow $1,000, what do I owe?",
        "Contracted rate $1,000. Does that mean I pay 20% of $1,000?",
        "They said 20% of $1,000 is $200, what I owe. $1,000 is the allowed amount. Right?",
        "Facility allowed $700, doctor allowed $300, total allowed $1,000. What do I owe?",
        "Injection $700 allowed and guidance $300 allowed, so $1,000 allowed in all. What do I owe?",
        "I hold a bill: I was charged $190 for it, allowed at $1,000. Is that right?",
    ],
)
def test_an_amount_told_again_is_added_once(text: str) -> None:
    """Neither an allowed amount that is repeated, nor the sum of the lines, nor the patient's bill is a line."""
    assert pays(f"{MET} {text}") == "200.00"


@pytest.mark.parametrize(
    "text",
    [
        "Left side allowed $500, right side allowed $500.",
        "First visit allowed $500. Second visit allowed $500.",
        "March 3 allowed $500, March 17 allowed $500.",
        "Allowed 500 for the doctor and 500 for the facility.",
        "ASC 500 allowed, MD 500 allowed.",
    ],
)
def test_equal_amounts_of_lines_of_their_own_are_both_taken(text: str) -> None:
    """What is for another side, visit, day or payee is a line of its own."""
    assert pays(f"{MET} {text} Total?") == "200.00"


@pytest.mark.parametrize(
    "text",
    [
        "One rep said the negotiated rate is $900, another said $1,000.",
        "The portal says allowed $900, the letter says allowed $1,000.",
        "Allowed amount $900. My mistake, allowed amount $1,000.",
        "The old allowed amount was $900. The new allowed amount is $1,000.",
        "Allowed $900 for the shot if it's in the office; in the hospital, allowed $1,400.",
        "The allowed amount is $900. Or is it $1,000?",
        "The EOB for my last one shows allowed $900. The allowed for this one is $1,000.",
    ],
)
def test_two_allowed_amounts_of_which_one_holds_are_not_added(text: str) -> None:
    """Two sources, a correction, a condition or another time: which holds is asked."""
    assert isinstance(answer(f"{MET} {text} What do I owe?"), list)


def test_a_price_told_twice_by_who_pays_alone_is_one_price() -> None:
    """The charge is due once."""
    assert pays("Uninsured. Cash price $500 for the shot. The cash price of $500 is all I pay?") == "500.00"
    assert isinstance(answer("Uninsured. They charge $500. I asked twice and they charge $500. What is due?"), list)
