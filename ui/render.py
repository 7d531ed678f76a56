"""Answers as the page shows them: pure functions, everything escaped."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from assistant import Answer, Citation, Route
from ui.text import clause_name, named, say

MARKS = re.compile(r"((?:\[\d+\] ?)+)$")
PLACED = re.compile(r"^> (?:\[(\d+)\] )?", re.MULTILINE)  # how a quote begins that stands before what follows from it
QUOTE = re.compile(r"^\[\d+\] [“(]")
BOLD = re.compile(r"\*\*(.+?)\*\*")
SEARCHED = re.compile(r"^Searched: ")
CARDS = {  # routes whose answer stands in a card of its own, each with its title
    Route.ABSTAIN: "absent",
    Route.REFUSE: "refused",
    Route.CHECK: "case",
    Route.COST: "cost",
}


def reference(citation: Citation) -> str:
    """The link target of a citation: clause, raw span and file hash."""
    return f"{citation.clause}:{citation.start}-{citation.end}-{citation.sha256}"


def lines_of(text: str) -> str:
    """Text as HTML on one line: escaped, its line breaks kept. A blank line would end the block for Markdown."""
    return escape(text.strip()).replace("\n", "<br>")


def question(text: str) -> str:
    """What a reader asked, as a message of the conversation."""
    return f'<p class="ga-asked">{lines_of(text)}</p>'


def told(words: str, kind: str = "note") -> str:
    """A sentence of the page itself, as a message of the conversation."""
    return f'<p class="ga-told ga-{kind}">{lines_of(words)}</p>'


def cited(answer: Answer) -> list[Citation]:
    """What the answer cites, each once, in the order of its numbers."""
    known = {(c.clause, c.start, c.end): c for s in reversed(answer.statements) for c in reversed(s.citations)}
    order = dict.fromkeys((c.clause, c.start, c.end) for s in answer.statements for c in s.citations)
    return [known[key] for key in order]


def paragraphs(answer: Answer) -> list[str]:
    """The answer's own paragraphs; the quotes after them are left out, as the list of sources has them."""
    parts = [part.strip() for part in answer.text.split("\n\n") if part.strip()]
    quotes = [QUOTE.match(part) is not None for part in parts]
    kept = []
    for at, part in enumerate(parts):
        heads_quotes = at + 1 < len(parts) and quotes[at + 1] and part.endswith(":**")
        if not quotes[at] and not heads_quotes and not SEARCHED.match(part):
            kept.append(part)
    return kept


def answer(found: Answer, context: str = "") -> str:
    """An answer as one block of HTML: what is said with numbered links, then what was cited, and only that."""
    sources = cited(found)
    absent = found.route is Route.ABSTAIN
    card = None if absent and not found.searched else CARDS.get(found.route)  # small talk looks nothing up
    title = f'<p class="ga-card-title">{escape(say(f"ask.{card}_title"))}</p>' if card else ""
    with_words = absent
    body = "".join(_paragraph(part, sources, with_words=with_words) for part in paragraphs(found))
    searched = say("ask.searched", count=len(found.searched)) if with_words and found.searched else ""
    dropped = getattr(found, "dropped", 0)
    left_out = say("ask.dropped", count=dropped) if dropped else ""
    small = " · ".join(part for part in (context, searched, left_out, getattr(found, "note", None)) if part)
    foot = f'<p class="ga-small">{escape(small)}</p>' if small else ""
    kind = f" ga-card ga-card-{card}" if card else ""
    return f'<div class="ga-answer{kind}">{title}{body}{_sources(sources)}{foot}</div>'


def _table(rows: list[str]) -> str:
    """The rows of a table that compares, its first one the head."""
    cells = [[escape(cell.strip()) for cell in row.strip().strip("|").split(" | ")] for row in rows]
    kept = [row for row in cells if set("".join(row)) - {"-", " "}]
    head = "".join(f'<th scope="col">{cell}</th>' for cell in kept[0])
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in kept[1:])
    return f'<table class="ga-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def unmarked(text: str) -> str:
    """A paragraph without the signs by which a quote is set off."""
    return re.sub(r"^> ", "", text, flags=re.MULTILINE)


