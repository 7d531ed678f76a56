"""PDF to marked text: by the structure that it states, where its tags hold the words; else from where the lines stand."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

from index.errors import CorpusError
from index.marked import CELL, Block, line
from index.pdf_blocks import NUMBER, OPEN_END, TERMINAL, joined, placed_blocks, without_furniture, word_counts
from index.pdf_lines import Line, beside, drawn_bullets, page_lines, segments
from index.pdf_tags import Tag, page_tags, tagged, tagged_blocks, trusted

MAX_PAGES = 2000


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
        read = _Pages()
        for number in range(len(document)):
            read.add(document, number)
    text, starts = _text(read.blocks(), len(read.found))
    if not text.strip():
        raise CorpusError(f"{name}: no page has a text layer; install tesseract, or hand in a PDF with text")
    return text, starts, tuple(read.warnings)


class _Pages:
    """What the pages of a document hold."""

    def __init__(self) -> None:
        self.found: list[list[Line]] = []
        self.tags: list[list[Tag]] = []
        self.sizes: list[tuple[float, float]] = []
        self.bullets: dict[int, list[Line]] = {}
        self.warnings: list[str] = []

    def add(self, document: Any, number: int) -> None:
        """Read one page; one that cannot be read is named."""
        import pypdfium2

        found: list[Line] = []
        tags: list[Tag] = []
        size = (612.0, 792.0)
        try:
            page = document[number]
            size = page.get_size()
            found = segments(page, number)
            if found:
                tags = page_tags(page)
                self.bullets[number] = drawn_bullets(page, number)
            elif found := _ocr(page, number):
                self.warnings.append(f"page {number + 1}: no text layer; read by OCR")
            else:
                self.warnings.append(f"page {number + 1}: no text layer; install tesseract to read scanned pages")
            page.close()
        except pypdfium2.PdfiumError:
            self.warnings.append(f"page {number + 1}: damaged; not read")
        self.found.append(found)
        self.tags.append(tags)
        self.sizes.append(size)

    def blocks(self) -> list[Block]:
        """The blocks of the document."""
        if trusted(self.tags, self.found):
            return self._by_tags()
        found = [beside(self.bullets.get(n, []), lines) + lines for n, lines in enumerate(self.found)]
        ordered = [page_lines(lines, size[0]) for lines, size in zip(found, self.sizes, strict=True)]
        lines = [one for page in without_furniture(ordered, [size[1] for size in self.sizes]) for one in page]
        return placed_blocks(lines, word_counts(lines))

    def _by_tags(self) -> list[Block]:
        words = word_counts(one for page in self.found for one in page)
        blocks: list[Block] = []
        for number, (tags, lines) in enumerate(zip(self.tags, self.found, strict=True)):
            elements = tagged(tags, lines)
            more = tagged_blocks(elements, [joined(one.lines, words).replace(CELL, " ") for one in elements], number)
            if blocks and more and _goes_over(blocks[-1], more[0]):
                first = more.pop(0)
                text = f"{blocks[-1].text} {first.text}"
                blocks[-1] = Block(text, blocks[-1].heading, blocks[-1].mark, blocks[-1].depth, blocks[-1].page)
            blocks += more
        return blocks


def _goes_over(before: Block, block: Block) -> bool:
    """Whether a block goes on from the page before."""
    if NUMBER.match(block.text):
        return False
    goes_on = block.text[:1].islower() or (not block.mark and bool(OPEN_END.search(before.text)))
    drawn = block.mark not in ("", "•")
    return goes_on and not drawn and before.heading is block.heading and not TERMINAL.search(before.text)


def _text(blocks: list[Block], pages: int) -> tuple[str, tuple[int, ...]]:
    """Marked text, and where each page begins in it."""
    out: list[str] = []
    starts, offset = [0], 0
    for block in blocks:
        starts += [offset] * (block.page + 1 - len(starts))
        out.append(line(block))
        offset += len(out[-1])
    return "".join(out), tuple(starts + [offset] * (pages - len(starts)))


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
