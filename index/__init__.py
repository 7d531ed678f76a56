"""index finds: documents to clauses and passages, search, and the exact words of a clause."""

from index.build import build_index
from index.cleaning import clean
from index.errors import CorpusError
from index.library import Library, asks_for_history
from index.passage import Clause, Document, Guideline, Hit, Passage, SentenceHit

__all__ = [
    "Clause",
    "CorpusError",
    "Document",
    "Guideline",
    "Hit",
    "Library",
    "Passage",
    "SentenceHit",
    "asks_for_history",
    "build_index",
    "clean",
]
