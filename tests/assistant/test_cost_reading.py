"""How a cost question is read: numbers by their form, amounts by their place, and what is left over."""

from __future__ import annotations

import pytest

from assistant.cost_facts import told
from assistant.cost_numbers import numbers
from assistant.cost_plain import plain
from assistant.read_cost import read_cost
from assistant.say_cost import cost_answer

KNOWN = "Deductible met, coinsurance 20%, allowed 1,000. "


def pays(text: str) -> str | None:
    """What the patient pays; None where something is asked."""
    found: str | None = cost_answer(text)[1]["patient_pays"]
    return found


def asked(text: str) -> list[str]:
    """The inputs that a question is asked for."""
    return [one["input"] for one in cost_answer(text)[1]["missing"]]


@pytest.mark.parametrize(
    "words",
    [
        "She is 74 and has", "on March 3rd", "on 6/12", "at 3:30 pm", "pain 8/10", "CPT 62323", "80 mg depo-medrol",
        "at L4-S1", "in 2025", "her 2nd one", "Medicare part 2", "for 6 weeks", "2 injections", "64635/64636",
    ],
)  # fmt: skip
def test_what_cannot_be_money_is_no_amount(words: str) -> None:
    """Ages, days, hours, scores, codes, doses, levels, years, ordinals and counts are told apart by their form."""
    assert {mark.kind for mark in numbers(plain(words))}.isdisjoint({"amount", "percent", "number"})


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("one thousand two hundred fifty dollars", "1250"), ("twelve hundred and fifty dollars", "1250"),
        ("nine fifty", "950"), ("ninety dollars", "90"), ("two and a half thousand", "2500"), ("1.5k", "1500"),
        ("$1,184.60", "1184.60"), ("a hundred bucks", "100"),
    ],
)  # fmt: skip
def test_an_amount_in_words_is_read_whole(words: str, digits: str) -> None:
    """No part of an amount in words is left behind."""
    assert [mark.value for mark in numbers(plain(words)) if mark.kind == "amount"] == [digits]


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("80/20 plan", "20%"), ("the plan pays 80 after that", "20%"), ("then I pay a fifth", "20%"),
        ("coins 15", "15%"),
        ("they take care of ninety percent", "10%"), ("the plan allows 1,500, pays 60% of that", "40%"),
        ("covered, in network, 20%", "20%"), ("85% is covered by the plan", "15%"),
        ("plan pays 4/5", "20%"), ("20% is mine", "20%"),
    ],
)  # fmt: skip
def test_a_share_is_the_patient_s_whoever_is_named(words: str, share: str) -> None:
    """What the plan pays leaves the rest; fractions, ratios and bare numbers behind a payer are shares."""
    assert [fact.value for fact in told(plain(words)).facts if fact.name == "coinsurance"] == [share]


def test_typing_errors_in_the_terms_of_a_plan_are_read() -> None:
    """A letter more, less, other or swapped does not hide a term."""
    text = plain("alowed amuont, deductable remaning, coinsurnce, out of pockt max")
    assert text == "allowed amount, deductible remaining, coinsurance, out of pocket max"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("A $50 copay on top of 20%; deductible met, allowed 900. Total?", "230.00"),
        ("A $50 copay comes off first, then 20%; deductible met, allowed 900. Total?", "220.00"),
        ("Level one allowed 1,000, second level allowed 600 but cut to half. Deductible met, 20%.", "260.00"),
        ("Block allowed 800. Sedation 350 isn't covered. Deductible met, 20%.", "510.00"),
        ("Uninsured. They quoted 1,250, 20% off if paid today.", "1000.00"),
        ("Self pay: quoted 1,250 and they take $100 off for cash.", "1150.00"),
        ("20% coinsurance up to a maximum of $150 per procedure. Allowed 1,000, deductible met.", "150.00"),
        ("Family deductible 4,000 (3,900 met), individual 2,000 (1,300 met). Allowed 2,850, 20%.", "650.00"),
        ("In network 20%, out of network 40%; the clinic is in network. Allowed 1,000, deductible met.", "200.00"),
        ("Billed 3,400, plan discount 1,800, allowed 1,600, deductible met, coinsurance 20%.", "320.00"),
        ("I'm at 3,750 of my 4,000 out-of-pocket max. Allowed 2,600, deductible met, 20%.", "250.00"),
    ],
)  # fmt: skip
def test_what_changes_the_arithmetic_and_is_understood_is_worked_in(text: str, amount: str) -> None:
    """Order of the copay, a reduced or uncovered line, a discount, a cap, the family's part, the network."""
    assert pays(text) == amount


