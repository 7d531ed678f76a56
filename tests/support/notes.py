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

ASKED = {
    "block": "left L4-5 medial branch block",
    "epidural": "interlaminar epidural, lumbar L4-5",
    "ablation": "left L4-5 radiofrequency ablation",
    "sacroiliac": "left SI joint injection",
    "sympathetic": "left lumbar sympathetic block",
    "trial": "spinal cord stimulator trial, thoracic leads at T8-9",
    "permanent": "permanent spinal cord stimulator implant, thoracic T8-9",
    "pump": "permanent intrathecal pump implant",
}


def facts(note: str) -> dict[str, Any]:
    """The facts of a note."""
    found: dict[str, Any] = read_facts(note)["facts"]
    return found


def read(key: str, words: str) -> Any:
    """What a note for the procedure of a key, such as `block age_years`, says of its fact; of a history, each entry."""
    asked, _, fact = key.partition(" ")
    name, _, field = fact.partition(".")
    found = facts(f"5/28/2024 visit. {words}\nPlan: {ASKED[asked]}, fluoroscopy, 6/11/2024.").get(name)
    return [one[field] for one in found or [] if field in one] if field else found


def affirms(key: str, words: str) -> bool:
    """Whether something is affirmed of a fact: a value that is neither a denial nor empty."""
    found = read(key, words)
    return any(found) if isinstance(found, list) else found not in (None, False)
