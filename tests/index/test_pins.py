"""Every citation resolves to the raw words it quotes: over the labelled questions, and over a thousand made queries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Settings, Turn, build
from index import Library, clean

ROOT = Path(__file__).resolve().parents[2]
QUERIES = 1000


@pytest.fixture(scope="module")
def assistant(built_index: Path) -> Assistant:
    """An assistant over the source documents."""
    return build(Settings(data=built_index))


def broken(library: Library, answer: Answer) -> Iterator[str]:
    """The citations that do not hold: other words at the pin, or another file."""
    files = {document.id: document.sha256 for document in library.documents()}
    for citation in (c for statement in answer.statements for c in statement.citations):
        raw = library.raw(citation.document, citation.start, citation.end)
        whole = library.text(citation.document) or ""
        if clean(raw) != citation.quote or whole[citation.start : citation.end] != raw:
            yield citation.clause
        if files[citation.document] != citation.sha256:
            yield citation.clause


def made_queries(library: Library) -> list[str]:
    """A thousand queries of three to twelve words in a row, taken from clauses all over the documents."""
    clauses = [clause for clause in library.clauses() if len(clause.text.split()) >= 3]
    found = []
    for number in range(QUERIES):
        clause = clauses[number * 7919 % len(clauses)]
        words = re.findall(r"\S+", clause.text)
        start, length = number * 31 % len(words), 3 + number % 10
        found.append(" ".join(words[start : start + length] or words[:length]))
    return found


@pytest.mark.slow
def test_citations_over_the_labelled_questions_resolve(assistant: Assistant, sources: Path) -> None:
    """Each citation in the answers to every labelled question is the exact raw slice."""
    files = [
        sources.parent / "dev" / "questions_dev.jsonl",
        *sorted((ROOT / "eval" / "cases").glob("*questions*.jsonl")),
    ]
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    answers = [assistant.reply(Turn(question=row["question"])) for row in rows if row.get("question")]
    assert sum(len(s.citations) for answer in answers for s in answer.statements) > 200
    assert [name for answer in answers for name in broken(assistant.library, answer)] == []


@pytest.mark.slow
def test_citations_over_made_queries_resolve(assistant: Assistant) -> None:
    """Each citation in the answers to a thousand queries of the documents' own words is the exact raw slice."""
    answers = [assistant.reply(Turn(question=query)) for query in made_queries(assistant.library)]
    cited = sum(len(s.citations) for answer in answers for s in answer.statements)
    assert cited > QUERIES
    assert [name for answer in answers for name in broken(assistant.library, answer)] == []