def _quoted(text: str, sources: list[Citation]) -> str:
    """A quote that stands before what follows from it, with the link of its number."""
    first = PLACED.match(text)
    number = int(first[1]) if first and first[1] else 0
    link = f"{chip(number, sources[number - 1])} " if 0 < number <= len(sources) else ""
    return f"<blockquote>{link}{lines_of(PLACED.sub('', text) if link else unmarked(text))}</blockquote>"


def _paragraph(text: str, sources: list[Citation], *, with_words: bool) -> str:
    """One paragraph; lines that begin with a dash become a list, those with bars a table, a quote a block."""
    if PLACED.match(text):
        return _quoted(text, sources)
    blocks: list[str] = []
    items: list[str] = []
    numbers: list[int] = []
    rows = [line for line in text.split("\n") if line.startswith("| ")]
    for line in text.split("\n"):
        if line in rows:
            continue
        said, chips, found = _line(line, sources)
        numbers += found
        if line.startswith("- "):
            items.append(f"<li>{said[2:]}{chips}</li>")
        else:
            blocks.append(f"{said}{chips}")
    html = f"<p>{'<br>'.join(blocks)}</p>" if blocks else ""
    html += f"<ul>{''.join(items)}</ul>" if items else ""
    html += _table(rows) if rows else ""
    if with_words:
        quotes = [sources[n - 1].quote for n in dict.fromkeys(numbers)]
        html += "".join(f"<blockquote>{lines_of(quote)}</blockquote>" for quote in quotes if quote not in text)
    return html


def _line(line: str, sources: list[Citation]) -> tuple[str, str, list[int]]:
    """A line's words, its chips, and their numbers."""
    match = MARKS.search(line)
    found = [int(n) for n in re.findall(r"\d+", match[1])] if match else []
    if match is None or any(not 0 < n <= len(sources) for n in found):
        return BOLD.sub(r"<strong>\1</strong>", escape(line.rstrip())), "", []
    words = BOLD.sub(r"<strong>\1</strong>", escape(line[: match.start()].rstrip()))
    return words, "".join(f" {chip(n, sources[n - 1])}" for n in found), found


def chip(number: int, citation: Citation) -> str:
    """A numbered link to a source."""
    title = say("ask.show_source", number=number, clause=clause_name(citation.clause))
    return f'<a class="ga-chip" href="{target(reference(citation))}" title="{escape(title)}">{number}</a>'


def target(ref: str) -> str:
    """The link to a clause or a pin, whatever signs a document's name has."""
    return f"#cite-{quote(ref, safe='/:')}"


def clause_link(clause: str, words: str | None = None) -> str:
    """A link to a clause as it stands now: the one scheme for tables, lists and paths."""
    return f'<a class="ga-clause" href="{target(clause)}">{escape(words or clause_name(clause))}</a>'


def _sources(sources: list[Citation]) -> str:
    """The list of what was cited: a line each, its words one step away."""
    if not sources:
        return ""
    rows = "".join(
        f'<li><a class="ga-clause" href="{target(reference(one))}">{escape(clause_name(one.clause))}</a>'
        f' <span class="ga-tier">{escape(tier(one))}</span></li>'
        for one in sources
    )
    return f'<p class="ga-sources">{escape(say("ask.sources"))}</p><ol class="ga-source-list">{rows}</ol>'


def tier(citation: Citation) -> str:
    """The rank of a citation's source, and its edition where it is known."""
    rank = named("tiers").get(citation.authority, citation.authority)
    edition = getattr(citation, "edition", None)
    return f"{rank}, {say('source.edition', edition=edition).lower()}" if edition else rank
