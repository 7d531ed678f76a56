"""A second coverage of a cost question that pays the whole of the patient's percentage, and what of the deductible."""

from __future__ import annotations

from assistant.cost_numbers import Mark, pattern
from assistant.cost_told import Fact, Told


def with_second_plan(read: Told) -> list[Fact]:
    """The facts, where a second coverage is said to pay all of the percentage with none left to the patient.

    Only where the deductible is told as well: paid by it, left to the patient, or met.
    """
    pays = pattern("second_pays").search(read.text)
    if pays is None or pattern("second_in_part").search(read.text, *read.bounds(pays.start())):
        return read.facts
    left = pattern("deductible_is_own").search(read.text)
    taken = pays["too"] or (None if left else pattern("deductible_too").match(read.text, pays.end()))
    met = any(fact.name in {"deductible_met", "deductible_whole"} or _none(fact) for fact in read.facts)
    if not (left or taken or met):
        return read.facts
    for match in (pays, *pattern("second_plan").finditer(read.text)):
        read.use(match)
    kept = [fact for fact in read.facts if fact.name not in {"coinsurance", "whose"}]
    kept = [fact for fact in kept if not (taken and fact.of == "deductible")]
    place = Mark("state", *pays.span(), pays[0])
    return [*kept, Fact("coinsurance", "0%", place), *([Fact("deductible_left", "0", place)] if taken else [])]


def _none(fact: Fact) -> bool:
    return fact.name == "deductible_left" and fact.value == "0"
