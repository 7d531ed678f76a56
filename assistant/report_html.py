"""A report as one HTML page without outside parts, fit to print and file."""

from __future__ import annotations

from html import escape
from typing import Any

from assistant.report import NOTICE, Cell, Part, outcome, parts, title

STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;color:#1a2330;max-width:1000px;margin:24px auto;padding:0 16px}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{text-align:left;vertical-align:top;padding:6px 8px;overflow-wrap:anywhere;border-bottom:1px solid #d5dce4}"
    "th{border-bottom:2px solid #1c5a8f}"
    "h2{font-size:1.1em;margin:1.4em 0 .4em}.met{color:#1d5e2e}.not_met{color:#94330a}.unknown{color:#5a4a00}"
    ".met,.not_met,.unknown{font-weight:700}tr{break-inside:avoid}thead{display:table-header-group}"
    "small{color:#4a5666}@media print{body{margin:0;max-width:none}}"
)


def report_html(found: dict[str, Any]) -> str:
    """One page: outcome, request, each requirement with both sides' words, open facts, documents to add."""
    head = escape(title(found))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{head}</title><style>{STYLE}</style></head>'
        f"<body><h1>{head}</h1><p><strong>{escape(outcome(found))}</strong></p><p><small>{escape(NOTICE)}</small></p>"
        f"{''.join(_part(part) for part in parts(found))}</body></html>\n"
    )


def _part(part: Part) -> str:
    if part.rows:
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in part.heads)
        rows = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in part.rows)
        body = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    else:
        body = f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in part.lines)}</ul>"
    return f"<h2>{escape(part.title)}</h2>{body}"


def _cell(cell: Cell) -> str:
    strong = f'<span class="{cell.verdict}">{escape(cell.strong)}</span>' if cell.strong else ""
    small = f"<small>{escape(cell.small)}</small>" if cell.small else ""
    return "<br>".join(part for part in (strong, *(escape(said) for said in cell.words), small) if part)
