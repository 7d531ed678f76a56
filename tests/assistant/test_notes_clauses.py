"""What clauses, rows and labels of notes say of procedures and therapy, in whatever order and words."""

from __future__ import annotations

from typing import Any

import pytest

from assistant import read_facts
from assistant.note_effects import for_all, function, outlasted
from tests.support.notes import facts

BLOCK = " Plan: left L4-5 medial branch block, fluoroscopy, 6/11/2024."
EPIDURAL = "\nPlan: interlaminar epidural, lumbar L4-5, fluoroscopy, 6/11/2024."
JOINT = " Plan: left SI joint injection, fluoroscopy, 6/11/2024."
WITHHELD = "conservative_therapy_medical_reason_not_done"
PAUSED = "ongoing_active_therapy_medical_reason_not_done"


@pytest.mark.parametrize(
    ("words", "better"),
    [
        ("function we could not show any gain in improvement", False),
        ("In none of the three did we record improved function", False),
        ("Functional improvement was documented after none of them", False),
        ("improvement in function: none", False),
        ("no gain in activities", False),
        ("function; unchanged, function the same as before", False),
        ("functional gains noted", True),
        ("no relief, function improved all the same", True),
        ("functional disability persists", None),
        ("a change of function was discussed", None),
    ],
)
def test_a_denial_counts_wherever_it_stands_in_the_clause(words: str, better: bool | None) -> None:
    """Before, inside or after the words on function, but not in the clause beside it."""
    said = function(words)
    assert (said.yes if said else None) is better


@pytest.mark.parametrize(
    ("words", "long"),
    [
        ("lasting no less than the anesthetic", True),
        ("at least what the anesthetic should give", True),
        ("not shorter than the drug's action", True),
        ("at least the whole\n          expected duration of the agent", True),
        ("relief of at least a day, local anesthetic only", None),
        ("shorter than the anesthetic", False),
        ("did not outlast the lidocaine", False),
    ],
)
def test_relief_is_compared_with_the_anesthetic(words: str, long: bool | None) -> None:
    """`No less than` and `not shorter than` are long enough; what was injected alone compares nothing."""
    assert outlasted(words) is long


def test_what_is_said_of_none_of_them_is_said_of_each() -> None:
    """A quantifier makes a statement on function one for the whole history."""
    assert for_all("Function was better after neither of the two.") is False
    assert for_all("No functional gain ever documented with any of them.") is False
    assert for_all("Function was better.") is None
    assert for_all("It held without any documented functional gain.") is None


def test_the_head_of_a_list_may_name_the_first_day() -> None:
    """Rows below `first ever 10/3/2022` are entries, with the function that the head tells."""
    note = (
        "Epidural ledger (interlaminar, lumbar; first ever 10/3/2022), none with functional improvement documented:\n"
        "10/3/2022 initial 40%\n10/24/2022 initial, 60%, 90 days\n9/11/2023 therapeutic 60%, 65 days" + EPIDURAL
    )
    found = facts(note)
    assert [(one["date"], one["phase"]) for one in found["prior_injections"]] == [
        ("2022-10-03", "initial"), ("2022-10-24", "initial"), ("2023-09-11", "therapeutic"),
    ]  # fmt: skip
    assert {one["functional_improvement_documented"] for one in found["prior_injections"]} == {False}
    assert found["first_epidural_date"] == "2022-10-03"


def test_a_terse_row_is_no_broken_line() -> None:
    """In a note of long lines a row is not joined to the line after it, though it ends without a full stop."""
    note = (
        "6/10/24, before the procedure. Back pain and leg pain of 28 months, average 7/10, stenosis at L4-5 on MRI, no "
        "functional disability documented at all\nLumbar ILESI hx:\n#1 10/10/23 L4-5, initial: 40%, 20 d, function same"
        "\n#2 4/18/24 L4-5, therapeutic: 50%, 61 d, function the same\nLumbar PT ongoing" + EPIDURAL
    )
    found = facts(note)
    assert [one["relief_duration_days"] for one in found["prior_injections"]] == [20, 61]
    assert "duration_days" not in found.get("conservative_therapy", [{}])[0]


def test_a_row_goes_on_where_it_is_set_in_deeper() -> None:
    """The second line of a row tells of the same procedure."""
    note = (
        "BLOCKS (lumbar medial branch)\n  3/1/2024   79% relief, held at least as long as the\n"
        "             anesthetic\n  4/1/2024   90% relief\n"
    )
    first, second = facts(note + BLOCK)["prior_injections"]
    assert first["relief_lasted_at_least_anesthetic_duration"] is True
    assert (second["date"], second["pain_relief_percent"]) == ("2024-04-01", 90)


