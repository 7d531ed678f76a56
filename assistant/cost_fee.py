"""A visit's fee in a cost question: what a plan with a copay is said to take each time."""

from __future__ import annotations

import re

from assistant.cost_numbers import Mark, pattern, sentence_end, sentence_start


def is_fee(text: str, amount: Mark) -> bool:
    """Whether an amount is what a visit comes to: "it's 45 each time I see a specialist"."""
    before = pattern("visit_fee_before").search(text[: amount.start])
    return before is not None and pattern("visit_fee").match(text, amount.end) is not None


def has_copay(found: list[Mark], text: str) -> bool:
    """Whether a plan is said to have a copay; not that there is none, nor that nobody knows it."""
    copays = [mark for mark in found if mark.kind == "copay"]
    denied = any(re.search(r"(?:\bno|\bwithout|n't \w+|\bnot \w+)(?: an?| any)? $", text[: m.start]) for m in copays)
    parts = (text[sentence_start(text, mark.start) : sentence_end(text, mark.end)] for mark in copays)
    return bool(copays) and not denied and not any(pattern("unknown").search(part) for part in parts)
