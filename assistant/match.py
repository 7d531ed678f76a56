"""How near a question is to each statement of the policies and to each passage that readers ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Frame
from assistant.vocabulary import asked_passages, vocabulary
from checks import Policy, PolicyStatement, load_policies
from index import Library

ASPECT = 0.15  # a statement on the aspect that the words name
FITS = 0.04  # one that is limited to what the question names
CONFLICT = 0.15  # and one that is limited to something else of that kind
PAYERS = re.compile(r"\b(?:nia|magellan|evolent|cgs|noridian|medicare)\b(?:'s)?:?", re.IGNORECASE)
PART = re.compile(r"[?;+&]+|\s-\s|,? (?:and|also|plus) (?=\w+ )|(?<=[.!]) ")
PARTS = 3  # parts of a question that are looked up beside the whole


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """A statement of a policy and how near the question is to it, with and without what the vocabulary adds."""

    policy: Policy
    item: PolicyStatement
    score: float
    meaning: float


class Matcher:
    """Compares questions with the statements and passages of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @cached_property
    def _statements(self) -> list[tuple[Policy, PolicyStatement, tuple[str, ...]]]:
        found = []
        for policy in load_policies():
            for item in policy.statements:
                say = f"{policy.title}: {PAYERS.sub('', item.say).strip()}"
                found.append((policy, item, (say, *item.asked)))
        return found

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        told = [phrase for _, _, phrases in self._statements for phrase in phrases]
        return tuple(dict.fromkeys([*told, *(p for phrases in asked_passages().values() for p in phrases)]))

    def meanings(self, frame: Frame) -> dict[str, float]:
        """How near the question, or one of its parts, is to each phrase."""
        near = self.library.likeness(queries(frame), self._phrases)
        return dict(zip(self._phrases, near, strict=True))

    def statements(self, frame: Frame, near: dict[str, float]) -> list[Match]:
        """The statements of the guidelines meant (none meant: of all), best first."""
        found = [
            Match(policy, item, round(_score(item, meaning, frame), 6), meaning)
            for policy, item, phrases in self._statements
            if (not frame.guidelines or policy.id in frame.guidelines) and _governs(policy, item, frame)
            for meaning in [max(near[phrase] for phrase in phrases)]
        ]
        return sorted(found, key=lambda match: (-match.score, match.policy.id, match.item.clauses))

    def passages(self, near: dict[str, float]) -> Iterator[tuple[str, float]]:
        """Each passage that readers ask for, with how near the question is to the nearest of its phrases."""
        for clause, phrases in asked_passages().items():
            yield clause, max(near[phrase] for phrase in phrases)


def queries(frame: Frame) -> list[str]:
    """The texts that are looked up for a question: the whole, and the parts of one that asks several things."""
    whole = PAYERS.sub(" ", frame.resolved_question).strip() or frame.resolved_question
    parts = [part.strip() for part in PART.split(PAYERS.sub(" ", frame.question)) if len(part.split()) >= PARTS + 1]
    return [whole, *(parts[:PARTS] if len(parts) > 1 else [])]


def _score(item: PolicyStatement, meaning: float, frame: Frame) -> float:
    score = meaning + (ASPECT if item.aspect in frame.aspects else 0.0)
    for family in vocabulary()["about"].values():
        limited, asked = set(item.about) & set(family), set(frame.about) & set(family)
        if limited and asked:
            score += FITS if limited & asked else -CONFLICT
    return score


def _governs(policy: Policy, item: PolicyStatement, frame: Frame) -> bool:
    """Whether a statement holds in the reader's state: a state's own rule stands before the general one."""
    states = vocabulary()["states"]
    if set(item.about) & set(states):
        return frame.state in item.about
    own = {one.aspect for one in policy.statements if frame.state in one.about}
    return frame.state is None or item.aspect not in own


def limited_otherwise(item: PolicyStatement, frame: Frame) -> bool:
    """Whether a statement is limited to a step, region or the like other than the one that the question names."""
    families = vocabulary()["about"].values()
    pairs = [(set(item.about) & set(family), set(frame.about) & set(family)) for family in families]
    return any(limited and asked and not limited & asked for limited, asked in pairs)
