"""Cost questions of every day: series, copays, families, words that point back and guesses."""

from __future__ import annotations

import pytest

from tests.support.costs import answer, asked, pays

MET = "Deductible met, 20%."


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (f"Sedation is excluded and the anesthesiologist bills 300 for it. Block allowed 700. {MET} Total?", "440.00"),
        (f"The brace isn't covered and they want 80 for it. Block allowed 700. {MET} Total?", "220.00"),
        (f"The dye isn't covered and the scan is 700 allowed, they charge 900 for it. {MET} Total?", ["billed (dye)"]),
        (f"Allowed 900. {MET} My wife thinks it'll be a couple hundred. What do I pay?", "180.00"),
        ("PRP isn't covered, so it's $850. I also see the doctor that day, $40 copay. How much?", ["allowed"]),
        (f"Sedation costs 275 and insurance won't touch it. Block allowed 640. {MET} Total?", "403.00"),
        ("My deductible has 900 left but the family's is met. Allowed 1,100, 20%. What do I owe?", "220.00"),
        (
            "My own deductible has 900 left, the family's isn't met. Allowed 1,100, 20%. What do I owe?",
            ["family_deductible_left"],
        ),
        (f"My friend thinks it costs 300. Allowed 900. {MET} What do I owe?", "180.00"),
        ("My neighbor says it will cost 500. Deductible met, 20%. What will I pay?", ["allowed"]),
        ("Copay for the visit 35. Procedure allowed 500, deductible met, 20%. Total for the day?", "135.00"),
        ("I have a couple hundred left on my deductible. Allowed 900, 20%. What do I pay?", ["deductible_left"]),
        ("Copay plan, no deductible, no coinsurance. It's $45 per visit. What is my visit?", "45.00"),
        ("HMO: no deductible, no coinsurance, just copays. A specialist costs me 55 a visit. My visit?", "55.00"),
        ("Just a 50 copay when I see a specialist, no deductible, no percentage. Allowed 240. What do I pay?", "50.00"),
        ("My copay I don't know. The clinic gets 90 a visit, no deductible. What do I pay?", ["what 90 is", "copay"]),
        (
            "Copays, no deductible, no coinsurance. It's 180 per visit before insurance. My visit?",
            ["what 180 is", "copay"],
        ),
        ("Copay plan, no deductible. It's 45 per visit and 150 for procedures. What's my block?", ["what 150 is"]),
        (
            "My deductible left is 500, family's 200; once either is met the plan starts paying. 900 allowed, 20%.",
            "340.00",
        ),
        (
            f"The plan starts paying in March. Allowed 900. {MET} What do I pay?",
            ["what “plan starts” means for the amount"],
        ),
        ("Copay 45, visits don't count toward the deductible, no coinsurance. What is my visit?", "45.00"),
        ("Deductible 1,000, none met. Visits don't go to the deductible. Discogram allowed 900, 20%.", "900.00"),
        (
            "Visits don't go to the deductible. Copay 45. Injection allowed 500, 20%. What is the injection?",
            ["copay_order", "deductible_left"],
        ),
        ("Same day: the visit is a $30 copay, MRI allowed 400 at 10%. No deductible. Total?", "70.00"),
    ],
)
def test_words_that_point_back_or_stand_aside(text: str, amount: str | list[str]) -> None:
    """A price "for it" is of what was named before; a guess, a visit's fee and what visits are free of stay theirs."""
    assert answer(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("PT twice a week for six weeks, copay $25 a visit, no deductible. Total?", "300.00"),
        ("PT 3x/week for 8 weeks, copay $30 per visit, no deductible. Total?", "720.00"),
        ("PT weekly for 5 weeks, allowed 120 a visit, deductible met, 20%. Total?", "120.00"),
        ("PT twice a week for six weeks, copay $25 a visit, no deductible. What do I pay per visit?", "25.00"),
        ("Acupuncture twice a month for four months, copay $30 a visit, no deductible. Total?", "240.00"),
        ("Copay 20 a session, 4 weeks, no deductible. Total?", ["how many"]),
        ("Wheelchair, $90 a month allowed, for 3 months, deductible met, 20%. Total?", "54.00"),
        ("Wheelchair, $90 a month allowed, deductible met, 20%. Total?", ["how many"]),
        ("PT twice a week, copay $25 a visit, no deductible. Total?", ["how many"]),
        (
            "My insurance covers 6 PT visits. I need 9. Copay 20 a visit, no deductible. Total?",
            ["what “insurance covers 6 pt visits” means for the amount"],
        ),
    ],
)
def test_a_series_by_the_week_is_counted(text: str, amount: str | list[str]) -> None:
    """So many a week over so many weeks; without its length it is asked about."""
    assert answer(text) == amount


