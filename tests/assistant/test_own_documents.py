"""A question that names a payer is answered from that payer's documents in force, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Message, Route, Settings, Turn, build
from index import build_index

BRACES = """# Knee Brace Policy

Policy number: BH-1

Issuer: Blue Harbor

Effective date: {day}

Edition: {edition}

## Limits

A member gets at most {limit} knee braces in a calendar year.

## Conditions

A knee brace is covered when ALL of the following are met:

- knee pain for nine weeks
- a gait analysis by a podiatrist
"""

KNEES = """# Knee injection guideline

Issuer: Sea Breeze Health
Guideline Number: SB-12
In force from: 2026-01-01

## Conditions

A knee injection is covered where the knee pain has lasted for at least ten weeks.

## Visits

Follow-up visits after a knee injection are limited to six in a year.
"""
BLOCKS = """# Occipital blocks

Issuer: Coral Bay Health Plan

Policy number: CB-3

Coral Bay covers at most four occipital nerve blocks in a calendar year.
"""


@pytest.fixture(scope="module")
def assistant(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over two editions of a user's payer, one state's policy, and the shipped digests."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "data").mkdir()
    (folder / "data" / "encoder").symlink_to(exported)
    (folder / "old.md").write_text(BRACES.format(day="2023-01-01", edition=1, limit="two"), "utf-8")
    (folder / "new.md").write_text(BRACES.format(day="2024-07-01", edition=2, limit="three"), "utf-8")
    west = BRACES.format(day="2024-01-01", edition=1, limit="five").replace("BH-1", "LV-1")
    west = west.replace("Issuer: Blue Harbor", "Issuer: Humana, Inc.\n\nStates: WA")
    (folder / "west.md").write_text(west, "utf-8")
    (folder / "knees.md").write_text(KNEES, "utf-8")
    (folder / "blocks.md").write_text(BLOCKS, "utf-8")
    names = ("old.md", "new.md", "west.md")
    (folder / "documents.yaml").write_text("".join(f"{n}: {{authority: payer_policy}}\n" for n in names), "utf-8")
    build_index([folder], folder / "data")
    return build(Settings(data=folder / "data"))


def test_a_payer_of_a_users_document_is_found_and_quoted(assistant: Assistant) -> None:
    """Its clause in force now answers, with edition and day; neither the old edition nor another payer is cited."""
    answer = assistant.reply(Turn(question="How many knee braces does Blue Harbor allow in a year?"))
    assert answer.route is Route.ANSWER
    assert "at most three knee braces" in answer.statements[0].text
    assert "edition 2, in force from 2024-07-01" in answer.statements[0].text
    assert {c.document for s in answer.statements for c in s.citations} == {"new"}


def test_a_date_leads_to_the_edition_in_force_then(assistant: Assistant) -> None:
    """The older edition answers for its days and is marked as followed; before all of them, nothing is in force."""
    question = "How many knee braces does Blue Harbor allow in a year?"
    then = assistant.reply(Turn(question=question, date="2024-02-01"))
    assert "at most two knee braces" in then.statements[0].text
    assert "followed by new" in then.statements[0].text
    before = assistant.reply(Turn(question=question, date="2020-01-01"))
    assert before.route is Route.ABSTAIN
    assert "On 2020-01-01 no document of Blue Harbor that is indexed here was in force" in before.text


def test_a_lead_in_is_quoted_with_its_items(assistant: Assistant) -> None:
    """What is needed comes whole: the sentence and the items below it."""
    answer = assistant.reply(Turn(question="When is a knee brace covered?", payer="Blue Harbor"))
    quotes = [c.quote for c in answer.statements[0].citations]
    assert quotes[1:] == ["knee pain for nine weeks", "a gait analysis by a podiatrist"]


def test_a_state_where_a_document_does_not_hold_gets_no_answer(assistant: Assistant) -> None:
    """A policy for Washington answers there, and says so elsewhere."""
    question = "Does Humana limit knee braces in a year?"
    assert "five knee braces" in assistant.reply(Turn(question=question, state="WA")).text
    elsewhere = assistant.reply(Turn(question=question, state="TX"))
    assert elsewhere.route is Route.ABSTAIN
    assert "hold for WA, not for TX" in elsewhere.text


@pytest.mark.parametrize(
    "question",
    [
        "Does Silver Lake cover facet joint injections?",
        "How many facet joint injections are allowed under Silver Lake Health Plan?",
        "How many facet joint injections are allowed in a year for Silver Lake?",
        "How many facet joint injections a year does Silver Lake set as its limit?",
        "Will Silver Lake approve an L4-5 facet injection at 60 years with axial pain 7/10 for 4 months after PT?",
        "Does Blue Harbor cover medial branch blocks?",
    ],
)
def test_no_payer_is_answered_with_anothers_rule(assistant: Assistant, question: str) -> None:
    """A payer without a document here, or whose documents are silent, gets no rule of NIA."""
    answer = assistant.reply(Turn(question=question))
    assert answer.route is Route.ABSTAIN
    assert not any(c.guideline and c.guideline.startswith("NIA") for s in answer.statements for c in s.citations)


@pytest.mark.parametrize(
    ("question", "words", "document"),
    [
        ("How long must the knee pain have lasted for Sea Breeze?", "at least ten weeks", "knees"),
        ("How many occipital nerve blocks does Coral Bay cover in a year?", "at most four occipital", "blocks"),
    ],
)
def test_a_payer_is_meant_by_the_words_of_its_own(
    assistant: Assistant, question: str, words: str, document: str
) -> None:
    """Without `Health` or `Plan` at its end a name leads to the payer's documents, and to no other's."""
    answer = assistant.reply(Turn(question=question))
    assert answer.route is Route.ANSWER
    assert words in answer.text
    assert {c.document for s in answer.statements for c in s.citations} == {document}


def test_a_follow_up_stays_with_the_payer(assistant: Assistant) -> None:
    """What comes after a question on one payer is answered from its documents, or not at all."""
    for payer, route in (("Sea Breeze", Route.ANSWER), ("Silver Lake", Route.ABSTAIN)):
        first = Message(role="user", content=f"Does {payer} cover a knee injection after ten weeks of knee pain?")
        answer = assistant.reply(Turn(question="And how many follow-up visits in a year?", history=(first,)))
        assert answer.route is route
        assert {c.document for s in answer.statements for c in s.citations} <= {"knees"}


def test_a_case_told_for_a_payer_is_not_judged_by_another(assistant: Assistant) -> None:
    """A case under a payer of a user's document gets that document's words, no outcome by another's policy."""
    case = (
        "Would Sea Breeze approve an L4-5 facet joint injection? Axial low back pain 7/10 for 4 months, 6 weeks of PT "
        "failed, facet loading positive."
    )
    answer = assistant.reply(Turn(question=case))
    assert answer.determination is None
    assert {c.document for s in answer.statements for c in s.citations} <= {"knees"}


def test_known_payers_keep_their_road(assistant: Assistant) -> None:
    """NIA's own questions, and those that name no payer, are answered as before."""
    for question in ("How many facet joint injections does NIA allow in a year?", "Is fluoroscopy needed for a block?"):
        answer = assistant.reply(Turn(question=question))
        assert all((c.guideline or "").startswith("NIA") for s in answer.statements for c in s.citations)
