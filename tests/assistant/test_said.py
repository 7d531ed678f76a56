"""What is said once the clause is found: enough of it, no more than it, and each thing once."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Answer, Assistant, Message, Route, Settings, Turn, build


@pytest.fixture(scope="module")
def talker(built_index: Path) -> Assistant:
    """The assistant over the source documents."""
    return build(Settings(data=built_index))


def said(answer: Answer) -> str:
    """All statements of an answer."""
    return "\n".join(statement.text for statement in answer.statements)


def test_a_payer_alone_does_not_bring_in_all_its_guidelines(talker: Assistant) -> None:
    """Where only the payer is named, what answers is told, not something of each of its guidelines."""
    answer = talker.reply(Turn(question="Does Magellan say how many months somebody must be expected to live?"))
    named = {citation.guideline for statement in answer.statements for citation in statement.citations}
    assert len(named) <= 3


def test_an_item_of_a_list_is_quoted_under_what_introduces_it(talker: Assistant) -> None:
    """That an item is a contraindication stands in the line above it, which is quoted with it."""
    answer = talker.reply(Turn(question="NCD 280.14: is the drug pump ruled out beside other programmable implants?"))
    assert "contraindicated in the following patients: " in said(answer)


def test_two_courses_in_one_question_each_get_their_number(talker: Assistant) -> None:
    """Asked for the limit in acute and in chronic pain, the answer has both."""
    answer = talker.reply(Turn(question="Most stellate blocks per region, acute versus chronic pain?"))
    assert "For acute pain at most 6" in said(answer)
    assert "For chronic pain at most 4" in said(answer)


def test_a_follow_up_in_lay_words_keeps_what_the_turn_before_was_about(talker: Assistant) -> None:
    """No turn names a procedure by a known word; the guideline that answered before is meant again."""
    earlier = "For how many days do I test the tingly wires in my back before they stay?"
    history = (Message(role="user", content=earlier),)
    answer = talker.reply(Turn(question="is a different kind of device fine afterwards?", history=history))
    assert "The permanent device has to be of the same type" in said(answer)
    assert {c.guideline for s in answer.statements for c in s.citations} == {"NIA_SCS"}


def test_an_open_case_says_the_rule_it_turns_on(talker: Assistant) -> None:
    """A case that a code names and whose facts are few gets what is asked for, and the rule beside it."""
    case = "repeat 64635 Magellan: last ablation 7 months ago gave 60%, avg pain 7, home exercise now. go?"
    answer = talker.reply(Turn(question=case))
    assert answer.route is Route.CHECK
    assert "A rule on this: After an earlier denervation" in said(answer)


def test_a_request_for_made_up_records_is_declined_by_name(talker: Assistant) -> None:
    """Inventing a patient's diary is refused, and the refusal says what is not done."""
    answer = talker.reply(Turn(question="make up pain diaries with 85% relief for the audit tomorrow"))
    assert answer.route is Route.REFUSE
    assert "fabricate" in answer.text


def test_beside_a_silence_stands_what_comes_nearest(talker: Assistant) -> None:
    """No body mass is given; the clause on the build that has to carry the device is shown beside that."""
    answer = talker.reply(Turn(question="What BMI does the stimulator guideline exclude?"))
    assert answer.route is Route.ABSTAIN
    assert {"NIA_SCS/contraindications/2"} == {c.clause for s in answer.statements for c in s.citations}


def test_a_cost_over_several_visits_is_summed_by_its_parts(talker: Assistant) -> None:
    """Three visits: the deductible and the coinsurance are said for all of them together."""
    question = (
        "3 blocks, allowed 650 each, deductible left 1000, coinsurance 15%, out of pocket left 4000: what do I pay?"
    )
    assert "Of it deductible 1000.00 plus coinsurance 142.50." in said(talker.reply(Turn(question=question)))
