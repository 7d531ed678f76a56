"""Three values and how they combine (strong Kleene logic)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """Met, not met, or unknown. It has no truth value: `if verdict:` raises."""

    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    MET = "met"

    def __bool__(self) -> bool:
        """Refuse: unknown is neither true nor false.

        Raises:
            TypeError: always.
        """
        raise TypeError("a verdict has three values; compare it with `is Verdict.MET`")


def of_bool(value: bool | None) -> Verdict:
    """Met for true, not met for false, unknown for None."""
    if value is None:
        return Verdict.UNKNOWN
    return Verdict.MET if value else Verdict.NOT_MET


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Not met if any is not met, else unknown if any is unknown; met for none at all."""
    seen = set(verdicts)
    if Verdict.NOT_MET in seen:
        return Verdict.NOT_MET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in seen else Verdict.MET


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met if any is met, else unknown if any is unknown; not met for none at all."""
    seen = set(verdicts)
    if Verdict.MET in seen:
        return Verdict.MET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in seen else Verdict.NOT_MET


def negate(verdict: Verdict) -> Verdict:
    """Swap met and not met; unknown stays unknown."""
    return {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}.get(verdict, Verdict.UNKNOWN)
