"""The plan of a cost question, from its facts; what is vague, unclear or not understood is asked for, never computed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assistant.cost_days import STANDS, Days, days_of, of_the_day
from assistant.cost_doubts import doubts, vague
from assistant.cost_facts import OOP, Fact, Told, told
from assistant.cost_lines import EACH, ONE_VISIT, Claim
from assistant.cost_numbers import cost_words, plain
from assistant.cost_words import distance, pattern

CURRENCY = re.compile(r"[€£]|\b(?:euros?|pounds?|cad|aud|pesos?)\b")
FOREIGN = re.compile(r"\d\.\d{3},\d\d\b")
HELD = {"deductible", "deductible_left", "deductible_used", "deductible_whole", "deductible_met",
        "oop_max", "oop_left", "oop_used", "oop_whole", "copay"}  # fmt: skip
WHERE = {
    "deductible": "the summary of benefits, on its first page",
    "deductible_left": "the plan's member page or its last explanation of benefits",
    "oop_used": "what was paid toward the limit this year, on the plan's member page",
    "oop_max": "the summary of benefits, on its first page",
    "billed": "the provider's charge, on its estimate or bill",
    "allowed": "ask the plan for the allowed amount of each procedure code",
    "copay order": "whether the copay is taken off before the percentage, or comes besides it",
    "copay": "the summary of benefits, in the row of the service",
    "coinsurance": "the summary of benefits, in the row of outpatient procedures",
    "network": "the plan's list of providers, or ask the provider and the plan",
    "family_deductible_left": "what the whole family has left, on the plan's member page",
}
EITHER = "either"
TAKEN_FIRST = re.compile(
    r"(?<!taken off )\bfirst\b|comes? off|(?<!not )taken off|off the top|\bthen\b|\bafter (?:the |my |that )?co-?pay|"
    r"\b(?:rest|remainder|balance|what's left|what is left)\b"
)
STATUS = re.compile(
    r"\b(?:clinic|surgeon|provider|doctor|dr|physician|facility|hospital|lab|center|asc|office|place|practice|they|he|she|it|we|i|"
    r"everything|everyone|who|pt|patient|both|all)(?:'s|'m|'re| is| are| am| was| went| goes?)(?: \w+){0,2} (?P<one>in|out-of)-network|"
    r"(?P<two>in|out-of)-network (?:clinic|surgeon|provider|doctor|facility|hospital|lab|center|asc|office|place|practice|procedure|scan|ct|mri|visit)\b"
)


@dataclass(slots=True)
class Reading:
    """What was read: a plan for each setting that may hold, what is missing for it, and what is wrong in it."""

    plans: dict[str, dict[str, Any]]
    asks: list[dict[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def ask(self, name: str, where: str = "") -> None:
        """Note an input that is missing, once."""
        if all(one["input"] != name for one in self.asks):
            self.asks.append({"input": name, "where": where or WHERE.get(name, "say which amount it is")})


def read_cost(message: str) -> Reading:
    """The plan's numbers that a message gives, in each setting that it leaves open, and what it does not give."""
    text = plain(message)
    if re.search(r"\bonly (?:have |got |has )?(?:a |the )?family|family (?:\w+ )?only\b", text):
        text = re.sub(r"\b(?:as a )?family (?=\w)", "", text)  # the one deductible and limit that there are
    read = told(text)
    found = Reading({})
    cap = _cap(read)
    _refused(read, found)
    for network in _networks(read, found):
        facts = [fact for fact in read.facts if fact.network in {"", network or fact.network}]
        for rate in _rates(read, facts, found):
            name = ", ".join(words for words in (f"{network}-network" if network else "", rate or "") if words)
            plan = _plan(read, facts, found, (network, rate)) | ({"coinsurance_cap": cap} if cap else {})
            for order in ("first", "on_top") if plan.get("copay_order") == EITHER else ("",):
                said = {"first": "copay taken off first", "on_top": "copay besides the percentage"}.get(order, "")
                found.plans[", ".join(filter(None, (name, said)))] = plan | ({"copay_order": order} if order else {})
    if len({plan.get("copay_order") for plan in found.plans.values()}) > 1:
        found.ask("copay order")
    if len({str(plan.get("network", "in")) for plan in found.plans.values()}) > 1:
        found.ask("network")
    if len(
        {str(plan.get("coinsurance")) for plan in found.plans.values() if "network" not in plan}
    ) > 1 and "network" not in {a["input"] for a in found.asks}:
        found.ask("coinsurance")
    for name, where in doubts(read):
        found.ask(name, where)
    return found


