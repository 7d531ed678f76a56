"""Which of what can be told is limited to a state, step or region, and whether that is the reader's."""

from __future__ import annotations

from functools import cache

from assistant.answer import Frame
from assistant.units import Unit
from assistant.vocabulary import says, vocabulary
from checks import PolicyStatement, load_policies


def kinds_of(item: PolicyStatement, frame: Frame) -> list[tuple[set[str], set[str]]]:
    """For each family of limits (step, region ...) those of a statement, and those that the question names."""
    families = vocabulary()["about"].values()
    return [(set(item.about) & set(family), set(frame.about) & set(family)) for family in families]


def limited_otherwise(item: PolicyStatement, frame: Frame) -> bool:
    """Whether a statement is limited to a step, region or the like other than the one that the question names.

    What is named where it is meant, such as PTSD, is another where the question names none.
    """
    by_name = set(vocabulary()["by_name"])
    return any(
        limited and not limited & asked and (asked or limited <= by_name) for limited, asked in kinds_of(item, frame)
    )


@cache
def _sections_of_states() -> dict[str, frozenset[str]]:
    """The sections in which policies find the rules of states, by the id of a clause up to its last slash."""
    found: dict[str, frozenset[str]] = {}
    for policy in load_policies():
        for item in policy.statements:
            for clause in item.clauses:
                section = clause.rsplit("/", 1)[0]
                found[section] = found.get(section, frozenset()) | set(item.about) & set(vocabulary()["states"])
    return found


def of_a_state(clause: str, frame: Frame) -> bool:
    """Whether a clause stands among the rules of a state that is not the reader's."""
    states = _sections_of_states().get(clause.rsplit("/", 1)[0])
    asked = says(frame.resolved_question.lower(), vocabulary()["by_state"])
    return bool(states) and frame.state not in (states or ()) and not asked


def governs(unit: Unit, frame: Frame) -> bool:
    """Whether what a unit tells holds in the reader's state: a state's own rule stands before the general one."""
    if unit.item is None or unit.policy is None:
        return not of_a_state(unit.clauses[0], frame)
    if set(unit.item.about) & set(vocabulary()["states"]):
        return frame.state in unit.item.about
    own = {one.aspect for one in unit.policy.statements if frame.state in one.about}
    return frame.state is None or unit.item.aspect not in own
