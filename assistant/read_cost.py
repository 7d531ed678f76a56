"""A cost question read: the plan in each setting that it leaves open, what is missing, and what is wrong in it.

What is vague, unclear or not understood is asked for, never computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assistant.cost_alternatives import one_price
from assistant.cost_asides import without_asides
from assistant.cost_asked import WHICH, alone
from assistant.cost_copay import EITHER
from assistant.cost_denied import clause, said
from assistant.cost_doubts import changed_left, doubts, vague
from assistant.cost_facts import told
from assistant.cost_family import with_contributions
from assistant.cost_numbers import Mark, pattern
from assistant.cost_own_terms import with_own_copay
from assistant.cost_people import of_patient
from assistant.cost_places import of_the_place
from assistant.cost_plain import plain
from assistant.cost_plan import Draft
from assistant.cost_reading import Reading
from assistant.cost_second import with_second_plan
from assistant.cost_shares import with_own_shares
from assistant.cost_told import Fact, Told

FOREIGN = re.compile(r"\d\.\d{3},\d\d\b")
NEGATIVE = re.compile(
    r"(?<![\w.)-])(?<!\d )[-−]\$?\d[\d,.]*|(?:(?<=\bis )|(?<=\bat )|(?<=\bof )|(?<=[=:] ))[-−] \$?\d[\d,.]*"
)
NAMED = {"oop_whole": "oop_max", "deductible_whole": "deductible", "unclear": "amount", "off": "amount"}


def read_cost(message: str, before: str = "") -> Reading:
    """The plan's numbers that a message gives, in each setting that it leaves open, and what it does not give.

    `before` is the message that this one changes: what it says holds where this one says nothing of that sort.
    """
    text = without_asides(plain(message))
    if any(not pattern("open_cover").search(clause(text, match)) for match in said("protected", text)):
        text = re.sub(r"\bout-of-network\b", "in-network", text)
    shared = pattern("one_family").search(text) is not None
    text = _one_family(text) if shared else text
    read, found = told(text), Reading({})
    text, which = one_price(read)
    if which:
        found.ask(*which)
    read = told(f"{text}; {without_asides(plain(before))}" if before else text)
    now = {_sort(fact) for fact in read.facts if fact.mark.start < len(text)}
    read.facts = [fact for fact in read.facts if fact.mark.start < len(text) or _sort(fact) not in now]
    read.facts, others = with_contributions(read, shared=shared)
    read.facts = with_second_plan(read)
    read.facts, whose = of_patient(read)
    for name, where in (*others, *whose):
        found.ask(name, where)
    read.facts = with_own_shares(read, with_own_copay(read))
    cap = _cap(read)
    _refused(read, found)
    for network in _networks(read):
        facts = [fact for fact in read.facts if fact.network in {"", network or fact.network}]
        for rate in _rates(read, facts, found):
            plan = Draft(read, facts, found).made(network, rate) | ({"coinsurance_cap": cap} if cap else {})
            for words, given in _either(plan, found):
                found.plans[", ".join(filter(None, (network and f"{network}-network", rate, *words)))] = plan | given
    plans = found.plans.values()
    if len({plan.get("network") for plan in plans}) > 1:
        found.ask_which("network")
    elif len({plan.get("coinsurance") for plan in plans}) > 1:
        found.ask_which("coinsurance")
    for name, where in (*_idle_copay(read, plans), *changed_left(read), *doubts(read)):
        found.ask(name, where)
    return found


def _idle_copay(read: Told, plans: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """What to ask where a copay is told for something besides, and all services told are not covered."""
    for plan in plans if pattern("also_done").search(read.text) else ():
        items = plan.get("items", [])
        alone = not {"allowed", "billed", "visits"} & plan.keys()
        if alone and plan.get("copay", "0") != "0" and items and all(one.get("covered") is False for one in items):
            return [("allowed", "the plan's price of what the copay is for, or that there is none of it")]
    return []


def _sort(fact: Fact) -> str:
    """What a fact is of: all that is said of one deductible or limit is of one sort."""
    return f"family {fact.of}" if fact.name.startswith("family_") else fact.of


def _one_family(text: str) -> str:
    """The text of who has the family's deductible and limit alone, as one person's."""
    return pattern("of_the_family").sub("", text)


def _either(plan: dict[str, Any], found: Reading) -> list[tuple[list[str], dict[str, Any]]]:
    """The ways in which a plan leaves the visit, the copay's order or the deductible open: in words and inputs."""
    ways: list[tuple[list[str], dict[str, Any]]] = [([], {})]
    if places := plan.pop(WHICH, []):
        found.ask_which(WHICH)
        ways = [([f"visit {at + 1}"], {"visits": alone(plan["visits"], at)}) for at in places]
    open_ones: dict[str, dict[str, str | None]] = {
        "copay_order": {"copay taken off first": "first", "copay besides the percentage": "on_top"},
        "deductible_left": {"none of the deductible left": "0", "all of the deductible left": plan.get("deductible")},
    }
    for name, values in open_ones.items():
        if plan.get(name) == EITHER:
            found.ask_which(name)
            ways = [([*told, words], said | {name: value}) for told, said in ways for words, value in values.items()]
    return ways


