"""Raw text to readable text: a pure function of the slice, so that anybody can verify a citation again."""

from __future__ import annotations

import re

from .passage import Run

FURNITURE = (
    r"^ ?\* ?National Imaging Associates[^\n]*$"
    r"|^ ?National Imaging Associates, Inc\.? ?\*?[ \t]*$"
    r"|^ ?\d+\s*— [^\n]*$"
    r"|^ ?©[^\n]*$"
    r"|^ ?https?://\S+[ \t]*$"
    r"|^ ?Date Summary[ \t]*$"
)
_UNIT = r"(?:weeks?|months?|days?|years?|hours?|minutes?|mg|ml|percent|levels?|points?|or more)\b"
_NUMBER = r"[1-9]\d?"
_MARKS = rf"{_NUMBER}(?:\s*[,–-]\s*{_NUMBER}(?!\d))*(?![\w%]|\.\d|\s*[–,-]\s*\d|\s*{_UNIT})"
_END = r"(?=\s*(?:\Z|\n|[.;)]))"
_BEFORE = (
    r"(?<=[a-z]{2})",
    r"(?<=[A-Z]{3})(?<!COVID)(?<!PHQ)(?<!GAD)(?<!BRCA)(?<!SARS)",
    r"(?<=[)*%”’])",
    r"(?<=[a-z)%*”]\.)",
    r"(?<=[A-Z]{2}\.)",
    r"(?<=[a-z)],)",
)
_DROPS: tuple[re.Pattern[str], ...] = (
    re.compile(FURNITURE, re.MULTILINE),
    re.compile("(?:" + "|".join(_BEFORE) + f"){_MARKS}"),
    re.compile(rf"(?<=[a-z)]:){_MARKS}(?=\s|\Z)"),
    re.compile(rf"(?<=\b0 to 10)[ ]?{_MARKS}{_END}"),
    re.compile(rf"(?<=[a-z)]\.)[ ]{_MARKS}(?=\s*(?:\Z|\n\s*\n))"),
    re.compile(r"\*+"),
    re.compile(r"(?<=\w-)[ \t]*\n\s*(?=[a-z])"),
)
_BULLET = re.compile(r"\s*(?:[•▪]|o(?=\s))\s*")


def furniture(line: str) -> bool:
    """Whether the line is page furniture: a footer, a copyright line, a stray address."""
    return re.match(FURNITURE, line.rstrip("\r\n"), re.MULTILINE) is not None


def clean(raw: str) -> str:
    """The readable text of a raw slice: no footnote marks, bullets, line breaks or page furniture."""
    return clean_map(raw)[0]


def clean_map(raw: str) -> tuple[str, list[int]]:
    """The readable text and, for each of its characters, the offset in the raw slice."""
    dropped = _dropped(raw)
    out: list[str] = []
    places: list[int] = []
    gap = -1
    for place, char in enumerate(raw):
        if dropped[place]:
            continue
        if char.isspace():
            gap = place if gap < 0 else gap
            continue
        if gap >= 0 and out:
            out.append(" ")
            places.append(gap)
        gap = -1
        out.append(char)
        places.append(place)
    return "".join(out), places


def _dropped(raw: str) -> bytearray:
    dropped = bytearray(len(raw))
    for pattern in _DROPS:
        for match in pattern.finditer(raw):
            dropped[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    bullet = _BULLET.match(raw)
    if bullet:
        dropped[: bullet.end()] = b"\x01" * bullet.end()
    return dropped


def clean_runs(raw: str, offset: int) -> tuple[str, tuple[Run, ...]]:
    """The readable text and a compact map of it: (text start, raw start, length) of each unbroken run."""
    text, places = clean_map(raw)
    runs: list[Run] = []
    begin = 0
    for here in range(1, len(places) + 1):
        if here == len(places) or places[here] != places[here - 1] + 1:
            runs.append((begin, places[begin] + offset, here - begin))
            begin = here
    return text, tuple(runs)