def _refused(read: Told, found: Reading) -> None:
    """What is no amount of a plan: vague, negative, in another currency, above the whole."""
    text = read.text
    names = {fact.mark: fact.name for fact in read.facts}
    for mark, words in vague(read):
        found.wrong.append(f"'{words}' is no exact amount: look it up on the plan's member page")
        found.ask(names.get(mark, "amount").replace("_whole", ""))
    for match in re.finditer(r"(?<![\w.)-])[-−]\s?\$?\d[\d,.]*", text):
        if re.search(r"\d\s*$", text[: match.start()]):
            continue
        near = next((fact.name for fact in read.facts if match.start() < fact.mark.start < match.end()), "amount")
        found.wrong.append(f"'{match[0].rstrip('.,')}' is negative: an amount of a plan is zero or more")
        found.ask(near)
    if CURRENCY.search(text):
        found.wrong.append("amounts in two currencies: give all of them in dollars")
        found.ask("amounts", "all of them in dollars")
    if FOREIGN.search(text):
        found.wrong.append("an amount with its signs in another order: write it as 1,184.60")
        found.ask("amounts", "written as 1,184.60")
    for fact in read.facts:
        if fact.name == "coinsurance" and (not fact.value or not 0 <= float(fact.value.rstrip("%")) <= 100):
            said = read.text[fact.mark.start : fact.mark.end]
            found.wrong.append(f"'{said}' is no share of a patient: one from 0 to 100 % is needed")
            found.ask("coinsurance")


def _networks(read: Told, found: Reading) -> list[str]:
    """The networks that may hold: the one said of the provider; both where both are spoken of and neither is said."""
    spoken = {mark.value for mark in read.found if mark.kind == "network"}
    if len(spoken) < 2:
        return [next(iter(spoken), "")]
    said = set()
    for match in STATUS.finditer(read.text):
        part = read.part(match.start(), "hard", "soft")
        if not pattern("unknown").search(part) and not re.search(r"\bif\b|\bor\b", part):
            said.add(match["one"] or match["two"])
    scoped = {fact.network for fact in read.facts if fact.network}
    if len(said) == 1:
        return sorted(said)
    return sorted(spoken) if scoped == spoken or not scoped else ["in", "out-of"]


def _rates(read: Told, facts: list[Fact], found: Reading) -> list[str]:
    """The patient's shares that may hold; two that contradict each other are said to."""
    told_rates = [fact for fact in facts if fact.name == "coinsurance" and fact.value]
    rates = list(dict.fromkeys(fact.value for fact in told_rates))
    if len(rates) < 2:
        return rates or [""]
    places = {read.bounds(fact.mark.start) for fact in told_rates}
    either = re.search(r"\b(?:or|either|whether)\b", read.text) and pattern("unknown").search(read.text)
    if len(places) > 1 or not (either or re.search(r"\beither\b|\bor\b", read.text)):
        found.wrong.append(f"two different shares, {' and '.join(rates)}: say which one you pay")
        found.ask("coinsurance")
    return rates


def _plan(read: Told, facts: list[Fact], found: Reading, setting: tuple[str, str]) -> dict[str, Any]:
    """The plan of one setting."""
    network, rate = setting
    days = days_of(read)
    facts = of_the_day(read, facts, days)
    plan: dict[str, Any] = {"network": "out"} if network == "out-of" else {}
    alone = _alone(read)
    facts = _with_unnamed(read, facts, alone=alone)
    _held(read, facts, plan, found)
    if rate:
        plan["coinsurance"] = rate
    if re.search(r"(?<!not )\b(?:part b|(?:original|traditional) medicare)\b", read.text):
        plan["program"] = "medicare_part_b"
    claim = Claim(read, facts, alone=alone)
    plan |= claim.plan(days)
    if days.ends is not None:
        _next_year(plan, days, found)
    for name, where in (*claim.asks, *days.asks):
        found.ask(name, where)
    if alone:
        plan = {"items": plan.get("items") or [{"covered": False}]}
        if not claim.charges:
            found.ask("billed")
    if re.search(r"(?:won't|not|no|never|n't|without|promised no) (?:\w+ ){0,3}balance.?bill", read.text):
        _no_balance(plan)
    _copay(read, facts, plan, found)
    if not alone:
        _open(read, facts, plan, found)
    return plan


def _alone(read: Told) -> bool:
    """Whether nobody but the patient pays."""
    match = pattern("alone").search(read.text)
    return match is not None and not re.search(r"\bnot $|\bn't $", read.text[: match.start()])