def test_shares_of_lines_are_each_ones_own() -> None:
    """Where lines and shares take turns; with a deductible left its line has to be known."""
    text = "Facility allowed 1,700 at 20%, doctor allowed 450 at 10%."
    assert pays(f"{text} Deductible met. What do I owe?") == "385.00"
    assert asked(f"{text} 300 of my deductible left. What do I owe?") == ["which line the deductible is taken from"]
    one = "Facility allowed 700, doctor allowed 300, 20% for the facility. Deductible met."
    assert asked(f"{one} What do I owe?") == ["coinsurance"]
    assert answer("Allowed 460 without contrast or 610 with it, 20%, deductible met. What do I owe?") == ["which price"]
    assert answer("20% in network or 40% out. 1,700 allowed. Deductible met. What do I owe?") == ["coinsurance"]


def test_what_the_asker_guesses_or_an_acquaintance_says_is_no_input() -> None:
    """A guess ends its question; what has a term of its own is none."""
    assert pays(f"Allowed 1,000. {MET} Would it be 150 for me?") == "200.00"
    assert pays(f"Allowed 1,000. {MET} My neighbor says it'll be more like 500. What do I owe?") == "200.00"
    assert answer("Allowed 1,000, deductible met. Is it 250 plus 20%?") == ["what 250 is"]
    assert answer("Allowed 1,000, 20%. Is my deductible 500?") == ["deductible_left"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("8 PT visits, no deductible, a fixed copay each, but I forgot how much. What do I pay?", ["copay"]),
        (
            "Allowed 900, deductible met, and then some percentage that I can't remember. What do I owe?",
            ["coinsurance"],
        ),
        (f"MRI allowed 900. Contrast is covered but billed separately. {MET} Total for both?", ["allowed (contrast)"]),
        (
            "Allowed 600, 20%. I paid some of the deductible of $283, no idea how much. What do I owe?",
            ["deductible_left"],
        ),
    ],
)
def test_nothing_is_asked_that_cannot_matter(text: str, missing: list[str]) -> None:
    """The one input that is missing, by its name."""
    assert asked(text) == missing


def test_a_state_that_comes_later_does_not_hold_now() -> None:
    """Nor is what the plan pays beyond the limit the patient's share."""
    later = "Deductible 3,000, 1,400 of it paid. Allowed 1,000; once I'm through the deductible the plan pays in full."
    assert pays(f"{later} What do I owe?") == "1000.00"
    assert answer("Once my deductible of 1,000 is met I pay 20%. Allowed 1,500. What do I pay?") == ["deductible_left"]
    assert answer("If I've met my deductible I pay 20%. Allowed 1,500. What do I pay?") == ["deductible_left"]
    limit = "Out-of-pocket limit 5,000, 1,000 used. After I've hit the limit the plan pays everything."
    assert pays(f"{limit} Allowed 1,000. {MET} What do I owe?") == "200.00"


def test_families_share_a_deductible_that_is_aggregate() -> None:
    """An aggregate one is the only one; of embedded ones the first that is reached ends it."""
    whole = (
        "Family plan, aggregate deductible of 6,000, we've met 5,400 as a family. Allowed 1,250, 20%. What do I owe?"
    )
    assert pays(whole) == "730.00"
    both = "I've got 1,200 to go on mine, the family only has 250 to go. Allowed 1,250, 20% after deductible."
    assert pays(f"{both} What do I owe?") == "450.00"


def test_several_copays_asked_together_are_added() -> None:
    """Where no deductible applies to them and each is due; of two that may hold neither is taken."""
    both = "Urgent care copay is 75 and there's a 50 specialist copay, no deductible on either."
    assert pays(f"{both} What do I pay together?") == "125.00"
    assert answer("The copay is 75 or 50, no deductible. What do I pay in total?") == [
        "copay",
        "what 50 is",
        "copay_order",
    ]
    assert answer("Urgent care copay is 75 or the specialist copay is 50, no deductible. Both in total?") == ["copay"]


