"""The NIA guidelines: one long text into guidelines, sections and numbered clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from .clean import clean
from .drafts import Place, make_clause, unique
from .nia_items import Item, is_caps, items
from .passage import Clause, Code, Document, Guideline, Kind, Parsed

_LOST = (("IMPLANTABLE INFUSION PUMP", "NIA_IIP"), ("SPINAL CORD STIMULATION", "NIA_SCS"))
_NUMBER = re.compile(r"Guideline Number:\s*(\S+)")


def looks_like_nia(text: str) -> bool:
    """Whether the text is a collection of guidelines with NIA headers."""
    return len(re.findall(r"Clinical guidelines?:", text)) > 0 and _NUMBER.search(text) is not None


def parse_nia(document: Document, text: str) -> Parsed:
    """The guidelines and clauses of the text."""
    reader = _Reader(document, text)
    found = _swap_banners(items(text), text)
    for place, item in enumerate(found):
        reader.take(item, found[place + 1] if place + 1 < len(found) else None)
    clauses = tuple(reader.clauses)
    return Parsed(replace(document, clauses=len(clauses)), text, tuple(reader.guidelines), clauses)


def _swap_banners(found: list[Item], text: str) -> list[Item]:
    """A sentence in capitals right before a heading speaks of what follows: it goes behind the heading."""
    out = list(found)
    for here in range(len(out) - 1):
        item, after = out[here], out[here + 1]
        if item.kind == "paragraph" and after.kind == "heading" and is_caps(text[item.start : item.end]):
            out[here], out[here + 1] = after, item
    return out


def header_facts(raw: str) -> Guideline:
    """Number, title, codes and dates of a guideline's header."""
    flat = clean(raw)

    def first(pattern: str) -> str:
        match = re.search(pattern, flat)
        return match.group(1).strip() if match else ""

    date = r"\s*([A-Z][a-z]+ \d{4})"
    number = first(r"Guideline Number:\s*(\S+)")
    return Guideline(
        number, first(r"guidelines?:\s*(.*?)\s*Original Date"), "", "",
        _codes(first(r"CPT Codes:\s*(.*?)\s*Last Revised")),
        first("Original Date:" + date), first("Last Revised Date:" + date),
        first("Implementation Date:" + date), number,
    )  # fmt: skip


def _codes(block: str) -> tuple[Code, ...]:
    region = ""
    codes: list[Code] = []
    for match in re.finditer(r"([A-Z][A-Za-z ]*?) ?Region:|(\+)?\s*\b(\d{5}|\d{4}T)\b", block):
        if match.group(1):
            region = match.group(1).strip()
        else:
            codes.append(Code(match.group(3), region, match.group(2) is not None))
    return tuple(codes)


@dataclass(slots=True)
class _Level:
    mark: str
    number: int
    clause: Clause
    parent_had_children: bool = False
    children: bool = False


@dataclass(slots=True)
class _Section:
    name: str
    title: str
    group: int = 0
    paragraphs: int = 0
    notes: int = 0
    last: int = 0
    lead_in: str | None = None
    stack: list[_Level] = field(default_factory=list)