def _with_unnamed(read: Told, facts: list[Fact], *, alone: bool) -> list[Fact]:
    """An amount without a term is a charge too: beside one where nobody else pays, or where it is not covered."""
    charged = {read.bounds(f.mark.start) for f in facts if f.name in {"allowed", "billed", "item"}} if alone else set()
    charged |= {read.bounds(match.start(), ("hard", "soft")) for match in pattern("uncovered").finditer(read.text)}
    return [
        Fact("billed", f.value, f.mark, f.network)
        if f.name == "unclear" and {read.bounds(f.mark.start), read.bounds(f.mark.start, ("hard", "soft"))} & charged
        else f
        for f in facts
    ]


def _held(read: Told, facts: list[Fact], plan: dict[str, Any], found: Reading) -> None:
    """The yearly amounts, the copay, and the family's; two for one input and amounts without a term are asked about."""
    firm: dict[str, str] = {}
    met = [fact.mark for fact in facts if fact.name == "deductible_met"]
    for fact in facts:
        if fact.name == "deductible_used" and fact.mark.kind == "amount" and met:
            if not any(mark.start <= fact.mark.start < mark.end for mark in met) and "deductible" not in {
                f.name for f in facts
            }:
                found.ask(f"what {fact.value} is")
    for fact in facts:
        base = fact.name.removeprefix("family_")
        if base in HELD:
            if firm.setdefault(fact.name, fact.value) != fact.value and fact.mark.kind == "amount":
                found.ask(fact.name.replace("_whole", ""), f"{firm[fact.name]} or {fact.value}: say which one holds")
        elif (
            fact.name == "unclear"
            and not _small(fact.value)
            and all(o.value != fact.value or o is fact for o in facts if o.name != "unclear")
        ):
            found.ask(f"what {fact.value} is")
    for family in ("", "family_"):
        own = {
            name.removeprefix(family): value
            for name, value in firm.items()
            if name.startswith("family_") == bool(family)
        }
        _yearly(own, plan, family, found)
    if "copay" in firm:
        plan["copay"] = firm["copay"]


def _small(value: str) -> bool:
    return "." not in value and len(value) == 1


def _yearly(own: dict[str, str], plan: dict[str, Any], family: str, found: Reading) -> None:
    """One person's, or the family's, deductible and limit as the plan's inputs."""
    met = "deductible_met" in own
    for kind in ("deductible", "oop"):  # "1,000 deductible, 400 met": the one that is met is a part of the other
        total = own.get("deductible" if kind == "deductible" else "oop_max")
        part = own.get(f"{kind}_whole")
        if total is not None and part is not None and Decimal(part) < Decimal(total):
            own[f"{kind}_used"] = own.pop(f"{kind}_whole")
            met = False
    whole, used = own.get("deductible", own.get("deductible_whole")), own.get("deductible_used")
    left = own.get("deductible_left")
    if whole is None and met and used not in {None, "0"}:
        whole, used = used, None  # "deductible $500 met"
    if left is None and ("deductible_whole" in own or met):
        left = "0"
    limit = own.get("oop_max", own.get("oop_whole"))
    limit_left = own.get("oop_left", "0" if "oop_whole" in own else None)
    if family:
        for key, total, spent, rest in (
            ("deductible", whole, used, left), ("oop", limit, own.get("oop_used"), limit_left)
        ):  # fmt: skip
            rest = rest if rest is not None or total is None or spent is None else f"{Decimal(total) - Decimal(spent)}"
            if rest is not None:
                plan[f"family_{key}_left"] = rest
        return
    given = {"deductible": whole, "deductible_used": used if left is None else None, "deductible_left": left,
             "oop_max": limit, "oop_used": own.get("oop_used") if limit_left is None else None, "oop_left": limit_left}  # fmt: skip
    plan |= {name: value for name, value in given.items() if value is not None}
    if whole is None and used is not None and left is None:
        found.ask("deductible")


def _cap(read: Told) -> str | None:
    """The most that the patient's percentage comes to for each service; its amount is no limit of the year."""
    cap = re.search(
        rf"\b(?:up to|capped at|maximum of|max of|no more than|never more than|at most) (?:an? (?:max\w*|cap) of )?\$?"
        rf"([\d,.]*\d)(?: max\w*)? (?:per|each|an?|for each|for any) (?:{cost_words()['services']})",
        read.text,
    )
    if cap is None or not re.search(r"\d ?%[^.;?!]{0,40}$", read.text[: cap.start()]):
        return None  # the most that the plan pays is none of the patient's
    read.use(cap)
    read.facts = [fact for fact in read.facts if not cap.start() <= fact.mark.start < cap.end()]
    return cap[1].replace(",", "")


