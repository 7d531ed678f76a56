"""A cost question of two persons, each with a deductible of one's own: the question of each of them."""

from __future__ import annotations

import re

from assistant.cost_asides import CLAUSE, without_asides
from assistant.cost_numbers import pattern
from assistant.cost_plain import plain

COMMON, NOBODY = "common", ""


def of_each(message: str) -> tuple[str, str] | None:
    """The asker's and the other person's question, where a message asks what both together pay; else none.

    Each has what is said of that person, and what holds for both; none where that cannot be told apart.
    """
    text = without_asides(plain(message))
    if not (pattern("own_each").search(text) and pattern("of_two").search(text)) or pattern("shared_sum").search(text):
        return None
    told: dict[str, list[str]] = {"own": [], "other": []}
    for clause, who in _clauses(text):
        if who is None:
            return None
        for person in told if who == COMMON else [who]:
            told[person].append(clause)
    own, other = ("".join(told[person]) for person in ("own", "other"))
    own, other = (_of_one(words) for words in (own, other))
    return (own, other) if all(pattern("allowed").search(words) for words in (own, other)) else None


def _of_one(text: str) -> str:
    """What is said of one person, and of both, as said of one alone, with the deductible named where it was not."""
    text = pattern("own_each").sub("i have a deductible", text)
    text = pattern("their_own").sub("the deductible", text)
    return pattern("as_one_person").sub("i", text)


def _clauses(text: str) -> list[tuple[str, str | None]]:
    """Each clause, with the sign behind it, and whose it is; one that names nobody goes on about the one before it."""
    found: list[tuple[str, str | None]] = []
    who: str | None = NOBODY
    start = 0
    for stop in [*CLAUSE.finditer(text), None]:
        end, behind = (stop.start(), stop.end()) if stop else (len(text), len(text))
        clause = text[start:end]
        if not ((pattern("own_each").search(clause) and not re.search(r"\d", clause)) or text.startswith("?", end)):
            who = _whose(clause, who)
            found.append((text[start:behind], who or (COMMON if who is not None else None)))
        if stop is None or stop["hard"]:
            who = NOBODY
        start = behind
    return found


def _whose(clause: str, before: str | None) -> str | None:
    """Whose a clause is: of both, of the one named in it, else of the one before it; none where it names both."""
    if pattern("of_both").search(clause):
        return COMMON
    named = {"other" if match["other"] else "own" for match in pattern("people").finditer(clause)}
    if not named:
        return before
    return named.pop() if len(named) == 1 else None if re.search(r"\d", clause) else COMMON
