"""The lines and days of a cost question: what each charge is for, whether it is covered, reduced or included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.cost_days import Days
from assistant.cost_facts import Fact, Told
from assistant.cost_numbers import UNITS, Mark, cost_words
from assistant.cost_words import distance, pattern

CHARGES = ("allowed", "billed", "item")
EACH = re.compile(
    r"\b(?:each|apiece|a piece|every (?:time|one)|per (?:shot|visit|injection|block|date|session|day|treatment)|ea|both times)\b"
)
ONE_VISIT = re.compile(r"\b(?:same|one|single|in a) (?:visit|day|session|appointment|sitting|date|trip|encounter)\b")
PLACE = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "other": 1, "third": 2, "3rd": 2}
THROUGH = r"(?:covered|allow\w*|approv\w*|(?:go(?:es)?|run|process\w*) (?:through|to|under|toward))\b"
WHERE = {"billed": "the provider's charge, on its estimate or bill",
         "allowed": "ask the plan for the allowed amount of each procedure code"}  # fmt: skip


@dataclass(slots=True)
class Charge:
    """One amount that a service costs."""

    kind: str
    value: str
    mark: Mark
    name: str = ""
    covered: bool | None = None
    reduced_to: str = ""

    def line(self, *, alone: bool) -> dict[str, Any]:
        """The charge as a line of a plan; `alone`: nobody but the patient pays."""
        uncovered = alone or self.covered is False
        key = "billed" if uncovered or (self.kind == "item" and not self.covered) else "allowed"
        found: dict[str, Any] = {key: self.value} | ({"name": self.name} if self.name else {})
        found |= {"covered": False} if uncovered else {}
        return found | ({"reduced_to": f"{self.reduced_to}%"} if self.reduced_to else {})


def counted(text: str) -> int:
    """How many services a message speaks of; 1 where it does not say."""
    services = cost_words()["services"]
    each = rf"\b(?:(\d)|({'|'.join(UNITS[2:10])}))(?= (?:(?!weeks?\b|months?\b|days\b)\w+ ){{0,2}}(?:{services})\b)|\b(both)\b(?! (?:are |were |been |is )?(?:met|reached|done|satisfied|count\w*|years?|go|apply|ways?|networks?|in-|out-))|\b(?:all|over) ([2-9])\b"
    found = (
        int(match[1] or match[4] or 0) or (UNITS.index(match[2]) if match[2] else 2)
        for match in re.finditer(each, text)
    )
    return max((1, *found))


class Claim:
    """The charges of a message, settled step by step; what stays open is in `asks`."""

    def __init__(self, read: Told, facts: list[Fact], *, alone: bool) -> None:
        self.read, self.alone = read, alone
        self.charges = [self._charge(fact) for fact in facts if fact.name in CHARGES]
        self.charges = [one for at, one in enumerate(self.charges) if not self._again(at)]
        self.asks: list[tuple[str, str]] = []
        self._included()
        self._uncovered()
        self._spread()
        self._reduced(facts)
        self._discounted(facts)

    def _charge(self, fact: Fact) -> Charge:
        low, high = self.read.bounds(fact.mark.start, ("hard", "soft"))
        items = [m for m in pattern("items").finditer(self.read.text) if low <= m.start() < high]
        name = items[0][0] if items and fact.name != "billed" else ""
        covered = None
        if fact.name == "item":
            own = rf"\b(?:{cost_words()['items']})\b[^,;]{{0,40}}\b{THROUGH}|\ballow\w*[^,;]{{0,30}}\b(?:{cost_words()['items']})\b|\b(?:both|all) (?:\w+ )?{THROUGH}"
            covered = True if re.search(own, self.read.part(fact.mark.start)) else None
        return Charge(fact.name, fact.value, fact.mark, name, covered)

    def _again(self, at: int) -> bool:
        """Whether an amount only repeats one before it: "20% of the $1,300"."""
        one = self.charges[at]
        repeated = re.search(r"\b(?:the|that|this|same|those) \$?$", self.read.text[: one.mark.start])
        return bool(repeated) and any(other.value == one.value for other in self.charges[:at])

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

    def _included(self) -> None:
        for match in pattern("included").finditer(self.read.text):
            one = self._near(match)
            self.read.use(match)
            if one is not None and one.kind == "item":
                self.charges.remove(one)

    def _uncovered(self) -> None:
        text = self.read.text
        for match in pattern("uncovered").finditer(text):
            if re.match(r" (?:\w+ ){0,4}(?:until|till|before)\b", text[match.end() :]):
                continue
            self.read.use(match)
            if any(start <= match.start() < end for start, end in self._gone()):
                continue
            one = self._near(match, kinds=("billed", "item"))
            named = pattern("items").search(self.read.part(match.start()))
            if one is None and not named and len(self.charges) == 1 and self.charges[0].kind == "billed":
                one = self.charges[0]
            if one is not None:
                one.covered = False
            elif not any(other.covered is False for other in self.charges):
                self.asks.append((f"billed ({named[0] if named else 'what is not covered'})", WHERE["billed"]))
        for match in pattern("beside").finditer(text):
            item = pattern("items").search(match[0])
            if item and all(one.name != item[0] for one in self.charges) and not self.read.understood(match):
                self.asks.append((f"billed ({item[0]})", WHERE["billed"]))
        for match in pattern("apart").finditer(text):
            if self._near(match, kinds=("billed", "item")) is not None or pattern("items").search(
                self.read.part(match.start())
            ):
                self.read.use(match)

    def _gone(self) -> list[tuple[int, int]]:
        """The sentences' parts in which something is said to be included: nothing of it is billed."""
        return [self.read.bounds(m.start(), ("hard",)) for m in pattern("included").finditer(self.read.text)]

    def _spread(self) -> None:
        """One amount for each of several services."""
        number, each = counted(self.read.text), EACH.search(self.read.text)
        whole = [one for one in self.charges if one.kind == "allowed" and one.covered is not False]
        if len(whole) == 1 and number > 1 and each:
            one = whole[0]
            more = [Charge(one.kind, one.value, one.mark, one.name, one.covered) for _ in range(number - 1)]
            at = self.charges.index(one)
            self.charges[at + 1 : at + 1] = more
        elif (
            len(whole) == 1
            and number > 1
            and not self.alone
            and not any(c.kind == "item" or c.covered is False for c in self.charges)
        ):
            self.asks.append(("allowed (second date)", WHERE["allowed"]))

    def _reduced(self, facts: list[Fact]) -> None:
        """A second line of which half or another share counts."""
        text = self.read.text
        shares = [fact for fact in facts if fact.name == "reduced_to"]
        for match in pattern("reduced").finditer(text):
            low, high = self.read.bounds(match.start())
            if re.search(r"\b(?:before|prior to) (?:the |any )?$", text[: match.start()]):
                self.read.use(match)
                continue
            final = re.match(r"(?: \w+){0,2} to \$?(\d[\d,]*(?:\.\d+)?)(?! ?%|\d)", text[match.end() :])
            here = [one for one in self.charges if low <= one.mark.start < high]
            if final:
                self._replaced(here, final[1].replace(",", ""))
                self.read.use(match)
                continue
            share = next((fact.value for fact in shares if low <= fact.mark.start < high), None)
            share = share or ("50" if re.search(r"\bhalf\b|\bhalved\b", text[low:high]) else None)
            one = self._meant(text[low:high], here, match)
            if (
                share
                and one is not None
                and len([c for c in self.charges if c.kind == "allowed"]) > 1
                and not re.search(r"\balready\b|\bafter (?:the |that )?reduc", text[low:high])
            ):
                one.reduced_to = share
                self.read.use(match)

    def _replaced(self, here: list[Charge], value: str) -> None:
        """An amount that another one is reduced to stands in its place."""
        last = next((at for at, one in enumerate(here) if one.value == value), None)
        if last:
            self.charges.remove(here[last - 1])

    def _meant(self, words: str, here: list[Charge], match: re.Match[str]) -> Charge | None:
        """The line that a reduction is said of: the nearest, or by its number among all."""
        whole = [one for one in self.charges if one.kind == "allowed"]
        number = next((PLACE[word] for word in re.findall(r"\w+", words) if PLACE.get(word, 0) > 0), None)
        if number is not None and number < len(whole):
            return whole[number]
        if here and number is None:
            return min(here, key=lambda one: distance(one.mark, Mark("words", *match.span())))
        return None

    def _discounted(self, facts: list[Fact]) -> None:
        """What the provider takes off for who pays alone."""
        shares = [fact for fact in facts if fact.name == "discount"]
        off = [fact for fact in facts if fact.name == "off"]
        if not self.alone or len(shares) + len(off) != 1 or not self.charges or (off and len(self.charges) != 1):
            return
        if off:
            self.charges[0].value = str(max(Decimal(self.charges[0].value) - Decimal(off[0].value), Decimal(0)))
        for one in self.charges if shares else ():
            one.reduced_to = f"{100 - float(shares[0].value):g}"
        for match in pattern("discount").finditer(self.read.text):
            self.read.use(match)

    def plan(self, days: Days) -> dict[str, Any]:
        """The lines as a plan has them: one claim, items of one visit, or visits."""
        if self.alone:
            return {"items": [one.line(alone=True) for one in self.charges]} if self.charges else {}
        billed = [one for one in self.charges if one.kind == "billed" and one.covered is not False]
        main = [one for one in self.charges if one.kind == "allowed" and one.covered is not False]
        beside = [one for one in self.charges if one not in billed and one not in main]
        for one in beside:
            if one.kind == "item" and one.covered is None:
                self.asks.append((f"covered ({one.name})", "whether the plan covers it, and its allowed amount"))
        lines = [one.line(alone=False) for one in main]
        if len(billed) == 1 and len(lines) == 1 and Decimal(billed[0].value) >= 0:
            lines[0]["billed"] = billed[0].value
        elif billed and lines and len(billed) != len(lines):
            self.asks.append(("billed", "say which charge belongs to which allowed amount"))
        elif billed and not lines and not beside:
            return {"billed": billed[0].value}
        rest = [one.line(alone=False) for one in beside]
        if len(lines) > 1 and not ONE_VISIT.search(self.read.text):
            visits = [
                {"items": [line], **day} for line, day in zip(lines, days.of([one.mark for one in main]), strict=True)
            ]
            visits[0]["items"] += rest
            return {"visits": visits}
        if len(lines) == 1 and not rest and set(lines[0]) <= {"allowed", "billed"}:
            return lines[0]
        return {"items": [*lines, *rest]} if lines or rest else {}