def _next_year(plan: dict[str, Any], days: Days, found: Reading) -> None:
    """The plan year turns among the visits: the new year's deductible and limit have to be known."""
    assert days.ends is not None
    plan["plan_year_ends"] = days.ends.isoformat()
    if "deductible" not in plan:
        found.ask("deductible", STANDS["deductible"])
    if {"oop_left", "oop_used"} & set(plan) and "oop_max" not in plan:
        found.ask("oop_max", STANDS["oop_max"])


def _no_balance(plan: dict[str, Any]) -> None:
    lines = [line for visit in plan.get("visits", [plan]) for line in visit.get("items", [plan])]
    for line in lines:
        if line.get("covered") is not False and "allowed" in line:
            line.pop("billed", None)


def _copay(read: Told, facts: list[Fact], plan: dict[str, Any], found: Reading) -> None:
    """When the copay is taken: before the percentage, or besides it; once a visit."""
    said = next((fact for fact in facts if fact.name == "copay" and fact.mark.kind == "amount"), None)
    if said is None:
        return
    places = [mark.start for mark in read.found if mark.kind == "copay"] or [said.mark.start]
    sentence = ". ".join(dict.fromkeys(read.part(at) for at in places))
    tops = pattern("on_top").search(sentence)
    per_line = re.search(
        r"\bco-?pay\w* (?:\S+ )?(?:for|on|at) (?:the |an? |my )?(?:\w+ )?(?:visit|appointment|consult\w*)", sentence
    )
    lines = [line for visit in plan.get("visits", [plan]) for line in visit.get("items", [])]
    covered = [line for line in lines if line.get("covered") is not False and "allowed" in line]
    if len(covered) > 1:
        if per_line or not EACH.search(sentence):
            if not per_line and not ONE_VISIT.search(read.text):
                found.ask("copay", "how often it is taken, and for which of them")
            near = min((f for f in facts if f.name == "allowed"), key=lambda f: distance(f.mark, said.mark))
            line = next((one for one in covered if one["allowed"] == near.value), covered[0])
            line |= {"copay": plan.pop("copay")} | ({"coinsurance": "0%"} if per_line else {})
    if tops and not TAKEN_FIRST.search(sentence):
        plan["copay_order"] = "on_top"
    elif not TAKEN_FIRST.search(sentence):
        plan["copay_order"] = EITHER


def _open(read: Told, facts: list[Fact], plan: dict[str, Any], found: Reading) -> None:
    """Inputs that the message shows to matter and does not give."""
    text, names = read.text, {fact.name for fact in facts}
    if (
        plan.get("deductible")
        and not {"deductible_left", "deductible_used"} & set(plan)
        and plan.get("family_deductible_left") != "0"
    ):
        found.ask("deductible_left")
    if "family_deductible" in names and "family_deductible_left" not in plan and plan.get("deductible_left") != "0":
        found.ask("family_deductible_left")
    limit = {"oop_left", "oop_used", "family_oop_left"} & set(plan)
    spoken = any(
        mark.kind == "oop" and re.search(r"max|limit|cap\b|oop", mark.value)
        for mark in read.found
        if not read.understood(mark)
    )
    if (
        not limit
        and (plan.get("oop_max") or spoken)
        and not pattern("far").search(text)
        and not pattern("no_limit").search(text)
    ):
        found.ask("oop_used")
    lines = [line for visit in plan.get("visits", [plan]) for line in visit.get("items", ())]
    out = plan.get("network") == "out" and "billed" not in plan and not any("billed" in line for line in lines)
    if out and re.search(r"(?<!no )(?<!won't )(?<!not )balance.?bill|bill (?:me )?(?:for )?the (?:rest|diff)", text):
        if not re.search(r"(?:won't|not|no|never|n't|without) (?:\w+ ){0,3}balance.?bill", text):
            found.ask("billed")
    apart = re.search(rf"\b({cost_words()['items']})\b[^.?!]*(?:billed (?:apart|separately))", text)
    if apart and not any(line.get("name") for line in lines):
        found.ask(f"billed ({apart[1]})", WHERE["billed"])
    copays = [mark for mark in read.found if mark.kind == "copay"]
    if copays and "copay" not in names and not any(_counts(read, mark.start) for mark in copays):
        found.ask("copay")


def _counts(read: Told, at: int) -> bool:
    return re.search(r"\bcounts?\b|\bapply\b|\btoward|\binclud|\bno\b|\?", read.part(at, "hard", "soft")) is not None
