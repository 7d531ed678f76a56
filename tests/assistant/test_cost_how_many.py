"""Cost questions whose price is one of several: counted where the message counts them, asked about where not."""

from __future__ import annotations

import pytest

from tests.support.costs import answer, asked, pays

MET = "Deductible met, 20%."


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Uninsured. The block is 900 for 4 nerves. Total?", "900.00"),
        ("No insurance. 500 per vial, 2 vials.", "1000.00"),
        ("No insurance. 150 for each nerve, 2 nerves. Total?", "300.00"),
        ("Uninsured. The block is 900 and 12 nerves. Total?", ["what 12 is"]),
        ("Uninsured. The block is 900 and the swab is $7. Total?", "907.00"),
        ("Uninsured. The block is 900 plus 5 for the bandage. Total?", ["what 5 is"]),
        ("I pay cash. The block is 750 and covers 3 levels. Total?", "750.00"),
        ("Self-pay, 640 for 5 trigger points. Total?", "640.00"),
        ("Uninsured. They quoted 1,500 for the 3 blocks. Total?", "1500.00"),
        ("Uninsured. 3 blocks, 1,500 altogether. Total?", "1500.00"),
        ("Uninsured. Block 900, 3 of them. Total?", ["how many"]),
        ("Uninsured. Two injections, 500. Total?", ["how many"]),
        ("Uninsured. Block 500, guidance 100. I'm getting two blocks. Total?", ["how many"]),
        ("Uninsured. The MRI is 500, and 3 shots. Total?", ["how many"]),
    ],
)
def test_a_count_is_no_price(text: str, amount: str | list[str]) -> None:
    """Without its sign a number below ten, or one before several things, is nothing that somebody pays."""
    assert answer(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (f"Two knees, allowed 700 each. {MET} What do I pay?", "280.00"),
        (f"Four joints, $525 allowed each. {MET} What do I pay?", "420.00"),
        (f"Two nerves, 1,500 allowed apiece. {MET} What do I pay?", "600.00"),
        (f"Every nerve is 525 allowed, four nerves. {MET} What do I pay?", "420.00"),
        (f"Allowed 525 a nerve, four nerves. {MET} What do I pay?", "420.00"),
        (f"Four nerves; allowed 525 for each nerve. {MET} What do I pay?", "420.00"),
        (f"Allowed 500 per injection. {MET} What do I pay per injection?", "100.00"),
        (f"Allowed 500 per injection. {MET} What do I pay for one injection?", "100.00"),
        (f"Allowed 500 each for the injections. {MET} What do I pay for each?", "100.00"),
        ("No insurance, two knees, $350 each. What do I pay?", "700.00"),
        ("No insurance. Each nerve is $150, three nerves. What do I pay?", "450.00"),
        ("No insurance. $350 per injection. What do I pay for each injection?", "350.00"),
        (f"Allowed 310/level, 2 levels. {MET} What do I pay?", "124.00"),
        (f"Per knee the allowed amount is 600. {MET} I'm doing both knees. Total?", "240.00"),
        (f"Allowed 500 twice a year. {MET} What do I pay for one?", "100.00"),
        ("Self-pay: per level it's 350, 3 levels. What do I owe?", "1050.00"),
        ("No insurance. 700 a month for 3 months. Total?", "2100.00"),
    ],
)
def test_a_price_of_each_is_taken_as_often_as_is_told(text: str, amount: str) -> None:
    """By the one number before several things, or once where one of them is asked after."""
    assert pays(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        f"Right and left hip, 700 allowed each. {MET} What do I pay?",
        f"Allowed 400 each in May, June and July. {MET} Total?",
        f"Allowed 500 per nerve. {MET} How much for all of them?",
        f"Allowed 500 per nerve. {MET} What do I pay for one ablation?",
        f"Allowed 500 per nerve. {MET} What do I pay per visit?",
        f"Two needles and four nerves, 300 allowed each. {MET} What do I pay?",
        f"Each injection is the same, 400 allowed. {MET} What do I pay?",
        "No insurance. $350 per nerve. Total for the ablation?",
        "No insurance. 350 per shot; one in May, one in June, one in July. Total?",
        "No insurance, right and left knee, each $350. What do I pay?",
        "Self-pay: $350 per level",
        f"Allowed $90/unit. {MET} Total?",
        f"Allowed: 200 (per nerve). {MET} Total?",
        "Uninsured, $80/unit. Total?",
        "No insurance, 220 every session. Total?",
        "No insurance. 15 per minute of anesthesia. Total?",
    ],
)
def test_a_price_of_each_without_a_number_is_asked_about(text: str) -> None:
    """It is never taken for the price of all."""
    assert "how many" in asked(text)
    assert answer(text) == ["how many"]


