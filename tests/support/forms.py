"""One guideline in several formats, made while the tests run."""

from __future__ import annotations

import ctypes
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pypdfium2
from pypdfium2 import raw

from index.marked import CELL, Block

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWN = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"}


def style_of(marks: Sequence[str]) -> str:
    """How a list with these marks is numbered: `1`, `a`, `A`, `i`, or `•`."""
    first = marks[0].strip("().")
    if not first[:1].isalnum() or marks[0] == "o":
        return "•"
    if first.isdigit():
        return "1"
    if first in ("ii", "iii", "iv") or (first == "i" and (len(marks) == 1 or marks[1].startswith("ii"))):
        return "i"
    return "A" if first.isupper() else "a"


def as_html(blocks: Sequence[Block]) -> str:
    """The blocks as HTML with lists in lists."""
    out: list[str] = []
    depth = -1
    kinds: list[str] = []
    for position, block in enumerate(blocks):
        wanted = block.depth if block.mark else -1
        while depth > wanted:
            out.append(f"</li></{kinds.pop()}>")
            depth -= 1
        if block.mark and depth == wanted:
            out.append("</li>")
        while block.mark and depth < wanted:
            style = style_of([block.mark, *(b.mark for b in blocks[position + 1 : position + 2] if b.mark)])
            kinds.append("ul" if style == "•" else "ol")
            out.append("<ul>" if style == "•" else f'<ol type="{style}" start="{_start(block.mark, style)}">')
            depth += 1
            if depth < wanted:
                out.append("<li>")
        words = escape(block.text)
        if block.mark:
            out.append(f"<li>{words}")
        elif CELL in block.text:
            cells = "".join(f"<td>{escape(cell)}</td>" for cell in block.text.split(CELL))
            out.append(f"<table><tr>{cells}</tr></table>")
        else:
            out.append(f"<h2>{words}</h2>" if block.heading else f"<p>{words}</p>")
    out += [f"</li></{kind}>" for kind in reversed(kinds)]
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{''.join(out)}</body></html>"


def _start(mark: str, style: str) -> int:
    word = mark.strip("().")
    return int(word) if style == "1" else 1 if style == "i" else ord(word.lower()[0]) - ord("a") + 1


def as_text(blocks: Sequence[Block], width: int = 0) -> str:
    """The blocks as plain text: headings underlined, lists indented; wrapped where a width is given."""
    from textwrap import fill

    out = []
    for block in blocks:
        indent = "  " * (block.depth + 1) if block.mark else ""
        words = f"{indent}{block.mark} {block.text}" if block.mark else block.text
        if width and not block.heading and CELL not in words:
            words = fill(words, width, subsequent_indent=indent + "  " if indent else "", break_on_hyphens=False)
        out.append(words + ("\n" + "-" * 8 if block.heading else ""))
    return "\n\n".join(out) + "\n"


def as_markdown(blocks: Sequence[Block]) -> str:
    """The blocks as Markdown."""
    out = []
    for block in blocks:
        mark = {"•": "-"}.get(block.mark, block.mark)
        if block.mark:
            out.append(f"{'    ' * block.depth}{mark if mark[:1].isdigit() else '-'} {block.text}")
        else:
            out.append(f"## {block.text}" if block.heading else block.text)
    return "\n\n".join(out) + "\n"


@dataclass
class _Numbering:
    """The lists of a Word document: one of its own for each run of items."""

    shapes: list[list[tuple[str, str, int]]]


def as_docx(blocks: Sequence[Block]) -> bytes:
    """The blocks as a Word document whose lists Word numbers by itself."""
    body, lists = [], _Numbering([])
    open_list = False
    for position, block in enumerate(blocks):
        if CELL in block.text and not block.mark:
            cells = "".join(f"<w:tc><w:p>{_run(cell)}</w:p></w:tc>" for cell in block.text.split(CELL))
            body.append(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
            open_list = False
        elif block.mark:
            if not open_list or _restarts(lists.shapes[-1], block):
                lists.shapes.append([])
                open_list = True
            _levels(lists.shapes[-1], blocks[position:], block)
            number = f'<w:numPr><w:ilvl w:val="{block.depth}"/><w:numId w:val="{len(lists.shapes)}"/></w:numPr>'
            body.append(f"<w:p><w:pPr>{number}</w:pPr>{_run(block.text)}</w:p>")
        else:
            style = '<w:pPr><w:pStyle w:val="H"/></w:pPr>' if block.heading else ""
            body.append(f"<w:p>{style}{_run(block.text)}</w:p>")
            open_list = False
    return docx_of("".join(body), _numbering_xml(lists))


def _restarts(shape: list[tuple[str, str, int]], block: Block) -> bool:
    return block.depth < len(shape) and shape[block.depth][0] != style_of([block.mark])


def _levels(shape: list[tuple[str, str, int]], rest: Sequence[Block], block: Block) -> None:
    while len(shape) <= block.depth:
        style = style_of([block.mark, *(b.mark for b in rest[1:2] if b.mark)])
        start = 1 if style == "•" else _start(block.mark, style)
        shape.append((style, block.mark.lstrip("(").rstrip(").") if style != "•" else "", start))


def _numbering_xml(lists: _Numbering) -> str:
    out = []
    for number, shape in enumerate(lists.shapes, 1):
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{DRAWN.get(style, "bullet")}"/>'
            f'<w:lvlText w:val="{"&#xF0B7;" if style == "•" else f"%{n + 1}."}"/></w:lvl>'
            for n, (style, _, start) in enumerate(shape)
        )
        out.append(f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>')
    out += [f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists.shapes) + 1)]
    return f'<w:numbering xmlns:w="{W}">{"".join(out)}</w:numbering>'


