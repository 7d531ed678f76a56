"""Earlier procedures told in few words: without a day, several at once, by their number, in later sentences."""

from __future__ import annotations

from typing import Any

import pytest

from assistant import read_facts

SIJ, MBB, RFA = "sacroiliac_joint_injection", "medial_branch_block", "facet_denervation"


def injections(note: str, name: str = "prior_injections") -> list[dict[str, Any]]:
    """The entries of a history of a note."""
    found: list[dict[str, Any]] = read_facts(note)["facts"].get(name, [])
    return found


def fields(note: str, *names: str, history: str = "prior_injections") -> list[tuple[Any, ...]]:
    """Some fields of each entry of a history."""
    return [tuple(one.get(name) for name in names) for one in injections(note, history)]


@pytest.mark.parametrize(
    ("note", "several"),
    [
        (
            "Foot CRPS, request 4th lumbar sympathetic block 9/2/2026. Had 3 LSBs, each gave 50% for 2 weeks.",
            3,
        ),
        ("Hand CRPS. Had 3 stellates, each helped 50% for 2 weeks. Requesting a repeat stellate block 9/2/2026.", 3),
        ("C7-T1 ILESI, repeat, 9/28/2026. He got one in April and one in June, 50% each, 2 weeks each.", 2),
        (
            "PTSD. Stellate blocks on weeks 1, 4 and 7; each gave 50% for 2 weeks. A fourth block is asked for.",
            3,
        ),
        ("Lumbar RFA requested 9/2/2026. Two MBBs in spring, each 50% for 2 weeks.", 2),
    ],
)
def test_as_many_entries_are_read_as_are_told_at_once(note: str, several: int) -> None:
    """A number before or after the name, weeks and months that are listed say how many there were."""
    assert fields(note, "relief_duration_days") == [(14,)] * several


def test_of_several_told_at_once_the_last_has_its_own_words() -> None:
    """What is said of the latest alone is not said of the others, and is theirs not either way."""
    note = "Had 3 stellate blocks for PTSD, the last one gave 60% fewer symptoms. Requesting #4 now."
    assert fields(note, "symptom_relief_percent") == [(None,), (None,), (60,)]


@pytest.mark.parametrize(
    "words",
    [
        "(7/1, 7/15, 8/3/2026) 40%, 50% and 60%.",
        "on 7/1/2026, 7/15/2026 and 8/3/2026. Relief 40%, 50%, 60%.",
        "7/1/2026 40%, 7/15/2026 50%, 8/3/2026 60%.",
    ],
)
def test_as_many_percentages_as_days_are_one_for_each(words: str) -> None:
    """Percentages in a row behind a row of days belong to these in their order, in one sentence or the next."""
    note = f"Previous caudal ESIs {words} Plan: caudal ESI 9/14/2026."
    told = [("2026-07-01", 40), ("2026-07-15", 50), ("2026-08-03", 60)]
    assert fields(note, "date", "pain_relief_percent") == told


@pytest.mark.parametrize(
    ("note", "relief", "lasted"),
    [
        ("Third SI joint injection requested. Second gave 65% relief but all was back to baseline at 5 weeks.", 65, 35),
        (
            "Asking for another SI joint shot. My last one was in March, it took 60 percent for ten weeks.",
            60,
            70,
        ),
        ("SIJ repeat: last therapeutic SI injection 4 months ago = 60% relief x 4 wks only.", 60, 28),
        ("Another SI joint injection is asked for. #1 3/2/2026 gave 80% for 3 weeks.", 80, 21),
        ("SI joint injection no. 2 asked for, 9/2/2026. No. 1 3/2/2026 gave 80% for 3 weeks.", 80, 21),
        (
            "SI joint injection wore off after 5 weeks, it gave 65%. Repeat SI joint injection 9/2/2026 requested.",
            65,
            35,
        ),
    ],
)
def test_an_earlier_one_is_told_by_its_number_or_order(note: str, relief: int, lasted: int) -> None:
    """What is named once as asked for is meant by `the last one`, `second` and `#1` with what that brought."""
    assert fields(note, "procedure", "pain_relief_percent", "relief_duration_days") == [(SIJ, relief, lasted)]


def test_later_sentences_go_on_about_a_procedure_without_a_day() -> None:
    """Function, duration and the day itself may stand in sentences of their own after it."""
    note = "Repeat SIJ, 10/26/2026. Last SIJ injection 65%, walked better. Ten weeks of relief. Four months ago."
    (entry,) = injections(note)
    assert entry["date"] == "2026-06-26"
    assert (entry["relief_duration_days"], entry["functional_improvement_documented"]) == (70, True)


def test_what_is_said_of_now_is_not_said_of_an_earlier_procedure() -> None:
    """A sentence on the present state, on therapy, or with another procedure adds nothing."""
    note = "Repeat SIJ, 10/26/2026. Last SIJ injection 65%. {}"
    for words in ("Walking is better now.", "PT for 8 weeks helped.", "Caudal ESI held 9 weeks."):
        assert "relief_duration_days" not in injections(note.format(words))[0]
        assert "functional_improvement_documented" not in injections(note.format(words))[0]