def _cap(read: Told) -> str | None:
    """The most that the patient's percentage comes to for each service; its amount is no limit of the year."""
    cap = pattern("cap").search(read.text)
    if cap is None or not re.search(r"\d ?%[^.;?!]{0,40}$", read.text[: cap.start()]):
        return None  # the most that the plan pays is none of the patient's
    read.use(cap)
    read.facts = [fact for fact in read.facts if not cap.start() <= fact.mark.start < cap.end()]
    return cap["cap"].replace(",", "")


def _refused(read: Told, found: Reading) -> None:
    """What is no amount of a plan: vague, negative, in another currency, above the whole."""
    names = {fact.mark: NAMED.get(fact.name, fact.name) for fact in read.facts}
    for mark, words in vague(read):
        if names.get(mark) == "aside":
            continue
        found.wrong.append(f"'{words}' is no exact amount: look it up on the plan's member page")
        found.ask(names.get(mark, "amount"))
    for match in NEGATIVE.finditer(read.text):
        found.wrong.append(f"'{match[0].rstrip('.,')}' is negative: an amount of a plan is zero or more")
        found.ask(next((name for mark, name in names.items() if match.start() < mark.start < match.end()), "amount"))
    if pattern("currency").search(read.text):
        found.wrong.append("amounts in two currencies: give all of them in dollars")
        found.ask("amounts", "all of them in dollars")
    if FOREIGN.search(read.text):
        found.wrong.append("an amount with its signs in another order: write it as 1,184.60")
        found.ask("amounts", "written as 1,184.60")
    for fact in read.facts:
        if fact.name == "coinsurance" and (not fact.value or float(fact.value.rstrip("%")) > 100):
            said = read.text[fact.mark.start : fact.mark.end]
            found.wrong.append(f"'{said}' is no share of a patient: one from 0 to 100 % is needed")
            found.ask("coinsurance")


def _networks(read: Told) -> list[str]:
    """The networks that may hold: the one said of the provider; both where both are spoken of and neither is said."""
    spoken = {mark.value for mark in read.found if mark.kind == "network"}
    if len(spoken) < 2:
        return [next(iter(spoken), "")]
    named = set()
    for match in pattern("status").finditer(read.text):
        part = read.part(match.start(), "hard", "soft")
        if not pattern("unknown").search(part) and not re.search(r"\b(?:if|or)\b", part):
            named.add(match["one"] or match["two"])
    if not named:
        named = {mark.value for mark in read.found if mark.kind == "network" and _of_provider(read, mark)}
    return sorted(named if len(named) == 1 else spoken)


def _of_provider(read: Told, mark: Mark) -> bool:
    """Whether a network is said of the provider: in a part of a sentence, and no question, that is of no plan."""
    low, high = read.bounds(mark.start, ("hard", "soft"))
    asked = read.text.startswith("?", read.bounds(mark.start)[1]) or pattern("unknown").search(read.text, low, high)
    return not asked and not pattern("of_plan").search(read.text, low, high)


def _rates(read: Told, facts: list[Fact], found: Reading) -> list[str]:
    """The patient's shares that may hold; two that contradict each other are wrong."""
    said = [fact for fact in facts if fact.name == "coinsurance" and fact.value]
    said, by_place = of_the_place(read, said)
    rates = list(dict.fromkeys(fact.value for fact in said))
    if len(rates) > 1 and not by_place:
        places = {read.bounds(fact.mark.start) for fact in said}
        if len(places) > 1 or not re.search(r"\b(?:or|either|whether)\b", read.text):
            found.wrong.append(f"two different shares, {' and '.join(rates)}: say which one you pay")
            found.ask("coinsurance")
    return rates or [""]
