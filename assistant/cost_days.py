"""The days of a cost question, and whether the plan year turns before or between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from assistant.cost_denied import is_said
from assistant.cost_marks import YEARLY
from assistant.cost_numbers import MONTHS, Mark, pattern
from assistant.cost_told import Fact, Told

SOON = 183  # days from the start of a plan year in which what was told before is taken as the old year's
TURN = ("plan_year_ends", "the day on which the plan year ends, and the deductible and limit of the new one")
STANDS = {
    "deductible": "the plan's summary of benefits for the new year",
    "oop_max": "the plan's summary of benefits for the new year",
}


@dataclass(slots=True)
class Days:
    """The days of service, as dates of two years, and the last day of the plan year where it turns among them."""

    services: list[tuple[Mark, date]] = field(default_factory=list)
    again: list[tuple[Mark, date]] = field(default_factory=list)  # where one of them is named once more
    ends: date | None = None
    turned: bool = False  # the one service lies in the new plan year; the numbers told are the old one's
    asks: list[tuple[str, str]] = field(default_factory=list)

    def of(self, charges: list[Mark]) -> list[dict[str, str]]:
        """The day of each charge: by their order where there are as many, else the last day named before it."""
        if len(charges) == len(self.services):
            return [{"date": day.isoformat()} for _, day in self.services]
        found = []
        for charge in charges:
            near = [day for mark, day in self.services if mark.start < charge.start]
            found.append({"date": near[-1].isoformat()} if near else {})
        return found if all(found) else [{} for _ in charges]


def days_of(read: Told) -> Days:
    """The days of a message and the turn of its plan year."""
    days, resets = Days(), list(pattern("resets").finditer(read.text))
    places = [read.bounds(match.start(), ("hard", "soft")) for match in resets]
    year, last, turns = 2024, "", []
    for mark in read.found:
        if mark.kind != "day" or pattern("no_service").search(read.text[: mark.start]):
            continue
        before = read.text[: mark.start]
        if any(low <= mark.start < high for low, high in places) and not pattern("of_service").search(before):
            turns.append((mark, _date(mark.value, 2024)))
            continue
        named = [day for _, day in days.services if f"{day:%m-%d}" == mark.value]
        if named and pattern("asks_amount").search(before, read.bounds(mark.start)[0]):
            days.again.append((mark, named[0]))
            continue
        year += bool(last and mark.value < last)
        last = mark.value
        days.services.append((mark, _date(mark.value, year)))
    for match in resets:
        read.use(match)
    several = sum(fact.name == "allowed" for fact in read.facts) > 1 or is_said("each", read.text)
    over = year > 2024 or _over_new_year(read.text)
    if not is_said("same_year", read.text) and (resets or (over and several)):
        _turn(read, days, resets, turns)
    return days


def _turn(read: Told, days: Days, resets: list[re.Match[str]], turns: list[tuple[Mark, date]]) -> None:
    """Whether the plan year turns before the services, or among them; asked where it cannot be told."""
    ends = _last_day(read, turns) or _by_month(read, days, resets)
    if ends is None or not days.services:
        only_named = resets and all(_is_calendar(read.text, match) for match in resets)
        only_named = only_named and not _over_new_year(read.text)
        days.turned = is_said("after_turn", read.text)
        if not days.turned and not only_named and not _since(read, resets):
            days.asks.append(TURN)
        return
    first, last = days.services[0][1], days.services[-1][1]
    if first <= ends < last:
        days.ends = ends
    else:
        start = (ends + timedelta(days=1)).replace(year=2024)
        days.turned = (first - start).days % 366 < SOON and not _since(read, resets)


def _is_calendar(text: str, match: re.Match[str]) -> bool:
    """Whether words of a plan year only say that it is the calendar's."""
    return "calendar" in match[0] or re.match(r" (?:(?:the|a|by|on) )*calendar", text[match.end() :]) is not None


def _over_new_year(text: str) -> bool:
    """Whether months are named of which the later one lies in the next year: "November through January"."""
    places = ([MONTHS.index(m[name][:3]) for name in ("one", "other")] for m in pattern("month_span").finditer(text))
    return any(other < one for one, other in places)


def _since(read: Told, resets: list[re.Match[str]]) -> bool:
    """Whether the year has turned already and what is told of deductible and limit is told after that."""
    past = resets and re.search(r"ed\b|\breset\b", resets[-1][0])
    told = [f for f in read.facts if f.of in YEARLY]
    unused = any(fact.name == "deductible_used" and fact.mark.kind == "state" for fact in told)
    return unused or (bool(past and told) and all(fact.mark.start > resets[-1].start() for fact in told))


