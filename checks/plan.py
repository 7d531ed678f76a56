"""A plan's own numbers and the visits to work out: strict, exact, and what is not given stays not given."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from checks.case import Day
from checks.errors import CaseError

MOST = Decimal(10_000_000)


def _amount(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError('an amount such as 1450 or "1450.00" is needed')  # noqa: TRY004  pydantic reports ValueError
    text = str(value).strip().removeprefix("$")
    if re.search(r"[€£]|usd|eur", text, re.IGNORECASE):
        raise ValueError("amounts are in one currency, without its sign")
    if not re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d{1,2})?|\d+(\.\d{1,2})?", text):
        raise ValueError('an amount such as 1450 or "1450.00" is needed: not negative, no words')
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation as error:  # pragma: no cover - the pattern lets only numbers through
        raise ValueError("an amount is needed") from error


def _rate(value: object) -> Decimal:
    """A share from 0 to 1: 0.2, "20%", "20 %"; a plain number above 1 is taken as percent."""
    percent = isinstance(value, str) and value.strip().endswith("%")
    text = str(value).strip().rstrip("% ")
    if isinstance(value, bool) or not re.fullmatch(r"\d+(\.\d+)?", text):
        raise ValueError('a share such as 0.2 or "20%" is needed')
    number = Decimal(text)
    share = number / 100 if percent or number > 1 else number
    if share > 1:
        raise ValueError('a share of at most 100 % is needed, such as 0.2 or "20%"')
    return share


Amount = Annotated[Decimal, BeforeValidator(_amount), Field(le=MOST)]
Rate = Annotated[Decimal, BeforeValidator(_rate)]
Network = Literal["in", "out"]


class Numbers(BaseModel):
    """Base: frozen, an unknown key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(Numbers):
    """One line of a claim: a procedure, image guidance, contrast, a drug, the facility, anesthesia."""

    name: str = Field("the procedure", max_length=80)
    allowed: Amount | None = None
    billed: Amount | None = None
    covered: bool = True
    reduced_to: Rate = Decimal(1)  # the share of the line that counts: a second procedure's, or less a discount
    copay: Amount | None = None
    coinsurance: Rate | None = None
    deductible_applies: bool = True
    network: Network | None = None


class Visit(Numbers):
    """The lines of one day; one that is not `asked` about only uses up deductible and limit."""

    date: Day | None = None
    asked: bool = True
    network: Network | None = None
    items: tuple[Item, ...] = Field(min_length=1)


