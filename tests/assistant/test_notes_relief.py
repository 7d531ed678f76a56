"""Relief and function in a note: what is only foreseen, of something else, or told in two ways was not found."""

from __future__ import annotations

import pytest

from tests.support.notes import affirms, read

BLOCK = "3/1/2024 left L4-5 MBB"
ALLODYNIA = "sympathetic allodynia_or_hyperalgesia"
RELIEF = "block prior_injections.pain_relief_percent"
BETTER = "block prior_injections.functional_improvement_documented"
TRIAL_RELIEF = "permanent trial_pain_reduction_percent"


@pytest.mark.parametrize(
    ("head", "better"),
    [
        ("he never walked better after any", False),
        ("at no time could she walk farther", False),
        ("she could not sit longer after either", False),
        ("better walking after none of them", False),
        ("the hope was better walking after each", False),
        ("he walked better after each", True),
        ("function improved after both", True),
        ("after each of which she could stand and cook again", True),
    ],
)
def test_the_head_of_a_list_keeps_its_denial(head: str, better: bool) -> None:
    """What the head of a list says of function holds for each row, with the words that deny it or only hope for it."""
    rows = "10/3/2022 initial 40%\n6/11/2023 therapeutic 60%, 62 days"
    words = f"Interlaminar epidurals, lumbar, {head}:\n{rows}"
    assert affirms("epidural prior_injections.functional_improvement_documented", words) is better


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (RELIEF, f"{BLOCK}; 80% relief is expected."),
        (RELIEF, f"{BLOCK}; he looks forward to 80% relief."),
        (RELIEF, f"{BLOCK}; 80% relief is what we look for."),
        (RELIEF, f"{BLOCK}; she ought to get 80% relief."),
        (BETTER, f"{BLOCK}; 80% relief; function is expected to improve."),
        (BETTER, f"{BLOCK}; 80% relief. Better function is anticipated."),
        (BETTER, f"{BLOCK}; 80% relief; he looks forward to walking better."),
        (TRIAL_RELIEF, "SCS trial 4/1/2024; a pain reduction by 60% is expected."),
        (
            "permanent trial_significant_functional_improvement",
            "After the trial we hope for significant functional gain.",
        ),
        ("permanent trial_significant_functional_improvement", "Significant functional improvement is yet to be seen."),
        ("pump intraspinal_trial_relief_percent", "The intrathecal trial ought to bring 60% relief."),
        ("pump intraspinal_trial_side_effects_tolerable", "Side effects of the trial are hoped to be tolerable."),
        ("block average_pain_score_0_10", "Average pain of 7/10 was expected."),
    ],
)
def test_an_effect_that_is_foreseen_is_none(key: str, words: str) -> None:
    """What is expected, hoped for, promised or a goal has not come about."""
    assert not affirms(key, words)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (RELIEF, f"{BLOCK}; 80% relief, more than expected."),
        (RELIEF, f"{BLOCK}; as hoped, 80% relief."),
        (RELIEF, f"{BLOCK}; better than we had hoped: 80% relief."),
        (BETTER, f"{BLOCK}; 80% relief; function improved as expected."),
        (TRIAL_RELIEF, "The trial gave 60% relief, more than we had hoped."),
        (ALLODYNIA, "Allodynia, as was to be expected after such an injury."),
        ("pump life_expectancy_months", "A life expectancy of 12 months is expected."),
    ],
)
def test_what_came_as_foreseen_came(key: str, words: str) -> None:
    """A comparison with what was hoped for or expected tells of what did come."""
    assert affirms(key, words)


@pytest.mark.parametrize(
    ("key", "words", "percent"),
    [
        (RELIEF, f"{BLOCK}: 85% relief per the patient, 30% per the diary.", None),
        (RELIEF, f"{BLOCK}: 85% relief and then 30% relief.", None),
        (TRIAL_RELIEF, "SCS trial 4/1/2024: 60% relief by the log, 30% relief at the lead pull.", None),
        (TRIAL_RELIEF, "SCS trial 4/1/2024 gave 30% relief on the first days and 60% relief at the end.", None),
        ("pump intraspinal_trial_relief_percent", "Intrathecal trial: 60% relief here, 40% relief on the sheet.", None),
        (RELIEF, f"{BLOCK}: 85% relief, 85% by her diary too.", 85),
        (TRIAL_RELIEF, "SCS trial 4/1/2024: 60% relief, the log says 60% too.", 60),
    ],
)
def test_of_two_percentages_neither_is_taken(key: str, words: str, percent: int | None) -> None:
    """Two that differ leave the relief open, in whatever order they stand; the same one told twice is one."""
    assert read(key, words) in ([percent], percent) if percent else not affirms(key, words)


@pytest.mark.parametrize(
    ("key", "words", "percent"),
    [
        (TRIAL_RELIEF, "After the SCS trial sleep improved by 60%.", None),
        (TRIAL_RELIEF, "During the trial he used 60% fewer pills.", None),
        (TRIAL_RELIEF, "During the trial her opioid use fell by 60%.", None),
        (TRIAL_RELIEF, "The trial works in 60% of patients.", None),
        (TRIAL_RELIEF, "During the trial her tingling was 60% better.", None),
        (TRIAL_RELIEF, "The trial stimulator ran at 60% amplitude.", None),
        (TRIAL_RELIEF, "The trial stimulator was used 60% of the day.", None),
        (RELIEF, f"{BLOCK}: 80% better sleep.", None),
        (RELIEF, f"{BLOCK}: stiffness 80% less.", None),
        ("pump intraspinal_trial_relief_percent", "IT trial: 49.9% relief, side effects tolerable.", 49.9),
        (RELIEF, f"{BLOCK}: 80% relief without documented functional improvement.", 80),
        (TRIAL_RELIEF, "During the trial pain fell by 60% and opioid use by 30%.", 60),
        (TRIAL_RELIEF, "During the trial sleep improved and pain was reduced by 60%.", 60),
        (RELIEF, f"{BLOCK}: 85% relief; her sleep was 30% better.", 85),
        (RELIEF, f"{BLOCK}: function improved, 80% relief.", 80),
        (RELIEF, f"{BLOCK}: 80% relief with better sleep.", 80),
        (RELIEF, f"{BLOCK}: 80% improvement in function and pain.", 80),
        (RELIEF, f"{BLOCK}: back pain and numbness 80% better.", 80),
    ],
)
def test_a_percentage_is_one_of_pain(key: str, words: str, percent: float | None) -> None:
    """One of sleep, drugs, another complaint, the device or other people is no relief of pain."""
    assert read(key, words) in ([percent], percent) if percent else not affirms(key, words)
