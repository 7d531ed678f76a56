"""Whose deductible and limit a cost question speaks of, where it names more persons than the patient."""

from __future__ import annotations

from assistant.cost_family import SUM
from assistant.cost_marks import YEARLY
from assistant.cost_numbers import pattern
from assistant.cost_told import Fact, Told

ASK = ("whose deductible and limit", "say whose service it is, and what is left of that person's own")


def of_patient(read: Told) -> tuple[list[Fact], list[tuple[str, str]]]:
    """The facts without what is said of somebody else than the patient, and what to ask where that is open."""
    if pattern("own_each").search(read.text) and pattern("of_two").search(read.text):
        return read.facts, [ASK]  # two claims, of which no sum is worked out here
    if pattern("provider").search(read.text) and not pattern("relation").search(read.text):
        return read.facts, []  # `he takes assignment` is the doctor
    owners = {fact.mark: _owner(read, fact) for fact in read.facts if _yearly(fact)}
    said = {who for who in owners.values() if who} | ({"own"} if pattern("own_state").search(read.text) else set())
    patients = {who for who in ("own", "other") if pattern(f"{who}_service").search(read.text)}
    if "other" not in said:
        return read.facts, [ASK] if said and patients == {"other"} else []
    if len(patients) == 1:
        (patient,) = patients
    elif "own" in said:
        return read.facts, [ASK]
    else:
        patient = "other"
    kept = [fact for fact in read.facts if owners.get(fact.mark, "") in {"", patient}]
    return kept, []


def _yearly(fact: Fact) -> bool:
    return fact.name.split("_")[0] in YEARLY and fact.mark.kind != SUM


def _owner(read: Told, fact: Fact) -> str:
    """Whose a yearly amount or state is, `own` (the asker's) or `other`: the person named last in its part, or in it.

    A part of the sentence that names nobody goes on about the person of the part before it.
    """
    low = read.bounds(fact.mark.start)[0]
    _, high = read.bounds(fact.mark.end, ("hard", "soft"))
    part = read.bounds(fact.mark.start, ("hard", "soft"))[0]
    for start, end in ((part, fact.mark.end), (fact.mark.end, high), (low, part)):
        people = list(pattern("people").finditer(read.text, start, end))
        if people:
            named = people[0] if start == fact.mark.end else people[-1]
            return "other" if named["other"] else "own"
    return ""
