"""Days before months: dates of lists that cannot be read month first, `24/10/2022`, and those beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.note_context import pattern

DATE = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})(\2(?:19|20)?\d{2})(?![\d/])")
MOST = 12  # months


def month_first(text: str) -> str:
    """A note whose dates with the day in front are put the other way round; every offset stays.

    A line has them where one of its dates has no month in front, or where its words say so. So have the lines beside
    it, as far as none is empty, speaks of what is asked for, or has a date with its month in front for certain.
    """
    lines = text.splitlines(keepends=True)
    turned = {i for i, line in enumerate(lines) if _day_first(line)}
    for i in sorted(turned):
        for way in (range(i + 1, len(lines)), range(i - 1, -1, -1)):
            turned |= set(_beside(lines, way))
    return "".join(DATE.sub(_turned, line) if i in turned else line for i, line in enumerate(lines))


def _beside(lines: Sequence[str], way: range) -> list[int]:
    """The lines of a way that may have their days in front, up to the first that may not."""
    found: list[int] = []
    for i in way:
        if not lines[i].strip() or "month" in _kinds(lines[i]) or pattern("dates.asked_for").search(lines[i]):
            break
        found.append(i)
    return found


def _day_first(line: str) -> bool:
    """Whether a line has its days in front for certain."""
    kinds = _kinds(line)
    return "month" not in kinds and ("day" in kinds or pattern("dates.day_first").search(line) is not None)


def _kinds(line: str) -> set[str]:
    """Which of the first two numbers of a line's dates are days for certain: `day` the first, `month` the second."""
    pairs = [(int(match[1]), int(match[3])) for match in DATE.finditer(line)]
    return {"day" if one > MOST else "month" for one, other in pairs if max(one, other) > MOST}


def _turned(match: re.Match[str]) -> str:
    """A date with its first two numbers exchanged; its length stays."""
    return f"{match[3]}{match[2]}{match[1]}{match[4]}"
