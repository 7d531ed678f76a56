"""Lines of a PDF to blocks: page furniture left out, broken words mended, headings, paragraphs and lists told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.extract_html import LONGEST
from index.marked import BULLET, CELL, FIELD, Block
from index.pdf_lines import Line
from index.pdf_tables import with_rows

NUMBER = re.compile(r"^(\(?(?:\d{1,2}(?:\.\d{1,2}){0,4}(?:\.[a-z])?|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s+")
LEADERS = re.compile(r"(?:[.…]\s?){4,}\s*[\divx]*$")
TERMINAL = re.compile(r"[.:;!?”)]\s*$")
LISTED = re.compile(r";\s*(?:and|or)?,?\s*$", re.IGNORECASE)
OPEN_END = re.compile(r"(?:[,(–-]|\b(?:a|an|and|at|by|for|from|in|is|of|on|or|that|the|to|with))\s*$", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"(?:page )?# ?(?:(?:of|/) ?#)?|- ?# ?-", re.IGNORECASE)
MARGIN = 0.1
NEAR = 8  # lines above and below, by which the edge of a column is told
ROOM = 0.3  # of a column's width: a line that leaves as much ends its paragraph
SINGLE = 1.7  # of the size: lines farther apart are paragraphs, unless most of a document is so
LARGER = 1.12  # than the body: a heading
LEADING = 1.15  # of the usual distance of two lines: a wider one parts paragraphs


def without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """All lines but headers and footers that come again, page numbers and contents with dot leaders."""

    def key(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text.strip())

    def outside(line: Line) -> bool:
        height = heights[line.page]
        return not height * MARGIN < line.bottom < height * (1 - MARGIN)

    seen = Counter(name for lines in pages for name in {key(line) for line in lines if outside(line)})
    often = max(2, len(pages) * 0.4)

    def kept(line: Line) -> bool:
        furniture = outside(line) and (seen[key(line)] >= often or bool(PAGE_NUMBER.fullmatch(key(line))))
        return not furniture and not LEADERS.search(line.text)

    return [[line for line in lines if kept(line)] for lines in pages]


def word_counts(lines: Iterable[Line]) -> Counter[str]:
    """How often each word stands in the document, with and without its hyphens."""
    return Counter(word for line in lines for word in re.findall(r"[a-z]+(?:-[a-z]+)*", line.text.lower()))


def joined(lines: Iterable[Line], words: Counter[str]) -> str:
    """Lines as one text; a hyphen at an end goes where the joined word stands elsewhere in the document."""
    text = ""
    for line in lines:
        more = line.text.strip()
        broken = re.search(r"([A-Za-z]+)-$", text)
        follows = re.match(r"[a-z]+", more)
        if broken and follows:
            whole, hyphened = (broken[1] + follows[0]).lower(), f"{broken[1]}-{follows[0]}".lower()
            text = (text[:-1] if words[whole] > words[hyphened] else text) + more
        else:
            text = f"{text} {more}" if text else more
    return text


class Page:
    """What is usual in a document: the size of its body, the distance of its lines, the edges of its columns."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes, steps = Counter[float](), Counter[tuple[float, float]]()
        for line in lines:
            sizes[line.size] += len(line.text)
        for a, b in pairwise(lines):
            if a.page == b.page and a.size == b.size and 0.9 * a.size < a.bottom - b.bottom < 3 * a.size:
                steps[a.size, round(a.bottom - b.bottom, 1)] += 1
        self.body = max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0
        self.pitch: dict[float, float] = {}
        for (size, step), count in sorted(steps.items()):
            share = count / sum(n for (s, _), n in steps.items() if s == size)
            if (step < SINGLE * size and count > 1 and share > 0.1) or (count > 10 and share > 0.5):
                self.pitch.setdefault(size, step)
        self.left, self.edge = dict[int, float](), dict[int, float]()
        self.edges: dict[int, float] = {}
        for position, line in enumerate(lines):
            self.left[line.column] = min(self.left.get(line.column, line.left), line.left)
            self.edge[line.column] = max(self.edge.get(line.column, 0.0), line.right)
            near = lines[max(position - NEAR, 0) : position + NEAR + 1]
            self.edges[id(line)] = max(
                one.right for one in near if (one.page, one.column, one.size) == (line.page, line.column, line.size)
            )

    def leading(self, line: Line) -> float:
        """The widest step between two lines of one paragraph, in points."""
        return LEADING * self.pitch.get(line.size, 1.2 * line.size)

    def room(self, line: Line) -> float:
        """What a line leaves to where the lines around it end, in points."""
        return self.edges[id(line)] - line.right

    def width(self, line: Line) -> float:
        """The width of a line's column."""
        return max(self.edges[id(line)] - self.left[line.column], 1.0)

    def goes_on(self, before: Line, line: Line) -> bool:
        """Whether a line goes on with the block of the line before."""
        text = line.text.strip()
        if BULLET.match(text) or (NUMBER.match(text) and self._begins(before, line)) or before.size != line.size:
            return False
        if CELL in line.text or CELL in before.text or (FIELD.fullmatch(text) and FIELD.fullmatch(before.text.strip())):
            return False
        first = len(text.split()[0]) * (before.right - before.left) / max(len(before.text), 1)
        ended = not text[0].islower() and bool(TERMINAL.search(before.text))
        listed = self.room(before) > first and LISTED.search(before.text)
        if text[0].isupper() and listed and text not in ("AND", "OR"):
            return False
        roomy = self.room(before) > first + line.size and (ended or self.room(before) > ROOM * self.width(before))
        if before.page != line.page or before.column != line.column or line.bottom >= before.bottom:
            open_end = not TERMINAL.search(before.text) or (before.text.rstrip().endswith(":") and text[0].islower())
            full = self.edge[line.column] - before.right < 0.15 * self.width(before)
            return (
                open_end
                and (text[0].islower() or (full and not roomy) or bool(OPEN_END.search(before.text)))
                and before.bold == line.bold
            )
        usual = self.pitch.get(line.size, 1.2 * line.size)
        if before.bottom - line.bottom > usual * (1.3 if line.raised or before.raised else LEADING):
            return False
        if line.size > self.body * LARGER:
            return True
        return not roomy or (text[0].islower() and not TERMINAL.search(before.text))

    def _begins(self, before: Line, line: Line) -> bool:
        """Whether a number at the head of a line begins an item: it is no number inside a sentence."""
        full = self.room(before) < 0.15 * self.width(before) and not re.search(r"[.;!?]\s*$", before.text)
        return not full or line.left < before.left - 3


