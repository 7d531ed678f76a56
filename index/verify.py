"""Whether the indexed files, the clauses and the index itself still are what was indexed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from index.cleaning import clean
from index.errors import CorpusError
from index.manifest import altered, build_folder, current, why_not
from index.passage import Document
from index.stored import load_corpus


def verify(data: Path) -> list[dict[str, Any]]:
    """Each document with its state.

    `holds`; `gone` (no such file), `changed` (other content), `broken` (a clause moved), or `failed` (it could not be
    indexed; `why` says the reason).

    Raises:
        CorpusError: there is no finished index, or its own files were altered.
    """
    manifest = current(data)
    if manifest is None:
        raise why_not(data)
    folder = build_folder(data, manifest)
    spoilt = altered(data, manifest)
    if spoilt:
        names = ", ".join(spoilt)
        raise CorpusError(
            f"{folder}: altered since it was built ({names}); remove it, then run `guideline index build`"
        )
    corpus = load_corpus(folder, manifest["documents"])
    broken: dict[str, list[str]] = {}
    for clause in corpus.clauses:
        if clean(clause.raw) != clause.text:
            broken.setdefault(clause.document, []).append(clause.id)
    return [
        _row(document, corpus.paths[document.id], broken.get(document.id, []))
        for document in corpus.documents
        if document.id in corpus.paths
    ]


def _row(document: Document, path: str, broken: list[str]) -> dict[str, Any]:
    try:
        same = hashlib.sha256(Path(path).read_bytes()).hexdigest() == document.sha256
        state = "failed" if not document.sha256 else "changed" if not same else "broken" if broken else "holds"
    except OSError:
        state = "gone"
    why = "; ".join(document.warnings) if state == "failed" else ""
    return {
        "id": document.id,
        "file": document.file,
        "state": state,
        "clauses": document.clauses,
        "broken": broken,
        "why": why,
    }
