"""What was read of the documents, in memory and as one file of a build."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.passage import Clause, Document, Guideline, Passage

FILE = "corpus.json"


@dataclass
class Corpus:
    """All that was read. `texts` by document; `paths` and `marks` say which file a document is, in which state."""

    documents: list[Document] = field(default_factory=list)
    guidelines: list[Guideline] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def add(self, other: Corpus) -> None:
        """Take over all of another corpus, behind what is here."""
        self.documents += other.documents
        self.guidelines += other.guidelines
        self.clauses += other.clauses
        self.passages += other.passages
        self.texts |= other.texts
        self.paths |= other.paths
        self.marks |= other.marks

    def by_mark(self) -> dict[str, Corpus]:
        """The documents one by one, by their marks."""
        parts = {
            document.id: Corpus([document], texts={document.id: self.texts[document.id]})
            for document in self.documents
            if document.id in self.marks
        }
        for guideline in self.guidelines:
            parts[guideline.document].guidelines.append(guideline)
        for clause in self.clauses:
            parts[clause.document].clauses.append(clause)
        for passage in self.passages:
            parts[passage.document].passages.append(passage)
        return {self.marks[name]: part for name, part in parts.items()}


def write_corpus(folder: Path, corpus: Corpus) -> None:
    """Write what was read; a clause's raw words follow from the text."""
    clauses = [{k: v for k, v in asdict(clause).items() if k != "raw"} for clause in corpus.clauses]
    body = {
        "guidelines": [asdict(guideline) for guideline in corpus.guidelines],
        "clauses": clauses,
        "passages": [asdict(passage) for passage in corpus.passages],
        "texts": corpus.texts,
        "paths": corpus.paths,
        "marks": corpus.marks,
    }
    (folder / FILE).write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")


def load_corpus(folder: Path, documents: Iterable[dict[str, Any]]) -> Corpus:
    """What `write_corpus` wrote, with the documents of the manifest. Raises ValueError where it is damaged."""
    body = json.loads((folder / FILE).read_text(encoding="utf-8"))
    texts: dict[str, str] = body["texts"]
    return Corpus(
        documents=[Document.from_json(entry) for entry in documents],
        guidelines=[Guideline(**g | {"codes": tuple(g["codes"])}) for g in body["guidelines"]],
        clauses=[Clause(**c, raw=texts[c["document"]][c["start"] : c["end"]]) for c in body["clauses"]],
        passages=[Passage(**p | {"clauses": tuple(p["clauses"])}) for p in body["passages"]],
        texts=texts,
        paths=body["paths"],
        marks=body["marks"],
    )