def test_where_another_is_asked_for_the_one_named_was_done() -> None:
    """A message may name the procedure only in its history, as patients and staff do who then ask for one more."""
    note = (
        "In January they burned the nerves in my neck and I had about 60 percent less pain. They want to burn it again."
    )
    assert fields(note, "procedure", "region", "pain_relief_percent", history="prior_denervations") == [
        (RFA, "cervical", 60)
    ]


@pytest.mark.parametrize(
    "words", ["two MBBs each 85% relief", "2 MBBs 85% each", "had MBBs x2, 85% each", "MBB twice, 85% both times"]
)
def test_a_denial_of_something_else_does_not_reach_what_brought_relief(words: str) -> None:
    """After a comma a procedure with its result is told as done, whatever was denied before it."""
    note = f"First lumbar RFA request. No functional disability at all, axial pain 5 months, {words}, fluoroscopy."
    assert fields(note, "procedure", "pain_relief_percent") == [(MBB, 85), (MBB, 85)]


@pytest.mark.parametrize(
    "words",
    [
        "8 weeks PT in last 3 months failed",
        "PT 7 weeks within the past 4 months failed",
        "axial pain 14 mo",
        "wore off with the anesthetic, 8 wk PT last 3 mo failed",
    ],
)
def test_the_time_of_therapy_or_of_pain_is_no_time_of_relief(words: str) -> None:
    """In one sentence with a percentage of relief, durations of something else are not taken for that of relief."""
    note = f"Lumbar RFA request. 2 MBBs 85% each, {words}, no radiculitis."
    assert fields(note, "pain_relief_percent", "relief_duration_days") == [(85, None), (85, None)]


@pytest.mark.parametrize(("words", "days"), [("3 months", 90), ("6 months", 181), ("2.5 months", 75), ("6 weeks", 42)])
def test_months_of_relief_without_a_day_are_of_30_days(words: str, days: int) -> None:
    """But no shorter than they can be, so that what depends on the day stays open against a bound in months."""
    note = f"Repeat lumbar RFA. Last RFA gave 60% for {words}."
    assert fields(note, "relief_duration_days", history="prior_denervations") == [(days,)]


def test_of_two_percentages_told_together_each_is_its_own() -> None:
    """`80 and 85%` are two percentages: one for each of two, and none for one."""
    two, one = "MBB twice, 80 and 85%.", "MBB 5/4/2026, 80 and 85%."
    assert fields(f"RFA L4-5 requested 6/8/2026. {two}", "pain_relief_percent") == [(80,), (85,)]
    assert fields(f"RFA L4-5 requested 6/8/2026. {one}", "pain_relief_percent") == [(None,)]


def test_short_and_long_acting_anesthetics_go_each_to_its_block() -> None:
    """Two blocks told in one phrase have each their own agent and percentage."""
    note = "Lumbar facet neurotomy requested. 90% after short-acting and 85% after long-acting MBB."
    told = [("short_acting_anesthetic", 90), ("long_acting_anesthetic", 85)]
    assert fields(note, "agent", "pain_relief_percent") == told


def test_a_month_alone_tells_of_another_one_than_the_dated() -> None:
    """`blocked in May; did so again on June 9`: two blocks, one of them without its day."""
    note = "We blocked the L4-5 medial branches in May; we did so again on 6/9/2026. Lumbar RFA requested 11/20/2026."
    assert fields(note, "procedure", "date") == [(MBB, None), (MBB, "2026-06-09")]


@pytest.mark.parametrize(
    "words",
    [
        "Her sister had two MBBs, 90% each.",
        "Two MBBs are planned, we expect 80% each.",
        "The goal after two MBBs is 80% each.",
        "They numbed the nerves in my tooth twice, both times 100 percent.",
        "Two genicular blocks of the knee, 80% each.",
        "If the first gives 85% and the second 90% we go on.",
        "The diagnostic block was into the joint, 85%; the medial branches were not blocked.",
        "Second opinion gave 60% odds.",
        "Template: prior MBB x2 with 80% relief each.",
        "Two MBBs at 80% each are what the plan wants.",
        "Had two MBBs, charted in error: 80% each.",
    ],
)
def test_what_was_not_done_to_the_patient_is_no_entry(words: str) -> None:
    """Somebody else's, planned, hoped for, supposed and other needles are not the history of the spine."""
    assert injections(f"Request: lumbar RFA L4-5 10/5/2026. {words}") == []


def test_the_last_one_elsewhere_is_none_of_the_spine() -> None:
    """`The last one` of a knee is not the procedure named last."""
    assert injections("Repeat SI joint injection 10/5/2026. Last one: knee, cortisone, 80% for 5 months.") == []


def test_one_that_is_only_scheduled_has_not_been_done() -> None:
    """A day before that of service beside `scheduled` is not one of a procedure that took place."""
    note = "Request: lumbar RFA L4-5 10/5/2026. MBB 8/3/2026 gave 85%. Second MBB scheduled 9/28/2026, 85% hoped for."
    assert fields(note, "date", "pain_relief_percent") == [("2026-08-03", 85)]