def test_a_row_may_name_only_where_the_needle_went() -> None:
    """Under the head of a history, `L SIJ` with a day and a result is an injection of the joint."""
    note = "Left SI joint history:\n10/9/23 L SIJ, initial, 60% x 50 days\n3/11/24 L SIJ, therapeutic, 50%\n" + JOINT
    found = facts(note)["prior_injections"]
    assert [(one["procedure"], one["date"], one["laterality"]) for one in found] == [
        ("sacroiliac_joint_injection", "2023-10-09", "left"), ("sacroiliac_joint_injection", "2024-03-11", "left"),
    ]  # fmt: skip


def test_words_that_lead_up_to_a_day_belong_to_it() -> None:
    """`And a therapeutic one on` opens the words on the next day, and `each` counts for the whole row."""
    note = (
        "Interlaminar epidurals, lumbar: an initial one on 10/3/2022 brought 40%, and a therapeutic one on 6/11/2023 "
        "60% for 62 days, then therapeutic ones on 9/11/2023 and 12/4/2023, 50% and 65 days apiece." + EPIDURAL
    )
    found = facts(note)["prior_injections"]
    assert [one["phase"] for one in found] == ["initial", "therapeutic", "therapeutic", "therapeutic"]
    assert [one.get("relief_duration_days") for one in found] == [None, 62, 65, 65]


def test_what_is_asked_for_is_not_handed_to_earlier_ones() -> None:
    """An injection that is only spoken of takes neither agent nor step from the request before it."""
    note = (
        "We ask for a therapeutic left SI joint injection with anesthetic and corticosteroid, fluoroscopy, 6/11/2024. "
        "The injection of 10/9/2023 brought 60%."
    )
    assert "agent" not in facts(note)["prior_injections"][0]


def test_injections_elsewhere_since_the_last_one_stand_apart() -> None:
    """For the sacroiliac joint other injections since are a list of their own, empty where there were none."""
    first = "L SI joint injection 3/11/2024, 60% x 50 days. "
    name = "other_interventional_injections_since_last_sij"
    found = facts(first + "Lumbar interlaminar epidural done 4/22/2024." + JOINT)
    assert [one["procedure"] for one in found[name]] == ["interlaminar_epidural"]
    assert [one["date"] for one in found["prior_injections"]] == ["2024-03-11"]
    assert facts(first + "Nothing else was injected in the low back since." + JOINT)[name] == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Inj: 0.", "prior_injections"),
        ("Injections in the past?  N", "prior_injections"),
        ("Nor has he ever been injected before.", "prior_injections"),
        ("She denies all previous injections.", "prior_injections"),
        ("RF: 0.", "prior_denervations"),
        ("Ablation before?  Never", "prior_denervations"),
        ("Nothing conservative has been tried.", "conservative_therapy"),
    ],
)
def test_none_of_a_kind_is_an_empty_list(words: str, name: str) -> None:
    """A denial that governs the kind, or the answer to its label, says that there were none."""
    assert facts(f"{words}\n{BLOCK}")[name] == []


@pytest.mark.parametrize("words", ["No injections since 3/1/2024.", "No relief from injections.", "Inj: none today."])
def test_a_denial_of_something_else_is_none(words: str) -> None:
    """What denies a time, a result or a plan does not say that there were never any."""
    assert "prior_injections" not in facts(words + BLOCK)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("PT for the lumbar spine is ongoing; no medical reason barring it.", PAUSED),
        ("Lumbar physical therapy goes on. Medically she may take part.", PAUSED),
        ("Lumbar PT 42 days, ended 6/1/2024. Medical reason to omit therapy ... none", WITHHELD),
        ("Lumbar PT 42 days, ended 6/1/2024. Medically he was fit for treatment.", WITHHELD),
        ("Lumbar PT 42 days, ended 6/1/2024. No illness kept her from conservative care.", WITHHELD),
    ],
)
def test_no_medical_reason_is_read_for_what_it_is_said_of(words: str, name: str) -> None:
    """`It` is the therapy that goes on, else the reason is one for care that was not done."""
    found = facts(f"{words}\n{BLOCK}")
    assert found[name] is False
    assert ({PAUSED, WITHHELD} - {name}).isdisjoint(found)


def test_a_reason_that_denies_itself_is_none() -> None:
    """`The chart documents none` never stands as the documented reason."""
    note = "Asked MD about special circumstances: chart documents none." + EPIDURAL
    assert facts(note)["special_circumstances_documented"] is False


@pytest.mark.parametrize(
    "words",
    [
        "brought only slight easing",
        "was unhelpful",
        "sub-optimal response",
        "goals not met",
        "which didn't do it",
        "inad.",
    ],
)
def test_a_therapy_that_did_little_was_inadequate(words: str) -> None:
    """A low degree of any good, or a good denied, is an inadequate response."""
    assert facts(f"Lumbar PT for 42 days, {words}.{BLOCK}")["conservative_therapy"][0]["response"] == "inadequate"


