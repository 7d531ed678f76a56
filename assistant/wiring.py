"""The only place that constructs things."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import index
from assistant.conversation import Assistant
from assistant.errors import AssistantError, InputRefusedError
from assistant.settings import Settings

Progress = Callable[[str], None]


def _silent(_: str) -> None:
    """Say nothing."""


def build(settings: Settings) -> Assistant:
    """An assistant over the built index. Raises AssistantError where there is none."""
    try:
        return Assistant(settings, index.Library.open(settings.data))
    except index.CorpusError as error:
        raise AssistantError(str(error)) from None


def build_index(settings: Settings, progress: Progress = _silent) -> dict[str, Any]:
    """Build or refresh the index from the settings' sources. Raises InputRefusedError for a source that fails."""
    try:
        found = index.build_index(settings.source_paths(), settings.data, progress)
    except index.CorpusError as error:
        raise InputRefusedError(str(error)) from None
    return {"documents": [document.as_json() for document in found]}


def add_document(settings: Settings, file: Path, progress: Progress = _silent) -> dict[str, Any]:
    """Add one document to what the index was built from."""
    try:
        earlier = index.Library.open(settings.data).sources()
    except index.CorpusError:
        earlier = settings.source_paths()
    paths = tuple(dict.fromkeys([*earlier, file.resolve()]))
    try:
        found = index.build_index(paths, settings.data, progress)
    except index.CorpusError as error:
        raise InputRefusedError(str(error)) from None
    return {"documents": [document.as_json() for document in found]}
