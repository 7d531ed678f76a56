"""The panel of a source: the clause of a link in its place, with the words marked."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from ui.render import lines_of
from ui.text import clause_name, named, say

CLAUSE = r"[^\x00-\x1f]{1,300}"  # a document's name is part of it, whatever signs that has
REF = re.compile(rf"^({CLAUSE}):(\d{{1,9}})-(\d{{1,9}})-([0-9a-f]{{64}})$")
ALONE = re.compile(rf"^{CLAUSE}$")
Pin = tuple[int, int, str]


def parse_reference(text: str) -> tuple[str, Pin | None] | None:
    """Clause and pin of a link target, or the clause alone; None for anything else."""
    match = REF.match(text)
    if match:
        return match[1], (int(match[2]), int(match[3]), match[4])
    return (text, None) if ALONE.match(text) else None


def empty() -> str:
    """The panel before anything was opened."""
    return _panel(say("source.empty_title"), f"<p>{escape(say('source.empty'))}</p>")


def failed(words: str) -> str:
    """The panel with one sentence in place of a clause."""
    return _panel(say("source.empty_title"), f'<p role="alert">{escape(words)}</p>', closes=True)


def panel(found: dict[str, Any]) -> str:
    """A clause with its neighbours, its document, rank and edition; a broken pin says so."""
    view = found["view"]
    digest = not view.exact_wording
    wording = f'<span class="ga-wording{" ga-ours" if digest else ""}">{escape(say("source.digest" if digest else "source.exact"))}</span>'  # noqa: E501
    said = f"{escape(view.before)}<mark>{escape(view.marked)}</mark>{escape(view.after)}".replace("\n", "<br>")
    note = "" if view.holds else f'<p class="ga-broken" role="alert">{escape(say("source.broken"))}</p>'
    here = f'<div class="ga-here"><p class="ga-clause-name">{escape(clause_name(view.clause))}</p><p>{said}</p></div>'
    body = (
        f'<p class="ga-wordings">{wording}</p><p class="ga-facts">{" · ".join(map(escape, _facts(found)))}</p>{note}'
        f'<div class="ga-page" tabindex="0"><p class="ga-section">{escape(view.section)}</p>'
        f"{_neighbours(found['before'])}{here}{_neighbours(found['after'])}</div>"
    )
    return _panel(view.title, body, closes=True)


def _facts(found: dict[str, Any]) -> list[str]:
    """Rank, edition, when it holds and where it stands."""
    view = found["view"]
    facts = [named("tiers").get(view.authority, view.authority)]
    facts += [say("source.edition", edition=view.edition)] if view.edition else []
    since = [say("source.in_force", since=found["in_force_from"])] if found["in_force_from"] else []
    until = [say("source.until", until=found["in_force_until"])] if found["in_force_until"] else []
    facts += [" ".join([*since, *until])] if since or until else []
    facts += [say("source.page", page=found["page"])] if found["page"] else []
    return [*facts, say("source.file", document=view.document)]


def _neighbours(clauses: list[tuple[str, str]]) -> str:
    return "".join(
        f'<div class="ga-near"><p class="ga-clause-name">{escape(clause_name(name))}</p><p>{lines_of(text)}</p></div>'
        for name, text in clauses
    )


def _panel(title: str, body: str, *, closes: bool = False) -> str:
    close = f'<button class="ga-close" type="button">{escape(say("close"))}</button>' if closes else ""
    label = escape(say("source_label"))
    return (
        f'<section class="ga-panel" aria-label="{label}">{close}<h2 tabindex="-1">{escape(title)}</h2>{body}</section>'
    )
