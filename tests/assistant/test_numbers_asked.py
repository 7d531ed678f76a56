"""Numbers that a reader names, held against the bounds of statements."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answer import Frame
from assistant.numbers_asked import held_against
from checks import PolicyStatement


def held(question: str, **bound: Any) -> str:
    """What a bound says of a question."""
    item = PolicyStatement(aspect="any", say="", clauses=(), bound=bound)
    return held_against(item, Frame(question=question)).words


@pytest.mark.parametrize(
    ("question", "bound", "said"),
    [
        ("is 65 % enough?", {"unit": "%", "at_least": 70}, "No, 65 % is not enough. "),
        ("blocks gave 85% and 75%, ok?", {"unit": "%", "at_least": 80}, "No, 75 % is not enough. "),
        ("is seventy-five good, or 80 percent enough", {"unit": "%", "at_least": 80}, "80 % is enough for this. "),
        ("pain averages a 6, high enough?", {"unit": "score", "above": 6}, "No, 6 of 10 is not enough. "),
        (
            "a fifth injection in 12 months, allowed?",
            {"unit": "a year", "at_most": 4},
            "No, 5 a year is more than that. ",
        ),
        ("is a third level billable?", {"unit": "levels", "at_most": 2}, "No, 3 levels is more than that. "),
        ("can we go after 10 days", {"unit": "weeks", "at_least": 2}, "No, 10 days is not enough. "),
        ("can we go after 10 days", {"unit": "days", "at_least": 7}, "10 days is enough for this. "),
        ("last one 26 months ago, does that count", {"unit": "years", "at_least": 2}, "26 months is enough for this. "),
    ],
)
def test_a_number_is_held_against_the_bound_of_its_unit(question: str, bound: dict[str, Any], said: str) -> None:
    """Shares, scores, counts, levels and times are compared, a time in another unit too."""
    assert held(question, **bound) == said


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("12 weeks of pain, ok?", {"unit": "months", "at_least": 3}),  # 84 days or more than 3 short months
        ("8 weeks of pain and 6 weeks of therapy, ok?", {"unit": "weeks", "at_least": 6}),  # whose weeks?
        ("they told me of 60 % somewhere", {"unit": "%", "at_least": 70}),  # nothing is asserted
        ("is 5 out of 10 enough", {"unit": "%", "at_least": 70}),
    ],
)
def test_nothing_is_said_where_it_would_be_a_guess(question: str, bound: dict[str, Any]) -> None:
    """Units that leave it open, several times, no assertion, another unit: the bound alone is stated."""
    assert held(question, **bound) == ""
