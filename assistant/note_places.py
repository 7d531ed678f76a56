"""Where in the body a note's words lie: regions of the spine, limbs, and the regions of levels."""

from __future__ import annotations

import re

from assistant.note_context import pattern

REGIONS = ("cervical", "lumbosacral", "thoracic", "sacroiliac", "lumbar", "painful_region")
LIMB = re.compile(
    r"\b((?:right|left) (?:leg|foot|hand|arm|knee|shoulder|ankle|wrist|hip|elbow|rotator cuff)|"
    r"(?-i:[RL]) (?:leg|foot|hand|arm)|legs?|feet|foot|hands?|arms?|abdomen|abdominal|core|chest|knees?|shoulders?|"
    r"ankles?|wrists?|elbows?|hips?|rotator cuff)\b",
    re.IGNORECASE,
)
NAMES = {"abdominal": "abdomen", "core": "abdomen"}
PARTS = {"C": "cervical", "T": "thoracic", "L": "lumbar", "S": "sacral"}
OF_PROCEDURE = {
    "stellate_ganglion_block": "cervical",
    "sacroiliac_joint_injection": "sacroiliac",
    "caudal_epidural": "lumbar",
}  # the region that a procedure's own name gives
LEVELS_OF = {"sacroiliac_joint_injection": ["SIJ"], "caudal_epidural": ["caudal"]}  # likewise its level


def region(text: str) -> str | None:
    """The region that a text names; None where it names none, or several."""
    found = [name for name in REGIONS if pattern(f"regions.{name}").search(text)]
    if "lumbosacral" in found:
        found = [name for name in found if name != "lumbar"]
    if "cervical" in found and "thoracic" in found and re.search(r"cervico", text, re.IGNORECASE):
        found.remove("thoracic")
    if len(found) == 2 and "painful_region" in found:  # `treated area: cervical spine`
        found.remove("painful_region")
    return found[0] if len(found) == 1 else None


def first_region(text: str) -> str | None:
    """The region of the spine named first in a text."""
    found = [(match.start(), name) for name in REGIONS if (match := pattern(f"regions.{name}").search(text))]
    return min(found)[1] if found else None


def region_near(text: str, modality: str = "") -> str | None:
    """The region that a therapy treats: of the spine, or a part of the body."""
    named = region(text)
    if named:
        return named
    match = LIMB.search(text.replace(modality, "")) if modality else LIMB.search(text)
    if not match:
        return None
    name = match[1].lower()
    name = {"r ": "right ", "l ": "left "}.get(name[:2], name[:2]) + name[2:]
    return NAMES.get(name, name)


def region_of(levels: list[str]) -> str | None:
    """The region of levels that lie in one; for those of two neighbouring regions that of the upper."""
    found = [name for level in levels if level[1:2].isdigit() and (name := PARTS.get(level[:1]))]
    return found[0] if found and found[0] != "sacral" else None
