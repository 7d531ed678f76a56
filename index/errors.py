"""Errors of the index.

CorpusError    a source, a folder or a built index cannot be used; the message names it and the way out
"""


class CorpusError(Exception):
    """Something with the documents or the index is wrong; one line, nothing was half-written."""
