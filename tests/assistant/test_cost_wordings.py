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


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$100 of her Part B deductible not yet used.", "240.00"),
        ("There's $100 of deductible I haven't used up.", "240.00"),
        ("A $100 chunk of deductible is not yet met.", "240.00"),
        ("The full $100 deductible is still ahead of him.", "240.00"),
        ("HSA plan with a 1,000 individual ded, 900 credited so far.", "240.00"),
        ("Deductible still open stands at 100.", "240.00"),
        ("Before the first claim the deductible remaining was at 100.", "240.00"),
        ("Last spring the deductible remaining was at 100.", ["deductible_left"]),
    ],
)
def test_what_is_left_of_a_deductible_in_more_words(text: str, amount: str | list[str]) -> None:
    """An unused part and a whole that lies ahead are left; what was left at another time is asked about."""
    assert answer(f"{text} Allowed 800, coins 20%. What is due?") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("once I'm through the deductible, which happened back in April", "160.00"),
        ("once I'm past the deductible, and that happened in March", "160.00"),
        ("once the deductible is met, as it has been since June", "160.00"),
        ("once I get through the deductible, which is already the case", "160.00"),
        ("once I get through the deductible, which hasn't happened yet", ["deductible_left"]),
        ("once I'm through the deductible, which should happen in March", ["deductible_left"]),
    ],
)
def test_a_condition_that_is_said_to_have_come_is_a_state(text: str, amount: str | list[str]) -> None:
    """The deductible is met where what the share waits for is told to have happened."""
    assert answer(f"They allow 800. The plan pays 80% {text}. What do I owe?") == amount


@pytest.mark.parametrize(("which", "amount"), [("claim 2 alone", "420.00"), ("claim 1", "700.00"), ("both", "1120.00")])
def test_one_of_numbered_claims_is_singled_out(which: str, amount: str) -> None:
    """The number of a claim is no amount, and names the one that is asked about."""
    text = "Claim 1, March, allowed 700.00. Claim 2, June, allowed 900.00. Before claim 1 the deductible remaining "
    assert (
        answer(f"{text}stood at 1,000.00, then 20%. Same plan year. What is the member's share of {which}?") == amount
    )


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("out-of-pocket max of which 150 remains", "150.00"),
        ("150 before he maxes out", "150.00"),
        ("she maxes out after 150 more", "150.00"),
        ("I hit my out-of-pocket max after another $150", "150.00"),
        ("OOP room 150", "150.00"),
        ("OOP headroom 150", "150.00"),
        ("150.00 is all that separates her from the out-of-pocket maximum", "150.00"),
        ("deductible and coinsurance both accumulate to the out-of-pocket maximum, 150 left", "150.00"),
        ("I hit my out-of-pocket max once I pay this one", ["oop_used"]),
    ],
)
def test_what_is_left_of_a_limit_in_more_words(text: str, amount: str | list[str]) -> None:
    """Room under the limit ends the share; a limit that will only be reached later is not reached."""
    assert answer(f"Deductible met, allowed 1,000, coins 20%, {text}. What is due?") == amount


@pytest.mark.parametrize(
    "text",
    [
        "Remit has every line allowed: injection 450, fluoro guidance 100, contrast 50.",
        "Each line is allowed: injection 450, fluoroscopy 100, dye 50.",
        "Allowed by line: injection 450, guidance 100, contrast 50.",
        "The plan approved the lines as follows: block 450, fluoro 100, dye 50.",
        "Repriced lines: nerve block 450, imaging guidance 100, contrast 50.",
        "Allowed 450 for the block, the fluoro is billed at 150 on top, which the plan also allows in full.",
        "Block allowed at 450. Contrast billed 150, allowed in full.",
        "The block is priced by the insurance at 600 dollars even.",
        "It was valued by my plan at 600.",
    ],
)
def test_prices_that_the_plan_allows_however_they_are_listed(text: str) -> None:
    """The lines of a headed list, a charge allowed whole and a price set by the plan are all allowed amounts."""
    assert answer(f"{text} Deductible met, coins 20%. What is my total?") == "120.00"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (
            "My plan year is the calendar year. Three shots, April through June, each has an agreed rate of 500.",
            "600.00",
        ),
        ("Three shots, November through January, calendar-year plan, each allowed at 500.", ["plan_year_ends"]),
        ("Three shots, November to January, each allowed at 500.", ["plan_year_ends"]),
    ],
)
def test_months_that_go_over_the_new_year_need_the_plan_year(text: str, amount: str | list[str]) -> None:
    """Months of one calendar year need no turn of the plan year; those of two do."""
    found = answer(f"{text} Deductible left 375, oop left 5,000, 20%. What do all three cost me together?")
    assert (found if isinstance(found, str) else found[:1]) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("My card just says specialist visit $45 copay. What am I handing over when I see the pain doctor?", "45.00"),
        ("My plan has a 45 dollar copay for specialist visits. What will I pay at my appointment?", "45.00"),
        ("Specialist copay $45. What do I owe for my injection?", ["allowed", "deductible_left", "coinsurance"]),
        (
            "Visit allowed 38.40, copay $50, no deductible or coinsurance, copay or allowed, whichever is lower. Due?",
            "38.40",
        ),
        (
            "Visit allowed 138.40, copay $50, no deductible or coinsurance, copay or allowed, whichever is less. Due?",
            "50.00",
        ),
    ],
)
def test_a_visit_s_copay_is_all_that_is_due_of_it(text: str, amount: str | list[str]) -> None:
    """A copay of a visit alone is the answer, up to the allowed amount; not where something else is done."""
    found = answer(text)
    assert (found if isinstance(found, str) else [name for name in found if name != "copay_order"]) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Allowed 600, second side at 50%.", ["what 50 % is taken of"]),
        ("Allowed 900 in total, second side at 50%.", ["what 50 % is taken of"]),
        ("Ablation on both sides, allowed 900 for the whole thing.", "180.00"),
    ],
)
def test_a_price_of_both_sides_or_a_share_of_one(text: str, amount: str | list[str]) -> None:
    """What a share of a second side is taken of is asked; one price for the whole procedure is that of both sides."""
    assert answer(f"{text} Deductible met, coins 20%. What is due?") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("I have 85 of deductible to finish, 20%, allowed 1,085.", "285.00"),
        ("Deductible met, 20%, it's 800 w/ insurance.", "160.00"),
        ("Deductible met, 20%, the cost with insurance is 800.", "160.00"),
        ("I'm in the coinsurance phase, 20%, chg 1,850 / allowed 800.", "160.00"),
        ("There's a $95 copay for injections and nothing more, allowed 640.", "95.00"),
        ("The plan pays 100% of allowed after a $175 copay; deductible waived. Allowed 3,110.", "175.00"),
    ],
)
def test_short_and_everyday_words_of_a_plan(text: str, amount: str) -> None:
    """What is left to pay, a price with insurance and a copay that is all are read in everyday words."""
    assert answer(f"In network. {text} What do I owe?") == amount
