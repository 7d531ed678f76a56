"""What a question leaves open is asked back or said, and a procedure that no guideline decides is not answered for."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Message, Persona, Route, Settings, Turn, build

ASKED_BACK = "Which procedure do you mean?"
TAKEN = "I take this to be about"


@pytest.fixture(scope="module")
def talker(built_index: Path) -> Assistant:
    """The assistant over the source documents."""
    return build(Settings(data=built_index))


@pytest.mark.parametrize("question", ["is 50% enough?", "how much relief do I need"])
def test_where_rules_differ_by_procedure_the_reader_is_asked_which(talker: Assistant, question: str) -> None:
    """Relief is asked for, of what is not: the question back comes first, and the rules told each have their name."""
    answer = talker.reply(Turn(question=question, persona=Persona.STAFF))
    assert answer.statements[0].text.startswith(ASKED_BACK)
    assert "NIA_CG_301 (" in answer.statements[0].text or "NIA_SCS (" in answer.statements[0].text
    assert len({citation.guideline for one in answer.statements for citation in one.citations}) > 1


def test_the_procedure_answers_the_question_back(talker: Assistant) -> None:
    """After the question back the name of a procedure is enough: its own bound is told, and nothing is asked again."""
    first = talker.reply(Turn(question="how much relief do I need"))
    history = (Message(role="user", content=first.question), Message(role="assistant", content=first.text))
    answer = talker.reply(Turn(question="the permanent stimulator", history=history))
    assert "NIA_SCS/indications/2.1" in {c.clause for one in answer.statements for c in one.citations}
    assert ASKED_BACK not in answer.text


def test_what_a_question_without_a_procedure_is_taken_for_is_said(talker: Assistant) -> None:
    """A yearly number of something: the guideline whose number is told is named as what was understood."""
    answer = talker.reply(Turn(question="how many can I have a year?"))
    assert answer.statements[0].text.startswith((TAKEN, ASKED_BACK))


@pytest.mark.parametrize(
    "question", ["how many epidurals a year at NIA?", "who is the author of the contrast article?"]
)
def test_nothing_is_asked_back_where_the_procedure_is_known(talker: Assistant, question: str) -> None:
    """A named procedure, or a question on no rule, gets its answer alone."""
    text = talker.reply(Turn(question=question)).text
    assert ASKED_BACK not in text
    assert TAKEN not in text


@pytest.mark.parametrize(
    "question",
    [
        "20553 TPIs - max per yr medicare",  # named in a rule on blocks of one day, which is no maximum
        "criteria of NIA for fusing the SI joint in surgery",
        "do they pay for a stimulator on a single root ganglion",
    ],
)
def test_a_procedure_that_no_guideline_decides_is_not_answered_by_another(talker: Assistant, question: str) -> None:
    """The number of another procedure's sessions is not told for it."""
    answer = talker.reply(Turn(question=question))
    assert answer.route is Route.ABSTAIN
    assert "No document here decides on" in answer.text


def test_a_rule_that_names_such_a_procedure_answers(talker: Assistant) -> None:
    """Trigger points on the day of facet procedures: Medicare's rule on several blocks says what it takes."""
    answer = talker.reply(Turn(question="trigger point injections and facet procedures on the same day, CGS?"))
    assert answer.route is Route.ANSWER
    assert any("trigger point" in c.quote for one in answer.statements for c in one.citations)


def test_a_share_that_suffices_at_one_step_alone_is_judged_at_each(talker: Assistant) -> None:
    """40 % from the last epidural: enough in the initial phase (30 %), short after it (50 %); no plain `No` first."""
    text = talker.reply(Turn(question="TFESI gave 40% relief, is that enough for another")).text
    assert ": No, 40 %" not in text
    assert "at least 30 % relief or clearly better function. There 40 % is enough." in text
    assert "There 40 % is not enough." in text


def test_the_second_injection_is_one_of_the_initial_phase(talker: Assistant) -> None:
    """The second of up to three is judged by the initial phase's share, not by that of later repeats."""
    said = talker.reply(Turn(question="second tfesi, first gave 40%, enough?")).statements
    assert "40 % is enough for this." in said[0].text
    assert not any("not enough" in one.text for one in said)


def test_a_procedure_described_and_not_named_is_looked_up_in_its_guideline(talker: Assistant) -> None:
    """Where nearly all the ways to ask that are nearest speak of one procedure, its interval is told."""
    question = "they cooked the tiny nerves last spring and the ache came back, when may they cook them again"
    answer = talker.reply(Turn(question=question))
    assert "NIA_CG_302/frequency/1" in {c.clause for one in answer.statements for c in one.citations}
