"""What changes the arithmetic of a cost question: worked in where it is understood, asked about where not."""

from __future__ import annotations

import pytest

from assistant.answer import Message, Turn
from assistant.conversation import cost_told
from assistant.read_cost import read_cost
from assistant.say_cost import cost_answer
from assistant.understand import understand
from tests.support.costs import answer, asked, pays

KNOWN = "Deductible met, coinsurance 20%, allowed 1,000. "


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("A $50 copay on top of 20%; deductible met, allowed 900. Total?", "230.00"),
        ("A $50 copay comes off first, then 20%; deductible met, allowed 900. Total?", "220.00"),
        ("Level one allowed 1,000, second level allowed 600 but cut to half. Deductible met, 20%.", "260.00"),
        ("Block allowed 800. Sedation 350 isn't covered. Deductible met, 20%.", "510.00"),
        ("Uninsured. They quoted 1,250, 20% off if paid today, which I will do.", "1000.00"),
        ("Self pay: quoted 1,250 and they take $100 off for cash.", "1150.00"),
        ("20% coinsurance up to a maximum of $150 per procedure. Allowed 1,000, deductible met.", "150.00"),
        ("Family deductible 4,000 (3,900 met), individual 2,000 (1,300 met). Allowed 2,850, 20%.", "650.00"),
        ("In network 20%, out of network 40%; the clinic is in network. Allowed 1,000, deductible met.", "200.00"),
        ("Billed 3,400, plan discount 1,800, allowed 1,600, deductible met, coinsurance 20%.", "320.00"),
        ("I'm at 3,750 of my 4,000 out-of-pocket max. Allowed 2,600, deductible met, 20%.", "250.00"),
    ],
)
def test_what_changes_the_arithmetic_and_is_understood_is_worked_in(text: str, amount: str) -> None:
    """Order of the copay, a reduced or uncovered line, a discount, a cap, the family's part, the network."""
    assert pays(text) == amount


@pytest.mark.parametrize(
    "more",
    [
        "I also have Medicaid as my secondary.",
        "The plan cuts it to half for assistants.",
        "I got a 200 credit.",
        "My plan doubles that at hospitals.",
        "There is a penalty on it.",
        "It depends on the site.",
        "I'm switching insurance next month.",
        "There may be a facility charge.",
        "The assistant bills separately.",
        "My plan pays a maximum of $500 per injection.",
        "That is for one side, both are done.",
        "It is per level.",
        "They adjusted it later.",
        "I'm not sure if it's covered.",
        "The plan year just restarted.",
        "Also 85.",
        "There's a copay.",
        "I got a discount.",
        "Plus physician fees.",
        "But only until June.",
        "There is a separate $200 deductible.",
        "But not for me.",
        "No, I mean 30.",
        "The plan covers three a year.",
        "No allowed yet for 77003.",
    ],
)
def test_what_changes_the_arithmetic_and_is_not_understood_is_asked_about(more: str) -> None:
    """No amount is given while one remark that bears on it has not been worked in."""
    assert pays(KNOWN) == "200.00"
    assert pays(KNOWN + more) is None
    assert asked(KNOWN + more)


@pytest.mark.parametrize(
    "more",
    [
        "The estimate says my responsibility is $350.",
        "Last time I paid $240.",
        "The premium is $410 a month.",
        "I met my deductible but not my out of pocket, which has 1,000 left.",
        "OOP max of 6,000 with 1,200 met.",
    ],
)
def test_what_does_not_bear_on_the_amount_is_no_input(more: str) -> None:
    """What others say is owed, what was paid before, what the plan costs, and a limit far off."""
    assert pays(KNOWN + more) == "200.00"


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
    ("change", "amount"),
    [
        ("what if only 700 is left of the max?", "700.00"),
        ("and with 100 of the deductible left?", "760.00"),
        ("and at 30%?", "1370.00"),
    ],
)
def test_a_follow_up_changes_one_number_and_keeps_the_others(change: str, amount: str) -> None:
    """What this turn says of one input stands in place of what was told of it before."""
    assert cost_answer(change, "allowed 3,400; ded left 500; coins 20%; OOP left 4,000?")[1]["patient_pays"] == amount


