"""Every citation resolves to the raw words it quotes (`python -m eval.pins` asks more of the same)."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Settings, build
from eval.pins import labelled_questions, made_queries, measured

QUERIES = 100


@pytest.mark.slow
def test_citations_resolve_to_the_exact_raw_words(built_index: Path) -> None:
    """Each citation in the answers to labelled questions and to queries of the documents' own words holds."""
    assistant = build(Settings(data=built_index))
    cited, wrong = measured(assistant, [*labelled_questions()[::3], *made_queries(assistant.library, QUERIES)])
    assert cited > QUERIES
    assert wrong == []
