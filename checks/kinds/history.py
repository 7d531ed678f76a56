"""Kinds that read a history: which entries count, how many, how long ago, and what each of them gave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from checks.calendar import after, within
from checks.kinds.base import Criterion, Proof, unique
from checks.kinds.duration import Span
from checks.kinds.groups import joined
from checks.kinds.selection import Selection
from checks.verdict import Verdict, all_of, any_of, of_bool
from checks.view import CaseView, Entry

if TYPE_CHECKING:
    from checks.kinds import AnyCriterion


class HasPrior(Criterion):
    """The history holds an entry of the selection. Unknown when: it is absent, incomplete or leaves it open."""

    kind: Literal["has_prior"]
    select: Selection

    def judge(self, view: CaseView) -> Proof:
        """Look for one sure entry."""
        return self.select.judge(view)

    def names(self) -> tuple[str, ...]:
        """The history."""
        return (self.select.history,)


class SinceLast(Criterion):
    """At least a span has passed since every entry of the selection; met if there is none.

    Unknown when: an entry that may count is too recent or undated, or the list may be longer.
    """

    kind: Literal["since_last"]
    select: Selection
    at_least: Span

    def judge(self, view: CaseView) -> Proof:
        """Measure from each entry's date to the date of service; the span itself is enough."""
        entries, history = self.select.select(view), self.select.history
        words = f"needed: at least {self.at_least.amount} {self.at_least.unit}"
        if entries and view.on is None:
            return Proof(
                Verdict.UNKNOWN,
                f"the date of service is not known; {words}",
                (history,),
                ("date_of_service",),
            )
        short = [e for e in entries or () if e.item.date and not self._passed(e.item.date, view.on)]
        undated = [e for e in entries or () if e.item.date is None]
        last = max((e.item.date for e in entries or () if e.item.date), default=None)
        because = f"last on {last}; {words}" if last else f"none dated is recorded; {words}"
        if any(entry.sure for entry in short):
            return Proof(Verdict.NOT_MET, because, (history,))
        missing = self.select.missing(view, None if entries is None else short)
        missing += tuple(f"{history}.date" for _ in undated[:1])
        verdict = Verdict.UNKNOWN if missing else Verdict.MET
        return Proof(verdict, because, (history,), missing)

    def _passed(self, day: date, on: date | None) -> bool:
        return on is not None and after(day, self.at_least.amount, self.at_least.unit) <= on

    def names(self) -> tuple[str, ...]:
        """The history."""
        return (self.select.history,)


class WithinLast(Criterion):
    """An entry of the selection lies no further back than the span, its last day included.

    Unknown when: none surely does and one is undated, leaves it open, or the list may be longer.
    """

    kind: Literal["within_last"]
    select: Selection
    at_most: Span

    def judge(self, view: CaseView) -> Proof:
        """Measure from each entry's date to the date of service."""
        entries, history = self.select.select(view), self.select.history
        words = f"at most {self.at_most.amount} {self.at_most.unit} since an earlier one"
        if view.on is None:
            return Proof(Verdict.UNKNOWN, words, (history,), ("date_of_service",))
        near = [
            e for e in entries or ()
            if e.item.date is None or after(e.item.date, self.at_most.amount, self.at_most.unit) >= view.on
        ]  # fmt: skip
        if any(entry.sure and entry.item.date for entry in near):
            return Proof(Verdict.MET, words, (history,))
        missing = self.select.missing(view, None if entries is None else near)
        missing += tuple(f"{history}.date" for entry in near[:1] if entry.item.date is None)
        return Proof(of_bool(None if missing else False), f"not {words}", (history,), missing)

    def names(self) -> tuple[str, ...]:
        """The history."""
        return (self.select.history,)


