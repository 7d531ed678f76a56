"""Several charges in a cost question: in lists, per unit, beside a visit's copay, not covered, billed beyond."""

from __future__ import annotations

import pytest

from tests.support.costs import answer, asked, pays

MET = "Deductible met, 20%. "


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Allowed is 600 for L4 and 300 for L5", "180.00"),
        ("They allow $740 for the primary and $210 for the add-on", "190.00"),
        ("740 for the primary and 210 for the add-on are the allowed amounts", "190.00"),
        ("Allowed 600 for the first level plus 300 for the second", "180.00"),
        ("Allowed 600 plus 300 for the add-on", "180.00"),
        ("Allowed amounts: injection 610, fluoroscopy 140, drug 50. All covered", "160.00"),
        ("Facility 1,100, physician 350, sedation 250 - those are all allowed amounts", "340.00"),
        ("First level allowed 600, second level 95", "139.00"),
        ("Allowed 900 for the block and 20 for gas", "180.00"),
        ("The doctor's fee 500 allowed, the facility fee is 1,200 allowed", "340.00"),
    ],
)
def test_a_list_of_charges_has_one_term(words: str, amount: str | None) -> None:
    """What stands in a list beside an allowed amount, or under its heading, is one too; a small number is not lost."""
    assert pays(f"{MET}{words}. What is the total?") == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("It isn't covered, 795 per knee, I'm having both knees done", "1590.00"),
        ("PRP isn't covered, $600 a session, 3 sessions", "1800.00"),
        ("Self-pay: $350 per level, 2 levels", "700.00"),
        ("Self-pay: $350 per level", ["how many"]),
        ("Self pay 600 for the right and 500 for the left", "1100.00"),
    ],
)
def test_a_price_per_unit_is_paid_for_each(words: str, amount: str | list[str]) -> None:
    """As often as the message says that there is one of it; without a number it is asked about."""
    assert answer(f"{words}. What do I owe?") == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Office visit, copay $40. Same day an x-ray, allowed at $95. How much for both?", "59.00"),
        ("Office visit with a $40 copay and that day an injection allowed at 600. What for the whole day?", "160.00"),
        ("Office visits have a $40 copay. Injection allowed at 600. What do I pay for the injection?", ["copay_order"]),
        ("Office visit $40 copay (allowed 120). Total?", ["copay_order"]),
    ],
)
def test_a_visit_s_copay_comes_besides_what_is_done_that_day(words: str, amount: str | list[str]) -> None:
    """Where the visit takes place; a plan's copay for visits alone is not added to another service."""
    assert answer(f"{MET}{words}") == amount


def test_a_deductible_that_visits_are_free_of_holds_for_what_is_done() -> None:
    """What is said of visits is kept to the visit."""
    text = "Office visit, copay $40, same day an injection allowed at 600. Deductible 500, none met, 20%. Both?"
    assert pays(f"No deductible for visits. {text}") == "560.00"


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("12 therapy visits, $35 copay each time, no deductible. What is the total?", "420.00"),
        ("Specialist copay 50, no deductible and no coinsurance. The visit is billed at 310. My share?", "50.00"),
        ("My copay is $150, no coinsurance or deductible, allowed 1,900. What do I owe?", "150.00"),
        ("Covered in full after a $75 copay, allowed 990. What do I owe?", "75.00"),
        ("No deductible, copay $40, coinsurance 20%. What do I owe?", ["copay_order", "allowed"]),
        ("No deductible, coinsurance 20%, allowed 500. What do I owe?", "100.00"),
        ("3 visits, $35 copay, no deductible, no coinsurance. What do I owe?", ["copay"]),
        ("My copay is $40 and my deductible is met. What do I owe?", ["copay_order", "allowed", "coinsurance"]),
    ],
)  # fmt: skip
def test_a_copay_alone_is_what_is_due(words: str, amount: str | list[str]) -> None:
    """Where neither deductible nor share applies; once for each visit only where that is said."""
    assert answer(words) == amount


@pytest.mark.parametrize(
    "words",
    [
        "The sedation isn't covered and costs $325", "The sedation isn't covered and would be 325",
        "The sedation isn't covered. It's 325", "Sedation (325 dollars) is not covered by my plan",
        "The drug at 325 is excluded", "I also have to pay 325 for anesthesia because it's not covered",
        "PRP is $325 and my plan excludes it", "Insurance won't pay for PRP, that's 325",
    ],
)  # fmt: skip
def test_a_price_goes_with_what_is_not_covered(words: str) -> None:
    """A part of the sentence that begins with its verb, or with "it", goes on about what stands before it."""
    assert pays(f"The block is allowed at $1,000. {words}. Deductible met. I pay 20%. What is the total?") == "525.00"


@pytest.mark.parametrize(
    "words",
    [
        "They bill me whatever the plan doesn't allow", "I'm on the hook for anything above that",
        "The difference between his charge and the allowed amount is mine",
        "They'll come after me for anything over the allowed amount", "The balance gets billed to me",
    ],
)  # fmt: skip
def test_what_is_billed_beyond_the_plan_needs_the_charge(words: str) -> None:
    """Out of network it is asked for; with the charge it is added."""
    text = f"Out of network, allowed 1,000, I pay 40%, deductible met. {words}."
    assert asked(f"{text} What is my total?") == ["billed"]
    assert pays(f"{text} They charge 1,600. What is my total?") == "1000.00"


def test_a_visit_that_cannot_be_told_apart_is_asked_about() -> None:
    """Each may be meant by "this one"; their sum never is."""
    text = "Deductible 500, nothing met, 20%. Block allowed 1,500 this week, and a scan last week allowed 2,000."
    assert asked(f"{text} What do I owe for this one?") == ["which visit"]


def test_what_is_told_of_one_line_is_no_question_after_it() -> None:
    """A sentence with "I pay" in it asks for nothing where a question stands."""
    text = "Deductible met, I pay 20%, the plan allows 900 for the scan and 140 for the contrast."
    assert pays(f"{text} Total?") == "208.00"
