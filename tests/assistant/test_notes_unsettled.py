"""What a record says in two ways is unknown: no default of a fact that is merely not recorded stands in for it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant import Document, Settings, check_case, check_note, decide_documents, propose, read_facts
from assistant.assess_case import Decider
from assistant.keep_record import decide_file
from tests.support.notes import TRIAL

PLAIN = "The pain is chronic neuropathic back pain."
TWO_WAYS = "Sent as chronic neuropathic back pain. On testing the back pain is not neuropathic but nociceptive."


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings without an index."""
    return Settings(data=tmp_path_factory.mktemp("data"))


def outcome(settings: Settings, note: str) -> Any:
    """What a note comes to."""
    return check_note(settings, note)["outcome"]


def test_a_cause_said_and_denied_does_not_meet(settings: Settings) -> None:
    """NIA_SCS 1.6 names chronic neuropathic back pain: a record that calls it so and finds otherwise leaves it open."""
    assert outcome(settings, TRIAL.format(cause=PLAIN)) == "meets"
    found = check_note(settings, TRIAL.format(cause=TWO_WAYS))
    assert found["outcome"] == "insufficient_information"
    assert "back_pain_neuropathic" in found["missing"]


def test_what_is_unsettled_stays_so_in_files_and_until_a_person_settles_it(settings: Settings) -> None:
    """Documents and an uncorrected facts file leave it open; a value that a person puts in decides."""
    documents = [Document("note", TRIAL.format(cause=TWO_WAYS))]
    decider = Decider(settings)
    assert decide_documents(decider, documents)[1]["outcome"] == "insufficient_information"
    facts = json.loads(json.dumps(propose(documents), default=str))
    assert decide_file(decider, json.dumps(facts))[1]["outcome"] == "insufficient_information"
    facts["facts"]["back_pain_neuropathic"] = True
    assert decide_file(decider, json.dumps(facts))[1]["outcome"] == "meets"


@pytest.mark.parametrize("result", ["has not been judged a failure", "is tolerated and was never called a failure"])
def test_a_therapy_not_called_a_failure_has_not_failed(result: str) -> None:
    """NIA_SCS asks that optimal drug therapy of a month failed or was not tolerated (refractory angina)."""
    cause = f"Chronic refractory angina. He had optimal drug therapy for two months, a regimen that {result}."
    found = read_facts(TRIAL.format(cause=cause))["facts"]
    assert found.get("optimal_pharmacotherapy_failed_or_not_tolerated") is not True


def test_a_case_may_name_what_is_unsettled(settings: Settings) -> None:
    """The same case without the name of the fact takes the default of a fact not recorded."""
    case = {"request": {"procedure": "scs_trial"}, "facts": {"pain_cause": "chronic_neuropathic_back_pain"}}
    for unsettled, missing in ((["back_pain_neuropathic"], True), ([], False)):
        found = check_case(settings, json.dumps(case | {"unsettled": unsettled}))
        assert ("back_pain_neuropathic" in found["missing"]) is missing
