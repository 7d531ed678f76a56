"""A document that a later edition follows is marked wherever documents are listed."""

from __future__ import annotations

from typing import Any

import pytest

from ui.cli import _documents
from ui.render_documents import documents

ENTRY: dict[str, Any] = {
    "id": "old", "title": "Braces", "authority": "payer_policy", "edition": "1", "clauses": 3, "passages": 2,
    "warnings": [], "superseded_by": "new", "issuer": "Blue Harbor", "file": "braces.pdf", "in_force_from": None,
    "in_force_until": None,
}  # fmt: skip


def test_a_superseded_document_is_marked_in_lists(capsys: pytest.CaptureFixture[str]) -> None:
    """The command line and the page name the edition that follows; the newest has no such words."""
    _documents({"documents": [ENTRY, ENTRY | {"id": "new", "superseded_by": None}]}, as_json=False)
    old, new = capsys.readouterr().out.splitlines()
    assert old.endswith("superseded by new")
    assert "superseded" not in new
    assert "superseded by new" in documents([ENTRY])
