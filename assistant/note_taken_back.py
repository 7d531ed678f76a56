"""What stands in a note and is no finding of it: words taken back, another person's papers, a quoted rule, an order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.note_context import Sentence, pattern

QUOTED = re.compile(r"\"[^\"\n]{30,}\"|“[^”\n]{30,}”")
LEADS = 90  # characters before a quotation that say whose words it is


def without_taken_back(text: str) -> str:
    """A note with words taken back and quoted rules blanked; every offset stays."""
    text = QUOTED.sub(lambda one: " " * len(one[0]) if _of_a_rule(text, one.start()) else one[0], text)
    return pattern("taken_back.said").sub(lambda one: " " * len(one[0]), text)


def of_the_patient(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences without those that call a report another person's, and without the one before with that report."""
    told = [one for one in sentences if re.search(r"\w", one.text)]
    others = {i for i, one in enumerate(told) if pattern("taken_back.of_another").search(one.text)}
    others |= {i - 1 for i in others if i and pattern("taken_back.report").search(told[i - 1].text)}
    return [one for i, one in enumerate(told) if i not in others]


def _of_a_rule(text: str, start: int) -> bool:
    """Whether a quotation that begins at `start` is introduced as the words of a plan or a guideline."""
    before = text[max(0, start - LEADS) : start].rpartition("\n")[2]
    return pattern("taken_back.of_a_rule").search(before) is not None
