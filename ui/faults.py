"""Faults of a page: logged by kind and number, never with their words."""

from __future__ import annotations

import logging
from uuid import uuid4

LOG = logging.getLogger("guideline")


def reported(error: Exception) -> str:
    """Log the kind of a fault, without its words, which could hold patient text; the number to report it by."""
    number = uuid4().hex[:8]
    LOG.error("a page request failed: %s, id %s", type(error).__name__, number)
    return number