@pytest.mark.parametrize(
    "more",
    [
        "I also have Medicaid as my secondary.", "The plan cuts it to half for assistants.", "I got a 200 credit.",
        "My plan doubles that at hospitals.", "There is a penalty on it.", "It depends on the site.",
        "I'm switching insurance next month.", "There may be a facility charge.", "The assistant bills separately.",
        "My plan pays a maximum of $500 per injection.", "That is for one side, both are done.", "It is per level.",
        "They adjusted it later.", "I'm not sure if it's covered.", "The plan year just restarted.", "Also 85.",
        "There's a copay.", "I got a discount.", "Plus physician fees.", "But only until June.",
        "There is a separate $200 deductible.", "But not for me.", "No, I mean 30.", "The plan covers three a year.",
        "No allowed yet for 77003.",
    ],
)  # fmt: skip
def test_what_changes_the_arithmetic_and_is_not_understood_is_asked_about(more: str) -> None:
    """No amount is given while one remark that bears on it has not been worked in."""
    assert pays(KNOWN) == "200.00"
    assert pays(KNOWN + more) is None
    assert asked(KNOWN + more)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("None of my $1,000 deductible has been met, then 10%. They allow $1,200.", "1020.00"),
        ("My $1,000 deductible is met, then 10%. They allow $1,200.", "120.00"),
        ("Some of my $1,000 deductible has been met, then 10%. They allow $1,200.", None),
        ("Once my $1,000 deductible is met I pay 10%. They allow $1,200.", None),
        ("She has a $1,500 deductible, which she's met. 10% coinsurance. Allowed: 1,300.", "130.00"),
        ("She has a $1,500 deductible, which she hasn't met. 10% coinsurance. Allowed: 1,300.", None),
        ("Deductible 1,000, 400 met. Allowed 1,500, coins 20%.", "780.00"),
        ("Deductible 1,000, met to date 400. Allowed 1,500, coins 20%.", "780.00"),
        ("B deductible has been paid, part B, approved 1,500.", "300.00"),
        ("Deductible nearly met. Allowed 1,500, coins 20%.", None),
        ("I think my deductible is met. Allowed 1,500, coins 20%.", None),
        ("My deductible should be met by then. Allowed 1,500, coins 20%.", None),
        ("No deductible met, it's a 1,000 deductible. Allowed 1,500, coins 20%.", "1100.00"),
        ("I'll hit my deductible with this one. Allowed 1,500, coins 20%.", None),
        ("Paid the deductible partly. Allowed 1,500, coins 20%.", None),
        ("My deductible is 1,000. Once it is met I pay 20%. Allowed 1,500.", None),
        ("Deductible 1,000, don't know how much of it is met. Allowed 1,500, coins 20%.", None),
        ("We've hit our deductible. Allowed 1,500, coins 20%.", "300.00"),
        ("Deductible 1,000. I haven't used any of it. Allowed 1,500, coins 20%.", "1100.00"),
        ("Deductible 1,000, don't know if I've used any of it. Allowed 1,500, coins 20%.", None),
        ("Mom has part B and paid her deductible, approved 1,500.", "300.00"),
        ("Copay 0 ded 500 met 100 coins 20 allowed 1,500.", "620.00"),
        ("Ded met last year. Allowed 1,500, coins 20%.", None),
        ("Was my deductible met? Allowed 1,500, coins 20%.", None),
        ("Deductible is met but my deductible isn't met for procedures. Allowed 1,500, coins 20%.", None),
    ],
)  # fmt: skip
def test_a_deductible_is_met_only_where_it_is_said_to_be(text: str, amount: str | None) -> None:
    """None of it, a part of it and all of it are told apart; a condition or a contradiction is asked about."""
    assert pays(text) == amount


def test_a_limit_is_reached_only_where_it_is_said_to_be() -> None:
    """What has gone toward it to date is not the whole of it."""
    known = "Deductible met, coinsurance 20%, allowed 1,600."
    assert pays(f"{known} OOP met-to-date 1,100 of 5,000.") == "320.00"
    assert pays(f"{known} OOP max $8,000 with $3,000 accumulated.") == "320.00"
    assert pays(f"{known} I've met my OOP max.") == "0.00"
    assert pays(f"{known} My OOP max will be hit in May.") is None


@pytest.mark.parametrize("text", ["Coinsurance 80%.", "After the deductible 80%."])
def test_a_large_share_of_nobody_named_is_asked_about(text: str) -> None:
    """80 % may be the plan's part or the patient's; it is not guessed."""
    assert asked(f"{text} Deductible met, allowed 1,000.") == ["coinsurance"]


