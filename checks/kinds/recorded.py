"""Kinds that read one recorded fact: a value, a number, a list, a documented reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from checks.kinds.base import Criterion, Proof
from checks.verdict import Verdict, of_bool
from checks.view import CaseView, region_of

Scalar = bool | str


def show(value: object) -> str:
    """A recorded value in words: yes, no, a plain number, a list with commas."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value) or "none"
    return str(value)


class Is(Criterion):
    """The fact is recorded as one of `values`.

    Unknown when: the fact is absent, unless `absent` gives the verdict for that (a default of the case format) and the
    record does not say it in two ways, or it is one of `open_values`, which say that the record leaves it open.
    """

    kind: Literal["is"]
    fact: str
    values: tuple[Scalar, ...] = Field(strict=False, min_length=1)
    absent: Verdict = Field(Verdict.UNKNOWN, strict=False)
    open_values: tuple[Scalar, ...] = Field((), strict=False)

    def judge(self, view: CaseView) -> Proof:
        """Compare the recorded value with the accepted ones; text without regard to case."""
        key, value = view.public(self.fact), view.get(self.fact)
        if value is None and view.unsettled(self.fact):
            return Proof(Verdict.UNKNOWN, f"{key} is recorded in two ways", (key,), (key,))
        if value is None:
            missing = (key,) if self.absent is Verdict.UNKNOWN else ()
            return Proof(self.absent, f"{key} is not recorded", (key,), missing)
        if value in self.open_values:
            return Proof(Verdict.UNKNOWN, f"{key} is {show(value)}; that leaves it open", (key,), (key,))
        seen = value.lower() if isinstance(value, str) else value
        ok = any(type(seen) is type(accepted) and seen == accepted for accepted in self._accepted())
        wanted = " or ".join(show(accepted) for accepted in self.values)
        return Proof(of_bool(ok), f"{key} is {show(value)}; accepted: {wanted}", (key,))

    def _accepted(self) -> tuple[Scalar, ...]:
        return tuple(value.lower() if isinstance(value, str) else value for value in self.values)

    def names(self) -> tuple[str, ...]:
        """The one fact."""
        return (self.fact,)


class Number(Criterion):
    """The recorded number keeps exactly one bound: `at_least` and `at_most` include it, `above` and `below` do not.

    Unknown when: the fact is absent, or the bound is not kept and `open` (the guideline itself gives no number).
    """

    kind: Literal["number"]
    fact: str
    unit: str
    at_least: Decimal | None = Field(None, strict=False)
    at_most: Decimal | None = Field(None, strict=False)
    above: Decimal | None = Field(None, strict=False)
    below: Decimal | None = Field(None, strict=False)
    open: bool = False

    @model_validator(mode="after")
    def _one_bound(self) -> Number:
        if sum(b is not None for b in (self.at_least, self.at_most, self.above, self.below)) != 1:
            raise ValueError("give exactly one of at_least, at_most, above, below")
        return self

    def judge(self, view: CaseView) -> Proof:
        """Compare the recorded number with the bound."""
        key, value = view.public(self.fact), view.get(self.fact)
        if value is None:
            return Proof(Verdict.UNKNOWN, f"{key} is not recorded", (key,), (key,))
        holds, words, bound = self._compare(value)
        because = f"{key} is {show(value)} {self.unit}; needed: {words} {show(bound)} {self.unit}"
        if self.open and not holds:
            return Proof(Verdict.UNKNOWN, f"{because}, or a person's judgement", (key,), (key,))
        return Proof(of_bool(holds), because, (key,))

    def _compare(self, value: Decimal) -> tuple[bool, str, Decimal]:
        if self.at_least is not None:
            return value >= self.at_least, "at least", self.at_least
        if self.at_most is not None:
            return value <= self.at_most, "at most", self.at_most
        if self.above is not None:
            return value > self.above, "more than", self.above
        assert self.below is not None
        return value < self.below, "less than", self.below

    def names(self) -> tuple[str, ...]:
        """The one fact."""
        return (self.fact,)


