"""Documents of any form and our own digests: one clause a block, ids from headings and own numbering."""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest

import yaml

from index.cleaning import clean
from index.errors import CorpusError
from index.marked import BULLET
from index.outline import Outline, slug
from index.parts import Part, parts
from index.passage import Clause, Guideline

JUNK = ("You may want to see also", "Explore related products", "What You'll Learn")
JOINTS = ("AND", "OR", "AND/OR")
DIGEST_LINE = re.compile(r"^- \[([A-Z0-9_.]+/[\w./-]+)\]\s+", re.MULTILINE)


def parse_lines(
    text: str, guideline: Guideline, *, marked: bool, own_numbers: bool
) -> tuple[list[Guideline], list[Clause]]:
    """The clauses of a document: headings open sections, lists stay below the sentence that leads in.

    Their ids follow the document's own numbering, or count the blocks of a section where `own_numbers` is false.
    """
    found = [part for part in parts(text, marked=marked) if clean(text[part.start : part.end])]
    found = [part for part, after in zip_longest(found, found[1:]) if not _is_junk(text, part, after)]
    reader = _Reader(text, guideline, own_numbers=own_numbers)
    for position, part in enumerate(found):
        reader.read(part, found[position + 1] if position + 1 < len(found) else None)
    return [guideline], reader.clauses


def _is_junk(text: str, part: Part, after: Part | None) -> bool:
    """Whether a line belongs to the page around an article; so does the line above its list of further ones."""
    return text.startswith(JUNK, part.start) or bool(after and text.startswith(JUNK[0], after.start))


class _Reader:
    """Makes the clauses of one document, in order."""

    def __init__(self, text: str, guideline: Guideline, *, own_numbers: bool) -> None:
        self.text, self.guideline, self.own_numbers = text, guideline, own_numbers
        self.clauses: list[Clause] = []
        self.outline = Outline()
        self.counts: Counter[str] = Counter()
        self.key, self.title = "text", guideline.title
        self.lead_ins: list[tuple[int, str]] = []

    def read(self, part: Part, after: Part | None) -> None:
        """Add one part as a clause."""
        raw = self.text[part.start : part.end]
        words = clean(raw)
        joint = words.strip(" :,*").upper() in JOINTS
        heading = part.sort == "heading" and not (joint and self.own_numbers)
        if heading:
            self.title = words
        local = (
            self._own(part, words, after, joint=joint) if self.own_numbers else self._counted(words, heading=heading)
        )
        listed = part.sort == "item" and not heading
        governs = bool(after) and not heading and _governs(part, words, after)
        depth = (part.depth + 1 if part.drawn else 0) if listed else -1
        while self.lead_ins and self.lead_ins[-1][0] >= depth and not joint:
            self.lead_ins.pop()
        lead_in = self.lead_ins[-1][1] if self.lead_ins and listed else None
        kind = "heading" if heading else "list_item" if listed else "lead_in" if governs else "paragraph"
        name = f"{self.guideline.id}/{local}"
        if governs:
            self.lead_ins.append((depth, name))
        self.clauses.append(
            Clause(
                name, self.guideline.id, self.guideline.document, self.key, self.title, kind, words,
                part.start, part.end, lead_in, raw,
            )
        )  # fmt: skip

    def _counted(self, words: str, *, heading: bool) -> str:
        """The id of a block by its place in its section."""
        if heading:
            self.key = slug(words)
        sort = f"{self.key} {heading}"
        self.counts[sort] += 1
        return f"{self.key}/{'h' if heading else ''}{self.counts[sort]}"

    def _own(self, part: Part, words: str, after: Part | None, *, joint: bool) -> str:
        """The id of a block by the document's own numbering."""
        if joint:
            return self.outline.joint()
        if part.sort == "heading":
            local = self.outline.heading(words, title=all(clause.kind != "heading" for clause in self.clauses))
            self.key = self.outline.section
            return local
        if part.sort == "item" and any(sign.isalnum() for sign in part.mark) and not BULLET.match(f"{part.mark} "):
            return self.outline.numbered(part.mark, part.depth if part.drawn else None)
        if part.sort == "item":
            return self.outline.bullet(part.depth)
        return self.outline.paragraph(governs=bool(after) and _governs(part, words, after))


def _governs(part: Part, words: str, after: Part | None) -> bool:
    """Whether a block leads in the items that follow it."""
    if after is None or after.sort != "item":
        return False
    deeper = after.depth > part.depth or (after.drawn and not part.drawn) if part.sort == "item" else True
    return deeper if part.sort == "item" else after.drawn or words.endswith(":")


def parse_digest(text: str, document: str) -> tuple[list[Guideline], list[Clause]]:
    """A digest of ours: front matter, then lines `- [clause id] statement`."""
    parts = text.split("---\n", 2)
    if len(parts) < 3:
        raise CorpusError(f"{document}: a digest begins with a block between two lines of '---'")
    front = yaml.safe_load(parts[1])
    codes = tuple(str(code["code"]) for code in front.get("codes") or ())
    clauses = []
    for match in DIGEST_LINE.finditer(text):
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        section = match.group(1).split("/")[1]
        raw = text[match.end() : end]
        clauses.append(
            Clause(
                match.group(1), front["guideline"], document, section, section.title(), "list_item", clean(raw),
                match.end(), end, None, raw,
            )
        )  # fmt: skip
    return [Guideline(front["guideline"], front["title"], document, codes)], clauses
