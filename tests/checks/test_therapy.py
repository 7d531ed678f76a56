"""What the proof says of conservative therapy that is recorded and does not suffice."""

from __future__ import annotations

import json
from typing import Any

import pytest

from checks import evaluate, parse_case

PHYSICAL = {"modality": "physical therapy", "component": "active", "target_region": "lumbar",
            "start_date": "2024-03-04", "end_date": "2024-04-29", "response": "inadequate"}  # fmt: skip
NAPROXEN = PHYSICAL | {"modality": "naproxen", "component": "inactive"}
CLAUSE = "NIA_CG_301/indications/1.5"


def row(courses: list[dict[str, Any]], **facts: Any) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    """Verdict and reason of the requirement, what is missing, and what is asked."""
    request = {"procedure": "medial_branch_block", "region": "lumbar", "date_of_service": "2024-06-11"}
    case = {"id": "own", "request": request, "facts": {"conservative_therapy": courses} | facts}
    found = evaluate(parse_case(json.dumps(case)))
    one = next(proof for proof in found.rows if proof.clause == CLAUSE and proof.applicable)
    return one.verdict.value, one.because, found.missing, found.next_questions


@pytest.mark.parametrize(
    ("courses", "words"),
    [
        ([PHYSICAL], "lacking: an inactive component of 6 weeks"),
        ([NAPROXEN], "lacking: an active component of 6 weeks"),
        ([PHYSICAL, NAPROXEN | {"start_date": "2024-04-20"}], "lacking: an inactive component of 6 weeks"),
    ],
)
def test_a_therapy_that_does_not_suffice_is_told_with_what_is_lacking(
    courses: list[dict[str, Any]], words: str
) -> None:
    """Where a medical reason could still meet it, the words say what is recorded and lacking, and both are asked."""
    verdict, because, missing, asked = row(courses)
    assert verdict == "unknown"
    assert f"{courses[0]['modality']} (from 2024-03-04 to 2024-04-29)" in because
    assert words in because
    assert {"conservative_therapy", "conservative_therapy_medical_reason_not_done"} <= set(asked)
    assert "conservative_therapy" not in missing, "the list is taken as complete"


def test_a_component_whose_length_is_open_is_told_so() -> None:
    """Of a component without dates, its length is called not known, and asked."""
    bare = {name: value for name, value in NAPROXEN.items() if not name.endswith("_date")}
    _, because, missing, _ = row([PHYSICAL, bare])
    assert "not known: an inactive component of 6 weeks" in because
    assert "conservative_therapy.duration_days" in missing


def test_a_therapy_that_suffices_lacks_nothing() -> None:
    """Where both components are there, nothing is called lacking."""
    verdict, because, _, asked = row([PHYSICAL, NAPROXEN])
    assert (verdict, "lacking" in because) == ("met", False)
    assert "conservative_therapy" not in asked


def test_what_another_way_lacks_is_not_told_where_one_way_is_met() -> None:
    """With a medical reason recorded the requirement is met, and the therapy that does not suffice is no reason."""
    verdict, because, _, asked = row([PHYSICAL], conservative_therapy_medical_reason_not_done="heart failure")
    assert (verdict, "lacking" in because) == ("met", False)
    assert "conservative_therapy" not in asked


@pytest.mark.parametrize(
    ("modality", "verdict", "asks"),
    [("active care", "unknown", True), ("hand therapy", "unknown", False), ("physical therapy", "met", False)],
)
def test_active_care_without_its_name_is_asked_for(modality: str, verdict: str, asks: bool) -> None:
    """Which active care it was is open where the record only calls it active; another that is named is none."""
    denied = {"conservative_therapy_medical_reason_not_done": False} if asks else {}
    found, _, missing, _ = row([PHYSICAL | {"modality": modality}, NAPROXEN], **denied)
    assert found == verdict
    assert ("conservative_therapy.modality" in missing) is asks


@pytest.mark.parametrize(("months", "verdict"), [(3, "met"), (6, "met"), (7, "unknown")])
def test_a_therapy_said_to_have_ended_lately_needs_no_day(months: int, verdict: str) -> None:
    """At most six months before the request lie in the last six; more may, and is asked."""
    course = {"duration_days": 56, "ended_within_months": months, "response": "inadequate", "target_region": "lumbar"}
    courses = [course | {"modality": "physical therapy", "component": "active"}, course | {"modality": "naproxen"}]
    assert row(courses)[0] == verdict


def test_the_day_on_which_a_therapy_ended_counts_before_what_is_said_of_it() -> None:
    """A recorded last day outside the window is outside, however lately it is said to have been."""
    old = {"start_date": "2023-01-02", "end_date": "2023-03-02", "ended_within_months": 2}
    assert row([PHYSICAL | old, NAPROXEN | old])[0] == "unknown"
    assert "conservative_therapy" in row([PHYSICAL | old, NAPROXEN | old])[3], "a medical reason could still meet it"
