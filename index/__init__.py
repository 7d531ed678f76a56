"""index finds: documents to clauses and passages, search, and the exact words of a clause."""

from index.cleaning import clean
from index.encoder import Vectors
from index.errors import CorpusError
from index.extract import Extract, extract, extract_bytes
from index.keep import add_document, build_index, paths_of, remove_document
from index.library import Library, asks_for_history, spelled_out
from index.marked import plain
from index.metadata import describe
from index.passage import Clause, Document, Guideline, Hit, Passage, SentenceHit
from index.record_pages import is_paged, record_pages
from index.scope import Scope, names_payer, own_words, payer_words, state_codes
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
    "Scope",
    "SentenceHit",
    "Vectors",
    "add_document",
    "asks_for_history",
    "build_index",
    "clean",
    "describe",
    "extract",
    "extract_bytes",
    "is_paged",
    "names_payer",
    "own_words",
    "paths_of",
    "payer_words",
    "plain",
    "record_pages",
    "remove_document",
    "spelled_out",
    "state_codes",
    "verify",
]
