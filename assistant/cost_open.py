"""What a cost question shows to matter and does not give: a deductible, a limit, a copay or an item left open."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assistant.cost_charge import WHERE, item_apart
from assistant.cost_copay import EITHER, copay_open
from assistant.cost_denied import denied, is_said
from assistant.cost_numbers import pattern
from assistant.cost_own_terms import ALONE, VISIT
from assistant.cost_reading import Reading
from assistant.cost_told import Fact, Told


def ask_open(read: Told, facts: list[Fact], plan: dict[str, Any], found: Reading) -> None:
    """Ask for what a message shows to matter and does not give; of a deductible either all or none may be left."""
    names, given = {fact.name for fact in facts}, set(plan)
    family_met = plan.get("family_deductible_left") == "0"
    if plan.get("deductible") and not {"deductible_left", "deductible_used"} & given and not family_met:
        plan["deductible_left"] = EITHER
    unmet = names & {"family_deductible", "family_deductible_unmet"}
    family_open = unmet and "family_deductible_left" not in given
    own = plan.get("deductible_left", rest(plan.get("deductible"), plan.get("deductible_used")))
    if family_open and own != "0":
        found.ask("family_deductible_left")
    if own is None and plan.get("family_deductible_left", "0") != "0":
        found.ask("deductible_left", "what is left of the patient's own, or that the family's is the only one")
    if plan.get("oop_left") == "0" and not any("allowed" in line for line in lines_of(plan) or [plan]):
        _without_price(read, found)
    if _limited(read, plan) and not {"oop_left", "oop_used", "family_oop_left"} & given:
        found.ask("oop_used")
    fee = plan.get("coinsurance") == "0%" and pattern("fixed_fee").search(read.text)
    if not {"copay", ALONE, VISIT} & names and (fee or copay_open(read)):
        found.ask("copay")
    _apart(read, facts, plan, found)


def _without_price(read: Told, found: Reading) -> None:
    """Of what has no price, and no need of one for the limit is reached: that it is covered, and in the network."""
    if not any(mark.kind == "network" and mark.value == "in" for mark in read.found):
        found.ask("network")
    told = pattern("said_covered").finditer(read.text)
    if all(denied(read.text, one) or read.text.startswith("?", read.bounds(one.start())[1]) for one in told):
        found.ask("covered", "whether the plan covers it")


def _limited(read: Told, plan: dict[str, Any]) -> bool:
    """Whether a limit of the year is spoken of that may end the share."""
    text = read.text
    none = pattern("no_limit").search(text)
    if none and pattern("no_info").match(text[none.end() :]):
        return True
    if none or is_said("far", text):
        return False
    limits = (mark for mark in read.found if mark.kind == "oop" and not read.understood(mark))
    return "oop_max" in plan or any(re.search(r"max|limit|cap\b|oop", mark.value) for mark in limits)


def _apart(read: Told, facts: list[Fact], plan: dict[str, Any], found: Reading) -> None:
    """The charge of an item that is said to be billed apart, where none is given."""
    item = item_apart(read)
    if item is None or any(line.get("name") for line in lines_of(plan)):
        return
    low, high = read.bounds(item.start())
    if not any(fact.name == "allowed" and item.end() < fact.mark.start < high for fact in facts):
        covered = pattern("said_covered").search(read.text, low, high)
        name = "allowed" if covered and not denied(read.text, covered) else "billed"
        found.ask(f"{name} ({item[0]})", WHERE[name])


def lines_of(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines of a plan, of all its visits."""
    return [line for visit in plan.get("visits", [plan]) for line in visit.get("items", [])]


def rest(whole: str | None, used: str | None) -> str | None:
    """What is left of a yearly amount of which some is used; None where either is not known."""
    return None if whole is None or used is None else str(Decimal(whole) - Decimal(used))
