"""What a visit costs under a plan's own numbers: exact amounts, each step with its rule and what remains."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from checks.plan import Item, Plan, Visit

CENT = Decimal("0.01")
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Left:
    """What remains of the deductible and of the out-of-pocket limit (None: no limit was given).

    `day` and `owed` carry the rounding on: the day, and its coinsurance so far before it is rounded.
    """

    deductible: Decimal
    limit: Decimal | None
    day: date | None = None
    owed: Decimal = ZERO

    def on(self, day: date | None) -> Left:
        """The same on a day: the rounding starts again where it is another, or no day was given."""
        return self if day is not None and day == self.day else replace(self, day=day, owed=ZERO)


@dataclass(frozen=True, slots=True)
class Step:
    """One rule applied: its words, the amount, and what remains after it."""

    rule: str
    amount: Decimal
    remaining: Decimal


@dataclass(slots=True)
class Cost:
    """What the patient and the plan pay, what is written off, and how that was worked out."""

    patient: Decimal = ZERO
    plan: Decimal = ZERO
    write_off: Decimal = ZERO
    balance_bill: Decimal = ZERO
    steps: list[Step] = field(default_factory=list)

    def step(self, rule: str, amount: Decimal, remaining: Decimal) -> None:
        """Note one rule."""
        self.steps.append(Step(rule, amount, remaining))


def cents(amount: Decimal) -> Decimal:
    """Rounded to the cent, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def money(amount: Decimal) -> str:
    """An amount as the contract prints it: two decimals, no sign of currency."""
    return f"{cents(amount):f}"


def estimate(plan: Plan) -> dict[str, Any]:
    """Work out a plan's visits in order, the accumulators carried on.

    Where the deductible or the coinsurance is not given and matters, `patient_pays` is None and `range` says from what
    to what; `missing` names the inputs and where they stand on the summary of benefits.
    """
    missing = plan.missing()
    if any(name in {"allowed", "deductible"} for name, _ in missing):
        return _open(missing, None)
    if missing:
        cost, high = (_total(replace_missing(plan, high=high)) for high in (False, True))
        if cost.patient != high.patient:
            return _open(missing, (cost.patient, high.patient))
    else:
        cost = _total(plan)
    return {
        "patient_pays": money(cost.patient),
        "plan_pays": money(cost.plan),
        "write_off": money(cost.write_off),
        "balance_bill": money(cost.balance_bill),
        "steps": [{"rule": s.rule, "amount": money(s.amount), "remaining": money(s.remaining)} for s in cost.steps],
        "assumptions": plan.assumptions(),
        "missing": [],
        "range": None,
    }


def _open(missing: list[tuple[str, str]], span: tuple[Decimal, Decimal] | None) -> dict[str, Any]:
    return {
        "patient_pays": None,
        "plan_pays": None,
        "steps": [],
        "assumptions": [],
        "missing": [{"input": name, "where": where} for name, where in missing],
        "range": None if span is None else {"low": money(span[0]), "high": money(span[1])},
    }


def replace_missing(plan: Plan, *, high: bool) -> Plan:
    """The plan with what is not given set to what makes the patient's share lowest, or highest."""
    whole = sum((item.allowed or ZERO for visit in plan.all_visits() for item in visit.items), ZERO)
    given: dict[str, Any] = {}
    if plan.deductible_now() is None:
        given["deductible_left"] = whole if high else ZERO
    if plan.coinsurance is None:
        given["coinsurance"] = Decimal(1) if high else ZERO
    return plan.model_copy(update=given)


def _total(plan: Plan) -> Cost:
    left = Left(plan.deductible_now() or ZERO, plan.limit_now())
    cost, year = Cost(), plan.plan_year_ends
    for visit in sorted(plan.all_visits(), key=lambda one: one.date or date.min):
        if year is not None and visit.date is not None and visit.date > year:
            left, year = Left(plan.deductible or ZERO, plan.oop_max), None
            cost.step("a new plan year: deductible and limit start again", left.deductible, left.limit or ZERO)
        into, left = cost if visit.asked else Cost(), left.on(visit.date)
        for item in visit.items:
            left = _item(plan, visit, item, left, into)
        if not visit.asked:
            cost.step("an earlier or later visit, not asked about: the deductible left after it", ZERO, left.deductible)
    return cost


def _item(plan: Plan, visit: Visit, item: Item, left: Left, cost: Cost) -> Left:
    """One line: allowed, covered, copay, deductible, coinsurance, limit; then what the charge has beyond it."""
    allowed = plan.allowed_of(visit, item) or ZERO
    name = item.name
    billed = item.billed if item.billed is not None else allowed
    if item.reduced_to != 1:
        allowed, billed = cents(allowed * item.reduced_to), billed if item.covered else cents(billed * item.reduced_to)
        whole = f"{(item.reduced_to * 100).normalize():f} %"
        cost.step(f"{name}: {whole} of the line counts", allowed if item.covered else billed, ZERO)
    if not item.covered:
        cost.patient += billed
        cost.step(f"{name}: not covered, the whole charge is the patient's and counts toward no limit", billed, ZERO)
        return left
    cost.step(f"{name}: allowed amount", allowed, allowed)
    extra = max(billed - allowed, ZERO)
    share, left = _share(plan, item, allowed, left, cost)
    cost.patient += share
    cost.plan += allowed - share
    if extra and plan.out_of_network(visit, item):
        cost.patient += extra
        cost.balance_bill += extra
        cost.step(f"{name}: balance billed out of network, outside the limit", extra, ZERO)
    elif extra:
        cost.write_off += extra
        cost.step(f"{name}: written off in network", extra, ZERO)
    return left


def _share(plan: Plan, item: Item, allowed: Decimal, left: Left, cost: Cost) -> tuple[Decimal, Left]:
    """The patient's share of an allowed amount, and what remains of deductible and limit."""
    copay = min(item.copay if item.copay is not None else plan.copay or ZERO, allowed)
    rest = allowed - (copay if plan.copay_order == "first" else ZERO)
    if copay:
        cost.step(f"{item.name}: copay", copay, rest)
    deductible = min(left.deductible, rest) if item.deductible_applies else ZERO
    rest -= deductible
    cost.step(f"{item.name}: deductible", deductible, left.deductible - deductible)
    rate = item.coinsurance if item.coinsurance is not None else plan.coinsurance or ZERO
    owed = left.owed + rest * rate
    coinsurance = cents(owed) - cents(left.owed)  # the lines of a day come to the rounded share of their sum
    cost.step(
        f"{item.name}: coinsurance {(rate * 100).normalize():f} % of {money(rest)}", coinsurance, rest - coinsurance
    )
    if plan.coinsurance_cap is not None and coinsurance > plan.coinsurance_cap:
        cost.step(
            f"{item.name}: the coinsurance is capped", plan.coinsurance_cap - coinsurance, rest - plan.coinsurance_cap
        )
        coinsurance = plan.coinsurance_cap
    share = min(copay + deductible + coinsurance, allowed)
    if left.limit is not None and share > left.limit:
        cost.step(f"{item.name}: the out-of-pocket limit caps the share", left.limit - share, ZERO)
        share = left.limit
    limit = None if left.limit is None else left.limit - share
    return share, replace(left, deductible=left.deductible - deductible, limit=limit, owed=owed)
