"""What is said of things that lie beside the guidelines, and of rules in readers' own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Persona, Route, Settings, Turn, build
from assistant.understand import understand
from tests.support.told import told


@pytest.fixture(scope="module")
def talker(built_index: Path) -> Assistant:
    """The assistant over the source documents."""
    return build(Settings(data=built_index))


@pytest.mark.parametrize(
    "question",
    ["how many SI joint burns a year does NIA allow", "magellan: gap between SI joint RFAs?", "cap on SIJ ablations"],
)
def test_a_number_asked_of_an_excluded_procedure_is_answered_by_its_exclusion(talker: Assistant, question: str) -> None:
    """NIA_CG_305 excludes sacroiliac joint denervation; the numbers of facet denervation are none of it."""
    text = told(talker, question)
    assert text.startswith(("NIA_CG_305: Sacral lateral branch", "NIA_CG_302: Denervation of nerves other"))
    assert "At most 2" not in text


@pytest.mark.parametrize("question", ["repeat burn at C4-5, how long to wait?", "facet burns per year, NIA"])
def test_a_burn_of_a_facet_is_a_denervation(talker: Assistant, question: str) -> None:
    """What clinics call a burn is held against the guideline on denervation."""
    assert told(talker, question).startswith(("NIA_CG_302", "I take this to be about NIA_CG_302"))


def test_what_holds_for_ptsd_is_told_to_who_names_it(talker: Assistant) -> None:
    """NIA_CG_404 gives one week between blocks in two places; that for PTSD stands by for who asks of it."""
    assert "PTSD" not in told(talker, "stellate block 4 days ago, can we do another tomorrow")
    assert "PTSD" in told(talker, "stellate for PTSD, last one 4 days ago, can we do another tomorrow")


@pytest.mark.parametrize(
    "question",
    [
        "how many years till my pain pump battery dies?",
        "which dx code goes with 27096?",
        "does it hurt while they burn the nerve?",
        "how long will I be off work once the stimulator is in?",
        "when can I drive after the epidural",
        "out of 100 people with sciatica, how many does the epidural help?",
    ],
)
def test_what_a_treatment_is_like_is_no_rule_of_a_guideline(talker: Assistant, question: str) -> None:
    """How it feels, how soon one is back, how often it helps, how long a battery lasts: no document says."""
    assert talker.reply(Turn(question=question, persona=Persona.PATIENT)).route is Route.ABSTAIN


def test_a_numbing_drug_alone_means_the_seven_days(talker: Assistant) -> None:
    """NIA_CG_301 wants 7 days after a block with anesthetic only, whatever the reader calls it."""
    assert "7 days" in told(talker, "only numbing med used last time. how soon can the next facet shot be, magellan?")


def test_when_a_rule_began_is_looked_up_in_the_history(talker: Assistant) -> None:
    """Ultrasound came into NIA_CG_301 in May 2022."""
    text = told(talker, "when did magellan start taking u/s for facet shots?")
    assert text.startswith("NIA_CG_301 says under May 2022")


def test_conditions_announced_under_a_later_heading_are_quoted(talker: Assistant) -> None:
    """NCD 160.7 covers depth brain stimulators subject to conditions, which stand two headings further on."""
    text = told(talker, "Could Medicare pay for wires deep in the brain for constant pain?")
    assert "late resort" in text
    assert "multidisciplinary team" in text


def test_who_asks_for_more_is_said_where_it_is_asked(talker: Assistant) -> None:
    """CGS wants 50 % for 6 months before a second denervation, NIA for 4."""
    text = told(talker, "repeat RFA, how long did the last one have to help: magellan or cgs, which is stricter?")
    assert "L38773 asks for more relief: at least 50 % for at least 6 months." in text
    assert "asks for more" not in told(talker, "repeat RFA relief: magellan vs cgs")


def test_a_private_plan_of_medicare_is_another_payer(talker: Assistant) -> None:
    """Aetna's plan is not Medicare's own; none of its documents are here."""
    answer = talker.reply(Turn(question="aetna medicare advantage - MBB sessions per year?"))
    assert answer.route is Route.ABSTAIN
    assert "Aetna" in answer.text


def test_a_thing_of_another_field_is_outside_though_a_payer_is_named(talker: Assistant) -> None:
    """A cataract has to do with no document here; Medicare's same-day rule on blocks is none on it."""
    answer = talker.reply(Turn(question="both eyes cataract same day, medicare ok?"))
    assert answer.route is Route.ABSTAIN


def test_what_stands_in_contrast_is_read_with_its_other_side(talker: Assistant) -> None:
    """NIA_SCS sets hours to days of the kind not felt against minutes to hours of the other, a paragraph before."""
    text = told(talker, "the tingly kind of spine stim or the kind u cant feel, which kicks in faster")
    assert "minutes to hours" in text
    assert "several hours to days" in text


def test_a_rule_that_differs_by_procedure_is_asked_back(talker: Assistant) -> None:
    """How long therapy has to last differs: no one procedure's rule may pass for the reader's."""
    text = told(talker, "They said no because I didn't do PT long enough. How long is long enough?")
    assert text.startswith("Which procedure do you mean?")
    assert "6 weeks" in text


def test_what_an_lcd_is_no_determination_says(talker: Assistant) -> None:
    """An article tells what a local determination is; the determinations' own definitions are others."""
    text = told(talker, "whats an LCD? denial letter keeps saying it", Persona.PATIENT)
    assert text.startswith("An article")
    assert "Local Coverage Determinations" in text


def test_a_sigh_beside_a_question_changes_nothing(talker: Assistant) -> None:
    """What only tells how the reader feels is left out; what bears on the answer stays."""
    asked = "How many days does the stimulator trial have to last?"
    plain = talker.reply(Turn(question=asked, persona=Persona.PATIENT))
    sighing = talker.reply(Turn(question=f"{asked} I barely sleep thinking of it", persona=Persona.PATIENT))
    assert sighing.statements == plain.statements
    assert "16" in understand(Turn(question="can she have RFA in Washington? I worry, she is 16")).question
