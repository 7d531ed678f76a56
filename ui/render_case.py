"""Determinations and documents as the page shows them: pure functions, everything escaped."""

from __future__ import annotations

import base64
import re
from html import escape
from typing import Any

from assistant import letter, live, outcome_in_words, paths_in_words, plain, question, record_words, report_html
from ui.text import named

HEADS = ("Verdict", "Requirement", "Why", "The record's words", "The guideline's words")
MARKS = {"met": "✓ met", "not_met": "✗ not met", "unknown": "? unknown"}
EMPTY = (
    '<section class="ga-result"><p>Nothing was checked yet. What the record does not say stays unknown.</p></section>'
)


def refused(words: str) -> str:
    """An input that could not be used, in one sentence."""
    return f'<section class="ga-result" role="alert"><p>{escape(words)}</p></section>'


def bullets(title: str, items: list[str]) -> str:
    """A titled list; nothing where it has no items."""
    if not items:
        return ""
    return f"<h3>{escape(title)}</h3><ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def table(title: str, heads: tuple[str, ...], rows: list[list[str]]) -> str:
    """A titled table of cells that are HTML already."""
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    names = [escape(name) for name in heads]
    body = ""
    for row in rows:  # a narrow screen shows the column's name before each cell
        cells = (f'<td data-head="{name}">{cell}</td>' for name, cell in zip(names, row, strict=True))
        body += f"<tr>{''.join(cells)}</tr>"
    return f"<h3>{escape(title)}</h3><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def determination(found: dict[str, Any]) -> str:
    """An outcome with its clauses, the guideline's words, what was read, what is missing and what to ask next."""
    rows = [
        [
            f'<span class="ga-{row["verdict"]}">{MARKS[row["verdict"]]}</span>',
            f"{escape(row['label'])}<br><small>{escape(row['clause'])}</small>",
            escape(plain(row["because"])),
            "<br>".join(f"“{escape(words)}”" for words in record_words(row, found)),
            escape(row.get("quote", "")),
        ]
        for row in live(found)
    ]
    read = [
        [escape(fact["name"].replace("_", " ")), escape(shown(fact["value"])), escape(fact["quote"].strip()[:200])]
        for fact in found.get("facts") or []
    ]
    head = f"{found['guideline'] or 'No guideline'}, edition {found['policy_edition'] or 'none'}: {found['applies']}"
    return (
        f'<section class="ga-result" aria-label="Determination"><h2>Determination</h2>'
        f'<p class="ga-outcome">{escape(plain(outcome_in_words(found)))}</p><p>{escape(head)}</p>'
        + _saved(found)
        + bullets("Ask next", [question(name) for name in found["next_questions"]])
        + table("Clause by clause", HEADS, rows)
        + table("Read from the record", ("Fact", "Value", "The record's words"), read)
        + bullets("Ways that would meet it", paths_in_words(found))
        + bullets("For a person to weigh", found["review"])
        + bullets("Notes", found["warnings"])
        + f"<p><small>digest {escape(found['digest'])}</small></p></section>"
    )


def shown(value: Any) -> str:
    """A fact's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{plain(key)} {shown(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "; ".join(shown(item) for item in value) or "none"
    return plain(str(value))


def _saved(found: dict[str, Any]) -> str:
    """Links that save the report and the letter's draft; both lie in the page, none on the server."""
    files = (
        ("determination.html", "text/html", "Save the report", report_html(found)),
        ("letter-draft.md", "text/markdown", "Save the draft of a letter", letter(found)),
    )
    links = (
        f'<a class="ga-save" download="{name}" href="data:{kind};base64,{base64.b64encode(text.encode()).decode()}">'
        f"{words}</a>"
        for name, kind, words, text in files
    )
    return f'<p class="ga-files">{" ".join(links)}</p>'


def documents(found: list[dict[str, Any]]) -> str:
    """What is indexed, with its authority, edition and warnings."""
    rows = [
        [
            f"{escape(one['title'])}<br><small>{escape(one['id'])}</small>",
            escape(named("tiers").get(one["authority"], one["authority"])),
            escape(str(one["edition"] or "not stated")),
            escape(f"{one['clauses']} clauses" + "".join(f"; {warning}" for warning in one["warnings"])),
        ]
        for one in found
    ]
    listed = table("Indexed", ("Document", "Authority", "Edition", "Content"), rows)
    return f'<section class="ga-result" aria-label="Documents"><h2>Documents</h2>{listed}</section>'


def added(entry: dict[str, Any]) -> str:
    """What came of an upload."""
    told = [f"In force from {entry['in_force_from']}."] if entry["in_force_from"] else []
    words = " ".join([f"{entry['file']} is indexed: {entry['clauses']} clauses.", *told, *entry["warnings"]])
    return f'<p class="ga-outcome" role="status">{escape(words)}</p>'


def policy(found: dict[str, Any]) -> str:
    """Each requirement in our words and its terms, beside the words that it encodes."""
    rows = []
    for row in found["rows"]:
        words = row["words"] or "The source is not indexed; only our digest is."
        mark = "<strong>The words have changed since they were read.</strong> " if row["moved"] else ""
        label = f"{escape(row['label'] or '')}<br><small>{escape(row['clause'] or '')}</small>"
        reading = f"<br><small>Read as: {escape(row['reading'])}</small>" if row["reading"] else ""
        terms = "".join(f"<li>{escape(_readable(term))}</li>" for term in row["terms"])
        rows.append([escape(row["step"] or "always"), label + reading, f"<ul>{terms}</ul>", mark + escape(words)])
    heads = ("Step", "Requirement", "Terms", "The guideline's words")
    title = escape(f"{found['policy']}, edition {found['edition']}")
    rules = table("Criteria", heads, rows)
    return f'<section class="ga-result" aria-label="Criteria"><h2>{title}</h2>{rules}</section>'


SIGNS = (
    (r"^(?:is|number|lists|lists_none_of|documented) fact=(?:request\.)?(\S+) ?", r"\1: "),
    (r" absent=(not_met|met)", lambda m: " (taken as no where not recorded)" if m[1] == "not_met" else
                                         " (taken as yes where not recorded)"),
    (r"\b(?:facts?|values|unit|kind)=", ""),
    (r"=", " "),
    (r"\bTrue\b", "yes"),
    (r"\bFalse\b", "no"),
    (r"_", " "),
    (r"\|", ", "),
)  # fmt: skip


def _readable(term: str) -> str:
    """A criterion's terms without the signs of the policy file."""
    for sign, words in SIGNS:
        term = re.sub(sign, words, term)
    return term.rstrip(": ")
