"""Costs on a plan given as JSON: the amount with its steps, what would change it, and the sheet for who pays alone."""

from __future__ import annotations

from typing import Any

from assistant.errors import InputRefusedError
from checks import CaseError, estimate, plan_of, read_plan, what_if, worksheet


def cost_of(text: str, contrast: str | None = None) -> dict[str, Any]:
    """Work out a plan given as JSON text; `contrast` is the charge of a contrast agent billed apart.

    Raises:
        InputRefusedError: the plan or the charge is no valid input; names it.
    """
    try:
        plan = read_plan(text)
        charge = plan_of({"billed": contrast}).billed if contrast else None
        return estimate(plan) | {"what_if": what_if(plan, charge)}
    except CaseError as error:
        raise InputRefusedError(str(error)) from None


def self_pay(text: str) -> dict[str, Any]:
    """The worksheet of a good-faith estimate for a plan's lines, given as JSON text. Raises InputRefusedError."""
    try:
        return worksheet(read_plan(text))
    except CaseError as error:
        raise InputRefusedError(str(error)) from None


def cost_text(found: dict[str, Any]) -> str:
    """A cost as a person reads it on a terminal."""
    lines = [f"  {step['amount']:>12}  {step['rule']} ({step['remaining']} remain)" for step in found["steps"]]
    if found["patient_pays"] is not None:
        lines.insert(0, f"The patient pays {found['patient_pays']}, the plan {found['plan_pays']}.")
    elif found["range"]:
        lines.insert(0, f"The patient pays between {found['range']['low']} and {found['range']['high']}.")
    lines += [f"missing: {one['input']} ({one['where']})" for one in found["missing"]]
    lines += [f"assumed: {words}" for words in found["assumptions"]]
    return "\n".join([*lines, *(f"what if: {changed(row)}" for row in found["what_if"])])


def changed(row: dict[str, str]) -> str:
    """One row of the comparison in words."""
    difference = row["difference"]
    than = "the same" if difference == "0.00" else f"{difference.lstrip('-')} {'less' if '-' in difference else 'more'}"
    return f"{row['change']}: {row['patient_pays']}, {than}"


def self_pay_text(found: dict[str, Any]) -> str:
    """The worksheet as a person reads it on a terminal."""
    lines = [
        "Good-faith estimate: worksheet",
        *(f"  {i['charge'] or 'not given':>12}  {i['name']}" for i in found["items"]),
    ]
    if found["total"]:
        lines += [f"  {found['total']:>12}  sum", f"A bill of {found['dispute_from']} or more can be disputed."]
    lines += [f"missing: {one['input']} ({one['where']})" for one in found["missing"]]
    return "\n".join([*lines, *found["rules"]])
