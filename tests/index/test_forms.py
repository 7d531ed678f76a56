"""One guideline in every format gives the same clauses, ids and quotes; unknown documents keep their own numbering."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from index import Clause, clean
from index.build import Corpus, read_document
from index.extract_html import html_blocks
from index.marked import Block
from index.parse_nia import _blocks, parse_nia
from tests.support.forms import as_docx, as_html, as_markdown, as_pdf, as_text
from tests.support.invented import BULLETS, INVENTED

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "guidelines"
PAGES = sorted(SOURCES.glob("*.html"))
NARROW = ".c{columns:2;column-gap:30px;font-size:12px} h1{column-span:all}"
HEADER = '<div style="font-size:8px;width:100%;text-align:center">Payer Manual of Coverage</div>'
FOOTER = '<div style="font-size:8px">Page <span class="pageNumber"></span> of <span class="totalPages"></span></div>'
FORMS: dict[str, Callable[[list[Block]], bytes]] = {
    "docx": as_docx,
    "txt": lambda blocks: as_text(blocks).encode(),
    "wrapped.txt": lambda blocks: as_text(blocks, 90).encode(),
    "html": lambda blocks: as_html(blocks).encode(),
    "pdf": as_pdf,
    "columns.pdf": lambda blocks: as_pdf(blocks, 2),
}
# The differences that are known, as pieces of the clauses that differ. Why:
# a header on the only page does not come again, so it is read; a hyphen at the end of a line goes where the document
# writes the word without one too.
KNOWN = {
    "header": "Coverage Manual of the Health Plan|Payer Manual of Coverage",
    "hyphen": "non-?invasive methods of spasm control",
}
EXPECTED = {
    ("NCD_160.1", "pdf"): ["header"],
    ("NCD_160.1", "columns.pdf"): ["header"],
    ("NCD_160.7", "columns.pdf"): ["header"],
    ("NCD_280.14", "printed"): ["hyphen"],
    ("NCD_280.14", "tagged"): ["hyphen"],
    ("NCD_160.1", "printed"): ["header"],
    ("NCD_160.1", "printed in columns"): ["header"],
    ("NCD_160.7", "printed in columns"): ["header"],
}


def clauses_of(folder: Path, name: str, content: bytes) -> list[Clause]:
    """The clauses of a file, read as the index reads it; every pin holds."""
    (folder / name).write_bytes(content)
    corpus = Corpus()
    read_document(folder / name, corpus)
    text = next(iter(corpus.texts.values()))
    assert all(clean(text[c.start : c.end]) == c.text for c in corpus.clauses)
    return corpus.clauses


def differences(one: list[Clause], other: list[Clause]) -> list[str]:
    """The clauses that only one of two readings has."""
    lines = ndiff([f"{c.id} {c.text}" for c in one], [f"{c.id} {c.text}" for c in other])
    return [line[2:] for line in lines if line[:2] in ("- ", "+ ")]


def unexpected(found: list[str], name: str, form: str) -> list[str]:
    """The differences that are not among the known ones of a document and form."""
    known = "|".join(
        KNOWN[reason]
        for reason in EXPECTED.get(
            (name.split("_", maxsplit=1)[0] if name[0] == "L" else name[:10].rstrip("_"), form), []
        )
    )
    return [line for line in found if not known or not re.search(known, line)]


@pytest.fixture(scope="module")
def printed(browser: Browser) -> Iterator[Callable[..., bytes]]:
    """Prints HTML as PDF in a browser, with a header and page numbers; with tags or without."""
    margin = {"top": "20mm", "bottom": "20mm", "left": "15mm", "right": "15mm"}
    page = browser.new_page()

    def pdf(source: str, **more: Any) -> bytes:
        page.set_content(source)
        return page.pdf(
            display_header_footer=True, header_template=HEADER, footer_template=FOOTER, margin=margin, **more
        )

    yield pdf
    page.close()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:10])
def test_every_form_of_a_determination_gives_the_same_clauses(path: Path, form: str, tmp_path: Path) -> None:
    """A source in HTML, as DOCX, text or PDF of one or two columns, has the same ids and quotes."""
    source = path.read_text("utf-8")
    expected = clauses_of(tmp_path, path.name, source.encode())
    found = clauses_of(tmp_path, f"{path.stem}.{form}", FORMS[form](html_blocks(source)))
    assert unexpected(differences(expected, found), path.stem, form) == []


@pytest.mark.slow
@pytest.mark.parametrize("form", ["printed", "tagged", "printed in columns"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:10])
def test_a_printed_determination_gives_the_same_clauses(
    path: Path, form: str, tmp_path: Path, printed: Callable[..., bytes]
) -> None:
    """What a browser prints of a source, with tags, without, and in two columns, has the same ids and quotes."""
    source = path.read_text("utf-8")
    page = f"<!DOCTYPE html>{source}"
    if form == "printed in columns":
        page = page.replace("</head>", f"<style>{NARROW}</style></head>").replace("<body>", "<body><div class=c>")
    expected = clauses_of(tmp_path, path.name, source.encode())
    found = clauses_of(tmp_path, f"{path.stem}.pdf", printed(page, tagged=form == "tagged"))
    assert unexpected(differences(expected, found), path.stem, form) == []


def guideline_text(name: str) -> str:
    """One guideline of the NIA text."""
    raw = (SOURCES / "nia-clinical-guidelines-2023.txt").read_text("utf-8")
    parts = re.split(r"(?m)^(?=\s*Clinical guidelines?:)", raw)
    return next(part for part in parts if name in part[:600])


def nia_blocks(text: str) -> list[Block]:
    """An NIA guideline as blocks, its lists as deep as its clause ids say."""
    clauses = {clause.start: clause for clause in parse_nia(text, "d")[1]}
    grouped = {c.section for c in clauses.values() if c.kind == "lead_in" and c.section.startswith("indications")}
    blocks = []
    for block in _blocks(text):
        words = clean(text[block.start : block.end])
        if block.sort == "item" and words:
            clause = clauses[block.start]
            depth = clause.id.rsplit("/", 1)[1].count(".") - (clause.section in grouped)
            blocks.append(Block(words, mark="•", depth=depth))
        elif words:
            blocks.append(Block(words, heading=block.sort == "heading"))
    return blocks


@pytest.mark.slow
@pytest.mark.skipif(not PAGES, reason="no source documents at ../shared/guidelines")
@pytest.mark.parametrize("name", ["NIA_CG_301", "NIA_CG_305"])
@pytest.mark.parametrize("form", ["html", "docx", "printed", "tagged"])
def test_every_form_of_an_nia_guideline_gives_the_same_clauses(
    name: str, form: str, tmp_path: Path, printed: Callable[..., bytes]
) -> None:
    """An NIA guideline from its text, as HTML, DOCX and PDF has the same ids and quotes.

    Known difference: two paragraphs of the general part, whose last line has no full stop, fall on the end of a page.
    """
    text = guideline_text(name)
    blocks = nia_blocks(text)
    expected = clauses_of(tmp_path, "nia-clinical-guidelines-x.txt", text.encode())
    page = as_html(blocks)
    made = {"html": page.encode, "docx": lambda: as_docx(blocks)}.get(form)
    content = made() if made else printed(page, tagged=form == "tagged")
    suffix = form if made else "pdf"
    found = differences(expected, clauses_of(tmp_path, f"nia-clinical-guidelines-x.{suffix}", content))
    assert [line for line in found if suffix != "pdf" or not line.startswith(f"{name}/general/p")] == []


@pytest.mark.parametrize(
    ("shape", "form"),
    [
        (shape, form) for shape in INVENTED for form in [*FORMS, "md"] if (shape, form) != ("outline", "md")
    ],  # no letters
)
def test_clauses_of_an_unknown_document_have_its_own_numbers(shape: str, form: str, tmp_path: Path) -> None:
    """Ids come from the document's numbers, or from headings and counting, alike in every format."""
    blocks, ids = INVENTED[shape]
    make = {**FORMS, "md": lambda blocks: as_markdown(blocks).encode()}[form]
    found = clauses_of(tmp_path, f"x.{form}", make(blocks))
    kept = [clause for clause in found if clause.text != "Coverage Manual of the Health Plan"]
    prefix = found[-1].guideline
    assert [clause.id.removeprefix(f"{prefix}/") for clause in kept] == ids
    assert [clause.text for clause in kept] == [clean(block.text) for block in blocks]


