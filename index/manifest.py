"""The manifest: which build readers go by, what it holds, and the lock under which one writer changes it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from index.errors import CorpusError

VERSION = "11"
Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Say nothing."""


def read_manifest(data: Path) -> dict[str, Any]:
    """The manifest of any version; empty where none can be read."""
    try:
        found: dict[str, Any] = json.loads((data / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def build_folder(data: Path, manifest: dict[str, Any]) -> Path:
    """Where the build of a manifest lies."""
    return data / "builds" / str(manifest.get("build"))


def damage(data: Path, manifest: dict[str, Any]) -> tuple[str, ...]:
    """The files of a build that are missing or of another size than when it was published."""
    folder = build_folder(data, manifest)
    kept: dict[str, list[Any]] = manifest.get("files", {})
    return tuple(name for name, (size, _) in kept.items() if not _holds(folder / name, size))


def _holds(path: Path, size: int | None) -> bool:
    try:
        found = path.stat().st_size
    except OSError:
        return False
    return size is None or found == size


def current(data: Path) -> dict[str, Any] | None:
    """The manifest of the finished index; None where there is none that this version can read, or it is damaged."""
    found = read_manifest(data)
    return found if found.get("version") == VERSION and not damage(data, found) else None


def why_not(data: Path) -> CorpusError:
    """Why there is no current index, and the command that makes one."""
    found = read_manifest(data)
    if found.get("version") == VERSION:
        names = ", ".join(damage(data, found))
        return CorpusError(f"the index in {data} is damaged ({names}): run `guideline index build`")
    return CorpusError(f"no finished index in {data}: run `guideline index build`")


def inventory(folder: Path) -> dict[str, list[Any]]:
    """Size and sha256 of every file of a build, by name; Chroma writes to its own when it opens them: only a name."""
    found: dict[str, list[Any]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        with path.open("rb") as file:
            known = [path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()]
        found[name] = [None, None] if name.startswith("chroma/") else known
    return found


def altered(data: Path, manifest: dict[str, Any]) -> tuple[str, ...]:
    """The files of a build whose content is no longer what was published."""
    folder, found = build_folder(data, manifest), list(damage(data, manifest))
    for name, (_, sha256) in manifest.get("files", {}).items():
        if sha256 and name not in found:
            with (folder / name).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    found.append(name)
    return tuple(found)


@contextlib.contextmanager
def writing(data: Path, progress: Progress) -> Iterator[None]:
    """Be the only writer; what a build that died left behind is removed before and after.

    Raises:
        CorpusError: the folder cannot be written, or the disk is full.
    """
    from filelock import FileLock, Timeout

    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data / "build.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            progress("another build is running: waiting for it to end")
            lock.acquire()
        try:
            _sweep(data)
            yield
        finally:
            _sweep(data)
            lock.release()
    except OSError as error:
        why = error.strerror or f"the disk is full: {error}"
        raise CorpusError(
            f"{data}: cannot be written ({why}); free it, or set GUIDELINE_DATA to another folder"
        ) from None


def _sweep(data: Path) -> None:
    for left in (found for part in (".", "builds", "encoder", "encoder/*") for found in data.glob(f"{part}/*.tmp-*")):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def publish(data: Path, manifest: dict[str, Any]) -> None:
    """Point readers to a finished build, then remove all but it and the one before."""
    before = read_manifest(data)
    aside = data / f"manifest.json.tmp-{os.getpid()}"
    with aside.open("w", encoding="utf-8") as file:
        json.dump(manifest, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(data / "manifest.json")
    keep = {manifest["build"], before.get("build")}
    for folder in (data / "builds").iterdir():
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)
