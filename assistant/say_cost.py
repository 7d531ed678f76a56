"""A cost question answered: the amount with its steps, or what is missing for it."""

from __future__ import annotations

from typing import Any

from assistant.answer import Statement
from assistant.read_cost import plan_in
from assistant.work_out_cost import changed
from checks import CONTRAST, CaseError, estimate, plan_of, what_if


def cost_answer(text: str) -> tuple[tuple[Statement, ...], dict[str, Any] | None]:
    """The cost worked out from a message's own numbers, in words, and as values; None where they could not be used."""
    try:
        given, unknown = plan_in(text)
        plan = plan_of(given)
        found = estimate(plan) | {"what_if": what_if(plan)}
    except CaseError as error:
        return (Statement(text=f"The numbers could not be used: {error}."),), None
    if unknown:
        known = {one["input"] for one in unknown}
        missing = [*unknown, *(one for one in found["missing"] if one["input"] not in known)]
        found |= {"patient_pays": None, "plan_pays": None, "steps": [], "range": None, "missing": missing}
    return _in_words(given, found, dye=bool(CONTRAST.search(text))), found


def _in_words(given: dict[str, Any], found: dict[str, Any], *, dye: bool) -> tuple[Statement, ...]:
    said = [Statement(text=f"From your numbers: {_read(given)}.")]
    if found["patient_pays"] is not None:
        said.append(Statement(text=f"You pay {found['patient_pays']}; the plan pays {found['plan_pays']}."))
        said += [
            Statement(text=f"{step['rule']}: {step['amount']}, {step['remaining']} remain.") for step in found["steps"]
        ]
    elif found["range"]:
        low, high = found["range"]["low"], found["range"]["high"]
        said.append(Statement(text=f"With what is missing, you pay between {low} and {high}."))
    said += [Statement(text=f"Missing: {m['input'].replace('_', ' ')} ({m['where']}).") for m in found["missing"]]
    if dye and found["patient_pays"] is not None:
        apart = [row for row in found["what_if"] if "contrast" in row["change"]]
        said += [Statement(text=f"What if: {changed(row)}.") for row in apart]
        if not apart:
            ask = "If the contrast agent is billed apart, say its charge, and the difference is worked out."
            said.append(Statement(text=ask))
    said += [Statement(text=f"Note: {words}.") for words in found["assumptions"]]
    said.append(Statement(text="This is arithmetic on your numbers, not a price or a promise of the plan."))
    return tuple(said)


def _read(given: dict[str, Any]) -> str:
    """The numbers as they were read, for the reader to check."""
    plain = {name: value for name, value in given.items() if not isinstance(value, list)}
    parts = [f"{name.replace('_', ' ')} {'yes' if value is True else value}" for name, value in plain.items()]
    for number, visit in enumerate(given.get("visits") or [{"items": given.get("items", [])}], start=1):
        for line in visit["items"]:
            name = line.get("name") or (f"visit {number}" if "visits" in given else "the procedure")
            told = [f"{key} {value}" for key, value in line.items() if key not in {"name", "covered"}]
            uncovered = ["not covered"] if line.get("covered") is False else []
            parts.append(f"{name}: {' and '.join([*told, *uncovered])}")
    return "; ".join(parts) or "none were read"
