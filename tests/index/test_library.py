"""The index over the real documents: ids, exact spans, search, and building."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks import load_policies
from index import CorpusError, Library, build_index, clean


@pytest.fixture(scope="module")
def library(built_index: Path) -> Library:
    """The library over the source documents."""
    return Library.open(built_index)


def test_every_clause_resolves_to_its_raw_words(library: Library) -> None:
    """The raw slice of each clause, cleaned again, is the clause."""
    for clause in library.clauses():
        assert clean(library.raw(clause.document, clause.start, clause.end)) == clause.text, clause.id


def test_every_part_of_a_clause_resolves(library: Library) -> None:
    """A span inside a clause maps to a raw slice that cleans to just those words."""
    for clause in library.clauses("NIA_CG_301"):
        middle = clause.text.find(" ", len(clause.text) // 2)
        if middle > 0:
            start, end = clause.raw_span(0, middle)
            assert clean(library.raw(clause.document, start, end)) == clause.text[:middle], clause.id


def test_policies_stand_on_the_indexed_text(library: Library) -> None:
    """Each clause that a policy encodes is indexed, with the very words that were read."""
    for policy in load_policies():
        assert all(library.clause(name) for name in policy.clauses())
        assert policy.stale(lambda name: library.clause(name).text) == ()  # type: ignore[union-attr]


def test_one_changed_character_makes_a_clause_stale(library: Library) -> None:
    """A policy notices when one character of its source changes."""
    policy = next(policy for policy in load_policies() if policy.id == "NIA_CG_301")
    name = "NIA_CG_301/frequency/7"
    text = library.clause(name).text  # type: ignore[union-attr]
    assert policy.stale(lambda other: text.replace("4", "5") if other == name else None) == (name,)


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("NIA_CG_301/indications/1.3", "≥ 6 on a scale of 0 to 10"),
        ("NIA_CG_301/frequency/7", "maximum of 4"),
        ("NIA_CG_301/legislation/1.1.1", "not a covered benefit"),
        ("NIA_CG_302/indications/1.2", "> 6 on a scale of 0 to 10"),
        ("NIA_CG_305/indications/1.2", "≥ 6 on a scale of 0 to 10"),
        ("L38773/limitations/7", "One to two levels"),
        ("L39240/limitations/6", "maximum of four"),
        ("NIA_SCS/indications/1.6.3.9.3", "NYHA"),
        ("NIA_IIP/indications/1.3", "3 months"),
        ("NIA_CG_408/indications-2/1.3", "3 months"),
    ],
)
def test_clauses_have_stable_ids(library: Library, clause: str, words: str) -> None:
    """A clause is found under its id, and footnote marks do not touch its numbers."""
    found = library.clause(clause)
    assert found is not None
    assert words in found.text


def test_frequency_of_facet_injections_has_nine_items(library: Library) -> None:
    """List items keep their count over page breaks."""
    items = [c for c in library.clauses("NIA_CG_301") if c.section == "frequency" and c.kind == "list_item"]
    assert len(items) == 9


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("on a scale of 0 to 102, 4 ", "on a scale of 0 to 10"),
        ("on a scale of 0 to 10 2-5 ", "on a scale of 0 to 10"),
        ("levels L4-5 and C3 - 4", "levels L4-5 and C3 - 4"),
        ("less than 2-3 months", "less than 2-3 months"),
        ("ongoing therapy* if done2, 3", "ongoing therapy if done"),
        ("an in- \nperson visit", "an in-person visit"),
        ("positive for HLA-B27", "positive for HLA-B27"),
        ("28.4% and 32.1% of adults", "28.4% and 32.1% of adults"),
        ("the care.2, 12, \n\n22 ", "the care."),
    ],
)
def test_cleaning_drops_marks_and_keeps_figures(raw: str, read: str) -> None:
    """Footnote marks and line breaks go; every figure of the text stays."""
    assert clean(raw) == read


def test_search_gives_the_same_list_again(library: Library, built_index: Path) -> None:
    """Two libraries rank alike."""
    query = "how many injections in a year"
    other = Library.open(built_index)
    assert [h.passage.id for h in library.search(query)] == [h.passage.id for h in other.search(query)]


def test_a_retriever_for_langchain(library: Library) -> None:
    """The retriever returns documents that name clause and span."""
    found = library.as_retriever(3).invoke("ultrasound guidance for facet injections")
    assert len(found) == 3
    assert {"clause", "start", "end"} <= set(found[0].metadata)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, built_index: Path) -> tuple[Path, Path]:
    """A folder with one short article, and its data folder (the exported encoder is shared)."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "docs").mkdir()
    (folder / "docs" / "article-one.txt").write_text("Knees\n\nThe knee bends in one plane only.\n", "utf-8")
    data = folder / "data"
    data.mkdir()
    (data / "encoder").symlink_to(built_index / "encoder")
    build_index([folder / "docs"], data)
    return folder / "docs", data


def test_a_second_build_does_nothing(small: tuple[Path, Path]) -> None:
    """With nothing changed the index is left alone."""
    docs, data = small
    before = (data / "manifest.json").stat().st_mtime_ns
    said: list[str] = []
    build_index([docs], data, said.append)
    assert "up to date" in said[0]
    assert (data / "manifest.json").stat().st_mtime_ns == before


def test_readers_notice_a_new_build(small: tuple[Path, Path]) -> None:
    """An open library shows a document that was added later."""
    docs, data = small
    library = Library.open(data)
    (docs / "article-two.txt").write_text("Hips\n\nThe hip is a ball in a socket.\n", "utf-8")
    build_index([docs], data)
    assert "article-two" in {document.id for document in library.documents()}


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"a\0b", "binary"), (b"caf\xe9", "not UTF-8"), (None, "no such file")],
)
def test_a_bad_document_is_refused_by_name(tmp_path: Path, content: bytes | None, words: str) -> None:
    """A named document that cannot be read is refused with its name, and nothing is written."""
    file = tmp_path / "bad.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CorpusError, match=f"bad.txt.*{words}"):
        build_index([file], tmp_path / "data")
    assert not (tmp_path / "data" / "manifest.json").exists()


def test_an_index_of_another_version_is_refused(small: tuple[Path, Path], tmp_path: Path) -> None:
    """An index that this version cannot read says how to build one."""
    _, data = small
    manifest = json.loads((data / "manifest.json").read_text("utf-8")) | {"version": "0"}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(CorpusError, match="guideline index build"):
        Library.open(tmp_path)