def test_who_takes_no_assignment_may_bill_more() -> None:
    """What is denied of a provider does not end the balance bill."""
    text = "Medicare part B. Deductible met. Approved 320, the doctor"
    assert pays(f"{text} takes assignment. What do I owe?") == "64.00"
    assert answer(f"{text} doesn't take assignment and charges 368. What do I owe?") == [
        "what “n't take assignment” means for the amount"
    ]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (
            "Last year on my old plan I paid 20% and it came to $137. Now it's a flat $150 copay, no deductible.",
            "150.00",
        ),
        ("A year ago the price was 700. Now 800 allowed, in network, deductible met, 20%.", "160.00"),
        (
            "If it had been approved the price was 990 and I'd have owed 20%. Denied; I pay the charge, 1,500.",
            "1500.00",
        ),
        (
            "Denied for good. I had signed a form that I'd pay if it was denied. The clinic's charge is 1,875.",
            "1875.00",
        ),
        ("L4-5 transforaminal ESI. INN, allowed 1,045. Ded met, 80/20. OOP max not close.", "209.00"),
        (
            "Therapy, two times a week for six weeks, a flat 35 dollars a visit, the deductible doesn't count for it.",
            "420.00",
        ),
        ("Left side on the 3rd, right side on the 17th, $250 copay per procedure day, nothing else.", "500.00"),
        ("They pay half once I've met my deductible, which I have. Allowed 800, in network.", "400.00"),
        ("Insurance picks up half and I get the other half. Allowed 800, in network, deductible met.", "400.00"),
        ("Deductible 4,000, I've paid 900. Allowed 1,095. Then some percent, I forget, 10 maybe 20.", "1095.00"),
        ("My deductible AND my limit are both maxed out. In network, approved, allowed 1,320.", "0.00"),
        ("My remaining deductible stands at $410. Allowed 1,640, in network, then the plan pays 85%.", "594.50"),
        ("The steroid shot is $350 with insurance. In network, 30% is mine. Deductible is met.", "105.00"),
        ("The plan pays $0 until I hit $2,000 and I'm at $1,700. Then it pays 80%. Allowed 1,100.", "460.00"),
        ("Ins pays 80 after ded. ded left 100. alw 600. INN.", "200.00"),
        ("Deductible is a thousand, I paid half. In network, allowed 1,200, then 20%.", "640.00"),
        ("Allowed 1,020 for the two level facet injection, in network, deductible met, 80/20.", "204.00"),
        ("I had the shot and got a bill for $96. Allowed 480, deductible met, 20%, in network. Right?", "96.00"),
        ("They pay nine tenths after the deductible, which is paid. In network, allowed 730.", "73.00"),
        ("20% of my plan's $1,275 price, deductible finished, in network.", "255.00"),
        ("I'm the patient's daughter. Her copay for the shot is $175 flat, no deductible, in network.", "175.00"),
        ("They allow 750, pay 70%, deductible met, in network.", "225.00"),
        ("Two blocks, an ablation. Blocks are $500 allowed each, ablation $2,000 allowed. Ded met, 10%.", "300.00"),
    ],
)
def test_everyday_words_of_a_plan_are_understood(text: str, amount: str) -> None:
    """What is past, would have been or holds for a visit is told apart from what the plan takes now."""
    assert answer(f"{text} What do I pay in total?") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("She has a supplement that pays everything except the Part B deductible. $140 of it left.", "140.00"),
        ("She has a supplement that covers all but the Part B deductible. $100 of it left.", "100.00"),
    ],
)
def test_a_supplement_that_leaves_the_deductible_alone_leaves_no_share(text: str, amount: str) -> None:
    """What a second coverage does not pay is all that is left to the patient."""
    assert answer(f"Medicare Part B. {text} Approved 520, assignment taken. What does she pay?") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("The clinic gives 40% off if you have no insurance and pay up front, which I'd do.", "1055.00"),
        ("The clinic gives 40% off if you pay up front.", None),
    ],
)
def test_a_discount_of_one_line_alone_leaves_the_other_whole(text: str, amount: str | None) -> None:
    """A discount that is denied of the visit is taken off the shot, and only where its condition is kept."""
    lines = "The shot is $1,450. The office visit is another $185 and the discount does not apply to that."
    assert pays(f"No insurance. {text} {lines} What do I pay?") == amount


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Allowed 900 for the doctor and 200 more for the room. In network, deductible met, 20%.", "what 200 is"),
        ("Allowed 1,000, in network, deductible met now, 20%; new deductible of 1,500 in January.", "plan_year_ends"),
        ("Allowed 900 in network, deductible met, pay 70%.", "coinsurance"),
        ("Two of the three blocks, $420 allowed each, in network, deductible met, 25%.", "which visit"),
        (
            "Allowed 600, I have two insurances and the first pays 80%. Deductible met, in network.",
            "what “two insurances” means for the amount",
        ),
        (
            "Allowed 900, in network. I still have 200 to go. My deductible is met, 20%.",
            "what is left of the deductible",
        ),
    ],
)
def test_what_contradicts_or_names_no_term_is_asked_about(text: str, missing: str) -> None:
    """An amount that may be a charge, or is left of what is said to be met, gives no result."""
    assert missing in asked(f"{text} What do I pay?")
