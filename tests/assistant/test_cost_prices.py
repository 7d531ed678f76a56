"""Prices in cost questions: of who pays alone, less a discount, listed, or of what is not covered."""

from __future__ import annotations

import pytest

from tests.support.costs import answer, asked, pays

MET = "Deductible met, 20%."


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Uninsured. 600 for the shot with guidance included, plus 80 for the visit. What do I pay?", "680.00"),
        ("No insurance. The block is 500 and two trigger point injections are 80 each. Total?", "660.00"),
        ("I pay cash. The scan is 475 and the reading another 90. Total?", "565.00"),
        ("Uninsured. A package of 4 sessions for 360. What do I pay?", "360.00"),
        ("Uninsured. 6 sessions at $90. What do I pay?", ["how many"]),
        ("Uninsured. The block is 500, I paid 100 already. What do I owe?", ["what 500 is", "what 100 is", "billed"]),
        (
            "No insurance. They quoted 1,800 but the surgery center is billed separately. What do I owe?",
            ["what “billed separately” means for the amount"],
        ),
        ("Self-pay: total 900 (600 facility, 300 doctor). What do I pay?", "900.00"),
        ("The self-pay quote is 2,000: 1,500 for the surgeon and 500 for anesthesia. Total?", "2000.00"),
        ("Uninsured, the list price is 500 but the cash price is 250. What do I pay?", "250.00"),
        ("We're uninsured. Option A is 900 and option B is 1,200. What do I pay?", ["which price"]),
        ("No insurance. Each injection is 400 and I'm getting three. Total?", "1200.00"),
        ("No insurance. First shot is 400, the other two 300 each. Total?", "1000.00"),
        ("Uninsured: injection 950, fluoroscopy not priced yet. Total?", ["billed (fluoroscopy)"]),
        ("Self pay. 700 for the shot and 450 for the room, less a 150 discount. What do I owe?", "1000.00"),
        ("Uninsured. 600 for the room and 900 all in. What do I pay?", ["which price"]),
        ("Uninsured. First shot is 400, the rest 300 each. 3 shots. Total?", ["how many"]),
    ],
)
def test_prices_of_who_pays_alone_are_added(text: str, amount: str | list[str]) -> None:
    """Each price counts once, or once for each; what is open or included is no price."""
    assert answer(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("No insurance. The MRI is 650 and they take 15% off that. The reading is 120. Total?", "672.50"),
        ("No insurance. The MRI is 650 and 15% off. The reading is 120, no discount on it. Total?", "672.50"),
        ("No insurance. The block is 500 and the visit is 100, 10% off the block. Total?", "550.00"),
        ("No insurance. The block is 500 and the visit is 100. They take 10% off everything. Total?", "540.00"),
        ("No insurance. 3 shots at 400 each. The third is 10% off. Total?", ["what “% off” means for the amount"]),
        (
            "No insurance. The block is 500 and the visit is 100, with 10% off. Total?",
            ["what “% off” means for the amount"],
        ),
        (
            "No insurance. The block is 500 and the visit is 100. They take 10% off that. Total?",
            ["what “take 10% off” means for the amount"],
        ),
    ],
)
def test_a_discount_is_taken_off_what_it_is_said_of(text: str, amount: str | list[str]) -> None:
    """A share is taken off one price, or all but those it is denied of; where that is open it is asked."""
    assert answer(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Uninsured. They quoted 1,250, 20% off if paid today. I'm paying today.", "1000.00"),
        ("Uninsured. They quoted 1,250, 20% off if paid today. What do I owe if I pay today?", "1000.00"),
        ("Uninsured. They quoted 1,250, 200 off if I pay today, which I will. What do I owe?", "1050.00"),
        ("Uninsured. The quote is 2,000 with 15% off if she pays up front (she will). What is due?", "1700.00"),
        ("No insurance. Clinic says 700 for the shot and 20% off since I'm paying today. What do I owe?", "560.00"),
        ("Uninsured. They quoted 1,250, 20% off if I pay it in cash. What do I owe?", "1000.00"),
        (
            "Uninsured. They quoted 1,250, 20% off if I pay today, which I can't. What do I owe?",
            ["what “% off” means for the amount"],
        ),
        (
            "Uninsured. They quoted 1,250, 20% off if I pay today, which I will not. What do I owe?",
            ["what “% off” means for the amount"],
        ),
        (
            "Uninsured. They quoted 1,250, 20% off if I pay today. Tell me what I will pay.",
            ["what “% off” means for the amount"],
        ),
        (
            "Uninsured. They want 500 and take 20% off if I pay that day, but I will pay next month. Total?",
            ["what “take 20% off” means for the amount"],
        ),
        (
            "Uninsured. The block is 500, 10% off if I book online, and I will pay cash. What do I pay?",
            ["what “% off” means for the amount"],
        ),
        (
            "Uninsured. They charge 800 and give a 25% discount only to veterans. What will I owe?",
            ["what “discount” means for the amount"],
        ),
    ],
)
def test_a_discount_on_a_condition_holds_where_that_is_kept(text: str, amount: str | list[str]) -> None:
    """What is taken off only if something is done is taken off where somebody says that it is, or asks about it."""
    assert answer(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (f"They charge 3,000, the network discount is 1,000. {MET} What do I owe?", "400.00"),
        (f"Charges 1,840.00, insurance adjustment -690.00. {MET} What do I owe?", "230.00"),
        (f"They bill 5,000 with a 50% plan discount. {MET} What do I owe?", "500.00"),
        (f"They bill 2,400, the contractual write-off is 900. {MET} What do I owe?", "300.00"),
        (f"They charge 900, the insurance discount brings it down to 300. {MET} What do I owe?", "60.00"),
        (
            f"They charge 900, with a 300 plan adjustment for charity. {MET} What do I owe?",
            ["what 300 is", "what “charity” means for the amount", "what “adjustment” means for the amount", "allowed"],
        ),
        (
            f"They charge 3,000 and give a 1,000 discount. {MET} What do I owe?",
            ["what 1000 is", "what “discount” means for the amount", "allowed"],
        ),
        (
            f"They charge 2,000, the insurance discount is 900. {MET} Out of network. What do I owe?",
            ["what 900 is", "what “discount” means for the amount", "allowed"],
        ),
        (
            f"Billed 3,000, plan discount 1,800, allowed 1,100. {MET} What do I owe?",
            ["what 1800 is", "what “discount” means for the amount"],
        ),
    ],
)
def test_a_charge_less_the_plans_discount_is_the_allowed_amount(text: str, amount: str | list[str]) -> None:
    """Only where the discount is the plan's, and fits what else is told."""
    assert answer(text) == amount


