"""What a cost question says of deductible and limit: whose they are, what is left, used, met or not known."""

from __future__ import annotations

import pytest

from assistant.say_cost import cost_answer
from tests.support.costs import answer, asked, pays


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("None of my $1,000 deductible has been met, then 10%. They allow $1,200.", "1020.00"),
        ("My $1,000 deductible is met, then 10%. They allow $1,200.", "120.00"),
        ("Some of my $1,000 deductible has been met, then 10%. They allow $1,200.", ["deductible", "deductible_left"]),
        ("Once my $1,000 deductible is met I pay 10%. They allow $1,200.", ["deductible_left"]),
        ("She has a $1,500 deductible, which she's met. 10% coinsurance. Allowed: 1,300.", "130.00"),
        ("She has a $1,500 deductible, which she hasn't met. 10% coinsurance. Allowed: 1,300.", ["deductible_left"]),
        ("Deductible 1,000, 400 met. Allowed 1,500, coins 20%.", "780.00"),
        ("Deductible 1,000, met to date 400. Allowed 1,500, coins 20%.", "780.00"),
        ("B deductible has been paid, part B, approved 1,500.", "300.00"),
        ("Deductible nearly met. Allowed 1,500, coins 20%.", ["deductible_left"]),
        ("I think my deductible is met. Allowed 1,500, coins 20%.", ["deductible_left"]),
        ("My deductible should be met by then. Allowed 1,500, coins 20%.", ["deductible_left"]),
        ("No deductible met, it's a 1,000 deductible. Allowed 1,500, coins 20%.", "1100.00"),
        ("I'll hit my deductible with this one. Allowed 1,500, coins 20%.", ["deductible_left"]),
        ("Paid the deductible partly. Allowed 1,500, coins 20%.", ["deductible_left"]),
        ("My deductible is 1,000. Once it is met I pay 20%. Allowed 1,500.", ["deductible_left"]),
        ("Deductible 1,000, don't know how much of it is met. Allowed 1,500, coins 20%.", ["deductible_left"]),
        ("We've hit our deductible. Allowed 1,500, coins 20%.", "300.00"),
        ("Deductible 1,000. I haven't used any of it. Allowed 1,500, coins 20%.", "1100.00"),
        ("Deductible 1,000, don't know if I've used any of it. Allowed 1,500, coins 20%.", ["deductible_left"]),
        ("Mom has part B and paid her deductible, approved 1,500.", "300.00"),
        ("Copay 0 ded 500 met 100 coins 20 allowed 1,500.", "620.00"),
        ("Ded met last year. Allowed 1,500, coins 20%.", ["deductible_left"]),
        ("Was my deductible met? Allowed 1,500, coins 20%.", ["deductible_left"]),
        (
            "Deductible is met but my deductible isn't met for procedures. Allowed 1,500, coins 20%.",
            ["what is left of the deductible"],
        ),
    ],
)
def test_a_deductible_is_met_only_where_it_is_said_to_be(text: str, amount: str | list[str]) -> None:
    """None of it, a part of it and all of it are told apart; a condition or a contradiction is asked about."""
    assert answer(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Deductible $1,500, half of it is met.", "800.00"),
        ("Deductible $1,500 and I don't know if I've met half of it.", ["deductible_left"]),
        ("Deductible $2,500 and I've met most of it.", ["deductible_left"]),
        ("I already maxed out my deductible.", "200.00"),
        ("I'm past my deductible.", "200.00"),
        ("I'm not past my deductible.", ["deductible_left"]),
        ("I already paid this year's whole deductible back in January.", "200.00"),
        ("The first injection in May used up my deductible.", "200.00"),
        ("Deductible 300. I haven't paid anything yet this year.", "440.00"),
        ("I haven't met my $300 deductible at all.", "440.00"),
        ("I haven't met my $300 deductible.", ["deductible_left"]),
        ("I need to pay 300 more toward my deductible.", "440.00"),
        ("She's paid 500 and the deductible's 800.", "440.00"),
        ("My deductible resets Jan 1. It's 1,000 and met now. It is on Dec 15.", "200.00"),
        ("My own deductible is 500, 200 used. The family has 100 left, whichever fills up first counts.", "280.00"),
        ("If my deductible is met I pay 20%.", ["deductible_left"]),
        ("I've got a deductible, and Aetna is my insurer.", ["deductible_left"]),
        ("Deductible of 500, 200 of that is paid and it's done at the surgery center.", "440.00"),
        ("200 out of 500 deductible met.", "440.00"),
        ("We've hit 200 on a 500 deductible.", "440.00"),
        ("Deductible is 500 a year and I'm 200 in.", "440.00"),
        ("Deductible 500, I've had 3 of these before.", ["deductible_left"]),
        ("Out of pocket: 200 of the 500 deductible paid.", "440.00"),
    ],
)
def test_what_is_left_of_a_deductible_in_other_words(text: str, amount: str | list[str]) -> None:
    """Half of it, all of it, nothing of it; a part without an amount, a condition and a denial leave it open."""
    assert answer(f"{text} Allowed 1,000, 20%. What do I owe?") == amount


