"""Every knob of the assistant: values only, read from the environment (prefix `GUIDELINE_`)."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


def default_data() -> Path:
    """The user's data folder for this program (XDG convention)."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "guideline-assistant"


class Settings(BaseModel):
    """Where things lie. `sources` are the folders or files to index, separated by `:` in the environment.

    `chroma_url` is a Chroma server's address; empty: Chroma runs in this process, inside the data folder.
    """

    model_config = ConfigDict(frozen=True)

    data: Path = Field(default_factory=lambda: Path(os.environ.get("GUIDELINE_DATA") or default_data()))
    sources: str = Field(default_factory=lambda: os.environ.get("GUIDELINE_SOURCES", ""))
    chroma_url: str = Field(default_factory=lambda: os.environ.get("GUIDELINE_CHROMA_URL", ""))

    chat_model: str = Field(default_factory=lambda: os.environ.get("GUIDELINE_CHAT_MODEL", ""))
    chat_key: str = Field(default_factory=lambda: os.environ.get("GUIDELINE_CHAT_KEY", ""), repr=False)

    def source_paths(self) -> tuple[Path, ...]:
        """The sources as paths."""
        return tuple(Path(part) for part in self.sources.split(os.pathsep) if part)
