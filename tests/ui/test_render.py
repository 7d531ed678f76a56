"""What the pages show, without a browser: escaping, links, forms, terms, words."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from assistant import Answer, Citation, Route, Statement
from ui import render
from ui.conversation import copied
from ui.fields import fields, pairs_of, read_form, resolved
from ui.render_documents import readable
from ui.render_record import Mark, record
from ui.render_source import parse_reference
from ui.text import clause_name, say, table

PIN = Citation(
    document="d", authority="article", guideline="G", clause="G/a/1", quote="say <b>so</b>", start=1, end=9,
    sha256="a" * 64,
)  # fmt: skip


def answer(text: str, *, route: Route = Route.ANSWER) -> Answer:
    """An answer with one citation, for which one document was searched."""
    return Answer(
        question="q", route=route, text=text, statements=(Statement(text="x", citations=(PIN,)),), searched=("d",)
    )


def test_an_answer_shows_chips_for_its_numbers_and_no_quotes_twice() -> None:
    """A number behind a sentence becomes a link with the pin; the quotes after it are left to the list of sources."""
    shown = render.answer(answer("It <i>is</i> so. [1]\n\n[1] “say” (G/a/1; article)"))
    assert f'href="#cite-G/a/1:1-9-{"a" * 64}"' in shown
    assert "&lt;i&gt;is&lt;/i&gt;" in shown
    assert "“say”" not in shown
    assert shown.count("ga-chip") == 1


def test_a_number_without_a_source_stays_text() -> None:
    """A bracket that names no citation is no link."""
    assert "ga-chip" not in render.answer(answer("As in [7]"))


def test_a_source_whose_words_stand_in_the_answer_is_not_listed_twice() -> None:
    """The line of a quote that the answer itself says is left to the list of sources, as any other."""
    shown = render.answer(answer("It says: “so”. [1]\n\n[1] (G/a/1; article)"))
    assert "[1] (" not in shown


def test_an_absence_stands_in_a_card_with_the_nearest_words() -> None:
    """The card quotes the clause that comes nearest, escaped."""
    shown = render.answer(answer("The nearest clause is this. [1]\n\nSearched: a, b.", route=Route.ABSTAIN))
    assert "ga-card-absent" in shown
    assert "say &lt;b&gt;so&lt;/b&gt;" in shown
    assert "Searched: a, b" not in shown


def test_a_reply_for_which_nothing_was_searched_is_no_absence() -> None:
    """Thanks get a friendly line: no card that the documents do not say it, no count of documents."""
    shown = render.answer(Answer(question="thanks", route=Route.ABSTAIN, text="Glad to help."))
    assert "ga-card" not in shown
    assert "ga-small" not in shown


def test_a_quote_before_its_conclusion_is_shown_and_copied_as_a_quote() -> None:
    """The reviewer's view sets the clause first: a block with its number as a link, without the signs of Markdown."""
    found = answer("> [1] G/a/1: “say”\n> d, characters 1 to 9; article\n\nIt is so. [1]")
    shown = render.answer(found)
    assert "&gt;" not in shown
    assert "[1]" not in shown
    assert shown.count('<blockquote><a class="ga-chip"') == 1
    assert "> " not in copied(found).replace("<b>so</b>", "")


def test_a_copied_answer_carries_its_quotes() -> None:
    """The copy has the question, the words and each quote with its clause."""
    assert "[1] “say <b>so</b>” (G · a 1; Article, no policy)" in copied(answer("It is so. [1]"))


@pytest.mark.parametrize("link", ["", "a\nb", "x" * 400])
def test_a_link_that_names_no_clause_is_refused(link: str) -> None:
    """Only a clause, or a clause with a whole pin, is a link's target."""
    assert parse_reference(link) is None


def test_a_document_with_any_name_can_be_opened() -> None:
    """Signs, blanks and letters of other languages in a file's name survive the way into a link and back."""
    named = PIN.model_copy(update={"clause": "Plan (final) 50% ü <b>/harbor/1"})
    link = render.target(render.reference(named))
    assert "<" not in link
    assert parse_reference(unquote(link.removeprefix("#cite-"))) == (named.clause, (1, 9, "a" * 64))


def test_a_case_survives_the_form() -> None:
    """A case put into the form and read again is the same case."""
    case = {
        "request": {"procedure": "medial_branch_block", "levels": ["L4-5", "L5-S1"], "date_of_service": "2024-06-11"},
        "facts": {
            "average_pain_score_0_10": 6.5,
            "functional_disability_documented": False,
            "contraindications_present": [],
            "positive_provocative_tests": ["faber", "gaenslen"],
            "special_circumstances_documented": False,
            "prior_injections": [{"date": "2024-01-02", "pain_relief_percent": 80}, {"levels": ["L4-5", "L5-S1"]}],
        },
    }
    assert read_form(pairs_of(case)) == (case, {})


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("facts.age_years", ["old"], "“old” is no plain number"),
        ("facts.age_years", ["-3"], "no plain number"),
        ("facts.pain_onset_date", ["2024-02-31"], "no date"),
    ],
)
def test_a_wrong_answer_is_named(name: str, values: list[str], words: str) -> None:
    """What cannot be read is said for its field, and stays out of the case."""
    case, wrong = read_form([(name, value) for value in values])
    assert words in wrong[name]
    assert case == {"request": {}, "facts": {}}


def test_none_and_something_contradict_each_other() -> None:
    """An item ticked beside "none" is a contradiction, not a choice of ours."""
    name = "facts.contraindications_present"
    _, wrong = read_form([(name, "active_spinal_infection"), (f"none:{name}", "on")])
    assert wrong[name] == say("fields.contradiction")


def test_a_name_shows_as_words_and_comes_back_as_it_was() -> None:
    """A value by the name of the case format is shown as words; left alone it is the same value, changed it is not."""
    shown = [("facts.pain_cause", "post herpetic neuralgia"), ("raw:facts.pain_cause", "post_herpetic_neuralgia")]
    assert resolved(shown) == [("facts.pain_cause", "post_herpetic_neuralgia")]
    assert resolved([("facts.pain_cause", "shingles"), shown[1]]) == [("facts.pain_cause", "shingles")]


def test_blank_is_not_documented() -> None:
    """Every field left blank gives an empty case: nothing becomes a zero or a no."""
    assert read_form([(name, "") for name in fields()]) == ({"request": {}, "facts": {}}, {})


def test_overlapping_words_are_marked_for_each_fact() -> None:
    """A stretch that two facts share carries both numbers; the text is escaped and whole."""
    shown = record("a <b> c d", [Mark(1, 0, 5, "f"), Mark(2, 2, 7, "g")])
    assert 'data-marks="1 2">&lt;b&gt;</mark>' in shown
    assert "<b>" not in shown


def test_terms_of_a_policy_are_sentences() -> None:
    """No name of the case format and no sign of the policy file is left."""
    term = (
        "count select=(history prior_injections, procedures medial_branch_block|facet_joint_injection) at_most=4 "
        "window=12 months with_request=True"
    )
    assert (
        readable(term) == "At most 4 of medial branch block or facet joint injection in 12 months, this request counted"
    )


def test_no_word_of_the_table_is_empty() -> None:
    """Every key of the table of words has words."""

    def leaves(value: object) -> list[str]:
        if isinstance(value, dict):
            return [leaf for item in value.values() for leaf in leaves(item)]
        return [leaf for item in value for leaf in leaves(item)] if isinstance(value, list) else [str(value)]

    assert all(words.strip() for words in leaves(table()))
    assert clause_name("NIA_CG_301/frequency/7") == "NIA_CG_301 · frequency 7"
