"""Documents and policies as the page shows them: pure, everything escaped."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from ui.render_parts import table
from ui.text import named


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
