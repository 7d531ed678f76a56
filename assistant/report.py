"""A determination on paper: a report to file and the draft of a letter; each sentence from a fact or a clause."""

from __future__ import annotations

from html import escape
from typing import Any

from assistant.assess_case import outcome_in_words
from checks import question

VERDICTS = {"not_met": "✗ not met", "unknown": "? unknown", "met": "✓ met"}
STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;color:#1a2330;max-width:1000px;margin:24px auto;padding:0 16px}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{text-align:left;vertical-align:top;padding:6px 8px;overflow-wrap:anywhere;border-bottom:1px solid #d5dce4}"
    "th{border-bottom:2px solid #1c5a8f}"
    "th:nth-child(1){width:11%}th:nth-child(2){width:22%}th:nth-child(3),th:nth-child(4){width:19%}"
    "h2{font-size:1.1em;margin:1.4em 0 .4em}.met{color:#1d5e2e}.not_met{color:#94330a}.unknown{color:#5a4a00}"
    ".met,.not_met,.unknown{font-weight:700;white-space:nowrap}tr{break-inside:avoid}thead{display:table-header-group}"
    "small,q{color:#4a5666}@media print{body{margin:0;max-width:none}}"
)
NOTICE = "Criteria against a record. Not a decision on coverage; people decide."


def report_html(found: dict[str, Any]) -> str:
    """One page without outside parts: outcome, each clause with the record's and the guideline's words, open facts."""
    rows = "".join(_row(row, found) for row in live(found))
    heads = ("Verdict", "Requirement", "Why", "The record's words", "The guideline's words")
    head = "".join(f'<th scope="col">{words}</th>' for words in heads)
    edition = f"{found['guideline'] or 'No guideline'}, edition {found['policy_edition'] or 'none'}"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Determination: {escape(edition)}</title>'
        f"<style>{STYLE}</style></head><body><h1>Determination</h1><p><strong>{escape(outcome_in_words(found))}</strong>"
        f"</p><p>{escape(edition)}: {escape(found['applies'])}</p>"
        f"<table><caption><small>{escape(NOTICE)}</small></caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
        + _list("To ask", [question(name) for name in found["missing"]])
        + _list("Ways that would meet it", paths_in_words(found))
        + _list("For a person to weigh", found["review"])
        + _list("Notes", found["warnings"])
        + f"<p><small>digest {escape(found['digest'])}</small></p></body></html>\n"
    )


def letter(found: dict[str, Any]) -> str:
    """The draft of a letter to the payer, as Markdown: what the record shows by clause, and what it does not show yet.

    `outcome` `excluded` or `not_addressed` gives the reason alone: there is nothing to argue from.
    """
    rows = live(found)
    lines = [
        "DRAFT, made from a record and a guideline. A clinician checks every line before it is sent.",
        f"Guideline: {found['guideline'] or 'none'}, edition {found['policy_edition'] or 'none'}. {found['applies']}.",
    ]
    for title, verdict in (("What the record shows", "met"), ("What the record contradicts", "not_met"),
                           ("What the record does not say yet", "unknown")):  # fmt: skip
        told = [_sentence(row, found) for row in rows if row["verdict"] == verdict]
        lines += [f"## {title}", *told] if told else []
    asked = [f"- {question(name)}" for name in found["missing"]]
    lines += ["## To be added before sending", "\n".join(asked)] if asked else []
    return "\n\n".join([*lines, f"Record digest {found['digest']}."]) + "\n"


def paths_in_words(found: dict[str, Any]) -> list[str]:
    """Each way to a determination that meets, as the facts to document and what they have to show."""
    return [
        "; and ".join(f"{need['fact'].replace('_', ' ')}: {need['needs']}" for need in way) for way in found["paths"]
    ]


def plain(words: str) -> str:
    """The names of facts as words."""
    return words.replace("_", " ")


def live(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that apply: what fails first, then what is open."""
    return [row for verdict in VERDICTS for row in found["clauses"] if row["verdict"] == verdict]


def record_words(row: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """The record's words for the facts that a clause reads; none where the case was handed in as facts."""
    names = {name.removeprefix("request.") for name in row["facts"]}
    facts = found.get("facts") or []
    return list(dict.fromkeys(f["quote"].strip() for f in facts if f["name"].removeprefix("request.") in names))


def _row(row: dict[str, Any], found: dict[str, Any]) -> str:
    cells = (
        f'<span class="{row["verdict"]}">{VERDICTS[row["verdict"]]}</span>',
        f"{escape(row['label'])}<br><small>{escape(row['clause'])}</small>",
        escape(plain(row["because"])),
        "<br>".join(f"<q>{escape(words)}</q>" for words in record_words(row, found)),
        f"<q>{escape(row['quote'])}</q>" if row.get("quote") else "<small>not indexed</small>",
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _sentence(row: dict[str, Any], found: dict[str, Any]) -> str:
    quotes = "; ".join(f"“{words}”" for words in record_words(row, found))
    source = f" The guideline: “{row['quote']}”" if row.get("quote") else ""
    said = f" The record: {quotes}." if quotes else ""
    return f"{row['label']} ({row['clause']}): {plain(row['because'])}.{said}{source}"


def _list(title: str, items: list[str]) -> str:
    if not items:
        return ""
    return f"<h2>{title}</h2><ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
