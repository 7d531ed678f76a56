"""The one error that this package raises on purpose."""


class CorpusError(Exception):
    """A document, folder or index cannot be used; the message names it and the way out in one line."""
