"""Documents in every format: the same words, pinned; damaged ones named; who issued them and when they hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from index import CorpusError, Library, build_index, clean, extract, extract_bytes, verify
from index.marked import Block
from tests.support import forms
from tests.support.forms import Sheet, saved


@pytest.fixture(autouse=True)
def _encoder_at_hand(tmp_path: Path, exported: Path) -> None:
    """Each test's data folder has the encoder that was exported once."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "encoder").symlink_to(exported)


HEADINGS = ("Blue Harbor Knee Guideline", "Indications", "Limits")
BODY = {
    "Blue Harbor Knee Guideline": ["Guideline Number: BH-77", "Effective Date: 03/01/2024"],
    "Indications": [
        "A knee brace is considered when ALL of the following are met:",
        "Pain lasted at least nine weeks despite physical therapy",
        "A gait analysis was filed by a podiatrist",
    ],
    "Limits": ["No more than two braces in a calendar year are covered for one member."],
}
WORDS = [line for heading in HEADINGS for line in (heading, *BODY[heading])]


BLOCKS = [Block(line, heading=line in HEADINGS) for line in WORDS]


def as_html() -> str:
    """The guideline as HTML."""
    return forms.as_html(BLOCKS)


def as_pdf(breaks: Sequence[str] = ("Limits",)) -> bytes:
    """The guideline as a PDF with headers, footers and lines that are wrapped; `breaks` begin a page."""
    document = pypdfium2.PdfDocument.new()
    sheet, y = Sheet(document), 100.0
    pages = [sheet]
    for line in WORDS:
        if line in breaks:
            sheet, y = Sheet(document), 100.0
            pages.append(sheet)
        heading = line in HEADINGS
        y += 26
        for piece in (
            (line[:40].rpartition(" ")[0], line[len(line[:40].rpartition(" ")[0]) :].strip())
            if len(line) > 40
            else (line,)
        ):
            sheet.write(piece, 72, y, 14 if heading else 10, b"Helvetica-Bold" if heading else b"Helvetica")
            y += 12
    for number, page in enumerate(pages, 1):
        page.write("Blue Harbor Health Plan", 72, 30, 8)
        page.write(f"Page {number} of {len(pages)}", 500, 770, 8)
        page.done()
    return saved(document)


