"""Parts that several tabs share: titled lists and tables; pure, everything escaped."""

from __future__ import annotations

from html import escape


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
    whole = f'<table class="ga-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f"<h3>{escape(title)}</h3>{whole}"
