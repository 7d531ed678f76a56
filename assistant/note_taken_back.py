"""What stands in a note and is no finding of it: words taken back, another person's papers, a quoted rule, an order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.note_context import Sentence, pattern

QUOTED = re.compile(r"\"[^\"\n]{30,}\"|“[^”\n]{30,}”")
LEADS = 90  # characters before a quotation that say whose words it is


def without_taken_back(text: str) -> str:
    """A note with words taken back, quoted rules and questions left open blanked; every offset stays."""
    text = QUOTED.sub(lambda one: " " * len(one[0]) if _of_others(text, one) else one[0], text)
    for one in pattern("taken_back.asked").finditer(text):
        if not pattern("taken_back.answered").search(text[one.end() : one.end() + LEADS]):
            text = f"{text[: one.start()]}{' ' * len(one[0])}{text[one.end() :]}"
    return pattern("taken_back.said").sub(lambda one: " " * len(one[0]), text)


def of_the_patient(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences without those that call a report another person's, and without the one before with that report."""
    told = [one for one in sentences if re.search(r"\w", one.text)]
    others = {i for i, one in enumerate(told) if pattern("taken_back.of_another").search(one.text)}
    others |= {i - 1 for i in others if i and pattern("taken_back.report").search(told[i - 1].text)}
    return [one for i, one in enumerate(told) if i not in others]


def _of_others(text: str, quoted: re.Match[str]) -> bool:
    """Whether a quotation is introduced as the words of a plan or a guideline, or followed by who else said it."""
    before = text[max(0, quoted.start() - LEADS) : quoted.start()].rpartition("\n")[2]
    if pattern("taken_back.of_a_rule").search(before) and not pattern("taken_back.of_a_chart").search(before):
        return True
    return pattern("taken_back.by_another").search(text[quoted.end() : quoted.end() + LEADS]) is not None
