"""Whether every citation resolves to the raw words it quotes: labelled questions, and queries made from the clauses.

python -m eval.pins --queries 1000
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant import Answer, Assistant, Settings, Turn, build
from index import Library, clean

CASES = Path(__file__).with_name("cases")
DEV = Path(__file__).resolve().parents[2] / "shared" / "dev" / "questions_dev.jsonl"


def broken(library: Library, answer: Answer) -> Iterator[str]:
    """The clauses whose citations do not hold: other words at the pin, or another file."""
    files = {document.id: document.sha256 for document in library.documents()}
    for citation in (c for statement in answer.statements for c in statement.citations):
        raw = (library.text(citation.document) or "")[citation.start : citation.end]
        if clean(raw) != citation.quote or files[citation.document] != citation.sha256:
            yield citation.clause


def labelled_questions() -> list[str]:
    """The questions of the labelled sets."""
    files = [file for file in (DEV, *sorted(CASES.glob("*questions*.jsonl"))) if file.is_file()]
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [row["question"] for row in rows if row.get("question")]


def made_queries(library: Library, count: int) -> list[str]:
    """Queries of three to twelve words in a row, taken from clauses all over the documents; the same each time."""
    clauses = [clause for clause in library.clauses() if len(clause.text.split()) >= 3]
    found = []
    for number in range(count):
        words = re.findall(r"\S+", clauses[number * 7919 % len(clauses)].text)
        start, length = number * 31 % len(words), 3 + number % 10
        found.append(" ".join(words[start : start + length]))
    return found


def measured(assistant: Assistant, questions: Sequence[str]) -> tuple[int, list[str]]:
    """How many citations the answers have, and the clauses of those that do not hold."""
    answers = [assistant.reply(Turn(question=question)) for question in questions]
    cited = sum(len(statement.citations) for answer in answers for statement in answer.statements)
    return cited, [name for answer in answers for name in broken(assistant.library, answer)]


def main() -> None:
    """Print how many citations there were and how many of them hold."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--queries", type=int, default=1000)
    count = asked.parse_args().queries
    assistant = build(Settings())
    for name, questions in (
        ("labelled questions", labelled_questions()),
        ("made queries", made_queries(assistant.library, count)),
    ):
        cited, wrong = measured(assistant, questions)
        print(f"{name}: {len(questions)}, citations {cited}, resolved {cited - len(wrong)}", *wrong[:10])


if __name__ == "__main__":
    main()
