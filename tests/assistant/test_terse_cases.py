"""Cases told in a message of a few lines: heads, codes in place of names, and blocks told by their number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, Route, Settings, Turn, build, check_note, read_facts


@pytest.fixture(scope="module")
def talker(built_index: Path) -> Assistant:
    """The assistant over the source documents."""
    return build(Settings(data=built_index))


def facts(answer: Any) -> dict[str, Any]:
    """What was read from a message, by name."""
    return {fact["name"]: fact["value"] for fact in answer.determination["facts"]}


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("RFA at C5-6 wanted. Block one: 90% relief. Block two: 70%.", [90, 70]),
        ("RFA at C5-6 wanted; two medial branch blocks a month apart brought 85% and 95%.", [85, 95]),
        ("RFA at C5-6 wanted. First MBB 80% relief, second MBB 60% relief.", [80, 60]),
        ("RFA at C5-6 wanted. The first diagnostic block gave 90% and the second 85%.", [90, 85]),
        ("RFA at C5-6 wanted. MBB x2 with 85% and 90% relief.", [85, 90]),
    ],
)
def test_blocks_told_by_number_are_entries_with_their_own_relief(text: str, shares: list[int]) -> None:
    """Each of two blocks has its own share of relief, never the other's."""
    found = read_facts(text)["facts"]["prior_injections"]
    assert [entry["pain_relief_percent"] for entry in found] == shares
    assert {entry["procedure"] for entry in found} == {"medial_branch_block"}


@pytest.mark.parametrize(
    "text",
    [
        "RFA at C5-6 wanted. Plan two MBBs first, hoping for 80% and 80% relief.",
        "MBB at C5-6 wanted. If block one gives 80% relief, block two will follow.",
    ],
)
def test_blocks_that_are_only_planned_are_no_entries(text: str) -> None:
    """What is hoped for of blocks to come is no history."""
    assert not read_facts(text)["facts"].get("prior_injections")


@pytest.mark.parametrize(
    ("code", "procedure"),
    [
        ("27096", "sacroiliac_joint_injection"),
        ("64635", "facet_denervation"),
        ("64483", "transforaminal_epidural"),
        ("64510", "stellate_ganglion_block"),
    ],
)
def test_a_code_alone_names_the_procedure(code: str, procedure: str) -> None:
    """Where no procedure is named in words its code says which it is."""
    assert read_facts(f"{code} requested for 6/11/2024, fluoro.")["request"]["procedure"] == procedure


def test_a_name_stands_before_a_code() -> None:
    """A code beside another procedure's name does not make a second request."""
    assert read_facts("Caudal epidural requested, 62323, fluoro.")["request"]["procedure"] == "caudal_epidural"


def test_a_head_does_not_hide_what_follows_it(talker: Assistant) -> None:
    """The block named in the head is no therapy of five months: the pain's duration is read."""
    text = "64493 first dx block, Magellan: axial LBP 5 months, avg 7/10, 8 wks lumbar PT failed, fluoro. meets?"
    answer = talker.reply(Turn(question=text))
    assert answer.route is Route.CHECK
    assert facts(answer)["pain_duration_months"] == 5


def test_a_share_under_the_bound_is_said_though_the_block_has_no_date(talker: Assistant) -> None:
    """Medicare wants at least 80 % of each of two blocks; 75 % falls short as told, which is no refusal yet."""
    text = "CGS, initial thermal RFA L4-S1. Block one: 85% relief. Block two: 75%. Axial pain 9 months, fluoro. Decide."
    answer = talker.reply(Turn(question=text))
    said = [one.text for one in answer.statements]
    assert any(one.startswith("Not met as told") and "told: 75 percent; needed: at least 80" in one for one in said)
    assert answer.determination is not None
    assert answer.determination["outcome"] == "insufficient_information"


def test_a_case_with_nothing_against_it_is_told_so(talker: Assistant) -> None:
    """What is open decides; a reader sees at once that nothing told so far fails."""
    text = "NIA MBB L4-5, first: axial LBP 5 months, avg 7/10, no disc, SIJ or radicular source, fluoro. meets?"
    assert "Nothing told so far fails a criterion" in talker.reply(Turn(question=text)).text


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("4 days, walking and sleeping much better", "meets"),
        ("pulled after 2 days, walking and sleeping much better", "does_not_meet"),
        ("4 days, walking not much better", "does_not_meet"),
    ],
)
def test_a_permanent_stimulator_is_judged_by_its_trial(talker: Assistant, told: str, outcome: str) -> None:
    """At least 3 days, at least 50 % less pain and clearly better function, with the same device."""
    text = f"perm SCS, NIA: trial {told}, 55% less pain, same device model, no infection, build ok. check pls"
    answer = talker.reply(Turn(question=text))
    assert answer.determination is not None
    assert answer.determination["outcome"] == outcome


