"""Prices in cost questions of which only one holds, and what a provider charges beyond them without a figure."""

from __future__ import annotations

import pytest

from tests.support.costs import answer

PLAN = "In network, deductible met, 20%. What do I owe?"
OUT = "Out of network, 900 allowed, deductible met, 40% mine."


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Order says MRI without contrast. Allowed w/o contrast is $600, with and without contrast is $900.", "120.00"),
        ("MRI ordered with and without contrast. Allowed without contrast is $600, with and without $900.", "180.00"),
        ("CT: allowed 300 without dye, 450 with dye, 520 both ways. They want it with dye.", "90.00"),
        ("With sedation the allowed amount is 1,200, without it is 900. I'm not having sedation.", "180.00"),
        ("The plan allows 480 in the office and 910 at the hospital. It's being done at the hospital.", "182.00"),
        (
            "At the surgery center the allowed amount is $900. At the hospital $1,700. I go to the hospital.",
            "340.00",
        ),
        ("Allowed 480 for a single level, 700 for two levels. My doctor is doing two levels.", "140.00"),
        ("Unilateral allowed 400, bilateral allowed 600. Doctor ordered bilateral.", "120.00"),
        ("Allowed at facility A is 700, at facility B 900. I picked facility B.", "180.00"),
        ("The plan allows $615 for 72148 and $940 for 72158. Mine is 72148.", "123.00"),
        ("Cervical MRI is 700 allowed, lumbar MRI is 600 allowed. I'm only getting the lumbar.", "120.00"),
    ],
)
def test_of_alternative_prices_the_one_said_to_hold_counts_alone(text: str, amount: str) -> None:
    """The price of what is done counts, and none of what might have been done instead."""
    assert answer(f"{text} {PLAN}") == amount


@pytest.mark.parametrize(
    "text",
    [
        "Allowed is 900 without sedation and 1,200 with sedation.",
        "Allowed is 615 without contrast, 940 with and without. Not sure which the doctor ordered.",
        "Allowed is 615 without contrast, 940 with contrast. Doctor may want contrast.",
        "Brand-name costs 700 allowed and generic 300 allowed. I'm getting the generic.",
        "MRI allowed 600 without contrast, 800 allowed enhanced.",
    ],
)
def test_of_alternative_prices_without_a_choice_it_is_asked_which_holds(text: str) -> None:
    """Where a message does not say for sure which of the prices holds, none is taken and they are not summed."""
    assert "which price" in answer(f"{text} {PLAN}")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("The MRI without contrast is allowed 600, the contrast is another 90 allowed.", "138.00"),
        ("One MRI without contrast (allowed 600) followed by one with contrast (allowed 800).", "280.00"),
        ("Doctor 300 allowed, surgery center 900 allowed. I'm only having this at the surgery center.", "240.00"),
        ("Injection allowed 600, drug allowed 80. He's only using the drug once.", "136.00"),
        ("Injection without guidance allowed 500, guidance allowed 600. The doctor uses guidance.", "220.00"),
        ("MRI without contrast allowed 600, and 80 allowed for the reading.", "136.00"),
        ("Injection with guidance allowed 500, MRI without contrast allowed 600. All in all?", "220.00"),
    ],
)
def test_prices_of_several_things_done_are_no_alternatives(text: str, amount: str) -> None:
    """What is done besides or afterwards is added."""
    assert answer(f"{text} {PLAN}") == amount


@pytest.mark.parametrize(
    "text",
    [
        "I also get billed for whatever their charge is over the nine hundred.",
        "Plus I have to cover the part of his fee that the plan doesn't recognize.",
        "I'm on the hook for anything past the 900.",
        "He will charge me his full fee regardless of what insurance allows.",
        "The office expects me to make up the shortfall between its price and the 900.",
        "They don't take the plan's rate as payment in full.",
        "Any charges in excess of that are my responsibility too.",
        "The provider can bill me above that.",
        "Their charge is bigger, and they want the difference from me.",
        "There's an overage too.",
        "Whatever insurance doesn't pay is mine.",
        "I'd be responsible for the doctor's charges that go over.",
        "Not sure if they'd bill me for more.",
        "The unallowed part is on me.",
        "The allowed amount is a lot less than what they bill.",
        "He doesn't write off the rest.",
        "The clinic keeps its own prices and I cover the gap.",
    ],
)
def test_a_charge_beyond_the_allowed_amount_that_is_announced_is_asked_for(text: str) -> None:
    """Out of the network the share of the allowed amount is not all, where the rest is billed and not told."""
    assert "billed" in answer(f"{OUT} {text} What do I owe?")


@pytest.mark.parametrize(
    "text",
    [
        "The doctor will not bill me for anything over the 900.",
        "They waive whatever is over the allowed amount.",
        "They write off the rest.",
        "The doctor won't bill more.",
    ],
)
def test_a_charge_beyond_the_allowed_amount_that_is_waived_is_not_asked_for(text: str) -> None:
    """Where the provider bills no more than the allowed amount the share of it is all."""
    assert answer(f"{OUT} {text} What do I owe?") == "360.00"


def test_a_provider_that_is_not_in_the_network_as_the_other_one_is_leaves_the_sum_open() -> None:
    """Whoever "isn't" in the network behind one who is may bill more than the plan allows."""
    text = "My surgeon is in network but the anesthesiologist isn't. Surgeon allowed 900, anesthesia allowed 300."
    assert isinstance(answer(f"{text} Deductible met, 20%. What do I pay in total?"), list)