@pytest.mark.parametrize("more", ["I have no secondary insurance.", "There is no penalty.", "No discount.", "I'm 67."])
def test_what_is_denied_changes_nothing(more: str) -> None:
    """A remark that says that something is not so is no doubt."""
    assert pays(KNOWN + more) == "200.00"


def test_settings_that_come_to_the_same_are_not_asked_for() -> None:
    """With nothing left to the limit, 20 and 30 % are the same; else the share is asked for, with both results."""
    either = "I can't remember whether my share is 20 or 30 percent. Deductible met, allowed 1,000"
    assert pays(f"{either}, and I've reached my out-of-pocket max. What do I owe?") == "0.00"
    assert pays("Deductible 2,000. I've reached my out-of-pocket max. Allowed 900, 20%. What do I owe?") == "0.00"
    assert asked("Deductible 2,000. Allowed 900, 20%. What do I owe?") == ["deductible_left"]
    statements, found = cost_answer(f"{either}. What do I owe?")
    assert [one["input"] for one in found["missing"]] == ["coinsurance"]
    assert found["range"] == {"low": "200.00", "high": "300.00"}
    assert {"20%: 200.00.", "30%: 300.00."} <= {one.text for one in statements}


def test_each_network_has_its_own_numbers() -> None:
    """Where the network is open both are worked out, each with its own deductible, share and limit."""
    reading = read_cost(
        "I don't know if the clinic is in my network. In network: deductible met, I pay 20%. "
        "Out of network: $1,000 deductible left, then 40%. Allowed 1,400."
    )
    assert {name: (plan["deductible_left"], plan["coinsurance"]) for name, plan in reading.plans.items()} == {
        "in-network, 20%": ("0", "20%"),
        "out-of-network, 40%": ("1000", "40%"),
    }
    assert [one["input"] for one in reading.asks] == ["network"]


@pytest.mark.parametrize(
    ("day", "amount"), [("December 28", "420.00"), ("January 8", "1050.00"), ("some day", None)]
)  # fmt: skip
def test_a_plan_year_that_turns_before_the_service_takes_what_was_used_with_it(day: str, amount: str | None) -> None:
    """Before the turn 300 of the deductible is left, after it all 1,000; without a day it is asked for."""
    text = f"Deductible 1,000, 700 of it used, resets on January 1. Procedure allowed 1,500 on {day}, coinsurance 10%."
    assert pays(text) == amount


def test_the_new_year_s_deductible_is_asked_for_where_the_old_one_s_is_all_that_is_told() -> None:
    """What was met or left in the old year says nothing of the new one."""
    text = "My plan starts over every January 1. In December my deductible was met, allowed $1,300, I pay 20%."
    assert "deductible_left" in asked(f"{text} What will my injection on January 8 cost?")
    two = "Block on 12/20 allowed 800, another on 1/15 allowed 800. Deductible met, 20%. Total?"
    assert asked(two) == ["plan_year_ends"]


@pytest.mark.parametrize(
    ("amount", "name"),
    [("about 500 deductible left", "deductible_left"), ("between 400 and 600 deductible left", "deductible_left"),
     ("-$500 deductible left", "deductible_left"), ("€500 deductible left", "amounts")],
)  # fmt: skip
def test_a_number_that_cannot_be_used_is_named_and_asked_for(amount: str, name: str) -> None:
    """What is vague, negative or in another currency is said to be so, and nothing is worked out."""
    statements, found = cost_answer(f"I have {amount}. Allowed 1,000, 20%. What do I owe?")
    assert "could not be used" in statements[0].text
    assert name in [one["input"] for one in found["missing"]]
    assert found["patient_pays"] is None


@pytest.mark.parametrize(
    ("change", "amount"),
    [("what if only 700 is left of the max?", "700.00"), ("and with 100 of the deductible left?", "760.00"),
     ("and at 30%?", "1370.00")],
)  # fmt: skip
def test_a_follow_up_changes_one_number_and_keeps_the_others(change: str, amount: str) -> None:
    """What this turn says of one input stands in place of what was told of it before."""
    assert cost_answer(change, "allowed 3,400; ded left 500; coins 20%; OOP left 4,000?")[1]["patient_pays"] == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("My wife's deductible is met, 300 is left on mine. Allowed 900, 20%. What does my shot cost?", "420.00"),
        ("My wife's deductible is met. What about mine? Allowed 900, 20%.", None),
        ("I met my deductible, my son has 400 left on his. The shot is for him. Allowed 900, 20%.", "500.00"),
        ("My husband has met his deductible, I haven't met mine. Allowed 800, 20%. What do we pay?", None),
        ("My deductible is met. My wife needs a block, allowed 1,000, 20%. What does she owe?", None),
        ("Dad's deductible is met. Allowed 900, he pays 20%.", "180.00"),
    ],
)
def test_a_deductible_is_the_patient_s_own(text: str, amount: str | None) -> None:
    """What is left of somebody else's is never taken for the patient's; whose it is is asked where it is open."""
    assert pays(text) == amount


