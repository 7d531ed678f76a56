"""The characters of a PDF page as lines: their words, places, size and weight, column after column."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.marked import CELL, NOTE_MARK, SIGNS

BREAKS = str.maketrans({"\xad": "-", "\x02": "-", "\ufffe": "-"})
SMALL = 0.88  # of the size beside it: smaller and raised, digits are a footnote mark
WIDE = 0.7  # of the height: a wider gap parts two runs
DISC = (1.5, 7.0)  # points; how wide a bullet is
MAX_BULLETS = 400  # on one page; more are a picture
MARK = re.compile(r"\s*(?:\S|\(?\w{1,5}[.)])\s*")  # what stands before an item or a heading
MAX_CHARS = 200_000  # on one page


@dataclass(slots=True)
class Line:
    """A run of characters on one baseline; y grows upward, in points.

    `tag` is its marked content, -1 where none is; `cells` are its parts with where they begin, wide gaps between them.
    """

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    tag: int = -1
    column: int = 0
    raised: bool = False
    cells: tuple[tuple[float, str], ...] = ()

    @property
    def height(self) -> float:
        """The height of its letters."""
        return max(self.top - self.bottom, 1.0)


@dataclass(frozen=True, slots=True)
class _Font:
    """What the text object of a character says."""

    size: float
    bold: bool
    tag: int


def segments(page: Any, number: int) -> list[Line]:
    """Runs of characters of one look, without a break or a wide gap, in the order of the content."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    fonts: dict[int, _Font] = {}
    found: list[Line] = []
    run: Line | None = None
    for index in range(min(textpage.count_chars(), MAX_CHARS)):
        code = raw.FPDFText_GetUnicode(textpage.raw, index)
        sign = (
            chr(code).translate(SIGNS).translate(BREAKS) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        )
        if sign in {"\r", "\n"}:
            run = None
            continue
        if not sign.strip():
            if run and sign:
                run.text += " "
            continue
        left, low, right, high = textpage.get_charbox(index, loose=True)
        font = _font(textpage.raw, index, fonts)
        bottom = _baseline(textpage.raw, index, low)
        top = bottom + (font.size or high - low)
        if run and (_parted(run, left, bottom) or (run.size, run.bold, run.tag) != (font.size, font.bold, font.tag)):
            run = None
        if run is None:
            run = Line(number, sign, left, right, bottom, top, font.size, font.bold, font.tag)
            found.append(run)
        else:
            run.text, run.right = run.text + sign, right
    return found


def drawn_bullets(page: Any, number: int) -> list[Line]:
    """Bullets that are drawn as small discs and squares instead of being set as text."""
    from pypdfium2 import raw

    found = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = item.get_bounds()
        if DISC[0] < right - left < DISC[1] and abs((right - left) - (top - bottom)) < 0.3 * (right - left):
            found.append(Line(number, "•", left, right, bottom, top, top - bottom, bold=False))
        if len(found) > MAX_BULLETS:
            return []
    return found


def beside(bullets: list[Line], found: list[Line]) -> list[Line]:
    """The bullets with words to their right and none to their left nearby."""
    kept = []
    for bullet in bullets:
        middle = (bullet.bottom + bullet.top) / 2
        level = [line for line in found if line.bottom < middle < line.top]
        right = [line for line in level if 0 < line.left - bullet.right < 4 * line.height]
        left = any(0 <= bullet.left - line.right < line.height for line in level)
        if right and not left:
            words = max(right, key=lambda line: line.size)
            kept.append(replace(bullet, bottom=words.bottom, top=words.top, size=words.size))
    return kept


def _baseline(textpage: Any, index: int, low: float) -> float:
    """Where a character stands: the boxes of one line differ by font, its baseline does not."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    return y.value if raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y)) else low


def _parted(run: Line, left: float, bottom: float) -> bool:
    return abs(bottom - run.bottom) > run.height / 2 or not -2 < left - run.right < WIDE * run.height


def _font(textpage: Any, index: int, known: dict[int, _Font]) -> _Font:
    """The look of a character, read once for each text object."""
    from pypdfium2 import raw

    item = raw.FPDFText_GetTextObject(textpage, index)
    key = ctypes.cast(item, ctypes.c_void_p).value or 0
    if key not in known or not key:
        known[key] = _Font(
            round(raw.FPDFText_GetFontSize(textpage, index) * _scale(textpage, index), 1),
            _is_bold(textpage, index),
            raw.FPDFPageObj_GetMarkedContentID(item) if item else -1,
        )
    return known[key]


def _scale(textpage: Any, index: int) -> float:
    """How much the page's matrix enlarges a font; many programs write size 1 and scale it."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix)):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0