def test_items_name_the_sentence_that_leads_them_in(tmp_path: Path) -> None:
    """A list item points to its lead-in, a nested one to the item above it."""
    found = {c.id.partition("/")[2]: c for c in clauses_of(tmp_path, "x.html", as_html(BULLETS).encode())}
    assert found["when-we-pay/p1"].kind == "lead_in"
    assert found["when-we-pay/p1.1"].lead_in == "x/when-we-pay/p1"
    assert found["when-we-pay/p1.2.1"].lead_in == "x/when-we-pay/p1.2"
    assert found["when-we-do-not-pay/1"].lead_in is None


def test_lettered_and_roman_sections_nest(tmp_path: Path) -> None:
    """`IV.` holds `B.`, and `V.` leads back to the first level; a letter i after h is no Roman one."""
    heads = ["Plan", "IV. Rules", "A. First", "B. Second", "V. Limits", "A. Yearly"]
    blocks = [Block(head, heading=True) for head in heads]
    blocks += [Block(f"item {letter}", mark=f"{letter}.") for letter in "ghi"]
    found = clauses_of(tmp_path, "x.docx", as_docx(blocks))
    ids = [clause.id.removeprefix("x/") for clause in found]
    assert ids == ["plan/h1", "IV/h1", "IV.A/h1", "IV.B/h1", "V/h1", "V.A/h1", "V.A.g", "V.A.h", "V.A.i"]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>Pain of 9<sup>2-4</sup> weeks and the 1<sup>st</sup> visit</p>", ["Pain of 9 weeks and the 1st visit"]),
        ("<p>signi<span>ficant d</span><span>eformity</span></p>", ["significant deformity"]),
        ("<ul><li>one<ol><li>two</ul></ol>tail</p>", ["•\tone", "  1.\ttwo", "tail"]),
        ("<ol><li>a</li><ul><li>b</li></ul><li>c</li></ol>", ["1.\ta", "  •\tb", "2.\tc"]),
        ("<p>\uf0fe yes \uf0a8 no</p><p>\uf0a7 item</p>", ["☒ yes ☐ no", "▪ item"]),
        ("text<h5>Head</h5>more<br>words<dl><dt>term<dd>sense</dl>", ["text", "# Head", "more words", "term", "sense"]),
        ("<table><tr><th>A<th>B<tr><td>1<td><p>2</p></table>", ["A \tB", "1 \t2"]),
        ("<table><tr><td><p>one</p><p>two</p></td></tr></table>", ["one", "two"]),
        ("<title>No</title><script>no</script><p>yes<!-- no --></p>", ["yes"]),
    ],
)
def test_html_is_read_in_the_order_of_its_words(source: str, lines: list[str]) -> None:
    """Marks of footnotes go, split words join, invalid lists and bare text are read, glyphs become signs."""
    from index import extract_bytes

    assert extract_bytes("x.html", source.encode()).text.splitlines() == lines


def test_contents_with_dot_leaders_are_no_clauses(tmp_path: Path) -> None:
    """A table of contents is left out in every format."""
    blocks = [
        Block("Plan", heading=True),
        Block("Limits .......... 12"),
        Block("Terms . . . . . . . iv"),
        Block("We pay."),
    ]
    for form, make in FORMS.items():
        found = clauses_of(tmp_path, f"c.{form}", make(blocks))
        assert [c.text for c in found if "Manual" not in c.text] == ["Plan", "We pay."], form


def test_word_keeps_what_it_deletes_to_itself(tmp_path: Path) -> None:
    """Deleted words are left out, inserted ones read, symbols and text boxes too."""
    from tests.support.forms import docx_of

    body = (
        "<w:p><w:r><w:t>We pay </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins><w:r><w:t>twice"
        '</w:t></w:r></w:ins><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>3</w:t></w:r></w:p>"
        "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    )
    assert [c.text for c in clauses_of(tmp_path, "w.docx", docx_of(body))] == ["We pay twice☒", "In a box."]
    assert html.unescape("&#xF0FE;") == "\uf0fe"
