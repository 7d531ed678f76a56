"""Three-valued logic, cell by cell."""

from __future__ import annotations

import pytest

from checks import Verdict
from checks.verdict import all_of, any_of

MET, NOT, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
AND = {
    (MET, MET): MET, (MET, NOT): NOT, (MET, OPEN): OPEN,
    (NOT, MET): NOT, (NOT, NOT): NOT, (NOT, OPEN): NOT,
    (OPEN, MET): OPEN, (OPEN, NOT): NOT, (OPEN, OPEN): OPEN,
}  # fmt: skip
OR = {
    (MET, MET): MET, (MET, NOT): MET, (MET, OPEN): MET,
    (NOT, MET): MET, (NOT, NOT): NOT, (NOT, OPEN): OPEN,
    (OPEN, MET): MET, (OPEN, NOT): OPEN, (OPEN, OPEN): OPEN,
}  # fmt: skip


@pytest.mark.parametrize(("pair", "whole"), AND.items())
def test_all_of_two(pair: tuple[Verdict, Verdict], whole: Verdict) -> None:
    """One that fails is enough to fail; without it one open part leaves it open."""
    assert all_of(pair) is whole


@pytest.mark.parametrize(("pair", "whole"), OR.items())
def test_any_of_two(pair: tuple[Verdict, Verdict], whole: Verdict) -> None:
    """One that is met is enough; without it one open part leaves it open."""
    assert any_of(pair) is whole
