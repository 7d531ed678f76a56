"""What a note is read as."""

from __future__ import annotations

from typing import Any

from assistant import read_facts

TRIAL = """3/12/2024. Plan: spinal cord stimulator trial, thoracic leads at T8-9, fluoroscopy, 3/19/2024.
{cause} Average pain 7/10; functional disability documented. Not a candidate for surgery.
Seven months of physical therapy for the painful area, inadequate; seven months of medications for it, inadequate. No
medical reason any of it was left undone. Psychological assessment completed: pain not psychologic in origin, Axis II
none, no addiction. Has the cognitive ability to manage the device. No contraindications: no infection, habitus fine.
"""


def facts(note: str) -> dict[str, Any]:
    """The facts of a note."""
    found: dict[str, Any] = read_facts(note)["facts"]
    return found
