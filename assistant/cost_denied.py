"""What a denial in a cost question turns round: "isn't taken off first" says the contrary of "taken off first"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.cost_numbers import Mark, pattern, sentence_start


def denied(text: str, match: re.Match[str]) -> bool:
    """Whether a denial stands before words that are none themselves, in their own part of the sentence."""
    own = pattern("negative").match(match[0]) is not None
    return not own and pattern("denial").search(text[: match.start()]) is not None


def said(name: str, text: str) -> Iterator[re.Match[str]]:
    """Where the words under a name stand in a text and are not denied."""
    return (match for match in pattern(name).finditer(text) if not denied(text, match))


def is_said(name: str, text: str) -> bool:
    """Whether the words under a name stand somewhere in a text without a denial."""
    return any(True for _ in said(name, text))


def clause(text: str, match: re.Match[str]) -> str:
    """The words around a place up to the next sign."""
    sign = r"[.,;:?!()](?!\d)"
    before, after = re.split(sign, text[: match.start()]), re.split(sign, text[match.end() :])
    return f"{before[-1]}{match[0]}{after[0]}"


def turned(text: str, mark: Mark) -> Mark:
    """A mark of what is used of a yearly amount; where a part of it is said not to be, one of what is left."""
    low = sentence_start(text, mark.start)
    before, after = text[low : mark.start], text[mark.end :]
    part = pattern("part_of_whole").search(before) or pattern("part_of_whole").match(after)
    if mark.kind == "used" and part and pattern("denial").search(before):
        return Mark("left", mark.start, mark.end, mark.value)
    return mark


def comes_later(text: str, match: re.Match[str]) -> bool:
    """Whether a state holds only once something has come: "once I'm through the deductible"; not one supposed."""
    before = text[: match.start()]
    supposed = re.search(r"\b(?:what|how much)\b[^.;?!]*\bif\b[^,.;?!]*$", before)
    come = pattern("has_come").match(text, match.end())
    return bool(pattern("conditional").search(before)) and not (supposed or come)