def test_what_a_question_takes_as_given_holds() -> None:
    """A deductible that is supposed to be met is met in the answer; with two conditions it is open."""
    assert pays("What do I owe if my deductible is met? 20%, allowed 1,000.") == "200.00"
    assert answer("What do I owe if my deductible is met, and what if not? 20%, allowed 1,000.") == ["deductible_left"]


def test_a_limit_is_reached_only_where_it_is_said_to_be() -> None:
    """What has gone toward it to date is not the whole of it."""
    known = "Deductible met, coinsurance 20%, allowed 1,600."
    assert pays(f"{known} OOP met-to-date 1,100 of 5,000.") == "320.00"
    assert pays(f"{known} OOP max $8,000 with $3,000 accumulated.") == "320.00"
    assert pays(f"{known} I've met my OOP max.") == "0.00"
    assert answer(f"{known} My OOP max will be hit in May.") == ["oop_used"]
    assert pays(f"{known} I'm at my out of pocket max.") == "0.00"
    text = "Ded 2,000, met 450, with the insurance discount it's $875 and oop met 3,700 of 4,000, 10%. What do I pay?"
    assert pays(text) == "300.00"
    assert pays(f"{known} 3,700 of the 6,000 out-of-pocket maximum is met.") == "320.00"
    assert pays(f"{known} Only 4,100 more and I hit my out of pocket max.") == "320.00"
    assert pays(f"{known} OOP max 2,000, and the patient hasn't paid a cent toward it.") == "320.00"
    assert answer("OOP max 5000 and ded met, 20%, allowed 1,600.") == ["oop_used"]
    assert pays("I'm nowhere near my out-of-pocket max and ded met, 20%, allowed 1,600.") == "320.00"
    assert pays("Nothing left on my deductible, OOP $6,000 / $1,200 used, 20%, allowed 1,600.") == "320.00"
    assert (
        pays("I've paid 3,950 toward my 5,500 out-of-pocket maximum and my deductible is met. 20%, allowed 900.")
        == "180.00"
    )


@pytest.mark.parametrize(
    ("day", "amount"), [("December 28", "420.00"), ("January 8", "1050.00"), ("some day", ["plan_year_ends"])]
)
def test_a_plan_year_that_turns_before_the_service_takes_what_was_used_with_it(
    day: str, amount: str | list[str]
) -> None:
    """Before the turn 300 of the deductible is left, after it all 1,000; without a day it is asked for."""
    text = f"Deductible 1,000, 700 of it used, resets on January 1. Procedure allowed 1,500 on {day}, coinsurance 10%."
    assert answer(text) == amount


@pytest.mark.parametrize(
    "words",
    [
        "Next year my injection on January 8 is",
        "It resets on January 1. As of December 20 that holds. The injection on January 8 is",
    ],
)
def test_a_day_is_one_of_service_or_the_turn_by_what_stands_before_it(words: str) -> None:
    """Named after the service it is no turn of the year, and a day on which something was told is no service."""
    assert pays(f"Deductible 1,000, 700 used. {words} allowed at 1,500, 10%.") == "1050.00"


def test_an_amount_beside_what_is_met_is_none_of_it() -> None:
    """A part of the sentence that says all of its term leaves the amount beside it without one."""
    assert answer("Deductible cleared, 900, 20%. What do I owe?") == ["what 900 is", "allowed"]


