"""A cost question answered: the amount with its steps, or what is missing for it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assistant.answer import Statement
from assistant.cost_reading import Reading
from assistant.cost_two import of_each
from assistant.read_cost import read_cost
from assistant.work_out_cost import changed
from checks import CONTRAST, CaseError, estimate, plan_of, what_if

PARTS = ("deductible", "coinsurance", "copay")  # of what a patient pays
OUTCOMES = ("patient_pays", "plan_pays", "write_off")
OPEN: dict[str, Any] = {"patient_pays": None, "plan_pays": None, "steps": [], "assumptions": [], "range": None}


def cost_answer(text: str, before: str = "") -> tuple[tuple[Statement, ...], dict[str, Any]]:
    """The cost worked out from a message's own numbers, in words, and as values.

    `before` is the cost question that the message changes: its numbers hold where the message has none of their sort.
    """
    if pair := of_each(text):
        return _together([cost_answer(one) for one in pair])
    reading = read_cost(text, before)
    try:
        plans = [plan_of(plan) for plan in reading.plans.values()]
        each = [estimate(plan) for plan in plans]
    except CaseError as error:
        words = str(error).removeprefix("the plan: ")
        given = dict.fromkeys(name for plan in reading.plans.values() for name in plan)
        named = [name for name in given if re.search(rf"\b{name}\b", words)]
        words = words.replace("_", " ")
        reading.wrong.append(words)
        for name in named or ["the numbers"]:
            reading.ask(name, words)
        plans, each = [], []
    if reading.wrong:
        return _unusable(reading)
    found = _agreed(reading, each) | {"what_if": what_if(plans[0])}
    if found["patient_pays"] is None:
        found["what_if"] = []
    first, *others = reading.plans.values()
    shared = {name: value for name, value in first.items() if all(plan.get(name) == value for plan in others)}
    return _in_words(shared, found, dye=bool(CONTRAST.search(text))), found


def _together(each: list[tuple[tuple[Statement, ...], dict[str, Any]]]) -> tuple[tuple[Statement, ...], dict[str, Any]]:
    """What two persons pay, each worked out alone, and the sum where both have an amount."""
    said = [
        Statement(text=f"{whose}: {one.text}")
        for whose, (statements, _) in zip(("You", "The other person"), each, strict=True)
        for one in statements[:-1]
    ]
    costs = [cost for _, cost in each]
    missing = list({one["input"]: one for cost in costs for one in cost["missing"]}.values())
    if missing or any(cost["patient_pays"] is None for cost in costs):
        return (*said, each[0][0][-1]), OPEN | {"missing": missing, "what_if": []}
    sums = {name: f"{sum(Decimal(cost[name]) for cost in costs):.2f}" for name in OUTCOMES}
    lists = {name: [one for cost in costs for one in cost[name]] for name in ("steps", "assumptions")}
    first = Statement(text=f"Together you pay {sums['patient_pays']}; the plan pays {sums['plan_pays']}.")
    return (first, *said, each[0][0][-1]), costs[0] | sums | lists | {"what_if": []}


def _unusable(reading: Reading) -> tuple[tuple[Statement, ...], dict[str, Any]]:
    """What is wrong with the numbers, and which to say anew; nothing is computed."""
    said = [Statement(text=f"The numbers could not be used: {words}.") for words in dict.fromkeys(reading.wrong)]
    said += [Statement(text=f"Missing: {_input(one)} ({one['where']}).") for one in reading.asks]
    return tuple(said), OPEN | {"missing": reading.asks, "what_if": []}


def _agreed(reading: Reading, each: list[dict[str, Any]]) -> dict[str, Any]:
    """The one cost of all settings that may hold; else from what to what it goes, and what has to be said."""
    amounts = {found["patient_pays"] for found in each}
    one = amounts != {None} and len(amounts) == 1
    asks = [ask for ask in reading.asks if not (one and ask["input"] in reading.which)]
    if one:  # an amount that is the outcome itself, as a bill has it, leaves nothing open
        results = {f"what {amount} is" for name in OUTCOMES for amount in _written(each[0][name])}
        asks = [ask for ask in asks if ask["input"] not in results]
    if one and not asks:
        return each[0]
    known = {ask["input"] for ask in asks}
    missing = [*asks, *(m for m in each[0]["missing"] if m["input"] not in known | reading.spare)]
    found = OPEN | {"missing": missing, "range": each[0]["range"] if len(each) == 1 and not asks else None}
    if known <= reading.which and None not in amounts:
        in_order = sorted(Decimal(amount) for amount in amounts)
        found["range"] = {"low": f"{in_order[0]:.2f}", "high": f"{in_order[-1]:.2f}"}
        found["settings"] = {name: cost["patient_pays"] for name, cost in zip(reading.plans, each, strict=True)}
    return found


def _written(amount: str) -> set[str]:
    """The ways in which an amount above zero is written: with its cents, and without where they are none."""
    return {amount, amount.removesuffix(".00")} if Decimal(amount) else set()


def _input(one: dict[str, str]) -> str:
    return one["input"].replace("_", " ")


def _in_words(given: dict[str, Any], found: dict[str, Any], *, dye: bool) -> tuple[Statement, ...]:
    said = [Statement(text=f"From your numbers: {_read(given)}.")]
    if found["patient_pays"] is not None:
        said.append(Statement(text=f"You pay {found['patient_pays']}; the plan pays {found['plan_pays']}."))
        said += _of_it(found)
        said += [
            Statement(text=f"{step['rule']}: {step['amount']}, {step['remaining']} remain.") for step in found["steps"]
        ]
    elif found["range"]:
        low, high = found["range"]["low"], found["range"]["high"]
        said.append(Statement(text=f"With what is missing, you pay between {low} and {high}."))
    said += [Statement(text=f"{name}: {pays}.") for name, pays in found.get("settings", {}).items()]
    said += [Statement(text=f"Missing: {_input(one)} ({one['where']}).") for one in found["missing"]]
    if dye and found["patient_pays"] is not None:
        apart = [row for row in found["what_if"] if "contrast" in row["change"]]
        said += [Statement(text=f"What if: {changed(row)}.") for row in apart]
        if not apart:
            ask = "If the contrast agent is billed apart, say its charge, and the difference is worked out."
            said.append(Statement(text=ask))
    said += [Statement(text=f"Note: {words}.") for words in found["assumptions"]]
    said.append(Statement(text="This is arithmetic on your numbers, not a price or a promise of the plan."))
    return tuple(said)


def _of_it(found: dict[str, Any]) -> list[Statement]:
    """What of the patient's part is deductible and what coinsurance or copay, summed; nothing where it is one alone."""
    sums: dict[str, Decimal] = {}
    for step in found["steps"]:
        kind = next((kind for kind in PARTS if kind in step["rule"]), None)
        if kind:
            sums[kind] = sums.get(kind, Decimal(0)) + Decimal(step["amount"])
    named = [f"{kind} {amount:.2f}" for kind, amount in sums.items() if amount]
    whole = sum(sums.values()) == Decimal(found["patient_pays"])
    return [Statement(text=f"Of it {' plus '.join(named)}.")] if whole and len(named) > 1 else []


def _read(given: dict[str, Any]) -> str:
    """The numbers as they were read, for the reader to check."""
    plain = {name: value for name, value in given.items() if not isinstance(value, list)}
    parts = [f"{name.replace('_', ' ')} {'yes' if value is True else value}" for name, value in plain.items()]
    for number, visit in enumerate(given.get("visits") or [{"items": given.get("items", [])}], start=1):
        for line in visit["items"]:
            name = line.get("name") or (f"visit {number}" if "visits" in given else "the procedure")
            told = [
                f"{key} {value}" for key, value in line.items() if key not in {"name", "covered", "deductible_applies"}
            ]
            told += ["no deductible"] if line.get("deductible_applies") is False else []
            uncovered = ["not covered"] if line.get("covered") is False else []
            parts.append(f"{name}: {' and '.join([*told, *uncovered])}")
    return "; ".join(parts) or "none were read"