@pytest.mark.parametrize(
    ("ask", "amount"),
    [
        ("What do I pay?", "1080.00"),
        ("What do I pay for the first one?", "600.00"),
        ("I only want to know about the third one.", "120.00"),
        ("What will the May one cost?", "360.00"),
        ("How much for the first and second together?", ["which visit"]),
        ("What do I owe each time?", ["which visit"]),
        ("How much is the first and how much the second?", ["which visit"]),
        ("How much do I pay the first time?", "600.00"),
    ],
)
def test_one_of_several_visits_is_worked_out_alone(ask: str, amount: str | list[str]) -> None:
    """The visits before it use up the deductible; where each is asked for, the amount of each is shown."""
    text = "Injections in April, May and June, 3 visits at 600 allowed each. Deductible left 900, 20% after. "
    assert answer(text + ask) == amount
    if amount is None:
        assert {"600.00", "360.00"} <= set(cost_answer(text + ask)[1]["settings"].values())


def test_visits_that_cost_the_same_need_not_be_told_apart() -> None:
    """Of visits with one and the same share the amount of each is given."""
    assert pays("Three visits at 300 allowed each, deductible met, 25%. What do I pay each time?") == "75.00"


@pytest.mark.parametrize(
    ("place", "amount"),
    [
        ("It is done at the hospital.", "300.00"),
        ("It is in the office.", "100.00"),
        ("", ["coinsurance"]),
        ("The hospital gave me the price.", ["coinsurance"]),
        ("What if it is in the office?", ["coinsurance"]),
        ("I may have it at the hospital or in the office.", ["coinsurance"]),
    ],
)
def test_a_share_that_goes_by_place_needs_the_place(place: str, amount: str | list[str]) -> None:
    """The share of the place that is said holds; both are worked out where none is."""
    text = f"10% in the office, 30% at the hospital. {place} Deductible met, allowed 1,000."
    assert answer(text) == amount
    if amount is None:
        assert asked(text) == ["coinsurance"]


def test_a_question_of_one_term_changes_the_one_before_it() -> None:
    """It is a cost question by itself, and takes the numbers that it has none of from the question before."""
    before = Message(role="user", content="allowed 3,400; ded left 500; coins 20%; OOP left 4,000. What do I owe?")
    turn = Turn(question="ok now what would she pay if her out of pocket max only has 700 left?", history=(before,))
    assert cost_answer(*cost_told(turn))[1]["patient_pays"] == "700.00"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Office visit allowed 180, $50 copay only, no deductible. Block allowed 240, 20%, ded left 100.", "178.00"),
        ("Block allowed 240, 20% after deductible, and a consult allowed 180, copay 50. Ded left 100.", "178.00"),
        ("Scan allowed 180, $50 copay only. Block allowed 240, 20%, ded left 100.", "178.00"),
        ("Scan allowed 180, flat $50 copay. Block allowed 240, 20%, ded left 100.", "178.00"),
        ("Injection allowed 240 and contrast allowed 60 the same day, copay 50, 20%, deductible met.", ["copay_order"]),
    ],
)
def test_a_visit_s_copay_is_all_that_is_due_of_it(text: str, amount: str | list[str]) -> None:
    """An office visit with a copay of its own takes no percentage and nothing of the deductible."""
    assert answer(text) == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("The plan excludes it as experimental, the patient agreed to our price of $750", "750.00"),
        ("Insurance won't cover it and the clinic's price is 750", "750.00"),
        ("It isn't covered, the allowed amount is 750", ["billed (what is not covered)"]),
    ],
)
def test_a_price_agreed_with_the_provider_is_paid_whole(words: str, amount: str | list[str]) -> None:
    """Where nothing is covered no share and no limit applies to it; a plan's allowed amount is no such price."""
    assert answer(f"{words}. Deductible met, 20%, out of pocket left 90.") == amount


def test_a_bare_change_of_one_term_keeps_the_numbers_before_it() -> None:
    """What if the deductible is met: it works the same plan out anew; so does a further change after it."""
    words = ["Allowed amount $1,200, deductible left $500, coinsurance 20%. What do I pay?"]
    changes = {"and if the deductible is already met?": "240.00", "and at coinsurance of 30%?": "710.00"}
    for change, amount in changes.items():
        turn = Turn(question=change, history=tuple(Message(role="user", content=text) for text in words))
        assert understand(turn).kind == "cost"
        assert cost_answer(*cost_told(turn))[1]["patient_pays"] == amount
        words.append(change)
    assert understand(Turn(question="what does a deductible mean?", history=turn.history)).kind != "cost"
