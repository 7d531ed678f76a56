"""What a cost question denies, and what it says of a service, a fraction, a second line or both yearly amounts."""

from __future__ import annotations

import pytest

from tests.support.costs import answer, pays

MET = "Deductible met, 20%, out of pocket left 2,000. "


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("$40 copay and on top of that 20%, the copay isn't subtracted first", "240.00"),
        ("$40 copay, then 20% of the full allowed amount", "240.00"),
        ("They don't take the copay off first: $40 copay and 20%", "240.00"),
        ("$40 copay and 20%; the copay does not come off the top", "240.00"),
        ("$40 copay and 20%, the 20% isn't on the full allowed amount but on the rest", "232.00"),
        ("$40 copay and 20%; the copay isn't on top, it comes off first", "232.00"),
        ("$40 copay and 20%; the copay doesn't come on top of the 20%", ["copay_order"]),
        ("I don't have to meet the deductible first: $40 copay and 20%", ["copay_order"]),
        ("$40 copay and 20%. Isn't the copay taken off first?", ["copay_order"]),
        (
            "$40 copay and 20%, nobody told me if the copay is taken off first",
            ["copay_order", "what “taken off” means for the amount"],
        ),
    ],
)
def test_a_denied_order_of_the_copay_is_not_that_order(words: str, amount: str | list[str]) -> None:
    """A copay that is not taken off stands besides the percentage; one not on top leaves the order open."""
    assert answer(f"{words}. Deductible met. Allowed 1,000. Out of pocket left 2,000.") == amount


@pytest.mark.parametrize(
    "words",
    [
        "The deductible is not waived",
        "The deductible hasn't been waived",
        "This doesn't bypass the deductible",
        "My deductible isn't 0",
        "Neither my deductible nor my limit is met",
        "A fifth of my deductible of 1,000 is left",
    ],
)
def test_a_deductible_that_is_not_waived_stands(words: str) -> None:
    """What is left of it has to be known."""
    assert pays(f"{words}. 20%. Allowed 1,000. Out of pocket left 2,000.") is None


def test_whether_a_deductible_or_limit_is_met_is_no_statement_that_it_is() -> None:
    """What is only asked after has to be known."""
    assert answer("Are my deductible and my limit met? 20%. Allowed 1,000.") == ["oop_used", "deductible_left"]
    assert answer("Is my max met? Deductible met, 20%, allowed 1,000.") == ["oop_used"]


