"""Files that a page hands out: each lies in the page itself, none on the server. And one-line messages."""

from __future__ import annotations

import base64
from html import escape

from ui.text import say


def fine(words: str) -> str:
    """A line that says what was done."""
    return f'<p class="ga-said" role="status">{escape(words)}</p>'


def failed(words: str) -> str:
    """A line that says what is wrong and what to do."""
    return f'<p class="ga-wrong" role="alert">{escape(words)}</p>'


def link(name: str, kind: str, words: str, text: str) -> str:
    """A link that saves a text as a file."""
    data = base64.b64encode(text.encode()).decode()
    return f'<a class="ga-button" download="{escape(name)}" href="data:{kind};base64,{data}">{escape(words)}</a>'


def printer(words: str, page: str, title: str) -> str:
    """A button that prints a page of its own; the browser's print saves it as PDF, too."""
    frame = f'<iframe class="ga-print" tabindex="-1" aria-hidden="true" title="{escape(title)}" srcdoc="{escape(page)}"></iframe>'  # noqa: E501
    return f'<button type="button" class="ga-button ga-prints">{escape(words)}</button>{frame}'


def export_links(ready: str, markdown: str, page: str) -> str:
    """What a conversation can be saved as."""
    files = link("conversation.md", "text/markdown", say("export.markdown"), markdown)
    return f'{fine(ready)}<p class="ga-files">{files}{printer(say("export.print"), page, say("export.title"))}</p>'
