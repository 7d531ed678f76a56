"""PDF to marked text: by the structure that it states, where its tags hold the words; else from where lines stand."""

from __future__ import annotations

import re
import zlib
from typing import Any

from index.errors import CorpusError
from index.marked import CELL, Block, line
from index.ocr import scanned_lines
from index.pdf_blocks import NUMBER, OPEN_END, TERMINAL, joined, placed_blocks, without_furniture, word_counts
from index.pdf_lines import Line, beside, drawn_bullets, page_lines, segments
from index.pdf_tags import Tag, page_tags, tagged, tagged_blocks, trusted

MAX_PAGES = 2000
MAX_STREAM = 200_000_000  # bytes of one part when unpacked: a colour page scanned at 600 dpi has half of that
STREAM = re.compile(rb"stream\r?\n(?=x)")  # a part packed by zlib begins so
PIECE = 1 << 16
MAX_SCANNED = 100  # pages; OCR takes seconds for each


def pdf_text(name: str, content: bytes) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """The text, the offset at which each page begins, and the warnings. Raises CorpusError where it cannot be read."""
    import pypdfium2

    if _explodes(content):
        raise CorpusError(f"{name}: a part of the PDF unpacks to more than {MAX_STREAM:,} bytes; print it to a new PDF")
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


def _explodes(content: bytes) -> bool:
    """Whether a packed part grows beyond all use: the reader below would take the memory and end the process."""
    return any(_grows(content, found.end()) for found in STREAM.finditer(content))


def _grows(content: bytes, start: int, again: int = 2) -> bool:
    """Whether what is packed from `start` on unpacks to more than is read, or holds what does."""
    unpacker, size, inner = zlib.decompressobj(), 0, bytearray()
    try:
        for at in range(start, len(content), PIECE):
            more = content[at : at + PIECE]
            while more and not unpacker.eof:
                opened = unpacker.decompress(more, 16 * PIECE)
                more = unpacker.unconsumed_tail
                size += len(opened)
                if size > MAX_STREAM:
                    return True
                if again and (inner or opened[:1] == b"x"):
                    inner += opened
            if unpacker.eof:
                break
    except zlib.error:
        pass
    return bool(inner) and _grows(bytes(inner), 0, again - 1)


class _Pages:
    """What the pages of a document hold."""

    def __init__(self) -> None:
        self.found: list[list[Line]] = []
        self.tags: list[list[Tag]] = []
        self.sizes: list[tuple[float, float]] = []
        self.bullets: dict[int, list[Line]] = {}
        self.warnings: list[str] = []
        self.scanned = 0

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
            elif self.scanned < MAX_SCANNED and (found := scanned_lines(page, number)):
                self.scanned += 1
                self.warnings.append(f"page {number + 1}: no text layer; read by OCR, so compare its words")
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
