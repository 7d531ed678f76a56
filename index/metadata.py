"""Who issued a document and when it holds: as the document says, or as `documents.yaml` beside it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from index.errors import CorpusError

FILE = "documents.yaml"
TIERS = ("payer_policy", "government_policy", "worked_example", "article")
KEYS = ("title", "issuer", "authority", "guideline", "edition", "in_force_from", "in_force_until")
DAY = r"(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}|[A-Z][a-z]+ \d{4})"
FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%B %Y")
FROM = re.compile(rf"(?:effective|implementation)(?: date)?(?: of this version)?\s*[:\-–]?\s*{DAY}", re.IGNORECASE)
UNTIL = re.compile(rf"(?:retire[ds]?|end|expiration|expires)(?: date| on)?\s*[:\-–]?\s*{DAY}", re.IGNORECASE)
EDITION = re.compile(r"\b(?:version|edition|revision)(?: number)?\s*[:#]?\s*(v?\d+(?:\.\d+)*)\b", re.IGNORECASE)
NUMBER = re.compile(
    r"\b(?:guideline|policy|lcd|ncd|document)\s*(?:number|no\.?|id|#)\s*[:#]?\s*([A-Z][\w.-]*\d[\w.]*)", re.IGNORECASE
)
HEAD = 3000


def _day(text: str) -> str | None:
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    return None


def read_metadata(text: str) -> dict[str, Any]:
    """What the first page of a document says of itself: number, edition, in force from and until."""
    head = text[:HEAD]
    found: dict[str, Any] = {}
    asked: tuple[tuple[str, re.Pattern[str], Callable[[str], str | None]], ...] = (
        ("guideline", NUMBER, str),
        ("edition", EDITION, str),
        ("in_force_from", FROM, _day),
        ("in_force_until", UNTIL, _day),
    )
    for key, pattern, read in asked:
        match = pattern.search(head)
        value = read(match.group(1)) if match else None
        if value:
            found[key] = value
    return found


def described_in(path: Path) -> Path:
    """The file that describes a document: `documents.yaml` in its folder."""
    return path.with_name(FILE)


def described(path: Path) -> dict[str, Any]:
    """What `documents.yaml` says of a file, under the file's name; empty where it says nothing.

    Raises:
        CorpusError: an unknown key, authority or date; names it and what is allowed.
    """
    beside = described_in(path)
    if not beside.exists():
        return {}
    try:
        entries = yaml.safe_load(beside.read_text(encoding="utf-8")) or {}
        entry = dict(entries.get(path.name) or {})
    except (yaml.YAMLError, OSError, AttributeError, ValueError):
        raise CorpusError(f"{beside.name}: not a list of file names with their facts; see the README") from None
    for key, value in entry.items():
        if key not in KEYS:
            raise CorpusError(f"{beside.name}: {path.name}: unknown key '{key}'; allowed: {', '.join(KEYS)}")
        entry[key] = value.isoformat() if isinstance(value, date) else str(value)
        if key.startswith("in_force") and _day(entry[key]) != entry[key]:
            raise CorpusError(f"{beside.name}: {path.name}: {key} '{value}' is no date; write YYYY-MM-DD")
    if entry.get("authority", TIERS[0]) not in TIERS:
        allowed = ", ".join(TIERS)
        raise CorpusError(f"{beside.name}: {path.name}: authority '{entry['authority']}' is none of {allowed}")
    return entry