class Plan(Numbers):
    """A plan's numbers with one claim (`allowed`), its lines (`items`) or several days (`visits`).

    `deductible` and `oop_max` are the yearly amounts; `…_left` what remains of them now, `…_used` what was used.
    """

    id: str | None = None
    allowed: Amount | None = Field(None, validation_alias="allowed")
    total_cost: Amount | None = None
    billed: Amount | None = None
    items: tuple[Item, ...] = ()
    visits: tuple[Visit, ...] = ()
    network: Network = "in"
    deductible: Amount | None = None
    deductible_left: Amount | None = None
    deductible_used: Amount | None = None
    deductible_met: bool | None = None
    family_deductible_left: Amount | None = None
    deductible_kind: Literal["embedded", "aggregate"] = "embedded"
    coinsurance: Rate | None = None
    copay: Amount | None = None
    copay_order: Literal["first", "on_top"] = "first"  # taken off before the rest, or besides it
    coinsurance_cap: Amount | None = None  # the most that the coinsurance of one line comes to
    oop_max: Amount | None = None
    oop_left: Amount | None = None
    oop_used: Amount | None = None
    family_oop_left: Amount | None = None
    plan_year_ends: Day | None = None
    program: Literal["medicare_part_b"] | None = None
    secondary_coverage: bool = False
    year: int | None = Field(None, ge=2000, le=2100)

    @model_validator(mode="after")
    def _possible(self) -> Plan:
        if self.deductible is not None and self.oop_max is not None and self.deductible > self.oop_max:
            raise ValueError("the deductible is above the out-of-pocket limit: check both on the summary of benefits")
        if self.deductible_left is not None and self.oop_max is not None and self.deductible_left > self.oop_max:
            both = f"deductible_left ({self.deductible_left}) is above oop_max ({self.oop_max})"
            raise ValueError(f"{both}, the limit of the whole year: check both")
        for name in ("deductible", "oop_max"):
            short = name.removesuffix("_max")
            whole = getattr(self, name)
            for part in ("used", "left"):
                amount = getattr(self, f"{short}_{part}")
                if whole is not None and amount is not None and amount > whole:
                    raise ValueError(f"{short}_{part} is above {name}: check both")
        if self.items and self.visits:
            raise ValueError("give 'items' or 'visits', not both")
        return self

    def all_visits(self) -> tuple[Visit, ...]:
        """The visits; a single claim is one visit of one line."""
        if self.visits:
            return self.visits
        whole = self.allowed if self.allowed is not None else self.total_cost
        items = self.items or (Item(allowed=whole, billed=self.billed),)
        return (Visit(items=items, network=self.network),)

    def out_of_network(self, visit: Visit, item: Item) -> bool:
        """Whether a line is out of network."""
        return (item.network or visit.network or self.network) == "out"

    def deductible_now(self) -> Decimal | None:
        """What remains of the deductible; the family's ends the member's, and alone counts where it is aggregate."""
        own = Decimal(0) if self.deductible_met else _left(self.deductible_left, self.deductible, self.deductible_used)
        if own is None and self.program == "medicare_part_b":
            own = part_b_deductible(self.year)
        if self.family_deductible_left is None:
            return own
        if self.deductible_kind == "aggregate" or own is None:
            return self.family_deductible_left
        return min(own, self.family_deductible_left)

    def limit_now(self) -> Decimal | None:
        """What remains of the out-of-pocket limit; None where none is given."""
        own = _left(self.oop_left, self.oop_max, self.oop_used)
        known = [limit for limit in (own, self.family_oop_left) if limit is not None]
        return min(known) if known else None

    def share(self) -> Decimal | None:
        """The coinsurance; Medicare Part B has 20 %."""
        if self.coinsurance is None and self.program == "medicare_part_b":
            return Decimal("0.2")
        return self.coinsurance

    def copay_alone(self, visit: Visit, item: Item) -> bool:
        """Whether a copay is all that is due of a line in network: then its allowed amount is not needed."""
        copay = item.copay if item.copay is not None else self.copay
        share = item.coinsurance if item.coinsurance is not None else self.share()
        free = not item.deductible_applies or self.deductible_now() == 0
        return copay is not None and share == 0 and free and not self.out_of_network(visit, item)

    def nothing_due(self, visit: Visit, item: Item) -> bool:
        """Whether the limit of the year is reached: then nothing is due of a line in network, whatever it costs."""
        return self.limit_now() == 0 and self.plan_year_ends is None and not self.out_of_network(visit, item)

    def allowed_of(self, visit: Visit, item: Item) -> Decimal | None:
        """The allowed amount of a line; without one, of a copay alone the copay, and none where nothing is due."""
        if item.allowed is None and self.copay_alone(visit, item):
            return item.copay if item.copay is not None else self.copay
        if item.allowed is None and self.nothing_due(visit, item):
            return Decimal(0)
        return item.allowed

    def missing(self) -> list[tuple[str, str]]:
        """Inputs without which no amount can be given, and where each stands."""
        covered = [(visit, item) for visit in self.all_visits() for item in visit.items if item.covered]
        lines = [item for _, item in covered]
        found = []
        if any(self.allowed_of(visit, item) is None for visit, item in covered):
            found.append(("allowed", "ask the plan for the allowed amount of each procedure code"))
        turns = any(v.date and self.plan_year_ends and v.date > self.plan_year_ends for v in self.all_visits())
        if turns and self.deductible is None:
            found.append(("deductible", "the summary of benefits of the new plan year"))
        if self.deductible_now() is None and any(item.deductible_applies for item in lines):
            found.append(("deductible_left", "the plan's member page or its last explanation of benefits"))
        if self.share() is None and any(item.coinsurance is None for item in lines):
            found.append(("coinsurance", "the summary of benefits, in the row of outpatient procedures"))
        return found

    def assumptions(self) -> list[str]:
        """What was taken as given without being told."""
        said = []
        if self.limit_now() is None:
            said.append("no out-of-pocket limit was given: the share is not capped")
        if self.copay is None and not any(i.copay is not None for v in self.all_visits() for i in v.items):
            said.append("no copay was given: none was taken")
        told = (self.deductible_left, self.deductible_used) != (None, None) or self.deductible_met
        if self.deductible is not None and not told:
            said.append("nothing of the deductible was said to be used: all of it is taken as left")
        lines = [(visit, item) for visit in self.all_visits() for item in visit.items if item.covered]
        unpriced = [(visit, item) for visit, item in lines if item.allowed is None]
        if any(self.copay_alone(visit, item) for visit, item in unpriced):
            said.append("where a copay is all that is due, no allowed amount was needed: it is taken to be the copay")
        elif any(self.nothing_due(visit, item) for visit, item in unpriced):
            said.append("the limit is reached, so no allowed amount was needed: what the plan pays is not worked out")
        if any(self.out_of_network(visit, item) and item.billed is None for visit, item in lines):
            said.append("no charge beyond the allowed amount was given: out of network one may be billed besides")
        if self.secondary_coverage:
            said.append("secondary coverage is not modelled: it may lower what the patient pays")
        limits = federal_limits()
        if (
            self.oop_max is not None
            and self.network == "in"
            and self.year in limits
            and self.oop_max > limits[self.year]
        ):
            said.append(
                f"the limit is above the federal one of {limits[self.year]} for one person in {self.year}: check it"
            )
        return said


