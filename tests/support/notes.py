"""What a note is read as."""

from __future__ import annotations

from typing import Any

from assistant import read_facts


def facts(note: str) -> dict[str, Any]:
    """The facts of a note."""
    found: dict[str, Any] = read_facts(note)["facts"]
    return found
