"""What a plan does not cover beside what it does: the price that the patient has agreed to, and cover that is open."""

from __future__ import annotations

import pytest

from tests.support.costs import answer, asked, pays

PLAN = "In network, procedure allowed at $1,000, deductible met, 20% coinsurance, no copay."


@pytest.mark.parametrize(
    "item",
    [
        "A supply item is excluded by the policy, and I agreed in writing to pay the practice's $65 price in full.",
        "The kit isn't covered; I signed a waiver to pay $65 for it.",
        "The plan won't pay for the brace; the clinic charges $65 for it.",
        "They don't cover the dye, that's $65 out of pocket.",
        "The steroid is excluded from my plan and the clinic sells it to me for $65.",
        "A supply tray priced at $65 is a plan exclusion, patient signed the notice of non-coverage.",
        "The plan doesn't pay a cent for the tray, and I've promised to pay the $65.",
    ],
)
def test_the_price_agreed_for_what_is_not_covered_is_added(item: str) -> None:
    """All of it is the patient's, beside the share of what is covered."""
    assert pays(f"{PLAN} {item} What do I pay overall?") == "265.00"


def test_lines_named_before_they_are_told_are_not_asked_for() -> None:
    """A heading of one covered and one excluded line is no third line."""
    text = "One covered line and one excluded line. Covered: allowed $700, deductible met, 20%. Excluded: a tray, $65."
    assert pays(f"{text} What does the member pay?") == "205.00"


@pytest.mark.parametrize(
    "item",
    [
        "The brace isn't covered, I'd pay for it myself.",
        "The kit isn't covered and I have $65 in my wallet.",
        "The dye may not be covered; it's $65.",
        "If the kit isn't covered I pay $65.",
        "The facility fee comes on top.",
    ],
)
def test_without_a_price_or_with_cover_open_it_is_asked(item: str) -> None:
    """No price, what is in the purse, and cover that may be are no amounts."""
    assert isinstance(answer(f"{PLAN} {item} Total?"), list)


def test_lines_that_are_each_paid_are_covered() -> None:
    """Each paid separately: the plan pays of each, and one deductible goes through all."""
    lines = "facet injection allowed 488.10, second level 121.90, contrast agent 30.00, each paid separately"
    assert pays(f"In network, {lines}. Deductible left 140, then 30%, no copay. Total?") == "290.00"


def test_one_of_several_that_is_asked_about_has_its_own_price() -> None:
    """The last of three has one price; of all of them the prices are asked for."""
    text = (
        "I get the last of my three shots. This one's allowed amount: $380. In network, deductible met, 30%, no copay."
    )
    assert pays(f"{text} What should I bring?") == "114.00"
    assert asked(f"{text} What do I pay for all three in total?") == ["allowed (second date)"]


def test_a_medigap_plan_may_leave_the_deductible() -> None:
    """Everything Part B leaves except its deductible: that is the patient's."""
    text = (
        "Regular Medicare and a Medigap Plan G, which pays everything Part B leaves over except the Part B deductible."
    )
    assert pays(f"{text} $118 of that deductible left. Approved amount $1,046. What should she bring?") == "118.00"