def test_a_list_price_is_no_allowed_amount() -> None:
    """Beside a copay alone it changes nothing; without an allowed amount that one is asked for."""
    copay = "Flat $150 copay, no deductible. In network."
    assert pays(f"{copay} The hospital lists the scan at $2,980. What do I owe?") == "150.00"
    assert pays(f"{copay} The contrast isn't covered and costs 75. What do I owe?") == "225.00"
    assert asked(f"The list price for the scan is 2,000. {MET} What do I owe?") == ["allowed"]


def test_all_of_a_list_that_is_the_patients_is_not_covered() -> None:
    """Words that head it, not words behind or apart from it."""
    assert pays("Denied, so it's all on me: 850 for the shot plus 150 for the guidance. What do I pay?") == "1000.00"
    assert answer("Denied, so it's all on me: 850 for the shot. Anesthesia is 200. What do I pay?") == [
        "covered (anesthesia)",
        "allowed",
        "deductible_left",
        "coinsurance",
    ]


def test_a_price_told_in_the_next_sentence_is_of_what_is_not_covered() -> None:
    """Where that goes on about it and names nothing else."""
    text = f"Allowed 1,100. {MET} Sedation isn't a covered service; they charge 175 for it. What do I owe?"
    assert pays(text) == "395.00"
    assert answer(f"Allowed 1,100. {MET} Sedation isn't covered. They charge 175 for the scan. What do I owe?") == [
        "billed (sedation)",
        "billed",
    ]
