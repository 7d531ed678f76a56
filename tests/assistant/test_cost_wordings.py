"""What a cost question says of charges, terms, days and limits in everyday words, and what it leaves out."""

from __future__ import annotations

import pytest

from tests.support.costs import answer


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("He goes after me for whatever my plan doesn't recognize.", ["billed"]),
        ("The office will come after me for the rest of their fee.", ["billed"]),
        ("There's everything above the 900 that they send me a bill for.", ["billed"]),
        ("Member is billed the gap up to the charge.", ["billed"]),
        ("He writes off the gap.", "270.00"),
        ("He bills me for whatever my plan doesn't recognize. He charges 1,100.", "470.00"),
    ],
)
def test_what_is_billed_up_to_a_charge_needs_the_charge(text: str, amount: str | list[str]) -> None:
    """Out of network a bill for the difference is no amount until the charge is told."""
    assert answer(f"Out of network, allowed 900, deductible met, I pay 30%. {text} What do I owe?") == amount


@pytest.mark.parametrize(
    "text",
    [
        "The contrast line is allowed at 40.00; the injection line has not been priced.",
        "The dye is allowed at 60, the block isn't priced yet.",
        "Fluoro allowed 90; epidural allowed amt not in the system yet.",
        "Guidance allowed 90 and the nerve block is not on our fee sheet yet.",
    ],
)
def test_a_service_without_a_price_is_asked_for_beside_a_line_that_has_one(text: str) -> None:
    """The amount of the guidance or the dye alone is no answer where what is done has none yet."""
    assert answer(f"Deductible met, coins 20%, in network. {text} What's due for both?") == ["allowed"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Coins 20%, copay none.", "160.00"),
        ("Coins 20%\nCOPAY NONE\nIn network.", "160.00"),
        ("Coins 20%, no copay listed.", "160.00"),
        ("Coins 20%, no copay amount listed.", ["copay"]),
        ("Copay $60, coinsurance none, deductible none.", "60.00"),
        ("Copay $60, $0-deductible plan, no coinsurance on these.", "60.00"),
    ],
)
def test_a_term_that_there_is_none_of_is_zero(text: str, amount: str | list[str]) -> None:
    """No copay, deductible or percentage is none, in whatever order it is said; an amount not listed is unknown."""
    assert answer(f"Allowed 800, ded met. {text} Pt owes?") == amount


@pytest.mark.parametrize(
    "text",
    ["nothing secondary", "secondary: none", "neither Medigap nor Medicaid", "Part B is primary, no other coverage"],
)
def test_a_second_plan_that_there_is_none_of_is_no_doubt(text: str) -> None:
    """Medicare alone needs no more than its own numbers."""
    assert answer(f"Medicare Part B, {text}. Part B deductible paid, approved 800. What is due?") == "160.00"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (
            "Flat $150 copay per procedure day, neither deductible nor coinsurance, three separate injection days.",
            "450.00",
        ),
        (
            "2 procedure days, $150 copay each day, $0-deductible plan, no coinsurance. Allowed is 900 per day.",
            "300.00",
        ),
        (
            "The doctor is a $40 copay, the injection has its own $125 copay, both due. No deductible or percentages.",
            "165.00",
        ),
        (
            "Visit: $35 copay, no coinsurance for it. Injection: allowed 290.00, deductible 150.00 left, 20%.",
            "213.00",
        ),
    ],
)
def test_copays_of_days_and_visits_are_summed(text: str, amount: str) -> None:
    """A copay of each day is taken once a day, and a visit's stands beside what the procedure has."""
    assert answer(f"{text} What is the total for all together?") == amount
