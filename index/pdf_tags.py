"""The structure that a PDF states of itself: which marked content is a heading, a list item, a cell, a paragraph."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

from index.extract_html import LONGEST
from index.marked import BULLET, Block, row
from index.pdf_lines import Line, rows

WITHIN = frozenset({"NonStruct", "Strong", "Em", "Span", "Link", "Code", "Quote", "Reference", "Annot", "LBody",
                    "BibEntry", "Private"})  # fmt: skip
GROUPS = frozenset(
    {"Document", "Part", "Art", "Sect", "Div", "NonStruct", "Table", "TBody", "THead", "TFoot", "TR", "L"}
)
LONG = 2500  # characters; where a paragraph is longer on the average, a page was tagged as one
DEEPEST = 60


@dataclass(slots=True)
class Tag:
    """One element with words of its own: its role, its marked contents, the list and the row that it stands in."""

    role: str
    contents: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    depth: int = 0
    row: int = 0
    cell: int = 0
    item: bool = False


class _Walk:
    """Goes through the tree of a page; elements are numbered as they are met."""

    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self.met = 0
        self.item: Tag | None = None

    def element(self, element: Any, block: Tag | None, place: tuple[int, int, int], level: int) -> None:
        from pypdfium2 import raw

        self.met += 1
        role = _role(element)
        lists, row_, cell = place
        count = raw.FPDF_StructElement_CountChildren(element)
        contents = [raw.FPDF_StructElement_GetChildMarkedContentID(element, n) for n in range(max(count, 0))]
        if role == "L":
            lists += 1
        elif role == "TR":
            row_ = self.met
        elif role in ("TD", "TH"):
            cell = self.met
        inner = self._block(role, block, contents, (lists, row_, cell))
        for number, content in enumerate(contents):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
            if content >= 0 and inner:
                (inner.marks if role == "Lbl" else inner.contents).append(content)
            elif child and level < DEEPEST:
                self.element(child, inner, (lists, row_, cell), level + 1)

    def _block(self, role: str, block: Tag | None, contents: list[int], place: tuple[int, int, int]) -> Tag | None:
        """The block that an element's words belong to: the one it stands in, or its own."""
        lists, row_, cell = place
        words = any(content >= 0 for content in contents)
        if block and (role in WITHIN or role == "Lbl") and (words or block.role not in GROUPS):
            return block
        first = self.item if self.item and not self.item.contents and role not in ("LI", "L") else None
        made = first or Tag(role, depth=max(lists - 1, 0), row=row_, cell=cell)
        if role == "LI":
            self.item, made.item = made, True
        if made is not first:
            self.tags.append(made)
        return made


def _role(element: Any) -> str:
    from pypdfium2 import raw

    size = min(raw.FPDF_StructElement_GetType(element, None, 0), 64)
    name = ctypes.create_string_buffer(max(size, 2))
    raw.FPDF_StructElement_GetType(element, name, size)
    return name.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def page_tags(page: Any) -> list[Tag]:
    """The elements of a page that have words of their own, in reading order; none where the page has no tags."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return []
    try:
        walk = _Walk()
        for number in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, number)
            if child:
                walk.element(child, None, (0, 0, 0), 0)
        return [tag for tag in walk.tags if tag.contents]
    finally:
        raw.FPDF_StructTree_Close(tree)


def trusted(tags: list[list[Tag]], pages: list[list[Line]]) -> bool:
    """Whether the tags hold nearly all the words and part them into paragraphs."""
    total = sum(len(line.text) for lines in pages for line in lines)
    named = [{content for tag in page for content in (*tag.contents, *tag.marks)} for page in tags]
    held = sum(len(line.text) for known, lines in zip(named, pages, strict=True) for line in lines if line.tag in known)
    count = sum(map(len, tags))
    return count > 0 and held >= 0.85 * total and held / count < LONG


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag with its lines."""

    tag: Tag
    mark: str
    lines: list[Line]


def tagged(tags: list[Tag], found: list[Line]) -> list[Tagged]:
    """The words of each element of a page."""
    by_content: dict[int, list[Line]] = {}
    for line in found:
        by_content.setdefault(line.tag, []).append(line)
    made = []
    for tag in tags:
        mark = "".join(line.text for content in tag.marks for line in by_content.get(content, ())).strip()
        lines = rows([line for content in tag.contents for line in by_content.get(content, ())])
        if lines:
            made.append(Tagged(tag, mark[:12].replace(" ", ""), lines))
    return made


def _in_row(before: Tagged, one: Tagged) -> bool:
    """Whether two elements are cells of one row: they say so, or stand side by side in a table without a header."""
    if before.tag.row or one.tag.row:
        return before.tag.row == one.tag.row
    level = before.lines[-1].bottom < one.lines[0].top and one.lines[-1].bottom < before.lines[0].top
    beside = max(line.right for line in before.lines) <= min(line.left for line in one.lines)
    return before.tag.role == one.tag.role == "NonStruct" and level and beside


def tagged_blocks(found: list[Tagged], texts: list[str], page: int) -> list[Block]:
    """The blocks of a page: `texts` are the elements' lines joined. Cells of one row become one block."""
    blocks: list[Block] = []
    groups: list[list[tuple[Tagged, str]]] = []
    for one, text in zip(found, texts, strict=True):
        if groups and _in_row(groups[-1][-1][0], one):
            groups[-1].append((one, text))
        else:
            groups.append([(one, text)])
    for cells in groups:
        single = len({one.tag.cell for one, _ in cells}) == len(cells) or not cells[0][0].tag.row
        if len(cells) > 1 and single and not any(one.mark for one, _ in cells):
            blocks.append(Block(row(text for _, text in cells), page=page))
            continue
        for one, text in cells:
            bold = all(line.bold for line in one.lines) and len(text) < LONGEST
            heading = not one.mark and not one.tag.item and (one.tag.role[:1] == "H" or bold)
            mark = one.mark or ("•" if one.tag.item else "")
            bullet = BULLET.match(text) if not heading and mark in ("", "•") else None
            mark, words = (bullet[0].strip(), text[bullet.end() :]) if bullet else (mark, text)
            blocks.append(Block(words, heading=heading, mark=mark, depth=one.tag.depth, page=page))
    return blocks
