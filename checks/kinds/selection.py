"""Which entries of a history count: the selections that the history kinds judge."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pydantic import Field

from checks.calendar import after
from checks.case import Procedures
from checks.kinds.base import Criterion, Proof, unique
from checks.kinds.duration import Span
from checks.kinds.levels import joints
from checks.verdict import Verdict, of_bool
from checks.view import CaseView, Entry

SPINAL = ("cervical", "thoracic", "lumbar")
THERAPEUTIC = ("therapeutic", "initial_therapeutic")


def same_site(view: CaseView, item: Procedures) -> bool | None:
    """Whether an entry treated the requested levels and sides; None where neither they nor a fact tell.

    It did not where no level is the same or the side is the other one; where only a part is, a fact has to tell.
    """
    request = view.case.request
    if {request.laterality, item.laterality} == {"left", "right"}:
        return False
    asked = {joint for level in request.levels or () for joint in joints(level)}
    done = {joint for level in item.levels or () for joint in joints(level)}
    spelled_alike = all(len(joint.split("-")) == 2 for joint in asked | done)
    one_side = request.laterality == "bilateral" and item.laterality in ("left", "right")
    if asked and done and not asked & done and spelled_alike:
        return False
    if asked and asked <= done and not one_side:
        return True
    elsewhere = view.get("different_levels_targeted")
    return None if elsewhere is None else not elsewhere


class Selection(Criterion):
    """Which entries of a history count. Where an entry leaves it open, it counts as possible, not as sure.

    `region` compares with the requested region; `other` is another spinal region. `same_site` keeps what was done at
    the requested levels and side. `episode` keeps only the entries
    since the last gap of that length. `phase` tells diagnostic from therapeutic ones; an entry that does not say
    which counts as diagnostic while it is among the first `initial_phase` of the episode (always, where none is
    given); `therapeutic` names the phases that count as therapeutic. `opposite_side` leaves out the other side of the
    requested levels done within that span; `after_last` keeps only what came after the last entry of another history
    of the region, and then it is the entries of that history whose other side is left out.
    """

    history: Literal["prior_injections", "prior_denervations"]
    procedures: tuple[str, ...] = Field((), strict=False)
    region: Literal["same", "other", "any"] = "same"
    same_site: bool = False
    episode: Span | None = None
    phase: Literal["diagnostic", "therapeutic", "any"] = "any"
    initial_phase: int | None = None
    therapeutic: tuple[str, ...] = Field(THERAPEUTIC, strict=False)
    opposite_side: Span | None = None
    after_last: Literal["prior_injections", "prior_denervations"] | None = None

    def select(self, view: CaseView) -> list[Entry] | None:
        """The entries that count or may count, latest first; None if the history is not known."""
        entries = view.entries(self.history)
        if entries is None:
            return None
        found = [kept for entry in entries if (kept := self._placed(view, entry)) is not None]
        if self.opposite_side and not self.after_last:
            found = [kept for entry in found if (kept := self._sided(view, entry)) is not None]
        if self.after_last:
            found = self._later(view, found)
        if self.episode:
            found = self._since_gap(view, found)
        return [kept for i, e in enumerate(found) if (kept := self._phased(e, len(found) - i)) is not None]

    def _placed(self, view: CaseView, entry: Entry) -> Entry | None:
        open_fields = []
        if self.procedures:
            if entry.procedure is None:
                open_fields.append("procedure")
            elif entry.procedure not in self.procedures:
                return None
        if self.region != "any":
            same = None if None in (entry.region, view.region) else entry.region == view.region
            if entry.region is None:
                open_fields.append("region")
            elif self.region == "other" and entry.region not in SPINAL:
                return None
            if same is not None and same is not (self.region == "same"):
                return None
        site = same_site(view, entry.item) if self.same_site else True
        if site is None:
            open_fields.append("levels")
        return None if site is False else replace(entry, sure=not open_fields, open_fields=tuple(open_fields))

    def _sided(self, view: CaseView, entry: Entry) -> Entry | None:
        """None where the entry is surely the other side of the requested levels, within the span."""
        assert self.opposite_side is not None
        request, item = view.case.request, entry.item
        day, span = item.date, self.opposite_side
        if request.laterality not in ("left", "right") or view.on is None or day is None:
            return entry
        far = after(day, span.amount, span.unit) < view.on
        if far or item.laterality in (request.laterality, "bilateral"):
            return entry
        if request.levels is not None and item.levels is not None and set(request.levels) != set(item.levels):
            return entry
        unknown = [name for name in ("laterality", "levels") if getattr(item, name) is None]
        if request.levels is None and "levels" not in unknown:
            unknown.append("levels")
        if not unknown:
            return None
        return replace(entry, sure=False, open_fields=(*entry.open_fields, *unknown))

    def _later(self, view: CaseView, entries: list[Entry]) -> list[Entry]:
        """The entries after the last one of the other history; open where a date or that history is missing."""
        assert self.after_last is not None
        others = Selection(history=self.after_last, opposite_side=self.opposite_side).select(view)
        days = [other.item.date for other in others or ()]
        known = [day for day in days if day]
        kept = []
        for entry in entries:
            day = entry.item.date
            if day and known and day <= max(known):
                continue
            doubtful = others is None or None in days or (day is None and bool(known))
            kept.append(replace(entry, sure=False, open_fields=(*entry.open_fields, "date")) if doubtful else entry)
        return kept

    def _since_gap(self, view: CaseView, entries: list[Entry]) -> list[Entry]:
        assert self.episode is not None
        kept, next_day = [], view.on
        for entry in entries:
            day = entry.item.date
            if day and next_day and after(day, self.episode.amount, self.episode.unit) <= next_day:
                break
            kept.append(entry if day else replace(entry, sure=False, open_fields=(*entry.open_fields, "date")))
            next_day = day or next_day
        return kept

    def _phased(self, entry: Entry, position: int) -> Entry | None:
        if self.phase == "any":
            return entry
        said = entry.item.phase
        late = self.initial_phase is not None and position > self.initial_phase
        therapeutic = said in self.therapeutic if said else late
        return entry if therapeutic is (self.phase == "therapeutic") else None

    def missing(self, view: CaseView, entries: list[Entry] | None) -> tuple[str, ...]:
        """What would make the selection certain; empty if it is."""
        if entries is None or not view.complete(self.history):
            return (self.history,)
        return unique(f"{self.history}.{field}" for entry in entries for field in entry.open_fields)

    def judge(self, view: CaseView) -> Proof:
        """A selection alone decides nothing: it is met if it surely has an entry."""
        entries = self.select(view)
        if any(entry.sure for entry in entries or ()):
            return Proof(Verdict.MET, "recorded", (self.history,))
        missing = self.missing(view, entries)
        return Proof(of_bool(None if missing else False), "none recorded", (self.history,), missing)