@pytest.mark.parametrize(
    "text",
    [
        "CGS, s/p ALIF L5-S1 2020, axial LBP over a year, PT failed. Diagnostic MBB there w/ fluoro. ok to book?",
        "Veteran, PTSD, stellate blocks in weeks 1, 4 and 7, each 60% better. Fourth asked for in week 10. NIA_CG_404?",
    ],
)
def test_what_is_to_be_done_with_a_case_asks_for_a_verdict(talker: Assistant, text: str) -> None:
    """`ok to book` or a guideline's name with a question mark ask whether the case meets it."""
    assert talker.reply(Turn(question=text)).route is Route.CHECK


def test_a_case_that_lacks_only_the_absence_of_things_is_told_so(talker: Assistant) -> None:
    """What would meet it is said with its condition; the outcome stays open, and nothing is said where more is open."""
    text = (
        "301 1st dx MBB L3-5: axial LBP x4 mo, avg pain 7, PT + NSAIDs 8 wks in last 3 mo failed, "
        "no disc/SIJ/radic source, fluoro, no infection, needle access fine. meets?"
    )
    answer = talker.reply(Turn(question=text))
    assert answer.determination is not None
    assert answer.determination["outcome"] == "insufficient_information"
    said = next(one.text for one in answer.statements if one.text.startswith("Criteria met as told, if"))
    assert "another procedure on the same day; an earlier injection there" in said
    second = talker.reply(Turn(question=text.replace("1st dx", "2nd dx")))
    assert "Criteria met as told" not in second.text, "a second block has an earlier one"
    open_score = talker.reply(Turn(question=text.replace("avg pain 7, ", "")))
    assert "Criteria met as told" not in open_score.text


def test_an_anterior_fusion_in_the_message_rules_a_facet_procedure_out(talker: Assistant) -> None:
    """L38773 denies facet procedures after it; CGS stands for Medicare, and the proof says that it is ruled out."""
    text = "CGS pt: s/p ALIF L5-S1 in 2020, now axial LBP, ODI 44, PT failed. Diagnostic MBB w/ fluoro. ok to book?"
    answer = talker.reply(Turn(question=text))
    assert answer.determination is not None
    assert answer.determination["outcome"] == "does_not_meet"
    assert "L38773/limitations/15" in answer.determination["unmet"]
    assert "ruled out: anterior lumbar fusion" in answer.text


def test_a_case_that_no_policy_decides_gets_the_documents_words(talker: Assistant) -> None:
    """Medicare's pump decision has no criteria module; what it says is quoted."""
    text = (
        "Medicare NCD 280.14: baclofen pump. MS, severe spasticity, 8 weeks of oral baclofen and tizanidine failed, "
        "intrathecal test dose worked, afebrile. History: programmable deep brain stimulator in situ. Coverable?"
    )
    answer = talker.reply(Turn(question=text))
    assert "No policy here covers this request" in answer.text
    assert "NCD_280.14 says" in answer.text


@pytest.mark.parametrize(
    "words", ["Cooled RF of S1-S3 lateral branches", "Ablation of the sacral lateral branches", "SI lateral branch RFA"]
)
def test_denervation_of_other_nerves_is_judged_by_the_guideline_on_denervation(words: str, tmp_path: Path) -> None:
    """NIA_CG_302 considers medial branch nerves alone."""
    found = check_note(Settings(data=tmp_path), f"{words} requested. Two good SI injections, 70% each. Fluoroscopy.")
    assert (found["outcome"], found["guideline"]) == ("excluded", "NIA_CG_302")


def test_a_case_that_leaves_out_the_guidance_is_met_on_that_condition(talker: Assistant) -> None:
    """Fluoroscopy is what all guidelines accept; that it is used is said as a condition, the outcome stays open."""
    text = (
        "301 1st dx MBB L3-5: axial LBP x4 mo, avg pain 7, PT + NSAIDs 8 wks in last 3 mo failed, "
        "no disc/SIJ/radic source, no infection, needle access fine. meets?"
    )
    answer = talker.reply(Turn(question=text))
    assert answer.determination is not None
    assert answer.determination["outcome"] == "insufficient_information"
    assert any("if fluoroscopy guides the needle" in one.text for one in answer.statements)
    blind = talker.reply(Turn(question=text.replace("needle access fine", "blind technique, no imaging")))
    assert "Criteria met as told" not in blind.text
