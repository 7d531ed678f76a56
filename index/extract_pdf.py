"""PDF to marked text: lines from the positions of characters, then columns, page furniture, headings, paragraphs."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from index.errors import CorpusError

MAX_PAGES = 2000
SIGNS = str.maketrans({
    "\uf0b7": "•", "\uf0a7": "▪", "\uf06f": "☐", "\uf0a8": "☐", "\uf0fe": "☒", "\uf0fc": "✓", "\uf0d8": "•",
    "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\xa0": " ", "\xad": "-", "\x02": "-", "\ufffe": "-",
})  # fmt: skip
BULLET = re.compile(r"^(?:[•▪◦●■–]|o(?=\s)|[*-](?=\s))\s*")
NUMBER = re.compile(r"^\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s")
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d*$")
TERMINAL = re.compile(r"[.:;!?”)]\s*$")
MARGIN = 0.1


@dataclass(slots=True)
class Line:
    """A run of characters on one baseline; y grows upward, in points."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool

    @property
    def height(self) -> float:
        """The height of its letters."""
        return max(self.top - self.bottom, 1.0)


def pdf_text(name: str, content: bytes) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """The text, the offset at which each page begins, and the warnings. Raises CorpusError where it cannot be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        why = "protected by a password; save a copy without it" if "assword" in str(error) else "damaged; export again"
        raise CorpusError(f"{name}: the PDF is {why}") from None
    with document:
        if len(document) > MAX_PAGES:
            raise CorpusError(f"{name}: {len(document)} pages; at most {MAX_PAGES} are read: split the file")
        pages, heights, warnings = [], [], []
        for number in range(len(document)):
            try:
                page = document[number]
                lines = _lines(page, number)
                if not lines and (lines := _ocr(page, number)):
                    warnings.append(f"page {number + 1}: no text layer; read by OCR")
                elif not lines:
                    warnings.append(f"page {number + 1}: no text layer; install tesseract to read scanned pages")
            except pypdfium2.PdfiumError:
                lines = []
                warnings.append(f"page {number + 1}: damaged; not read")
            pages.append(lines)
            heights.append(page.get_height() if lines else 0.0)
    text, starts = _text(_without_furniture(pages, heights))
    if not text.strip():
        raise CorpusError(f"{name}: no page has a text layer; install tesseract, or hand in a PDF with text")
    return text, starts, tuple(warnings)


def _lines(page: Any, number: int) -> list[Line]:
    """The lines of a page in reading order."""
    segments = list(_segments(page, number))
    return [line for group in _columns(segments, page.get_width()) for line in _rows(group)]


def _segments(page: Any, number: int) -> Iterator[Line]:
    """Runs of characters without a break or a wide gap."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    run: Line | None = None
    last = 0
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage.raw, index)
        sign = chr(code).translate(SIGNS) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if sign in {"\r", "\n"}:
            if run:
                yield _ended(run, textpage.raw, last)
            run = None
            continue
        if not sign.strip():
            if run and sign:
                run.text += " "
            continue
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
        if run and (abs(bottom - run.bottom) > run.height / 2 or not -2 < left - run.right < 0.7 * run.height):
            yield _ended(run, textpage.raw, last)
            run = None
        last = index
        if run is None:
            size = raw.FPDFText_GetFontSize(textpage.raw, index)
            bold = _is_bold(textpage.raw, index)
            run = Line(number, sign, left, right, bottom, top, round(size, 1), bold)
        else:
            run.text, run.right = run.text + sign, right
    if run:
        yield _ended(run, textpage.raw, last)


def _ended(run: Line, textpage: Any, last: int) -> Line:
    """A finished run; it is bold where its last character is too."""
    run.bold = run.bold and _is_bold(textpage, last)
    return run


def _is_bold(textpage: Any, index: int) -> bool:
    """Whether a character's font says that it is bold, by weight or by name."""
    import ctypes

    from pypdfium2 import raw

    if raw.FPDFText_GetFontWeight(textpage, index) >= 600:
        return True
    name = ctypes.create_string_buffer(128)
    size = raw.FPDFText_GetFontInfo(textpage, index, name, 128, ctypes.byref(ctypes.c_int()))
    return b"bold" in name.raw[:size].lower()


def _columns(segments: list[Line], width: float) -> Iterator[list[Line]]:
    """The page in bands: a line across the middle ends a band; in a band with two columns the left comes first."""
    middle = width / 2
    left = [s for s in segments if s.right <= middle + 5]
    right = [s for s in segments if s.left >= middle - 5]
    wide = [s for s in segments if s.left < middle - 5 and s.right > middle + 5]
    if min(len(left), len(right)) < 4 or len(wide) > (len(left) + len(right)) / 3:
        yield segments
        return
    above = float("inf")
    for bar in [*sorted(wide, key=lambda s: -s.top), None]:
        bottom = bar.bottom if bar else float("-inf")
        for column in (left, right):
            yield [s for s in column if bottom < s.bottom < above]
        if bar:
            yield [bar]
            above = bar.bottom


