"""Deductibles, copays and limits of which a cost question tells in words, and whether they are told at all."""

from __future__ import annotations

import pytest

from tests.support.costs import answer, asked, pays

NO_DEDUCTIBLE = "In network, allowed amount $1,000, 20% coinsurance, no copay."


@pytest.mark.parametrize(
    "state",
    [
        "My deductible is history.",
        "The deductible's behind us.",
        "The deductible is a thing of the past.",
        "My deductible is squared off.",
        "The deductible is over and done with.",
        "My family deductible has been completely used.",
        "I already forked over my whole deductible.",
        "I've put my deductible to bed.",
        "My deductible was $500 and I've met it.",
        "Deductible: $500 of the $500 is met.",
    ],
)
def test_a_deductible_that_is_met_in_other_words(state: str) -> None:
    """The many ways to say that nothing of it is left."""
    assert pays(f"{NO_DEDUCTIBLE} {state} What do I owe?") == "200.00"


@pytest.mark.parametrize(
    "state",
    [
        "Whether my deductible is met, I couldn't say.",
        "They were unable to verify whether the deductible is satisfied.",
        "I thought my deductible was met but the clinic disputes it.",
        "The deductible: met? unclear.",
        "As to the deductible being met, nobody knows.",
        "I doubt my deductible is met.",
        "The deductible has been met, or so my cousin claims.",
        "My deductible used to be met by March.",
        "My deductible is usually met by June.",
        "The doctor thinks my deductible is met.",
        "Deductible (met or not met): blank",
        "I'd like to have my deductible met.",
        "My husband's deductible is history, mine I don't know about.",
        "The deductible has yet to be met.",
        "The deductible isn't a thing of the past yet.",
    ],
)
def test_a_state_in_doubt_is_none(state: str) -> None:
    """What is thought, hoped, usual, disputed or another's does not make the deductible met."""
    assert isinstance(answer(f"{NO_DEDUCTIBLE} {state} What do I owe?"), list)


@pytest.mark.parametrize(
    "left",
    [
        "Deductible 900, of which 200.00 hasn't been met.",
        "200.00 of the deductible has yet to be met.",
        "I've $200 of deductible standing between me and the coinsurance.",
        "They say I've $200 in deductible before anything is paid.",
        "Accumulators: deductible 1,000.00 / applied 800.00.",
    ],
)
def test_what_is_open_of_a_deductible_is_not_what_is_used(left: str) -> None:
    """A part that is not yet met is what is left."""
    assert pays(f"{NO_DEDUCTIBLE} {left} What do I owe?") == "360.00"


def test_half_of_a_deductible_that_is_met_leaves_the_other_half() -> None:
    """Half of 400 met: 200 are left; a plan year that is half over says nothing of it."""
    text = "My plan year's half over and I've met half of my $400 deductible."
    assert pays(f"{NO_DEDUCTIBLE} {text} What do I owe?") == "360.00"


@pytest.mark.parametrize(
    "copay",
    ["Copay: zip.", "There isn't any copay.", "Copays aren't a thing on my plan.", "I don't pay a copay."],
)
def test_no_copay_in_other_words(copay: str) -> None:
    """No copay is asked for where there is said to be none."""
    assert pays(f"In network, allowed amount $1,000, deductible met, 20%. {copay} What do I owe?") == "200.00"


@pytest.mark.parametrize("copay", ["Is there no copay?", "There isn't a copay amount on the card.", "Copay?"])
def test_a_copay_that_is_only_asked_is_asked_for(copay: str) -> None:
    """A copay nobody denies is not left out."""
    assert asked(f"In network, allowed amount $1,000, deductible met, 20%. {copay} What do I owe?") == ["copay"]


def test_a_fixed_fee_of_which_nobody_has_the_amount_is_a_copay_to_ask_for() -> None:
    """No deductible and no percentage leave the set fee, not nothing."""
    text = "Flat-fee HMO, no deductible, no percentages. I pay the same set fee every visit. What is one visit?"
    assert asked(text) == ["copay"]


@pytest.mark.parametrize(
    "order",
    [
        "A $30 copay is charged over and above everything else and isn't subtracted from anything, 20% of the 500.",
        "A $30 copay is charged on top and does not reduce the amount to which the 20% applies.",
        "The copay ($30) is separate from and additional to the 20% coinsurance on the full amount.",
    ],
)
def test_a_copay_that_lessens_nothing_comes_besides(order: str) -> None:
    """The percentage is of the whole then."""
    assert pays(f"In network, allowed amount $500, deductible met. {order} What do I owe?") == "130.00"


@pytest.mark.parametrize(
    "limit",
    [
        "I'm exactly $90 from the top of my out-of-pocket maximum.",
        "There's $90 between me and my out-of-pocket limit.",
        "After another $90 my plan pays everything.",
        "The most I can still pay this year is $90.",
        "My share caps out this year after I pay $90 more.",
    ],
)
def test_what_is_left_before_the_limit_in_other_words(limit: str) -> None:
    """No more than that is due."""
    text = f"In network, allowed amount $2,000, deductible met, 20% coinsurance, no copay. {limit} What do I owe?"
    assert pays(text) == "90.00"


def test_much_that_was_paid_toward_a_limit_does_not_make_it_far() -> None:
    """Plenty paid toward it is no amount: what was paid is asked for."""
    text = "I've paid plenty toward my out-of-pocket max of $3,000."
    assert asked(f"{NO_DEDUCTIBLE} Deductible met. {text} What do I owe?") == ["oop_used"]


def test_a_limit_that_is_reached_needs_no_price() -> None:
    """Nothing is due of what is covered in network; whether it is, is asked where it is not said."""
    reached = "I've reached my out-of-pocket max, nothing left on it."
    assert pays(f"{reached} The block is covered and in network, I have no price. What do I owe?") == "0.00"
    assert asked(f"{reached} Is the block covered, and what would I owe for it?") == ["network", "covered"]
