"""HTML to blocks: the text in its order, whatever the nesting; lists with their marks, tables by rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from index.marked import BREAK, NOTE_MARK, Block, lines_of, row

INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "meter",
        "output",
        "q",
        "ruby",
        "rb",
        "rt",
        "rp",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "input",
        "button",
        "nobr",
    ]
)
UNREAD = frozenset({"script", "style", "title", "template", "textarea", "noscript"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOLD = frozenset({"b", "strong", "u"}) | HEADINGS
LONGEST = 120  # characters; a longer bold paragraph is no heading
STYLES = {
    "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "lower-latin": "lower-alpha",
    "upper-latin": "upper-alpha",
}  # fmt: skip
LIST_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(none|(?:lower|upper)-(?:alpha|latin|roman)|decimal|disc|circle)"
)
DEEPEST = 30


def roman(number: int) -> str:
    """A number from 1 as a lower-case Roman one."""
    signs = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
             (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
    found = ""
    for value, sign in signs:
        found += sign * min(number // value, 3)
        number %= value
    return found


def letters(number: int) -> str:
    """A number from 1 as letters: a, b, …, z, aa."""
    found = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def counted(number: int, style: str) -> str:
    """An item's number as its list draws it, without the full stop."""
    if not 0 < number < 4000:
        return str(number)[:9]
    name = {"alpha": letters, "roman": roman}.get(style.partition("-")[2], str)(number)
    return name.upper() if style.startswith("upper") else name


@dataclass(slots=True)
class _List:
    style: str
    number: int


@dataclass(slots=True)
class _Table:
    """The row under way: its cells, each with its blocks."""

    cells: list[list[Block]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Gathers blocks while tags open and close; a tag that closes nothing is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.bold_words = 0
        self.all_words = 0
        self.bold: list[str] = []
        self.unread: str = ""
        self.raised: list[str] | None = None
        self.lists: list[_List] = []
        self.tables: list[_Table] = []
        self.mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag in UNREAD:
            self.unread = tag
        elif tag == "sup":
            self.raised = []
        elif tag == "br":
            self._add(BREAK)
        elif tag not in INLINE:
            self.unread = ""
            self._flush()
            self._open_block(tag, dict(attrs))
        if tag in BOLD:
            self.bold.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag in UNREAD:
            self.unread = ""
        elif tag == "sup":
            self._lower()
        elif tag not in INLINE and tag != "br":
            self._flush()
            self._close_block(tag)
        if tag in self.bold:
            self.bold.reverse()
            self.bold.remove(tag)
            self.bold.reverse()

    def handle_data(self, data: str) -> None:
        """Take words."""
        if self.unread:
            return
        if self.raised is not None:
            self.raised.append(data)
        else:
            self._add(data)

    def _add(self, data: str) -> None:
        self.words.append(data)
        count = len("".join(data.split()))
        self.all_words += count
        self.bold_words += count if self.bold else 0

    def _lower(self) -> None:
        """The end of raised text: a footnote mark goes, other words stay."""
        raised, self.raised = "".join(self.raised or ()), None
        if raised.strip() and not NOTE_MARK.fullmatch(raised):
            self._add(raised)

    def _open_block(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag in ("ul", "ol", "menu") and len(self.lists) < DEEPEST:
            style = self._style(attrs) or ("decimal" if tag == "ol" else "disc")
            start = attrs.get("start") or ""
            self.lists.append(_List(style, int(start) - 1 if re.fullmatch(r"\d{1,4}", start) else 0))
        elif tag == "li":
            self._item(attrs)
        elif tag == "table":
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self._end_row()
        elif tag in ("td", "th") and self.tables:
            self.tables[-1].cells.append([])

    def _item(self, attrs: dict[str, str | None]) -> None:
        self.mark = ""
        here = self.lists[-1] if self.lists else _List("disc", 0)
        value = attrs.get("value") or ""
        here.number = int(value) if re.fullmatch(r"\d{1,4}", value) else here.number + 1
        style = self._style(attrs) or here.style
        drawn = style not in ("disc", "circle", "square", "none")
        self.mark = f"{counted(here.number, style)}." if drawn else "•"

    def _style(self, attrs: dict[str, str | None]) -> str:
        drawn = LIST_STYLE.search((attrs.get("style") or "").lower())
        named = drawn[1] if drawn else attrs.get("type") or ""
        return STYLES.get(named, named if named in ("none", "disc", "circle", "decimal") or "-" in named else "")

    def _close_block(self, tag: str) -> None:
        if tag in ("ul", "ol", "menu") and self.lists:
            self.lists.pop()
        if tag in ("li", "ul", "ol"):
            self.mark = ""
        if tag == "tr" and self.tables:
            self._end_row()
        elif tag == "table" and self.tables:
            self._end_row()
            self.tables.pop()

    def finish(self) -> None:
        """Close what the document left open."""
        self._flush()
        while self.tables:
            self._close_block("table")

    def _flush(self) -> None:
        """The end of a block."""
        self._lower()
        lines = lines_of("".join(self.words))
        whole = bool(self.all_words) and self.bold_words == self.all_words
        titled = any(tag in HEADINGS for tag in self.bold)
        self.words, self.bold_words, self.all_words = [], 0, 0
        depth = max(len(self.lists) - 1, 0)
        for text in lines:
            heading = not self.mark and (titled or (whole and len(text) < LONGEST))
            self._put(Block(text, heading=heading, mark="" if heading else self.mark, depth=depth))
            self.mark = ""

    def _put(self, block: Block) -> None:
        if self.tables and self.tables[-1].cells:
            self.tables[-1].cells[-1].append(block)
        else:
            self.blocks.append(block)

    def _end_row(self) -> None:
        """A row as one block; where a cell holds a list or several paragraphs, the table is a layout: its blocks."""
        table = self.tables[-1]
        cells, table.cells = [cell for cell in table.cells if cell], []
        layout = any(len(cell) > 1 or cell[0].mark for cell in cells)
        outer = self.tables.pop()
        if layout:
            for block in (block for cell in cells for block in cell):
                self._put(block)
        elif cells:
            self._put(Block(row(cell[0].text for cell in cells), heading=len(cells) == 1 and cells[0][0].heading))
        self.tables.append(outer)


def html_blocks(source: str) -> list[Block]:
    """The blocks of an HTML document, however it is nested."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    reader.finish()
    return reader.blocks
