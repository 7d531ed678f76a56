"""What each number of a cost question is by its form, and which of them cannot be used."""

from __future__ import annotations

import pytest

from assistant.cost_facts import told
from assistant.cost_numbers import numbers
from assistant.cost_plain import plain
from assistant.say_cost import cost_answer
from tests.support.costs import answer, asked


@pytest.mark.parametrize(
    "words",
    [
        "She is 74 and has",
        "on March 3rd",
        "on 6/12",
        "at 3:30 pm",
        "pain 8/10",
        "CPT 62323",
        "80 mg depo-medrol",
        "at L4-S1",
        "in 2025",
        "her 2nd one",
        "Medicare part 2",
        "for 6 weeks",
        "2 injections",
        "64635/64636",
        "auth #99182734",
        "my zip is 60614",
        "12 therapy visits",
        "my pain is 7/10",
    ],
)
def test_what_cannot_be_money_is_no_amount(words: str) -> None:
    """Ages, days, hours, scores, codes, doses, levels, years, ordinals and counts are told apart by their form."""
    assert {mark.kind for mark in numbers(plain(words))}.isdisjoint({"amount", "percent", "number"})


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("one thousand two hundred fifty dollars", "1250"),
        ("twelve hundred and fifty dollars", "1250"),
        ("nine fifty", "950"),
        ("ninety dollars", "90"),
        ("two and a half thousand", "2500"),
        ("1.5k", "1500"),
        ("$1,184.60", "1184.60"),
        ("a hundred bucks", "100"),
        ("$4k", "4000"),
        ("1.5k left", "1500"),
    ],
)
def test_an_amount_in_words_is_read_whole(words: str, digits: str) -> None:
    """No part of an amount in words is left behind."""
    assert [mark.value for mark in numbers(plain(words)) if mark.kind == "amount"] == [digits]


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("80/20 plan", "20%"),
        ("the plan pays 80 after that", "20%"),
        ("then I pay a fifth", "20%"),
        ("coins 15", "15%"),
        ("they take care of ninety percent", "10%"),
        ("the plan allows 1,500, pays 60% of that", "40%"),
        ("covered, in network, 20%", "20%"),
        ("85% is covered by the plan", "15%"),
        ("plan pays 4/5", "20%"),
        ("20% is mine", "20%"),
        ("ninety ten", "10%"),
        ("20 cents on the dollar is my share", "20%"),
        ("its share is 85%", "15%"),
        ("covered at 20% patient", "20%"),
        ("the plan pays after the deductible, usually, 80%", "20%"),
        ("subject to the same 20%", "20%"),
    ],
)
def test_a_share_is_the_patient_s_whoever_is_named(words: str, share: str) -> None:
    """What the plan pays leaves the rest; fractions, ratios and bare numbers behind a payer are shares."""
    assert [fact.value for fact in told(plain(words)).facts if fact.name == "coinsurance"] == [share]


def test_typing_errors_in_the_terms_of_a_plan_are_read() -> None:
    """A letter more, less, other or swapped does not hide a term."""
    text = plain("alowed amuont, deductable remaning, coinsurnce, out of pockt max")
    assert text == "allowed amount, deductible remaining, coinsurance, out of pocket max"


@pytest.mark.parametrize(
    "words",
    [
        "deductible is three grand and three hundred has been met",
        "deductible 3,000 / 300 met, it's my 2nd one",
        "deductible: 3000 and 15% coins",
        "ded - $3,000 / coins - 20%",
        "Deductible......3,000",
        "3,000 dollars deductible, level 95",
        "ded 3k and 20% coins",
    ],
)
def test_numbers_that_only_stand_side_by_side_are_not_joined(words: str) -> None:
    """Neither number words with "and", nor an amount and the share behind it; a dash or dots stand for a colon."""
    assert [fact.value for fact in told(plain(words)).facts if fact.name == "deductible"] == ["3000"]


@pytest.mark.parametrize("text", ["Coinsurance 80%.", "After the deductible 80%."])
def test_a_large_share_of_nobody_named_is_asked_about(text: str) -> None:
    """80 % may be the plan's part or the patient's; it is not guessed."""
    assert asked(f"{text} Deductible met, allowed 1,000.") == ["coinsurance"]


@pytest.mark.parametrize(
    ("amount", "name"),
    [
        ("about 500 deductible left", "deductible_left"),
        ("between 400 and 600 deductible left", "deductible_left"),
        ("-$500 deductible left", "deductible_left"),
        ("€500 deductible left", "amounts"),
    ],
)
def test_a_number_that_cannot_be_used_is_named_and_asked_for(amount: str, name: str) -> None:
    """What is vague, negative or in another currency is said to be so, and nothing is worked out."""
    statements, found = cost_answer(f"I have {amount}. Allowed 1,000, 20%. What do I owe?")
    assert "could not be used" in statements[0].text
    assert name in [one["input"] for one in found["missing"]]
    assert found["patient_pays"] is None


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Ded $700/$1,000", "420.00"),
        ("Ded left $700/$1,000", "740.00"),
        ("Ded $1,000/$1,000", "180.00"),
        ("Ded 0/1,000 met", "900.00"),
        ("Ded $500/$1,000", ["what 1000 is", "deductible_left"]),
        ("Accumulators: ded $500/$1,000", "580.00"),
        ("Ded ind/fam $700/$1,500", ["family_deductible_left", "deductible_left"]),
        ("$700/$1,000 deductible met", "420.00"),
        ("Ded $1,000/$3,000 individual/family, I have met my $1,000", "180.00"),
    ],
)
def test_two_amounts_with_a_slash_are_a_part_and_the_whole(words: str, amount: str | list[str]) -> None:
    """The first is used, or left where that is said; a person's and a family's are not taken for that."""
    assert answer(f"{words}. 20%. Allowed 900.") == amount


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("eleven fifty-five", "1155"),
        ("two eighty-five", "285"),
        ("twenty-five forty", "2540"),
        ("eighty-five fifteen", "85/15"),
        ("thirty-five sixty-five", "35/65"),
        ("one hundred five", "105"),
    ],
)
def test_two_numbers_in_words_side_by_side(spoken: str, written: str) -> None:
    """They are hundreds and the rest, as prices are said, or two shares where they make a hundred; never their sum."""
    assert plain(spoken) == written
