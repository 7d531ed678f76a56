"""Calendar rules: a month is a calendar month, a week is seven days, a window ends on the day of service."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

Unit = Literal["days", "weeks", "months", "years"]
SHORTEST_MONTHS = {1: 28, 2: 59, 3: 89, 4: 120, 6: 181, 12: 365}


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (earlier if negative), or that month's last day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def after(day: date, amount: int, unit: Unit) -> date:
    """The first day on which `amount` of `unit` since `day` is complete."""
    if unit in ("months", "years"):
        return add_months(day, amount * (12 if unit == "years" else 1))
    return day + timedelta(days=amount * (7 if unit == "weeks" else 1))


def within(day: date, until: date, amount: int, unit: Unit) -> bool:
    """Whether `day` lies in the window of that length that ends on `until`, that day counted."""
    return day <= until < after(day, amount, unit)


def days_reach(days: Decimal, amount: int, unit: Unit, start: date | None) -> bool | None:
    """Whether a length in days is at least `amount` of `unit`; from `start` if known.

    None where months are asked, the start is not known and the months' own lengths decide.
    """
    if unit in ("days", "weeks"):
        return days >= amount * (7 if unit == "weeks" else 1)
    months = amount * (12 if unit == "years" else 1)
    if start is not None:
        return (add_months(start, months) - start).days <= days
    shortest = SHORTEST_MONTHS.get(months, 28 * months)
    if days < shortest:
        return False
    return True if days >= 31 * months else None
