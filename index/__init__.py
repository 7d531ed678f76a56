"""index finds: documents to clauses and passages, search, and the exact words of a clause."""

from index.build import build_index, source_files
from index.cleaning import clean
from index.errors import CorpusError
from index.extract import Extract, extract, extract_bytes
from index.library import Library, asks_for_history
from index.passage import Clause, Document, Guideline, Hit, Passage, SentenceHit
from index.record_pages import is_paged, record_pages
from index.verify import verify

__all__ = [
    "Clause",
    "CorpusError",
    "Document",
    "Extract",
    "Guideline",
    "Hit",
    "Library",
    "Passage",
    "SentenceHit",
    "asks_for_history",
    "build_index",
    "clean",
    "extract",
    "extract_bytes",
    "is_paged",
    "record_pages",
    "source_files",
    "verify",
]
