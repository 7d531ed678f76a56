"""A list that a note calls empty stays open where the same note limits the denial, or affirms what it denies."""

from __future__ import annotations

import pytest

from assistant import Settings, check_note
from tests.support.notes import TRIAL, facts

BLOCK = "Plan: left L4-5 medial branch block, fluoroscopy, 6/11/2024."
EPIDURAL = "Plan: initial left L4-5 transforaminal epidural, fluoroscopy, 6/11/2024."
ABLATION = "Plan: left L4-5 radiofrequency ablation, conventional thermal, fluoroscopy, 6/11/2024."
CONTRAINDICATIONS, SOURCES = "contraindications_present", "other_primary_pain_source_evidence"


def never_empty(name: str, words: str, asked: str) -> bool:
    """Whether a list is not read as empty, wherever its words stand beside the request."""
    notes = (f"{words} {asked}", f"{words}\n{asked}", f"{asked}\n{words}")
    return all(facts(note).get(name) != [] for note in notes)


@pytest.mark.parametrize(
    "words",
    [
        "No contraindications, aside from pneumonia.",
        "Apart from an abscess in the groin there are no contraindications.",
        "There is no contraindication but a weeping sore where the needle would go in.",
        "No contraindication with the exception of bacteremia.",
        "No contraindications once the cellulitis clears.",
        "No contraindications at his last visit.",
        "No contraindications were known when he was booked.",
        "No absolute contraindications.",
        "No contraindications as of 3/2, the block was put off then.",
        "No contraindications if the culture comes back clean.",
        "No contraindications documented by the referring office.",
        "No contraindications to sedation.",
    ],
)
def test_a_denial_with_an_exception_or_of_another_day_leaves_contraindications_open(words: str) -> None:
    """What is excepted, relative, conditional or of an earlier visit may be there."""
    assert never_empty(CONTRAINDICATIONS, words, BLOCK)


@pytest.mark.parametrize(
    "words",
    [
        "No contraindications. He was admitted yesterday with pyelonephritis.",
        "No contraindications; temperature 38.9 with chills.",
        "No contraindications and her wound is infected.",
        "No contraindications, a furuncle sits at the entry point.",
        "No contraindications, he is septic.",
        "No contraindication – cellulitis over the left flank.",
        "Contraindications: none, cellulitis of the left leg.",
        "Contraindications: none    Cultures: positive",
        "Contraindications:  [x] none found  [x] infected skin",
        "Contraindications: infection none; skin none; the site has an open draining wound.",
        "No infection, skin intact; on amoxicillin for sinusitis.",
        "No infection, skin clean. Blood cultures drawn on Monday grew MRSA.",
        "No contraindications, the joint space cannot be reached.",
        "No contraindications. Addendum: wound culture grew pseudomonas.",
        "No contraindications. Today: low grade fever 100.9 F, productive cough.",
    ],
)
def test_a_contraindication_affirmed_anywhere_undoes_the_denial(words: str) -> None:
    """An infection, fever or obstacle in a clause or ticked box of its own stands against a general denial."""
    assert never_empty(CONTRAINDICATIONS, words, BLOCK)


@pytest.mark.parametrize(
    "words",
    [
        "No contraindications: no infection of the blood, the spine, or the skin.",
        "Contraindications: none - infection, skin and access all gone over.",
        "Contraindications (systemic infection, skin infection, access):    none",
        "No contraindications. Risks such as infection were explained. Call if there is fever.",
        "No contraindications. Pneumonia in 2019, resolved. Hay fever in summer.",
        "No contraindications. Her mother has cellulitis.",
        "No contraindications, and he is afebrile; skin is not broken.",
        "Systemic infection no, spinal infection no, skin clear, access good. No contraindications.",
    ],
)
def test_what_is_denied_past_hypothetical_or_of_others_undoes_no_denial(words: str) -> None:
    """The kinds that a denial lists, risks explained, what has healed and what others have leave the list empty."""
    assert facts(f"{words}\n{BLOCK}")[CONTRAINDICATIONS] == []


