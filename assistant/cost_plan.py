"""The plan of one setting of a cost question, from the facts that hold in it; what it needs and lacks is asked for."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assistant.cost_asked import WHICH, alone, services_in, singled_out
from assistant.cost_copay import EITHER, copay_order, said_beside, use_copay_words
from assistant.cost_copay_alone import HOW_OFTEN, copay_alone
from assistant.cost_days import STANDS, Days, days_of, of_the_day
from assistant.cost_denied import clause, is_said, said
from assistant.cost_discounts import after_discount, with_discount
from assistant.cost_facts import SHARES
from assistant.cost_lines import Claim
from assistant.cost_marks import distance
from assistant.cost_numbers import pattern
from assistant.cost_open import ask_open, lines_of, rest
from assistant.cost_reading import Reading
from assistant.cost_shares import ASK, OWN, is_share
from assistant.cost_told import Fact, Told
from assistant.cost_unnamed import with_unnamed

HELD = {"deductible", "deductible_left", "deductible_used", "deductible_whole", "deductible_met",
        "oop_max", "oop_left", "oop_used", "oop_whole", "copay"}  # fmt: skip


class Draft:
    """The plan of one setting, put together step by step."""

    def __init__(self, read: Told, facts: list[Fact], found: Reading) -> None:
        self.read, self.found = read, found
        self.alone = is_said("alone", read.text) and not is_said("uses_plan", read.text)
        self.days: Days = days_of(read)
        facts = after_discount(read, of_the_day(read, facts, self.days), alone=self.alone)
        self.facts = with_unnamed(read, facts if self.alone else with_discount(read, facts), alone=self.alone)
        self.plan: dict[str, Any] = {}

    def made(self, network: str, rate: str) -> dict[str, Any]:
        """The plan with a network and a patient's share."""
        self._yearly("", self._firm(""))
        self._yearly("family_", self._firm("family_"))
        self.plan |= {"network": "out"} if network == "out-of" else {}
        self.plan |= {"coinsurance": rate} if rate else {}
        self.plan |= {"program": "medicare_part_b"} if pattern("part_b").search(self.read.text) else {}
        claim = Claim(self.read, self.facts, self.days, alone=self.alone)
        lines = claim.plan()
        for name, where in (*claim.asks, *self.days.asks):
            self.found.ask(name, where)
        parts = [self.read.bounds(one.mark.start, ("hard", "soft")) for one in claim.main()]
        self._singled_out(lines, [next(iter(services_in(self.read, *part)), "") for part in parts])
        self._unclear()
        self._own_shares(sum(one.covered is not False for one in claim.charges))
        if self.alone:
            share = any(fact.name == "coinsurance" and fact.value != "100%" for fact in self.facts)
            insured = share or any(fact.name in HELD and fact.mark.kind == "amount" for fact in self.facts)
            if insured or re.search(r"\ballow", self.read.text):
                self.found.ask("self-pay or the plan", "say which of the two to work out")
            fees = [mark for mark in self.read.found if mark.kind in {"billed", "item"}]
            unknown = any(pattern("unknown").search(self.read.part(mark.start, "hard", "soft")) for mark in fees)
            if unknown or not claim.charges:
                self.found.ask("billed")
            return lines
        self.plan |= lines
        asks, spare = copay_alone(self.read, self.facts, claim, self.plan)
        self.found.spare |= spare
        for name, where in asks:
            self.found.ask(name, where)
        self._balance()
        self._copay()
        self._next_year()
        ask_open(self.read, self.facts, self.plan, self.found)
        return self.plan

    def _own_shares(self, lines: int) -> None:
        """Where lines have shares of their own, it has to be known which of them an open deductible is taken from.

        Of several lines a share that is said of one of them is none of the others.
        """
        shares = [fact.mark for fact in self.facts if fact.name == "coinsurance" and fact.mark.kind in SHARES]
        if lines > 1 and len(shares) == 1 and pattern("one_line").match(self.read.text, shares[0].end):
            self.found.ask("coinsurance", "the share of each line")
        own = any(fact.name == OWN for fact in self.facts)
        if own and self.plan.keys() & {"deductible", "deductible_left"} and self.plan.get("deductible_left") != "0":
            self.found.ask(*ASK)

    def _singled_out(self, lines: dict[str, Any], services: list[str]) -> None:
        """The visits that the message asks about one by one, where it does."""
        visits = lines.get("visits", [])
        which = singled_out(self.read, self.days, services if visits else [""] * len(lines.get("items", [])))
        if (which and not visits) or (visits and pattern("some_of_visits").search(self.read.text)):
            self.found.ask(WHICH)  # a part of them, or of the lines of one visit, has no amount of its own here
        elif len(which) == 1:
            lines["visits"] = alone(visits, which[0])
        elif which:
            self.plan[WHICH] = which

    def _firm(self, family: str) -> dict[str, str]:
        """One person's, or the family's, yearly amounts and copay; two for one input are asked about."""
        firm: dict[str, str] = {}
        for fact in self._agreeing():
            name = fact.name.removeprefix("family_")
            if name not in HELD or fact.name.startswith("family_") != bool(family):
                continue
            if name == "deductible_left" and pattern("not_of_this").search(fact.mark.value):
                firm[name] = "0"  # whatever is left of it
            if firm.setdefault(name, fact.value) != fact.value and fact.mark.kind == "amount":
                asked = fact.name.replace("_whole", "")
                self.found.ask(asked, f"{firm[name]} or {fact.value}: say which one holds")
        return firm

    def _agreeing(self) -> list[Fact]:
        """The facts, of a deductible met and not met only the first, and that only where the plan year turns."""
        met = [fact.mark for fact in self.facts if fact.name == "deductible_met"]
        used = [fact for fact in self.facts if fact.name in {"deductible_used", "deductible_unmet"}]
        named = [Decimal(fact.value) for fact in self.facts if fact.name == "deductible"]
        for fact in used if met else ():
            if fact.mark.kind == "state" and self.days.ends is None:
                self.found.ask("what is left of the deductible", "it is said to be met, and not to be")
            elif fact.mark.kind != "state" and not named and not any(m.start <= fact.mark.start < m.end for m in met):
                self.found.ask(f"what {fact.value} is")
            elif fact.name == "deductible_used" and named and Decimal(fact.value) < min(named) and not self.days.ends:
                self.found.ask("what is left of the deductible", f"it is said to be met, and {fact.value} of it to be")
        left = [f for f in self.facts if f.name == "deductible_left" and f.mark.kind == "amount" and Decimal(f.value)]
        left = [f for f in left if not pattern("ded").search(self.read.part(f.mark.start))]  # whose it is is not said
        if met and left and self.days.ends is None:
            self.found.ask("what is left of the deductible", f"it is said to be met, and {left[0].value} to be left")
        return [fact for fact in self.facts if not (met and fact in used and fact.mark.kind == "state")]

    def _unclear(self) -> None:
        """Shares of nobody named, and amounts that belong to no term, other than counts and what is named elsewhere."""
        for fact in self.facts:
            if fact.name == "whose":
                self.found.ask("coinsurance", f"whether the patient or the plan pays the {fact.value} %")
        known = {fact.value for fact in self.facts if fact.name != "unclear"}
        for fact in self.facts:
            if fact.name == "off" and not self.alone:
                self.found.ask(f"what {fact.value} is", "say who takes it off, and what it is taken from")
            count = re.fullmatch(r"\d", fact.value) and not (self.alone and self._is_added(fact))
            if fact.name == "unclear" and fact.value not in known and not (count or is_share(self.read, fact)):
                self.found.ask(f"what {fact.value} is")

    def _is_added(self, fact: Fact) -> bool:
        """Whether a number stands behind a word of adding: "900 plus 5 for the bandage"."""
        return re.search(r"(?:\b(?:plus|and|another|extra)|\+) $", self.read.text[: fact.mark.start]) is not None

    def _yearly(self, family: str, firm: dict[str, str]) -> None:
        """The deductible and the limit, of one person or of the family, as the plan's inputs."""
        for kind, whole in (("deductible", "deductible"), ("oop", "oop_max")):
            total, left, used = (firm.get(name) for name in (whole, f"{kind}_left", f"{kind}_used"))
            reached, met = firm.get(f"{kind}_whole"), f"{kind}_met" in firm
            if total and reached and Decimal(reached) < Decimal(total):  # "1,000 deductible, 400 met": a part of it
                used, reached, met = reached, None, False
            if total is None and met and used not in {None, "0"}:  # "deductible $500 met": the whole of it
                total, used = used, None
            total = total or reached
            left = left if left is not None else "0" if reached or met else None
            if family:
                given = left if left is not None else rest(total, used)
                self.plan |= {f"family_{kind}_left": given} if given is not None else {}
                continue
            given_of = {whole: total, f"{kind}_left": left, f"{kind}_used": used if left is None else None}
            self.plan |= {name: value for name, value in given_of.items() if value is not None}
            if total is None and used is not None and left is None:
                self.found.ask(whole)
        if not family and "copay" in firm:
            self.plan["copay"] = firm["copay"]

    def _next_year(self) -> None:
        """The plan year turns among the visits: the new year's deductible and limit have to be known."""
        if self.days.ends is None:
            return
        self.plan["plan_year_ends"] = self.days.ends.isoformat()
        if "deductible" not in self.plan:
            self.found.ask("deductible", STANDS["deductible"])
        if {"oop_left", "oop_used"} & set(self.plan) and "oop_max" not in self.plan:
            self.found.ask("oop_max", STANDS["oop_max"])

    def _balance(self) -> None:
        """What a provider out of network charges beyond the allowed amount, unless it bills none of it."""
        text, lines = self.read.text, lines_of(self.plan) or [self.plan]
        if none := next(said("no_balance_bill", text), None):
            self.read.use(none)
            for line in lines:
                if line.get("covered") is not False and "allowed" in line:
                    line.pop("billed", None)
            return
        announced = pattern("balance_bill").search(text) or pattern("no_balance_bill").search(text)  # denied
        out = self.plan.get("network") == "out" and announced
        if out and not any("billed" in line for line in lines):
            self.found.ask("billed")
        for extra in pattern("extra_of_balance").finditer(text) if out else ():
            self.read.use(extra)

    def _copay(self) -> None:
        """When the copay is taken: before the percentage, or besides it; once a visit."""
        said = next((fact for fact in self.facts if fact.name == "copay" and fact.mark.kind == "amount"), None)
        if said is None or not Decimal(said.value):
            return
        places = [mark.start for mark in self.read.found if mark.kind == "copay"] or [said.mark.start]
        words = ". ".join(dict.fromkeys(self.read.part(at) for at in places))
        covered = [line for line in lines_of(self.plan) if line.get("covered") is not False and "allowed" in line]
        if len(covered) < 2 and "copay" in self.plan and is_said("of_each_payee", words):
            self.found.ask(*HOW_OFTEN)
        of_each = pattern("per_visit").search(words)
        per_visit = of_each and "visits" not in self.plan
        if len(covered) > 1 and (per_visit or not (of_each or is_said("each", words))):
            free = said_beside(self.read, self.facts, said)
            if (free and not per_visit) or not (per_visit or is_said("one_visit", self.read.text)):
                self.found.ask(*HOW_OFTEN)
            near = min((f for f in self.facts if f.name == "allowed"), key=lambda f: distance(f.mark, said.mark))
            line = next((one for one in covered if one["allowed"] == near.value), covered[0])
            line["copay"] = self.plan.pop("copay")
        order = copay_order(words)
        use_copay_words(self.read, first=not order)
        if order:
            self.plan["copay_order"] = order
        if order != EITHER:
            for match in pattern("discount").finditer(self.read.text):
                first = self.read.text.startswith(" first", match.end())
                moved = re.match(r"tak|knock|shav|slash", match[0])
                if moved and (first or "copay" in clause(self.read.text, match)):
                    self.read.use(match)
