"""The NIA text: eight guidelines in one file, with page breaks, footnote marks, lost headers and nested lists."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from index.cleaning import FURNITURE, clean
from index.parts import parts
from index.passage import Clause, Guideline

HEADINGS = (
    ("INDICATIONS FOR", "indications"),
    ("FREQUENCY OF", "frequency"),
    ("EXCLUSIONS", "exclusions"),
    ("CONTRAINDICATIONS", "contraindications"),
    ("LEGISLATIVE REQUIREMENTS", "legislation"),
    ("BACKGROUND", "background"),
    ("OVERVIEW", "overview"),
    ("POLICY HISTORY", "history"),
    ("GENERAL INFORMATION", "general"),
    ("Disclaimer:", "disclaimer"),
)
HEADERLESS = (("IMPLANTABLE INFUSION PUMP", "NIA_IIP"), ("SPINAL CORD STIMULATION", "NIA_SCS"))
BULLET = re.compile(r"^\s*(•|▪|o(?=\s))\s*")
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATED = re.compile(rf"^\s*{MONTH} \d{{4}}\s*")
HEADER = re.compile(r"^\s*Clinical guidelines?:")
TERMINAL = re.compile(r"[.:;!?”]\s*(?:\d[\d,\s-]*)?\*?\s*$")
OPEN_END = re.compile(r"(?:,|\(|-|\bor|\band|\bthe|\bof)\s*$")
CODE = re.compile(r"\b(\d{5}|\d{4}T)\b")
FULL_LINE = 85


@dataclass
class Block:
    """A run of lines that belong together: a heading, a list item, a paragraph."""

    sort: str
    start: int
    end: int
    mark: str = ""
    depth: int | None = None


@dataclass
class Section:
    """A section under way: its blocks and where they belong."""

    guideline: str
    key: str
    title: str
    blocks: list[Block] = field(default_factory=list)


def parse_nia(raw: str, document: str, *, marked: bool = False) -> tuple[list[Guideline], list[Clause]]:
    """The guidelines and clauses of the text, in its order; marked text tells how deep an item lies."""
    guidelines: list[Guideline] = []
    sections = _sections(raw, _marked_blocks(raw) if marked else _blocks(raw), guidelines, document)
    return guidelines, [clause for section in sections for clause in _Numbering(raw, section, document).clauses()]


def _heading(line: str) -> str | None:
    return next((key for words, key in HEADINGS if line.strip().startswith(words)), None)


def _blocks(raw: str) -> list[Block]:
    """Join lines into blocks; a sentence goes on over blank lines and page breaks."""
    blocks: list[Block] = []
    offset, gap = 0, True
    for line in raw.splitlines(keepends=True):
        start, offset = offset, offset + len(line)
        text = line.strip()
        if not text or any(pattern.fullmatch(line.rstrip("\n")) for pattern in FURNITURE):
            gap = True
            continue
        page_break = line.startswith(" ") and not line.startswith("  ")
        last = blocks[-1] if blocks else None
        begin, end = start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        sort, mark, skip = _sort(line)
        if sort == "text" and last and _goes_on(raw, last, text, gap=gap, page_break=page_break):
            last.end = end
        elif sort == "row":
            blocks += _row(text, begin, end)
        else:
            blocks.append(Block(sort, begin + skip, end, mark))
        gap = False
    return [block for block in blocks if block.end > block.start]


def _marked_blocks(raw: str) -> list[Block]:
    """The blocks of marked text, a line each."""
    blocks: list[Block] = []
    for part in parts(raw, marked=True):
        text = raw[part.start : part.end]
        if part.drawn:
            blocks.append(Block("item", part.start, part.end, part.mark, part.depth))
            continue
        sort, mark, skip = _sort(text)
        if sort == "text" and blocks and blocks[-1].sort == "header" and not text.startswith("Note"):
            blocks[-1].end = part.end
        elif sort == "row":
            blocks += _row(text, part.start, part.end)
        else:
            blocks.append(Block(sort, part.start + skip, part.end, mark))
    return blocks


def _sort(line: str) -> tuple[str, str, int]:
    """What a line begins: its sort, its list mark, and how many characters the mark takes."""
    bullet = BULLET.match(line)
    if bullet:
        return "item", bullet.group(1), len(bullet.group(0).lstrip())
    if HEADER.match(line):
        return "header", "", 0
    if _heading(line):
        return "heading", "", 0
    return ("row" if DATED.match(line) else "text"), "", 0


def _row(text: str, begin: int, end: int) -> list[Block]:
    """A dated row of the policy history, with the bullet that may stand on the same line."""
    at = text.find("•")
    if at < 0:
        return [Block("text", begin, end)]
    skip = at + 1 + len(text[at + 1 :]) - len(text[at + 1 :].lstrip())
    return [Block("text", begin, begin + len(text[:at].rstrip())), Block("item", begin + skip, end, "•")]


def _goes_on(raw: str, last: Block, text: str, *, gap: bool, page_break: bool) -> bool:
    """Whether a line of text continues the block before it."""
    before = raw[last.start : last.end]
    last_line = before.rsplit("\n", 1)[-1].rstrip()
    if text.startswith(("NOTE", "Note:", "**Home", "*Conservative")):
        return False
    if last.sort == "heading":
        disclaimer = before.startswith("Disclaimer:") and not gap
        return text.isupper() or before.count("(") > before.count(")") or disclaimer
    if last.sort == "header":
        return not text.startswith("Note")
    ended = bool(TERMINAL.search(before))
    if not gap and not page_break:
        return not (last.sort == "item" and ended and text[0].isupper() and len(last_line) < 60)
    if ended:
        return False
    full_line = last.sort == "text" and (page_break or len(last_line) >= FULL_LINE)
    return not text[0].isupper() or OPEN_END.search(before) is not None or full_line


def _sections(raw: str, blocks: list[Block], guidelines: list[Guideline], document: str) -> list[Section]:
    sections = [Section("NIA_PREAMBLE", "preamble", "Preamble")]
    guidelines.append(Guideline("NIA_PREAMBLE", "Guidelines for clinical review determination", document))
    seen: Counter[str] = Counter()
    for block in blocks:
        text, current = clean(raw[block.start : block.end]), sections[-1]
        if block.sort == "header":
            name = re.search(r"NIA_CG_\d+", text)
            guideline = name.group() if name else "NIA_UNKNOWN"
            title = text.split("Original Date")[0].split(":", 1)[1].strip().title()
            guidelines.append(Guideline(guideline, title, document, tuple(CODE.findall(text))))
            seen.clear()
            sections.append(Section(guideline, "header", "Header", [block]))
        elif block.sort == "heading":
            key, guideline = _heading(text) or "other", current.guideline
            if key == "indications" and current.key in ("general", "disclaimer"):
                guideline = next((name for words, name in HEADERLESS if words in text.upper()), guideline)
                title = text.removeprefix("INDICATIONS FOR ").title()
                guidelines.append(Guideline(guideline, title, document))
                seen.clear()
            seen[key] += 1
            name_ = key if seen[key] == 1 else f"{key}-{seen[key]}"
            sections.append(Section(guideline, name_, text.split(":")[0]))
            if key == "disclaimer":
                sections[-1].blocks.append(Block("text", block.start, block.end))
        else:
            current.blocks.append(block)
    return sections


class _Numbering:
    """Numbers the blocks of one section: list items by their nesting, paragraphs and notes apart."""

    def __init__(self, raw: str, section: Section, document: str) -> None:
        self.raw, self.section, self.document = raw, section, document
        self.grouped = section.key.startswith("indications")
        self.counts: Counter[str] = Counter()
        self.marks: list[str] = []
        self.numbers: list[int] = []
        self.lead_ins: list[str] = []

    def clauses(self) -> list[Clause]:
        """The section's clauses, in order."""
        found: list[Clause] = []
        section = self.section
        for position, block in enumerate(section.blocks):
            text = clean(self.raw[block.start : block.end])
            if not text:
                continue
            last = found[-1].text if found else ""
            if block.sort == "item":
                kind, local, lead_in = "list_item", *self._item(block, last, text)
            else:
                kind, local, lead_in = *self._paragraph(block, text, position), None
            raw = self.raw[block.start : block.end]
            found.append(
                Clause(
                    self._id(local), section.guideline, self.document, section.key, section.title, kind, text,
                    block.start, block.end, lead_in, raw,
                )
            )  # fmt: skip
        return found

    def _id(self, local: str) -> str:
        place = "" if self.section.key == "header" else f"{self.section.key}/"
        return f"{self.section.guideline}/{place}{local}"

    def _item(self, block: Block, last: str, text: str) -> tuple[str, str | None]:
        mark = block.mark
        depth = self._depth(mark, last, text) if block.depth is None else min(block.depth, len(self.marks))
        del self.marks[depth:], self.numbers[depth + 1 :], self.lead_ins[depth + 1 :]
        self.marks.append(mark)
        if len(self.numbers) == depth:
            self.numbers.append(0)
        self.numbers[depth] += 1
        parts = ([self.counts["group"]] if self.grouped and self.counts["group"] else []) + self.numbers
        local = ".".join(str(number) for number in parts)
        lead_in = self.lead_ins[min(depth, len(self.lead_ins) - 1)] if self.lead_ins else None
        self.lead_ins[depth + 1 :] = [self._id(local)]
        return local, lead_in

    def _depth(self, mark: str, last: str, text: str) -> int:
        """The depth of an item: a mark seen before returns to its level, unless the item above opens a list."""
        if not self.marks:
            return 0
        if mark == self.marks[-1]:
            return len(self.marks) - 1
        listed = text.endswith((";", "OR")) or last.istitle()
        opens = last.endswith(":") or (self.marks[-1] == "▪" and mark == "•" and listed)
        if opens or mark not in self.marks:
            return len(self.marks)
        return len(self.marks) - 1 - self.marks[::-1].index(mark)

    def _paragraph(self, block: Block, text: str, position: int) -> tuple[str, str]:
        if self.section.key == "header":
            return ("header", "header") if block.sort == "header" else ("note", "note")
        if text.upper().startswith("NOTE"):
            self.counts["note"] += 1
            return "note", "note" if self.counts["note"] == 1 else f"note-{self.counts['note']}"
        following = self.section.blocks[position + 1 : position + 2]
        governs = bool(following) and following[0].sort == "item"
        sort = "group" if self.grouped and governs else "p"
        self.counts[sort] += 1
        local = str(self.counts["group"]) if sort == "group" else f"p{self.counts['p']}"
        if governs:
            self.marks, self.numbers = [], ([] if self.grouped else self.numbers[:1])
            self.lead_ins = [self._id(local)]
        return ("lead_in" if governs else "paragraph"), local
