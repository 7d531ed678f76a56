"""A state's own rules are told to its readers alone, and the last change of a guideline is its newest."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Answer, Assistant, Route, Settings, Turn, build

TRIED = "my doc wants to burn nerves in my neck, what must i have tried first"


@pytest.fixture(scope="module")
def talker(built_index: Path) -> Assistant:
    """The assistant over the source documents."""
    return build(Settings(data=built_index))


def cited(answer: Answer) -> set[str]:
    """The clauses that an answer cites."""
    return {citation.clause for statement in answer.statements for citation in statement.citations}


def test_a_rule_of_a_state_is_not_told_where_no_state_is_named(talker: Assistant) -> None:
    """Washington's conditions (302, legislation) are no answer to a reader of another state, or of none said."""
    for state in (None, "OR"):
        told = cited(talker.reply(Turn(question=TRIED, state=state)))
        assert "NIA_CG_302/indications/1.4.1" in told
        assert not [clause for clause in told if "/legislation/" in clause]


def test_a_rule_of_a_state_is_told_to_its_readers(talker: Assistant) -> None:
    """With the state given, or asked for by name, its own conditions are cited."""
    own = talker.reply(Turn(question=TRIED, state="WA"))
    named = talker.reply(Turn(question="What are the state's conditions for cervical facet neurotomy?"))
    assert all("NIA_CG_302/legislation/1.1.2.5" in cited(answer) for answer in (own, named))


def test_what_changed_last_is_the_newest_entry(talker: Assistant) -> None:
    """The sacroiliac guideline was last revised in May 2022 (its header); older entries are not told as the last."""
    answer = talker.reply(Turn(question="When was the SI joint guideline last revised and what changed?"))
    assert "NIA_CG_305/header" in cited(answer)
    assert "May 2022" in answer.text
    assert "2018" not in answer.text


def test_an_entry_of_the_year_named_is_told_in_other_words(talker: Assistant) -> None:
    """The epidural guideline's history of November 2020 names four codes; a year that it has not is silence."""
    asked = "Which four Category III codes were struck from the epidural policy towards the end of {}?"
    assert "NIA_CG_300/history/10" in cited(talker.reply(Turn(question=asked.format(2020))))
    assert talker.reply(Turn(question=asked.format(2016))).route is Route.ABSTAIN


def test_limits_that_differ_by_course_are_all_told_where_none_is_named(talker: Assistant) -> None:
    """Therapy before an epidural: two weeks for acute pain, six for stenosis and after surgery; one where it is named.

    NIA_CG_300, indications 1.4, 2.2 and 3.3.
    """
    own = {f"NIA_CG_300/indications/{number}" for number in ("1.4", "2.2", "3.3")}
    asked = "How long must conservative therapy last before an epidural{}?"
    assert own <= cited(talker.reply(Turn(question=asked.format(""))))
    assert own & cited(talker.reply(Turn(question=asked.format(" for spinal stenosis")))) == {
        "NIA_CG_300/indications/2.2"
    }
