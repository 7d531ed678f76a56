"""Answers and clauses as the page shows them: pure functions, everything escaped."""

from __future__ import annotations

import re
from html import escape

from assistant import Answer, Citation, ClauseView, Statement

TIERS = {
    "payer_policy": "Payer policy",
    "government_policy": "Government policy",
    "digest": "Our digest of a payer policy",
    "worked_example": "Worked example, no policy",
    "article": "Article, no policy",
}
REF = re.compile(r"^([\w.\-/]{1,200}):(\d{1,9})-(\d{1,9})-([0-9a-f]{64})$")
EMPTY_PANEL = (
    '<section class="ga-panel" aria-label="Source"><h2 tabindex="-1">Source</h2>'
    "<p>Select a number in an answer. The passage opens here with the cited words marked.</p></section>"
)


def reference(citation: Citation) -> str:
    """The link target of a citation: clause, raw span and file hash."""
    return f"{citation.clause}:{citation.start}-{citation.end}-{citation.sha256}"


def parse_reference(text: str) -> tuple[str, int, int, str] | None:
    """Clause, start, end and hash of a link target; None for anything else."""
    match = REF.match(text)
    return (match[1], int(match[2]), int(match[3]), match[4]) if match else None


def plain(text: str) -> str:
    """Text with the signs of Markdown and HTML made inert; addresses in it do not become links."""
    inert = re.sub(r"([\\`*_{}\[\]()#!|<>~$])", r"\\\1", text.replace("&", "&amp;")).replace("\\<", "&lt;")
    return re.sub(r"\bwww\.", "www&#46;", inert.replace("://", "&#58;//"), flags=re.IGNORECASE).replace("@", "&#64;")


def answer_markdown(answer: Answer) -> str:
    """An answer with numbered links to its sources, and the list of what was cited."""
    numbers: dict[str, int] = {}
    lines = [_statement(statement, numbers) for statement in answer.statements]
    cited = {reference(c): c for s in answer.statements for c in s.citations}
    rows = [
        f"- {_chip(number, ref)} {TIERS.get(cited[ref].authority, '')}, {plain(cited[ref].clause)}"
        for ref, number in numbers.items()
    ]
    if answer.route == "abstain" and answer.searched:
        lines.append(f"Documents searched: {len(answer.searched)}.")
    return "\n\n".join([*lines, *(["**Sources**\n\n" + "\n".join(rows)] if rows else [])])


def _statement(statement: Statement, numbers: dict[str, int]) -> str:
    chips = []
    for citation in statement.citations:
        ref = reference(citation)
        numbers.setdefault(ref, len(numbers) + 1)
        chips.append(_chip(numbers[ref], ref))
    table = "\n| " in statement.text
    text = "\n".join(_line(line) for line in statement.text.split("\n")) if table else plain(statement.text)
    return ("\n\n" if table else " ").join([text, " ".join(chips)]).rstrip()


def _line(line: str) -> str:
    """A line made inert; of a row of a table the signs between its cells are kept."""
    if not line.startswith("| "):
        return plain(line)
    cells = line.removeprefix("| ").removesuffix(" |").split(" | ")
    return f"| {' | '.join(cell if set(cell) == {'-'} else plain(cell) for cell in cells)} |"


def _chip(number: int, ref: str) -> str:
    return f'[{number}](#cite-{ref} "Show source {number}")'


def panel(view: ClauseView) -> str:
    """A clause in its context with the cited words marked; a broken pin says so."""
    wording = "exact wording" if view.exact_wording else "our digest"
    facts = [
        TIERS.get(view.authority, view.authority),
        view.title,
        view.edition and f"edition {view.edition}",
        wording,
    ]
    line = " · ".join(escape(str(fact)) for fact in facts if fact)
    if view.holds:
        body = f"{escape(view.before)}<mark>{escape(view.marked)}</mark>{escape(view.after)}"
        note = ""
    else:
        body = escape(view.after)
        note = '<p class="ga-broken">The cited words were not found: this source has changed since.</p>'
    return (
        f'<section class="ga-panel" aria-label="Source"><button class="ga-close" type="button">Close</button>'
        f'<h2 tabindex="-1">{escape(view.clause)}</h2><p class="ga-facts">{line}</p>'
        f"<h3>{escape(view.section)}</h3>{note}<blockquote>{body}</blockquote></section>"
    )


def panel_error(words: str) -> str:
    """The panel with one sentence in place of a clause."""
    head = '<section class="ga-panel" aria-label="Source"><h2 tabindex="-1">Source</h2>'
    return f"{head}<p>{escape(words)}</p></section>"
