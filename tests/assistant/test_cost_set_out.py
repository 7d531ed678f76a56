"""Numbers of a cost question that are no money, shares said twice, cents in words, and a line without a figure."""

from __future__ import annotations

import pytest

from tests.support.costs import asked, pays


@pytest.mark.parametrize(
    "words",
    [
        "Acct 1180.",
        "Ticket 77120.",
        "The group's TIN ends 3302.",
        "MRN: 90412.",
        "Reference number 5512.",
        "Ext. 4417.",
        "DOB 07/1966.",
    ],
)
def test_a_number_that_identifies_something_is_no_money(words: str) -> None:
    """An account or ticket beside the plan's numbers changes nothing."""
    assert pays(f"RFA allowed 2,400, ded left 350, 80/20 after that, no copay. {words} Pt owes?") == "760.00"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("OOP max 4500, accum 4190. Ded met, no copay, plan pays 80%. Allowed 2764.50. Pt resp?", "310.00"),
        ("Deductible met, then it's 20/80 (me 20). Allowed 1,000. What do I owe?", "200.00"),
        ("Allowed forty-two dollars and fifty cents, deductible met, I pay ten percent. My part?", "4.25"),
        (
            "Medicare only. Deductible met. My doctor takes assignment in his office; approved 500, I pay 20%. I owe?",
            "100.00",
        ),
    ],
)
def test_what_is_set_out_in_another_way_is_read(text: str, amount: str) -> None:
    """What is used of a limit, a share with its owner behind it, cents in words, a doctor who is no other patient."""
    assert pays(text) == amount


@pytest.mark.parametrize(
    "words",
    [
        "the anesthesia group bills apart, no figure from them yet.",
        "the anesthesia is on the same terms and they have not sent their amount.",
    ],
)
def test_a_line_whose_figure_nobody_has_is_asked_for(words: str) -> None:
    """A total for all is not given while one of the lines has no amount."""
    assert asked(f"Deductible met, 20%. Physician allowed 540, facility allowed 1,900; {words} Total for all three?")