def _is_bold(textpage: Any, index: int) -> bool:
    """Whether a character's font says that it is bold, by weight or by name."""
    from pypdfium2 import raw

    if raw.FPDFText_GetFontWeight(textpage, index) >= 600:
        return True
    name = ctypes.create_string_buffer(128)
    size = raw.FPDFText_GetFontInfo(textpage, index, name, 128, ctypes.byref(ctypes.c_int()))
    return b"bold" in name.raw[:size].lower()


def page_lines(found: list[Line], width: float) -> list[Line]:
    """The lines of a page in reading order."""
    return [row for group in _columns(found, width) for row in rows(group)]


def _columns(found: list[Line], width: float) -> Iterator[list[Line]]:
    """The page in bands: a line across the gutter ends a band; in a band with two columns the left comes first."""
    gutter = _gutter(found, width)
    if gutter is None:
        yield found
        return
    left = [replace(s, column=1) for s in found if s.right <= gutter]
    right = [replace(s, column=2) for s in found if s.left >= gutter]
    wide = [s for s in found if s.left < gutter < s.right]
    above = float("inf")
    for bar in [*sorted(wide, key=lambda s: -s.top), None]:
        bottom = bar.bottom if bar else float("-inf")
        for column in (left, right):
            yield [s for s in column if bottom < s.bottom < above]
        if bar:
            yield [one for one in wide if abs(one.bottom - bar.bottom) < 1 and one is bar]
            above = bar.bottom


def _gutter(found: list[Line], width: float) -> float | None:
    """Where a page of two columns parts: near the middle, with full lines of words on both sides; else None."""
    for middle in (width / 2 + shift for shift in (0, -8, 8, -16, 16, -24, 24)):
        left = [s for s in found if s.right <= middle]
        right = [s for s in found if s.left >= middle]
        wide = len(found) - len(left) - len(right)
        if min(len(left), len(right)) < 4 or wide > (len(left) + len(right)) / 3:
            continue
        if _is_prose(rows(left), middle) and _is_prose(rows(right), width):
            return middle
    return None


def _is_prose(lines: list[Line], edge: float) -> bool:
    """Whether lines fill their column up to its edge as sentences do, and labels of a table do not."""
    start = min(line.left for line in lines)
    end = min(edge, max(line.right for line in lines))
    long = sum(line.right - line.left > 0.5 * (end - start) and line.text.count(" ") > 1 for line in lines)
    return long > 0.4 * len(lines) and end - start > 8 * lines[0].height


def rows(found: Sequence[Line]) -> list[Line]:
    """Segments of one baseline joined, from the top down; raised marks of footnotes go."""
    made: list[Line] = []
    parts: list[Line] = []
    for part in sorted(found, key=lambda s: (-s.bottom, s.left)):
        base = max(parts, key=lambda s: s.size) if parts else None
        if base and min(base.top, part.top) - max(base.bottom, part.bottom) < 0.5 * min(base.height, part.height):
            made += _joined_row(parts)
            parts = []
        parts.append(part)
    made += _joined_row(parts)
    return made


def _joined_row(parts: list[Line]) -> Iterator[Line]:
    if not parts:
        return
    base = max(parts, key=lambda s: (s.size, len(s.text)))
    raised = [
        p for p in parts if p.size <= SMALL * base.size and p.bottom > base.bottom and NOTE_MARK.fullmatch(p.text)
    ]
    kept = sorted((p for p in parts if p not in raised), key=lambda s: s.left)
    row = replace(kept[0], bottom=base.bottom, top=base.top, size=base.size, raised=bool(raised))
    starts = [row.left]
    for part in kept[1:]:
        gap = part.left - row.right
        filled = sum(max(p.right - p.left, 0) for p in raised if row.right - 2 < p.left < part.left)
        wide = gap - filled > 1.5 * row.height and not MARK.fullmatch(row.text)
        blank = CELL if wide else " " if gap - filled > 0.15 * row.height else ""
        ended = row.text.endswith(" ")
        row.text = row.text.rstrip() + (blank or (" " if ended else "")) + part.text
        row.right = max(row.right, part.right)
        if wide:
            starts.append(part.left)
    row.cells = tuple(zip(starts, row.text.split(CELL), strict=True)) if row.text.count(CELL) == len(starts) - 1 else ()
    row.bold = all(part.bold for part in kept if part.text.strip())
    if row.text.strip():
        yield row
