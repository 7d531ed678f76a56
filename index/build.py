"""Building the index: one writer under a lock, built aside, renamed whole; readers go by the manifest."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatch
from functools import cache
from importlib.resources import files
from pathlib import Path
from textwrap import shorten
from typing import Any

import yaml

from index.chunk import passages
from index.encoder import RememberingEncoder, export, model_sha256
from index.errors import CorpusError
from index.extract import SUFFIXES, extract
from index.lexical import write_lexical
from index.marked import plain
from index.metadata import described, described_in, read_metadata
from index.parse_flat import parse_digest, parse_lines
from index.parse_nia import parse_nia
from index.passage import Clause, Document, Guideline, Passage
from index.sentences import write_sentences
from index.vectors import write_vectors

VERSION = "8"
Progress = Callable[[str], None]


@dataclass
class Corpus:
    """All that was read, before it is written."""

    documents: list[Document] = field(default_factory=list)
    guidelines: list[Guideline] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


@cache
def _manifest() -> list[dict[str, Any]]:
    text = files("index").joinpath("corpus/manifest.yaml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)["documents"]
    return found


def source_files(sources: Sequence[Path]) -> list[Path]:
    """The files to index, in order of name; a source that begins with `-` leaves a file out.

    Raises:
        CorpusError: a source is named and not there.
    """
    left_out = {str(source)[1:] for source in sources if str(source).startswith("-")}
    sources = [source for source in sources if not str(source).startswith("-")]
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
    found = [path for path in found if str(path.resolve()) not in left_out]
    return sorted(dict.fromkeys(found), key=lambda path: (path.name, str(path)))


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
    name = path.stem if all(path.stem != known.id for known in corpus.documents) else path.name.replace(".", "-")
    facts: dict[str, Any] = next(entry for entry in _manifest() if fnmatch(path.name, entry["pattern"]))
    if digest:
        guidelines, clauses = parse_digest(found.text, name)
        facts = {"issuer": "this project", "authority": "digest", "title": f"Digest of {guidelines[0].title}"}
    elif facts["parser"] == "nia":
        guidelines, clauses = parse_nia(found.text, name, marked=found.marked)
    else:
        facts = read_metadata(plain(found.text)) | {k: v for k, v in facts.items() if v != "unknown"} | described(path)
        title = facts.get("title") or _first_line(found.text) or name
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


def read_corpus(sources: Sequence[Path], progress: Progress) -> Corpus:
    """All sources, and our digests of the guidelines that no source holds."""
    corpus = Corpus()
    named = {path.resolve() for path in sources if path.is_file()}
    for path in source_files(sources):
        try:
            read_document(path, corpus)
        except CorpusError as error:
            if path.resolve() in named:
                raise
            corpus.documents.append(_failed(path, str(error)))
        progress(_line(corpus.documents[-1]))
    have = {guideline.id for guideline in corpus.guidelines}
    folder = Path(str(files("index").joinpath("corpus/digests")))
    for path in sorted(folder.glob("*.md")):
        if path.stem not in have:
            read_document(path, corpus, digest=True)
            progress(_line(corpus.documents[-1]))
    if not corpus.clauses:
        raise CorpusError("no document could be indexed: name a folder with guidelines with --sources")
    return corpus


def _failed(path: Path, why: str) -> Document:
    return Document(path.stem, path.name, "unknown", "article", None, None, None, path.name, "", warnings=(why,))


def _line(document: Document) -> str:
    counts = f"{document.clauses} clauses, {document.passages} passages"
    return f"{document.id}: {counts}" + "".join(f"; {warning}" for warning in document.warnings)


def fingerprint(sources: Sequence[Path]) -> str:
    """What an index is built from: the sources, the digests, the parsers' version, the model."""
    body = hashlib.sha256(f"{VERSION} {model_sha256()}".encode())
    digests = sorted(Path(str(files("index").joinpath("corpus"))).rglob("*.*"))
    notes = sorted({described_in(path) for path in source_files(sources)})
    for path in [*source_files(sources), *digests, *(path for path in notes if path.exists())]:
        body.update(path.name.encode())
        try:
            body.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            body.update(b"unreadable")
    return body.hexdigest()[:16]


