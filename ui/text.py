"""Every word that the pages say, from one table a language; a second language is a second file."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGE = "en"
ONE = re.compile(r"(?<![\d.,])1 (day|week|month|year|answer)s\b")


@cache
def table() -> dict[str, Any]:
    """The table of the language."""
    text = files("ui").joinpath(f"text.{LANGUAGE}.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def say(key: str, **values: object) -> str:
    """The words of a key such as `ask.empty`, with values put in. Raises KeyError for a key that is not there."""
    place: Any = table()
    for part in key.split("."):
        place = place[part]
    words = str(place)
    return singular(words.format(**values)) if values else words


def singular(words: str) -> str:
    """Words in which one of something stands in the singular."""
    return ONE.sub(r"1 \1", words)


def listed(key: str) -> list[str]:
    """The words of a key that holds a list."""
    place: Any = table()
    for part in key.split("."):
        place = place[part]
    return [str(words) for words in place]


def named(key: str) -> dict[str, str]:
    """The words of a key that holds words by name."""
    place: Any = table()
    for part in key.split("."):
        place = place[part]
    return {str(name): str(words) for name, words in place.items()}


def spoken(name: str) -> str:
    """A name of the case format as words: its own where the table has them, else without its underscores."""
    return named("names").get(name) or name.replace("_", " ")


def clause_name(clause: str) -> str:
    """A clause id as readers see it: guideline, section and number."""
    guideline, _, rest = clause.partition("/")
    return f"{guideline} · {re.sub(r'[/_-]', ' ', rest)}" if rest else guideline
