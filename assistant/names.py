"""The names of guidelines and procedures in a question: a number put into words, and what is left without them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from assistant.vocabulary import says, vocabulary
from checks import load_policies


def by_title(text: str) -> str:
    """The text with a guideline's title for its number, without it where the text has the procedure's own words.

    Where several are called by number the text stays as it is: their titles would outweigh what is asked.
    """
    called = [one for one in _numbers() if one[0].search(text)]
    if len(called) != 1:
        return text
    number, title, words = called[0]
    bare = number.sub(" ", text)
    return " ".join((bare if says(bare.lower(), words) else number.sub(title, text)).split())


@cache
def _numbers() -> tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...]:
    """Of each policy the pattern of its number, its title, and the words by which readers name its procedures."""
    known = vocabulary()["procedures"].values()
    found = []
    for policy in load_policies():
        way = vocabulary()["guidelines"].get(policy.id, [rf"\b{policy.id}\b"])[0]
        own = [item for item in known if policy.id in (*item["guidelines"], *item["medicare"])]
        words = tuple(word for item in own for word in _words(item))
        found.append((re.compile(rf"(?<![$\d]){way}", re.IGNORECASE), policy.title, words))
    return tuple(found)


def without_procedures(text: str) -> str:
    """The lower-case text without the words that name procedures; numbers and codes stay."""
    return _procedures().sub(" ", text)


@cache
def _procedures() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{way})" for item in vocabulary()["procedures"].values() for way in _words(item)))


def _words(procedure: dict[str, Any]) -> list[str]:
    """The ways in which readers name a procedure by words."""
    return [way for way in (*procedure["words"], *procedure.get("weak", ())) if not re.match(r"\\b\d", way)]


def without_names(text: str) -> str:
    """The text in lower case without procedures, and without what names guidelines."""
    bare = without_procedures(text.lower())
    for number, _, _ in _numbers():
        bare = number.sub(" ", bare)
    return " ".join(bare.split())
