"""Handlers of the page: call the assistant, hand to render. The one place that catches everything."""

from __future__ import annotations

import json
from pathlib import Path

from assistant import (
    Assistant,
    AssistantError,
    cost_of,
    keep_document,
    opened,
    policy_names,
    policy_with_words,
)
from ui import render_cost, render_documents, render_source
from ui.render_files import failed
from ui.faults import reported
from ui.text import say


class Events:
    """Binds the page's events to one assistant."""

    def __init__(self, talker: Assistant) -> None:
        self._talker = talker

    def cost(self, *values: str) -> str:
        """The cost worked out from the fields that were filled."""
        names = [name for name, _, _ in render_cost.FIELDS]
        plan = {name: value for name, value in zip(names, values, strict=True) if value and value.strip()}
        try:
            contrast = plan.pop("contrast", None)
            return render_cost.cost(cost_of(json.dumps(plan), contrast))
        except AssistantError as error:
            return failed(str(error))

    def documents(self) -> str:
        """What is indexed, as a table."""
        return render_documents.documents(self._talker.documents()["documents"])

    def add(self, file: str | None) -> tuple[str, str]:
        """Keep an uploaded document and index it: the new list, and a line that says what came of it."""
        if file is None:
            return self.documents(), ""
        try:
            found = keep_document(self._talker.settings, Path(file))
            return self.documents(), render_documents.added(found)
        except AssistantError as error:
            return self.documents(), failed(str(error))
        except Exception as error:  # noqa: BLE001  as above
            return self.documents(), failed(f"It could not be added. Report number {reported(error)}.")

    def policies(self) -> list[tuple[str, str]]:
        """The policies as title and id."""
        return policy_names()

    def policy(self, name: str) -> str:
        """Every requirement of a policy beside the words that it encodes."""
        try:
            return render_documents.policy(policy_with_words(self._talker.library, name))
        except AssistantError as error:
            return failed(str(error))

    def passage(self, ref: str) -> str:
        """The panel for a link's target."""
        parts = render_source.parse_reference(ref)
        if parts is None:
            return render_source.failed(say("source.no_link"))
        try:
            return render_source.panel(opened(self._talker.library, *parts))
        except AssistantError as error:
            return render_source.failed(str(error))
        except Exception as error:  # noqa: BLE001  as above
            return render_source.failed(say("source.failed", number=reported(error)))
