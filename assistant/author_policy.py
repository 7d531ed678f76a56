"""Tools for the author of a policy: lint, verify against the indexed text, show, coverage, differences, checklist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.errors import InputRefusedError
from assistant.settings import Settings
from assistant.wiring import build
from checks import (
    ChecksError,
    Policy,
    PolicyCase,
    checklist,
    coverage,
    differences,
    load_policies,
    read_policy,
    read_policy_cases,
    table,
)
from index import Library


def _policy(name: str) -> Policy:
    found = {policy.id: policy for policy in load_policies()}
    if name not in found:
        raise InputRefusedError(f"no policy '{name[:80]}': there are {', '.join(found)}")
    return found[name]


def lint(files: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Read policy files (name and text), or those of this package where none is named; each fault has file and line."""
    if not files:
        return {"policies": [policy.id for policy in load_policies()], "faults": []}
    good, faults = [], []
    for name, text in files:
        try:
            good.append(read_policy(text, name).id)
        except ChecksError as error:
            faults.append(str(error))
    return {"policies": good, "faults": faults}


def verify(settings: Settings) -> dict[str, Any]:
    """Compare each policy's clauses with the indexed words: how many hold, which moved, which are not indexed.

    Raises:
        AssistantError: there is no index yet.
    """
    library = build(settings).library
    exact = {document.id for document in library.documents() if document.authority != "digest"}
    rows = []
    for policy in load_policies():
        clauses = {name: library.clause(name) for name in policy.clauses()}
        texts = {name: found.text for name, found in clauses.items() if found and found.document in exact}
        stale = policy.stale(texts.get)
        absent = [name for name in clauses if name not in texts]
        held = len(texts) - len(stale)
        rows.append({"policy": policy.id, "holds": held, "moved": list(stale), "not_indexed": absent})
    return {"policies": rows}


def show_policy(name: str) -> dict[str, Any]:
    """One policy as rows of step, clause, own words and terms. Raises InputRefusedError for an unknown policy."""
    policy = _policy(name)
    head = {"policy": policy.id, "title": policy.title, "edition": policy.edition, "digest": policy.digest}
    excluded = [{"clause": part.clause, "label": part.label} for part in policy.excludes]
    aside = {key: [p.model_dump(include={"clause", "why"}) for p in parts]
             for key, parts in (("review", policy.review), ("not_modelled", policy.not_modelled))}  # fmt: skip
    return head | {"rows": table(policy), "excluded": excluded} | aside


def policy_names() -> list[tuple[str, str]]:
    """The policies as (id and title, id), in the order of their ids."""
    return [(f"{policy.id}: {policy.title}", policy.id) for policy in load_policies()]


def policy_with_words(library: Library, name: str) -> dict[str, Any]:
    """`show_policy`, each row with the indexed words that it encodes and whether they are those that were read.

    `words` is None where only a digest is indexed; `moved` is true where the words have changed since.

    Raises:
        InputRefusedError: there is no such policy.
    """
    policy, shown = _policy(name), show_policy(name)
    exact = {document.id for document in library.documents() if document.authority != "digest"}
    clauses = {row["clause"]: library.clause(row["clause"]) for row in shown["rows"]}
    words = {key: clause.text for key, clause in clauses.items() if clause and clause.document in exact}
    moved = set(policy.stale(words.get))
    rows = [row | {"words": words.get(row["clause"]), "moved": row["clause"] in moved} for row in shown["rows"]]
    return shown | {"rows": rows}


def checklist_of(name: str, step: str | None) -> dict[str, Any]:
    """What to document under a policy, of one step if named. Raises InputRefusedError."""
    try:
        return {"policy": name, "rows": checklist(_policy(name), step)}
    except ChecksError as error:
        raise InputRefusedError(str(error)) from None


def coverage_of(names: Sequence[str], files: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Which values of which criterion the cases in `files` (name and text) do not show. Raises InputRefusedError."""
    rows = []
    for name in names or [policy.id for policy in load_policies()]:
        cases = _cases(name, files)
        leaves = coverage(_policy(name), cases)
        lacking = [leaf for leaf in leaves if leaf["lacking"]]
        rows.append({"policy": name, "cases": len(cases), "criteria": len(leaves), "lacking": lacking})
    return {"policies": rows}


def _cases(name: str, files: Sequence[tuple[str, str]]) -> tuple[PolicyCase, ...]:
    try:
        mine = [(file, text) for file, text in files if file.split(".")[0] == name]
        return tuple(case for file, text in mine for case in read_policy_cases(text, file))
    except ChecksError as error:
        raise InputRefusedError(str(error)) from None


def differences_between(old: tuple[str, str], new: tuple[str, str]) -> dict[str, Any]:
    """Clause by clause what two policy files (name and text) require differently. Raises InputRefusedError."""
    try:
        sides = [read_policy(text, name) for name, text in (old, new)]
    except ChecksError as error:
        raise InputRefusedError(str(error)) from None
    return {"old": sides[0].edition, "new": sides[1].edition, "changes": differences(*sides)}
