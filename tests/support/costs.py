"""What a cost question comes to, and what it is asked for."""

from __future__ import annotations

from assistant.say_cost import cost_answer


def answer(text: str) -> str | list[str]:
    """What the patient pays; else the inputs that are asked for."""
    found = cost_answer(text)[1]
    pays: str | None = found["patient_pays"]
    return pays if pays is not None else [one["input"] for one in found["missing"]]


def pays(text: str) -> str | None:
    """What the patient pays; None where something is asked."""
    found = answer(text)
    return found if isinstance(found, str) else None


def asked(text: str) -> list[str]:
    """The inputs that a question is asked for."""
    return [one["input"] for one in cost_answer(text)[1]["missing"]]