def placed_blocks(lines: Sequence[Line], words: Counter[str]) -> list[Block]:
    """The blocks of a document without tags, from where its lines stand."""
    usual = Page(lines)
    lines = with_rows(list(lines), usual.leading, lambda parts: joined(parts, words))
    usual = Page(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and usual.goes_on(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    indents: list[float] = []
    return [_block(group, usual, indents, words) for group in groups]


def _block(group: list[Line], usual: Page, indents: list[float], words: Counter[str]) -> Block:
    text, first = joined(group, words), group[0]
    bullet = BULLET.match(text)
    if not bullet and _is_heading(group, text, usual):
        indents.clear()
        return Block(text, heading=True, page=first.page)
    indent = first.left - usual.left[first.column]
    number = NUMBER.match(text) if indent > 3 or _hangs(group) else None
    found = bullet or number
    if not found or found.end() == len(text):
        if indent <= 3:
            indents.clear()
        return Block(text, page=first.page)
    while indents and indents[-1] > indent + 3:
        indents.pop()
    if not indents or indent > indents[-1] + 3:
        indents.append(indent)
    return Block(text[found.end() :], mark=found[0].strip(), depth=len(indents) - 1, page=first.page)


def _hangs(group: list[Line]) -> bool:
    """Whether the lines below the first stand in from it: its number hangs outside, so the format drew it."""
    below = [line for line in group[1:] if (line.page, line.column) == (group[0].page, group[0].column)]
    return bool(below) and all(line.left > group[0].left + 6 for line in below)


def _is_heading(group: list[Line], text: str, usual: Page) -> bool:
    if len(text) >= LONGEST or not re.search(r"[A-Za-z]", text) or CELL in text:
        return False
    return group[0].size > usual.body * LARGER or all(line.bold for line in group)
