"""The numbers of a cost question: allowed amount, deductible left, coinsurance, copay, limit left."""

from __future__ import annotations

import re
from typing import Any

from assistant.answer import Statement
from checks import CaseError, estimate, plan_of

MONEY = r"\$?\s?\b(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)(?!\s?%)(?![\d.]*\d)"
BEFORE = {
    "deductible_left": r"\b(?:deductible|ded)\b(?: i have| that is| is| of| left| remaining| to go|:|=)*",
    "allowed": r"\b(?:allowed(?: amount)?|costs?|price|total|negotiated rate|bill)\b(?: is| of| for it is|:|=)*",
    "copay": r"\bco-?pay\w*\b(?: is| of|:|=)*",
    "oop_left": r"\b(?:oop|out.of.pocket|max(?:imum)?|limit)\b(?: max\w*| limit)?(?: is| of| left| remaining|:|=)*",
}
AFTER = {
    "deductible_left": r"(?: \w+){0,3} (?:deductible|ded)\b",
    "oop_left": (
        r"(?: \w+){0,3} (?:(?:until|till|to|before) (?:my |the )?(?:oop |out.of.pocket )?(?:max|limit)\w*"
        r"|oop\b|out.of.pocket)"
    ),
    "allowed": r"(?: is)?(?: the)? allowed",
    "copay": r" co-?pay",
}
RATE = re.compile(r"(\d{1,3}(?:\.\d+)?) ?%|\bco-?ins\w*(?: is| of|:)? ?(\d{1,2})\b(?!,)", re.IGNORECASE)
MET = re.compile(
    r"\b(?:deductible|ded)\b(?: is| has been| already)* met\b|met (?:my|the) (?:deductible|ded)\b", re.IGNORECASE
)


def plan_in(text: str) -> dict[str, Any]:
    """The plan's numbers that a message gives; a number is taken once, by the word nearest before or after it."""
    found: dict[str, Any] = {}
    taken: set[int] = set()
    for side in (BEFORE, AFTER):
        for name, words in side.items():
            pattern = rf"{MONEY}{words}" if side is AFTER else rf"{words}\s*{MONEY}"
            for match in re.finditer(pattern, text, re.IGNORECASE):
                if name not in found and match.start(1) not in taken:
                    found[name] = match[1].replace(",", "")
                    taken.add(match.start(1))
    rate = RATE.search(text)
    if rate:
        found["coinsurance"] = f"{rate[1] or rate[2]}%"
    if MET.search(text):
        found["deductible_met"] = True
        found.pop("deductible_left", None)
    return found


def cost_answer(text: str) -> tuple[tuple[Statement, ...], dict[str, Any] | None]:
    """The cost worked out from a message's own numbers, in words, and as values."""
    given = plan_in(text)
    try:
        found = estimate(plan_of(given))
    except CaseError as error:
        return (Statement(text=f"The numbers could not be used: {error}"),), None
    read = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in given.items())
    said = [Statement(text=f"From your numbers: {read}.")]
    if found["patient_pays"] is not None:
        said.append(Statement(text=f"You pay {found['patient_pays']}; the plan pays {found['plan_pays']}."))
        said += [
            Statement(text=f"{step['rule']}: {step['amount']}, {step['remaining']} remain.") for step in found["steps"]
        ]
    else:
        if found["range"]:
            low, high = found["range"]["low"], found["range"]["high"]
            said.append(Statement(text=f"With what is missing, you pay between {low} and {high}."))
        said += [Statement(text=f"Missing: {m['input'].replace('_', ' ')} ({m['where']}).") for m in found["missing"]]
    said += [Statement(text=f"Note: {words}.") for words in found["assumptions"]]
    said.append(Statement(text="This is arithmetic on your numbers, not a price or a promise of the plan."))
    return tuple(said), found
