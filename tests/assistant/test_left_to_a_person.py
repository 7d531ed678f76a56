"""What no fact of a case carries is shown for a person to weigh, with its clause, wherever a determination is shown."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant import Decider, Settings, determination_text, letter, report_html
from assistant.citing import Citer
from assistant.say_case import in_words
from checks import read_policy_cases
from index import Library

POLICIES = Path(__file__).resolve().parents[1] / "policies"
SCALE = "L38773/coverage-indications-limitations-and-or-medical/7"


def found(policy: str, case: str) -> dict[str, Any]:
    """The determination on one of a policy's own cases."""
    name = f"{policy}.exact.cases.yaml"
    cases = {one.id: one.case for one in read_policy_cases((POLICIES / name).read_text("utf-8"), name)}
    values = cases[case].model_dump(exclude_none=True)
    text = json.dumps(values, default=lambda one: float(one) if isinstance(one, Decimal) else one.isoformat())
    return Decider(Settings()).case(text) | {"facts": []}


def clauses(determination: dict[str, Any]) -> set[str]:
    """The clauses that are left to a person."""
    return {note.partition(": ")[0] for note in determination["review"]}


def test_a_requirement_without_a_fact_is_left_to_a_person() -> None:
    """Scales, contrast, claudication, suspicion of cancer: no key carries them, so each stands with its clause."""
    assert {SCALE, "L38773/limitations/6", "L38773/limitations/15"} <= clauses(found("L38773", "lcdfx-block"))
    listed = clauses(found("L39240", "lcdex-root"))
    assert {"L39240/and/3", "L39240/covered-indications/2", "L39240/limitations/18"} <= listed


def test_what_cannot_concern_a_case_is_not_left_to_a_person() -> None:
    """Sedation for denervation is no matter of a block, a cyst none of a case without, a second year not of a first."""
    block, ablation = found("L38773", "lcdfx-block"), found("L38773", "lcdfx-blocks-wider")
    assert "L38773/limitations/2" in clauses(block) - clauses(ablation)
    assert "L38773/limitations/3" in clauses(ablation) - clauses(block)
    caused = "that the cyst behind the stenosis is what causes the radiculopathy"
    assert any(caused in note for note in found("L38773", "lcdfx-cyst-causes")["review"])
    assert not any(caused in note for note in block["review"])
    first, later = found("L39240", "lcdex-root"), found("L39240", "lcdex-year-rationale-silent")
    assert {"L39240/limitations/17", "L39240/and/7"} <= clauses(later) - clauses(first)
    assert "L39240/and/6" not in clauses(first)


def test_a_met_outcome_says_what_it_leaves_open() -> None:
    """Text, report and letter never say that all is met without the count or the list of what a person has to weigh."""
    determination = found("L38773", "lcdfx-block")
    notes = determination["review"]
    text = determination_text(determination)
    assert f"as far as facts settle them; {len(notes)} left for a person to weigh" in text
    assert text.count("for a person to weigh: L38773/") == len(notes)
    page = report_html(determination)
    assert f"{len(notes)} left for a person to weigh" in page
    assert all(note.partition(": ")[0] in page for note in notes)
    draft = letter(determination)
    assert "## For the clinician to confirm before sending" in draft
    assert all(note.partition(": ")[0] in draft for note in notes)


def test_without_a_rest_the_outcome_is_plain() -> None:
    """Where nothing is left to a person, all required criteria are met, and no more is said."""
    assert determination_text(found("L38773", "lcdfx-block") | {"review": []}).startswith(
        "All required criteria are met.\n"
    )


@pytest.mark.parametrize(("case", "told"), [("lcdfx-block", None), ("lcdfx-score-silent", 3)])
def test_the_chat_tells_all_of_it_where_nothing_else_is_open(built_index: Path, case: str, told: int | None) -> None:
    """A met case is told every point with its clause's words; one that is still open the first few."""
    determination = found("L38773", case)
    said = in_words(determination, Citer(Library.open(built_index)), "")
    weighed = [one for one in said if one.text.startswith("For a person to weigh: ")]
    assert len(weighed) == (told or len(determination["review"]))
    assert all(one.citations for one in weighed if not re.search("documented", one.text))
    assert any("Beyond these" in one.text for one in said) is bool(told)
