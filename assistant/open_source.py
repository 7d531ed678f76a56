"""A source as it is opened beside an answer: the clause of a link, what stands around it, and what is asked of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from assistant.answer import ClauseView
from assistant.citing import Citer
from assistant.errors import InputRefusedError
from checks import load_policies
from index import Clause, Library

BEFORE, AFTER = 2, 4  # clauses of the same section that are shown around the one that is opened
Pin = tuple[int, int, str]


def opened(library: Library, clause_id: str, pin: Pin | None = None) -> dict[str, Any]:
    """A clause with its words marked (all of them, where no pin is given), its neighbours and its document.

    Raises:
        InputRefusedError: there is no such clause.
    """
    citer = Citer(library)
    clause = library.clause(clause_id)
    if clause is None:
        raise InputRefusedError(f"no clause '{clause_id[:80]}' is indexed: open Documents to see what is")
    cited = citer.cite(clause) if pin is None else None
    start, end, sha256 = pin or ((cited.start, cited.end, cited.sha256) if cited else (0, 0, ""))
    view: ClauseView = citer.view(clause_id, start, end, sha256)
    document = citer.document(clause)
    before, after = _around(library, clause)
    return {
        "view": view,
        "before": [(one.id, one.text) for one in before],
        "after": [(one.id, one.text) for one in after],
        "in_force_from": document.in_force_from,
        "in_force_until": document.in_force_until,
        "issuer": document.issuer,
        "page": document.page(start),
    }


def _around(library: Library, clause: Clause) -> tuple[list[Clause], list[Clause]]:
    """The clauses of the same section before and after one, nearest to it."""
    known = [c for c in library.clauses(clause.guideline)
             if (c.document, c.section) == (clause.document, clause.section)]  # fmt: skip
    at = known.index(clause)
    return known[max(0, at - BEFORE) : at], known[at + 1 : at + 1 + AFTER]


def aspects_of(guidelines: Collection[str]) -> tuple[str, ...]:
    """The aspects on which the policies of these guidelines say something, in the order of the policies."""
    found = (s.aspect for policy in load_policies() if policy.id in guidelines for s in policy.statements)
    return tuple(dict.fromkeys(found))