def _rows(segments: Sequence[Line]) -> list[Line]:
    """Segments of one baseline joined, from the top down."""
    rows: list[Line] = []
    for part in sorted(segments, key=lambda s: (-round(s.bottom), s.left)):
        last = rows[-1] if rows else None
        if last and abs(last.bottom - part.bottom) < min(last.height, part.height) / 2 and part.left >= last.left:
            last.text, last.right = f"{last.text.rstrip()} {part.text}", max(last.right, part.right)
        else:
            rows.append(part)
    return [row for row in rows if row.text.strip()]


def _without_furniture(pages: list[list[Line]], heights: list[float]) -> list[Line]:
    """All lines but headers and footers that come again, page numbers and contents with dot leaders."""

    def key(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text.strip())

    def outside(line: Line) -> bool:
        height = heights[line.page]
        return not height * MARGIN < line.bottom < height * (1 - MARGIN)

    seen = Counter(name for lines in pages for name in {key(line) for line in lines if outside(line)})
    often = max(2, len(pages) * 0.4)
    kept = []
    for line in (line for lines in pages for line in lines):
        furniture = outside(line) and (
            seen[key(line)] >= often or bool(re.fullmatch(r"(?:page )?# ?(?:(?:of|/) ?#)?", key(line), re.IGNORECASE))
        )
        if not furniture and not LEADERS.search(line.text):
            kept.append(line)
    return kept


def _text(lines: list[Line]) -> tuple[str, tuple[int, ...]]:
    """Paragraphs, one a line, and where each page begins."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0
    words = Counter(word for line in lines for word in re.findall(r"[a-z]+(?:-[a-z]+)?", line.text.lower()))
    blocks: list[tuple[int, bool, str]] = []
    previous: Line | None = None
    pitch = _pitch(lines)
    for line in lines:
        heading = _is_heading(line, body)
        if previous and blocks and _goes_on(previous, line, pitch, heading=heading, was=blocks[-1][1]):
            page, was, text = blocks[-1]
            blocks[-1] = (page, was, _joined(text, line.text.strip(), words))
        else:
            blocks.append((line.page, heading, line.text.strip()))
        previous = line
    out, starts, offset = [], [0], 0
    for page, heading, words_of in blocks:
        starts += [offset] * (page + 1 - len(starts))
        text = re.sub(r"\s+", " ", BULLET.sub("", words_of)).strip()
        if text:
            out.append(("# " if heading else "") + text + "\n")
            offset += len(out[-1])
    return "".join(out), tuple(starts)


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of a paragraph, in points."""
    steps = Counter(
        round(a.bottom - b.bottom) for a, b in pairwise(lines) if a.page == b.page and 0 < a.bottom - b.bottom < 40
    )
    return float(max(steps, key=lambda step: (steps[step], -step))) if steps else 14.0


def _is_heading(line: Line, body: float) -> bool:
    text = line.text.strip()
    if len(text) > 120 or not re.search(r"[A-Za-z]", text) or BULLET.match(text):
        return False
    return line.size > body * 1.12 or (line.bold and not re.search(r"[.;,]$", text))


def _goes_on(before: Line, line: Line, pitch: float, *, heading: bool, was: bool) -> bool:
    """Whether a line goes on with the paragraph, or the heading, of the line before."""
    text = line.text.strip()
    step = before.bottom - line.bottom
    if BULLET.match(text) or NUMBER.match(text) or heading is not was:
        return False
    if heading:
        return line.size == before.size and 0 < step < 1.4 * line.size
    if before.page != line.page or step <= 0:
        return not TERMINAL.search(before.text) and text[0].islower()
    return step <= 1.3 * max(pitch, 1.2 * min(line.size, before.size))


def _joined(text: str, more: str, words: Counter[str]) -> str:
    """Two lines as one; a hyphen at the end goes where the joined word stands elsewhere in the document."""
    broken = re.search(r"([A-Za-z]+)-$", text)
    follows = re.match(r"[a-z]+", more)
    if not broken or not follows:
        return f"{text} {more}"
    whole, hyphened = (broken[1] + follows[0]).lower(), f"{broken[1]}-{follows[0]}".lower()
    return (text[:-1] if words[whole] > words[hyphened] else text) + more


def _ocr(page: Any, number: int) -> list[Line]:
    """The lines of a scanned page through tesseract, where it is installed; else none."""
    program = shutil.which("tesseract")
    if program is None:
        return []
    import io

    picture = io.BytesIO()
    page.render(scale=300 / 72, grayscale=True).to_pil().save(picture, format="PNG")
    command = [program, "stdin", "stdout", "--psm", "3"]
    try:
        done = subprocess.run(command, input=picture.getvalue(), capture_output=True, timeout=60, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        return []
    rows = [row for row in done.stdout.decode("utf-8", "replace").splitlines() if row.strip()]
    height = page.get_height()
    return [Line(number, row, 72, 540, height * 0.85 - 12 * i, height * 0.85 - 12 * i + 10, 10, bold=False)
            for i, row in enumerate(rows)]  # fmt: skip
