"""Single facts: each wording says the fact that it says, and no other wording stands in for it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant import read_facts

WORDINGS = yaml.safe_load(Path(__file__).with_name("note_wordings.yaml").read_text("utf-8"))
REQUESTS = WORDINGS["requests"]


@pytest.mark.parametrize(("asked", "words", "name", "value"), WORDINGS["facts"])
def test_a_wording_gives_its_fact(asked: str, words: str, name: str, value: object) -> None:
    """A fact is read from the wordings that clinics use, before or after the request; a denial gives the denial."""
    for note in (f"{REQUESTS[asked]} {words}", f"{words}\n{REQUESTS[asked]}"):
        assert read_facts(note)["facts"].get(name) == value


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Her mother had spinal stenosis.", "spinal_stenosis_present"),
        ("We discussed whether spinal stenosis might be present.", "spinal_stenosis_present"),
        ("FHx: failed back surgery in an uncle.", "failed_back_surgery_or_epidural_fibrosis_present"),
        ("If the pain returns he should call.", "symptoms_returned"),
        ("Physical therapy for 6 weeks was recommended.", "conservative_therapy"),
        ("His brother tried physical therapy for 8 weeks without relief.", "conservative_therapy"),
        ("Ibuprofen for the back pain for 30 days.", "pain_duration_weeks"),
        ("Contraindications: infection [ ] yes [ ] no ; skin infection [ ] yes [ ] no", "contraindications_present"),
        ("A repeat block might be considered later.", "prior_injections"),
        ("The last injection helped a lot.", "prior_injections"),
    ],
)
def test_what_is_doubtful_planned_or_of_somebody_else_is_no_fact(words: str, name: str) -> None:
    """Family, doubt, plans, conditions and unanswered boxes give nothing."""
    assert name not in read_facts(f"{words}\n{REQUESTS['epidural']}")["facts"]
