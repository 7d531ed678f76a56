"""A cost as the page shows it: the fields, the amount, who pays which part, the steps, and what would change it."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import Any

from ui.render_parts import bullets, table
from ui.text import say

FIELDS = ("allowed", "deductible_left", "coinsurance", "copay", "oop_left", "contrast")


def form(values: dict[str, str], wrong: dict[str, str]) -> str:
    """The plan's numbers as text fields, what is wrong with one said below it."""
    rows = ""
    for name in FIELDS:
        told = wrong.get(name)
        fault = f'<p class="ga-field-wrong" id="wc-{name}" role="alert">{escape(told)}</p>' if told else ""
        describe = (
            f'aria-describedby="hc-{name} wc-{name}" aria-invalid="true"' if told else f'aria-describedby="hc-{name}"'
        )
        rows += (
            f'<div class="ga-money"><label for="c-{name}">{escape(say(f"cost.{name}"))}</label>'
            f'<input type="text" inputmode="decimal" id="c-{name}" name="{name}" '
            f'value="{escape(values.get(name, ""))}" '
            f'placeholder="{escape(say("cost.such_as", value=say(f"cost.{name}_hint")))}" {describe}>'
            f'<p class="ga-small" id="hc-{name}">'
            f"{escape(say(f'cost.{name}_where'))}</p>{fault}</div>"
        )
    return f'<form id="ga-cost-form" autocomplete="off" aria-label="{escape(say("cost.form"))}">{rows}</form>'


def empty() -> str:
    """Before anything was worked out."""
    return f'<section class="ga-result ga-blank"><p>{escape(say("cost.empty"))}</p></section>'


def cost(found: dict[str, Any]) -> str:
    """A cost with its parts, steps and comparison, or what is missing and where it stands."""
    missing = [f"{say('cost.' + one['input'])}: {one['where']}" for one in found["missing"]]
    parts = [
        _amount(found),
        bullets(say("cost.missing"), missing),
        _bar(found),
        _steps(found),
        table(say("cost.what_if"), tuple(say(f"cost.head_{n}") for n in ("change", "patient", "difference")),
              _changes(found["what_if"])),
        bullets(say("cost.taken"), found["assumptions"]),
        f'<p class="ga-small">{escape(say("cost.estimate"))}</p>',
    ]  # fmt: skip
    return f'<section class="ga-result" aria-label="{escape(say("cost.result"))}">{"".join(parts)}</section>'


def figure(amount: str | Decimal) -> str:
    """An amount with its thousands set apart."""
    return f"{Decimal(amount):,.2f}"


def money(amount: str | Decimal, *, plus: bool = False) -> str:
    """An amount with its currency, its sign before that; with `plus`, the sign of a rise too."""
    value = Decimal(amount)
    sign = "-" if value < 0 else "+" if plus else ""
    return f"{sign}${figure(abs(value))}"


def _amount(found: dict[str, Any]) -> str:
    """The amount, large; a range or a plain sentence where it cannot be given."""
    if found["patient_pays"] is not None:
        big = money(found["patient_pays"])
        said = say("cost.plan_pays", amount=figure(found["plan_pays"]))
    elif found["range"]:
        big = say("cost.between", low=figure(found["range"]["low"]), high=figure(found["range"]["high"]))
        said = say("cost.needs_more")
    else:
        big, said = say("cost.none"), say("cost.needs_more")
    return (
        f'<h2 tabindex="-1" class="ga-cost-title">{escape(say("cost.patient"))}</h2>'
        f'<p class="ga-big">{escape(big)}</p><p>{escape(said)}</p>'
    )


def _parts(found: dict[str, Any]) -> list[tuple[str, str, Decimal]]:
    """Who pays which part: the patient's by step, where the steps are parts; else as one."""
    steps = [(step["rule"].rsplit(": ", 1)[-1], Decimal(step["amount"])) for step in found["steps"]]
    own = [(words, amount) for words, amount in steps if words != "allowed amount" and amount]
    whole = Decimal(found["patient_pays"])
    if sum(amount for _, amount in own) != whole or any(amount < 0 for _, amount in own):
        own = [(say("cost.patient_part"), whole)]
    rows = [(f"own-{at % 3}", words[:1].upper() + words[1:], amount) for at, (words, amount) in enumerate(own)]
    rows += [("plan", say("cost.plan_part"), Decimal(found["plan_pays"]))]
    rows += [("off", say("cost.off_part"), Decimal(found.get("write_off") or 0))]
    return [row for row in rows if row[2] > 0]


def _bar(found: dict[str, Any]) -> str:
    """The whole charge as one bar; its words stand in the legend."""
    if found["patient_pays"] is None:
        return ""
    parts = _parts(found)
    whole = sum(amount for _, _, amount in parts)
    if not whole:
        return ""
    bar = "".join(f'<span class="ga-{name}" style="width:{amount / whole:.2%}"></span>' for name, _, amount in parts)
    legend = "".join(f'<li class="ga-{name}">{escape(words)} {money(amount)}</li>' for name, words, amount in parts)
    return f'<div class="ga-bar" aria-hidden="true">{bar}</div><ul class="ga-legend">{legend}</ul>'


def _steps(found: dict[str, Any]) -> str:
    """The steps and their sum; the allowed amount, of which they are shares, stands before them."""
    if not found["steps"]:
        return ""
    rows = []
    for step in found["steps"]:
        line, _, words = step["rule"].rpartition(": ")
        one = words[:1].upper() + words[1:]
        many = len({other["rule"].rpartition(": ")[0] for other in found["steps"]}) > 1
        base = words == "allowed amount"
        amount = say("cost.of", amount=figure(step["amount"])) if base else money(step["amount"])
        rows.append([escape(f"{line}: {one}" if many and line else one), escape(amount)])
    if found["patient_pays"] is not None:
        rows.append(
            [f"<strong>{escape(say('cost.patient'))}</strong>", f"<strong>{money(found['patient_pays'])}</strong>"]
        )
    return table(say("cost.steps"), (say("cost.head_step"), say("cost.head_amount")), rows)


def _changes(rows: list[dict[str, str]]) -> list[list[str]]:
    none = say("cost.no_difference")
    return [
        [escape(row["change"][:1].upper() + row["change"][1:]), money(row["patient_pays"]),
         money(d, plus=True) if (d := Decimal(row["difference"])) else none]
        for row in rows
    ]  # fmt: skip
