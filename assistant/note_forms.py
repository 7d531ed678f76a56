"""The words of a note that count: unticked boxes, copied text and short forms for the patient are blanked in place."""

from __future__ import annotations

import re

TICKED = r"\[\s?[xX✓✔]\s?\]|\(\s?[xX]\s?\)|☒|☑|✓"
EMPTY = r"\[\s?_?\s?\]|\(\s\)|☐"
BOX = re.compile(rf"(?P<ticked>{TICKED})|(?P<empty>{EMPTY})")
PATIENT = re.compile(
    r"\b[Pp]t\.?(?='?s?,? (?:has|is|was|were|had|reports?|states?|c/o|complains?|denies|with|w/|returns?|presents?|"
    r"notes?|would|will|also|here|seen|who|can|cannot|can't|continues to|describes?|endorses|rates|tolerated|underwent|"
    r"wants?|asks?|requests?|says|feels|got|failed|tried|did|does|comes|came|in )\b)"
)
COPIED = re.compile(
    r"^[^\n.;]{0,40}\b(?:cop(?:y|ied)[ -]?forward|carried forward|(?:prior|previous|last|old|outside) (?:note|visit|"
    r"encounter|record))\b[^\n.;]{0,40}(?:\n(?!\s*\n|\W*(?:today|current|interval|assessment|plan|hpi|subjective|"
    r"request)\b).*)+",
    re.IGNORECASE | re.MULTILINE,
)


def _blank(text: str, start: int, end: int) -> str:
    """A text of the same length, without the words of a span; line breaks stay."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def counting(text: str) -> str:
    """The note with what does not count blanked; every offset stays as it was."""
    for match in COPIED.finditer(text):
        text = _blank(text, *match.span())
    boxes = list(BOX.finditer(text))
    for at, box in enumerate(boxes):
        line_end = text.find("\n", box.end())
        stop = min(boxes[at + 1].start() if at + 1 < len(boxes) else len(text), len(text) if line_end < 0 else line_end)
        text = _blank(text, box.start(), stop if box["empty"] else box.end())
    for match in PATIENT.finditer(text):
        text = _blank(text, *match.span())
    return text
