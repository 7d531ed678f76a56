"""The pages of a record, line by line: a PDF's text, and scanned pages or pictures through OCR.

A form says by its lines what belongs together, so lines stay; only a sentence that runs on is joined again. (What a
guideline's PDF becomes, blocks with headings, is the work of `extract`.)
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import CorpusError

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
MAX_PAGES = 500
LETTER = 2550  # pixels across a page at 300 dots an inch: smaller pictures are enlarged, so that OCR sees its letters
LONG = 45  # characters of a line that may run on
SIGNS = str.maketrans({
    "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\xa0": " ", "\xad": "-", "\x02": "-", "\ufffe": "-",
    "\uf0b7": "•", "\uf06f": "☐", "\uf0a8": "☐", "\uf0fe": "☒", "\0": "",
})  # fmt: skip
BEGINS = re.compile(
    r"\s*(?:[•▪◦●■☐☒*–-]|\[|\(?\d{1,2}[.)]\s|\d{1,2}/\d{1,2}/|\d{4}-|[A-Z][\w /()#.-]{0,40}:|[A-Z ]{6,}$)"
)
ENDED = re.compile(r"[.:;?!]\s*$")


def is_paged(content: bytes) -> bool:
    """Whether a file's content is a PDF or a picture of a page (PNG, JPEG, TIFF)."""
    return content.lstrip()[:5] == b"%PDF-" or content.startswith(PICTURES)


def record_pages(name: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a record's pages, and a line for each page that was read by OCR or could not be read.

    Raises:
        CorpusError: it is damaged, protected, too long, or no page could be read; the message says what to do.
    """
    pages, warnings = [], []
    scanned = shutil.which("tesseract") is not None
    for number, (text, picture) in enumerate(_pages(name, content), 1):
        if text.strip():
            pages.append(text)
            continue
        if picture is None:
            warnings.append(f"page {number}: damaged; not read")
            continue
        read = _ocr(picture) if scanned else ""
        pages.append(read)
        told = "read by OCR" if read.strip() else "not read" if scanned else "not read; install tesseract for scans"
        warnings.append(f"page {number}: no text layer; {told}")
    text = "\n\n".join(_flowing(page.translate(SIGNS)) for page in pages if page.strip())
    if not text.strip():
        way = "scan it again, sharper" if scanned else "install tesseract, or hand in a file with text"
        raise CorpusError(f"{name}: no page could be read; {way}")
    return text + "\n", tuple(warnings)


def _pages(name: str, content: bytes) -> Iterator[tuple[str, Image | None]]:
    """Each page's own text, its picture where it has no text, and neither where it is damaged."""
    yield from _pictures(name, content) if content.startswith(PICTURES) else _pdf_pages(name, content)


def _pdf_pages(name: str, content: bytes) -> Iterator[tuple[str, Image | None]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        why = "protected by a password; save a copy without it" if "assword" in str(error) else "damaged; export again"
        raise CorpusError(f"{name}: the PDF is {why}") from None
    with document:
        if len(document) > MAX_PAGES:
            raise CorpusError(f"{name}: {len(document)} pages; at most {MAX_PAGES} are read: split the file")
        for number in range(len(document)):
            try:
                page = document[number]
                text = page.get_textpage().get_text_range().replace("\r\n", "\n")
                yield text, None if text.strip() else page.render(scale=300 / 72, grayscale=True).to_pil()
            except pypdfium2.PdfiumError:
                yield "", None


def _pictures(name: str, content: bytes) -> Iterator[tuple[str, Image | None]]:
    from PIL import ImageSequence
    from PIL.Image import DecompressionBombError
    from PIL.Image import open as open_picture

    try:
        with open_picture(io.BytesIO(content)) as file:
            for page in ImageSequence.Iterator(file):
                yield "", _on_paper(page)
    except (OSError, ValueError, SyntaxError, DecompressionBombError):
        raise CorpusError(f"{name}: the picture is damaged or too large; scan the page again") from None


def _on_paper(page: Image) -> Image:
    """A page in grey on white, as large as a scan of 300 dots an inch."""
    from PIL.Image import new

    if page.mode in {"RGBA", "LA", "P"}:
        layer = page.convert("RGBA")
        paper = new("RGBA", layer.size, "white")
        paper.alpha_composite(layer)
        page = paper
    page = page.convert("L")
    times = LETTER / page.width
    return page.resize((LETTER, round(page.height * times))) if 1.3 < times < 6 else page


def _ocr(picture: Image) -> str:
    """The words of a picture through tesseract, by its standard input: nothing is written to disk."""
    program = shutil.which("tesseract")
    sheet = io.BytesIO()
    picture.save(sheet, format="PNG")
    command = [program or "tesseract", "stdin", "stdout", "--psm", "3"]
    try:
        done = subprocess.run(command, input=sheet.getvalue(), capture_output=True, timeout=90, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace").replace("\f", "")


def _flowing(page: str) -> str:
    """The page with each sentence that runs over a line's end on one line; every other line stays."""
    lines: list[str] = []
    full = max((len(line.rstrip()) for line in page.splitlines()), default=0)
    last = 0
    for line in (line.rstrip() for line in page.splitlines()):
        before = lines[-1] if lines else ""
        runs = before and line.strip() and not ENDED.search(before) and not BEGINS.match(line)
        if runs and (last >= max(LONG, 0.75 * full) or (line.lstrip()[0].islower() and last >= LONG / 2)):
            lines[-1] = before + ("" if before.endswith("-") else " ") + line.lstrip()
        else:
            lines.append(line)
        last = len(line)
    return "\n".join(lines)
