"""Marked text: what HTML, DOCX, Markdown and PDF are read into. One block a line, so that a block is a slice.

A line is `# heading`, or indented, mark, tab and the words of a list item, or a paragraph. Cells of a table's row are
parted by a blank and a tab. Cleaning takes the tabs for blanks, so a quote reads the same from every format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

HEADING = "# "
CELL = " \t"
ITEM = re.compile(r"^( *)([^\s#]{1,12})\t")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))
SIGNS = str.maketrans({
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "•", "\uf0a8": "☐", "\uf06f": "☐", "\uf072": "☐", "\uf071": "☐",
    "\uf0fe": "☒", "\uf0fd": "☒", "\uf078": "☒", "\uf052": "☒", "\uf0fc": "✓", "\xa0": " ",
    "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl",
})  # fmt: skip
BULLET = re.compile(r"^(?:[•▪◦●■○–·➢❖]|[o*-](?=\s))\s*")
BREAK = "\v"  # the end of a line that its author broke
FIELD = re.compile(r"[A-Z][\w/'’()&-]*(?: [\w/'’()&-]+){0,4}:\s+\S.{0,160}")
NOTE_MARK = re.compile(r"[\d\s,;–*†‡§\[\]()-]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a list item (it has a mark and a depth from 0) or a paragraph; `page` counts from 0."""

    text: str
    heading: bool = False
    mark: str = ""
    depth: int = 0
    page: int = 0


def tidy(text: str) -> str:
    """Words as they are kept: glyphs of symbol fonts as signs, invisible characters gone, one blank between words."""
    return re.sub(r"\s+", " ", text.translate(SIGNS).translate(INVISIBLE)).strip()


def lines_of(text: str) -> list[str]:
    """A block's words, tidied: as one, but for lines `Key: value` one under the other, of which each is its own."""
    lines = [found for one in text.split(BREAK) if (found := tidy(one))]
    field = [False, False, *(bool(FIELD.fullmatch(one)) for one in lines), False]
    kept: list[str] = []
    for at, one in enumerate(lines, 2):
        begins = field[at] and (field[at - 1] or field[at + 1])
        ended = field[at - 1] and field[at - 2] and one[0].isupper()
        kept = [*kept, one] if begins or ended or not kept else [*kept[:-1], f"{kept[-1]} {one}"]
    return kept


def row(cells: Iterable[str]) -> str:
    """The cells of a table's row as one line."""
    return CELL.join(cell for cell in cells if cell)


def line(block: Block) -> str:
    """A block as a line of marked text; empty where it has no words."""
    text = CELL.join(filter(None, (tidy(cell) for cell in block.text.split(CELL))))
    if not text:
        return ""
    mark = f"{'  ' * min(block.depth, 20)}{block.mark}\t" if block.mark else ""
    return f"{HEADING if block.heading else mark}{text}\n"


def marked(blocks: Iterable[Block]) -> str:
    """Blocks as marked text."""
    return "".join(map(line, blocks))


def plain(text: str) -> str:
    """Marked text as a reader writes it: no signs of headings and bullets; numbers of items stay."""
    found = (ITEM.sub(lambda m: "" if BULLET.match(m[2] + " ") else f"{m[2]} ", one) for one in text.split("\n"))
    return "\n".join(one.removeprefix(HEADING) for one in found)
