"""The words by which readers name things, as the data file has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def vocabulary() -> dict[str, Any]:
    """The vocabulary file."""
    text = files("assistant").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@cache
def asked_passages() -> dict[str, tuple[str, ...]]:
    """Of each clause that has them, the ways in which readers ask for it: `assistant/asked/`; keys are clause ids."""
    folder = files("assistant").joinpath("asked")
    texts = [part.read_text(encoding="utf-8") for part in sorted(folder.iterdir(), key=lambda part: part.name)]
    found = [entry for text in texts for entry in yaml.safe_load(text).items()]
    return {clause: tuple(phrases) for clause, phrases in found}


@cache
def silent_questions() -> tuple[str, ...]:
    """What readers ask and no document here answers: `assistant/silent.yaml`."""
    return tuple(yaml.safe_load(files("assistant").joinpath("silent.yaml").read_text(encoding="utf-8")))


@cache
def _pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def says(text: str, patterns: Sequence[str]) -> bool:
    """Whether the lower-case text matches one of the patterns."""
    return bool(patterns) and _pattern(tuple(patterns)).search(text) is not None


def named(sort: str, text: str) -> list[str]:
    """The entries of a part of the vocabulary whose words a text has, in the order of the file."""
    entries = vocabulary()[sort].items()
    return [name for name, item in entries if says(text, item["words"] if isinstance(item, dict) else item)]
