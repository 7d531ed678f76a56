"""DOCX to blocks: headings by style, lists with the numbers that Word draws, tables by rows, no deleted text."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from index.errors import CorpusError
from index.extract_html import LONGEST, counted
from index.marked import BREAK, NOTE_MARK, Block, lines_of, row

MAIN = "word/document.xml"
MAX_XML = 60_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
UNREAD = {"del", "moveFrom", "Fallback", "footnoteReference", "endnoteReference", "pPr", "rPr", "instrText", "sectPr"}
FORMATS = {"lowerLetter": "lower-alpha", "upperLetter": "upper-alpha", "lowerRoman": "lower-roman",
           "upperRoman": "upper-roman", "bullet": "bullet", "none": "none"}  # fmt: skip


@dataclass(slots=True)
class _Level:
    """How one level of a list is drawn."""

    style: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _Word:
    """What a document's styles and numberings say."""

    headings: set[str] = field(default_factory=set)
    bold: set[str] = field(default_factory=set)
    styled: dict[str, tuple[str, int]] = field(default_factory=dict)
    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)


def docx_blocks(name: str, content: bytes) -> list[Block]:
    """The blocks of a Word document. Raises CorpusError where it is none, is damaged or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            word = _Word()
            _read_styles(word, _xml(name, archive, "word/styles.xml"))
            _read_lists(word, _xml(name, archive, "word/numbering.xml"))
            body = _xml(name, archive, MAIN)
    except CorpusError:
        raise
    except Exception as error:  # noqa: BLE001  a damaged archive raises what its packing raises: zlib, struct, expat
        if isinstance(error, RuntimeError) and "password" in str(error):
            raise CorpusError(f"{name}: protected by a password; save a copy without it") from None
        raise CorpusError(f"{name}: a damaged Word document ({type(error).__name__}); save it again") from None
    if body is None:
        raise CorpusError(f"{name}: an archive, but no Word document; save it as DOCX or PDF")
    return list(_body(word, body))


def _xml(name: str, archive: zipfile.ZipFile, part: str) -> Element | None:
    """One part of the archive; None where it lacks. Entities are not declared in Word's files and not read."""
    from xml.etree.ElementTree import XMLParser

    if part not in archive.namelist():
        return None
    size = archive.getinfo(part).file_size
    if size > MAX_XML:
        raise CorpusError(f"{name}: unpacks to {size:,} bytes; at most {MAX_XML:,} are read: split it")
    content = archive.read(part).replace(STRICT, W[1:-1].encode())
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise CorpusError(f"{name}: declares entities, which Word does not; save it again")
    parser = XMLParser()  # noqa: S314  without a DOCTYPE nothing can expand
    parser.feed(content)
    found: Element = parser.close()
    return found


def _value(element: Element | None, path: str, default: str = "") -> str:
    """The value of a property below an element."""
    found = element.find("/".join(W + step for step in path.split("/"))) if element is not None else None
    return default if found is None else found.get(f"{W}val", "true")


