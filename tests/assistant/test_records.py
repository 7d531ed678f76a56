"""What was read, what a person changed, and the record of both, which replays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant import Decider, Document, InputRefusedError, Settings, decide_file, decide_line, dumps, propose
from ui.cli import app

NOTE = (
    "58F with axial low back pain x 8 months, no radicular features. Average pain 7/10. Lumbar PT and naproxen 50 days "
    "each, ended 5/20/2024, failed. No prior spinal injections. Requests left L4-5 MBB, fluoro, 6/11/2024."
)


@pytest.fixture
def decider(tmp_path: Path) -> Decider:
    """A decider without an index."""
    return Decider(Settings(data=tmp_path))


def run(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, list(arguments))


def corrected(**facts: Any) -> str:
    """A facts file with some facts changed by hand; None takes one away."""
    value = propose([Document("visit.txt", NOTE)])
    value["facts"] = {k: v for k, v in (value["facts"] | facts).items() if v is not None}
    return dumps(value)


def test_what_is_only_read_is_marked_as_such(decider: Decider) -> None:
    """A determination on facts that nobody confirmed says so; with a name it does not."""
    assert any("not confirmed" in words for words in decide_file(decider, corrected())[1]["warnings"])
    found = decide_file(decider, corrected(), "J. Doe, RN", "2024-05-27")[1]
    assert not any("not confirmed" in words for words in found["warnings"])
    assert found["confirmed"] == {"by": "J. Doe, RN", "on": "2024-05-27", "changed": []}


def test_each_change_has_was_now_and_the_words(decider: Decider) -> None:
    """A changed, an added and a removed fact are told with what was read and where it stands."""
    text = corrected(average_pain_score_0_10=4, other_procedures_same_day=[], pain_duration_months=None)
    found = decide_file(decider, text, "JD")[1]
    changed = {one["fact"]: one for one in found["confirmed"]["changed"]}
    score = changed["average_pain_score_0_10"]
    assert (score["was"], score["now"]) == (7, 4)
    assert score["said"][0]["quote"].startswith("Average pain 7")
    assert score["said"][0]["document"] == "visit.txt"
    assert (changed["other_procedures_same_day"]["was"], changed["pain_duration_months"]["now"]) == (None, None)
    assert "average_pain_score_0_10" not in {fact["name"] for fact in found["facts"]}


def test_a_confirmed_file_decides_as_the_same_case_does(decider: Decider) -> None:
    """Confirmation adds who and what; outcome, proof and digest are those of the plain case."""
    value = json.loads(corrected(other_procedures_same_day=[]))
    plain = decider.case(dumps({key: value[key] for key in ("request", "facts")}))
    found = decide_file(decider, dumps(value), "JD")[1]
    assert {key: found[key] for key in ("outcome", "clauses", "digest")} == {
        key: plain[key] for key in ("outcome", "clauses", "digest")
    }


@pytest.mark.parametrize("broken", [{"proposed": []}, {"read": 7}, {"read": [{}]}, {"documents": 1}])
def test_a_damaged_facts_file_is_refused(decider: Decider, broken: dict[str, Any]) -> None:
    """A facts file whose own parts were edited away is refused in one line."""
    with pytest.raises(InputRefusedError, match="damaged"):
        decide_file(decider, dumps(json.loads(corrected()) | broken), "JD")


def test_a_line_of_a_batch_has_what_a_single_check_has(decider: Decider) -> None:
    """A note in a batch is decided as one handed in alone, with its id."""
    found = decide_line(decider, dumps({"id": "n", "note": NOTE}))
    assert found["id"] == "n"
    assert {"documents_to_add", "conflicts", "request"} <= set(found)
    with pytest.raises(InputRefusedError, match="either a case or a note"):
        decide_line(decider, dumps({"note": NOTE, "facts": {}}))


def test_every_record_replays(tmp_path: Path) -> None:
    """Records of a note, a confirmed file and a case give the same bytes again; a changed one says what changed."""
    note, facts, case = (tmp_path / name for name in ("note.txt", "facts.json", "case.json"))
    note.write_text(NOTE)
    facts.write_text(corrected(average_pain_score_0_10=4))
    case.write_text(dumps({key: json.loads(corrected())[key] for key in ("request", "facts")}))
    for i, arguments in enumerate(
        (["--note", str(note)], [str(facts), "--by", "JD"], [str(case), "--on", "2024-05-27"])
    ):
        record = tmp_path / f"{i}.json"
        assert run("check", *arguments, "--record", str(record)).exit_code == 0
        assert run("replay", str(record)).output.startswith("the same, byte for byte")
        record.write_text(record.read_text().replace("not_addressed", "x").replace('"outcome": "', '"outcome": "un'))
        again = run("replay", str(record))
        assert again.exit_code == 1
        assert "outcome: was" in again.output


def test_a_redacted_record_names_nobody_and_replays(tmp_path: Path) -> None:
    """With --redact the record, too, holds no identifier, and replays as it stands."""
    note, record = tmp_path / "doe.txt", tmp_path / "record.json"
    note.write_text(f"Patient: Jane Doe  DOB: 3/4/1966\n{NOTE}\nJane is well.")
    done = run("check", "--note", str(note), "--redact", "--record", str(record), "--json")
    kept = record.read_text() + done.output
    assert not any(word in kept for word in ("Jane", "Doe", "doe.txt", "1966"))
    assert run("replay", str(record)).output.startswith("the same")


def test_confirming_needs_what_was_read() -> None:
    """A name beside a note, or a day that is none, is a wrong use of the command."""
    assert run("check", "--note", "x.txt", "--by", "JD").exit_code == 2
    assert run("check", "case.json", "--on", "yesterday").exit_code in {1, 2}
