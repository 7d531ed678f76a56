"""A build that is killed never breaks the index before it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import Library, build_index

BUILD = "import sys, pathlib, index; index.build_index([pathlib.Path(sys.argv[1])], pathlib.Path(sys.argv[2]))"


@pytest.mark.slow
def test_ten_kills_leave_the_old_index_or_the_new_one(built_index: Path, tmp_path: Path) -> None:
    """Whenever a build dies, a search still answers; the next build succeeds and leaves nothing half-written."""
    docs, data = tmp_path / "docs", tmp_path / "data"
    docs.mkdir()
    data.mkdir()
    (data / "encoder").symlink_to(built_index / "encoder")
    (docs / "article-old.txt").write_text("Knees\n\nThe knee bends in one plane only.\n", "utf-8")
    build_index([docs], data)
    for number in range(10):
        (docs / "article-new.txt").write_text(f"Hips\n\nThe hip is a ball in a socket, number {number}.\n", "utf-8")
        process = subprocess.Popen([sys.executable, "-c", BUILD, str(docs), str(data)])
        time.sleep(0.25 * (number + 1))
        process.kill()
        process.wait()
        found = Library.open(data).search("which way does the knee bend")
        assert any(hit.passage.document == "article-old" for hit in found)
    build_index([docs], data)
    assert "article-new" in {document.id for document in Library.open(data).documents()}
    assert not list((data / "builds").glob("*.tmp-*"))
