"""A guideline read as its clauses, each with the criteria that stand on it; and two of them clause by clause."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from assistant.errors import InputRefusedError
from checks import Policy, load_policies, table
from index import Clause, Library

ALIKE = 0.6  # share of equal words from which two clauses of different names are taken for one that moved


def readable(library: Library) -> list[tuple[str, str]]:
    """What can be opened: a title with the edition, and its key, one for each guideline in each document."""
    documents = {document.id: document for document in library.documents()}
    found = []
    for guideline in library.guidelines():
        document = documents[guideline.document]
        edition = f", edition {document.edition}" if document.edition else ""
        name = guideline.id if guideline.title in ("", guideline.id) else f"{guideline.id}: {guideline.title}"
        found.append((f"{name[:90]} ({document.id}{edition})", f"{guideline.id}|{document.id}"))
    return found


def read_document(library: Library, key: str) -> dict[str, Any]:
    """The clauses of a guideline in one document, each with its criteria and whether their words have moved.

    Raises:
        InputRefusedError: nothing of that key is indexed.
    """
    clauses = _clauses(library, key)
    document = next(d for d in library.documents() if d.id == clauses[0].document)
    policy = next((policy for policy in load_policies() if policy.id == clauses[0].guideline), None)
    exact = document.authority != "digest"
    moved = set(policy.stale({c.id: c.text for c in clauses}.get)) if policy and exact else set()
    criteria = _criteria(policy) if policy else {}
    rows = [
        {"clause": clause.id, "section": clause.section_title, "text": clause.text,
         "criteria": criteria.get(clause.id, []), "moved": clause.id in moved}
        for clause in clauses
    ]  # fmt: skip
    head = {"guideline": clauses[0].guideline, "document": document.as_json(), "exact": exact}
    return head | {"policy": policy.edition if policy else None, "rows": rows}


def _clauses(library: Library, key: str) -> list[Clause]:
    guideline, _, document = key.partition("|")
    found = [clause for clause in library.clauses(guideline) if clause.document == document]
    if not found:
        raise InputRefusedError("this is not indexed any more: choose again from the list")
    return found


def _criteria(policy: Policy) -> dict[str, list[dict[str, Any]]]:
    """The policy's rows by clause, each once with the steps that it belongs to."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in table(policy):
        known = found.setdefault(row["clause"], [])
        same = next((one for one in known if one["label"] == row["label"]), None)
        if same is None:
            known.append({"label": row["label"], "steps": [row["step"]] if row["step"] else [], "terms": row["terms"]})
        elif row["step"]:
            same["steps"].append(row["step"])
    return found


def compared(library: Library, old: str, new: str) -> list[dict[str, Any]]:
    """Clause by clause what two documents say: same, changed, added or removed, with the words that differ.

    Clauses are paired by their number below the guideline, those that are left by their words.

    Raises:
        InputRefusedError: one of the two is not indexed.
    """
    sides = [{c.id.partition("/")[2]: c for c in _clauses(library, key)} for key in (old, new)]
    pairs = {name: name for name in sides[0] if name in sides[1]}
    left = [name for name in sides[1] if name not in pairs]
    for name, clause in sides[0].items():
        if name not in pairs:
            near = max(left, key=lambda other: _alike(clause.text, sides[1][other].text), default=None)
            if near is not None and _alike(clause.text, sides[1][near].text) >= ALIKE:
                pairs[name] = near
                left.remove(near)
    rows = [_pair(sides[0][name], sides[1][pairs[name]] if name in pairs else None) for name in sides[0]]
    return rows + [_pair(None, sides[1][name]) for name in left]


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _pair(old: Clause | None, new: Clause | None) -> dict[str, Any]:
    before, after = (clause.text.split() if clause else [] for clause in (old, new))
    change = "added" if old is None else "removed" if new is None else "same" if before == after else "changed"
    parts = [
        (kind, " ".join(before[i:j]), " ".join(after[k:m]))
        for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    ]
    names = [clause.id if clause else None for clause in (old, new)]
    return {"old": names[0], "new": names[1], "change": change, "parts": parts}