class _Reader:
    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.text = text
        self.clauses: list[Clause] = []
        self.guidelines: list[Guideline] = []
        self.taken: dict[str, int] = {}
        self._begin(Guideline("NIA_PREAMBLE", "Preamble", document.id, document.authority))
        self.section = _Section("preamble", "Preamble")

    def take(self, item: Item, following: Item | None) -> None:
        if item.kind == "header":
            self._header(item)
        elif item.kind == "heading":
            self._heading(item)
        elif item.kind == "bullet":
            self._bullet(item)
        elif item.kind == "note":
            self._note(item)
        else:
            self._paragraph(item, following)

    def _begin(self, guideline: Guideline) -> None:
        self.guidelines.append(guideline)
        self.taken = {}

    def _add(self, path: str, kind: Kind, item: Item, lead_in: str | None = None) -> Clause:
        place = Place(self.document.id, self.guidelines[-1].id, self.section.name, self.section.title)
        clause = make_clause(place, path, kind, self.text, (item.start, item.end), lead_in)
        if clause.text:
            self.clauses.append(clause)
        return clause

    def _header(self, item: Item) -> None:
        facts = header_facts(self.text[item.start : item.end])
        self._begin(replace(facts, document=self.document.id, authority=self.document.authority))
        self.section = _Section("header", "Header")
        self._add("header", "header", item)

    def _heading(self, item: Item) -> None:
        title = clean(self.text[item.start : item.end])
        lost = item.section == "indications" and self.section.name in ("general", "disclaimer")
        if lost:
            topic = title.removeprefix("INDICATIONS FOR ").strip()
            known = next((name for start, name in _LOST if topic.startswith(start)), "")
            ident = known or "NIA_" + "".join(word[0] for word in re.findall(r"[A-Z]+", topic))
            self._begin(Guideline(ident, topic, self.document.id, self.document.authority))
        self.section = _Section(unique(item.section, self.taken), _sentence(title))

    def _note(self, item: Item) -> None:
        section = self.section
        if section.name == "header":
            self.section = _Section("note", "Note")
            self._add("note", "note", item)
            return
        section.notes += 1
        self._add(f"{section.name}/note" + (f"-{section.notes}" if section.notes > 1 else ""), "note", item)
        section.stack, section.lead_in = [], None

    def _paragraph(self, item: Item, following: Item | None) -> None:
        raw = self.text[item.start : item.end]
        if self.section.name == "general" and (raw.startswith("Disclaimer") or raw[0].islower()):
            self.section = _Section(unique("disclaimer", self.taken), "Disclaimer")
        section = self.section
        section.stack, section.lead_in = [], None
        governs = following is not None and following.kind == "bullet"
        if governs and section.name.startswith("indications"):
            section.group += 1
            section.last = 0
            section.lead_in = self._add(f"{section.name}/{section.group}", "lead_in", item).id
            return
        section.paragraphs += 1
        kind: Kind = "lead_in" if governs else "paragraph"
        clause = self._add(f"{section.name}/p{section.paragraphs}", kind, item)
        section.lead_in = clause.id if governs else None

    def _bullet(self, item: Item) -> None:
        section = self.section
        depth = _depth(section.stack, item.mark)
        del section.stack[depth + 1 :]
        if depth < len(section.stack):
            number = section.stack.pop().number + 1
        elif depth == 0:
            number = section.last + 1
        else:
            number = 1
        parents = [str(level.number) for level in section.stack]
        if section.name.startswith("indications"):
            section.group = section.group or 1
            parents.insert(0, str(section.group))
        if depth == 0:
            section.last = number
        above = section.stack[-1] if section.stack else None
        path = f"{section.name}/{'.'.join([*parents, str(number)])}"
        clause = self._add(path, "list_item", item, above.clause.id if above else section.lead_in)
        if above:
            above.children = above.parent_had_children = True
        section.stack.append(_Level(item.mark, number, clause, _seen(self.clauses, clause)))


def _seen(clauses: list[Clause], clause: Clause) -> bool:
    """Whether an earlier item of the same list has items of its own."""
    stem, _, number = clause.id.rpartition(".")
    if not stem:
        return False
    prefixes = tuple(f"{stem}.{before}." for before in range(1, int(number)))
    return bool(prefixes) and any(earlier.id.startswith(prefixes) for earlier in clauses)


def _depth(stack: list[_Level], mark: str) -> int:
    """How deep the next bullet stands: the same mark means the same list, unless the last item governs it."""
    if not stack:
        return 0
    top = stack[-1]
    if top.mark == mark:
        return len(stack) - 1
    if top.clause.text.endswith(":"):
        return len(stack)
    if mark == "•" and top.mark == "▪" and (top.number == 1 or top.parent_had_children):
        return len(stack)
    marks = [level.mark for level in stack]
    return len(marks) - 1 - marks[::-1].index(mark) if mark in marks else len(stack)


def _sentence(title: str) -> str:
    return title[:1] + title[1:].lower() if is_caps(title) else title
