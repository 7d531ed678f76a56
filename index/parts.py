"""Text to parts: what each block of a document is, and where its words begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.marked import BULLET, HEADING, ITEM
from index.outline import OWN

LEADERS = re.compile(r"(?:[.…_]\s?){4,}\s*[\divxlc]{0,5}\s*$")
PAGE_LINE = re.compile(r"(?:page \d+(?: (?:of|/) \d+)?|- ?\d+ ?-|\d+ of \d+)", re.IGNORECASE)
RULE = re.compile(r"[-=_*~\s]{3,}")
ENDED = re.compile(r"[.:;,?!”)]$")
WRAPPED = 110  # characters; where hardly a line is longer, lines were broken by a program
INDENT = 2  # columns; a number that stands in from the edge is the mark of a list
FULL = 0.6  # of the usual width: a line as long goes on in the next one


@dataclass(slots=True)
class Part:
    """A block of a text: `sort` is heading, item or text; `mark` its number or glyph; the words lie from `start`."""

    sort: str
    start: int
    end: int
    mark: str = ""
    depth: int = 0
    drawn: bool = False


def parts(text: str, *, marked: bool) -> list[Part]:
    """The blocks of marked text, a line each, or of a plain text, where broken lines are joined."""
    found = list(_marked(text) if marked else _plain(text))
    return [part for part in found if not LEADERS.search(text[part.start : part.end][-200:])]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text without the white space around them; an empty one is kept."""
    offset = 0
    for line in text.splitlines(keepends=True):
        begin = offset + len(line) - len(line.lstrip())
        yield min(begin, offset + len(line.rstrip())) if line.strip() else offset, offset + len(line.rstrip())
        offset += len(line)


def _marked(text: str) -> Iterator[Part]:
    offset = 0
    for line in text.splitlines(keepends=True):
        start, offset = offset, offset + len(line)
        end = start + len(line.rstrip())
        item = ITEM.match(line)
        if end <= start:
            continue
        if line.startswith(HEADING):
            yield Part("heading", start + len(HEADING), end)
        elif item:
            yield Part("item", start + item.end(), end, item[2], len(item[1]) // 2, drawn=True)
        else:
            yield _typed(text, start + len(line) - len(line.lstrip()), end)


def _typed(text: str, start: int, end: int) -> Part:
    """A paragraph, or an item whose number the author typed: it stays in the words."""
    own = OWN.match(text[start : min(end, start + 40)] + " ")
    return Part("item", start, end, own["path"] or own["one"]) if own else Part("text", start, end)


def _plain(text: str) -> Iterator[Part]:
    spans = list(_spans(text))
    lengths = sorted(end - start for start, end in spans if end > start)
    width = lengths[int(len(lengths) * 0.8)] if lengths else 0
    wrapped = len(lengths) >= 5 and width <= WRAPPED and _goes_on_below(text, spans)
    headed = any(text.startswith(HEADING, start) for start, _ in spans)
    ruled = {a for a, b in pairwise(spans) if _underlined(text[slice(*a)], text[slice(*b)])}
    indents: list[tuple[int, str]] = []
    last: Part | None = None
    gap = True
    for position, (start, end) in enumerate(spans):
        words = text[start:end]
        if not words or RULE.fullmatch(words) or PAGE_LINE.fullmatch(words):
            gap = True
            continue
        part = _line(text, start, end, indents)
        after = spans[position + 1] if position + 1 < len(spans) else (end, end)
        if headed:
            title = words.startswith(HEADING)
        else:
            alone = gap and after[0] == after[1]
            title = (start, end) in ruled or (
                not ruled and part.sort != "bullet" and _titled(words, wrapped=wrapped, alone=alone)
            )
        if title:
            last = Part("heading", start + (len(HEADING) if headed else 0), end)
            yield last
        elif wrapped and last and not gap and _goes_on(text, last, part, width):
            last.end = end
        else:
            last = Part("item", part.start, end, part.mark, part.depth, drawn=True) if part.sort == "bullet" else part
            yield last
        gap = False


def _goes_on(text: str, last: Part, part: Part, width: int) -> bool:
    """Whether a line goes on with the part above; so does a number at its head in the middle of a sentence."""
    if last.sort == "heading":
        return False
    full = _is_full(text, last, width)
    if part.sort == "text":
        return full or text[part.start].islower()
    return full and part.mark[:1].isalnum() and text[last.end - 1].isalnum()


def _is_full(text: str, part: Part, width: int) -> bool:
    """Whether the last line of a part is so long that it goes on below."""
    return part.end - max(part.start, text.rfind("\n", part.start, part.end) + 1) >= FULL * width


def _goes_on_below(text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether sentences go over the ends of lines: many a long line is followed at once by a small letter."""
    long = [(a, b) for a, b in pairwise(spans) if a[1] - a[0] > 40]
    return sum(text[b[0] : b[0] + 1].islower() for _, b in long) > 0.3 * max(len(long), 1)


def _line(text: str, start: int, end: int, indents: list[tuple[int, str]]) -> Part:
    """What a line begins; the depth of a list item is told by its indent, else by its glyph."""
    indent = start - (text.rfind("\n", 0, start) + 1)
    own = OWN.match(text[start : min(end, start + 40)] + " ")
    drawn = own if own and own["one"] and indent >= INDENT else None
    bullet = BULLET.match(text[start:end]) or drawn
    if not bullet or bullet.end() >= end - start:
        if not own and not indent:
            indents.clear()
        return _typed(text, start, end)
    glyph = "1" if drawn else text[start]
    known = next((n for n, (column, sign) in enumerate(indents) if column == indent and sign == glyph), None)
    if known is None:
        while indents and indents[-1][0] > indent:
            indents.pop()
        known = len(indents)
        indents.append((indent, glyph))
    del indents[known + 1 :]
    mark = own["one"] if drawn and own else glyph
    return Part("bullet", start + bullet.end(), end, mark, known)


def _underlined(words: str, below: str) -> bool:
    """Whether a line is a heading because of the line of signs below it."""
    return 0 < len(words) < 200 and not RULE.fullmatch(words) and len(below) >= 3 and bool(RULE.fullmatch(below))


def _titled(words: str, *, wrapped: bool, alone: bool) -> bool:
    """Whether a line of a plain text is a heading: short, and without the full stop of a sentence."""
    if len(words) >= 90 or (not words[0].isupper() and not OWN.match(words)) or ENDED.search(words) or "\t" in words:
        return False
    own = OWN.match(words)
    if own:
        rest = words[own.end() :]
        long_words = [word for word in re.findall(r"[A-Za-z]+", rest) if len(word) > 3]
        return bool(long_words) and sum(word[0].isupper() for word in long_words) >= 0.6 * len(long_words)
    return not wrapped or alone or words.isupper()
