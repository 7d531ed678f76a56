"""What every criterion shares: its clause and label, and the proof that it returns."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, model_validator

from checks.verdict import Verdict
from checks.view import CaseView


class Proof(NamedTuple):
    """One node of the proof tree.

    `facts` are the case's keys that were read; `missing` those that could still settle an unknown verdict.
    `lacks` are lists that are taken as complete and fail as they are: another entry could settle it.
    A node with a `clause` is a row of the determination; nodes below it only explain it.
    """

    verdict: Verdict
    because: str
    facts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    clause: str | None = None
    label: str | None = None
    join: str = "leaf"
    children: tuple[Proof, ...] = ()
    applicable: bool = True
    lacks: tuple[str, ...] = ()


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Names in order of first appearance."""
    return tuple(dict.fromkeys(names))


class Criterion(BaseModel):
    """Base of all kinds: frozen and strict. `clause` and `label` go together and make a row of the proof."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    clause: str | None = None
    label: str | None = None
    reading: str | None = None

    @model_validator(mode="after")
    def _clause_and_label(self) -> Criterion:
        if (self.clause is None) != (self.label is None):
            raise ValueError("'clause' and 'label' go together")
        return self

    @abstractmethod
    def judge(self, view: CaseView) -> Proof:
        """Decide this criterion alone."""

    def prove(self, view: CaseView) -> Proof:
        """Decide, and mark the proof with clause and label."""
        proof = self.judge(view)
        if self.clause is None:
            return proof
        return proof._replace(clause=self.clause, label=self.label)

    def names(self) -> tuple[str, ...]:
        """The facts that this kind reads, as policies spell them; checked against the catalogue."""
        return ()

    def parts(self) -> tuple[Criterion, ...]:
        """The criteria inside this one."""
        return ()
