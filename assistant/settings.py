"""Every knob of the assistant: values only, read from the environment (prefix `GUIDELINE_`)."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


def default_data() -> Path:
    """The user's data folder for this program (XDG convention)."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "guideline-assistant"


class Settings(BaseSettings):
    """Where things lie. `sources` are the folders or files to index, separated by `:` in the environment."""

    model_config = SettingsConfigDict(env_prefix="GUIDELINE_", frozen=True, extra="ignore")

    data: Path = default_data()
    sources: str = ""

    def source_paths(self) -> tuple[Path, ...]:
        """The sources as paths."""
        return tuple(Path(part) for part in self.sources.split(os.pathsep) if part)
