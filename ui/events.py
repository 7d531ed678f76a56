"""Handlers of the page: call the assistant, hand to render. The one place that catches everything."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from assistant import (
    MAX_QUESTION,
    Assistant,
    AssistantError,
    Decider,
    Message,
    Persona,
    Turn,
    cost_of,
    keep_document,
    policy_names,
    policy_with_words,
)
from ui import render, render_case, render_cost

LOG = logging.getLogger("guideline")
History = list[dict[str, Any]]


class Events:
    """Binds the page's events to one assistant."""

    def __init__(self, talker: Assistant) -> None:
        self._talker = talker

    async def ask(
        self, question: str, persona: str, shown: History, earlier: tuple[Message, ...]
    ) -> AsyncIterator[tuple[str, History, tuple[Message, ...]]]:
        """One turn: show the question at once, then the answer. `earlier` is kept on the server, as it was typed."""
        if not question.strip():
            yield "", [*shown, {"role": "assistant", "content": "Please type a question first."}], earlier
            return
        if len(question) > MAX_QUESTION:
            words = f"The question has {len(question)} characters; at most {MAX_QUESTION} can be read. Shorten it."
            yield question, [*shown, {"role": "assistant", "content": words}], earlier
            return
        asked = [*shown, {"role": "user", "content": render.plain(question)}]
        yield "", [*asked, {"role": "assistant", "content": "Searching the guidelines…"}], earlier
        markdown, text = self._answer(question, persona, earlier)
        turn = (Message(role="user", content=question), Message(role="assistant", content=text))
        yield "", [*asked, {"role": "assistant", "content": markdown}], (*earlier, *turn)

    def _answer(self, question: str, persona: str, earlier: tuple[Message, ...]) -> tuple[str, str]:
        """The answer as the page shows it, and as text."""
        try:
            answer = self._talker.reply(Turn(question=question, persona=Persona(persona), history=earlier))
            return render.answer_markdown(answer), answer.text
        except Exception as error:  # noqa: BLE001  the one catch-all: a calm sentence, no stack trace
            words = f"Something went wrong here. Ask again, or report number {_reported(error)}."
            return words, words

    def check(self, record: str) -> str:
        """The determination on a note, or on a case given as JSON."""
        decider = Decider(self._talker.settings, self._talker.library)
        try:
            is_case = record.lstrip().startswith("{")
            return render_case.determination(decider.case(record) if is_case else decider.note(record))
        except AssistantError as error:
            return render_case.refused(str(error))
        except Exception as error:  # noqa: BLE001  as above
            return render_case.refused(f"The record could not be checked. Report number {_reported(error)}.")

    def cost(self, *values: str) -> str:
        """The cost worked out from the fields that were filled."""
        names = [name for name, _, _ in render_cost.FIELDS]
        plan = {name: value for name, value in zip(names, values, strict=True) if value and value.strip()}
        try:
            contrast = plan.pop("contrast", None)
            return render_cost.cost(cost_of(json.dumps(plan), contrast))
        except AssistantError as error:
            return render_case.refused(str(error))

    def documents(self) -> str:
        """What is indexed, as a table."""
        return render_case.documents(self._talker.documents()["documents"])

    def add(self, file: str | None) -> tuple[str, str]:
        """Keep an uploaded document and index it: the new list, and a line that says what came of it."""
        if file is None:
            return self.documents(), ""
        try:
            found = keep_document(self._talker.settings, Path(file))
            return self.documents(), render_case.added(found)
        except AssistantError as error:
            return self.documents(), render_case.refused(str(error))
        except Exception as error:  # noqa: BLE001  as above
            return self.documents(), render_case.refused(f"It could not be added. Report number {_reported(error)}.")

    def policies(self) -> list[tuple[str, str]]:
        """The policies as title and id."""
        return policy_names()

    def policy(self, name: str) -> str:
        """Every requirement of a policy beside the words that it encodes."""
        try:
            return render_case.policy(policy_with_words(self._talker.library, name))
        except AssistantError as error:
            return render_case.refused(str(error))

    def passage(self, ref: str) -> str:
        """The panel for a citation's link target."""
        parts = render.parse_reference(ref)
        if parts is None:
            return render.panel_error("This link names no source.")
        try:
            return render.panel(self._talker.view(*parts))
        except AssistantError as error:
            return render.panel_error(str(error))
        except Exception as error:  # noqa: BLE001  as above
            return render.panel_error(f"The source could not be opened. Report number {_reported(error)}.")


def _reported(error: Exception) -> str:
    """Log the kind of a fault, without its words, which could hold patient text; the number to report it by."""
    number = uuid4().hex[:8]
    LOG.error("a page request failed: %s, id %s", type(error).__name__, number)
    return number