class CountAtMost(Criterion):
    """At most `at_most` entries, with the request itself where `with_request`, in the window before the service.

    With `sides_as_one`, the right and the left side of the same levels within that span count as one. A count over
    an incomplete list is an interval: what is listed is its lower end.

    Unknown when: the bound lies inside the interval.
    """

    kind: Literal["count"]
    select: Selection
    at_most: int = Field(ge=0)
    window: Span | None = None
    with_request: bool = False
    sides_as_one: Span | None = None

    def judge(self, view: CaseView) -> Proof:
        """Count sure entries for the lower end, possible ones for the upper."""
        entries, history = self.select.select(view), self.select.history
        inside = [kept for e in entries or () if (kept := self._inside(view, e)) is not None]
        low = self._count(view, [e for e in inside if e.sure], generous=True)
        high = self._count(view, inside, generous=False)
        own = ", the request counted" if self.with_request else ""
        because = f"{low}{'' if low == high else f' to {high}'} recorded{own}; allowed: {self.at_most}"
        if low > self.at_most:
            return Proof(Verdict.NOT_MET, because, (history,))
        missing = self.select.missing(view, None if entries is None else inside)
        if entries is None or not view.complete(history):
            return Proof(Verdict.UNKNOWN, f"{because}; the list may be longer", (history,), missing)
        if high <= self.at_most:
            return Proof(Verdict.MET, because, (history,))
        return Proof(Verdict.UNKNOWN, because, (history,), missing or (f"{history}.levels", f"{history}.laterality"))

    def _inside(self, view: CaseView, entry: Entry) -> Entry | None:
        day = entry.item.date
        if self.window is None:
            return entry
        if day is None or view.on is None:
            return replace(entry, sure=False, open_fields=(*entry.open_fields, "date"))
        return entry if within(day, view.on, self.window.amount, self.window.unit) else None

    def _count(self, view: CaseView, entries: list[Entry], *, generous: bool) -> int:
        request = view.case.request
        marks = [(e.item.date, e.item.levels, e.item.laterality) for e in entries]
        if self.with_request:
            marks.append((view.on, request.levels, request.laterality))
        if self.sides_as_one is None:
            return len(marks)
        marks.sort(key=lambda mark: (mark[0] or date.min, str(mark[1:])))
        used: set[int] = set()
        for i, first in enumerate(marks):
            for j in range(i + 1, len(marks)):
                if i not in used and j not in used and self._one_procedure(first, marks[j], generous=generous):
                    used |= {i, j}
        return len(marks) - len(used) // 2

    def _one_procedure(self, a: tuple, b: tuple, *, generous: bool) -> bool:  # type: ignore[type-arg]
        assert self.sides_as_one is not None
        if not a[0] or not b[0]:
            return generous
        if b[0] > after(a[0], self.sides_as_one.amount, self.sides_as_one.unit):
            return False
        sides = {a[2], b[2]} - {None}
        levels_fit = generous if a[1] is None or b[1] is None else set(a[1]) == set(b[1])
        sides_fit = sides == {"left", "right"} or (generous and len(sides) < 2 and "bilateral" not in sides)
        return levels_fit and sides_fit

    def names(self) -> tuple[str, ...]:
        """The history."""
        return (self.select.history,)


