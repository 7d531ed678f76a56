"""What the commands share: settings, printing, and a line at a time of a batch."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant import AssistantError, InputRefusedError, Settings, dumps
from ui.files import json_object, read_lines

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Sources = Annotated[list[Path] | None, typer.Option("--sources", help="Folder with source documents; repeatable.")]
Batch = Annotated[Path | None, typer.Option("--batch", help="A file with one JSON object a line.")]


def settings(sources: list[Path] | None = None) -> Settings:
    """The settings from the environment, with the sources named on the command line."""
    if sources:
        return Settings(sources=os.pathsep.join(str(path) for path in sources))
    return Settings()


def say(text: str) -> None:
    """Print one thing."""
    sys.stdout.write(text + "\n")


def each_text(path: Path, answer: Callable[[str], Any]) -> None:
    """Print one JSON line for each line; a refused line prints its error, and the exit status is 1 at the end."""
    failed = False
    for text in read_lines(path):
        try:
            found = answer(text)
        except AssistantError as error:
            failed = True
            found = {"id": _id_of(text), "error": str(error)}
        say(dumps(found))
    if failed:
        raise typer.Exit(1)


def _id_of(text: str) -> Any:
    try:
        return json_object(text, "line").get("id")
    except InputRefusedError:
        return None
