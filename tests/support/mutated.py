"""Damaged documents: one of a format, then bytes and parts of its structure changed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from index import CorpusError, clean, extract_bytes
from index.chunk import passages
from index.marked import CELL, Block
from index.parse_flat import parse_lines
from index.parse_nia import parse_nia
from index.passage import Guideline
from tests.support.forms import as_docx, as_html, as_markdown, as_pdf, as_text

BLOCKS = (
    Block("Cedar Ridge Knee Brace Guideline", heading=True),
    Block(f"Guideline number{CELL}CR-12"),
    Block("IV. Conditions", heading=True),
    Block("A brace is considered when ALL of the following are met:"),
    Block("Pain of nine weeks", mark="1.", depth=0),
    Block("of one knee; or", mark="a.", depth=1),
    Block("of both knees", mark="b.", depth=1),
    Block("A gait analysis ☐ yes ☐ no", mark="2.", depth=0),
    Block("2.1.a Braces “made to measure” need a second opinion."),
    Block("Not for sport", mark="•", depth=0),
    Block("Payments ................ 12"),
)
TOKENS = (
    b"<", b">", b"<sup>", b"</p>", b"<table><tr><td>", b"</table>", b"<ol start=99999>", b"<li>" * 40, b"<div>" * 400,
    b"<!--", b"&#xD800;", b"&amp", b"]]>", b"\0", b"\xff\xfe", "•\t".encode(), b"# ", b"---\n", b"```\n", b"> " * 200,
    b"\r\n", "\u2028".encode(), b"(((((((((((", b"endobj", b"stream\n", b"<< /Kids [1 0 R] >>", b"999999999", b"-1",
    b"</w:p>", b"<w:p>", b'w:val="99999999999"', b"<w:tbl>", b"IV. ", b"2.1.1.1.1. ", "é".encode() * 30,
    b"Clinical guideline: NIA_CG_999 Original Date", b"INDICATIONS FOR X\n", "• a\no b\n▪ c\n".encode(), b"\t" * 30,
    b"_" * 300, b". " * 300, b"1.1.1.1" * 40, b"   " * 400,
)  # fmt: skip
Change = tuple[int, float, float, int]


@cache
def seeds(folder: str = "") -> tuple[tuple[str, bytes], ...]:
    """Documents to damage: made ones, and short stretches of those in a folder."""
    made = [
        ("d.html", as_html(BLOCKS).encode()), ("d.md", as_markdown(BLOCKS).encode()),
        ("d.txt", as_text(BLOCKS).encode()),
        ("w.txt", as_text(BLOCKS * 4, 60).encode()), ("d.docx", as_docx(BLOCKS)), ("d.pdf", as_pdf(BLOCKS)),
        ("t.pdf", as_pdf(BLOCKS * 3, 2, 120)),
    ]  # fmt: skip
    for path in sorted(Path(folder).glob("*")) if folder else ():
        if path.suffix in {".html", ".txt"}:
            content = path.read_bytes()
            made += [(path.name, content[at : at + 6000]) for at in range(0, min(len(content), 120_000), 15_000)]
    return tuple(made)


def _changed(content: bytes, changes: Sequence[Change], tokens: Sequence[bytes] = TOKENS) -> bytes:
    """Some bytes deleted, doubled, swapped, turned or put in, at places given as shares of the length."""
    for sort, at, much, token in changes:
        start = int(at * len(content))
        end = min(len(content), start + 1 + int(much**3 * len(content)))
        part = content[start:end]
        word = tokens[token % len(tokens)]
        content = (
            content[:start] + content[end:],
            content[:start] + part * 3 + content[end:],
            content[:start] + part[::-1] + content[end:],
            content[:start] + word + content[end:],
            content[:start] + word + content[start:],
            content[:start] + bytes([token % 256]) + content[start + 1 :],
            content[:end],
        )[sort % 7]
    return content


def _in_docx(content: bytes, changes: Sequence[Change]) -> bytes:
    """A Word document with changed parts, packed again so that it opens."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w") as made:
        for name in archive.namelist():
            part = archive.read(name)
            hit = name.startswith("word/") and (hash_of(name, changes) % 3 == 0 or name.endswith("document.xml"))
            made.writestr(name, _other_tree(part, changes) if hit else part)
    return out.getvalue()