class PriorGave(Criterion):
    """The last entry of the selection, or each of them, meets `needs`; met if there is none.

    `any` asks for `at_least` that do.

    Unknown when: an entry leaves it open, or an unlisted or undated one may be the one that counts.
    """

    kind: Literal["prior"]
    select: Selection
    which: Literal["last", "each", "any"]
    at_least: int = Field(1, ge=1)
    needs: AnyCriterion

    def judge(self, view: CaseView) -> Proof:
        """Judge `needs` over the entries."""
        entries, history = self.select.select(view), self.select.history
        if self.which == "any":
            return self._some(view, entries)
        chosen = (entries or [])[: self._reach(entries or [])]
        proofs = [self._one(view, entry) for entry in chosen]
        verdict = all_of(proof.verdict for proof in proofs)
        whole = joined(verdict, "all_of", proofs)
        open_list = entries is None or not view.complete(history)
        if open_list and verdict is Verdict.MET:
            return whole._replace(verdict=Verdict.UNKNOWN, missing=(history,), because="the list may be longer")
        if open_list and self.which == "last":
            return whole._replace(verdict=Verdict.UNKNOWN, missing=unique((history, *whole.missing)))
        return whole._replace(because=whole.because or "none is recorded", facts=unique((history, *whole.facts)))

    def _some(self, view: CaseView, entries: list[Entry] | None) -> Proof:
        """One entry that surely counts meets `needs`."""
        history, proofs = self.select.history, []
        for entry in entries or ():
            proof = self._one(view, entry)
            if proof.verdict is Verdict.MET and not entry.sure:
                fields = tuple(f"{history}.{field}" for field in entry.open_fields)
                proof = proof._replace(verdict=Verdict.UNKNOWN, missing=fields)
            proofs.append(proof)
        if entries is None or not view.complete(history):
            proofs.append(Proof(Verdict.UNKNOWN, "the list may be longer", (history,), (history,)))
        met = sum(proof.verdict is Verdict.MET for proof in proofs)
        unlisted = entries is None or not view.complete(history)
        possible = met + sum(proof.verdict is Verdict.UNKNOWN for proof in proofs)
        verdict = Verdict.MET if met >= self.at_least else Verdict.NOT_MET
        if met < self.at_least and (unlisted or possible >= self.at_least):
            verdict = Verdict.UNKNOWN
        whole = joined(verdict, "at_least", proofs)
        return whole._replace(because=whole.because or "none is recorded", facts=unique((history, *whole.facts)))

    def _reach(self, entries: list[Entry]) -> int:
        if self.which == "each":
            return len(entries)
        return next((i + 1 for i, entry in enumerate(entries) if entry.sure), len(entries))

    def _one(self, view: CaseView, entry: Entry) -> Proof:
        proof = self.needs.prove(view.within_entry(entry, self.select.history))
        proof = proof._replace(because=f"{entry.item.date or 'undated'}: {proof.because}")
        if entry.sure or proof.verdict is not Verdict.NOT_MET:
            return proof
        fields = tuple(f"{self.select.history}.{field}" for field in entry.open_fields)
        return proof._replace(verdict=any_of((proof.verdict, Verdict.UNKNOWN)), missing=fields)

    def names(self) -> tuple[str, ...]:
        """The history."""
        return (self.select.history,)

    def parts(self) -> tuple[Criterion, ...]:
        """What each entry has to meet."""
        return (self.needs,)


class WithinFirst(Criterion):
    """The request falls into the span that begins with the first entry of the selection (its last day excluded).

    `fact` may give the first date. Without any earlier entry the request itself is the first: met.
    Unknown when: the first date is not known and would decide.
    """

    kind: Literal["within_first"]
    select: Selection
    span: Span
    fact: str | None = None

    def judge(self, view: CaseView) -> Proof:
        """Measure from the earliest known date."""
        entries, history = self.select.select(view), self.select.history
        words = f"the first {self.span.amount} {self.span.unit} of treatment"
        if view.on is None:
            return Proof(Verdict.UNKNOWN, words, (history,), ("date_of_service",))
        given = view.get(self.fact) if self.fact else None
        days = [entry.item.date for entry in entries or ()]
        known = [day for day in [*days, given] if day]
        if known and after(min(known), self.span.amount, self.span.unit) <= view.on:
            return Proof(Verdict.NOT_MET, f"first on {min(known)}: past {words}", (history,))
        if given is None and (entries is None or not view.complete(history)):
            return Proof(Verdict.UNKNOWN, f"the first date is not recorded; {words}", (history,), (history,))
        if given is None and None in days:
            return Proof(Verdict.UNKNOWN, f"an earlier date is not recorded; {words}", (history,), (f"{history}.date",))
        return Proof(Verdict.MET, f"inside {words}", (history,))

    def names(self) -> tuple[str, ...]:
        """The history and the fact that may date the first."""
        return (self.select.history, *((self.fact,) if self.fact else ()))