FORMS = {
    "knee.html": as_html().encode(),
    "knee.md": forms.as_markdown(BLOCKS).encode(),
    "knee.docx": forms.as_docx(BLOCKS),
    "knee.pdf": as_pdf(),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_format_gives_the_same_words(name: str, tmp_path: Path) -> None:
    """HTML, Markdown, DOCX and PDF of one guideline have the same clauses, ids and raw slices."""
    (tmp_path / name).write_bytes(FORMS[name])
    build_index([tmp_path], tmp_path / "data")
    library = Library.open(tmp_path / "data")
    clauses = library.clauses("BH-77")
    assert [clause.text for clause in clauses] == WORDS
    assert [c.id for c in clauses if c.section == "indications"] == [
        "BH-77/indications/h1", "BH-77/indications/p1", "BH-77/indications/p2", "BH-77/indications/p3",
    ]  # fmt: skip
    assert all(clean(library.raw("knee", c.start, c.end)) == c.text for c in clauses)
    document = next(d for d in library.documents() if d.id == "knee")
    assert document.in_force_from == "2024-03-01"
    pages = {document.page(c.start) for c in clauses if c.section == "limits"}
    assert pages == ({2} if name == "knee.pdf" else {None})
    assert library.search("how many braces in a year", 1)[0].passage.guideline == "BH-77"


def test_two_columns_are_read_one_after_the_other() -> None:
    """The left column comes before the right one, under a heading over both; a broken word is mended."""
    document = pypdfium2.PdfDocument.new()
    sheet = Sheet(document)
    sheet.write("Coverage of braces for members of every plan of this company in this state", 72, 80, 16)
    left = ("Braces need a treat-", "ment plan that a clinic", "has signed before the", "first day of service.")
    right = ("The treatment is limited", "to nine weeks unless a", "surgeon asks for more", "time in writing.")
    for row, (a, b) in enumerate(zip(left, right, strict=True)):
        sheet.write(a, 72, 120 + 12 * row)
        sheet.write(b, 320, 120 + 12 * row)
    sheet.done()
    lines = extract_bytes("two.pdf", saved(document)).text.splitlines()
    assert lines[1] == "Braces need a treatment plan that a clinic has signed before the first day of service."
    assert lines[2].startswith("The treatment is limited to nine weeks")


def test_a_page_without_text_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scanned page among others is reported by its number; a PDF of such pages alone is refused."""
    monkeypatch.setenv("PATH", "")
    document = pypdfium2.PdfDocument.new()
    first = Sheet(document)
    first.write("Braces are covered.", 72, 100)
    first.done()
    Sheet(document).done()
    assert extract_bytes("part.pdf", saved(document)).warnings == (
        "page 2: no text layer; install tesseract to read scanned pages",
    )
    blank = pypdfium2.PdfDocument.new()
    Sheet(blank).done()
    with pytest.raises(CorpusError, match=r"blank\.pdf: no page has a text layer"):
        extract_bytes("blank.pdf", saved(blank))


def bomb() -> bytes:
    """A small archive that unpacks to hundreds of megabytes."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 200_000_000)
    return body.getvalue()


def locked() -> bytes:
    """A PDF that opens with a password only."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O(" + b"a" * 32 + b")/U(" + b"b" * 32 + b")/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[(aaaaaaaaaaaaaaaa)(aaaaaaaaaaaaaaaa)]/Size 4>>\n%%EOF"
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("cut.pdf", as_pdf()[:60], "damaged"),
        ("locked.pdf", locked(), "password"),
        ("bomb.docx", bomb(), "unpacks to 200,000,000 bytes"),
        ("archive.docx", b"PK\x03\x04 nothing more", "damaged Word document"),
        ("text.pdf", b"only words", "the name says PDF, the content does not"),
        ("empty.md", b"  \n", "empty"),
        ("picture.txt", b"\x89PNG\0\0", "binary"),
        ("latin.html", "<p>café</p>".encode("latin-1"), "not UTF-8 at byte"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_way_out(name: str, content: bytes, words: str) -> None:
    """A damaged, locked, lying, empty or exploding file gives one line with its name and what to do."""
    with pytest.raises(CorpusError, match=rf"{name}: .*") as caught:
        extract_bytes(name, content)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_pdf_under_another_name_is_read_as_pdf() -> None:
    """Content decides; the document's warning says so."""
    found = extract_bytes("policy.txt", as_pdf())
    assert found.kind == "pdf"
    assert found.warnings == ("the name ends with '.txt', the content is PDF: read as PDF",)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """A folder with a damaged file is indexed without it, and the list says why."""
    (tmp_path / "a.pdf").write_bytes(as_pdf()[:60])
    (tmp_path / "b.html").write_text(as_html(), "utf-8")
    documents = {d.file: d for d in build_index([tmp_path], tmp_path / "data")}
    assert documents["b.html"].clauses == len(WORDS)
    assert "damaged" in documents["a.pdf"].warnings[0]


def test_the_same_content_twice_is_one_document(tmp_path: Path) -> None:
    """A copy under another name adds nothing, and two formats of one name both stay."""
    (tmp_path / "a.html").write_text(as_html(), "utf-8")
    (tmp_path / "copy.html").write_text(as_html(), "utf-8")
    (tmp_path / "a.md").write_text(forms.as_markdown(BLOCKS), "utf-8")
    found = [d for d in build_index([tmp_path], tmp_path / "data") if d.authority != "digest"]
    assert [(d.file, d.clauses > 0) for d in found] == [("a.html", True), ("a.md", True), ("copy.html", False)]
    assert "the same content as a.html" in found[2].warnings[0]
    assert len({d.id for d in found}) == 3
    assert len(Library.open(tmp_path / "data").clauses()) >= 2 * len(WORDS)


def test_the_user_says_who_issued_a_document(tmp_path: Path) -> None:
    """`documents.yaml` sets issuer, authority, edition and dates; a wrong key is refused with those allowed."""
    (tmp_path / "k.html").write_text(as_html(), "utf-8")
    facts = tmp_path / "documents.yaml"
    facts.write_text("k.html: {issuer: Blue Harbor, authority: payer_policy, in_force_until: 2025-12-31}", "utf-8")
    found = next(d for d in build_index([tmp_path], tmp_path / "data") if d.file == "k.html")
    assert (found.issuer, found.authority, found.in_force_until) == ("Blue Harbor", "payer_policy", "2025-12-31")
    facts.write_text("k.html: {owner: Blue Harbor}", "utf-8")
    refused = next(d for d in build_index([tmp_path], tmp_path / "data") if d.file == "k.html")
    assert "unknown key 'owner'; allowed: title, issuer" in refused.warnings[0]


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    """`verify` tells a file that holds from one that changed and one that is gone."""
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.html").write_text(as_html().replace("BH-77", f"BH-{name}1"), "utf-8")
    build_index([tmp_path], tmp_path / "data")
    (tmp_path / "b.html").write_text("<p>other words</p>", "utf-8")
    (tmp_path / "c.html").unlink()
    states = {row["id"]: row["state"] for row in verify(tmp_path / "data")}
    assert states == {"a": "holds", "b": "changed", "c": "gone"}


def test_names_with_spaces_and_signs_are_indexed(tmp_path: Path) -> None:
    """A file name with spaces, Unicode and dots is a document like any other."""
    (tmp_path / "Règles d’accès .. v2.html").write_text(as_html(), "utf-8")
    assert any(d.id == "Règles d’accès .. v2" and d.clauses for d in build_index([tmp_path], tmp_path / "data"))
    assert extract(tmp_path / "Règles d’accès .. v2.html").kind == "html"
