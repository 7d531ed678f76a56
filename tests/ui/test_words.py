"""Words and figures of the pages as a reader expects them."""

from __future__ import annotations

from typing import Any

from ui.render_case import replayed, worded
from ui.render_cost import cost
from ui.text import say

COST: dict[str, Any] = {
    "missing": [], "patient_pays": "100", "plan_pays": "0", "range": None, "assumptions": [],
    "steps": [{"rule": "allowed amount", "amount": "222"}, {"rule": "discount", "amount": "-122"}],
    "what_if": [{"change": "less", "patient_pays": "90", "difference": "-10"},
                {"change": "more", "patient_pays": "1300", "difference": "1200"}],
}  # fmt: skip


def test_one_of_something_stands_in_the_singular() -> None:
    """`1 months` is `1 month`; eleven of them and tenths stay many."""
    assert (
        worded("needed: at least 1 months; 11 months, 0.1 months") == "needed: at least 1 month; 11 months, 0.1 months"
    )
    assert say("case.wrong", count=1, first="x").startswith("1 answer cannot")


def test_the_sign_stands_before_the_currency() -> None:
    """An amount taken off and a difference have their sign first, then the currency."""
    page = cost(COST)
    assert "-$122.00" in page
    assert "$-" not in page
    assert "-$10.00" in page
    assert "+$1,200.00" in page


def test_a_changed_record_is_told_in_plain_words() -> None:
    """What a replay found changed has no brackets, quotes or names of the program."""
    way = [{"fact": "request.date_of_service", "needs": "a week apart", "clause": "NIA_CG_301/frequency/1"}]
    changed = [
        {"field": "paths", "was": [way], "now": None},
        {"field": "missing", "was": [], "now": [{"fact": "age_years"}]},
    ]
    page = replayed({"same": False, "determination": {"outcome": "meets"}, "changed": changed})
    assert "a week apart" in page
    for raw in ("[", "{", "&#x27;", "date_of"):
        assert raw not in page.split("<tbody>")[1]
