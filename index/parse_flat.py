"""HTML documents, plain articles and our own digests: one clause a block, ids from headings and own numbering."""

from __future__ import annotations

import re
from collections import Counter

import yaml
from bs4 import BeautifulSoup, Comment
from bs4.element import NavigableString, Tag

from index.cleaning import clean
from index.errors import CorpusError
from index.passage import Clause, Guideline

BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "td", "div", "title")
JUNK = ("You may want to see also", "Explore related products", "What You'll Learn")
NUMBERED = re.compile(r"^\(?(\d{1,2}|[a-zA-Z])[.)]\s+")
DIGEST_LINE = re.compile(r"^- \[([A-Z0-9_.]+/[\w./-]+)\]\s+", re.MULTILINE)


def slug(title: str) -> str:
    """A heading as part of an id."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower())[:6]) or "text"


def html_text(source: str) -> str:
    """The text of an HTML document, one block a line, headings marked by a leading `# `."""
    soup = BeautifulSoup(source, "html.parser")
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for unread in soup.select("script, style, sup"):
        unread.decompose()
    lines: list[str] = []
    for item in soup.select(", ".join(BLOCKS)):
        own = "".join(_own(item)).replace("\xa0", " ")
        text = re.sub(r"\s+", " ", own).strip()
        if not text or item.name == "title":
            continue
        bold = item.select_one("strong, b, u")
        whole_bold = bold is not None and re.sub(r"\s+", " ", bold.get_text()).strip() == text
        heading = item.name in ("h1", "h2", "h3", "h4") or (item.parent and item.parent.name == "strong")
        lines.append(f"# {text}" if heading or (whole_bold and len(text) < 120) else text)
    return "\n".join(lines) + "\n"


def _own(item: Tag) -> list[str]:
    """The text of a block without that of blocks inside it."""
    found: list[str] = []
    for child in item.children:
        if isinstance(child, NavigableString):
            found.append(str(child))
        elif isinstance(child, Tag) and child.name not in (*BLOCKS, "ol", "ul", "table", "tr"):
            found += _own(child)
    return found


def _looks_like_heading(words: str) -> bool:
    return len(words) < 90 and words[0].isupper() and not re.search(r"[.:;,”)]$", words)


def parse_lines(text: str, document: str, guideline: str, title: str) -> tuple[list[Guideline], list[Clause]]:
    """The clauses of a text in which each line is a block.

    Lines that begin with `# ` are headings; where none does, short lines that end without punctuation are.
    A heading opens its section and is no item of it.
    """
    clauses: list[Clause] = []
    marked = any(line.startswith("# ") for line in text.splitlines())
    key, heading, offset = "text", title, 0
    counts: Counter[str] = Counter()
    lines = text.splitlines(keepends=True)
    for position, line in enumerate(lines):
        start, offset = offset, offset + len(line)
        words = line.strip()
        following = next((later.strip() for later in lines[position + 1 :] if later.strip()), "")
        if not words or words.startswith(JUNK) or following.startswith(JUNK[:1]):
            continue
        begin = start + len(line) - len(line.lstrip())
        is_heading = words.startswith("# ") if marked else _looks_like_heading(words)
        if is_heading:
            heading = words.removeprefix("# ")
            key = slug(heading)
        sort = "heading" if is_heading else "item"
        counts[f"{key} {sort}"] += 1
        number = counts[f"{key} {sort}"]
        clause_id = f"{guideline}/{key}/{f'h{number}' if is_heading else number}"
        raw = text[begin : start + len(line.rstrip())]
        skip = 2 if words.startswith("# ") else 0
        found = clean(raw[skip:])
        if found:
            clauses.append(
                Clause(
                    clause_id, guideline, document, key, heading, "heading" if is_heading else "paragraph", found,
                    begin + skip, begin + len(raw), None, raw[skip:],
                )
            )  # fmt: skip
    return [Guideline(guideline, title, document)], clauses


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
