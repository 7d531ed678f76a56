"""Adding a document on the page: it is kept and indexed, or the reason is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Settings, build, build_index
from ui.events import Events

POLICY = "<h2>Blue Harbor braces</h2><p>Policy Number: BH-9</p><p>Two braces a year are covered for one member.</p>"


@pytest.fixture
def events(tmp_path: Path, exported: Path) -> Events:
    """The page's events over the shipped digests."""
    settings = Settings(data=tmp_path / "data")
    settings.data.mkdir()
    (settings.data / "encoder").symlink_to(exported)
    build_index(settings)
    return Events(build(settings))


def test_an_uploaded_document_is_kept_and_answers(events: Events, tmp_path: Path) -> None:
    """The list shows it, a question finds it, and a name with markup stays text."""
    file = tmp_path / "braces <b>.html"
    file.write_text(POLICY, "utf-8")
    listed, said = events.add(str(file))
    assert "braces &lt;b&gt;" in listed
    assert "clauses" in said
    file.unlink()
    assert "Two braces a year" in events._answer("How many braces a year are covered?", "staff", ())[1]


def test_a_damaged_document_is_refused_and_not_kept(events: Events, tmp_path: Path) -> None:
    """The page says what is wrong, and the index stays as it was."""
    file = tmp_path / "cut.pdf"
    file.write_bytes(b"%PDF-1.7 nothing")
    listed, said = events.add(str(file))
    assert "damaged" in said
    assert "cut" not in listed
    assert not (tmp_path / "data" / "documents" / "cut.pdf").exists()
