"""What a cost question comes to, and what it is asked for."""

from __future__ import annotations

from assistant.say_cost import cost_answer


def pays(text: str) -> str | None:
    """What the patient pays; None where something is asked."""
    found: str | None = cost_answer(text)[1]["patient_pays"]
    return found


def asked(text: str) -> list[str]:
    """The inputs that a question is asked for."""
    return [one["input"] for one in cost_answer(text)[1]["missing"]]
