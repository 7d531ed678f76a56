"""Reading sources into a corpus: a file is parsed, or taken from the build before where nothing of it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from fnmatch import fnmatch
from functools import cache
from importlib.resources import files
from pathlib import Path
from textwrap import shorten
from typing import Any

import yaml

from index.chunk import passages
from index.errors import CorpusError
from index.extract import SUFFIXES, extract
from index.manifest import VERSION, Progress
from index.marked import plain
from index.metadata import described, described_in, ranked, read_metadata
from index.parse_flat import parse_digest, parse_lines
from index.parse_nia import parse_nia
from index.passage import Document, Guideline
from index.stored import Corpus


@cache
def _manifest() -> list[dict[str, Any]]:
    text = files("index").joinpath("corpus/manifest.yaml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)["documents"]
    return found


def source_files(sources: Sequence[Path]) -> list[Path]:
    """The files that folders and files name, in order of name.

    Raises:
        CorpusError: a source is not there, or is of a kind that cannot be read.
    """
    found: list[Path] = []
    for source in sources:
        if source.is_dir():
            inside = (p for p in source.iterdir() if p.suffix.lower() in SUFFIXES and p.name != "README.md")
            found += [path for path in inside if path.is_file()]
        elif source.exists():
            if source.suffix.lower() not in SUFFIXES:
                raise CorpusError(f"{source}: this kind of file cannot be indexed; use one of {', '.join(SUFFIXES)}")
            found.append(source)
        else:
            raise CorpusError(f"{source}: no such file or folder; name one that exists with --sources")
    return sorted(dict.fromkeys(found), key=in_order)


def in_order(path: Path) -> tuple[str, str]:
    """By name, then by folder."""
    return path.name, str(path)


def read_document(path: Path, corpus: Corpus, *, digest: bool = False) -> None:
    """Parse one file into the corpus; the same content a second time is left out.

    Raises:
        CorpusError: the file cannot be read.
    """
    found = extract(path)
    sha256 = hashlib.sha256(found.content).hexdigest()
    twin = next((document for document in corpus.documents if document.sha256 == sha256), None)
    if twin:
        raise CorpusError(f"{path.name}: the same content as {twin.file}, which is indexed")
    name = _name(path, corpus)
    facts: dict[str, Any] = next(entry for entry in _manifest() if fnmatch(path.name, entry["pattern"]))
    if digest:
        guidelines, clauses = parse_digest(found.text, name)
        facts = {"issuer": "this project", "authority": "digest", "title": f"Digest of {guidelines[0].title}"}
    elif facts["parser"] == "nia":
        guidelines, clauses = parse_nia(found.text, name, marked=found.marked)
    else:
        facts = read_metadata(plain(found.text)) | {k: v for k, v in facts.items() if v != "unknown"} | described(path)
        title = facts.get("title") or _first_line(found.text) or name
        facts.setdefault("authority", ranked(facts, title))
        guideline = Guideline(
            _free(facts.get("guideline", name), name, corpus), shorten(title, 120, placeholder=" …"), name
        )
        guidelines, clauses = parse_lines(
            found.text, guideline, marked=found.marked, own_numbers=facts.get("numbering") != "blocks"
        )
    pieces = passages(clauses, {guideline.id: guideline.title for guideline in guidelines})
    corpus.documents.append(
        Document(
            id=name,
            title=facts.get("title") or guidelines[0].title,
            issuer=facts.get("issuer", "unknown"),
            authority=facts["authority"],
            edition=facts.get("edition"),
            in_force_from=facts.get("in_force_from"),
            in_force_until=facts.get("in_force_until"),
            file=path.name,
            sha256=sha256,
            clauses=len(clauses),
            passages=len(pieces),
            warnings=found.warnings,
            pages=found.pages,
            payers=tuple(facts.get("payers", ())),
            programs=tuple(facts.get("programs", ())),
            states=tuple(facts.get("states", ())),
        )
    )
    corpus.guidelines += guidelines
    corpus.clauses += clauses
    corpus.passages += pieces
    corpus.texts[name] = found.text


def _first_line(text: str) -> str:
    return next((plain(line).strip("# ") for line in text.splitlines() if line.strip()), "")


def _free(guideline: str, document: str, corpus: Corpus) -> str:
    """The guideline's id, or one with the document's name where another edition has it already."""
    taken = {known.id for known in corpus.guidelines}
    return guideline if guideline not in taken else f"{guideline}@{document}"


def _name(path: Path, corpus: Corpus) -> str:
    """A document's id: its file's name without the ending; with it, then numbered, where that is taken."""
    taken = {known.id for known in corpus.documents}
    whole = path.name.replace(".", "-")
    return next(
        name for name in (path.stem, whole, *(f"{whole}-{n}" for n in range(2, len(taken) + 3))) if name not in taken
    )


def digests() -> list[Path]:
    """Our own digests, shipped for the guidelines that no source holds."""
    return sorted(Path(str(files("index").joinpath("corpus/digests"))).glob("*.md"))


def marks(paths: Sequence[Path]) -> dict[Path, str]:
    """For each file a checksum of all that its reading depends on: this version, its name, content and description."""
    shared = f"{VERSION} {_manifest()}"
    notes = {note: _sha256(note) for note in {described_in(path) for path in paths}}
    return {
        path: hashlib.sha256(
            "\n".join((shared, path.name, _sha256(path), notes[described_in(path)])).encode()
        ).hexdigest()
        for path in paths
    }


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def read_corpus(
    found: Mapping[Path, str], required: Collection[Path], before: Mapping[str, Corpus], progress: Progress
) -> Corpus:
    """All files found, with their marks, and our digests of the guidelines that none holds.

    `before` holds the documents of the last build by mark.

    Raises:
        CorpusError: a required file cannot be read (any other is listed with the reason), or nothing could be read.
    """
    corpus = Corpus()
    for path, mark in found.items():
        try:
            _read(path, mark, corpus, before)
        except CorpusError as error:
            if path in required:
                raise
            corpus.documents.append(_failed(path, str(error), corpus))
        corpus.paths[corpus.documents[-1].id] = str(path)
        progress(_line(corpus.documents[-1]))
    have = {guideline.id for guideline in corpus.guidelines}
    for path, mark in marks([path for path in digests() if path.stem not in have]).items():
        _read(path, mark, corpus, before, digest=True)
        progress(_line(corpus.documents[-1]))
    if not corpus.clauses:
        raise CorpusError("no document could be indexed: name a folder with guidelines with --sources")
    return corpus


def _read(path: Path, mark: str, corpus: Corpus, before: Mapping[str, Corpus], *, digest: bool = False) -> None:
    """Read one document, or take it over where it would get the ids that it had."""
    part = before.get(mark)
    taken = {guideline.id for guideline in corpus.guidelines}
    if (
        part is None
        or part.documents[0].id != _name(path, corpus)
        or any(guideline.id in taken or "@" in guideline.id for guideline in part.guidelines)
        or any(part.documents[0].sha256 == known.sha256 for known in corpus.documents)
    ):
        read_document(path, corpus, digest=digest)
    else:
        corpus.add(part)
    corpus.marks[corpus.documents[-1].id] = mark


def _failed(path: Path, why: str, corpus: Corpus) -> Document:
    name = _name(path, corpus)
    return Document(name, path.name, "unknown", "article", None, None, None, path.name, "", warnings=(why,))


def _line(document: Document) -> str:
    counts = f"{document.clauses} clauses, {document.passages} passages"
    return f"{document.id}: {counts}" + "".join(f"; {warning}" for warning in document.warnings)