def _other_tree(part: bytes, changes: Sequence[Change]) -> bytes:
    """XML whose elements were removed, doubled, moved into one another, emptied, or given other attributes."""
    root = ET.fromstring(part)  # noqa: S314  our own
    for sort, at, much, token in changes:
        known = list(root.iter())
        here, there = known[int(at * len(known))], known[int(much * len(known))]
        inside = list(here)
        if sort % 5 == 0 and inside:
            here.remove(inside[token % len(inside)])
        elif sort % 5 == 1 and inside and len(known) < 5000:
            here.extend([inside[token % len(inside)]] * (1 + token % 60))
        elif sort % 5 == 2 and here not in there.iter() and there not in here.iter():
            there.append(here)
        elif sort % 5 == 3:
            here.text = TOKENS[token % len(TOKENS)].decode("ascii", "replace").replace("\0", " ")
        else:
            for key in list(here.attrib)[: 1 + token % 2]:
                here.attrib[key] = str(token * 9973) if token % 3 else ""
    return ET.tostring(root)


def hash_of(name: str, changes: Sequence[Change]) -> int:
    """A number that is the same in every process."""
    return zlib.crc32(repr((name, changes)).encode())


def _shuffled(words: list[bytes], changes: Sequence[Change]) -> list[bytes]:
    """Tags and words deleted, doubled, moved: what comes out is mostly still well formed in its parts."""
    for sort, at, much, token in changes:
        place, other = int(at * len(words)), int(much * len(words))
        if sort % 4 == 0:
            words = words[:place] + words[place + 1 :]
        elif sort % 4 == 1:
            words = words[:place] + words[place : place + 1] * (1 + token % 60) + words[place + 1 :]
        elif sort % 4 == 2 and words:
            words[place % len(words)], words[other % len(words)] = words[other % len(words)], words[place % len(words)]
        elif words:
            words[place % len(words)] = re.sub(rb'"[^"]*"', b'"%d"' % (token * 997), words[place % len(words)])
    return words


def _in_pdf(content: bytes, changes: Sequence[Change]) -> bytes:
    """A PDF with changed page contents and objects; the reader mends the offsets or refuses."""
    return b"".join(_shuffled(re.split(rb"(\s+)", content), changes))


def damaged(kind: int, seed: int, changes: Sequence[Change], folder: str = "") -> tuple[str, bytes]:
    """A document after its changes, by bytes or by structure."""
    forms = sorted({name.rsplit(".", 1)[1] for name, _ in seeds(folder)})
    known = [entry for entry in seeds(folder) if entry[0].endswith(forms[seed % len(forms)])]
    name, content = known[seed // len(forms) % len(known)]
    if kind % 3 == 0:
        return name, _changed(content, changes)
    if name.endswith(".docx"):
        return name, _in_docx(content, changes)
    if name.endswith(".pdf"):
        return name, _in_pdf(content, changes)
    if name.endswith(".html"):
        return name, b"".join(_shuffled(re.findall(rb"<[^>]*>|[^<]+", content), changes))
    return name, b"".join(_shuffled(re.split(rb"(\n|(?<= ))", content), changes))


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 6), st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True), st.integers(0, 255)
    ),
    max_size=6,
)


def check(name: str, content: bytes) -> str:
    """Read a document as the index does: `refused` with one line, or `read` with every pin holding.

    Raises:
        AssertionError: a pin does not hold, or two clauses have one id.
    """
    try:
        found = extract_bytes(name, content)
    except CorpusError as error:
        said = str(error)
        return "refused" if said.startswith(name) and "\n" not in said else f"said: {said[:200]}"
    own = Guideline("G", "t", "d")
    numbered = zlib.crc32(content) % 2 == 0
    clauses = parse_lines(found.text, own, marked=found.marked, own_numbers=numbered)[1]
    assert len({clause.id for clause in clauses}) == len(clauses)
    if zlib.crc32(content) % 5 == 0 or b"NIA_CG" in content:
        clauses = parse_nia(found.text, "d", marked=found.marked)[1]
    for clause in clauses:
        assert clean(found.text[clause.start : clause.end]) == clause.text, clause.id
    passages(clauses, {})
    return "read"