class ListsNone(Criterion):
    """The recorded list holds none of `values`; an empty list means documented: none.

    Unknown when: the list is absent.
    """

    kind: Literal["lists_none_of"]
    fact: str
    values: tuple[str, ...] = Field(strict=False, min_length=1)

    def judge(self, view: CaseView) -> Proof:
        """Look for any of the values in the list."""
        key, value = view.public(self.fact), view.get(self.fact)
        if value is None:
            return Proof(Verdict.UNKNOWN, f"{key} is not recorded", (key,), (key,))
        found = tuple(item for item in self.values if item in value)
        return Proof(of_bool(not found), f"{key}: {show(found)}", (key,))

    def names(self) -> tuple[str, ...]:
        """The one fact."""
        return (self.fact,)


class Lists(Criterion):
    """The recorded list holds at least so many different ones of `values`.

    Unknown when: the list is absent.
    """

    kind: Literal["lists"]
    fact: str
    values: tuple[str, ...] = Field(strict=False, min_length=1)
    at_least: int = Field(1, ge=1)

    def judge(self, view: CaseView) -> Proof:
        """Count the values in the list."""
        key, value = view.public(self.fact), view.get(self.fact)
        if value is None:
            return Proof(Verdict.UNKNOWN, f"{key} is not recorded", (key,), (key,))
        found = tuple(item for item in self.values if item in value)
        because = f"{key}: {show(found)}; needed: at least {self.at_least}"
        return Proof(of_bool(len(found) >= self.at_least), because, (key,))

    def names(self) -> tuple[str, ...]:
        """The one fact."""
        return (self.fact,)


class NothingListed(Criterion):
    """Nothing is listed: documented that there is none. With `regions`, nothing of these regions.

    Unknown when: the list is absent, or an entry that could count lacks its region.
    """

    kind: Literal["nothing_listed"]
    fact: str
    regions: tuple[str, ...] = Field((), strict=False)

    def judge(self, view: CaseView) -> Proof:
        """Look whether anything that counts is listed."""
        key, value = view.public(self.fact), view.get(self.fact)
        if value is None:
            return Proof(Verdict.UNKNOWN, f"{key} is not recorded", (key,), (key,))
        found = [region_of(entry.region, entry.levels) for entry in value] if self.regions else [None] * len(value)
        counted = [region for region in found if not self.regions or region in self.regions]
        if not counted and None in found:
            return Proof(Verdict.UNKNOWN, f"{key}: an entry lacks its region", (key,), (f"{key}.region",))
        return Proof(of_bool(not counted), f"{key}: {len(counted)} listed", (key,))

    def names(self) -> tuple[str, ...]:
        """The one fact."""
        return (self.fact,)


class IsDocumented(Criterion):
    """A reason is documented as text, which meets this and leaves its weight to a person (`review`).

    Not met only by a record that says there is none (`false`).
    Unknown when: the fact is absent, or a reason is given and `open` (the guideline names no exception).
    """

    kind: Literal["documented"]
    fact: str
    open: bool = False

    def judge(self, view: CaseView) -> Proof:
        """Text meets, false fails, absence is unknown. The text itself is not repeated."""
        key, value = view.public(self.fact), view.get(self.fact)
        if value is None:
            return Proof(Verdict.UNKNOWN, f"{key} is not recorded", (key,), (key,))
        if value is False:
            return Proof(Verdict.NOT_MET, f"{key}: documented that there is none", (key,))
        if self.open:
            return Proof(Verdict.UNKNOWN, f"{key} is documented; no exception is named", (key,), (key,))
        review = (f"{key} is documented; whether it suffices is for a person to say",)
        return Proof(Verdict.MET, f"{key} is documented", (key,), review=review)

    def names(self) -> tuple[str, ...]:
        """The one fact."""
        return (self.fact,)
