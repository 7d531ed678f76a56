"""Any file to text: one block a line, headings marked by `# `; plain text stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from index.errors import CorpusError
from index.extract_docx import docx_blocks
from index.extract_html import html_blocks
from index.marked import marked

SUFFIXES = (".txt", ".html", ".htm", ".md", ".pdf", ".docx")
MAX_BYTES = 100_000_000
MAX_TEXT = 20_000_000
DIGEST = re.compile(r"\A---\n.*\n- \[[A-Z0-9_.]+/[\w./-]+\] ", re.DOTALL)  # our own digests, whose offsets stay
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wrote before, and writes around a password
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Extract:
    """What was read: bytes, text, kind of file, the offset at which each page begins, and what could not be read."""

    content: bytes
    text: str
    kind: str
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def marked(self) -> bool:
        """Whether the text is marked text; a plain text and a digest of ours stay as they are."""
        return self.kind not in ("text", "digest")


def kind_of(name: str, content: bytes) -> str:
    """The kind of a file by its content, by its name where the content is text: pdf, docx, html, markdown or text."""
    if content.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if content[:4] == ZIP:
        return "docx"
    suffix = Path(name).suffix.lower()
    page = re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)\b", content[:500], re.IGNORECASE)
    if suffix in {".html", ".htm"} or page:
        return "html"
    return "markdown" if suffix == ".md" else "text"


def extract(path: Path) -> Extract:
    """Read one file.

    Raises:
        CorpusError: it is missing, empty, too large, damaged, protected by a password or of another kind; the message
            names the file and the way out.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise CorpusError(f"{path.name}: {size:,} bytes; at most {MAX_BYTES:,} are read: split the file")
        content = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path.name}: cannot be read ({error.strerror}); check its permissions") from None
    return extract_bytes(path.name, content)


def extract_bytes(name: str, content: bytes) -> Extract:
    """Read a file's content; `name` tells only what text alone does not show. Raises CorpusError, as `extract` does."""
    if not content.strip():
        raise CorpusError(f"{name}: the file is empty; replace it or leave it out")
    kind = kind_of(name, content)
    if kind == "pdf":
        from index.extract_pdf import pdf_text

        text, pages, warnings = pdf_text(name, content)
        return Extract(content, text, kind, pages, warnings + _misnamed(name, kind))
    if kind == "docx":
        text = marked(docx_blocks(name, content))
        if not text.strip():
            raise CorpusError(f"{name}: the document holds no text; export it again or leave it out")
        return Extract(content, text, kind, (), _misnamed(name, kind))
    text = _decoded(name, content)
    if kind == "html":
        text = marked(html_blocks(text))
    elif kind == "markdown" and DIGEST.search(text):
        kind = "digest"
    elif kind == "markdown":
        text = _markdown(text)
    return Extract(content, text, kind, (), _misnamed(name, kind))


def _misnamed(name: str, kind: str) -> tuple[str, ...]:
    suffix = Path(name).suffix.lower()
    expected = {"pdf": (".pdf",), "docx": (".docx",), "html": (".html", ".htm")}.get(kind)
    if expected and suffix not in expected:
        return (f"the name ends with '{suffix}', the content is {kind.upper()}: read as {kind.upper()}",)
    if kind == "text" and suffix in {".pdf", ".docx"}:
        raise CorpusError(f"{name}: the name says {suffix[1:].upper()}, the content does not; export the file again")
    return ()


def _decoded(name: str, content: bytes) -> str:
    if content[:8] == OLE:
        raise CorpusError(f"{name}: an old Office file, or one with a password; save it as DOCX or PDF without one")
    if b"\0" in content:
        raise CorpusError(f"{name}: this is a binary file, not text; convert it to UTF-8 text first")
    if len(content) > MAX_TEXT:
        raise CorpusError(f"{name}: {len(content):,} bytes of text; at most {MAX_TEXT:,} are read: split the file")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8 first") from None


def _markdown(text: str) -> str:
    """Markdown as marked text, without its front matter."""
    from markdown_it import MarkdownIt

    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return marked(html_blocks(MarkdownIt("commonmark", {"breaks": True}).enable("table").render(body)))
