"""A report as PDF in the core fonts: the same parts as the HTML page. Needs the optional package fpdf2."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.errors import InputRefusedError
from assistant.report import NOTICE, Cell, Part, outcome, parts, title

if TYPE_CHECKING:
    from fpdf import FPDF

CHARSET = "cp1252"  # of the core fonts; signs that it lacks are written out
SIGNS = str.maketrans({"✓": "", "✗": "", "≥": ">=", "≤": "<=", "→": "->", "−": "-", "█": "#", "☐": "[ ]", "☒": "[x]"})
LONGEST = 1500  # characters of a cell in one row, so that a row fits on a page
WIDTHS = {2: (1, 3), 3: (5, 5, 6), 4: (2, 2, 2, 3)}


def report_pdf(found: dict[str, Any]) -> bytes:
    """The report as PDF: equal determinations give equal bytes; its date is the one handed in, else none is claimed.

    Raises:
        InputRefusedError: fpdf2 is not installed; the message says how to install it.
    """
    try:
        from fpdf import FPDF
    except ImportError:
        raise InputRefusedError(
            "a PDF report needs the package fpdf2: pip install 'guideline-assistant[pdf]', or name a .html file"
        ) from None

    class Sheet(FPDF):
        """A page with its number and the digest at the foot."""

        def footer(self) -> None:
            self.set_y(-12)
            self.set_font("Helvetica", "", 7)
            self.cell(0, 4, f"Page {self.page_no()} of {{nb}}; digest {found['digest']}")

    page = Sheet(format="letter")
    page.core_fonts_encoding = CHARSET
    day = datetime.fromisoformat(found.get("dated") or "2000-01-01").replace(tzinfo=UTC)
    page.set_creation_date(day)
    page.set_lang("en")
    page.set_title(written(title(found)))
    page.set_margin(15)
    page.add_page()
    _text(page, title(found), 15, "B")
    _text(page, outcome(found), 11, "B")
    _text(page, NOTICE, 8.5)
    for part in parts(found):
        page.ln(2)
        _text(page, part.title, 11.5, "B")
        if part.rows:
            _table(page, part)
        for line in part.lines:
            _text(page, f"• {line}", 9.5)
    return bytes(page.output())


def written(words: str) -> str:
    """Words in the signs of the core fonts; a sign without a plain form in them is a question mark."""
    words = words.translate(SIGNS).strip()
    return "".join(_sign(sign) for sign in words)


def _sign(sign: str) -> str:
    for form in (sign, unicodedata.normalize("NFKD", sign)):
        kept = form.encode(CHARSET, "ignore").decode(CHARSET)
        if kept:
            return kept
    return "?"


def _text(page: FPDF, words: str, size: float, style: str = "") -> None:
    page.set_font("Helvetica", style, size)
    page.multi_cell(0, size * 0.5, written(words), align="L", new_x="LMARGIN", new_y="NEXT")


def _table(page: FPDF, part: Part) -> None:
    from fpdf.fonts import FontFace

    page.set_font("Helvetica", "", 8.5)
    style = FontFace(emphasis="BOLD")
    with page.table(col_widths=WIDTHS[len(part.heads)], text_align="LEFT", line_height=4.2, padding=1, v_align="TOP",
                    headings_style=style) as table:  # fmt: skip
        table.row([written(head) for head in part.heads])
        for cells in part.rows:
            columns = [_pieces(cell) for cell in cells]
            for i in range(max(len(column) for column in columns)):
                table.row([column[i] if i < len(column) else "" for column in columns])


def _pieces(cell: Cell) -> list[str]:
    """A cell's words, in pieces that fit into a row."""
    text = "\n".join(written(line) for line in (cell.strong, *cell.words, cell.small) if line)
    return [text[at : at + LONGEST] for at in range(0, max(1, len(text)), LONGEST)]
