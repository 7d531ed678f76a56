"""What a cost question says besides its plan: left out before anything is read, for it has no part in the amount.

What others paid or think, what it came to in another year, what is saved for it, whether a sum will do.
"""

from __future__ import annotations

import re

from assistant.cost_numbers import pattern

CLAUSE = re.compile(r"(?P<hard>[.?!;](?=\s|$)|\n)|,(?=\s)|\s[-–—]\s|:(?=\s)|[()]|\b(?:and|but|though|while|because)\b")


def without_asides(text: str) -> str:
    """The text without the clauses that say nothing of the plan; what of a plan is only asked is not known."""
    kept, start, then = [], 0, False
    for stop in [*CLAUSE.finditer(text), None]:
        end = stop.start() if stop else len(text)
        clause = text[start:end]
        then = _is_of_then(clause) or (then and _goes_on(clause))
        if then or _is_aside(clause, asked=_ends_a_question(text, end)):
            kept.append(" ")
        else:
            kept.append(_known(clause, asked=text.startswith("?", end)))
        then = then and not (stop and stop["hard"])
        start = stop.end() if stop else end
        kept.append(text[end:start])
    return "".join(kept)


def _is_of_then(clause: str) -> bool:
    """Whether a clause tells what it came to another time, or would have come to."""
    if pattern("contrary_to_fact").search(clause):
        return True
    return pattern("aside_elsewhere").search(clause) is not None and not pattern("aside_keeps").search(clause)


def _goes_on(clause: str) -> bool:
    """Whether a clause goes on about what the one before it tells of another time."""
    return not clause.strip() or pattern("goes_on_of_then").search(clause) is not None


def _known(clause: str, *, asked: bool) -> str:
    """A clause with what is only asked of the plan, or was a charge another time, as not known."""
    question = pattern("asked_of_plan").match(clause) if asked else None
    if question:
        return f"{clause[: question.start('value')]}unknown"
    if pattern("aside_elsewhere").search(clause) and not pattern("aside_yearly").search(clause):
        return pattern("amount_alone").sub("unknown", clause)
    return clause


def _ends_a_question(text: str, at: int) -> bool:
    """Whether the sentence of a place ends with the sign of a question."""
    end = next((stop for stop in CLAUSE.finditer(text, at) if stop["hard"]), None)
    return end is not None and end[0] == "?"


def _is_aside(clause: str, *, asked: bool) -> bool:
    """Whether a clause has no part in the amount: it says what others paid or think, or is saved, and no term."""
    if pattern("aside_keeps").search(clause):
        return False
    if pattern("aside_of_means").search(clause):
        return re.search(r"\d", clause) is not None
    if pattern("aside_opinion").search(clause):
        return True
    if pattern("aside_of_plan").search(clause) or pattern("aside_of_terms").search(clause):
        return False
    guess = pattern("aside_of_others").search(clause) is not None
    return guess or (asked and pattern("aside_asked").match(clause) is not None)
