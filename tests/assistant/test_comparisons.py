"""Comparisons and questions of several parts: each side and each part with its own proof, or said to be silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Answer, Assistant, Persona, Route, Settings, Turn, build
from assistant.understand import understand


@pytest.fixture(scope="module")
def talker(built_index: Path) -> Assistant:
    """The assistant over the source documents."""
    return build(Settings(data=built_index))


def cited(answer: Answer) -> set[str]:
    """The clauses that an answer cites."""
    return {citation.clause for statement in answer.statements for citation in statement.citations}


def told(answer: Answer) -> str:
    """All that an answer states."""
    return "\n".join(statement.text for statement in answer.statements)


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        (
            "Set NIA_CG_300's exclusions against those of NIA_CG_408, please",
            {"NIA_CG_300/exclusions/2", "NIA_CG_408/exclusions/2"},
        ),
        (
            "facets vs SIJ vs ESI opening phase (NIA): relief demanded and number permitted",
            {"NIA_CG_300/frequency/1", "NIA_CG_301/frequency/1", "NIA_CG_305/frequency/1"},
        ),
    ],
)
def test_each_side_answers_on_each_aspect(talker: Assistant, question: str, clauses: set[str]) -> None:
    """Every side of a comparison has a clause for the aspect compared, each region or phase that is named its own."""
    assert clauses <= cited(talker.reply(Turn(question=question)))


def test_sides_are_called_by_their_titles_where_they_speak_first(talker: Assistant) -> None:
    """A comparison says what each guideline is on, once; a patient's words have names instead."""
    question = "NIA versus CGS: what relief before a first ablation?"
    said = told(talker.reply(Turn(question=question)))
    assert said.count("NIA_CG_302 (Paravertebral facet joint denervation)") == 1
    assert "L38773 (Medicare, CGS: Facet joint interventions" in said
    plain = talker.reply(Turn(question=question, persona=Persona.PATIENT)).text
    assert "(Paravertebral" not in plain


def test_a_bound_of_one_phase_does_not_pass_for_the_only_one(talker: Assistant) -> None:
    """4 a year in both, but one allows 6 in the first year: they are not said to be the same, and 6 is told."""
    answer = talker.reply(Turn(question="ESI: max per 12 mo NIA? Noridian?"))
    assert "They say the same" not in told(answer)
    assert {"L39240/limitations/6", "NIA_CG_300/frequency/6", "NIA_CG_300/frequency/7"} <= cited(answer)


def test_a_cell_has_each_bound_with_its_case(talker: Assistant) -> None:
    """Where no step is named, a first and a repeat ablation stand in one cell, each with its own share."""
    answer = talker.reply(Turn(question="Is the good spell after nerve burning longer for Medicare than for Magellan?"))
    row = next(line for line in answer.statements[0].text.splitlines() if line.startswith("| NIA_CG_302"))
    assert "at least 70 % (initial" in row
    assert "at least 50 % for at least 4 months (repeat" in row


def test_a_silent_side_is_said_to_be_silent(talker: Assistant) -> None:
    """Stimulator rules have no word on life expectancy; the pump's have a bound."""
    answer = talker.reply(Turn(question="Life expectancy needed: pump versus stimulator under NIA?"))
    assert "NIA_SCS says nothing on life expectancy." in told(answer)
    assert "NIA_IIP/indications/1.3" in cited(answer)


def test_a_side_that_speaks_is_not_said_to_be_silent(talker: Assistant) -> None:
    """A background that names guidance speaks of it, though no criterion does."""
    answer = talker.reply(Turn(question="Image guidance: NIA_CG_300 versus NIA_CG_305?"))
    assert "nothing on image guidance" not in told(answer)


def test_which_papers_say_something_is_asked_of_all_payers() -> None:
    """Where it is asked which of the papers say a thing, none of the payers with documents is left out."""
    frame = understand(Turn(question="Magellan says 60 % from the test block will do. Which papers say what?"))
    assert {"NIA_CG_301", "L38773"} <= set(frame.guidelines)
    assert frame.kind == "comparison"


def test_papers_to_send_are_no_comparison() -> None:
    """What has to be sent for an epidural is asked of one payer."""
    frame = understand(Turn(question="which documents do I need to send for an epidural?"))
    assert frame.kind == "lookup"
    assert "L39240" not in frame.guidelines


def test_another_payers_papers_are_not_taken_in() -> None:
    """Which papers of a payer say it that has none here: the question stays with that payer."""
    frame = understand(Turn(question="Aetna and facet blocks: which papers say what?"))
    assert "L38773" not in frame.guidelines


def test_what_is_not_near_the_whole_is_told_for_its_part(talker: Assistant) -> None:
    """Two questions in one: guidance and the number of levels each get their clause."""
    answer = talker.reply(Turn(question="noridian TFESI: which guidance do we need; how many levels max per session?"))
    assert {"L39240/and/3", "L39240/and/4"} <= cited(answer)


def test_all_that_is_refused_is_told(talker: Assistant) -> None:
    """Asked which are never paid: every refusal of the state's programs is cited."""
    question = "Apple Health in WA: out of facet shots and nerve burning, which ones are never covered?"
    answer = talker.reply(Turn(question=question, persona=Persona.PATIENT))
    places = {"301/legislation/1.1.1", "302/legislation/1.1.3.1", "302/legislation/1.1.3.2"}
    assert {f"NIA_CG_{place}" for place in places} <= cited(answer)


def test_what_holds_now_is_told_beside_what_was_added(talker: Assistant) -> None:
    """The rule of each guideline in force, and the entries of the histories that brought it in."""
    question = "Which NIA procedures take sonography as guidance, and whose history records it as new in 2022?"
    answer = talker.reply(Turn(question=question))
    assert {"NIA_CG_404/indications/note", "NIA_CG_301/history/6", "NIA_CG_305/history/5"} <= cited(answer)


def test_a_side_named_in_a_second_question_leaves_the_first_its_own(talker: Assistant) -> None:
    """The plan's rule is told though the second question names a national determination."""
    answer = talker.reply(Turn(question="SCS angina criteria? and does 160.7 mention angina?"))
    assert answer.route is Route.ANSWER
    assert "NIA_SCS" in {c.guideline for s in answer.statements for c in s.citations}


@pytest.mark.parametrize(
    ("question", "procedure"),
    [
        ("a shot by the hip-bone joint", "sacroiliac"),
        ("the small hinges up my back", "facet_injection"),
        ("the little joints of my back", "facet_injection"),
        ("a second burn at the same spot", "facet_denervation"),
    ],
)
def test_lay_and_short_words_name_the_procedure(question: str, procedure: str) -> None:
    """Joints by where they lie, and an ablation called a burn."""
    assert procedure in understand(Turn(question=question)).procedures


@pytest.mark.parametrize("question", ["my hip joint hurts", "burning pain in my foot", "a hinge on the door"])
def test_what_only_sounds_like_it_names_no_procedure(question: str) -> None:
    """A hip, a burning pain and a door are none of the procedures."""
    assert understand(Turn(question=question)).procedures == ()
