"""Handlers of the Documents tab, and of the panel that opens a source."""

from __future__ import annotations

from pathlib import Path

from assistant import (
    Assistant,
    AssistantError,
    compared,
    drop_document,
    keep_document,
    kept_documents,
    opened,
    policy_names,
    policy_with_words,
    read_document,
    readable,
)
from ui import render_documents, render_source
from ui.faults import reported
from ui.render_files import failed, fine
from ui.text import say

ALL = ""


class Documents:
    """The Documents tab, bound to one assistant."""

    def __init__(self, talker: Assistant) -> None:
        self._talker = talker

    def listed(self) -> str:
        """What is indexed, as a table."""
        return render_documents.documents(self._talker.documents()["documents"])

    def add(self, file: str | None, issuer: str = "", rank: str = "", since: str = "") -> tuple[str, str]:
        """Index an uploaded document, with what the reader says of it: the new list, and what came of it."""
        if file is None:
            return self.listed(), ""
        given = {"issuer": issuer, "authority": rank, "in_force_from": since}
        facts = {key: value.strip() for key, value in given.items() if value and value.strip()}
        try:
            said = render_documents.added(keep_document(self._talker.settings, Path(file), facts))
        except AssistantError as error:
            said = failed(str(error))
        except Exception as error:  # noqa: BLE001  a calm sentence, no stack trace
            said = failed(say("failed", number=reported(error)))
        return self.listed(), said

    def own(self) -> list[str]:
        """The documents that were added here, by id."""
        return sorted(kept_documents(self._talker.settings))

    def remove(self, document: str | None) -> tuple[str, str]:
        """Remove a document that was added here: the new list, and a line that says so."""
        if not document:
            return self.listed(), ""
        try:
            drop_document(self._talker.settings, document)
            said = fine(say("documents.removed", name=document))
        except AssistantError as error:
            said = failed(str(error))
        return self.listed(), said

    def readable(self) -> list[tuple[str, str]]:
        """What can be opened and compared, as title and key."""
        return readable(self._talker.library)

    def open(self, key: str | None) -> str:
        """A guideline as its clauses with the criteria beside them."""
        if not key:
            return fine(say("documents.choose"))
        try:
            return render_documents.document(read_document(self._talker.library, key))
        except AssistantError as error:
            return failed(str(error))

    def compare(self, old: str | None, new: str | None) -> str:
        """Two documents clause by clause."""
        if not old or not new or old == new:
            return failed(say("documents.choose_two"))
        try:
            return render_documents.comparison(compared(self._talker.library, old, new))
        except AssistantError as error:
            return failed(str(error))

    def policies(self) -> list[tuple[str, str]]:
        """The policies as title and id, with one entry for all."""
        return [(say("documents.all"), ALL), *policy_names()]

    def policy(self, name: str | None) -> str:
        """Every requirement of a policy, or of all, beside the words that it encodes."""
        if name is None:
            return fine(say("documents.choose_policy"))
        names = [name] if name else [known for _, known in policy_names()]
        try:
            return render_documents.policies([policy_with_words(self._talker.library, one) for one in names])
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