def test_what_opens_a_sentence_tells_of_the_therapy_before() -> None:
    """A time without a name of its own belongs to the therapy named last."""
    note = "He went to PT for the lumbar spine. Sixty days, completed 5/20/2024, and NSAIDs for the same sixty days."
    first, second = facts(note + BLOCK)["conservative_therapy"]
    assert (first["modality"], first["duration_days"], first["end_date"]) == ("physical therapy", 60, "2024-05-20")
    assert (second["modality"], second["duration_days"]) == ("NSAIDs", 60)


def test_what_failed_before_the_names_failed_for_each() -> None:
    """`Failed` in front of several therapies counts for all of them."""
    found = facts("Failed lumbar PT (42 days, to 6/1/2024) and NSAIDs (42 days, to 6/1/2024)." + BLOCK)
    assert [one["response"] for one in found["conservative_therapy"]] == ["inadequate", "inadequate"]


def test_a_drug_that_is_only_continued_is_no_therapy() -> None:
    """An order to go on with a drug, and the word that heads a line, name no course."""
    note = "Rehab and meds ......... lumbar PT 60 days, inadequate\nPlan: Continue venlafaxine.\n" + BLOCK.strip()
    assert [one["modality"] for one in facts(note)["conservative_therapy"]] == ["physical therapy"]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("Where ......... left lumbar L4-5\nWhen .......... 6/11/2024",
         {"region": "lumbar", "laterality": "left", "levels": ["L4-5"], "date_of_service": "2024-06-11"}),
        ("Type: [x] initial [ ] repeat     Intent: [x] diagnostic [ ] therapeutic",
         {"phase": "initial", "purpose": "diagnostic"}),
        ("Step / intent  repeat therapeutic / therapeutic", {"phase": "repeat_therapeutic"}),
        ("Side/site        : both sides", {"laterality": "bilateral"}),
        ("Line 2 guidance CT; purpose therapeutic", {"guidance": "ct", "purpose": "therapeutic"}),
    ],
)  # fmt: skip
def test_a_form_calls_a_detail_by_many_names(form: str, wanted: dict[str, Any]) -> None:
    """Labels with a word before or after, leaders, numbers and gaps answer for the procedure asked for."""
    assert wanted.items() <= read_facts(f"Procedure: medial branch block\n{form}\n")["request"].items()


def test_a_label_of_something_else_tells_nothing_of_the_request() -> None:
    """Where it hurts is not where the leads go."""
    assert "region" not in read_facts("Procedure: SCS trial 6/11/2024\nPainful area: lumbar\n")["request"]


def test_the_day_of_writing_is_not_the_day_of_service() -> None:
    """`Prepared 6/3` heads a form; its date is told elsewhere."""
    note = (
        "SIJ INJECTION - REQUEST     prepared 06/03/2024 by the nurse\nLine 1 sacroiliac joint injection, left\n"
        "Line 2 guidance CT; date 06/11/2024; no sedation"
    )
    assert read_facts(note)["request"]["date_of_service"] == "2024-06-11"


def test_metres_are_no_months() -> None:
    """`Walks 800 m` tells no duration of relief."""
    found = facts("On 5/20/2024 lumbar MBB L4-5, 29% relief, function better: walks 800 m instead of 150 m." + BLOCK)
    assert "relief_duration_days" not in found["prior_injections"][0]


def test_a_scanner_takes_rn_for_m() -> None:
    """A word of notes in which `rn` stands for `m` is read as that word."""
    found = facts("Treatrnent: lumbar PT, 42 days, cornpleted 6/1/2024, inadequate." + BLOCK)
    assert found["conservative_therapy"][0]["end_date"] == "2024-06-01"


def test_a_denial_is_carried_on() -> None:
    """`Absent, as is …` denies what follows, and so does `nothing in the record documents`."""
    note = (
        "Trophic bone changes are absent on the films, as is unilateral osteoporosis. Nothing in the chart documents "
    )
    found = facts(note + "functional disability. Plan: left lumbar sympathetic block, fluoroscopy, 6/11/2024.")
    assert found["functional_disability_documented"] is False
    assert found["unilateral_osteoporosis_on_imaging"] is False


def test_a_device_out_of_use_guides_nothing() -> None:
    """What cannot be used is not the guidance of the procedure."""
    note = "Plan: left L4-5 MBB, CT guidance (fluoro room under renovation), 6/11/2024."
    assert read_facts(note)["request"]["guidance"] == "ct"


def test_the_head_of_a_list_of_therapies_names_their_region() -> None:
    """Courses below a heading are for the region that it names."""
    note = "Conservative treatment (lumbar):\n  physical therapy  90 days, inadequate\n  NSAIDs  90 days, inadequate\n"
    found = facts(note + "Plan: intraspinal drug trial, 6/11/2024.")["conservative_therapy"]
    assert [one["target_region"] for one in found] == ["lumbar", "lumbar"]
