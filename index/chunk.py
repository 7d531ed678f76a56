"""Clauses to passages: a lead-in with its list, at most about 120 words, never across a section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.passage import Clause, Passage

LIMIT = 120
SHORT = 60  # words; joined, short paragraphs are found for a twentieth more of the questions
DEMOTED = ("history", "general", "disclaimer", "preamble", "references")


def passages(clauses: Sequence[Clause], titles: dict[str, str]) -> list[Passage]:
    """The passages of a document's clauses, in order."""
    found: list[Passage] = []
    for group in _groups(clauses):
        first, last = group[0], group[-1]
        text = " ".join(clause.text for clause in group)
        section = re.sub(r"-\d+$", "", first.section)
        prefix = f"{titles.get(first.guideline, first.guideline)} - {first.section_title}: "
        for part in _parts(text):
            found.append(
                Passage(
                    f"{first.id}#{len(found)}", first.document, first.guideline, first.id,
                    tuple(clause.id for clause in group), first.section, prefix, part,
                    first.start, last.end, section in DEMOTED,
                )
            )  # fmt: skip
    return found


def _groups(clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """A lead-in stays with its items, a short paragraph with its neighbours; a long list repeats its lead-in.

    A heading is no passage: it stands before each passage of its section.
    """
    group: list[Clause] = []
    for clause in clauses:
        if clause.kind == "heading":
            continue
        same = bool(group) and (clause.guideline, clause.section) == (group[0].guideline, group[0].section)
        before, words = sum(len(c.text.split()) for c in group), len(clause.text.split())
        listed = clause.kind == "list_item"
        short = clause.kind == "paragraph" and (before < SHORT or words < SHORT / 2)
        if same and (listed or short) and before + words <= LIMIT:
            group.append(clause)
            continue
        if group:
            yield group
        lead = group[0] if same and listed and group[0].kind == "lead_in" else None
        group = [lead, clause] if lead else [clause]
    if group:
        yield group


def _parts(text: str) -> Iterator[str]:
    """A long text in parts that end with a sentence."""
    part: list[str] = []
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        if part and len(" ".join([*part, sentence]).split()) > LIMIT:
            yield " ".join(part)
            part = []
        part.append(sentence)
    if part:
        yield " ".join(part)
