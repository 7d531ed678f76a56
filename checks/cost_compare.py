"""What a plan's own numbers give when one thing is different: contrast billed apart, another day, another plan year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checks.cost import ZERO, estimate, money
from checks.plan import Item, Plan, Visit

CONTRAST = re.compile(r"\b(contrast|dye)\b", re.IGNORECASE)


def what_if(plan: Plan, contrast: Decimal | None = None) -> list[dict[str, str]]:
    """Each change that the plan's numbers can carry, what the patient pays then, and the difference from now.

    `contrast` is the charge for a contrast agent that is billed apart; without it no such charge is taken. Empty where
    the plan's own share cannot be given.
    """
    now = estimate(plan)["patient_pays"]
    rows = []
    for change, other in _changes(plan, contrast) if now is not None else ():
        then = estimate(other)["patient_pays"]
        if then is not None:
            rows.append({"change": change, "patient_pays": then, "difference": money(Decimal(then) - Decimal(now))})
    return rows


def _changes(plan: Plan, contrast: Decimal | None) -> Iterator[tuple[str, Plan]]:
    visits = plan.all_visits()
    lines = [item for visit in visits for item in visit.items]
    kept = [tuple(item for item in visit.items if not CONTRAST.search(item.name)) for visit in visits]
    if all(kept) and sum(map(len, kept)) < len(lines):
        without = tuple(v.model_copy(update={"items": k}) for v, k in zip(visits, kept, strict=True))
        yield "no contrast agent billed apart", _with(plan, without)
    elif contrast is not None:
        for words, item in (
            ("contrast agent billed apart, covered", Item(name="contrast agent", allowed=contrast)),
            ("contrast agent billed apart, not covered", Item(name="contrast agent", billed=contrast, covered=False)),
        ):
            at = next((at for at, visit in enumerate(visits) if visit.asked), 0)
            more = visits[at].model_copy(update={"items": (*visits[at].items, item)})
            yield words, _with(plan, (*visits[:at], more, *visits[at + 1 :]))
    if len(visits) > 1 and all(visit.asked for visit in visits):
        yield "all in one visit", _with(plan, (visits[0].model_copy(update={"items": tuple(lines)}),))
    late = [v for v in visits if plan.plan_year_ends and v.date and v.date > plan.plan_year_ends]
    if late:
        yield "all before the plan year ends", plan.model_copy(update={"plan_year_ends": None})
    if plan.deductible is not None and len(late) < len(visits):
        yield "all in a new plan year", plan.model_copy(update=_fresh())
    if (plan.deductible_now() or ZERO) > 0:
        met = {"deductible_left": ZERO, "deductible_met": True, "family_deductible_left": None}
        yield "with the deductible already met", plan.model_copy(update=met)


def _with(plan: Plan, visits: tuple[Visit, ...]) -> Plan:
    return plan.model_copy(update={"visits": visits, "items": (), "allowed": None, "total_cost": None, "billed": None})


def _fresh() -> dict[str, None]:
    used = ("deductible_left", "deductible_used", "deductible_met", "family_deductible_left")
    return dict.fromkeys((*used, "oop_left", "oop_used", "family_oop_left", "plan_year_ends"))