@pytest.mark.parametrize(
    "words",
    [
        "I'm not maxed out",
        "I'm not far from my out of pocket max",
        "My max isn't reached",
        "My limit isn't far off",
        "I have not reached my out of pocket max",
        "I don't know if I've hit my max",
    ],
)
def test_a_limit_that_is_not_reached_or_not_far_is_asked_for(words: str) -> None:
    """It is neither zero nor out of reach."""
    assert answer(f"Deductible met, 20%, allowed 5,000. {words}.") == ["oop_used"]


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Two injections, allowed 1,000 for both together, not each", "200.00"),
        ("Three injections, allowed 1,000 in all, not each", "200.00"),
        ("The injection wasn't denied, allowed 1,000", "200.00"),
        ("It isn't excluded and is covered, allowed 1,000", "200.00"),
        ("This isn't self-pay. Allowed 1,000", "200.00"),
        ("Two levels, allowed 800 and 400, the second is not cut in half", "240.00"),
        ("Contrast isn't billed separately. Allowed 1,000", "200.00"),
        ("The contrast isn't bundled. Procedure allowed 1,000", ["billed (contrast)"]),
        ("Coinsurance is not 30%. Allowed 1,000", "200.00"),
    ],
)
def test_a_denial_turns_round_what_is_said_of_the_lines(words: str, amount: str | list[str]) -> None:
    """Not each, not denied, not self-pay, not cut and not apart are no each, denied, self-pay, cut and apart."""
    assert answer(f"{MET}{words}.") == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("$600 of my $2,000 deductible hasn't been met", "680.00"),
        ("I haven't met $600 of my deductible", "680.00"),
        ("Of my 2,000 deductible 600 isn't paid yet", "680.00"),
        ("I have met $1,400 of my $2,000 deductible", "680.00"),
        ("I haven't met my 600 deductible", ["deductible_left"]),
    ],
)
def test_a_part_that_is_not_met_is_what_is_left(words: str, amount: str | list[str]) -> None:
    """Of a whole that is not met it is not known what is left."""
    assert answer(f"{words}. 20%. Allowed 1,000, out of pocket left 2,000.") == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("The block is $1,000 at the insurance rate", "200.00"),
        ("The shot runs $1,000", "200.00"),
        ("The insurance priced the block at 1,000", "200.00"),
        ("Aetna's rate is 1,000", "200.00"),
        ("The injection is $1,000 and not covered", "1000.00"),
        ("Last time the injection was $900", ["allowed"]),
        ("The block is about $1,000", ["amount", "what 1000 is"]),
        ("My budget for the injection is $500", ["allowed"]),
        ("The injection is $900 if I pay", ["what 900 is", "allowed"]),
        ("I don't know the insurance rate. The block is $900", ["what 900 is", "allowed"]),
        ("The injection is $900 out of network", ["what 900 is", "allowed"]),
        ("The clinic says the block is $900", ["what 900 is", "allowed"]),
        ("The block is $900 and I get two of them", ["what 900 is", "allowed"]),
        ("Authorization number for the block is 445566", ["what 445566 is", "allowed"]),
        ("visits: 300", ["what 300 is", "allowed"]),
    ],
)
def test_the_price_of_the_service_is_the_allowed_amount(words: str, amount: str | list[str]) -> None:
    """As insured people are told it; no price of another time, network, payer, or beside an unknown rate."""
    assert answer(f"{MET}{words}.") == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("The plan pays nine tenths and I pay the other tenth", "100.00"),
        ("They pick up three fifths, I cover the remaining two fifths", "400.00"),
        ("Insurance pays half, the other half is on me", "500.00"),
        ("Insurance covers seven eighths", "125.00"),
        ("I pay one-tenth", "100.00"),
        ("Insurance pays 85 percent and I pay the other 15", "150.00"),
        ("The plan pays two thirds and I pay the other third", ["coinsurance"]),
        ("The plan pays four fifths and I pay the other tenth", ["coinsurance"]),
        ("This is my fifth injection", ["coinsurance"]),
    ],
)
def test_a_fraction_in_words_is_a_share(words: str, amount: str | list[str]) -> None:
    """Where it comes to whole tenths of a percent; two that do not make a whole are asked about."""
    assert answer(f"{words}. Deductible met, allowed 1,000, out of pocket left 2,000.") == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Two procs same day. Allowed 700 for the first and 300 for the 2nd (already reduced)", "200.00"),
        ("Same day: 1st line allowed 700, 2nd line 300", "200.00"),
        ("Two procs same day, allowed $700 (first) and $300 (2nd)", "200.00"),
        ("Two procs same day. Allowed 700 for the first and 600 for the 2nd, the 2nd is cut in half", "200.00"),
        ("Two procs same day. Allowed 700 for the first and I don't know for the 2nd", ["allowed (second date)"]),
        ("This is my 2nd injection, allowed 1,000", "200.00"),
    ],
)
def test_the_first_and_the_2nd_are_two_lines(words: str, amount: str | list[str]) -> None:
    """An amount for the 2nd is of the sort of the one before it."""
    assert answer(f"{MET}{words}.") == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("I've hit my deductible and my out-of-pocket max, $0 left on both. Now they want an injection", "0.00"),
        ("Deductible and out of pocket max: nothing left on both", "0.00"),
        ("Both deductible and max are done", "0.00"),
        ("Out of pocket max and deductible are met", "0.00"),
        ("Both of us are insured. Deductible met, out of pocket left 2,000", "200.00"),
        ("Deductible met, out of pocket left 2,000. Both knees need an injection", ["allowed (second date)"]),
    ],
)
def test_both_yearly_amounts_are_no_two_services(words: str, amount: str | list[str]) -> None:
    """What is said of the deductible and the limit together holds for each; both knees are two services."""
    assert answer(f"{words}. 20%. Allowed 1,000.") == amount
