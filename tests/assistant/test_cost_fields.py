"""Cost questions with fields that nobody filled in, shares without a sign, and terms told by what they do."""

from __future__ import annotations

import pytest

from assistant.understand import asks_for_arithmetic
from tests.support.costs import answer, asked, pays

REST = "Coins 20%, allowed 640. Patient owes?"


@pytest.mark.parametrize(
    "field",
    [
        "Deductible $1,200 (met = not returned).",
        "Ded: 1200 (met: n/a).",
        "Ded 1,200 met n/a.",
        "Deductible $1,200, met amount not on file.",
        "Deductible $1,200 REMAINING N/A.",
        "Deductible $1,200; Remaining $ --;",
        "Deductible $1,200. Deductible Met - Individual: Not Returned By Payer.",
        "Deductible $1,200 / Met Y/N: blank /",
        "ded 1200 ___ met.",
        "Deductible $1,200 partially met.",
        "Last year I met my deductible of 1,200.",
        "Deductible 1,200, ded met?",
    ],
)
def test_a_field_of_the_deductible_that_nobody_filled_in_is_asked_for(field: str) -> None:
    """What is left is asked, never taken as nothing or as the whole."""
    assert "deductible_left" in asked(f"{field} {REST}")


@pytest.mark.parametrize(
    "field", ["Deductible 500 (met = yes).", "Deductible 500; Met (Y/N): Y;", "Deductible status: Met.", "Ded: N/A."]
)
def test_a_field_that_says_yes_or_that_there_is_none_leaves_nothing(field: str) -> None:
    """A deductible said to be met, or not to apply, is none."""
    assert pays(f"{field} {REST}") == "128.00"


def test_a_blank_field_of_the_limit_is_no_limit_reached() -> None:
    """Nor is a limit met that is only asked after: what was paid toward it is asked."""
    assert asked("OOP met: n/a. OOP max 500. Ded met. Coins 20%, allowed 6,400. Owes?") == ["oop_used"]
    assert asked("Ded met, OOP met? 20%. Allowed 11,000. What do I pay?") == ["oop_used"]


def test_what_the_family_has_left_is_not_what_one_member_has() -> None:
    """A family's deductible alone ends a member's where it is met; else the member's own is asked."""
    family = "Family deductible 3,000, {} Allowed 1,200, 20%. What does my son owe?"
    assert asked(family.format("met 2,500.")) == ["deductible_left"]
    assert pays(family.format("all of it met.")) == "240.00"
    assert pays("Only a family deductible, 3,000, 2,500 met. 20%, allowed 1,200. My cost?") == "640.00"
    assert asked("Fam Deductible $6,000 met $4,250; coins 10%; allowed 1,480. Owes?") == ["deductible_left"]


