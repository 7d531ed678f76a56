"""The only place that constructs things."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import index
from assistant.answer_question import Questions
from assistant.chat_model import chat_model
from assistant.conversation import Assistant
from assistant.document import Document
from assistant.errors import AssistantError, InputRefusedError
from assistant.rewording import Rewording
from assistant.settings import Settings

Progress = Callable[[str], None]


def _silent(_: str) -> None:
    """Say nothing."""


def build(settings: Settings) -> Assistant:
    """An assistant over the built index. Raises AssistantError where there is none, or no chat model of that name."""
    rewording = Rewording(chat_model(settings.chat_model, settings.chat_key)) if settings.chat_model else None
    try:
        return Assistant(settings, index.Library.open(settings.data), rewording)
    except index.CorpusError as error:
        raise AssistantError(str(error)) from None


def build_index(settings: Settings, progress: Progress = _silent) -> dict[str, Any]:
    """Build or refresh the index from the settings' sources. Raises InputRefusedError for a source that fails."""
    found = _documents(index.build_index, settings.source_paths(), settings.data, progress, chroma=settings.chroma_url)
    Questions(index.Library.open(settings.data)).matcher.prepare()
    return found


def _documents(change: Callable[..., tuple[index.Document, ...]], *what: Any, **how: Any) -> dict[str, Any]:
    """The documents after a change of the index. Raises InputRefusedError where it is refused."""
    try:
        found = change(*what, **how)
    except index.CorpusError as error:
        raise InputRefusedError(str(error)) from None
    return {"documents": [document.as_json() for document in found]}


def add_document(
    settings: Settings, file: Path, progress: Progress = _silent, facts: dict[str, str] | None = None
) -> dict[str, Any]:
    """Add one document to what the index was built from; `facts` on it go into `documents.yaml` beside it."""
    if facts and file.is_file():
        try:
            index.describe(file, facts)
        except index.CorpusError as error:
            raise InputRefusedError(str(error)) from None
    sources = settings.source_paths()
    return _documents(index.add_document, file, settings.data, progress, sources=sources, chroma=settings.chroma_url)


def keep_document(settings: Settings, file: Path, facts: dict[str, str] | None = None) -> dict[str, Any]:
    """Copy a document into the data folder, so that it stays, and index it with facts on it: its entry of the list.

    Raises:
        InputRefusedError: another document of that name is kept already, or this one cannot be read.
    """
    kept = _kept(settings) / file.name
    if kept.exists() and kept.read_bytes() != file.read_bytes():
        raise InputRefusedError(f"{file.name}: another document of that name is kept; rename this one")
    new = not kept.exists()
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, kept)
    try:
        found = add_document(settings, kept, facts=facts)
    except InputRefusedError:
        if new:
            kept.unlink()
        raise
    return next(entry for entry in found["documents"] if entry["file"] == kept.name)


def _kept(settings: Settings) -> Path:
    """Where documents that were handed in on the page are kept."""
    return (settings.data / "documents").expanduser().resolve()


def kept_documents(settings: Settings) -> dict[str, Path]:
    """The files of the documents that were handed in on the page and are indexed, by the documents' ids."""
    return {name: path for name, path in index.paths_of(settings.data).items() if path.parent == _kept(settings)}


def drop_document(settings: Settings, document: str) -> None:
    """Remove a document that was handed in on the page, and its copy. Raises InputRefusedError for any other."""
    path = kept_documents(settings).get(document)
    if path is None:
        raise InputRefusedError(f"{document[:80]}: not a document that was added here; it stays")
    remove_document(settings, document)
    path.unlink(missing_ok=True)


def remove_document(settings: Settings, document: str, progress: Progress = _silent) -> dict[str, Any]:
    """Leave one document out of the index; its file stays where it is. Raises InputRefusedError for an unknown one."""
    return _documents(index.remove_document, document, settings.data, progress, chroma=settings.chroma_url)


def verify_index(settings: Settings) -> dict[str, Any]:
    """Whether every indexed file and clause still is what was indexed."""
    try:
        rows = index.verify(settings.data)
    except index.CorpusError as error:
        raise InputRefusedError(str(error)) from None
    return {"documents": rows, "holds": all(row["state"] == "holds" for row in rows)}


def read_record(path: Path) -> Document:
    """A document of a case: text, PDF, DOCX or a picture of a page. Raises InputRefusedError where unreadable."""
    try:
        return record_document(path.name, path.read_bytes())
    except OSError as error:
        raise InputRefusedError(f"{path}: cannot be read ({error.strerror}); name a file that exists") from None


def record_document(name: str, content: bytes) -> Document:
    """The same, handed in as a file's content, with what to know of how it was read."""
    warnings: list[str] = []
    text = record_text(name, content, warnings.append)
    return Document(name, text, tuple(warnings))


def record_text(name: str, content: bytes, tell: Progress = _silent) -> str:
    """The text of a note that was handed in as a file's content. Raises InputRefusedError where it cannot be read."""
    try:
        if index.is_paged(content):
            text, warnings = index.record_pages(name, content)
            for warning in warnings:
                tell(warning)
            return text
        found = index.extract_bytes(name, content)
    except index.CorpusError as error:
        raise InputRefusedError(str(error)) from None
    return content.decode("utf-8") if found.kind in {"text", "markdown"} else index.plain(found.text)