def test_the_new_year_s_deductible_is_asked_for_where_the_old_one_s_is_all_that_is_told() -> None:
    """What was met or left in the old year says nothing of the new one."""
    text = "My plan starts over every January 1. In December my deductible was met, allowed $1,300, I pay 20%."
    assert "deductible_left" in asked(f"{text} What will my injection on January 8 cost?")
    two = "Block on 12/20 allowed 800, another on 1/15 allowed 800. Deductible met, 20%. Total?"
    assert asked(two) == ["plan_year_ends"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("My wife's deductible is met, 300 is left on mine. Allowed 900, 20%. What does my shot cost?", "420.00"),
        ("My wife's deductible is met. What about mine? Allowed 900, 20%.", ["deductible_left"]),
        ("I met my deductible, my son has 400 left on his. The shot is for him. Allowed 900, 20%.", "500.00"),
        (
            "My husband has met his deductible, I haven't met mine. Allowed 800, 20%. What do we pay?",
            ["whose deductible and limit"],
        ),
        (
            "My deductible is met. My wife needs a block, allowed 1,000, 20%. What does she owe?",
            ["whose deductible and limit"],
        ),
        ("Dad's deductible is met. Allowed 900, he pays 20%.", "180.00"),
    ],
)
def test_a_deductible_is_the_patient_s_own(text: str, amount: str | list[str]) -> None:
    """What is left of somebody else's is never taken for the patient's; whose it is is asked where it is open."""
    assert answer(text) == amount


@pytest.mark.parametrize("term", ["copay", "deductible", "coinsurance", "out of pocket max", "out of pocket"])
def test_no_information_is_not_none(term: str) -> None:
    """A term of which nothing is known is asked for, never taken as zero."""
    known = {"deductible": "deductible met", "coinsurance": "20%", "allowed": "allowed 900"}
    told = ", ".join(words for name, words in known.items() if name != term)
    assert pays(f"{told}. No {term} info.") is None


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("None of this year's $283 deductible used yet", "406.40"),
        ("Nothing toward the $283 deductible yet", "406.40"),
        ("I haven't used any of my 283 deductible", "406.40"),
        ("Nothing has been paid on my deductible of 283", "406.40"),
        ("I've used 100 of my 283 deductible", "326.40"),
    ],
)
def test_none_of_an_amount_leaves_the_whole_of_it(words: str, amount: str) -> None:
    """The amount of which nothing is used is the yearly one, not what was used."""
    assert pays(f"{words}. 20%. Allowed 900.") == amount


def test_a_deductible_left_above_the_limit_of_the_year_is_refused() -> None:
    """The message names both, and both are asked for."""
    said, found = cost_answer(
        "Deductible left 4,000, 20%, out of pocket limit for the year 3,500, 0 used. Allowed 6,300."
    )
    assert "deductible left (4000) is above oop max (3500)" in said[0].text
    assert [one["input"] for one in found["missing"]] == ["deductible_left", "oop_max"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Allowed 3,600; ded remaining 900; coins 20; oop room 5,000. I owe?", "1440.00"),
        ("Allowed 900. Deductible: $1,500 to go, then 30%, and $6,000 to the maximum. My bill?", "900.00"),
        ("Allowed 6,200, $700 of my deductible left, then 20%, and I can't pay more than another $1,500.", "1500.00"),
        ("Allowed 6,200, $700 of my deductible left, then 20%. My yearly maximum is $6,000.", ["oop_used"]),
    ],
)
def test_room_up_to_the_limit_is_what_is_left_of_it(text: str, amount: str | list[str]) -> None:
    """Room, so much to the maximum, not more than another so much; the maximum itself says nothing of what is used."""
    assert (answer(text) if isinstance(amount, list) else pays(text)) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Deductible of $257 with $100 already met, then 20%. Allowed 318.20. I owe?", "189.24"),
        ("My $900 deductible has $400 already paid, then 10%. Allowed 1,500. I owe?", "600.00"),
        ("I have met the full $1,000 deductible, then 30%. Allowed 480. I owe?", "144.00"),
    ],
)
def test_a_part_that_is_already_met_is_not_the_whole(text: str, amount: str) -> None:
    """An amount less than the deductible, said to be met, leaves the rest."""
    assert pays(text) == amount


def test_nothing_else_told_is_not_nothing_to_pay() -> None:
    """Where there is no copay, `and nothing else` says only that no more is known."""
    text = 'Allowed $1,415, in network, no copay. It says "subject to your remaining deductible and coinsurance" and'
    assert set(answer(f"{text} nothing else. What will I pay?")) == {"deductible_left", "coinsurance"}
    assert pays("A $40 copay and nothing else applies. Allowed 500. What will I pay?") == "40.00"
