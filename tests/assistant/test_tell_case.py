"""A case told in chat is read, judged and asked for; short replies fill it in."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Message, Route, Settings, Turn, build
from assistant.tell_case import short_answer, short_answers
from checks import answer_kind

CASE = "52-year-old, axial low back pain for 8 months, average pain 7/10, can we do a medial branch block at L4-5?"


@pytest.fixture(scope="module")
def talker(built_index: Path) -> Assistant:
    """The assistant over the source documents."""
    return build(Settings(data=built_index))


def test_a_case_is_judged_and_asked_for(talker: Assistant) -> None:
    """What was read stands with its words, and each question with the clause that needs it."""
    answer = talker.reply(Turn(question=CASE))
    assert answer.route is Route.CHECK
    assert answer.determination is not None
    assert answer.determination["outcome"] == "insufficient_information"
    said = [one.text for one in answer.statements]
    assert any(text.startswith("- average pain score: 7 of 10 (“") for text in said)
    assert any(one.text.endswith("?") and one.citations for one in answer.statements)
    assert not any("_" in text.removeprefix("NIA_CG_301") for text in said)


@pytest.mark.parametrize(
    "text",
    [
        "final stim implant under NIA: trial ran 5 days, 65% better, slept 7 hours a night, no fever. chk pls",
        "62322 Magellan: leg pain down to the foot 6 wks, 8/10, 5 weeks of PT did nothing. met?",
        "Stellate block for nightmares, NIA, week 9, two blocks given, the last cut them by 40%. Third one, ok?",
    ],
)
def test_a_terse_case_is_judged(talker: Assistant, text: str) -> None:
    """Measures in a row and a verdict asked for in a word make a case, however its procedure is named."""
    assert talker.reply(Turn(question=text)).route is Route.CHECK


@pytest.mark.parametrize(
    "text",
    [
        "She got 35% relief from an epidural 4 weeks ago and 20% before, is 35% enough for a third in 12 weeks?",
        "For a stimulator, how long must the trial run and what % is needed, 3 days and 50% or 7 days and 60%?",
    ],
)
def test_a_question_with_several_numbers_stays_a_question(talker: Assistant, text: str) -> None:
    """Who asks for the rule gets the rule."""
    assert talker.reply(Turn(question=text)).route is Route.ANSWER


def test_a_case_for_a_medicare_contractor_is_not_judged_by_another_payers_policy(talker: Assistant) -> None:
    """The contractor's name alone files the case under Medicare."""
    text = "CGS, second diagnostic MBB L3-4: first one 5 weeks ago, 60% relief for 4 hours, pain 7/10. go?"
    answer = talker.reply(Turn(question=text))
    assert answer.route is Route.CHECK
    assert answer.determination is not None
    assert answer.determination["guideline"] != "NIA_CG_301"


def test_short_replies_fill_in_what_was_asked(talker: Assistant) -> None:
    """The next message answers the questions in their order, and they are asked no more."""
    asked = talker.reply(Turn(question=CASE)).determination["next_questions"]
    replies = {"list": "none", "flag": "no", "choice": "fluoroscopy", "reason": "no", "number": "7"}
    history = (Message(role="user", content=CASE), Message(role="assistant", content="…"))
    given = [replies[answer_kind(name)] for name in asked[:3]]
    answer = talker.reply(Turn(question=", ".join(given), history=history))
    assert answer.route is Route.CHECK
    assert not set(asked[:3]) & set(answer.determination["missing"])
    assert any(f"(“{given[0]}”)" in one.text for one in answer.statements)


def test_a_fact_with_a_verdict_asked_goes_on_with_the_case(talker: Assistant) -> None:
    """`Ok now?` after a fact asks for the verdict on the case before it, not for a rule."""
    history = (Message(role="user", content=CASE), Message(role="assistant", content="…"))
    answer = talker.reply(
        Turn(question="7 weeks of PT for the low back, ended in May, no help. ok now?", history=history)
    )
    assert answer.route is Route.CHECK


def test_a_question_beside_a_case_is_answered_as_a_question(talker: Assistant) -> None:
    """A question in the middle of a case does not go into its record."""
    history = (Message(role="user", content=CASE), Message(role="assistant", content="…"))
    answer = talker.reply(Turn(question="How many facet injections are allowed a year?", history=history))
    assert answer.route is Route.ANSWER


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("average_pain_score_0_10", "7/10", 7),
        ("average_pain_score_0_10", "about 6.5", 6.5),
        ("average_pain_score_0_10", "bad", None),
        ("functional_disability_documented", "yes", True),
        ("functional_disability_documented", "no", False),
        ("functional_disability_documented", "maybe", None),
        ("contraindications_present", "none", []),
        ("contraindications_present", "yes", None),
        ("prior_injections", "nothing", []),
        ("date_of_service", "2024-05-20", "2024-05-20"),
        ("date_of_service", "in May", None),
        ("guidance", "fluoro", "fluoroscopy"),
        ("pain_pattern", "axial", "axial"),
        ("conservative_therapy_medical_reason_not_done", "no", False),
        ("diagnosis", "spondylosis", None),
    ],
)
def test_a_short_reply_gives_one_value_or_none(name: str, text: str, value: object) -> None:
    """A reply that does not fit the kind of fact gives nothing: it is asked again, not guessed."""
    assert short_answer(name, text) == value


def test_replies_that_do_not_fit_answer_nothing() -> None:
    """Too many parts, a question, or one part that fits nothing leave all of them open."""
    asked = ["functional_disability_documented", "average_pain_score_0_10"]
    assert short_answers(asked, "yes, 7") == {
        "functional_disability_documented": (True, "yes"), "average_pain_score_0_10": (7, "7"),
    }  # fmt: skip
    assert short_answers(asked, "yes, 7, no") == {}
    assert short_answers(asked, "yes, bad") == {}
    assert short_answers(asked, "is 7 enough?") == {}
