"""Kinds that join criteria: all of, any of, none of, and the steps of a policy of which one applies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from checks.kinds.base import Criterion, Proof, unique
from checks.verdict import Verdict, all_of, any_of, negate
from checks.view import CaseView

if TYPE_CHECKING:
    from checks.kinds import AnyCriterion


def joined(verdict: Verdict, join: str, proofs: Iterable[Proof]) -> Proof:
    """A proof over parts: facts of all, missing facts of the unknown ones where the whole is unknown."""
    parts = tuple(proofs)
    decisive = [part for part in parts if part.verdict is verdict] or list(parts)
    told = decisive
    missing: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    if verdict is Verdict.UNKNOWN:
        told = [part for part in parts if part in decisive or part.lacks]
        missing = unique(name for part in parts if part.verdict is Verdict.UNKNOWN for name in part.missing)
        lacks = unique(name for part in parts for name in part.lacks)
    return Proof(
        verdict=verdict,
        because="; ".join(unique(part.because for part in told if part.because)),
        facts=unique(name for part in parts for name in part.facts),
        missing=missing,
        review=unique(note for part in decisive for note in part.review),
        join=join,
        children=parts,
        lacks=lacks,
    )


class AllOf(Criterion):
    """Every part is met."""

    all_of: tuple[AnyCriterion, ...] = Field(strict=False, min_length=1)

    def judge(self, view: CaseView) -> Proof:
        """Kleene conjunction."""
        proofs = [part.prove(view) for part in self.all_of]
        return joined(all_of(proof.verdict for proof in proofs), "all_of", proofs)

    def parts(self) -> tuple[Criterion, ...]:
        """Its parts."""
        return self.all_of


class AnyOf(Criterion):
    """One part is met; it fails only when all parts are known to fail."""

    any_of: tuple[AnyCriterion, ...] = Field(strict=False, min_length=1)

    def judge(self, view: CaseView) -> Proof:
        """Kleene disjunction."""
        proofs = [part.prove(view) for part in self.any_of]
        return joined(any_of(proof.verdict for proof in proofs), "any_of", proofs)

    def parts(self) -> tuple[Criterion, ...]:
        """Its parts."""
        return self.any_of


class NoneOf(Criterion):
    """No part is met."""

    none_of: tuple[AnyCriterion, ...] = Field(strict=False, min_length=1)

    def judge(self, view: CaseView) -> Proof:
        """Kleene disjunction, negated."""
        inner = [part.prove(view) for part in self.none_of]
        whole = joined(any_of(proof.verdict for proof in inner), "none_of", inner)
        because = whole.because.replace("; accepted: ", "; ruled out: ")
        return whole._replace(verdict=negate(whole.verdict), because=because)

    def parts(self) -> tuple[Criterion, ...]:
        """Its parts."""
        return self.none_of


class AtLeast(Criterion):
    """At least so many parts are met."""

    at_least: int = Field(ge=1)
    of: tuple[AnyCriterion, ...] = Field(strict=False, min_length=1)

    def judge(self, view: CaseView) -> Proof:
        """Known ones decide where the unknown ones can no longer turn it."""
        proofs = [part.prove(view) for part in self.of]
        met = sum(proof.verdict is Verdict.MET for proof in proofs)
        possible = met + sum(proof.verdict is Verdict.UNKNOWN for proof in proofs)
        verdict = Verdict.MET if met >= self.at_least else Verdict.NOT_MET
        if met < self.at_least <= possible:
            verdict = Verdict.UNKNOWN
        whole = joined(verdict, "at_least", proofs)
        count = str(met) if met == possible else f"{met} to {possible}"
        return whole._replace(because=f"{count} of {len(proofs)} present; needed: at least {self.at_least}")

    def parts(self) -> tuple[Criterion, ...]:
        """Its parts."""
        return self.of


def _rows(criterion: Criterion) -> Iterator[Criterion]:
    """The outermost criteria that stand for a clause."""
    if criterion.clause:
        yield criterion
        return
    for part in criterion.parts():
        yield from _rows(part)


class Step(Criterion):
    """One step of care: it applies where `when` is met and no earlier step applies."""

    step: str
    title: str
    when: AnyCriterion | Literal["otherwise"]
    phases: tuple[str, ...] = Field((), strict=False)
    needs: AnyCriterion

    def judge(self, view: CaseView) -> Proof:
        """The needs of the step."""
        return self.needs.prove(view)

    @cached_property
    def idle(self) -> Proof:
        """The step where it does not apply: its rows, not judged."""
        rows = tuple(Proof(Verdict.UNKNOWN, "", clause=r.clause, label=r.label) for r in _rows(self.needs))
        return Proof(Verdict.UNKNOWN, "", label=self.title, join="all_of", children=rows, applicable=False)

    def parts(self) -> tuple[Criterion, ...]:
        """Condition and needs."""
        return (self.needs,) if self.when == "otherwise" else (self.when, self.needs)


class Steps(Criterion):
    """Of the steps the first that applies is judged.

    Where the record leaves open which one applies, the outcome stands only if all that may apply agree.
    """

    steps: tuple[Step, ...] = Field(strict=False, min_length=1)

    def judge(self, view: CaseView) -> Proof:
        """Judge what may apply; the others are not applicable."""
        earlier, proofs, conditions = Verdict.NOT_MET, [], []
        for step in self.steps:
            met = Proof(Verdict.MET, "no earlier step applies")
            when = met if step.when == "otherwise" else step.when.prove(view)
            applies = all_of((when.verdict, negate(earlier)))
            earlier = any_of((earlier, when.verdict))
            if applies is Verdict.NOT_MET:
                proofs.append(step.idle)
                continue
            proof = step.prove(view)
            proofs.append(proof._replace(label=proof.label or step.title))
            conditions.append((applies, when))
        return self._agree(proofs, [when for applies, when in conditions if applies is Verdict.UNKNOWN])

    def _agree(self, proofs: list[Proof], open_conditions: list[Proof]) -> Proof:
        live = [proof for proof in proofs if proof.applicable]
        verdicts = {proof.verdict for proof in live}
        verdict = live[0].verdict if len(verdicts) == 1 else Verdict.UNKNOWN
        whole = joined(verdict, "steps", live)
        if verdict is Verdict.UNKNOWN:
            names = [name for condition in open_conditions for name in condition.missing]
            whole = whole._replace(missing=unique([*names, *whole.missing]))
        return whole._replace(children=tuple(proofs))

    def parts(self) -> tuple[Criterion, ...]:
        """Its steps."""
        return self.steps
