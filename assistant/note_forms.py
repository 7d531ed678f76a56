"""The words of a note that count: unticked boxes, copied text and short forms for the patient are blanked in place."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

TICKED = r"\[\s?[xX✓✔]\s?\]|\(\s?[xX]\s?\)|☒|☑|✓"
EMPTY = r"\[\s*_?\s*\]|\(\s\)|☐"
BOX = re.compile(rf"(?P<ticked>{TICKED})|(?P<empty>{EMPTY})")
SEGMENT = re.compile(r"\n|\s{2,}|;|\|")
PATIENT = re.compile(
    r"\b[Pp]t\.?(?='?s?,? (?:has|is|was|were|had|reports?|states?|c/o|complains?|denies|with|w/|returns?|presents?|"
    r"notes?|would|will|also|here|seen|who|can|cannot|can't|continues to|describes?|endorses|rates|tolerated|underwent|"
    r"wants?|asks?|requests?|says|feels|got|failed|tried|did|does|comes|came|in )\b)"
)
COPIED = re.compile(
    r"^[^\n.;]{0,40}\b(?:cop(?:y|ied)(?:[ -]?forward)?|carried forward|(?:prior|previous|last|old|outside) (?:note|"
    r"visit|encounter|record))\b\W[^\n.;]{0,40}(?:\n(?!\s*\n|\W*(?:today|current|interval|assessment|plan|hpi|subjective|"
    r"request|\d{1,2}/\d{1,2}/\d{2,4})\b).*)+|^[^\n]{0,40}\(copied\)[^\n]*",
    re.IGNORECASE | re.MULTILINE,
)
SCANNED = re.compile(r"\b[A-Za-z]*[a-z][A-Za-z]*[01][A-Za-z01]*\b|\b[A-Za-z01]*[01][a-z]{2,}[A-Za-z01]*\b")
DIGITS = re.compile(r"\b(?=[\dOl/.]*\d)[\dOl]+(?:[/.][\dOl]+)+\b")


def _blank(text: str, start: int, end: int) -> str:
    """A text of the same length, without the words of a span; line breaks stay."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def counting(text: str) -> str:
    """The note with what does not count blanked and scanner's slips mended; every offset stays as it was."""
    text = DIGITS.sub(lambda m: m[0].replace("O", "0").replace("l", "1"), text)
    text = SCANNED.sub(_letters, text)
    for match in COPIED.finditer(text):
        text = _blank(text, *match.span())
    at = 0
    for stop in [*(m.start() for m in SEGMENT.finditer(text)), len(text)]:
        text = _boxes(text, at, stop)
        at = stop
    for match in PATIENT.finditer(text):
        text = _blank(text, *match.span())
    return text


def _boxes(text: str, start: int, stop: int) -> str:
    """One segment of a form: what an empty box stands for is blanked, before or after it, as the form is laid out."""
    boxes = list(BOX.finditer(text, start, stop))
    if not boxes:
        return text
    label = text[start : boxes[0].start()].rstrip()
    trailing = not text[boxes[-1].end() : stop].strip() and bool(label.strip()) and not label.endswith(":")
    edge = start + label.rfind(":") + 1 if ":" in label else start
    for i, box in enumerate(boxes):
        low = (boxes[i - 1].end() if i else edge) if trailing else box.start()
        high = box.end() if trailing or box["ticked"] else boxes[i + 1].start() if i + 1 < len(boxes) else stop
        if box["ticked"]:
            low = box.start()
        text = _blank(text, low, high)
    return text


@cache
def _words() -> frozenset[str]:
    """Words that notes use, from the patterns by which they are read."""
    text = files("assistant").joinpath("note_facts.yaml").read_text(encoding="utf-8").lower()
    return frozenset(re.findall(r"[a-z]{4,}", text))


def _letters(match: re.Match[str]) -> str:
    """A word in which a scanner took letters for digits, where a known word results; else the word as it stands."""
    word = match[0]
    for one in "il":
        mended = word.replace("1", one).replace("0", "o")
        if mended.lower() in _words() or mended.lower().rstrip("s") in _words():
            return mended
    return word
