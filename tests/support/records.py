"""Records as files: the same text as PDF, DOCX, picture and scanned PDF, made in memory."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape


def pdf(*pages: str) -> bytes:
    """A PDF with a text layer, one text a page."""
    from fpdf import FPDF

    sheet = FPDF(format="letter")
    sheet.core_fonts_encoding = "cp1252"
    for text in pages:
        sheet.add_page()
        sheet.set_font("Helvetica", "", 10)
        for line in text.splitlines():
            sheet.multi_cell(0, 5, line or " ", new_x="LMARGIN", new_y="NEXT")
    return bytes(sheet.output())


def docx(text: str) -> bytes:
    """A Word document with a paragraph a line."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    package = "application/vnd.openxmlformats-package.relationships+xml"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{package}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", kinds)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return written.getvalue()


def picture(text: str, kind: str = "PNG") -> bytes:
    """A page as a picture: PNG, JPEG, TIFF, or PDF, which makes it a scanned one."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1700, 2200), 255)
    ImageDraw.Draw(page).multiline_text((110, 110), text, fill=0, font=ImageFont.load_default(32), spacing=16)
    written = io.BytesIO()
    page.save(written, format=kind, **({"resolution": 200} if kind == "PDF" else {}))
    return written.getvalue()
