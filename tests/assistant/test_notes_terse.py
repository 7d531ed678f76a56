"""Cases told in a line or two, as staff and reviewers type them."""

from __future__ import annotations

import pytest

from assistant import read_facts


@pytest.mark.parametrize(
    ("words", "procedure"),
    [
        ("perm SCS, NIA: temp trial 4 days, same device.", "scs_permanent"),
        ("Permanent stim for post-laminectomy pain.", "scs_permanent"),
        ("SCS perm, leads at T8-9.", "scs_permanent"),
        ("perm thoracic stimulator requested.", "scs_permanent"),
        ("Stim trial for CRPS of the left leg.", "scs_trial"),
    ],
)
def test_a_stimulator_by_its_short_names_is_the_procedure(words: str, procedure: str) -> None:
    """`perm SCS`, `permanent stim` and `stim trial` name the procedure as their long forms do."""
    assert read_facts(words)["request"].get("procedure") == procedure


@pytest.mark.parametrize(
    ("words", "procedure"),
    [
        ("27096, Magellan, initial, pain 7/10.", "sacroiliac_joint_injection"),
        ("64483 for right leg pain, fluoro.", "transforaminal_epidural"),
        ("CPT 64635, axial low back pain.", "facet_denervation"),
        ("Magellan 64510 for left arm pain.", "stellate_ganglion_block"),
        ("64530 requested, cancer pain.", "celiac_plexus_block"),
        ("64493, axial low back pain 8 months.", None),
        ("63650, post-laminectomy pain.", None),
        ("64483 and 64520 billed, pain 7/10.", None),
        ("64520 L3-4 medial branch block, left.", "medial_branch_block"),
    ],
)
def test_a_code_alone_is_the_procedure_where_it_means_only_one(words: str, procedure: str | None) -> None:
    """A code names the procedure where no word does, unless it stands for several or codes name several."""
    assert read_facts(words)["request"].get("procedure") == procedure


def test_an_epidural_code_leaves_the_procedure_open() -> None:
    """A code that epidurals of two approaches and a trial of a pump's drug share stands alone: no procedure is read."""
    request = read_facts("62323 initial, NIA, back and leg pain 8/10, fluoro.")["request"]
    assert request["codes"] == ["62323"]
    assert not request.keys() & {"procedure", "procedure_text"}


def test_left_blank_is_no_side() -> None:
    """`left` is a side where something is on it, not where a field or a message was left."""
    note = "CPT 27096, description left blank by the sender. He left before the visit ended. SI joint, fluoro."
    assert "laterality" not in read_facts(note)["request"]


@pytest.mark.parametrize("words", ["MRN 27096.", "mrn: 64510", "Case 27096,", "ID# 64483;", "Portland, OR 64520."])
def test_a_number_that_is_no_code_of_the_request_names_no_procedure(words: str) -> None:
    """The number of a record or of an address is no procedure."""
    assert "procedure" not in read_facts(f"{words} Low back pain 7/10.")["request"]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("First cervical RFA: axial neck pain 8/10 for 14 months, NSAIDs and PT failed.", 14),
        ("dx MBB L4-5: axial back pain for 9 months, avg pain 7/10.", 9),
        ("SIJ injection, first: pain under L5 to the groin for 5 months, 6/10, PT failed.", 5),
        ("repeat ESI: low back pain into the right leg x 6 mo, 7/10.", 6),
    ],
)
def test_how_long_it_has_hurt_is_read_after_the_name_of_the_procedure(words: str, months: int) -> None:
    """The clause after the procedure's name says how long the pain has lasted."""
    assert read_facts(words)["facts"].get("pain_duration_months") == months


@pytest.mark.parametrize(
    "words",
    [
        "Last MBB L4-5: no pain for 9 months.",
        "Last MBB L4-5: back pain gone for 9 months.",
        "RFA: pain-free for 9 months.",
        "ESI: back pain in remission for 9 months.",
        "PT: for low back pain, 3 months.",
        "ESI: pain relief for 3 months.",
        "RFA: if neck pain for 3 months, PT first.",
        "MBB: neck pain better for 3 months.",
    ],
)
def test_how_long_relief_or_therapy_lasted_is_no_duration_of_pain(words: str) -> None:
    """Months without pain, or of a therapy, are not months of pain."""
    assert "pain_duration_months" not in read_facts(words)["facts"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("walking much better", True),
        ("walking and sleep significantly better (documented)", True),
        ("standing/walking clearly improved", True),
        ("walking not much better", None),
        ("walking a bit better", None),
        ("sleep much better", None),
        ("walking would be much better", None),
        ("no walking was much better", False),
        ("we hope walking gets much better", None),
    ],
)
def test_what_can_clearly_be_done_better_in_a_trial_is_a_gain_of_function(words: str, value: bool | None) -> None:
    """Walking, standing or daily activities that are much better are a significant gain; a little better is not."""
    note = f"Permanent stimulator: four-day trial, pain down 55%, {words}."
    assert read_facts(note)["facts"].get("trial_significant_functional_improvement") is value


@pytest.mark.parametrize(
    ("words", "reliefs"),
    [
        ("two MBBs four weeks apart gave 85% and 75%.", [85, 75]),
        ("had two medial branch blocks, 90% then 82% relief.", [90, 82]),
        ("2 MBBs done, 85%/80% relief.", [85, 80]),
        ("both MBBs gave 85%.", [85, 85]),
        ("two MBBs gave 85% and 75% of pain and function.", [None, None]),
        ("two MBBs were done with 85%, 75% and 60%.", [None, None]),
        ("two MBBs gave up to 85% and 75%.", [None, None]),
        ("two MBBs gave 85% or 75%.", [None, None]),
        ("one MBB was done, 85% and 75%.", [None]),
    ],
)
def test_the_reliefs_of_two_blocks_told_at_once_are_one_each(words: str, reliefs: list[int | None]) -> None:
    """As many reliefs in a row as blocks are the relief of each, in order; otherwise none is known."""
    found = read_facts(f"First cervical RFA at C4-6: axial neck pain, {words}")["facts"]["prior_injections"]
    assert [one.get("pain_relief_percent") for one in found] == reliefs
