"""Facts in words, for answers, reports and pages."""

from __future__ import annotations

from typing import Any

SUFFIXES = {  # the unit that ends a fact's name, and how it is said behind the number
    "_0_10": " of 10", "_percent": " %", "_days": " days", "_weeks": " weeks", "_months": " months", "_years": "",
}  # fmt: skip


def plain(words: str) -> str:
    """A name of the case format as words."""
    return words.replace("_", " ")


def value_in_words(value: Any) -> str:
    """A fact's value in words: yes and no, lists joined, an empty list as none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(fact_in_words(key, item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(value_in_words(item) for item in value) or "none"
    return plain(str(value))


def fact_in_words(name: str, value: Any) -> str:
    """A fact as a reader says it: `average_pain_score_0_10` 7 is "average pain score: 7 of 10"."""
    unit = next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number:
        return f"{plain(name)}: {value_in_words(value)}"
    return f"{plain(name.removesuffix(unit))}: {value_in_words(value)}{SUFFIXES.get(unit, '')}"