def _left(left: Decimal | None, whole: Decimal | None, used: Decimal | None) -> Decimal | None:
    if left is not None:
        return left
    return None if whole is None else whole - (used or Decimal(0))


@cache
def figures() -> dict[str, Any]:
    """The yearly figures and rules of `cost_figures.yaml`, each with its source."""
    text = files("checks").joinpath("cost_figures.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def federal_limits() -> dict[int, Decimal]:
    """The federal out-of-pocket limits for one person by year."""
    return {row["year"]: Decimal(row["self_only"]) for row in figures()["out_of_pocket_limits"]}


def part_b_deductible(year: int | None) -> Decimal | None:
    """The yearly deductible of Medicare Part B; None for a year whose figure is not sure."""
    rows = {row["year"]: row for row in figures()["medicare_part_b_deductible"]}
    return Decimal(rows[year]["amount"]) if year in rows else None


def read_plan(text: str) -> Plan:
    """Read a plan from JSON.

    Raises:
        CaseError: not JSON, an unknown key, an amount that is negative, in words or above 100 %; one line.
    """
    try:
        value = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise CaseError("the plan is not valid JSON: hand in one JSON object") from None
    if not isinstance(value, dict):
        raise CaseError("a plan is a JSON object: this is something else")
    return plan_of(value)


def plan_of(value: dict[str, Any]) -> Plan:
    """A plan from plain values. Raises CaseError like `read_plan`."""
    try:
        plan = Plan.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the plan"
        if first["type"] == "extra_forbidden":
            raise CaseError(f"{where} is not a known key of a plan; known here: {_keys(first['loc'])}") from None
        given = first.get("input")
        shown = f" is {given!r:.40}" if isinstance(given, str | int | float | Decimal) else ""
        raise CaseError(f"{where}{shown}: {first['msg'].removeprefix('Value error, ')}") from None
    return plan.model_copy(update={"coinsurance": plan.share()})


def _keys(place: tuple[int | str, ...]) -> str:
    """The keys that are known at a place of a plan."""
    known: type[Numbers] = Item if "items" in place[:-1] else Visit if "visits" in place[:-1] else Plan
    return ", ".join(known.model_fields)
