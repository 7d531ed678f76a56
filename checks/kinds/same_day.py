"""Kind `same_day`: other interventional procedures on the date of service."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from checks.case import SameDay
from checks.kinds.base import Criterion, Proof, unique
from checks.verdict import Verdict, all_of, any_of, of_bool
from checks.view import CaseView, procedure_of, region_of


class SameDayRule(Criterion):
    """Nothing else on that day, but another region for a documented medical reason, or the pair that is allowed.

    Another kind of injection in the same region fails unless it is one of `pair_with`, the request is one of
    `pair_for` and every fact of `pair_if` that settles it is true. With `reason_excuses_same_region` the reason excuses
    the same region too; the procedures of `one_region_for` may not be done in another region at all.

    Unknown when: the list is absent, an entry lacks its region, or the reason or the exception is not recorded.
    """

    kind: Literal["same_day"]
    reasons: tuple[str, ...] = Field((), strict=False)
    reason_excuses_same_region: bool = False
    one_region_for: tuple[str, ...] = Field((), strict=False)
    pair_for: tuple[str, ...] = Field((), strict=False)
    pair_with: tuple[str, ...] = Field((), strict=False)
    pair_if: tuple[str, ...] = Field((), strict=False)

    def judge(self, view: CaseView) -> Proof:
        """Judge each other procedure."""
        others, key = view.get("other_procedures_same_day"), "other_procedures_same_day"
        if others is None:
            return Proof(Verdict.UNKNOWN, f"{key} is not recorded", (key,), (key,))
        proofs = [self._one(view, other) for other in sorted(others, key=repr)]
        verdict = all_of(proof.verdict for proof in proofs)
        decisive = [proof for proof in proofs if proof.verdict is verdict]
        missing = unique(n for p in decisive for n in p.missing) if verdict is Verdict.UNKNOWN else ()
        because = "; ".join(unique(p.because for p in decisive)) or "nothing else is done on that day"
        facts = unique([key, *(name for proof in proofs for name in proof.facts)])
        return Proof(verdict, because, facts, missing, unique(n for p in decisive for n in p.review))

    def _one(self, view: CaseView, other: SameDay) -> Proof:
        procedure, region = procedure_of(other.procedure), region_of(other.region, other.levels)
        key = "other_procedures_same_day"
        if region is None or view.region is None:
            name = "region" if view.region is None else f"{key}.region"
            return Proof(Verdict.UNKNOWN, "the region of a same-day procedure is not known", (key,), (name,))
        if region != view.region:
            if procedure in self.one_region_for:
                return Proof(Verdict.NOT_MET, f"{procedure} in another region on the same day", (key,))
            return self._reason(view)
        if procedure is None:
            return Proof(Verdict.UNKNOWN, "a same-day procedure is not named", (key,), (f"{key}.procedure",))
        if procedure == view.procedure:
            return Proof(Verdict.MET, "the same procedure in the same region and session", (key,))
        if procedure in self.pair_with and view.procedure in self.pair_for:
            return self._pair(view)
        if self.reason_excuses_same_region:
            return self._reason(view)
        return Proof(Verdict.NOT_MET, f"{procedure} in the same region on the same day", (key,))

    def _reason(self, view: CaseView) -> Proof:
        values = [view.get(name) for name in self.reasons]
        verdict = any_of(of_bool(None if value is None else bool(value)) for value in values)
        missing = self.reasons if verdict is Verdict.UNKNOWN else ()
        if verdict is Verdict.UNKNOWN and any(value is False for value in values):
            verdict, missing = Verdict.NOT_MET, ()
        review = ("the reason for treating two regions on one day is for a person to weigh",)
        found = verdict is Verdict.MET
        because = "another procedure on the same day; " + ("a reason is documented" if found else "a reason is needed")
        return Proof(verdict, because, self.reasons, missing, review if found else ())

    def _pair(self, view: CaseView) -> Proof:
        values = [view.get(name) for name in self.pair_if]
        verdict = any_of(of_bool(value) for value in values)
        if values[0] is False and verdict is Verdict.UNKNOWN:
            verdict = Verdict.NOT_MET
        missing = (self.pair_if[0],) if verdict is Verdict.UNKNOWN else ()
        return Proof(verdict, "allowed in one session only for a synovial cyst", self.pair_if, missing)

    def names(self) -> tuple[str, ...]:
        """The list, the reasons, the facts of the exception."""
        return ("other_procedures_same_day", *self.reasons, *self.pair_if)
