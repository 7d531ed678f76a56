"""Lines of the NIA text joined to items: headings, headers, paragraphs, notes and bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .clean import clean, furniture

SECTIONS: tuple[tuple[str, str], ...] = (
    ("INDICATIONS", "indications"), ("FREQUENCY", "frequency"), ("EXCLUSIONS", "exclusions"),
    ("CONTRAINDICATIONS", "contraindications"), ("LEGISLATIVE", "legislation"), ("BACKGROUND", "background"),
    ("OVERVIEW", "overview"), ("POLICY HISTORY", "history"), ("REFERENCES", "references"),
    ("GENERAL INFORMATION", "general"),
)  # fmt: skip
HEADER = re.compile(r"^ ?Clinical guidelines?:")
BULLET = re.compile(r"^\s*([•▪]|o(?=\s))")
NOTE = re.compile(r"^\s*NOTES?:", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"^ ?(?:{_MONTHS}) \d{{4}}\b")
_CAPTION = re.compile(r"^ ?(?:\*+[A-Z]|Disclaimer:)")
_OPEN_END = re.compile(r"(?:[,;–-]|\b(?:and|or|of|the|in|for|with|to|by|a|an|than|at))$")


@dataclass(slots=True)
class Item:
    """A joined piece of text; kind is heading, header, bullet, note or paragraph."""

    kind: str
    start: int
    end: int
    mark: str = ""
    section: str = ""
    title: str = ""


def heading_section(line: str) -> str:
    """The section that a capital heading opens, or an empty string."""
    if not is_caps(line):
        return ""
    return next((name for start, name in SECTIONS if line.strip().startswith(start)), "")


def is_caps(line: str) -> bool:
    """Whether the words outside of brackets are all capitals."""
    bare = re.sub(r"\([^)]*\)?", "", line)
    letters = [char for char in bare if char.isalpha()]
    return len(letters) >= 6 and all(char.isupper() for char in letters)


def items(text: str) -> list[Item]:
    """The items of the text in reading order."""
    joiner = _Joiner(text)
    for start, line in _lines(text):
        joiner.feed(start, line)
    return joiner.done


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


class _Joiner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.done: list[Item] = []
        self.blank = True
        self.history = False
        self.general = False

    def feed(self, start: int, line: str) -> None:
        if not line.strip():
            self.blank = True
            return
        if furniture(line):
            return
        end = start + len(line.rstrip())
        current = self.done[-1] if self.done else None
        if current and self._belongs(current, line):
            current.end = end
        else:
            self._open(start + len(line) - len(line.lstrip()), end, line)
        self.blank = False

    def _open(self, start: int, end: int, line: str) -> None:
        section = heading_section(line)
        bullet = BULLET.match(line)
        if section:
            self.history, self.general = section == "history", section == "general"
            self.done.append(Item("heading", start, end, section=section))
        elif HEADER.match(line):
            self.history = self.general = False
            self.done.append(Item("header", start, end))
        elif bullet:
            self.done.append(Item("bullet", start, end, mark=bullet.group(1)))
        elif self.history and _DATE.match(line) and "•" in line:
            cut = self.text.index("•", start)
            self.done.append(Item("date", start, start + len(self.text[start:cut].rstrip())))
            self.done.append(Item("bullet", cut, end, mark="•"))
        elif self.history and _DATE.match(line):
            self.done.append(Item("date", start, end))
        else:
            self.done.append(Item("note" if NOTE.match(line) else "paragraph", start, end))

    def _belongs(self, current: Item, line: str) -> bool:
        if current.kind == "header":
            return "Guideline Number:" not in self.text[current.start : current.end]
        if current.kind == "heading":
            return self._heading_goes_on(current, line)
        if HEADER.match(line) or BULLET.match(line) or heading_section(line) or NOTE.match(line):
            return False
        if _CAPTION.match(line) or (self.history and _DATE.match(line)):
            return False
        return self._sentence_goes_on(current, line)

    def _heading_goes_on(self, current: Item, line: str) -> bool:
        so_far = self.text[current.start : current.end]
        if so_far.count("(") > so_far.count(")"):
            return True
        return not self.blank and is_caps(line) and not heading_section(line) and not BULLET.match(line)

    def _sentence_goes_on(self, current: Item, line: str) -> bool:
        so_far = self.text[current.start : current.end]
        first = line.strip()[0]
        if self.general and re.match(r" \S", line) and so_far.endswith((".", "\u202f")):
            return False
        if current.kind == "date":
            return False
        if not self.blank:
            return True
        if first.islower():
            return True
        if so_far.rstrip().endswith(","):
            return True
        tail = clean(so_far)
        if first.isdigit() or first == "(" or so_far.count("(") > so_far.count(")"):
            return not tail.endswith((".", ":"))
        return _OPEN_END.search(tail) is not None and not tail.endswith(";")
