"""Kinds that measure time: how long pain has lasted, and how long relief lasted after an earlier procedure."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from checks.calendar import Unit, after, days_reach
from checks.kinds.base import Criterion, Proof
from checks.kinds.recorded import show
from checks.verdict import Verdict, of_bool
from checks.view import CaseView


class Span(BaseModel):
    """A length of time; complete months are calendar months."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    amount: int = Field(ge=1)
    unit: Unit


class PainLasted(Criterion):
    """The pain has lasted at least (or, with `below`, less than) a span, by any of the facts that say so.

    Unknown when: none of the facts is recorded, they contradict each other, or the calendar leaves it open.
    """

    kind: Literal["pain_lasted"]
    facts: tuple[str, ...] = Field(strict=False, min_length=1)
    at_least: Span
    below: bool = False

    def judge(self, view: CaseView) -> Proof:
        """Measure up to the date of service; facts that disagree are a contradiction, hence unknown."""
        recorded = [(fact, view.get(fact)) for fact in self.facts]
        known = [(fact, value, self._reaches(view, fact, value)) for fact, value in recorded if value is not None]
        keys = tuple(fact for fact, _, _ in known) or self.facts
        if not known:
            return Proof(Verdict.UNKNOWN, "how long the pain has lasted is not recorded", keys, (self.facts[0],))
        answers = {reach for _, _, reach in known if reach is not None}
        because = ", ".join(f"{fact} is {show(value)}" for fact, value, _ in known)
        because += f"; needed: {'less than' if self.below else 'at least'} {self.at_least.amount} {self.at_least.unit}"
        if len(answers) == 1:
            return Proof(of_bool(answers.pop() is not self.below), because, keys)
        note = "the recorded durations contradict each other" if answers else "the exact date decides"
        missing = ("date_of_service",) if view.on is None else (self.facts[0],)
        return Proof(Verdict.UNKNOWN, f"{because} ({note})", keys, missing)

    def _reaches(self, view: CaseView, fact: str, value: object) -> bool | None:
        amount, unit = self.at_least.amount, self.at_least.unit
        if fact.endswith("_date"):
            return None if view.on is None else after(value, amount, unit) <= view.on  # type: ignore[arg-type]
        number = Decimal(str(value))
        if fact.endswith("_months") and unit == "months":
            return number >= amount
        days = number * 7 if fact.endswith("_weeks") else number * Decimal("30.4375")
        start = None
        if view.on is not None and days == int(days) and fact.endswith("_weeks"):
            start = view.on - timedelta(days=int(days))
        return days_reach(days, amount, unit, start)

    def names(self) -> tuple[str, ...]:
        """The facts that may say it."""
        return self.facts


class ReliefLasted(Criterion):
    """Relief after one earlier procedure lasted at least (with `below`: less than) a span from that procedure's date.

    Unknown when: its duration is absent, or months are asked and its date is absent and would decide.
    """

    kind: Literal["relief_lasted"]
    at_least: Span
    below: bool = False

    def judge(self, view: CaseView) -> Proof:
        """Count from the entry's date."""
        key = view.public("prior.relief_duration_days")
        days = view.get("prior.relief_duration_days")
        if days is None:
            return Proof(Verdict.UNKNOWN, f"{key} is not recorded", (key,), (key,))
        reach = days_reach(days, self.at_least.amount, self.at_least.unit, view.get("prior.date"))
        words = "less than" if self.below else "at least"
        because = f"relief lasted {show(days)} days; needed: {words} {self.at_least.amount} {self.at_least.unit}"
        missing = (view.public("prior.date"),) if reach is None else ()
        verdict = of_bool(None if reach is None else reach is not self.below)
        return Proof(verdict, because, (key,), missing)

    def names(self) -> tuple[str, ...]:
        """The duration and the date it counts from."""
        return ("prior.relief_duration_days", "prior.date")