def current(data: Path) -> dict[str, Any] | None:
    """The manifest of the finished index; None where there is none that this version can read."""
    try:
        found = json.loads((data / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    finished = found.get("version") == VERSION and (data / "builds" / str(found.get("build"))).is_dir()
    return found if finished else None


def _silent(_: str) -> None:
    """Say nothing."""


def build_index(sources: Sequence[Path], data: Path, progress: Progress = _silent) -> tuple[Document, ...]:
    """Build or refresh the index; with nothing changed, do nothing.

    Raises:
        CorpusError: a named source is missing or unreadable, or the data folder cannot be written.
    """
    from filelock import FileLock

    sources = tuple(path if str(path).startswith("-") else path.expanduser().resolve() for path in sources)
    mark = fingerprint(sources)
    try:
        data.mkdir(parents=True, exist_ok=True)
        with FileLock(data / "build.lock"):
            known = current(data)
            if known and known["fingerprint"] == mark:
                progress("nothing changed: the index is up to date")
                return tuple(Document.from_json(entry) for entry in known["documents"])
            return _build(sources, data, mark, progress)
    except OSError as error:
        raise CorpusError(
            f"{data}: cannot be written ({error.strerror}); set GUIDELINE_DATA to another folder"
        ) from None


def _build(sources: tuple[Path, ...], data: Path, mark: str, progress: Progress) -> tuple[Document, ...]:
    builds = data / "builds"
    builds.mkdir(exist_ok=True)
    for stale in builds.glob("*.tmp-*"):
        shutil.rmtree(stale, ignore_errors=True)
    corpus = read_corpus(sources, progress)
    encoder_folder = data / "encoder" / model_sha256()[:16]
    progress("preparing the sentence encoder")
    export(encoder_folder)
    name = f"{mark}-{os.getpid()}"
    aside = builds / f"{name}.tmp-{os.getpid()}"
    aside.mkdir()
    progress(f"encoding {len(corpus.passages)} passages")
    texts = [passage.prefix + passage.text for passage in corpus.passages]
    encoder = RememberingEncoder(encoder_folder)
    vectors = encoder.encode(texts)
    ids = [passage.id for passage in corpus.passages]
    write_vectors(aside, ids, [passage.guideline for passage in corpus.passages], vectors)
    write_lexical(aside / "bm25", texts)
    progress(f"encoding the sentences of {len(corpus.clauses)} clauses")
    titles = {guideline.id: guideline.title for guideline in corpus.guidelines}
    write_sentences(aside, corpus.clauses, titles, encoder)
    encoder.keep()
    _write_corpus(aside, corpus)
    aside.rename(builds / name)
    _publish(data, name, mark, sources, corpus)
    progress(f"done: {len(corpus.documents)} documents, {len(corpus.passages)} passages")
    return tuple(corpus.documents)


def _write_corpus(folder: Path, corpus: Corpus) -> None:
    clauses = [{k: v for k, v in asdict(clause).items() if k != "raw"} for clause in corpus.clauses]
    body = {
        "guidelines": [asdict(guideline) for guideline in corpus.guidelines],
        "clauses": clauses,
        "passages": [asdict(passage) for passage in corpus.passages],
        "texts": corpus.texts,
    }
    (folder / "corpus.json").write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")


def _publish(data: Path, name: str, mark: str, sources: tuple[Path, ...], corpus: Corpus) -> None:
    """Point readers to the finished build, then remove all but it and the one before."""
    before = current(data)
    body = {
        "version": VERSION,
        "fingerprint": mark,
        "build": name,
        "encoder": model_sha256()[:16],
        "sources": [str(path) for path in sources],
        "documents": [document.as_json() for document in corpus.documents],
    }
    aside = data / f"manifest.json.tmp-{os.getpid()}"
    aside.write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")
    aside.replace(data / "manifest.json")
    keep = {name, before["build"] if before else name}
    for folder in (data / "builds").iterdir():
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)
