"""What can be told: the policies' statements and the documents' passages, each with the phrases that stand for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.vocabulary import asked_passages
from checks import Policy, PolicyStatement, load_policies
from index import Library

PAYERS = re.compile(r"\b(?:nia|magellan|evolent|cgs|noridian|medicare)\b(?:'s)?:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement of a policy, or a passage that readers ask for.

    `said` are the phrases of its own: what a statement says, and ways in which readers ask for just that. `asked` are
    the ways in which readers ask for its clauses, which other statements may stand on as well.
    """

    guideline: str
    clauses: tuple[str, ...]
    said: tuple[str, ...]
    asked: tuple[str, ...]
    stems: frozenset[str]
    item: PolicyStatement | None = None
    policy: Policy | None = None

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases."""
        return self.said + self.asked


def units_of(library: Library) -> tuple[Unit, ...]:
    """All units of one library: of every policy, and of the passages that are in it."""
    asked = _ways(library)
    found = [_statement(library, policy, item, asked) for policy in load_policies() for item in policy.statements]
    for clause_id, phrases in asked.items():
        clause = library.clause(clause_id)
        if clause:
            stems = library.stems(" ".join(phrases))
            found.append(Unit(clause.guideline or clause.document, (clause_id,), (), phrases, stems))
    return tuple(found)


def _ways(library: Library) -> dict[str, tuple[str, ...]]:
    """The ways in which readers ask for each clause; one without its own has those of a twin with the same words."""
    own = asked_passages()
    twins = {clause.text: own[clause.id] for clause in reversed(library.clauses()) if clause.id in own}
    borrowed = {c.id: twins[c.text] for c in library.clauses() if c.id not in own and c.text in twins}
    return own | borrowed


def _statement(library: Library, policy: Policy, item: PolicyStatement, asked: dict[str, tuple[str, ...]]) -> Unit:
    say = PAYERS.sub("", item.say).strip()
    said = (f"{policy.title}: {say}", *item.asked)
    ways = tuple(dict.fromkeys(phrase for clause in item.clauses for phrase in asked.get(clause, ())))
    stems = library.stems(" ".join([say, *item.asked, *ways]))
    return Unit(policy.id, item.clauses, said, ways, stems, item, policy)
