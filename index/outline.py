"""Ids of clauses: from a document's own numbering (`2.1.a`, `B`, `IV`), from its headings, else by counting."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from index.extract_html import roman

OWN = re.compile(
    r"^(?:(?:section|article|part|§)\s*)?"
    r"(?:(?P<path>\d{1,2}(?:\.\d{1,3}){1,5}(?:\.[a-z])?)[.)]?\s+(?=[A-Z“\"(])"
    r"|\(?(?P<one>\d{1,2}|[A-Za-z]|[ivxl]{2,6}|[IVXL]{2,6})[.)]\s+(?=\S))",
    re.IGNORECASE,
)
ROMAN = {roman(number): number for number in range(1, 90)}
NONE = ""


def slug(title: str) -> str:
    """A heading as part of an id."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower())[:6]) or "text"


@dataclass(frozen=True, slots=True)
class Level:
    """One open level: how it is numbered, its number, its path, and whether that is made of the document's numbers."""

    style: str
    number: int
    path: str
    own: bool = True
    heading: bool = False


@dataclass
class Outline:
    """Places the blocks of a document, in order."""

    levels: list[Level] = field(default_factory=list)
    section: str = "text"
    base: str = "text"
    headings: dict[str, tuple[int, tuple[Level, ...], str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)

    def heading(self, words: str, *, title: bool) -> str:
        """The id of a heading, which opens a section."""
        own = OWN.match(words)
        if own:
            self._own(own["path"] or own["one"], heading=True)
            self.section = self.levels[-1].path
            return self._free(f"{self.section}/h1")
        self.levels, self.section = [], slug(words)
        self.base = NONE if title else self.section
        self.counts[f"{self.section} h"] += 1
        return self._free(f"{self.section}/h{self.counts[f'{self.section} h']}")

    def numbered(self, mark: str, depth: int | None = None) -> str:
        """The id of a block that carries its own number; `depth` where the format draws it as a list item."""
        if depth is not None:
            self._close_drawn(depth)
        self._own(mark.strip("().[] "), heading=False, depth=depth)
        return self._free(self.levels[-1].path)

    def bullet(self, depth: int) -> str:
        """The id of a list item without a number."""
        self._close_drawn(depth)
        return self._free(self._push_counted(f"• {depth}", ""))

    def joint(self) -> str:
        """The id of a word between two items (`AND`): it closes no list."""
        self.counts[f"{self.section} and"] += 1
        return self._free(f"{self.section}/and{self.counts[f'{self.section} and']}")

    def paragraph(self, *, governs: bool) -> str:
        """The id of a paragraph; the items that it governs are counted below it."""
        while self.levels and not self.levels[-1].heading:
            self.levels.pop()
        found = self._free(self._push_counted("p", "p"))
        if not governs:
            self.levels.pop()
        return found

    def _push_counted(self, style: str, prefix: str) -> str:
        above = self.levels[-1] if self.levels else None
        parent = above.path if above else self.section
        self.counts[f"{parent} {prefix}"] += 1
        number = self.counts[f"{parent} {prefix}"]
        path = f"{parent}{'.' if above and not above.own else '/'}{prefix}{number}"
        self.levels.append(Level(style, number, path, own=False))
        return path

    def _close_drawn(self, depth: int) -> None:
        """Close the drawn lists of this depth and deeper."""
        while self.levels and self.levels[-1].style[:1] in "•#" and int(self.levels[-1].style.split(" ")[1]) >= depth:
            self.levels.pop()

    def _own(self, value: str, *, heading: bool, depth: int | None = None) -> None:
        if "." in value:
            last = value.rsplit(".", 1)[1]
            level = Level(f"path {value.count('.')}", int(last) if last.isdigit() else 0, value, heading=heading)
            self.levels = [level]
            return
        style, number = self._read(value)
        if depth is not None:
            style = f"# {depth} {style}"
        before = self.headings.get(style) if heading else None
        if before and number == before[0] + 1:
            self.levels, self.base = list(before[1]), before[2]
        else:
            self._pop_to(style)
            while heading and self.levels and not self.levels[-1].heading:
                self.levels.pop()
        if heading:
            self.headings[style] = (number, tuple(self.levels), self.base)
        lead_in = self.levels.pop() if self.levels and self.levels[-1].style == "p" else None
        path = self._below(value, heading=heading)
        if lead_in and path in self.taken:
            path = f"{lead_in.path}/{value}"
        self.levels.append(Level(style, number, path, heading=heading))

    def _below(self, value: str, *, heading: bool) -> str:
        """The path of a number of the document's own, where it stands."""
        above = self.levels[-1] if self.levels else None
        parent = above.path if above else (self.base if heading else self.section)
        parted = "." if above and above.own else "/"
        return f"{parent}{parted}{value}" if parent else value

    def _pop_to(self, style: str) -> None:
        """Close the levels from the one of this style on, if there is one."""
        for position, level in enumerate(self.levels):
            if level.style == style:
                del self.levels[position:]
                return

    def _read(self, value: str) -> tuple[str, int]:
        """The style of a number and its rank; a letter that may be Roman is what goes on with an open list."""
        if value.isdigit():
            return "decimal", int(value)
        case, low = ("upper" if value.isupper() else "lower"), value.lower()
        rank = ord(low) - ord("a") + 1 if len(low) == 1 else 0
        open_levels = [*self.levels, *(Level(s, n, "") for s, (n, _, _) in self.headings.items())]
        lettered = any(level.style.endswith(f"{case} letter") and level.number + 1 == rank for level in open_levels)
        numbered = any(
            level.style.endswith(f"{case} roman") and level.number + 1 == ROMAN.get(low, -1) for level in open_levels
        )
        if low in ROMAN and (len(low) > 1 or numbered or (low == "i" and not lettered)):
            return f"{case} roman", ROMAN[low]
        return f"{case} letter", rank

    def _free(self, path: str) -> str:
        """The path, or one with a number behind it where it is taken."""
        self.taken[path] += 1
        if self.taken[path] == 1:
            return path
        return self._free(f"{path}-{self.taken[path]}")
