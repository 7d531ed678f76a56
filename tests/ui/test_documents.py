"""Documents on the page: added and indexed, or the reason is said; opened; two of them compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Settings, Turn, build, build_index
from ui.documents import Documents

POLICY = "<h2>Blue Harbor braces</h2><p>Policy Number: BH-9</p><p>Two braces a year are covered for one member.</p>"


@pytest.fixture
def documents(tmp_path: Path, exported: Path) -> Documents:
    """The tab's handlers over the shipped digests."""
    settings = Settings(data=tmp_path / "data")
    settings.data.mkdir()
    (settings.data / "encoder").symlink_to(exported)
    build_index(settings)
    return Documents(build(settings))


def test_an_uploaded_document_is_kept_and_answers(documents: Documents, tmp_path: Path) -> None:
    """The list shows it, a question finds it, and a name with markup stays text."""
    file = tmp_path / "braces <b>.html"
    file.write_text(POLICY, "utf-8")
    listed, said = documents.add(str(file))
    assert "braces &lt;b&gt;" in listed
    assert "clauses" in said
    file.unlink()
    answer = documents._talker.reply(Turn(question="How many braces a year are covered?"))
    assert "Two braces a year" in answer.text


def test_a_damaged_document_is_refused_and_not_kept(documents: Documents, tmp_path: Path) -> None:
    """The page says what is wrong, and the index stays as it was."""
    file = tmp_path / "cut.pdf"
    file.write_bytes(b"%PDF-1.7 nothing")
    listed, said = documents.add(str(file))
    assert "damaged" in said
    assert "cut" not in listed
    assert not (tmp_path / "data" / "documents" / "cut.pdf").exists()


def test_what_a_document_is_taken_for_is_said_corrected_and_removed(documents: Documents, tmp_path: Path) -> None:
    """The line names issuer, rank and day; added again with others these stand; a source of ours cannot be removed."""
    file = tmp_path / "braces.html"
    file.write_text(POLICY, "utf-8")
    said = documents.add(str(file))[1]
    assert "issuer unknown; rank Article, no policy; in force from not stated" in said
    assert "add the file again" in said
    said = documents.add(str(file), "Blue Harbor", "payer_policy", "2026-01-01")[1]
    assert "issuer Blue Harbor; rank Payer policy; in force from 2026-01-01" in said
    assert "no date" in documents.add(str(file), "", "", "soon")[1]
    assert documents.own() == ["braces"]
    assert "stays" in documents.remove("NIA_CG_301")[1]
    listed, said = documents.remove("braces")
    assert "braces is removed" in said
    assert "braces.html" not in listed
    assert documents.own() == []


def test_two_editions_are_compared_clause_by_clause(documents: Documents, tmp_path: Path) -> None:
    """A number that changed stands as taken out and put in; what is the same is only counted."""
    for name, number in (("old", "Two"), ("new", "Three")):
        file = tmp_path / f"{name}.html"
        file.write_text(POLICY.replace("BH-9", f"BH-9{name}").replace("Two", number), "utf-8")
        documents.add(str(file))
    keys = {key.partition("|")[2]: key for _, key in documents.readable()}
    shown = documents.compare(keys["old"], keys["new"])
    assert "<del>Two</del> <ins>Three</ins>" in shown
    assert "choose two different" in documents.compare(keys["old"], keys["old"]).lower()


def test_a_digest_says_that_it_is_one(documents: Documents) -> None:
    """A guideline that is there only as our digest opens with its criteria and says whose words they are."""
    key = next(key for _, key in documents.readable() if key.startswith("NIA_CG_301|"))
    shown = documents.open(key)
    assert "Our digest" in shown
    assert "No active infection" in shown
