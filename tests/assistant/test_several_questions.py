"""Several questions in one message, premises before one, and words that mean something else than they seem to."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Message, Route, Settings, Turn, build
from assistant.asking import each_asked
from assistant.understand import understand


@pytest.fixture(scope="module")
def talker(built_index: Path) -> Assistant:
    """The assistant over the source documents."""
    return build(Settings(data=built_index))


def asked(question: str) -> list[str]:
    """The questions that a message is taken apart into."""
    return [one.question for one in each_asked(understand(Turn(question=question)))]


def test_a_message_with_two_questions_is_taken_apart() -> None:
    """Each question stands by itself; one that only points back to the other is left with it."""
    both = asked("How many SIJ injections a year does NIA allow? And does a stimulator trial need a psych evaluation")
    assert both == [
        "How many SIJ injections a year does NIA allow",
        "And does a stimulator trial need a psych evaluation",
    ]
    assert asked("What dose of gabapentin was given, and what does NIA use it for?") == [
        "What dose of gabapentin was given"
    ]


def test_what_a_question_takes_for_granted_is_looked_up(talker: Assistant) -> None:
    """A false premise is corrected by its clause, though what is asked on it stands nowhere."""
    question = (
        "Given Medicare pays for an implanted pump to deliver insulin, what glucose log must go with the request?"
    )
    answer = talker.reply(Turn(question=question))
    assert answer.route is Route.ANSWER
    cited = [citation.clause for statement in answer.statements for citation in statement.citations]
    assert any(clause.startswith("NCD_280.14/b-diabetes") for clause in cited)
    assert "nothing on laboratory" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "NIA sympathetic blocks: contrast the caps for fresh pain and longstanding pain.",
        "Contrast Noridian's rule on guidance with the wording of NIA_CG_300.",
    ],
)
def test_to_contrast_two_things_asks_for_no_dye(talker: Assistant, question: str) -> None:
    """The verb is not the contrast agent."""
    assert "contrast" not in understand(Turn(question=question)).subjects
    assert "on contrast" not in talker.reply(Turn(question=question)).text


@pytest.mark.parametrize("words", ["past the first two", "after the first couple", "following the initial series"])
def test_what_comes_after_the_first_ones_is_the_repeats(words: str) -> None:
    """The rule for repeats is meant, not the one for the first."""
    about = understand(Turn(question=f"How far apart must SI joint injections be once {words}?")).about
    assert "repeat" in about
    assert "initial" not in about


def test_national_decisions_alone_are_meant_where_they_are_named() -> None:
    """A contractor's determination is no NCD; named beside it, both are meant."""
    question = "Nerve tract lesions under the Medicare NCD: by which methods?"
    assert understand(Turn(question=question)).guidelines == ("NCD_160.1",)
    assert "L38773" in understand(Turn(question="RF: what do the Medicare NCD and the facet LCD say?")).guidelines


def test_the_middle_of_the_back_is_thoracic(talker: Assistant) -> None:
    """A patient's follow-up on it gets Washington's rule for that region: not covered."""
    history = (
        Message(
            role="user", content="I'm on Apple Health in Washington. Do they pay for burning the nerves of my low back?"
        ),
        Message(role="assistant", content="Yes, when Washington's conditions are met."),
    )
    answer = talker.reply(Turn(question="what about for the middle of the back?", persona="patient", history=history))
    assert any("do not cover" in one.text or "not cover" in (one.plain or "") for one in answer.statements[:1])


def test_a_states_own_rule_goes_before_the_general_one(talker: Assistant) -> None:
    """Washington asks for six months before lumbar neurotomy; the general three are not told beside it."""
    question = "apple health lumbar rhizotomy: relief needed from the test blocks + how long must they have hurt"
    said = [one.text for one in talker.reply(Turn(question=question)).statements]
    assert any("six months" in one for one in said)
    assert not any("present for at least 3 months" in one for one in said)


@pytest.mark.parametrize(
    "question", ["Quote the exclusion of occipital nerve blocks.", "occipital nerve block covered magellan?"]
)
def test_an_excluded_procedure_is_answered_by_its_exclusion(talker: Assistant, question: str) -> None:
    """No guideline decides on it, but one says that it is not considered: that is the answer, not a silence."""
    answer = talker.reply(Turn(question=question))
    assert answer.route is Route.ANSWER
    cited = [citation.clause for statement in answer.statements for citation in statement.citations]
    assert "NIA_CG_301/exclusions/2" in cited


def test_what_no_rule_says_of_an_excluded_procedure_stays_a_silence(talker: Assistant) -> None:
    """Its exclusion does not tell how long it lasts."""
    assert talker.reply(Turn(question="how long does an occipital nerve block last")).route is Route.ABSTAIN
