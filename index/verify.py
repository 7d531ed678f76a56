"""Whether the indexed files and clauses still are what was indexed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from index.build import current, source_files
from index.cleaning import clean
from index.errors import CorpusError
from index.passage import Document


def verify(data: Path) -> list[dict[str, Any]]:
    """Each document with its state: holds, gone (no such file), changed (other content) or broken (a clause moved).

    Raises:
        CorpusError: there is no finished index.
    """
    found = current(data)
    if found is None:
        raise CorpusError(f"no finished index in {data}: run `guideline index build`")
    body = json.loads((data / "builds" / found["build"] / "corpus.json").read_text(encoding="utf-8"))
    try:
        there = {path.name: path for path in source_files([Path(path) for path in found["sources"]])}
    except CorpusError:
        there = {path.name: path for path in map(Path, found["sources"]) if path.is_file()}
    rows = []
    for document in map(Document.from_json, found["documents"]):
        if document.authority == "digest" or not document.sha256:
            continue
        path = there.get(document.file)
        same = path is not None and hashlib.sha256(path.read_bytes()).hexdigest() == document.sha256
        text = body["texts"][document.id]
        broken = [c["id"] for c in body["clauses"]
                  if c["document"] == document.id and clean(text[c["start"] : c["end"]]) != c["text"]]  # fmt: skip
        state = "holds" if same and not broken else "gone" if path is None else "changed" if not same else "broken"
        rows.append({"id": document.id, "file": document.file, "state": state, "clauses": document.clauses,
                     "broken": broken})  # fmt: skip
    return rows