@pytest.mark.parametrize(
    "words", ["Oswestry 40%, 30%.", "Opioids cut 40%, then 30%.", "Function 40% and 30% of normal."]
)
def test_percentages_of_something_else_are_not_shared_out(words: str) -> None:
    """As many percentages as days are relief only where none of them is one of a questionnaire, a drug or function."""
    note = f"Prior ILESIs 3/2/2026 and 5/4/2026. {words} Repeat ILESI on 10/5/2026."
    assert fields(note, "date", "pain_relief_percent") == [("2026-03-02", None), ("2026-05-04", None)]


def test_days_of_a_year_that_is_told_lie_in_it() -> None:
    """`x2 in 2026, 3/2 and 6/8`: no day is taken for one of the year after."""
    note = "L5-S1 facet injection repeat 10/5/2026. Therapeutic x2 in 2026, 3/2 and 6/8, neither over 40%."
    assert fields(note, "date") == [("2026-03-02",), ("2026-06-08",)]


def test_the_day_of_one_more_is_the_day_of_service() -> None:
    """A procedure named only as done is followed by the day on which another is asked for."""
    note = "Had one lumbar RFA (L4-S1, 7/14/2025), 60% better. Now repeat 4/6/2026."
    assert read_facts(note)["request"]["date_of_service"] == "2026-04-06"
    assert fields(note, "date", "pain_relief_percent", history="prior_denervations") == [("2025-07-14", 60)]


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ("Third SI joint injection requested 10/5/2026.", False),
        ("SI joint injection #4 requested 10/5/2026.", False),
        ("SI joint injection requested 10/5/2026, 3 injections total this year.", False),
        ("Second SI joint injection requested 10/5/2026, her second opinion agrees.", None),
    ],
)
def test_a_number_above_what_is_told_leaves_the_list_open(words: str, listed: bool | None) -> None:
    """A cap is not judged on one entry where the note tells that there were more."""
    facts = read_facts(f"{words} SI joint injection 6/1/2026 gave 65% for 9 weeks.")["facts"]
    assert len(facts["prior_injections"]) == 1
    assert facts.get("prior_injections_list_complete") is listed


def test_the_next_visit_is_no_day_of_service() -> None:
    """Where a plan has its own day, what comes after it is not asked for."""
    note = "SI joint injection 1/5/24: 50% for 14 days.\nPlan: right SI joint injection, 9/3/24. Next appt 10/1/24."
    assert read_facts(note)["request"]["date_of_service"] == "2024-09-03"


def test_a_score_of_nightmares_is_one_of_symptoms() -> None:
    """What fell was not pain, so nothing is said of pain."""
    note = "PTSD, third stellate block requested. Block 1: CAPS down 40%. Block 2: nightmares down 55 pct."
    told = [(40, None), (55, None)]
    assert fields(note, "symptom_relief_percent", "pain_relief_percent") == told


def test_a_number_is_no_day_of_a_month() -> None:
    """`#1 Jan 6 2026` was on the sixth."""
    note = "Lumbar RFA repeat 9/8/2026. RFA #1 Jan 6 2026, 65% relief."
    assert fields(note, "date", history="prior_denervations") == [("2026-01-06",)]


def test_a_percentage_of_a_template_was_not_found() -> None:
    """What a template says brings no figure into an entry."""
    note = "RFA asked for 6/8/2026. MBB x2: 85% on the day per the nurse's template, diary blank."
    assert fields(note, "procedure", "pain_relief_percent") == [(MBB, None), (MBB, None)]


def test_relief_that_wore_off_the_same_day_is_no_procedure_of_the_session() -> None:
    """`wore off same day` says nothing of the day of service."""
    found = read_facts("64635 first time. 2 MBBs 85% for life of the lidocaine, wore off same day. Fluoroscopy.")
    assert found["request"]["procedure"] == RFA
    assert "other_procedures_same_day" not in found["facts"]
    assert len(found["facts"]["prior_injections"]) == 2


def test_the_region_of_a_block_is_not_that_of_another_joint() -> None:
    """Sources that are ruled out in the same sentence give no place to a medial branch block."""
    note = "First lumbar RFA request, two MBBs each 85% relief, no disc, SI or radicular source."
    assert not {one.get("region") for one in injections(note)} & {"sacroiliac"}


def test_therapy_that_goes_on_beside_it_leaves_a_history_its_words_and_its_time() -> None:
    """`The last one` is the ablation though therapy is named later; how long it helped is no duration of therapy."""
    facts = read_facts("Lumbar RFA, last one gave 60% relief for 5 months, PT ongoing.")["facts"]
    assert facts["prior_denervations"][0]["pain_relief_percent"] == 60
    assert facts["prior_denervations"][0]["relief_duration_days"] == 150
    assert "conservative_therapy" not in facts
    assert [one["modality"] for one in facts["ongoing_conservative_therapy"]] == ["physical therapy"]
    other = read_facts("Lumbar RFA. PT, last one ended in May, no relief x 6 wks.")["facts"]
    assert "prior_denervations" not in other, "the last visit of therapy"
