"""A determination laid out: every row in its group, the spans of its policy before the day of service."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from assistant import Decider, InputRefusedError, Settings, laid_out

CASES = sorted((Path(__file__).parents[1] / "policies").glob("*[0-9A-Z].cases.yaml"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.name)
def test_every_row_that_applies_stands_in_a_group(file: Path, tmp_path: Path) -> None:
    """The groups hold the rows of the determination that apply, no other and none twice in one group."""
    read = yaml.safe_load(file.read_text("utf-8"))
    for base in (read.get("bases") or {"base": read.get("base")}).values():
        text = json.dumps(base)
        found = Decider(Settings(data=tmp_path)).case(text)
        groups = laid_out(text)["groups"]
        shown = {(row["clause"], row["label"]) for group in groups for row in group["rows"]}
        applies = {(r["clause"], r["label"]) for r in found["clauses"] if r["verdict"] != "not_applicable"}
        assert shown == applies
        for group in groups:
            rows = [(row["clause"], row["label"]) for row in group["rows"]]
            assert len(rows) == len(set(rows))


def test_alternatives_stand_below_one_of() -> None:
    """Where the policy has two ways, each is a group of its own one level deeper."""
    text = json.dumps({"request": {"procedure": "sacroiliac_joint_injection", "date_of_service": "2024-06-11"}})
    groups = laid_out(text)["groups"]
    first = next(at for at, group in enumerate(groups) if group["join"] == "one_of")
    assert [group["depth"] for group in groups[first : first + 3]] == [0, 1, 1]


def test_spans_end_on_the_day_of_service() -> None:
    """A month back from the end of a month is the last day of the month before; days and weeks are counted."""
    text = json.dumps(
        {
            "request": {"procedure": "medial_branch_block", "region": "lumbar", "date_of_service": "2024-02-29"},
            "facts": {"prior_injections": [{"date": "2023-11-05", "procedure": "medial_branch_block"}]},
        }
    )
    laid = laid_out(text)
    starts = {(span["amount"], span["unit"]): span["start"] for span in laid["windows"]}
    assert starts[(24, "months")] == "2022-02-28"
    assert starts[(12, "months")] == "2023-02-28"
    assert [event["date"] for event in laid["events"]] == ["2023-11-05"]


def test_a_case_that_cannot_be_read_is_refused() -> None:
    """The refusal is the one of the case itself."""
    with pytest.raises(InputRefusedError, match="no 'request'"):
        laid_out("{}")
