"""Figures that others in the same note do not bear out: relief against scores, against days, or summed up of parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from assistant.note_concepts import Read
from assistant.note_context import Sentence, pattern
from assistant.note_percents import of_relief, value
from assistant.note_spans import dates

HISTORIES = ("prior_injections", "prior_denervations")
SHARES = (*HISTORIES, "trial_pain_reduction_percent", "intraspinal_trial_relief_percent")
LESS = 12  # percent by which a fall of scores may stay behind the relief told: scores are whole numbers
SOONER = 5  # days by which relief may end sooner than told
HIGHEST = 10  # of a score
BACK, REACH = 3, 400  # sentences and characters that relief may be told before its scores
LASTING = {"pain_duration_months": 30.4, "pain_duration_weeks": 7}  # days
BEYOND, ROUNDED = 20, 0.2  # days, and the share of them, by which a duration told may stay behind its onset
PARTS = re.compile(r"(\d{1,3}) ?(?P<unit>%|days?\b|d\b|weeks?\b)[^().;\d]{0,30}\(([^()]*\d[^()]*)\)", re.IGNORECASE)


def unproven(reads: Sequence[Read], sentences: Sequence[Sentence], about: date | None) -> dict[str, tuple[int, int]]:
    """The facts with a figure that another one speaks against, each with the first words that do."""
    known = {read.name: read.value for read in reads}
    found: dict[str, tuple[int, int]] = {}
    for name in (name for name in SHARES if known.get(name)):
        for start, end in _by_score(sentences):
            found.setdefault(name, (start, end))
        for start, end in _of_parts(sentences):
            found.setdefault(name, (start, end))
    for name in HISTORIES:
        for start, end in _by_day(known.get(name) or [], sentences, about):
            found.setdefault(name, (start, end))
    for name in LASTING.keys() & known.keys():
        since = [read for read in reads if read.name == "pain_onset_date"]
        if since and about and _apart(known[name] * LASTING[name], (about - date.fromisoformat(since[0].value)).days):
            found.setdefault(name, (since[0].start, since[0].end))
    return found


def _apart(told: float, counted: int) -> bool:
    """Whether the days that pain is said to have lasted are fewer, beyond rounding, than those since it began."""
    return counted - told > max(BEYOND, told * ROUNDED)


def _by_score(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Scores before and after that fell by less than the relief told beside them: `40% relief (8 before, 7 after)`."""
    for i, one in enumerate(sentences):
        for match in pattern("unproven.scores").finditer(one.text):
            first, last = float(match["first"]), float(match["last"])
            near = " ".join(each.text for each in sentences[max(0, i - BACK) : i]) + one.text[: match.end() + 40]
            told = of_relief(near[-REACH:])
            if told and 0 <= last <= first <= HIGHEST and first and value(told[-1]) > 100 * (1 - last / first) + LESS:
                yield one.start + match.start(), one.start + match.end()


def _of_parts(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Figures with two or more in parentheses behind them that add up to them: `60% (35% the shot, 25% the brace)`."""
    for one in sentences:
        for match in PARTS.finditer(one.text) if of_relief(one.text) else ():
            parts = re.findall(rf"(\d{{1,3}}) ?{re.escape(match['unit'][0])}", match[3])
            if len(parts) > 1 and sum(map(int, parts)) == int(match[1]):
                yield one.start + match.start(), one.start + match.end()


def _by_day(
    entries: Sequence[dict[str, Any]], sentences: Sequence[Sentence], about: date | None
) -> Iterator[tuple[int, int]]:
    """Days on which pain was back sooner after the last procedure than its relief is said to have lasted."""
    dated = sorted((one for one in entries if "date" in one), key=lambda one: str(one["date"]))
    if not dated or "relief_duration_days" not in dated[-1]:
        return
    given, lasted = date.fromisoformat(dated[-1]["date"]), dated[-1]["relief_duration_days"]
    for one in sentences:
        marks = [mark for mark in dates(one.text, about) if mark.exact]
        for first, last in pairwise(marks):
            between = one.text[first.end : last.start]
            spoken = pattern("unproven.from_needle").search(one.text) and pattern("unproven.until").fullmatch(between)
            if spoken and first.day == given and 0 < (last.day - given).days < lasted - SOONER:
                yield one.start + first.start, one.start + last.end
        for mark in marks:
            back = pattern("unproven.back").search(one.text[: mark.start])
            if back and 0 < (mark.day - given).days < lasted - SOONER:
                yield one.start + back.start(), one.start + mark.end