@pytest.mark.parametrize(
    ("ask", "amount"),
    [
        ("What do I pay?", "1080.00"), ("What do I pay for the first one?", "600.00"),
        ("I only want to know about the third one.", "120.00"), ("What will the May one cost?", "360.00"),
        ("How much for the first and second together?", None), ("What do I owe each time?", None),
        ("How much is the first and how much the second?", None), ("How much do I pay the first time?", "600.00"),
    ],
)  # fmt: skip
def test_one_of_several_visits_is_worked_out_alone(ask: str, amount: str | None) -> None:
    """The visits before it use up the deductible; where each is asked for, the amount of each is shown."""
    text = "Injections in April, May and June, 3 visits at 600 allowed each. Deductible left 900, 20% after. "
    assert pays(text + ask) == amount
    if amount is None:
        assert {"600.00", "360.00"} <= set(cost_answer(text + ask)[1]["settings"].values())


def test_visits_that_cost_the_same_need_not_be_told_apart() -> None:
    """Of visits with one and the same share the amount of each is given."""
    assert pays("Three visits at 300 allowed each, deductible met, 25%. What do I pay each time?") == "75.00"


@pytest.mark.parametrize(
    ("place", "amount"),
    [("It is done at the hospital.", "300.00"), ("It is in the office.", "100.00"), ("", None),
     ("The hospital gave me the price.", None), ("I may have it at the hospital or in the office.", None)],
)  # fmt: skip
def test_a_share_that_goes_by_place_needs_the_place(place: str, amount: str | None) -> None:
    """The share of the place that is said holds; both are worked out where none is."""
    text = f"10% in the office, 30% at the hospital. {place} Deductible met, allowed 1,000."
    assert pays(text) == amount
    if amount is None:
        assert asked(text) == ["coinsurance"]


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Ded $700/$1,000", "420.00"), ("Ded left $700/$1,000", "740.00"), ("Ded $1,000/$1,000", "180.00"),
        ("Ded 0/1,000 met", "900.00"), ("Ded $500/$1,000", None), ("Accumulators: ded $500/$1,000", "580.00"),
        ("Ded ind/fam $700/$1,500", None),
    ],
)  # fmt: skip
def test_two_amounts_with_a_slash_are_a_part_and_the_whole(words: str, amount: str | None) -> None:
    """The first is used, or left where that is said; a person's and a family's are not taken for that."""
    assert pays(f"{words}. 20%. Allowed 900.") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Office visit allowed 180, $50 copay only, no deductible. Block allowed 240, 20%, ded left 100.", "178.00"),
        ("Block allowed 240, 20% after deductible, and a consult allowed 180, copay 50. Ded left 100.", "178.00"),
        ("Injection allowed 240 and contrast allowed 60 the same day, copay 50, 20%, deductible met.", None),
    ],
)  # fmt: skip
def test_a_visit_s_copay_is_all_that_is_due_of_it(text: str, amount: str | None) -> None:
    """An office visit with a copay of its own takes no percentage and nothing of the deductible."""
    assert pays(text) == amount


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
)  # fmt: skip
def test_none_of_an_amount_leaves_the_whole_of_it(words: str, amount: str) -> None:
    """The amount of which nothing is used is the yearly one, not what was used."""
    assert pays(f"{words}. 20%. Allowed 900.") == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("The plan excludes it as experimental, the patient agreed to our price of $750", "750.00"),
        ("Insurance won't cover it and the clinic's price is 750", "750.00"),
        ("It isn't covered, the allowed amount is 750", None),
    ],
)
def test_a_price_agreed_with_the_provider_is_paid_whole(words: str, amount: str | None) -> None:
    """Where nothing is covered no share and no limit applies to it; a plan's allowed amount is no such price."""
    assert pays(f"{words}. Deductible met, 20%, out of pocket left 90.") == amount


def test_a_deductible_left_above_the_limit_of_the_year_is_refused() -> None:
    """The message names both, and both are asked for."""
    said, found = cost_answer(
        "Deductible left 4,000, 20%, out of pocket limit for the year 3,500, 0 used. Allowed 6,300."
    )
    assert "deductible left (4000) is above oop max (3500)" in said[0].text
    assert [one["input"] for one in found["missing"]] == ["deductible_left", "oop_max"]
