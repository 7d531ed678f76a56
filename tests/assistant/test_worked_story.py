"""The worked assessment's story as a clinic would write it: a form and a visit, read and decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant import Decider, Settings, decide_documents, letter, read_record, report_html
from assistant.report import record_words

HERE = Path(__file__).parent / "records"
DISC, AXIAL = "NIA_CG_301/indications/1.2", "NIA_CG_301/indications/1.1"


def decided(data: Path) -> dict[str, Any]:
    """The determination on both documents."""
    documents = [read_record(HERE / name) for name in ("worked_form.txt", "worked_visit.txt")]
    return decide_documents(Decider(Settings(data=data)), documents)[1]


def test_the_story_does_not_meet_for_its_own_reasons(tmp_path: Path) -> None:
    """Radicular pain and the disc fail it; the first block's lack of relief and the open therapy are told.

    The second's relief, `100% at first, 50% has lasted`, is left open.
    """
    found = decided(tmp_path)
    rows = {row["clause"]: row for row in found["clauses"]}
    facts = {fact["name"]: fact["value"] for fact in found["facts"]}
    assert found["outcome"] == "does_not_meet"
    assert {AXIAL, DISC} <= set(found["unmet"])
    assert "disc_herniation" in rows[DISC]["because"]
    assert [(one["procedure"], one.get("pain_relief_percent")) for one in facts["prior_injections"]] == [
        ("facet_joint_injection", 0), ("transforaminal_epidural", None),
    ]  # fmt: skip
    assert any(row["verdict"] == "unknown" and "therapy" in row["label"] for row in found["clauses"])


@pytest.mark.slow
def test_each_reason_has_both_quotes(built_index: Path) -> None:
    """What fails stands in report and letter with the record's words and the guideline's."""
    found = decided(built_index)
    html, text = report_html(found), letter(found)
    for row in found["clauses"]:
        if row["clause"] in {AXIAL, DISC} and row["verdict"] == "not_met":
            assert record_words(row, found)
            assert row["quote"]
            for words in record_words(row, found):
                assert f"“{words}”" in text
                assert words in html
            assert row["quote"] in text