def test_an_amount_of_two_together_is_the_familys() -> None:
    """Beside one's own the smaller of the two is taken; of a shared one each member's part has to be known."""
    both = "My own deductible has 250 left. Together with my wife we have 900 left. 20%. Allowed 1,200. What do I owe?"
    assert pays(both) == "440.00"
    shared = "My wife and I share a deductible of 3,000. I've used 700. Allowed 1,400, 20%. What will I owe?"
    assert asked(shared) == ["deductible_used"]
    assert pays(shared.replace("700.", "700, she has used 1,725.")) == "740.00"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Allowed 900, 250 deductible left then 20. Owe?", "380.00"),
        ("Allowed 900, 250 left on ded, 20 after. Owe?", "380.00"),
        ("Allowed 900, ded met. They take 80% and I get stuck with 20. What do I pay?", "180.00"),
        ("Allowed 900, deductible done. 20 is my part, 80 is theirs. How much?", "180.00"),
        ("Allowed 900, ded met, plan pays 80 then I pay 20 until my cap, 515 left on it. Owe?", "180.00"),
        ("Allowed 900, 250 deductible left, then $20. Owe?", ["what 20 is", "coinsurance"]),
        ("Allowed 900, 250 deductible left then 20 copay. Owe?", ["coinsurance"]),
    ],
)
def test_a_share_is_known_without_its_sign(text: str, amount: str | list[str]) -> None:
    """Behind what comes first, or beside the other's share; dollars and copays are none."""
    assert answer(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("The shot is priced at $900 by the plan. 250 left on my deductible, then 20%. What do I owe?", "380.00"),
        ("The plan lets them charge 900 for the block. Deductible met, 20%. How much?", "180.00"),
        ("Rate's 900, ded met, 20%. What do I owe?", "180.00"),
        ("Insurance discount brings the 3,400 bill to 900 which is the allowed amount. Ded met, 20%. Owe?", "180.00"),
        ("Two blocks, then RFA. Allowed: 600, 600, 1,900. Ded left 125. 20% after. Total for all three?", "720.00"),
        ("The clinic lets us pay 900. Deductible met, 20%. What do I owe?", ["what 900 is", "allowed"]),
    ],
)
def test_a_price_that_the_plan_sets_is_the_allowed_amount(text: str, amount: str | list[str]) -> None:
    """Whatever the plan is said to do with it; a clinic's is none."""
    assert answer(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("I still have to shell out 350 before the insurance helps, then 20%. Allowed 900. Owe?", "460.00"),
        ("My plan doesn't pay until I've spent 1,000 and I'm at 650. Then 20%. Allowed 900. Owe?", "460.00"),
        ("My insurance only starts once I've spent 1,000, and I've spent 650. 20%. Allowed 900. Owe?", "460.00"),
        (
            "The first 1,000 each year is on me and I've had no claims yet this year. 10%. Allowed 2,500. Owe?",
            "1150.00",
        ),
        ("The first 1,000 each year is on me. 10%. Allowed 2,500. Owe?", ["deductible_left"]),
        ("I have to meet a deductible of 2,000. 20%. Allowed 1,000. Owe?", ["deductible_left"]),
        ("Halfway through my $1,000 deductible, 20% after. Allowed 1,750. Owe?", "750.00"),
        ("The ER bill knocked out the whole deductible. 20%. Allowed 900. Owe?", "180.00"),
        ("Part B, $257 deductible not met at all. Approved $857. No supplement. What does he owe?", "377.00"),
        ("I'm 200 from my out of pocket max of 5,000, ded met, 20%, allowed 2,000. Owe?", "200.00"),
    ],
)
def test_a_deductible_or_limit_is_known_by_what_it_does(text: str, amount: str | list[str]) -> None:
    """Without its name, by what comes before the plan pays; what is left of it is asked where nothing says it."""
    assert answer(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (
            "Part B deductible met. Medicare plus Plan G. Approved $640. My cost?",
            ["what “plan g” means for the amount"],
        ),
        ("Part B deductible met, approved 850, Medicaid pays everything Medicare leaves. Owe?", "0.00"),
        (
            "Deductible met but not the separate one for injections. Allowed 900, 20%. What do I pay?",
            ["what “but not the separate” means for the amount"],
        ),
        (
            "I pay 20% of charges up to a point. Ded met. Allowed 900. Owe?",
            ["what “up to a point” means for the amount"],
        ),
        ("Copay $30, then 5% of the allowed 1,000 on top of it. No deductible. Owe?", "80.00"),
        ("Copay $30, then 5% of the allowed 1,000. No deductible. Owe?", "78.50"),
        ("Three visits: 350 + 350 + 1,750 allowed, ded met, 20%. All three?", "490.00"),
        ("Allowed amount 900, contracted rate 900, ded met, 20%. Owe?", "180.00"),
        ("Allowed amount 900, contracted rate 1,100, ded met, 20%. Owe?", ["allowed"]),
        ("Block contracted rate 600, RFA allowed 600. Ded met, 20%. Owe?", "240.00"),
        ("Coinsurance member 20 / plan 80, ded met, allowed $2,155. Liability?", "431.00"),
    ],
)
def test_what_comes_besides_the_share_counts_or_is_asked(text: str, amount: str | list[str]) -> None:
    """Another coverage, another deductible, a limit of the share, a copay on top, more lines."""
    assert answer(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "My insurer's price is $1,310, I still owe $350 before insurance kicks in. What comes out of my pocket?",
        "Patient wants est. Contracted 905.00. Ded 750 used 595. 20% thereafter.",
        "Insurer has the shot down for $1,824. They do 80, I do 20. What do I set aside?",
        "Co-pay thirty dollars for each of two visits, nothing else to pay. Both visits together?",
    ],
)
def test_numbers_of_a_plan_and_a_wish_for_their_sum_are_a_cost_question(text: str) -> None:
    """In whatever words the plan's terms and the wish are told."""
    assert asks_for_arithmetic(text)


def test_an_amount_beside_a_deductible_that_does_not_apply_is_none_of_it() -> None:
    """`$45 and the deductible doesn't apply`: what the 45 is stays open unless it is said to be flat; it is not 0."""
    text = "visit allowed at $187, no percentage. specialist is $45 {} and the deductible doesn't apply. what do I pay?"
    assert any("45" in one for one in asked(text.format("")))
    assert pays(text.format("flat,")) == "45.00"
