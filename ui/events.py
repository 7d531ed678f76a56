"""Handlers of the page: call the assistant, hand to render. The one place that catches everything."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

from assistant import Assistant, AssistantError, Message, Persona, Turn
from ui import render

LOG = logging.getLogger("guideline")
History = list[dict[str, Any]]


def text_of(content: Any) -> str:
    """The text of a chat message, whose content is text or a list of blocks."""
    if isinstance(content, str):
        return content
    return " ".join(str(block.get("text", "")) for block in content if isinstance(block, dict))


class Events:
    """Binds the page's events to one assistant."""

    def __init__(self, talker: Assistant) -> None:
        self._talker = talker

    async def ask(self, question: str, persona: str, history: History) -> AsyncIterator[tuple[str, History]]:
        """One turn: show the question at once, then the answer."""
        if not question.strip():
            yield "", [*history, {"role": "assistant", "content": "Please type a question first."}]
            return
        shown = [*history, {"role": "user", "content": render.plain(question)}]
        yield "", [*shown, {"role": "assistant", "content": "Searching the guidelines…"}]
        yield "", [*shown, {"role": "assistant", "content": self._answer(question, persona, history)}]

    def _answer(self, question: str, persona: str, history: History) -> str:
        earlier = tuple(Message(role=m["role"], content=text_of(m["content"])) for m in history)
        try:
            turn = Turn(question=question, persona=Persona(persona), history=earlier)
            return render.answer_markdown(self._talker.reply(turn))
        except Exception as error:  # noqa: BLE001  the one catch-all: a calm sentence, no stack trace
            number = uuid4().hex[:8]
            LOG.error(  # noqa: TRY400  no traceback: it could hold patient text
                "turn failed: %s, id %s", type(error).__name__, number
            )
            return f"Something went wrong here, and your question was not lost. Try again, or report number {number}."

    def passage(self, ref: str) -> str:
        """The panel for a citation's link target."""
        parts = render.parse_reference(ref)
        if parts is None:
            return render.panel_error("This link names no source.")
        try:
            return render.panel(self._talker.view(*parts))
        except AssistantError as error:
            return render.panel_error(str(error))
