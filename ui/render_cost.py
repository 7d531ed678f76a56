"""A cost as the page shows it: the amount, who pays which part, the steps, and what would change it."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import Any

from ui.render_parts import bullets, table

FIELDS = (
    ("allowed", "Allowed amount", "1,450"),
    ("deductible_left", "Deductible left", "600"),
    ("coinsurance", "Coinsurance", "20%"),
    ("copay", "Copay", "0"),
    ("oop_left", "Out-of-pocket limit left", "2,300"),
    ("contrast", "Contrast, if billed apart", "80"),
)
EMPTY = (
    "<section class='ga-result'><p>Fill in what you know. The figures stand on your plan's summary of benefits; what "
    "is missing is asked for, never taken as zero.</p></section>"
)


def cost(found: dict[str, Any]) -> str:
    """A cost with its parts, steps and comparison, or what is missing and where it stands."""
    if found["patient_pays"] is not None:
        said = f"The patient pays {figure(found['patient_pays'])}, the plan pays {figure(found['plan_pays'])}."
    elif found["range"]:
        said = f"The patient pays between {figure(found['range']['low'])} and {figure(found['range']['high'])}."
    else:
        said = "No amount can be given yet."
    steps = [[escape(step["rule"]), figure(step["amount"]), figure(step["remaining"])] for step in found["steps"]]
    missing = [f"{one['input'].replace('_', ' ')}: {one['where']}" for one in found["missing"]]
    return (
        f'<section class="ga-result" aria-label="Cost"><h2>Cost</h2><p class="ga-outcome">{escape(said)}</p>'
        + _bar(found)
        + table("Step by step", ("Rule", "Amount", "Remaining"), steps)
        + bullets("Missing", missing)
        + table("What would change it", ("Change", "The patient pays", "Difference"), _changes(found["what_if"]))
        + bullets("Taken as given", found["assumptions"])
        + "<p>Arithmetic on your numbers: not a price and not a promise of the plan.</p></section>"
    )


def figure(amount: str) -> str:
    """An amount with its thousands set apart."""
    return f"{Decimal(amount):,.2f}"


def _changes(rows: list[dict[str, str]]) -> list[list[str]]:
    signed = ((row, Decimal(row["difference"])) for row in rows)
    return [[escape(row["change"]), figure(row["patient_pays"]), f"{d:+,.2f}" if d else "none"] for row, d in signed]


def _bar(found: dict[str, Any]) -> str:
    """Who pays which part of the whole charge, as one bar; its words stand in the legend."""
    parts = [("patient", "Patient", found["patient_pays"]), ("plan", "Plan", found["plan_pays"]),
             ("off", "Written off", found.get("write_off"))]  # fmt: skip
    shown = [(name, words, Decimal(amount)) for name, words, amount in parts if amount and Decimal(amount) > 0]
    whole = sum(amount for _, _, amount in shown)
    if not whole:
        return ""
    bar = "".join(f'<span class="ga-{name}" style="width:{amount / whole:.2%}"></span>' for name, _, amount in shown)
    legend = "".join(f'<li class="ga-{name}">{words} {amount:,.2f}</li>' for name, words, amount in shown)
    return f'<div class="ga-bar" aria-hidden="true">{bar}</div><ul class="ga-legend">{legend}</ul>'
