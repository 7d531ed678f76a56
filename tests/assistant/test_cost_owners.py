"""Cost questions whose numbers belong to one line, person, network or year, and those where that is open."""

from __future__ import annotations

import pytest

from assistant.say_cost import cost_answer

END = " In network. What do I pay?"


def _pays(question: str) -> str | None:
    return cost_answer(question)[1]["patient_pays"]


@pytest.mark.parametrize(
    ("question", "pays"),
    [
        ("Facility 1,200 allowed, no deductible there, 20%. Doctor 400 allowed, deductible (300 left), 20%.", "560.00"),
        ("Facility 2,000 allowed, only a $150 copay. Doctor 500 allowed, deductible (100 left), then 20%.", "330.00"),
        ("Two visits, copay 40 per visit, no deductible, no coinsurance. Allowed 300 and 200, both together.", "80.00"),
    ],
)  # fmt: skip
def test_what_is_said_of_one_line_is_none_of_the_others(question: str, pays: str) -> None:
    """A copay alone, or no deductible, is the line's of which it is said."""
    assert _pays(question + END) == pays


def test_members_amounts_are_added_for_the_family() -> None:
    """What each member has paid makes what the family has used, before or behind the names."""
    plan = "Our shared family deductible is 3,000. {} Allowed 1,000 for my block, then 20%, no copay."
    assert _pays(plan.format("So far I've paid 700, my wife 1,200 and our son 600.") + END) == "600.00"
    assert _pays(plan.format("Paid so far: 700 mine, 1,200 wife, 600 son.") + END) == "600.00"


def test_a_share_beyond_the_limit_is_no_share_of_now() -> None:
    """What the plan pays once the limit of the year is met leaves the percentage as it is."""
    plan = "Allowed 1,000, deductible met, I pay 20%. Out-of-pocket limit has 150 left, {}."
    assert _pays(plan.format("once that limit is met the plan pays 100%") + END) == "150.00"
    assert _pays(plan.format("and the plan pays 100% after that") + END) == "150.00"


def test_a_bill_that_says_the_amount_worked_out_leaves_nothing_open() -> None:
    """An amount that is the outcome itself is not asked after; another one is."""
    plan = "Allowed 1,000, deductible met, 20%, no copay. I'm being asked for {}."
    assert _pays(plan.format("$200.00") + END) == "200.00"
    assert _pays(plan.format("$260.00") + END) is None


@pytest.mark.parametrize(
    "question",
    [
        "My doctor is out of network on one website and in network on another. Allowed 1,000. In-network 20%, OON 40%.",
        "Medicare with a supplement that pays the 20% if I meet its own 100 deductible. B ded met. Approved 500.",
        "Medigap pays the 20% but I'm not sure about the Part B deductible, I have 120 of it left. Approved 600.",
        "Uninsured. Price 2,000. They take 20% off, or 30% off if I pay today.",
        "No insurance. Price 2,000, 20% off for cash and 10% more off if I join their membership.",
        "No insurance. Price 2,000, 20% off for cash and another discount if I pay today, which I will.",
        "Self pay: doctor 500, facility 800. Clinic gives 10% off, the facility does not. Total?",
        "Shared family deductible 3,000. I've met 400 and my husband says he met some. Allowed 1,000, then 20%.",
        "The EOB shows $1,240. Deductible met, I pay 20%.",
        "Most of my $2,000 deductible has been satisfied. Allowed 1,500, 20%.",
        "Ded met, coins 20%. 64493 allowed 410, 64494 allowed 205, 64495 allowed amount to be determined.",
    ],
)
def test_what_may_belong_elsewhere_is_asked_about(question: str) -> None:
    """Where it is open whose, of which line, or on what condition a number is, no amount is given."""
    assert _pays(question + " What do I pay?") is None


@pytest.mark.parametrize("unknown", ["an unknown amount", "(I don't know how much)", "TBD"])
def test_a_line_or_member_without_an_amount_is_asked_about(unknown: str) -> None:
    """Where one of several amounts is said not to be known, nothing is worked out of the others."""
    lines = "Facility allowed 1,200, surgeon allowed {}, drug allowed 90. Deductible met, 20%."
    members = "Our shared family deductible is 3,000. So far me 700, my wife {}. Allowed 1,000, then 20%, no copay."
    met = "OON deductible 1,500 with {} satisfied. Out of network, allowed 1,900, billed 1,900, I pay 50%."
    assert _pays(lines.format("400") + END) == "338.00"
    for question in (lines, members, met):
        assert _pays(question.format(unknown) + END) is None


@pytest.mark.parametrize("answer", ["met: blank", "YTD met: ?", "met: not returned"])
def test_a_label_without_its_answer_says_nothing_of_a_deductible(answer: str) -> None:
    """`Met` as the name of a field that nobody filled in is no deductible that is met."""
    said = cost_answer(f"Deductible 1750 ({answer}), coinsurance 30%, allowed 1,088.20. Patient share?")[0]
    assert not any(one.text.startswith("You pay") for one in said)


def test_of_two_prices_only_the_one_moved_to_holds() -> None:
    """A move from one place to another is no second visit: which price holds is asked."""
    told = "We move the ESI from the hospital (allowed 2,905) to the center (allowed 1,610). 350 deductible left, 20%."
    assert not any(one.text.startswith("You pay") for one in cost_answer(told)[0])
