"""What an answer asserts stands in its proof, or is not said."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Citation, Statement
from assistant.answer_question import Questions
from assistant.citing import Citer
from assistant.grounding import grounded, lacking
from checks import load_policies
from index import Library


def cited(text: str, quote: str) -> Statement:
    """A statement with one quote."""
    citation = Citation(
        document="d", authority="payer_policy", guideline=None, clause="D/1", quote=quote, start=0, end=1, sha256="0"
    )
    return Statement(text=text, citations=(citation,))


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("At least 6 weeks.", "a minimum of six (6) weeks"),
        ("At least 50 % relief.", "at least 50 percent improvement"),
        ("1,450 dollars", "$1450"),
        ("NIA_CG_301/frequency/7 holds [1].", "nothing"),
        ("Washington's programs do not cover it.", "State of WASHINGTON: not a covered benefit"),
        ("Denervation needs two blocks.", "Facet denervation after two (2) blocks"),
    ],
)
def test_what_the_proof_says_is_carried(text: str, evidence: str) -> None:
    """Digits and words, signs and words of a unit, ids and marks."""
    assert lacking(text, evidence) == ()


@pytest.mark.parametrize(
    ("text", "evidence", "missing"),
    [
        ("At least 8 weeks.", "a minimum of 6 weeks", "number 8"),
        ("At least 6 months.", "a minimum of 6 weeks", "unit month"),
        ("Since March 3.", "Since May 3", "month march"),
        ("Oregon covers it.", "Washington covers it", "state oregon"),
        ("Code 64490.", "codes 64491 and 64492", "number 64490"),
        ("It holds for a stimulator, too.", "It holds for a pump.", "procedure stimulator"),
    ],
)
def test_what_it_does_not_say_is_named(text: str, evidence: str, missing: str) -> None:
    """Another number, unit, month, state, code or procedure is not carried."""
    assert missing in lacking(text, evidence)


def test_a_statement_without_proof_is_dropped_and_counted() -> None:
    """The other statements stay; the reader's own numbers need no other proof."""
    said = (
        cited("At most 4 a year.", "maximum of 4"),
        cited("At most 9 a year.", "maximum of 4"),
        Statement(text="7/10"),
    )
    found = grounded(said, "pain is 7 out of 10 this year", lambda _: "")
    assert [one.text for one in found.statements] == ["At most 4 a year.", "7/10"]
    assert [text for text, _ in found.dropped] == ["At most 9 a year."]


def test_every_statement_of_the_policies_is_carried_by_its_clauses(built_index: Path) -> None:
    """Each thing that a policy says stands in the clauses that it cites, with what these stand under and lead to."""
    library = Library.open(built_index)
    questions, citer = Questions(library), Citer(library)
    lacks = {}
    for policy in load_policies():
        for statement in policy.statements:
            citations = tuple(questions.teller.with_items(statement.clauses))
            said = Statement(text=statement.say, plain=statement.plain, citations=citations)
            for text, missing in grounded([said], "", citer.context).dropped:
                lacks[policy.id, text] = missing
    assert not lacks
