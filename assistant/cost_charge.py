"""One charge of a cost question as a line of a plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.cost_denied import denied
from assistant.cost_numbers import Mark, pattern
from assistant.cost_told import Told

CHARGES = ("allowed", "billed", "item")  # the facts that are one
WHERE = {"billed": "the provider's charge, on its estimate or bill",
         "allowed": "ask the plan for the allowed amount of each procedure code"}  # fmt: skip
COPAY_ALONE: dict[str, Any] = {"coinsurance": "0%", "deductible_applies": False}  # of a line, beside its copay


@dataclass(slots=True)
class Charge:
    """One amount that a service costs."""

    kind: str
    value: str
    mark: Mark
    name: str = ""
    covered: bool | None = None
    reduced_to: str = ""
    copay: str = ""  # all that is due of it where it is covered
    share: str = ""  # the patient's of this line alone
    free: bool = False  # no deductible is taken of it

    def line(self, *, alone: bool) -> dict[str, Any]:
        """The charge as a line of a plan; `alone`: nobody but the patient pays."""
        uncovered = alone or self.covered is False
        key = "billed" if uncovered or (self.kind == "item" and not self.covered) else "allowed"
        found: dict[str, Any] = {key: self.value} | ({"name": self.name} if self.name else {})
        found |= {"covered": False} if uncovered else {"coinsurance": self.share} if self.share else {}
        found |= {"deductible_applies": False} if self.free and not uncovered else {}
        if self.copay and not uncovered:
            found |= {"copay": self.copay, **COPAY_ALONE}
        return found | ({"reduced_to": f"{self.reduced_to}%"} if self.reduced_to else {})


def allowed(charges: list[Charge]) -> list[Charge]:
    """The covered charges that the plan allows."""
    return [one for one in charges if one.kind == "allowed" and one.covered is not False]


def item_apart(read: Told) -> re.Match[str] | None:
    """The item that is said to be billed apart, named in the same sentence."""
    apart = pattern("apart").search(read.text)
    if apart is None or denied(read.text, apart):
        return None
    return pattern("items").search(read.text, *read.bounds(apart.start()))


def beside_fee(billed: Charge, allowed: Charge) -> bool:
    """Whether a charge is less than the allowed amount, and so none for the same line."""
    return Decimal(billed.value) < Decimal(allowed.value)


def price_behind(read: Told, charges: list[Charge], match: re.Match[str], name: str) -> Charge | None:
    """The price of what words deny cover of, told behind them: "isn't covered; they charge 175 for it"."""
    start, end = read.bounds(match.start())
    own = [one for one in charges if start <= one.mark.start < end and one.kind == "billed"]
    items = {found[0] for found in pattern("items").finditer(read.text, start, end)}
    service = pattern("services").search(read.text, start, end)
    if len(own) == 1 and len(items) < 2 and not service and pattern("own_promise").search(read.text, start, end):
        return own[0]
    low, high = read.bounds(end + 2)
    here = [one for one in charges if low <= one.mark.start < high and one.kind == "billed"]
    words = read.text[low:high]
    goes_on = pattern("goes_on_of_it").search(words) and not pattern("items").search(words)
    if goes_on and len(here) == 1 and not pattern("services").search(words):
        return here[0]
    later = [one for one in charges if match.end() <= one.mark.start < high]
    one = min(later, key=lambda charge: charge.mark.start, default=None)
    if one is None or one.kind == "allowed" or not pattern("priced_behind").match(read.text, one.mark.end):
        return None
    if pattern("services").search(read.text, match.end(), one.mark.start):
        return None  # "it" may be that
    one.name = name
    return one
