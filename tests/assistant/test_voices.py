"""Staff, patients and reviewers read the same facts, each in their own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Persona, Route, Settings, Turn, build, grade
from assistant.grounding import numbers
from assistant.voices import CLAUSE, lay, wording
from checks import load_policies

QUESTIONS = (
    "How many facet joint injections are allowed in a year?",
    "how much relief before denervation?",
    "is ultrasound guidance ok for an SI joint injection?",
    "what pain score for an epidural?",
)


@pytest.fixture(scope="module")
def talker(built_index: Path) -> Assistant:
    """The assistant over the source documents."""
    return build(Settings(data=built_index))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_facts_are_the_same_for_all_readers(talker: Assistant, question: str) -> None:
    """The same statements with the same clauses, and the same numbers in a patient's words."""
    answers = [talker.reply(Turn(question=question, persona=persona)) for persona in Persona]
    assert len({answer.statements for answer in answers}) == 1
    for statement in answers[0].statements:
        assert numbers(lay(statement)) == numbers(CLAUSE.sub("", statement.text.split(": ", 1)[-1]))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_patient_reads_no_clause_number_in_a_sentence(talker: Assistant, question: str) -> None:
    """Plain words first, then what to ask, and the documents' own words last."""
    text = talker.reply(Turn(question=question, persona=Persona.PATIENT)).text
    assert not CLAUSE.search(text)
    assert "NIA_" not in text
    assert text.index("Ask your doctor") < text.index("The exact words")


def test_a_reviewer_reads_the_clause_first(talker: Assistant) -> None:
    """Clause, edition, verbatim words and offsets stand before what follows from them."""
    answer = talker.reply(Turn(question=QUESTIONS[0], persona=Persona.REVIEWER))
    first = answer.statements[0].citations[0]
    assert answer.text.startswith(f"> [1] {first.clause}, edition {first.edition}: “{first.quote}”")
    assert f"characters {first.start} to {first.end}" in answer.text
    assert answer.text.index(first.quote) < answer.text.index(answer.statements[0].text)


def test_every_policy_statement_has_plain_words_of_grade_six() -> None:
    """What a patient reads of a policy asks for no more than six years of school, and has the same numbers."""
    hard = {}
    for policy in load_policies():
        for statement in policy.statements:
            if statement.plain is None or grade(statement.plain) > 6:
                hard[policy.id, statement.aspect] = statement.plain
            else:
                assert numbers(statement.plain) == numbers(statement.say), (policy.id, statement.say)
    assert not hard


def test_what_to_ask_and_the_words_explained_are_of_grade_six() -> None:
    """The questions to doctor and plan, and the explanations, are as plain."""
    asked = [words for ask in wording()["ask"].values() for words in ask.values()]
    explained = [f"{term['word']} is {term['means']}" for term in wording()["terms"]]
    assert [words for words in asked if grade(words) > 6] == []
    assert grade(" ".join(explained)) <= 6


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat. The dog ran.", -4, 1),
        ("Therapeutic interventions necessitate documentation.", 15, 40),
        ("", 0, 0),
    ],
)
def test_the_grade_tells_plain_from_hard(text: str, low: float, high: float) -> None:
    """Short words in short sentences are easy, long words are not, and nothing is nothing."""
    assert low <= grade(text) <= high


def test_silence_names_what_was_searched(talker: Assistant) -> None:
    """An absence names the documents."""
    answer = talker.reply(Turn(question="Humana's rules for stimulator trials?"))
    assert answer.route is Route.ABSTAIN
    assert "Searched: " in answer.text
