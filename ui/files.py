"""Reading the files that a user names on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant import InputRefusedError


def read_input(path: Path) -> str:
    """The text of a file. Raises InputRefusedError where it is missing, empty, binary or not UTF-8."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputRefusedError(f"{path}: cannot be read ({error.strerror}); name a file that exists") from None
    if not content.strip():
        raise InputRefusedError(f"{path}: the file is empty; name one with content")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputRefusedError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8 text first") from None
    if "\0" in text:
        raise InputRefusedError(f"{path}: this is a binary file; hand in UTF-8 text")
    return text


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a batch file that are not blank."""
    yield from (line for line in read_input(path).splitlines() if line.strip())


def json_object(text: str, what: str) -> dict[str, Any]:
    """One JSON object. Raises InputRefusedError for anything else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise InputRefusedError(f"{what} is not a JSON object; write one object on the line")
    return found


def write_new(path: Path, content: str | bytes) -> None:
    """Write a file that does not exist yet. Raises InputRefusedError where it does or cannot be written."""
    try:
        with path.open("xb") as file:
            file.write(content if isinstance(content, bytes) else f"{content}\n".encode())
    except FileExistsError:
        raise InputRefusedError(f"{path}: exists already and was left as it is; name a new file") from None
    except OSError as error:
        raise InputRefusedError(f"{path}: cannot be written ({error.strerror}); name another place") from None
