"""The record with the words marked that a fact was read from; mark and fact carry the same number."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """Words of the record: `start` (inclusive) to `end` (exclusive), the field they speak for, and a number."""

    number: int
    start: int
    end: int
    field: str


def record(text: str, marks: list[Mark]) -> str:
    """The whole record, escaped; where marks overlap, a stretch belongs to all of them."""
    edges = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    begun: set[int] = set()
    parts = []
    for start, end in pairwise(edges):
        inside = [mark for mark in marks if mark.start <= start and end <= mark.end]
        words = escape(text[start:end])
        if not inside:
            parts.append(words)
            continue
        fresh = [mark for mark in inside if mark.number not in begun]
        begun |= {mark.number for mark in fresh}
        anchors = "".join(
            f'<a class="ga-no" id="m-{mark.number}" href="#q-{escape(mark.field)}">{mark.number}</a>' for mark in fresh
        )
        numbers = " ".join(str(mark.number) for mark in inside)
        parts.append(f'{anchors}<mark data-marks="{numbers}">{words}</mark>')
    return f'<div class="ga-record" tabindex="0">{"".join(parts)}</div>'
