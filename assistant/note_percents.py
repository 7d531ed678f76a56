"""Percentages of relief in a note: which they are, and the one that a stretch of its words gives."""

from __future__ import annotations

import re

from assistant.note_context import loose, pattern
from assistant.note_spans import ONES, TENS, amount

JOINED = re.compile(
    r" ?(?:,? (?:and |then |to )?|/ ?|& |to |-> ?)", re.IGNORECASE
)  # what stands between percentages of one row
STRONGEST = 5  # percent of an anesthetic in a solution
FEW = "zero|five|ten|twelve|fifteen"
PERCENT = re.compile(
    rf"(?<![\d.])(\d{{1,3}}(?:\.\d+)?) ?(?:%|percent\b|per cent\b)|"
    r"(?<![\w./-])(\d{2,3})(?=(?:,? and | & |,? then )\d{2,3} ?(?:%|percent\b))|"  # `80 and 85%`
    rf"\b({FEW}|(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[1:10])}))?) (?:%|percent\b|per cent\b)",
    re.IGNORECASE,
)


def of_relief(text: str) -> list[re.Match[str]]:
    """The percentages that may be of relief, not of a drug or a questionnaire, be they hoped for or only bounds.

    One that only follows another, `Oswestry 40%, then 30%`, is of what that is.
    """
    found: list[re.Match[str]] = []
    other = None
    for match in PERCENT.finditer(text):
        if (other and JOINED.fullmatch(text[other.end() : match.start()])) or not _of_relief(text, match):
            other = match
        else:
            found.append(match)
    return found


def found_in(text: str) -> re.Match[str] | None:
    """The percentage of relief that was found; None where there is none, or where two differ, by whomever told."""
    told = of_relief(text)
    found = [match for match in told if not loose(text, *match.span())]
    two_say = told and pattern("entry.disagree").search(text, told[0].end(), told[-1].start())
    return found[0] if found and not _differ(told if two_say else found) else None


def _differ(matches: list[re.Match[str]]) -> bool:
    """Whether percentages are not all the same."""
    return len({value(match) for match in matches}) > 1


def value(match: re.Match[str]) -> float:
    """A percentage as a number."""
    return float(match[1] or match[2] or amount(match[3]))


def _of_relief(text: str, match: re.Match[str]) -> bool:
    """Whether a percentage is one of relief, not of a drug, a questionnaire or another complaint than pain."""
    before = text[: match.start()]
    if value(match) <= STRONGEST and pattern("history.drug").search(before):
        return False
    if pattern("history.not_good").search(before) or pattern("entry.of_another_before").search(before):
        return False
    after = text[match.end() :]
    return not (pattern("entry.of_a_drug").match(after) or pattern("entry.of_another").match(after))
