"""The cleaned reading of a raw slice: footnote marks, line breaks and page furniture removed, nothing else changed."""

from __future__ import annotations

import re

MARK = r"\d{1,2}(?:[-–]\d{1,2})?(?:,\s*\d{1,2}(?:[-–]\d{1,2})?)*,?"
FURNITURE = (
    re.compile(r"^[ \t]*\* National Imaging Associates, Inc\. \(NIA\) is a subsidiary.*$", re.MULTILINE),
    re.compile(r"^[ \t]*\d+— Sympathetic Nerve Blocks[ \t]*$", re.MULTILINE),
    re.compile(r"^[ \t]*© [\d-]+ National Imaging Associates.*$", re.MULTILINE),
    re.compile(r"^[ \t]*https?://\S+[ \t]*$", re.MULTILINE),
)
MARKS = (
    re.compile(rf"(?<=0 to 10) ?{MARK}(?![\w%])"),
    re.compile(
        rf"(?:(?<=[a-z]{{3}})|(?<=[a-z\])]\.)|(?<=[A-Z]{{2}}\.)|(?<=[a-z)],)|(?<=[)’”*]))"
        rf"{MARK}(?=[\s.,;:)*(]|$)"
    ),
    re.compile(r"(?<=[a-z]\.) \d{1,2}(?:, \d{1,2})*(?=\s*$)", re.MULTILINE),
    re.compile(r"(?<=[A-Z]{3})\d(?=:)"),
    re.compile(r"(?<=[A-Za-z).])\*+|^\*+(?=[A-Z])", re.MULTILINE),
    re.compile(r"(?<=[a-z]-)\s*\n\s*(?=[a-z])"),
)


def _dropped(raw: str) -> bytearray:
    """Which characters go: 1 for each that does."""
    dropped = bytearray(len(raw))
    for pattern in (*FURNITURE, *MARKS):
        for match in pattern.finditer(raw):
            dropped[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return dropped


def clean_map(raw: str) -> tuple[str, list[int]]:
    """The cleaned text and, for each of its characters, its offset in `raw`."""
    dropped = _dropped(raw)
    chars: list[str] = []
    offsets: list[int] = []
    for i, char in enumerate(raw):
        if dropped[i] or (char.isspace() and (not chars or chars[-1] == " ")):
            continue
        chars.append(" " if char.isspace() else char)
        offsets.append(i)
    while chars and chars[-1] == " ":
        chars.pop()
        offsets.pop()
    return "".join(chars), offsets


def clean(raw: str) -> str:
    """The cleaned reading of a raw slice; a pure function, so that anybody can check a citation."""
    dropped = _dropped(raw)
    kept = raw if 1 not in dropped else "".join(char for char, gone in zip(raw, dropped, strict=True) if not gone)
    return " ".join(kept.split())