def _date(month_day: str, year: int) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def _last_day(read: Told, turns: list[tuple[Mark, date]]) -> date | None:
    """The last day of the plan year: named to end, or the one before it starts over; of a calendar year Dec 31."""
    if turns:
        mark, day = turns[0]
        before = read.part(mark.start, "hard", "soft")
        return day if re.search(r"\bends?\b|\bthrough\b", before) else _day_before(day)
    calendar = re.search(r"calendar|new year|next year|\bjan(?:uary)?\b", read.text)
    return date(2024, 12, 31) if calendar else None


def _by_month(read: Told, days: Days, resets: list[re.Match[str]]) -> date | None:
    """The last day of a plan year of which only months are told; none where a service lies in the month it starts."""
    for match in resets:
        part = read.part(match.start())
        named = pattern("year_span").search(part) or pattern("year_start").search(part)
        if named is None:
            continue
        month = MONTHS.index(named["month"][:3]) + 1
        if named.re is pattern("year_span") or all(day.month != month for _, day in days.services):
            return _day_before(date(2024, month, 1))
    return None


def _day_before(day: date) -> date:
    return (day - timedelta(days=1)).replace(year=2024)


def _is_new(read: Told, fact: Fact) -> bool:
    """Whether a fact is said of the new plan year: in words, or by the later of two years."""
    part, years = read.part(fact.mark.start, "hard", "soft"), sorted(set(re.findall(r"\b20[1-4]\d\b", read.text)))
    return bool(pattern("new_year").search(part)) or (len(years) > 1 and years[-1] in part and years[0] not in part)


def _of_both_years(read: Told, facts: list[Fact]) -> list[Fact]:
    """The facts where the plan year turns among the services: of two whole amounts the new year's.

    The old one only tells what is left of it.
    """
    for kind, whole in (("deductible", "deductible"), ("oop", "oop_max")):
        wholes = [fact for fact in facts if fact.name == whole and fact.mark.kind == "amount"]
        old = [fact for fact in wholes if not _is_new(read, fact)]
        parts = {f"{kind}_used", f"{kind}_whole"}
        used = [fact for fact in facts if fact.name in parts and not _is_new(read, fact)]
        facts = [fact for fact in facts if fact.name != f"{kind}_used" or fact in used or not _is_new(read, fact)]
        if wholes and not old:
            facts = [fact for fact in facts if fact not in used or fact.mark.kind == "state"]
        if len(wholes) != 2 or len(old) != 1:
            continue
        facts = [fact for fact in facts if fact is not old[0] and fact not in used]
        if len(used) == 1:
            left = Decimal(old[0].value) - Decimal(used[0].value)
            facts.append(Fact(f"{kind}_left", f"{left:f}", used[0].mark, used[0].network))
        read.used.append(read.bounds(next(f for f in wholes if f is not old[0]).mark.start))
    return facts


def _tells_both_years(read: Told, facts: list[Fact]) -> bool:
    """Whether a new year's deductible is told besides what is left, used or met of another one."""
    amounts = [fact for fact in facts if fact.name == "deductible" and fact.mark.kind == "amount"]
    parts = [fact for fact in facts if fact.of == "deductible" and fact.name != "deductible"]
    new = any(_is_new(read, fact) for fact in amounts)
    return new and not is_said("same_year", read.text) and any(not _is_new(read, fact) for fact in parts)


def of_the_day(read: Told, facts: list[Fact], days: Days) -> list[Fact]:
    """The facts that hold on the day: what is left, used or met ends with the plan year that it was said of."""
    if days.ends is not None:
        return _of_both_years(read, facts)
    if not days.turned:
        if not days.asks and _tells_both_years(read, facts):
            days.asks.append(TURN)
        return facts
    kept = [
        fact
        for fact in facts
        if fact.of not in YEARLY
        or fact.name in {"deductible", "oop_max", "family_deductible", "family_oop_max"}
        or pattern("new_year").search(read.part(fact.mark.start, "hard", "soft"))
    ]
    names = {fact.name for fact in kept}
    for name, left in (("deductible", "deductible_left"), ("oop_max", "oop_left")):
        whole = next((fact for fact in kept if fact.name == name), None)
        if whole is not None and left not in names:
            kept.append(Fact(left, whole.value, whole.mark, whole.network))
    return kept
