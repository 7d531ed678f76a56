"""Shares told as a split: parts with their payers, halves, so many of each hundred, all but a part."""

from __future__ import annotations

import pytest

from tests.support.costs import answer

PLAN = "In network, allowed amount $1,000, deductible met, no copay."


@pytest.mark.parametrize(
    ("share", "amount"),
    [
        ("The split past that is 80 plan / 20 patient.", "200.00"),
        ("It's 80 them 20 me.", "200.00"),
        ("Coinsurance 20/80 (member/plan).", "200.00"),
        ("Coinsurance 15/85 in my favor.", "150.00"),
        ("I pay 20 for each 100 dollars.", "200.00"),
        ("For every hundred dollars I pay twenty.", "200.00"),
        ("One dollar in five is mine.", "200.00"),
        ("Ten cents of every dollar is mine.", "100.00"),
        ("The fund covers nine tenths and leaves me the last tenth.", "100.00"),
        ("The plan pays all but 20%.", "200.00"),
        ("All but a fifth is paid by the plan.", "200.00"),
        ("80% gets paid by the plan, the rest by me.", "200.00"),
        ("The plan pays its eighty percent and I the twenty.", "200.00"),
        ("Insurance kicks in 80 percent.", "200.00"),
        ("It's an eighty-five fifteen plan.", "150.00"),
        ("The plan pays four dollars of every five.", "200.00"),
        ("We split it half and half, the plan and I.", "500.00"),
        ("The plan and I go halves.", "500.00"),
        ("We split the rest down the middle.", "500.00"),
        ("My coinsurance is one half.", "500.00"),
        ("They take half, I take half.", "500.00"),
    ],
)
def test_a_split_is_the_patient_s_share(share: str, amount: str) -> None:
    """However the two parts are told, the patient's is taken."""
    assert answer(f"{PLAN} {share} What do I owe?") == amount


@pytest.mark.parametrize(
    "share",
    [
        "My husband and I split it down the middle.",
        "We split it into two equal payments.",
        "It might be 80/20.",
        "Maybe it's half and half.",
        "My husband thinks it's 20%.",
        "I'd guess a fifth.",
        "My plan is not an 80/20 plan.",
        "They don't pay 80%.",
        "My friend pays half.",
        "Last year I paid 20%.",
    ],
)
def test_a_share_of_others_or_in_doubt_is_none(share: str) -> None:
    """What spouses split, what may be, what is denied and what others or other years had is asked for."""
    assert isinstance(answer(f"{PLAN} {share} What do I owe?"), list)
