"""What a cost question says besides its plan: others, other years, savings, hopes and sums that are only asked."""

from __future__ import annotations

import pytest

from tests.support.costs import answer

PLAN = "In network, allowed amount $1,000, deductible met, 20% coinsurance, no copay."


@pytest.mark.parametrize(
    "aside",
    [
        "My husband reckons around $300.",
        "My brother-in-law says it can't be more than a hundred bucks.",
        "The lady next door paid $220 for hers.",
        "A friend told me the allowed amount is $600.",
        "Two years ago it cost me $150.",
        "In 2023 I paid $180 for the same thing.",
        "I've got $400 saved for this.",
        "I pay $450 a month for this plan.",
        "I was told 'around two hundred' by somebody at the call center.",
        "The online estimator gave $240.",
        "He told me to plan on six hundred.",
        "Will it be $250 or less?",
        "Is $150 enough?",
        "Am I right that it's $200?",
        "I'm a welder, 58, still on the union plan.",
        "I took half a day off work.",
    ],
)
def test_what_has_no_part_in_the_amount_stops_nothing(aside: str) -> None:
    """What others paid or think, another year's amount, savings and a sum that is asked leave the amount as it is."""
    assert answer(f"{PLAN} {aside} What do I owe?") == "200.00"


@pytest.mark.parametrize(
    "told",
    [
        "My wife says there's another $80 for the dye.",
        "The nurse said the kit costs $65 and isn't covered, I think.",
        "Last year they added a $40 facility fee and this year they'll do it too.",
        "I was told I'd pay $150 more for the anesthesiologist.",
        "My neighbor says they bill the dye separately.",
        "Would there be a $30 copay too?",
    ],
)
def test_hearsay_of_another_charge_is_asked_about(told: str) -> None:
    """A further charge or a copay is no aside, whoever says it."""
    assert isinstance(answer(f"{PLAN} {told} What do I owe?"), list)


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("Is the allowed amount $1,000?", "allowed"),
        ("The average price is $1,000.", "allowed"),
        ("Last year the allowed amount was $1,000.", "allowed"),
        ("My friend's plan allowed $1,000.", "allowed"),
        ("The plan's number is 448812.", "allowed"),
        ("The plan usually allows $1,000.", "allowed"),
    ],
)
def test_a_price_that_is_not_the_plan_s_own_now_is_none(said: str, asks: str) -> None:
    """What is only asked, an average, another year's or another plan's price leaves the allowed amount to be asked."""
    found = answer(f"In network, deductible met, 20% coinsurance, no copay. {said} What do I owe?")
    assert isinstance(found, list)
    assert asks in found


def test_a_plan_s_own_price_is_read_in_many_words() -> None:
    """What the plan lets a provider collect, its figure, its worth and its network rate are the allowed amount."""
    for said in (
        "The plan says it's worth 1,000",
        "What my Blue Cross actually lets them collect is $1,000",
        "The insurer's figure is $1,000",
        "The network rate for it is $1,000",
        "Aetna prices the hip injection at $1,000",
        "The maximum allowable is $1,000",
        "The in-network rate they quoted is $1,000",
        "In-network charge to the plan $3,000, negotiated rate $1,000",
        "The estimate from the hospital says $3,000 but the plan allows $1,000",
    ):
        assert answer(f"In network, deductible met, 20%, no copay. {said}. What do I owe?") == "200.00", said
