"""What of a cost question must not be taken for an amount, and what its parts are taken of."""

from __future__ import annotations

import pytest

from tests.support.costs import answer


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Deductible remaining is 400 but this benefit isn't subject to the deductible.", "220.00"),
        ("I have 400 left on my deductible, though the deductible is waived for this.", "220.00"),
        ("Deductible left 400. Injections bypass the deductible.", "220.00"),
        ("Deductible left 400.", "540.00"),
        ("Deductible 500 not sure how much is left.", ["deductible_left"]),
        ("Ded 500, unknown amount met.", ["deductible_left"]),
        ("Our family deductible has $300 left, hers has $500 left.", "460.00"),
    ],
)
def test_which_deductible_holds_for_what_is_done(text: str, amount: str | list[str]) -> None:
    """One that does not apply takes nothing whatever is left; how much is left is asked for where it is not known."""
    assert answer(f"{text} Coins 20%, allowed 1,100. What's due?") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("20% of $900.", "180.00"),
        ("They pay 80% of $900.", "180.00"),
        ("Allowed 940, copayment 50 per visit, applied before coinsurance and reducing the base; 10%.", "139.00"),
        ("Coinsurance 20 percent, subject to a per-procedure maximum of $150. Allowed 1,000.", "150.00"),
        (
            "$40 copay is just for the office visit, the injection is 10% of the 330 allowed. Both today, in total.",
            "73.00",
        ),
    ],
)
def test_what_a_share_is_taken_of(text: str, amount: str) -> None:
    """The amount behind a share, what a copay leaves, and the most that a share comes to."""
    assert answer(f"Deductible met. {text} What do I owe?") == amount


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("I pay 20% once I've met the deductible, which is in March usually. Allowed 800.", "deductible_left"),
        ("20% after I'm through the deductible, which was done last year but it reset. Allowed 800.", "plan_year_ends"),
        ("Deductible met, no copay listed because the page won't load, 20%, allowed 800.", "copay"),
        ("Ded met, 20%. Block allowed 500, contrast billed 90, not allowed in full.", "covered (contrast)"),
        ("First side 500 allowed, second side at 50% coinsurance. Ded met, first side 20%.", "what 50 % is taken of"),
        ("Deductible met. I pay 20% of $900 and the doctor's charge above that, he's out of network.", "billed"),
        ("Specialist copay $45 and they'll do x-rays at the visit.", "copay_order"),
        ("Cash price is $480, no insurance involved. Two shots, what do I pay for both?", "how many"),
    ],
)
def test_a_word_that_turns_it_is_asked_about(text: str, asks: str) -> None:
    """A usual month, a reset, a reason, a denial, a charge above or something more leaves no amount standing."""
    assert asks in answer(f"{text} What do I owe?")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,000 allowed, 80/20, 900 ded met of 1,000 ded.", "280.00"),
        ("2,150 negotiated, $150 still to meet, then my 30%.", "750.00"),
        ("Out of network, allowed 700, ded met, 40%. They won't bill me for anything above 700.", "280.00"),
        ("Uninsured, the two injections are $480 together.", "480.00"),
    ],
)
def test_parts_and_wholes_in_short(text: str, amount: str) -> None:
    """A part met of a whole, what is still to meet, and a price that is all."""
    assert answer(f"{text} What do I owe?") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Injection allowed 400 today, 400 in three weeks. What do I pay in total?", "560.00"),
        ("Injection allowed 400 today, 400 in three weeks. What's the second one going to cost me?", "160.00"),
        ("Blocks allowed: 400 now, 400 next month. What will I owe for the later one?", "160.00"),
        ("Injection allowed 400 today, 400 in three weeks. What do I pay today?", "400.00"),
        ("Injection allowed 400 today, 400 in three weeks. What do I pay in three weeks?", "160.00"),
        ("Blocks allowed: 400 now, 400 next month. What will I owe for the earlier one?", "400.00"),
    ],
)
def test_equal_amounts_of_two_times_are_two_visits(text: str, amount: str) -> None:
    """An amount that comes again with another time is no repetition, and either one may be asked about."""
    assert answer(f"Ded 500 left, 20%. {text}") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Coins 20% in the office or 40% at the hospital. It'll be at the hospital.", "360.00"),
        ("Coins 20% in the office or 40% at the hospital. It'll be in the office.", "180.00"),
        ("Coins 20% in the office or 40% at the hospital.", ["coinsurance"]),
        ("20%. OOP max reached, but there's a separate limit here.", ["what “separate limit” means for the amount"]),
    ],
)
def test_a_share_by_place_and_a_separate_limit(text: str, amount: str | list[str]) -> None:
    """The place that is said settles which share holds; a limit of its own is asked about."""
    assert answer(f"Allowed 900, ded met. {text} What do I owe?") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("I've paid 300 of 1,000. Allowed 850, 20% after the deductible.", "730.00"),
        ("I've paid 300 of the 1,000 bill. Allowed 850, 20% after the deductible.", ["what 300 is", "deductible_left"]),
        ("The deductible (which is 350) is half used. The price is 700 with insurance, then 20%.", "280.00"),
        ("Allowed 900. 10% for in network, 30% for out. Ded met. The clinic is in network.", "90.00"),
        ("The allowed for one side is 500, I'm doing both. Ded met, 20%.", "200.00"),
        ("Two shots allowed 400 each. First one already done and paid. Ded met, 20%.", ["which visit"]),
    ],
)
def test_parts_of_a_plan_whose_name_is_elsewhere(text: str, amount: str | list[str]) -> None:
    """A part met, a network or a side that stands apart from its name; one of two that is done is asked about."""
    assert answer(f"{text} What do I owe in total?") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("For Feb: allowed 500, Mar: allowed 500. Ded left 650, 20% after. What's March going to be for me?", "220.00"),
        ("For Feb: allowed 500, Mar: allowed 500. Ded left 650, 20% after. What will February cost me?", "500.00"),
        ("Claim has three lines: 412.33, 87.21 and 55.46, all allowed. Ded met; 25%. What is due?", "138.75"),
        ("Every line allowed: injection 0.03, guidance 0.03, contrast 0.03. Ded met, 20%. What is my total?", "0.02"),
        ("1,400 allowed. Deductible $400 (not met at all). Coinsurance 20%. What is due?", "600.00"),
        ("Ded met, 20%, allowed 640. I also have a health reimbursement account. What do I owe?",
         ["what “health reimbursement” means for the amount"]),
    ],
)  # fmt: skip
def test_months_lines_and_parentheses(text: str, amount: str | list[str]) -> None:
    """A month asked about by its name, lines of one claim rounded as one, and what stands in parentheses."""
    assert answer(text) == amount