@pytest.mark.parametrize(
    "text",
    [
        f"Allowed 400, once now and once in fall. {MET} Total?",
        f"Allowed 400, one now and one in the fall. {MET} Total?",
        f"Allowed 400 in May, June and July. {MET} Total?",
        f"Allowed 400, now and again in the fall. {MET} Total?",
        f"Allowed $525 x 4. {MET} What do I pay?",
        f"Twice a year, allowed 1,000 each. {MET} Yearly total?",
        f"Every three months, allowed 1,000. {MET} What do I pay a year?",
        f"Quarterly, allowed 1,000. {MET} What do I pay a year?",
        "No insurance. The block is 400, once now and once in the fall. Total?",
        f"Allowed 500, June 3 and July 8. {MET} Total?",
        f"Allowed 500, repeated in March. {MET} Total?",
        f"Allowed 500 today and the same again in two weeks. {MET} Total?",
        f"Allowed 500. Doing it Monday and Thursday. {MET} Total?",
        f"Allowed 500, each spring. {MET} Total?",
        f"Allowed 500, monthly. {MET} What do I pay?",
        f"Allowed 500, yearly. {MET} What do I pay over three years?",
        "Uninsured, 500, twice a year. What do I pay per year?",
        "Copay 25, no deductible, I come in Mondays and Fridays. What do I pay a week?",
    ],
)
def test_what_is_done_again_is_asked_about(text: str) -> None:
    """How often in all is no number here, and one time is not all of them."""
    assert pays(text) is None


@pytest.mark.parametrize(
    "text",
    [
        f"Allowed 700 in total for both knees but I only need one. {MET} What do I pay?",
        "No insurance. 700 for both knees but I'm just getting one. What do I pay?",
        "No insurance. 700 for both knees, only one is being done. What do I pay?",
        f"Allowed 700 for both knees together but I'm having one knee. {MET} What do I pay?",
        f"Both hips are allowed at 900 together but I only need the left. {MET} What do I pay?",
        f"Allowed 900 for two shoulders in total. I'll do the right one only. {MET} What do I pay?",
        f"Allowed 900 together for L4 and L5, but L5 is off the table. {MET} What do I pay?",
        f"Two injections for 900 allowed together, one is cancelled. {MET} What do I pay?",
        "Self-pay. 900 for the set of three, I want one. What do I pay?",
        f"My plan approves 75 per 10 minutes. {MET} What do I pay?",
        f"First side allowed 1200, second side at 50%. {MET} What do I pay?",
        f"First level allowed 1,200. Second level allowed 600 at half? no - 600 already reduced. {MET} What do I pay?",
    ],
)
def test_a_part_of_what_is_priced_is_asked_about(text: str) -> None:
    """One of two that have one price, and a share of a line that no line has taken."""
    assert pays(text) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("My deductible left was 500 in January and I've paid 100 since.", ["deductible_left"]),
        ("500 was left on my deductible in January.", ["deductible_left"]),
        ("Deductible left is 500 but 400 of it will be used by my MRI first.", ["deductible_left"]),
        ("Deductible 2,000, 500 of it left but 400 will be used by my MRI first.", ["deductible_left"]),
        ("I've met 1,500 of my deductible and have 500 left.", "600.00"),
        ("500 left on my deductible, 1,500 met so far.", "600.00"),
        ("My deductible of 2,000 has 500 left, 1,500 paid.", "600.00"),
        ("My deductible had 500 left in January.", ["deductible_left"]),
        ("I had 500 left on my deductible before the MRI.", ["deductible_left"]),
        ("In May the portal showed 500 left on my deductible.", ["deductible_left"]),
        ("500 was what I had left on the deductible until the ER bill.", ["deductible_left"]),
        ("500 left on my deductible, it's less now.", ["what “less now” means for the amount"]),
        ("My deductible left is 500 and that has changed.", ["what “has changed” means for the amount"]),
    ],
)
def test_what_was_left_and_has_changed_is_asked_about(text: str, amount: str | list[str]) -> None:
    """What is told to be left holds unless something is used of it later."""
    assert answer(f"{text} Allowed 1,000, 20%. What do I pay?") == amount


def test_a_copay_of_each_payee_is_asked_about() -> None:
    """Who each of them is stays open; a visit's own copay is taken once."""
    assert answer("No deductible, copay $30 each for the doctor and the facility. What do I pay?") == ["copay"]
    assert answer(f"Copay $30 each for the doctor and the facility, on top of 20%. Allowed 500, {MET} Total?") == [
        "copay"
    ]
    assert pays("No deductible, copay $30 each visit. What is my visit?") == "30.00"


@pytest.mark.parametrize(
    "words",
    [
        "both the doctor and the facility take a $30 copay",
        "copay $30 per provider, two providers",
        "I owe a $30 copay to the doctor and another to the facility",
        "copay of $30 for the surgeon, same for the facility",
        "the hospital takes a $30 copay and so does the surgeon",
        "two $30 copays",
        "$30 copay to doctor and facility",
        "the doctor and the clinic charge a $30 copay",
    ],
)
def test_a_copay_of_several_payees_is_asked_about(words: str) -> None:
    """However they are named, one copay is not all that is due."""
    assert answer(f"No deductible; {words}. Total?") == ["copay"]
