"""What follows from a proof: what would turn it, and what to ask next."""

from __future__ import annotations

from collections.abc import Sequence

from checks.kinds import Proof
from checks.verdict import Verdict

MAX_PATHS = 24


def paths(proof: Proof) -> list[list[Proof]]:
    """Minimal sets of rows whose being met would make the proof met; at most MAX_PATHS, fewest rows first.

    In a set, rows that the record says are not met come before rows that it leaves open.
    """
    found = [sorted(path, key=lambda row: row.verdict is not Verdict.NOT_MET) for path in _sets(proof)]
    return sorted(found, key=len)


def _sets(proof: Proof) -> list[list[Proof]]:
    if proof.verdict is Verdict.MET:
        return [[]]
    if proof.clause:
        return [[proof]]
    parts = [_sets(child) for child in proof.children if child.applicable]
    if proof.join in ("any_of", "steps"):
        found = [path for part in parts for path in part]
    else:
        found = [[]]
        for part in parts:
            found = [[*left, *right] for left in found for right in part][:MAX_PATHS]
    sets = [frozenset(row.clause for row in path) for path in found]
    kept = [path for i, path in enumerate(found) if not any(other < sets[i] for other in sets)]
    return sorted(kept, key=len)[:MAX_PATHS]


def next_questions(missing: Sequence[str], found: Sequence[Sequence[Proof]]) -> tuple[str, ...]:
    """The facts to ask, the most decisive first: those that most ways to a met outcome need."""

    def ways(name: str) -> int:
        return sum(any(name in (*row.missing, *row.lacks) for row in path) for path in found)

    return tuple(sorted(missing, key=lambda name: (-ways(name), list(missing).index(name))))
