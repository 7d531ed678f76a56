"""Keeping the index: one writer under a lock builds aside and publishes whole; readers go by the manifest."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from index.build import digests, in_order, marks, read_corpus, source_files
from index.encoder import RememberingEncoder, export, model_sha256
from index.errors import CorpusError
from index.lexical import write_lexical
from index.manifest import VERSION, Progress, build_folder, current, inventory, publish, read_manifest, silent, writing
from index.passage import Document
from index.sentences import write_sentences
from index.stored import Corpus, load_corpus, write_corpus
from index.vectors import Store


@dataclass(frozen=True, slots=True)
class Sources:
    """What an index is made from: folders and files that were named, files added to them, files left out of them."""

    named: tuple[Path, ...]
    added: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()

    @classmethod
    def of(cls, manifest: dict[str, Any]) -> Sources:
        """The sources of an index, of whatever version."""
        named, added, removed = (
            tuple(Path(path) for path in manifest.get(key, ())) for key in ("sources", "added", "removed")
        )
        return cls(named, added, removed)

    def files(self) -> list[Path]:
        """The files to read. An added one that is gone is among them: it is listed with the reason."""
        found = {*source_files(self.named), *self.added} - {*self.removed}
        return sorted(found, key=in_order)

    def as_json(self) -> dict[str, list[str]]:
        """As the manifest keeps them."""
        parts = {"sources": self.named, "added": self.added, "removed": self.removed}
        return {key: [str(path) for path in paths] for key, paths in parts.items()}


def build_index(
    sources: Sequence[Path], data: Path, progress: Progress = silent, *, chroma: str = ""
) -> tuple[Document, ...]:
    """Build or refresh the index; with nothing changed, do nothing. What was added or removed before stays so.

    Where `sources` names none, those named before are read again; with one of them gone the index stays as it was.

    Raises:
        CorpusError: a named source is missing or unreadable, or the data folder or the Chroma server at the URL
            `chroma` cannot be written; the index is as it was.
    """
    named = _resolved(sources)
    with writing(data, progress):
        before, known = Sources.of(read_manifest(data)), current(data)
        gone = [] if named else [path for path in before.named if not path.exists()]
        if gone and known:
            progress(f"{gone[0]} is gone: the index stays as it was; name another folder with --sources")
            return tuple(Document.from_json(entry) for entry in known["documents"])
        wanted = replace(before, named=named or tuple(path for path in before.named if path not in gone))
        return _refresh(data, wanted, [path for path in named if path.is_file()], progress, chroma=chroma)


def add_document(
    file: Path, data: Path, progress: Progress = silent, *, sources: Sequence[Path] = (), chroma: str = ""
) -> tuple[Document, ...]:
    """Add one file to what the index is made from; `sources`, where given, takes the place of what was named before.

    Raises:
        CorpusError: as `build_index`, or the file cannot be read.
    """
    (path,) = _resolved([file])
    with writing(data, progress):
        source_files([path])
        before = Sources.of(read_manifest(data))
        wanted = Sources(
            _resolved(sources) or before.named,
            tuple(dict.fromkeys([*before.added, path])),
            tuple(other for other in before.removed if other != path),
        )
        return _refresh(data, wanted, [path], progress, chroma=chroma)


def remove_document(
    document: str, data: Path, progress: Progress = silent, *, chroma: str = ""
) -> tuple[Document, ...]:
    """Leave one document out of the index; its file stays where it is.

    Raises:
        CorpusError: as `build_index`, or there is no such document.
    """
    with writing(data, progress):
        manifest = read_manifest(data)
        if document not in manifest.get("paths", {}):
            raise CorpusError(f"no document '{document[:80]}' is indexed: `guideline index list` shows the names")
        before, path = Sources.of(manifest), Path(manifest["paths"][document])
        added = tuple(other for other in before.added if other != path)
        wanted = replace(before, added=added, removed=tuple(dict.fromkeys([*before.removed, path])))
        return _refresh(data, wanted, (), progress, chroma=chroma)


def paths_of(data: Path) -> dict[str, Path]:
    """The file of each indexed document, by the document's id; our own digests have none."""
    return {name: Path(path) for name, path in read_manifest(data).get("paths", {}).items()}


def _resolved(sources: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(path.expanduser().resolve() for path in sources)


def _refresh(
    data: Path, wanted: Sources, required: Collection[Path], progress: Progress, *, chroma: str
) -> tuple[Document, ...]:
    """Build from what is wanted, under the lock."""
    found = marks(wanted.files())
    parts = (VERSION, model_sha256(), chroma, wanted.as_json(), list(found.values()), list(marks(digests()).values()))
    fingerprint = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    known = current(data)
    if known and known["fingerprint"] == fingerprint:
        progress("nothing changed: the index is up to date")
        return tuple(Document.from_json(entry) for entry in known["documents"])
    before = load_corpus(build_folder(data, known), known["documents"]).by_mark() if known else {}
    corpus = read_corpus(found, required, before, progress)
    name = f"{_number(data):06d}-{fingerprint}"
    aside = data / "builds" / f"{name}.tmp-{os.getpid()}"
    aside.mkdir(parents=True)
    prefix = f"guideline-{_own_name(data)}-" if chroma else ""
    store = Store(aside, chroma, f"{prefix}{name}" if chroma else "passages")
    _write(data, store, corpus, progress)
    manifest = {
        "version": VERSION,
        "fingerprint": fingerprint,
        "build": name,
        "encoder": model_sha256()[:16],
        "chroma": chroma,
        "collection": store.collection,
        **wanted.as_json(),
        "paths": corpus.paths,
        "files": inventory(aside),
        "documents": [document.as_json() for document in corpus.documents],
    }
    earlier = read_manifest(data).get("collection", "")
    aside.rename(data / "builds" / name)
    publish(data, manifest)
    if chroma:
        with contextlib.suppress(CorpusError):  # the next build tries again
            store.remove_others(prefix, (store.collection, earlier))
    progress(f"done: {len(corpus.documents)} documents, {len(corpus.passages)} passages")
    return tuple(corpus.documents)


def _write(data: Path, store: Store, corpus: Corpus, progress: Progress) -> None:
    encoder_folder = data / "encoder" / model_sha256()[:16]
    progress("preparing the sentence encoder")
    export(encoder_folder)
    encoder = RememberingEncoder(encoder_folder)
    progress(f"encoding {len(corpus.passages)} passages")
    texts = [passage.prefix + passage.text for passage in corpus.passages]
    store.write([passage.id for passage in corpus.passages], encoder.encode(texts))
    write_lexical(store.folder / "bm25", texts)
    progress(f"encoding the sentences of {len(corpus.clauses)} clauses")
    titles = {guideline.id: guideline.title for guideline in corpus.guidelines}
    write_sentences(store.folder, corpus.clauses, titles, encoder)
    encoder.keep()
    write_corpus(store.folder, corpus)


def _number(data: Path) -> int:
    """A number that no build here has, of this or an earlier run."""
    numbers = [path.name.split("-")[0] for path in (data / "builds").glob("*")]
    return 1 + max((int(number) for number in numbers if number.isdigit()), default=0)


def _own_name(data: Path) -> str:
    """A name of this data folder, so that several can share one Chroma server."""
    file = data / "server-name"
    if not file.exists():
        aside = file.with_name(f"{file.name}.tmp-{os.getpid()}")
        aside.write_text(uuid4().hex[:12], encoding="utf-8")
        aside.replace(file)
    return file.read_text(encoding="utf-8")