def _run(text: str) -> str:
    """The words in two runs, as Word splits them anywhere."""
    half = len(text) // 2
    return "".join(f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (text[:half], text[half:]))


def docx_of(body: str, numbering: str = "") -> bytes:
    """A Word document of a given body."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/styles.xml",
            f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
            "</w:styles>",
        )
        if numbering:
            archive.writestr("word/numbering.xml", numbering)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return package.getvalue()


class Sheet:
    """A PDF page to write on; y counts down from the top, in points."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self.document, self.page = document, document.new_page(612, 792)

    def write(self, text: str, x: float, y: float, size: float = 10, font: bytes = b"Helvetica") -> float:
        """Put one line of text: its width."""
        handle = raw.FPDFText_LoadStandardFont(self.document.raw, font)
        item = raw.FPDFPageObj_CreateTextObj(self.document.raw, handle, size)
        encoded = (text + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(item, (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded))
        edges = [ctypes.c_float() for _ in range(4)]
        raw.FPDFPageObj_GetBounds(item, *(ctypes.byref(edge) for edge in edges))
        raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, x, 792 - y)
        raw.FPDFPage_InsertObject(self.page.raw, item)
        return edges[2].value - edges[0].value

    def done(self) -> None:
        """Write the page's content."""
        raw.FPDFPage_GenerateContent(self.page.raw)


def saved(document: pypdfium2.PdfDocument) -> bytes:
    """A PDF's bytes."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def as_pdf(blocks: Sequence[Block], columns: int = 1, height: int = 640) -> bytes:
    """The blocks as a PDF without tags: wrapped lines, a header and page numbers, one column or two."""
    document = pypdfium2.PdfDocument.new()
    across = 468 if columns == 1 else 220
    measure = _Measure()
    sheets = [Sheet(document)]
    column, y = 0, 80.0
    for block in blocks:
        indent = 24 * (block.depth + 1) if block.mark else 0
        bold, size = (b"Helvetica-Bold", 13) if block.heading else (b"Helvetica", 10)
        lines = measure.wrapped(block.text.replace(CELL, " "), across - indent, size, bold)
        y += 8
        if block.heading and y + 30 * len(lines) > 80 + height:
            y = 81.0 + height  # a heading is not torn from its section
        for number, words in enumerate(lines):
            if y > 80 + height:
                column, y = column + 1, 80.0
                if column == columns:
                    sheets.append(Sheet(document))
                    column = 0
            left = 72 + column * 248 + indent
            if block.mark and not number:
                sheets[-1].write(block.mark, left - 17, y, size)
            sheets[-1].write(words, left, y, size, bold)
            y += 12 if not block.heading else 15
    for number, sheet in enumerate(sheets, 1):
        sheet.write("Coverage Manual of the Health Plan", 72, 30, 8)
        sheet.write(f"Page {number} of {len(sheets)}", 500, 770, 8)
        sheet.done()
    return saved(document)


class _Measure:
    """Breaks lines where the next word would not fit."""

    def __init__(self) -> None:
        self.sheet = Sheet(pypdfium2.PdfDocument.new())
        self.known: dict[tuple[str, bytes], float] = {}

    def width(self, word: str, size: float, font: bytes) -> float:
        """The width of a word, in points."""
        if (word, font) not in self.known:
            self.known[word, font] = self.sheet.write(word, 0, 0, 100, font) / 100
        return self.known[word, font] * size

    def wrapped(self, text: str, across: float, size: float, font: bytes) -> list[str]:
        """A text in lines of at most a given width."""
        lines: list[str] = []
        used = 0.0
        for word in text.split():
            wide = self.width(word, size, font)
            if lines and used + 0.3 * size + wide <= across:
                lines[-1] += f" {word}"
                used += 0.3 * size + wide
            else:
                lines.append(word)
                used = wide
        return lines