@pytest.mark.parametrize(
    "words",
    [
        "No prior injections, except at the VA.",
        "Apart from a caudal she has had no injections.",
        "No prior injections which gave relief.",
        "No helpful prior injections.",
        "No injections before 2021.",
        "No prior injections before his fusion.",
        "Never had an epidural before the spring of 2022.",
        "No prior injections in the last decade.",
        "No prior injections per our chart.",
        "No prior injections, to our knowledge.",
        "Denies prior injections; five epidurals at the VA.",
        "No prior injections (two epidurals in Texas).",
        "No previous epidurals at this level.",
        "No prior injections per referral.",
        "Never had injections covered by this plan.",
    ],
)
def test_injections_denied_in_part_leave_the_history_open(words: str) -> None:
    """An exception, a clause that limits, an earlier time, one's own records or a number given elsewhere."""
    assert never_empty("prior_injections", words, EPIDURAL)


@pytest.mark.parametrize(
    "words",
    [
        "No prior ablation that lasted.",
        "No prior RFA other than at Mercy.",
        "No ablation before 2022.",
        "No prior ablation according to our files.",
        "Prior RFA: none on our side.",
        "No prior ablation; three rhizotomies in Utah.",
        "No prior ablation on this side.",
        "No ablation with durable benefit.",
    ],
)
def test_ablations_denied_in_part_leave_the_history_open(words: str) -> None:
    """The same for ablations."""
    assert never_empty("prior_denervations", words, ABLATION)


@pytest.mark.parametrize(
    "words",
    [
        "He received no other injections.",
        "He had no other procedures.",
        "There were no other procedures.",
        "No other procedures over the past year.",
        "She underwent a left MBB in May. No other procedure at that time.",
        "She has had no other blocks. An SI joint injection will follow in that session.",
        "No other procedure that day except a cervical epidural.",
        "No other procedures on that date apart from an SI joint injection.",
    ],
)
def test_no_other_injection_so_far_says_nothing_of_the_day(words: str) -> None:
    """A word on the past, or one with an exception, leaves open what else is done on the day."""
    assert never_empty("other_procedures_same_day", words, BLOCK)


@pytest.mark.parametrize(
    "words",
    [
        "No other injections that day.",
        "No other procedure.",
        "He has had no other blocks. No other procedure will be done on that day.",
        "No procedure other than this block is planned that day.",
    ],
)
def test_no_other_procedure_of_the_day_is_read(words: str) -> None:
    """Words of the day or of the plan say it, though the past is spoken of too, or the request itself is excepted."""
    assert facts(f"{words}\n{BLOCK}")["other_procedures_same_day"] == []


@pytest.mark.parametrize(
    "words",
    [
        "No evidence of a discogenic source; however the SI joint is the driver of her pain.",
        "No discogenic or SI joint source, although the MRI has an extruded disc pressing on the root.",
        "No evidence of another source except the left SI joint.",
        "No evidence of SI joint pain, while radiculitis explains the leg pain.",
        "No other source of pain. The herniation at L5-S1 is the likely culprit.",
    ],
)
def test_a_source_affirmed_after_its_denial_undoes_it(words: str) -> None:
    """A source set against the denial, or named as the cause elsewhere in the note."""
    assert never_empty(SOURCES, words, BLOCK)


@pytest.mark.parametrize(
    "words",
    [
        "No evidence that a disc, the SI joint, a herniation or radiculitis is the main source.",
        "We have looked for a disc, sacroiliac or root source and have no evidence for one.",
        "Evidence of another main source (disc, SIJ, radiculitis):     none",
        "No discogenic pain, but she sleeps badly.",
    ],
)
def test_a_denial_of_several_sources_stays_one(words: str) -> None:
    """The sources that a denial lists are not affirmed by standing in a clause with a verb."""
    assert facts(f"{words}\n{BLOCK}")[SOURCES] == []


def test_a_fever_in_a_note_that_meets_leaves_it_open(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A note that meets does so no longer where a fever stands beside its denial of contraindications."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    note = TRIAL.format(cause="The pain is chronic neuropathic back pain.")
    assert check_note(settings, note)["outcome"] == "meets"
    assert check_note(settings, f"{note}Febrile at 38.9 since Sunday.")["outcome"] == "insufficient_information"
