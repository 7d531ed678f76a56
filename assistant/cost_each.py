"""How often each charge of a cost question is taken: by a price of each and a number, or asked where that is open."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from assistant.cost_charge import WHERE, Charge, allowed, item_apart
from assistant.cost_days import Days
from assistant.cost_denied import is_said, said
from assistant.cost_marks import VALUES
from assistant.cost_numbers import pattern
from assistant.cost_self_pay import either_price, is_total, settled_prices
from assistant.cost_series import asks_for_one, by_time, count_of, counted, is_repeated, number_of
from assistant.cost_told import Told

THE_ONE = ("the amount of the one that is done", "what is told is the amount of more than one")


def spread(read: Told, charges: list[Charge], days: Days, *, alone: bool, beside: bool) -> list[tuple[str, str]]:
    """Put each charge as often as it is taken into the list; what has to be asked for it.

    `alone`: nobody but the patient pays; `beside`: a visit with its copay, or what has no amount, comes besides.
    """
    return _Spread(read, charges, days, alone, beside).asks_of_all()


@dataclass(slots=True)
class _Spread:
    read: Told
    charges: list[Charge]
    days: Days
    alone: bool
    beside: bool
    asks: list[tuple[str, str]] = field(default_factory=list)

    def asks_of_all(self) -> list[tuple[str, str]]:
        """The charges settled one by one, then those of which the plan pays."""
        text = self.read.text
        for one in list(self.charges):
            times = by_time(text, one.mark)
            self._times(one, times or 1)
            self.asks += [] if times else [("how many", f"for how long {one.value} is charged")]
        several = number_of(text) or pattern("of_all").search(text) or pattern("as_one").search(text)
        if several and pattern("one_of_them").search(text) and not asks_for_one(text):
            self.asks.append(THE_ONE)
        self.asks += (settled_prices if self.alone else either_price)(self.read, self.charges)
        for one in [one for one in self.charges if self.alone or one.covered is False]:
            self._per_unit(one)
        main = [] if self.alone else allowed(self.charges)
        if len(main) > 1:
            self._of_several(main)
        elif main:
            self._of_the_one(main[0])
        elif (
            not self.asks
            and 0 < sum(one.kind != "item" for one in self.charges) < counted(text)
            and not (self._of_all() or self._of_both())
        ):
            self.asks.append(("how many", "whether the price is for each of them or for all"))
        return self.asks

    def _of_all(self) -> bool:
        """Whether a price is said to be that of all there are, not what all of them cost asked for."""
        told = (self.read.bounds(match.start()) for match in said("of_all", self.read.text))
        asked = [
            self.read.text.startswith("?", end) and not re.search(r"\d", self.read.text[low:end]) for low, end in told
        ]
        return not all(asked) or any(is_total(self.read, one) for one in self.charges)

    def _of_both(self) -> bool:
        """Whether "both" is said of the two charges told, and nothing else counts what is done."""
        apart = pattern("both_charges").sub("", self.read.text)
        return len(self.charges) == 2 and counted(apart) == 1

    def _of_the_one(self, main: Charge) -> None:
        """The one allowed amount: of each, of all, or of one service."""
        told = self._told_each(main)
        if told or is_said("each", self.read.text):
            self._each(main, told)
        elif counted(self.read.text) > 1 and not (self._as_one(main) or self._this_alone(main)):
            self.asks.append(("allowed (second date)", WHERE["allowed"]))
        else:
            self._again_and_again(main)

    def _this_alone(self, one: Charge) -> bool:
        """Whether an amount is of the one of several that is asked about, and not all of them are."""
        here = pattern("this_alone").search(self.read.text, *self.read.bounds(one.mark.start))
        return here is not None and not pattern("altogether").search(self.read.text)

    def _of_several(self, main: list[Charge]) -> None:
        """Of several amounts one that is said to be each one's: so often as its part of the sentence says."""
        for one in main:
            part = self.read.part(one.mark.start, "hard", "soft")
            if pattern("by_time").match(self.read.text, one.mark.end):
                continue  # counted already
            if not is_said("each", part) and not pattern("unit_told").search(part):
                continue
            named = pattern("each_service").search(part) or pattern("each_of_these").search(part)
            if number := number_of(part) or (named and number_of(self.read.text, named["name"].removesuffix("s"))):
                self._times(one, number)
            else:
                self.asks.append(("how many services", f"how often {one.value} is charged"))

    def _as_one(self, main: Charge) -> bool:
        """Whether the one allowed amount is that of all services, or what comes besides has its own."""
        part = self.read.part(main.mark.start, "hard", "soft")
        beside = self.beside or any(one.kind == "item" or one.covered is False for one in self.charges)
        return beside or is_said("as_one", part) or item_apart(self.read) is not None

    def _times(self, one: Charge, number: int) -> None:
        at = self.charges.index(one) + 1
        self.charges[at:at] = [replace(one) for _ in range(number - 1)]

    def _each(self, one: Charge, told: re.Match[str] | None) -> None:
        """A price that words say to be each one's, as often as is told; by no number only where one is asked after."""
        days = len(self.days.services)
        unit = (told.groupdict().get("name") or "").removesuffix("s") if told else ""
        number = number_of(self.read.text, unit) or (days if days > 1 else None)
        if number is not None:
            self._times(one, number)
        elif told and not asks_for_one(self.read.text, unit):
            self.asks.append(("how many", f"how often {one.value} is charged"))

    def _told_each(self, one: Charge) -> re.Match[str] | None:
        """The words by which an amount is each one's, and not a copay, a share or a cap that stands before them."""
        text, values = self.read.text, [mark for mark in self.read.found if mark.kind in VALUES]
        per = pattern("unit_told").finditer(text, *self.read.bounds(one.mark.start))
        for match in (*per, *said("each", text)):
            before = [mark for mark in values if self.read.bounds(match.start())[0] <= mark.start < match.start()]
            if not before or before[-1] == one.mark:
                return match
        return None

    def _again_and_again(self, one: Charge) -> None:
        """What is done again has a number that is not told: "once now and once in the fall"."""
        if is_repeated(self.read.text) and not self._as_one(one):
            self.asks.append(("how many", "how many of them there are in all"))

    def _per_unit(self, one: Charge) -> None:
        """A charge that nothing is paid of, once for each of what it is said to be a price of: "795 per knee, both"."""
        text, (low, high) = self.read.text, self.read.bounds(one.mark.start, ("hard", "soft"))
        unit = pattern("unit").match(text, one.mark.end) or pattern("unit_before").search(text, low, one.mark.start)
        if unit is None:
            if pattern("units_at").search(text[: one.mark.start]) and not pattern("as_one").search(text, low, high):
                self.asks.append(("how many", f"whether {one.value} is for each of them or for all"))
            elif self.alone:
                self._again_and_again(one)
            return
        self.read.use(unit)
        others = pattern("other_so_many").search(text, low, high)
        if others:
            self._times(one, count_of(others["number"]))
        elif pattern("first_price").search(text):
            self.asks.append(("how many", f"how often {one.value} is charged"))
        else:
            self._each(one, unit)
