"""READ FIRST: a case and the policies in, a determination out. No clock, no network, no randomness."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from checks.case import Case
from checks.kinds import Proof, Step, Steps
from checks.policy import Policy, load_policies, walk
from checks.proof_uses import next_questions, paths
from checks.request_checks import request_warnings
from checks.verdict import Verdict
from checks.view import CaseView

ENGINE = "1"
OUTCOMES = {
    Verdict.MET: "meets",
    Verdict.NOT_MET: "does_not_meet",
    Verdict.UNKNOWN: "insufficient_information",
}


STRICTEST = ("does_not_meet", "insufficient_information", "meets", "excluded")


@dataclass(frozen=True, slots=True)
class Determination:
    """What was decided, with its proof; `as_json()` has the fields of the command line's contract."""

    outcome: str
    case_id: str | None
    guideline: str | None = None
    policy_edition: str | None = None
    applies: str = ""
    rows: tuple[Proof, ...] = ()
    proof: Proof | None = None
    unmet: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    next_questions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    paths: tuple[tuple[Proof, ...], ...] = ()
    digest: str = ""
    nearest: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The determination as plain values, in a fixed order."""
        return {
            "id": self.case_id,
            "outcome": self.outcome,
            "guideline": self.guideline,
            "policy_edition": self.policy_edition,
            "applies": self.applies,
            "clauses": [_row(proof) for proof in self.rows],
            "unmet": list(self.unmet),
            "missing": list(self.missing),
            "review": list(self.review),
            "warnings": list(self.warnings),
            "paths": [[_need(proof) for proof in path] for path in self.paths],
            "next_questions": list(self.next_questions),
            "nearest": list(self.nearest),
            "digest": self.digest,
        }


def _row(proof: Proof) -> dict[str, Any]:
    verdict = proof.verdict.value if proof.applicable else "not_applicable"
    return {
        "clause": proof.clause,
        "label": proof.label,
        "verdict": verdict,
        "because": proof.because if proof.applicable else "belongs to a step that does not apply",
        "facts": list(proof.facts),
    }


def _need(proof: Proof) -> dict[str, Any]:
    fact = (proof.missing or proof.facts or ("",))[0]
    return {"fact": fact, "needs": proof.label, "clause": proof.clause}


def candidates(case: Case, policies: Sequence[Policy]) -> list[Policy]:
    """The policies that may cover the request: by procedure, by code only where none is named; in force; in scope."""
    request, view = case.request, CaseView(case)
    said = f"{request.payer or ''} {request.program or ''}".lower()
    medicare = "medicare" in said

    def covers(policy: Policy) -> bool:
        if policy.medicare is not medicare or not in_force(policy, request.date_of_service):
            return False
        if view.procedure is None:
            return bool({code.code for code in policy.codes} & set(request.codes or ()))
        excluded = {name for exclusion in policy.excludes for name in exclusion.procedures}
        return view.procedure in {*policy.procedures, *excluded}

    found = [policy for policy in policies if covers(policy)]
    filed = [policy for policy in found if policy.id == request.guideline]
    return filed or found


def in_force(policy: Policy, on: date | None) -> bool:
    """Whether the edition is in force on that day; an unknown day is taken as covered."""
    if on is None:
        return True
    begun = policy.in_force.from_ is None or policy.in_force.from_ <= on
    return begun and (policy.in_force.until is None or on <= policy.in_force.until)


def evaluate(case: Case, policies: Sequence[Policy] | None = None) -> Determination:
    """Decide a case under the policy that covers it; `not_addressed` where none does.

    Where several cover it and none is named, all are judged; the least favourable one is given, the others are named.
    """
    policies = load_policies() if policies is None else policies
    found = candidates(case, policies)
    if not found:
        why = "no policy here covers this request: neither its procedure nor, without one, its codes"
        nearest = tuple(policy.id for policy in policies)
        return Determination("not_addressed", case.id, applies=why, nearest=nearest, digest=_digest(case, None))
    made = [decide(case, policy) for policy in found]
    first = min(made, key=lambda determination: STRICTEST.index(determination.outcome))
    others = [f"{other.guideline} was judged too: {other.outcome}" for other in made if other is not first]
    return replace(first, warnings=(*first.warnings, *others))


def decide(case: Case, policy: Policy) -> Determination:
    """Decide a case under one policy."""
    view = CaseView(case)
    base = {"case_id": case.id, "guideline": policy.id, "policy_edition": policy.edition}
    for exclusion in policy.excludes:
        purpose = view.get("request.purpose")
        if view.procedure in exclusion.procedures or purpose in exclusion.purposes:
            asked = view.procedure if view.procedure in exclusion.procedures else purpose
            because = f"the request is for {str(asked).replace('_', ' ')}"
            row = Proof(Verdict.NOT_MET, because, ("procedure",), clause=exclusion.clause, label=exclusion.label)
            return Determination(
                "excluded",
                applies="an exclusion",
                rows=(row,),
                digest=_digest(case, policy),
                **base,  # type: ignore[arg-type]
            )
    proof = policy.needs.prove(view)
    rows = tuple(_rows(proof, applicable=True))
    unmet = _blamed(proof) if proof.verdict is Verdict.NOT_MET else []
    found = [] if proof.verdict is Verdict.MET else paths(proof)
    applies, warnings = _step(policy, view, proof)
    return Determination(
        outcome=OUTCOMES[proof.verdict],
        applies=applies,
        rows=_distinct(rows),
        proof=proof,
        unmet=tuple(dict.fromkeys(p.clause for p in unmet if p.clause)),
        missing=proof.missing,
        review=(*_weighed(rows), *_left_to_a_person(policy, view)),
        warnings=(*warnings, *request_warnings(case, policy)),
        paths=tuple(tuple(path) for path in found),
        next_questions=next_questions((*proof.missing, *proof.lacks), found),
        digest=_digest(case, policy),
        **base,  # type: ignore[arg-type]
    )


def _rows(proof: Proof, *, applicable: bool) -> Iterator[Proof]:
    live = applicable and proof.applicable
    if proof.clause:
        yield proof if live else proof._replace(applicable=False)
    else:
        for child in proof.children:
            yield from _rows(child, applicable=live)


def _distinct(rows: tuple[Proof, ...]) -> tuple[Proof, ...]:
    """Each row once: one that several steps share is given for the step that applies."""
    found: dict[tuple[str | None, str | None], Proof] = {}
    for row in rows:
        key = (row.clause, row.label)
        if key not in found or (row.applicable and not found[key].applicable):
            found[key] = row
    return tuple(found.values())


def _weighed(rows: tuple[Proof, ...]) -> Iterator[str]:
    """What the guideline leaves to a person in the rows that apply."""
    live = (row for row in rows if row.applicable)
    yield from (f"{row.clause}: {note}" for row in live for note in row.review)


def _left_to_a_person(policy: Policy, view: CaseView) -> Iterator[str]:
    """The requirements that no fact of a case carries, but for those that surely do not concern this one."""
    for part in policy.review:
        if part.when is None or part.when.prove(view).verdict is not Verdict.NOT_MET:
            yield f"{part.clause}: {part.why}"


def _blamed(proof: Proof) -> list[Proof]:
    """The rows that make a proof fail."""
    if proof.clause:
        return [proof]
    failed = [child for child in proof.children if child.applicable and child.verdict is Verdict.NOT_MET]
    return [row for child in failed for row in _blamed(child)]


def _step(policy: Policy, view: CaseView, proof: Proof) -> tuple[str, tuple[str, ...]]:
    """Which step was judged and why, and where the requester's word contradicts it."""
    steps = next((part for part in walk(policy.needs) if isinstance(part, Steps)), None)
    node = next((part for part in _nodes(proof) if part.join == "steps"), None)
    if steps is None or node is None:
        return policy.title, ()
    live = [s for s, child in zip(steps.steps, node.children, strict=True) if child.applicable]
    applies = "; or ".join(f"{step.title} ({_why(step, view)})" for step in live)
    if len(live) > 1:
        applies = f"the record leaves open which step applies: {applies}"
    said = view.case.request.phase
    if said and len(live) == 1 and live[0].phases and said not in live[0].phases:
        return applies, (f"phase is '{said}', but the history makes this: {live[0].title}",)
    return applies, ()


def _why(step: Step, view: CaseView) -> str:
    return "no other step applies" if step.when == "otherwise" else step.when.prove(view).because


def _nodes(proof: Proof) -> Iterator[Proof]:
    yield proof
    for child in proof.children:
        yield from _nodes(child)


def plain(value: Any) -> Any:
    """A case's values in canonical form: numbers without trailing zeros, dates ISO, lists in a fixed order."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in sorted(value.items())}
    if isinstance(value, list | tuple):
        return sorted((plain(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def _digest(case: Case, policy: Policy | None) -> str:
    """The sha256 over policy, case and engine version; equal inputs give equal digests."""
    body = {
        "engine": ENGINE,
        "policy": policy.digest if policy else None,
        "case": plain(case.model_dump(exclude_none=True, exclude={"id"})),
    }
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
