"""Reports and letters: both sides' words, nothing from outside, nothing invented."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from assistant import Decider, Settings, letter, report_html
from ui.cli import app

NOTE = (
    "58F with axial low back pain x 8 months, no radicular features. Average pain 7/10. Lumbar PT and naproxen 50 days "
    "each, ended 5/20/2024, failed. No prior spinal injections. Requests left L4-5 MBB, fluoro, 6/11/2024. "
    "<img src=x onerror=alert(1)>"
)


def test_the_report_shows_each_clause_with_the_record_s_words() -> None:
    """The score's clause stands with its verdict, the recorded value and the note's words; what is missing is asked."""
    html = report_html(Decider(Settings()).note(NOTE))
    row = next(row for row in html.split("<tr>") if "NIA_CG_301/indications/1.3" in row)
    assert "✓ met" in row
    assert "<q>Average pain 7" in row
    assert "What else is done on the same day?" in html
    assert "not confirmed by a person" in html


def test_the_report_needs_nothing_from_outside_and_keeps_hostile_text_inert() -> None:
    """No address, no script, no tag of the record's: the file can be opened anywhere."""
    html = report_html(Decider(Settings()).note(NOTE.replace("radicular features", "radicular <b>features</b>")))
    assert not re.search(r"https?://|<script|<img|<b>|javascript:", html)


def test_the_letter_says_what_is_missing_and_that_it_is_a_draft() -> None:
    """An open clause is told as open, with the question that settles it; met clauses carry the record's words."""
    text = letter(Decider(Settings()).note(NOTE))
    assert text.startswith("DRAFT")
    shown, open_part = text.split("## What the record does not say yet")
    assert "“Average pain 7" in shown
    assert "NIA_CG_301/frequency/note" in open_part
    assert "- What else is done on the same day?" in open_part


def test_the_command_writes_both_to_new_files(tmp_path: Path) -> None:
    """A file that exists is never overwritten."""
    note, report, draft = (tmp_path / name for name in ("note.txt", "report.html", "letter.md"))
    note.write_text(NOTE)
    args = ["check", "--note", str(note), "--report", str(report), "--letter", str(draft)]
    assert CliRunner().invoke(app, args).exit_code == 0
    assert report.read_text().startswith("<!doctype html>")
    assert draft.read_text().startswith("DRAFT")
    assert CliRunner().invoke(app, args).exit_code != 0
