"""What stands in a note and is no finding of it: words taken back, another person's papers, a quoted rule, an order."""

from __future__ import annotations

import re

from assistant.note_context import pattern

QUOTED = re.compile(r"\"[^\"\n]{30,}\"|“[^”\n]{30,}”")
LEADS = 90  # characters before a quotation that say whose words it is
LINE = re.compile(r"[^\n]*\n?")


def without_taken_back(text: str) -> str:
    """A note with all such words blanked; every offset stays."""
    text = _without_others(text)
    text = QUOTED.sub(lambda one: " " * len(one[0]) if _of_a_rule(text, one.start()) else one[0], text)
    return pattern("taken_back.said").sub(lambda one: " " * len(one[0]), text)


def _of_a_rule(text: str, start: int) -> bool:
    """Whether a quotation that begins at `start` is introduced as the words of a plan or a guideline."""
    before = text[max(0, start - LEADS) : start].rpartition("\n")[2]
    return pattern("taken_back.of_a_rule").search(before) is not None


def _without_others(text: str) -> str:
    """Without a line that calls a report another person's, and the line before, where that report stands."""
    lines = LINE.findall(text)
    for i, line in enumerate(lines):
        if pattern("taken_back.of_another").search(line):
            at = max((j for j in range(i) if lines[j].strip()), default=i)
            for j in {at, i} if pattern("taken_back.report").search(lines[at]) else {i}:
                lines[j] = re.sub(r"[^\n]", " ", lines[j])
    return "".join(lines)
