"""The patient's shares of a cost question that go by the place of service, and the one of the place that is named."""

from __future__ import annotations

from assistant.cost_numbers import pattern
from assistant.cost_told import Fact, Told

KINDS = ("office", "hospital", "center")


def of_the_place(read: Told, shares: list[Fact]) -> tuple[list[Fact], bool]:
    """The shares that may hold, and whether each goes by a place; of a place that is said, its own alone, or none."""
    places = [_place(read, fact) for fact in shares]
    if "" in places or len(set(places)) != len({fact.value for fact in shares}):
        return shares, False
    said = {place for place in KINDS if _is_said(read, place)}
    if len(said) != 1:
        return shares, True
    return [fact for fact, place in zip(shares, places, strict=True) if place in said], True


def _kind(words: dict[str, str | None]) -> str:
    return next((kind for kind, value in words.items() if value), "")


def _place(read: Told, fact: Fact) -> str:
    """The place that a share is of: in its own part of the sentence, else the last one before it there."""
    low, high = read.bounds(fact.mark.start, ("hard", "soft"))
    behind = pattern("place_behind").match(read.text, fact.mark.end)
    own = pattern("places").search(read.text, behind.end() if behind else low, high)
    before = list(pattern("places").finditer(read.text, read.bounds(fact.mark.start)[0], fact.mark.start))
    found = own or (before[-1] if before else None)
    return _kind(found.groupdict()) if found else ""


def _is_said(read: Told, place: str) -> bool:
    """Whether the service is said to be in a place, beside no share and no "if"."""
    for match in pattern("places").finditer(read.text):
        low, high = read.bounds(match.start(), ("hard", "soft"))
        part, before = read.text[low:high], read.text[low : match.start()]
        if _kind(match.groupdict()) != place or "%" in part or pattern("supposed").search(part):
            continue
        if pattern("at_place").search(before) or not before.strip():
            return True
    return False
