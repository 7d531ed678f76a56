"""The lines and days of a cost question: what each charge is for, whether it is covered, reduced or included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from assistant.cost_alike import is_either, is_own_bill, repeats, term_of
from assistant.cost_charge import CHARGES, COPAY_ALONE, WHERE, Charge, allowed, beside_fee, price_behind
from assistant.cost_days import TURN, Days
from assistant.cost_denied import denied, is_said, said
from assistant.cost_each import spread
from assistant.cost_marks import distance
from assistant.cost_numbers import Mark, pattern
from assistant.cost_own_terms import ALONE, FREE, VISIT
from assistant.cost_reduced import discounted, reduced
from assistant.cost_shares import OWN
from assistant.cost_told import Fact, Told


class Claim:
    """The charges of a message, settled step by step; what stays open is in `asks`."""

    def __init__(self, read: Told, facts: list[Fact], days: Days, *, alone: bool) -> None:
        self.read, self.alone, self.days = read, alone, days
        self.charges = [self._charge(fact) for fact in facts if fact.name in CHARGES]
        copays, shares = ({fact.mark: fact.value for fact in facts if fact.name == name} for name in (ALONE, OWN))
        for one in self.charges:
            one.copay = copays.get(one.mark, "")
            one.share = shares.get(one.mark, "")
            one.free = any(fact.name == FREE and fact.mark == one.mark for fact in facts)
            one.covered = True if one.share or one.copay or one.free else one.covered
        self.visits = [fact.value for fact in facts if fact.name == VISIT]
        self.charges = [one for at, one in enumerate(self.charges) if not repeats(read, self.charges, at)]
        self.charges = [one for one in self.charges if not is_own_bill(read, one, self.main())]
        self.asks: list[tuple[str, str]] = []
        self._included()
        self._uncovered()
        self._billed_alone()
        self._apart()
        self._without_amount()
        for one, other in pairwise(self.charges if alone else self.main()):
            if (not alone or one.value == other.value) and is_either(read, one, other):
                self.asks.append(("allowed", f"{one.value} or {other.value}: say which of the two the plan allows"))
        lacking = any(name.startswith(("allowed", "billed")) for name, _ in self.asks)
        self.asks += spread(read, self.charges, days, alone=alone, beside=bool(self.visits) or lacking)
        self._of_one()
        self.asks += reduced(read, self.charges, facts)
        if alone:
            discounted(read, self.charges, facts)

    def _charge(self, fact: Fact) -> Charge:
        low, high = self.read.subject(fact.mark.start)
        items = [m for m in pattern("items").finditer(self.read.text) if low <= m.start() < high]
        name = items[0][0] if items and fact.name != "billed" else ""
        through = fact.name == "item" and (
            pattern("through").search(self.read.part(fact.mark.start))
            or pattern("allowed_whole").match(self.read.text, fact.mark.end, self.read.bounds(fact.mark.end)[1])
        )
        return Charge(fact.name, fact.value, fact.mark, name, covered=True if through else None)

    def _near(self, match: re.Match[str], *, kinds: tuple[str, ...] = CHARGES) -> Charge | None:
        """The charge that words speak of: an item named beside them, else the nearest of their sentence."""
        low, high = self.read.bounds(match.start())
        place = Mark("words", *match.span())
        here = [one for one in self.charges if low <= one.mark.start < high and one.kind in kinds]
        part = self.read.bounds(match.start(), ("hard", "soft"))
        named = [m[0] for m in pattern("items").finditer(self.read.text) if part[0] <= m.start() < part[1]]
        if named and "not covered" not in named:
            own = [one for one in self.charges if one.name in named]
            return min(own, key=lambda one: distance(one.mark, place), default=None)
        return min(here, key=lambda one: distance(one.mark, place), default=None)

    def _inclusions(self) -> list[re.Match[str]]:
        """Where something is said to be part of another line."""
        return list(said("included", self.read.text))

    def _included(self) -> None:
        for match in self._inclusions():
            one = self._near(match)
            self.read.use(match)
            if one is not None and one.kind == "item":
                self.charges.remove(one)
        for match in pattern("included").finditer(self.read.text):
            item = pattern("items").search(self.read.part(match.start(), "hard", "soft"))
            if item and len(self.charges) == 1 and denied(self.read.text, match):
                self.asks.append((f"billed ({item[0]})", WHERE["billed"]))

    def _uncovered(self) -> None:
        text = self.read.text
        for match in self._denials():
            self.read.use(match)
            here = self.read.bounds(match.start())
            if any(here == self.read.bounds(one.start()) for one in self._inclusions()):
                continue  # what is included is billed to nobody
            one = self._near(match, kinds=("billed", "item")) or self._said_of(match)
            named = pattern("items").search(self.read.part(match.start()))
            one = one or price_behind(self.read, self.charges, match, named[0] if named else "")
            if one is None and not named and len(self.charges) == 1 and not self._insurer_s(self.charges[0]):
                one = self.charges[0]
                for reason in pattern("why_uncovered").finditer(text):
                    self.read.use(reason)
            if one is not None:
                one.covered = False
                for reason in pattern("why_uncovered").finditer(text, *self.read.bounds(match.start())):
                    self.read.use(reason)
                self._all_on_patient(match)
            elif not any(other.covered is False for other in self.charges):
                self.asks.append((f"billed ({named[0] if named else 'what is not covered'})", WHERE["billed"]))

    def _denials(self) -> Iterator[re.Match[str]]:
        """Where something is said not to be covered; one that only may not be is asked about."""
        text, opens = self.read.text, []
        headings = list(pattern("uncovered_heading").finditer(text))
        matches = list(said("uncovered", text))
        for match in matches:
            heading = any(one.start() <= match.start() < one.end() for one in headings)
            if heading or re.match(r" (?:\w+ ){0,4}(?:until|till|before|unless)\b", text[match.end() :]):
                continue
            if pattern("open_cover").search(text, self.read.bounds(match.start(), ("hard", "soft"))[0], match.end()):
                opens.append(match)
            else:
                yield match
        surely = len(opens) < len(matches)  # "denied. I had signed to pay if it is"
        if any(not (surely and self._is_promised(match)) for match in opens):
            self.asks.append(("covered", "whether the plan covers it, and what it charges for that"))

    def _is_promised(self, match: re.Match[str]) -> bool:
        """Whether the patient has promised to pay for what turns out not to be covered."""
        return pattern("promise").search(self.read.text, *self.read.bounds(match.start())) is not None

    def _all_on_patient(self, match: re.Match[str]) -> None:
        """The charges of a list that is headed by words of its being all the patient's: "all on me: 850 and 150"."""
        _, end = self.read.bounds(match.start())
        behind = [one for one in self.charges if match.end() <= one.mark.start < end]
        if pattern("all_on_patient").search(match[0]) and all(one.kind in {"billed", "item"} for one in behind):
            for one in behind:
                one.covered = False

    def _said_of(self, match: re.Match[str]) -> Charge | None:
        """The price that is told in one breath with words: "isn't covered and costs 95"."""
        for one in self.charges:
            low, high = self.read.subject(one.mark.start)
            if low <= match.start() < high and not self._insurer_s(one):
                return one
        return None

    def _insurer_s(self, one: Charge) -> bool:
        """Whether an amount is said to be a price of the plan's, not one between the patient and the provider."""
        term = term_of(self.read, one)
        return one.kind != "billed" and (term is None or pattern("insurer_s_price").search(term.value) is not None)

    def _billed_alone(self) -> None:
        """The bill of an item that the one allowed amount is of, where the message names no other service."""
        main, items = self.main(), [one for one in self.charges if one.kind == "item" and one.covered is None]
        if len(main) == len(items) == 1 and len(self.charges) == 2 and not pattern("services").search(self.read.text):
            part = self.read.part(items[0].mark.start, "hard", "soft")
            if pattern("bills_it").search(part) and Decimal(items[0].value) > Decimal(main[0].value):
                items[0].kind = "billed"

    def _apart(self) -> None:
        """A line that is only named to come besides is asked for; one whose charge is given is understood."""
        text = self.read.text
        for match in pattern("beside").finditer(text):
            item = pattern("items").search(match[0])
            name = item[0] if item else match[0]
            within = any(self.read.bounds(match.start()) == self.read.bounds(one.start()) for one in self._inclusions())
            if not within and all(one.name != name for one in self.charges) and not self.read.understood(match):
                self.asks.append((f"billed ({name})", WHERE["billed"]))
        for match in re.finditer(r"\b(?:extra|additional)\b", text):
            low, high = self.read.bounds(match.start(), ("hard", "soft"))
            if any(low <= one.mark.start < high and one.kind == "item" for one in self.charges):
                self.read.use(match)
        for match in pattern("apart").finditer(text):
            if denied(text, match):
                self.read.use(match)
            named = pattern("items").search(self.read.part(match.start()))
            charged = self._near(match, kinds=("billed", "item")) is not None
            own = re.search(r"\d", self.read.part(match.start(), "hard", "soft")) or not self.alone
            if named or self.visits or len(self.charges) > 1 or (charged and own):
                self.read.use(match)

    def _without_amount(self) -> None:
        """A line beside the allowed one of which nobody has the amount."""
        for match in pattern("items").finditer(self.read.text) if self.main() or self.alone else ():
            part = self.read.part(match.start(), "hard", "soft")
            unknown = pattern("not_given").search(part) and not re.search(r"\d", part)
            behind = pattern("not_given").search(self.read.text, match.end(), self.read.bounds(match.start())[1])
            unknown = unknown or (behind and not self._between(match, behind))
            too = pattern("item_too").match(self.read.text, match.start())
            unknown = unknown or (too and not re.search(r"\d", self.read.part(match.start())))
            asked = any(name.endswith(f"({match[0]})") for name, _ in self.asks)
            if unknown and not asked and all(one.name != match[0] for one in self.charges):
                name = "billed" if self.alone else "allowed"
                self.asks.append((f"{name} ({match[0]})", WHERE[name]))
        if self.charges and all(one.name for one in self.charges if one.covered is not False):
            self._main_without_amount()

    def _main_without_amount(self) -> None:
        """What is done, of which nobody has the amount, where all that have one are lines beside it."""
        for match in pattern("priced_line").finditer(self.read.text):
            part = self.read.part(match.start(), "hard", "soft")
            if pattern("not_given").search(part) and not re.search(r"\d", part) and not pattern("ded").search(part):
                self.asks.append(("allowed", WHERE["allowed"]))
                return

    def _between(self, item: re.Match[str], words: re.Match[str]) -> bool:
        """Whether another line or a charge stands between an item and words."""
        charged = any(item.end() <= one.mark.start < words.start() for one in self.charges)
        return charged or pattern("items").search(self.read.text, item.end(), words.start()) is not None

    def main(self) -> list[Charge]:
        """The covered charges that the plan allows."""
        return allowed(self.charges)

    def _of_one(self) -> None:
        """An amount for one side or level is whole where the others have their own."""
        for match in pattern("for_one").finditer(self.read.text) if len(self.main()) > 1 else ():
            self.read.use(match)

    def plan(self) -> dict[str, Any]:
        """The lines as a plan has them: one claim, items of one visit, or visits."""
        if self.alone:
            return {"items": [one.line(alone=True) for one in self.charges] or [{"covered": False}]}
        main = self.main()
        billed = [one for one in self.charges if one.kind == "billed" and one.covered is not False]
        rest = [one for one in self.charges if one not in billed and one not in main]
        for one in rest:
            if one.kind == "item" and one.covered is None:
                self.asks.append((f"covered ({one.name})", "whether the plan covers it, and its allowed amount"))
        lines, beside = ([one.line(alone=False) for one in some] for some in (main, rest))
        beside += [{"name": "office visit", **COPAY_ALONE, "copay": value} for value in self.visits]
        if billed and len(lines) == 1 and len(billed) == 1 and not beside_fee(billed[0], main[0]):
            lines[0]["billed"] = billed[0].value
        elif billed and lines:
            self.asks.append(("billed", "say which charge belongs to which allowed amount"))
        elif billed and not beside:
            return {"billed": billed[0].value}
        if len(lines) > 1 and not is_said("one_visit", self.read.text):
            return self._visits(
                lines, beside, self.days.of([one.mark for one in main]), turns=self.days.ends is not None
            )
        if self.days.ends is not None:
            self.asks.append(TURN)
        if len(lines) == 1 and not beside and set(lines[0]) <= {"allowed", "billed"}:
            return lines[0]
        return {"items": [*lines, *beside]} if lines or beside else {}

    def _visits(
        self, lines: list[dict[str, Any]], beside: list[dict[str, Any]], dated: list[dict[str, str]], *, turns: bool
    ) -> dict[str, Any]:
        """One visit for each line, with its day; what comes besides belongs to the first."""
        if turns and not all(dated):
            self.asks.append(TURN)
        visits = [{"items": [line], **day} for line, day in zip(lines, dated, strict=True)]
        visits[0]["items"] = [*lines[:1], *beside]
        return {"visits": visits}
