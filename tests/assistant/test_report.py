"""Reports and letters: both sides' words, nothing from outside, nothing invented, no names of variables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant import (
    Decider,
    Document,
    Settings,
    decide_documents,
    decide_file,
    dumps,
    letter,
    propose,
    report_html,
    report_pdf,
)
from assistant.report_pdf import written
from ui.cli import app

NOTE = (
    "58F with axial low back pain x 8 months, no radicular features. Average pain 7/10. Lumbar PT and naproxen 50 days "
    "each, ended 5/20/2024, failed. No prior spinal injections. Requests left L4-5 MBB, fluoro, 6/11/2024. "
    "<img src=x onerror=alert(1)>"
)
NAMES = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")


def found(*texts: str) -> dict[str, Any]:
    """The determination on documents."""
    documents = [Document(f"{i}.txt", text) for i, text in enumerate(texts)]
    return decide_documents(Decider(Settings()), documents, "2024-05-26")[1]


def pdf_text(content: bytes) -> str:
    """The words of a PDF on one line."""
    import pypdfium2

    pages = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def test_the_report_shows_each_clause_with_the_record_s_words() -> None:
    """The score's clause stands with its verdict, the recorded value and the note's words; what is missing is asked."""
    html = report_html(found(NOTE))
    row = next(row for row in html.split("<tr>") if "NIA_CG_301/indications/1.3" in row)
    assert "✓ met" in row
    assert "“Average pain 7" in row
    assert "What else is done on the same day?" in html
    assert "not confirmed by a person" in html


def test_the_report_can_be_filed() -> None:
    """Edition, day, digest, documents with kind and day, documents to add, and who confirmed what stand in it."""
    determination = found(f"Office visit 05/20/2024\n{NOTE}", "MRI report 5/1/2024\nNo synovial cyst.")
    html = report_html(determination)
    for words in ("edition 2023-01", determination["digest"], "2024-05-26", "0.txt, office visit note, 2024-05-20",
                  "1.txt, imaging report, 2024-05-01", "Documents to add", "“Average pain 7” (0.txt)"):  # fmt: skip
        assert words in html or words.replace("7”", "7/10”") in html
    value = propose([Document("a.txt", NOTE)])
    value["facts"]["average_pain_score_0_10"] = 3
    html = report_html(decide_file(Decider(Settings()), dumps(value), "J. Doe, RN", "2024-05-27")[1])
    assert "facts confirmed by J. Doe, RN on 2024-05-27, 1 changed" in html
    assert "<td>average pain score</td><td>7</td><td>3</td>" in html


def test_a_conflict_is_shown_with_both_quotes() -> None:
    """What documents say in two ways stands in the report with the words of each."""
    html = report_html(found(NOTE, "Average pain 4/10."))
    part = html.split("Said in two ways")[1]
    assert "“Average pain 7" in part
    assert "“Average pain 4" in part


def test_the_report_needs_nothing_from_outside_and_keeps_hostile_text_inert() -> None:
    """No address, no script, no tag of the record's: the file can be opened anywhere."""
    html = report_html(found(NOTE.replace("radicular features", "radicular <b>features</b>")))
    assert not re.search(r"https?://|<script|<img|<b>|javascript:", html)


def test_no_name_of_a_variable_is_shown() -> None:
    """Report, PDF and letter speak in words; only clause ids keep their form."""
    for text in (NOTE, "Requests L4-5 MBB.", "Requests L4-5 MBB. Average pain 4/10. Left leg radicular pain."):
        determination = found(text)
        said = re.sub(r"<style>.*?</style>|class=\"\w+\"", "", report_html(determination), flags=re.DOTALL)
        for shown in (said, letter(determination), pdf_text(report_pdf(determination))):
            assert NAMES.findall(re.sub(r"[A-Z_]+\w*/[\w./-]+", "", shown)) == []


def test_the_pdf_says_what_the_page_says_and_is_the_same_again() -> None:
    """Verdicts, both sides' words, questions and digest are in the PDF; equal determinations give equal bytes."""
    determination = found(NOTE)
    text = pdf_text(report_pdf(determination))
    for words in ("Determination: NIA_CG_301", "“Average pain 7", "Pain for at least 3 months", "To ask",
                  "What else is done on the same day?", determination["digest"]):  # fmt: skip
        assert words in text
    assert report_pdf(determination) == report_pdf(found(NOTE))


def test_signs_that_the_fonts_lack_are_written_out() -> None:
    """Comparison signs, boxes and letters of other scripts neither fail nor vanish."""
    assert written("≥ 6 “or” – łódź ☒ 日") == ">= 6 “or” – ?ódz [x] ?"
    assert len(pdf_text(report_pdf(found(NOTE + " ≥ 日本 ☐ 𝛼. Average pain 7/10." + " long" * 3000)))) > 500


def test_without_the_package_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where fpdf2 is not installed the message says how to install it, or to ask for HTML."""
    monkeypatch.setitem(__import__("sys").modules, "fpdf", None)
    with pytest.raises(Exception, match=r"guideline-assistant\[pdf\]"):
        report_pdf(found(NOTE))


def test_the_letter_says_what_is_missing_and_that_it_is_a_draft() -> None:
    """An open clause is told as open, with the question that settles it; met clauses carry the record's words."""
    text = letter(found(NOTE))
    assert text.startswith("DRAFT")
    shown, open_part = text.split("## What the record does not say yet")
    assert "medial branch block, left, L4-5, on 2024-06-11" in shown
    assert "“Average pain 7" in shown
    assert "NIA_CG_301/frequency/note" in open_part
    assert "- What else is done on the same day?" in open_part


def test_the_letter_keeps_to_outcomes() -> None:
    """A record that fails is not argued for: the letter says that it does not meet, and what speaks against it."""
    text = letter(found("Requests L4-5 MBB 6/11/2024. Average pain 7/10. MRI: L5-S1 disc herniation."))
    assert "does not meet every requirement" in text
    assert "## What the record contradicts" in text


def test_the_command_writes_them_to_new_files(tmp_path: Path) -> None:
    """A file that exists is never overwritten."""
    note, page, sheet, draft = (tmp_path / name for name in ("note.txt", "report.html", "report.pdf", "letter.md"))
    note.write_text(NOTE)
    args = ["check", "--note", str(note), "--report", str(page), "--letter", str(draft)]
    assert CliRunner().invoke(app, args).exit_code == 0
    assert page.read_text().startswith("<!doctype html>")
    assert draft.read_text().startswith("DRAFT")
    assert CliRunner().invoke(app, args).exit_code != 0
    assert CliRunner().invoke(app, ["check", "--note", str(note), "--report", str(sheet)]).exit_code == 0
    assert sheet.read_bytes().startswith(b"%PDF")