def _number(text: str, default: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _read_styles(word: _Word, root: Element | None) -> None:
    based: dict[str, str] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        key = style.get(f"{W}styleId", "")
        based[key] = _value(style, "basedOn")
        title = _value(style, "name").lower()
        if title.startswith("heading") or title in ("title", "subtitle") or _value(style, "pPr/outlineLvl"):
            word.headings.add(key)
        if _value(style, "rPr/b") not in ("", "0", "false"):
            word.bold.add(key)
        if _value(style, "pPr/numPr/numId"):
            word.styled[key] = (_value(style, "pPr/numPr/numId"), _number(_value(style, "pPr/numPr/ilvl")))
    for key, basis in based.items():
        seen, above = {key}, basis
        while above in based and above not in seen:
            seen.add(above)
            if above in word.headings:
                word.headings.add(key)
            if above in word.styled:
                word.styled.setdefault(key, word.styled[above])
            above = based[above]


def _read_lists(word: _Word, root: Element | None) -> None:
    if root is None:
        return
    shapes: dict[str, dict[int, _Level]] = {}
    for shape in root.iter(f"{W}abstractNum"):
        levels = shapes.setdefault(shape.get(f"{W}abstractNumId", ""), {})
        for level in shape.iter(f"{W}lvl"):
            style = FORMATS.get(_value(level, "numFmt"), "decimal")
            start = _number(_value(level, "start"), 1)
            levels[_number(level.get(f"{W}ilvl", ""))] = _Level(style, _value(level, "lvlText")[:40], start)
    for num in root.iter(f"{W}num"):
        word.lists[num.get(f"{W}numId", "")] = shapes.get(_value(num, "abstractNumId"), {})


def _body(word: _Word, root: Element) -> Iterator[Block]:
    """The blocks in order; iterative, so that no depth of nesting is too much."""
    stack = [iter(list(root))]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == f"{W}p":
            yield from _paragraph(word, element)
            stack.append(iter(_outermost(element, "p")))  # text boxes
        elif element.tag == f"{W}tr":
            yield from _row(word, element)
        elif element.tag.rpartition("}")[2] not in UNREAD:
            stack.append(iter(list(element)))


def _outermost(element: Element, name: str) -> list[Element]:
    """The elements of a name below one, without those inside them."""
    found, stack = [], list(reversed(element))
    while stack:
        here = stack.pop()
        tag = here.tag.rpartition("}")[2]
        if tag == name:
            found.append(here)
        elif tag not in UNREAD:
            stack += reversed(here)
    return found


def _row(word: _Word, element: Element) -> Iterator[Block]:
    """A row as one block; where a cell holds a list or several paragraphs, the table is a layout: its blocks."""
    read = ([b for p in cell.iter(f"{W}p") for b in _paragraph(word, p)] for cell in _outermost(element, "tc"))
    cells = [cell for cell in read if cell]
    if any(len(cell) > 1 or cell[0].mark for cell in cells):
        yield from (block for cell in cells for block in cell)
    elif cells:
        yield Block(row(cell[0].text for cell in cells), heading=len(cells) == 1 and cells[0][0].heading)


def _paragraph(word: _Word, element: Element) -> Iterator[Block]:
    runs = list(_runs(element))
    lines = lines_of("".join(words for words, _ in runs))
    mark, depth = _drawn(word, element)
    style = _value(element, "pPr/pStyle")
    titled = style in word.headings or bool(_value(element, "pPr/outlineLvl"))
    bold = style in word.bold or all(strong for words, strong in runs if words.strip())
    for text in lines:
        heading = titled or (bold and not mark and len(text) < LONGEST)
        numbered = f"{mark} {text}" if heading and mark not in ("", "•") else text
        yield Block(numbered, heading=heading, mark="" if heading else mark, depth=depth)
        mark = ""


def _runs(element: Element) -> Iterator[tuple[str, bool]]:
    """The words of a paragraph with whether they are bold; footnote marks are left out."""
    stack: list[tuple[Element, bool, bool]] = [(child, False, False) for child in reversed(element)]
    while stack:
        here, bold, raised = stack.pop()
        tag = here.tag.rpartition("}")[2]
        if tag == "r":
            bold = _value(here, "rPr/b") not in ("", "0", "false")
            raised = _value(here, "rPr/vertAlign") == "superscript"
        if tag == "t":
            words = here.text or ""
            if not (raised and NOTE_MARK.fullmatch(words or " ")):
                yield words, bold
        elif tag == "sym":
            code = here.get(f"{W}char", "")
            yield (chr(int(code, 16)) if 0 < len(code) <= 4 and code.isalnum() and _is_hex(code) else ""), bold
        elif tag in ("tab", "br", "cr", "noBreakHyphen"):
            yield {"noBreakHyphen": "-", "tab": " "}.get(tag, BREAK), bold
        elif tag not in UNREAD and tag != "p":
            stack += [(child, bold, raised) for child in reversed(here)]


def _is_hex(code: str) -> bool:
    return all(sign in "0123456789abcdefABCDEF" for sign in code) and not 0xD800 <= int(code, 16) < 0xE000


def _drawn(word: _Word, element: Element) -> tuple[str, int]:
    """The mark that Word draws before a paragraph, and its depth; empty where the paragraph is in no list."""
    style = _value(element, "pPr/pStyle")
    name = _value(element, "pPr/numPr/numId")
    depth = _number(_value(element, "pPr/numPr/ilvl"))
    if not name:
        name, depth = word.styled.get(style, ("", 0))
    levels = word.lists.get(name, {})
    level = levels.get(depth)
    if level is None or level.style == "none":
        return "", 0
    if level.style == "bullet":
        return "•", depth
    for deeper in range(depth + 1, 10):
        del word.counts[name, deeper]
    word.counts[name, depth] += 1
    mark = level.text or f"%{depth + 1}."
    for place in range(9):
        shown = levels.get(place, _Level())
        number = max(word.counts[name, place], 1) + shown.start - 1
        mark = mark.replace(f"%{place + 1}", counted(number, shown.style))
    return "".join(mark.split())[:12], depth
