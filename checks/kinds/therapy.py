"""Kinds for conservative therapy: a course that was done and failed, and one that is going on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from pydantic import Field

from checks.calendar import days_reach, within
from checks.case import Therapy
from checks.kinds.base import Criterion, Proof, unique
from checks.kinds.duration import Span
from checks.kinds.recorded import show
from checks.verdict import Verdict, all_of, any_of, of_bool
from checks.view import CaseView, named

Answer = tuple[Verdict, tuple[str, ...]]
LIMBS_OF = {
    "cervical": ("one_upper_extremity", "trunk"),
    "thoracic": ("one_upper_extremity", "trunk"),
    "lumbar": ("one_lower_extremity", "trunk"),
}
PRESCRIBERS = ("physician", "physical_therapist", "chiropractor")


def active_sort(item: Therapy) -> str | None:
    """Which active modality the course is; None where it is not one that counts as active."""
    found = named("active_modalities", item.modality)
    return found[0] if found and item.component != "inactive" else None


def treats(view: CaseView, item: Therapy, also: tuple[str, ...] = ()) -> bool | None:
    """Whether the course was aimed at the requested region or one of `also`; None if either is not known.

    `limb` in `also` stands for the limb or trunk that hurts; `pain` for where it hurts, wherever the device goes: then
    another target than the requested region tells nothing while the painful region is not known.
    """
    if item.target_region is None:
        return None
    target = item.target_region.lower().replace("_", " ")
    if target == "painful region":
        return True
    pain_region = (view.get("pain_region") or "").lower().replace("_", " ")
    places = {*named("regions", target), *named("limbs", target)}
    if pain_region and (
        pain_region in target or places & {*named("regions", pain_region), *named("limbs", pain_region)}
    ):
        return True
    wanted = {view.region, *also} - {None, "limb", "pain"}
    if "limb" in also:
        wanted |= {view.get("pain_distribution"), *LIMBS_OF.get(view.region or "", ())}
    if not wanted and not pain_region:
        return None
    found = bool(places & wanted) or (view.region is not None and view.region in target)
    return None if not found and "pain" in also and not pain_region else found


def _fact(key: str, value: bool | None) -> Answer:
    return of_bool(value), (() if value is not None else (key,))


def _join(parts: list[Answer], combine: Callable[..., Verdict]) -> Answer:
    verdict = combine(part for part, _ in parts)
    unknown = [names for part, names in parts if part is Verdict.UNKNOWN]
    return verdict, unique(name for names in unknown for name in names) if verdict is Verdict.UNKNOWN else ()


class FailedTherapy(Criterion):
    """Conservative therapy was done for the stated time and did not help.

    With `starred`, at least one active component for the requested region and one inactive component, each for the
    time; otherwise any one component. A home exercise program counts with a clinician's plan and either follow-up
    that documents completion or a medical reason for stopping, which stands for completion. `modalities` names the
    vocabulary of those that surely count; any other leaves it open.

    Unknown when: the list is absent or may be longer and nothing in it suffices, or an entry lacks what decides.
    """

    kind: Literal["failed_therapy"]
    at_least: Span | None = None
    within: Span | None = None
    starred: bool = True
    also: tuple[str, ...] = Field((), strict=False)
    modalities: str | None = None

    def judge(self, view: CaseView) -> Proof:
        """Look for components that suffice."""
        courses = view.get("conservative_therapy")
        key = "conservative_therapy"
        open_list = courses is None or view.get("conservative_therapy_list_complete") is False
        unlisted = (key,) if courses is not None else (key, f"{key}.duration_days")
        rest: list[Answer] = [(Verdict.UNKNOWN, unlisted)] if open_list else []
        active = [self._active(view, item) for item in courses or ()] + rest
        inactive = [self._inactive(view, item) for item in courses or ()] + rest
        if view.get("conservative_therapy_active_done") is False:
            active = []
        groups = [_join(active, any_of), _join(inactive, any_of)]
        verdict, missing = _join(groups, all_of if self.starred else any_of)
        span = f"{self.at_least.amount} {self.at_least.unit}" if self.at_least else "some time"
        needed = f"an active and an inactive component of {span} each" if self.starred else f"{span} of any component"
        if self.within:
            needed += f" in the last {self.within.amount} {self.within.unit}"
        because = f"needed: {needed}, without success; recorded: {self._words(courses)}"
        because += self._lacking(verdict, [group for group, _ in groups])
        lacks = (key,) if courses and verdict is Verdict.NOT_MET else ()
        return Proof(verdict, because, (key,), missing, lacks=lacks)

    def _lacking(self, verdict: Verdict, groups: list[Verdict]) -> str:
        """Of a starred therapy that is recorded in part, the component that is lacking or open."""
        if not self.starred or verdict is Verdict.MET or Verdict.MET not in groups:
            return ""
        at = next(i for i, group in enumerate(groups) if group is not Verdict.MET)
        what = "lacking" if groups[at] is Verdict.NOT_MET else "not known"
        time = f" of {self.at_least.amount} {self.at_least.unit}" if self.at_least else ""
        return f"; {what}: an {('active', 'inactive')[at]} component{time}"

    def _active(self, view: CaseView, item: Therapy) -> Answer:
        sort = active_sort(item)
        if sort is None and item.component == "active" and named("unnamed_active", item.modality):
            return Verdict.UNKNOWN, ("conservative_therapy.modality",)
        if sort is None:
            return Verdict.NOT_MET, ()
        parts = [
            _fact(self._region_key(view), treats(view, item, self.also)),
            self._failed(item),
            self._recent(view, item),
        ]
        if sort == "home_exercise":
            parts += [self._planned(item), self._completed(view, item)]
        else:
            parts.append(self._long_enough(view, item))
        return _join(parts, all_of)

    def _region_key(self, view: CaseView) -> str:
        asked_where = "pain" in self.also and not view.get("pain_region")
        return "pain_region" if asked_where else "conservative_therapy.target_region"

    def _inactive(self, view: CaseView, item: Therapy) -> Answer:
        if active_sort(item) is not None or item.component == "active":
            return Verdict.NOT_MET, ()
        return _join([self._failed(item), self._recent(view, item), self._long_enough(view, item)], all_of)

    def _planned(self, item: Therapy) -> Answer:
        planner = item.plan_prescribed_by
        if planner is None and named("self_directed", f"{item.modality} {item.details or ''}"):
            planner = "self_directed"
        known = None if planner is None else planner in PRESCRIBERS
        return _fact("conservative_therapy.plan_prescribed_by", known)

    def _completed(self, view: CaseView, item: Therapy) -> Answer:
        if item.stopped_early_reason == "medical":
            return Verdict.MET, ()
        followed = _fact("conservative_therapy.completion_follow_up_documented", item.completion_follow_up_documented)
        return _join([followed, self._long_enough(view, item)], all_of)

    def _failed(self, item: Therapy) -> Answer:
        failed = None if item.response is None else item.response == "inadequate"
        counts = True if self.modalities is None or named(self.modalities, item.modality) else None
        return _join(
            [_fact("conservative_therapy.response", failed), _fact("conservative_therapy.modality", counts)], all_of
        )

    def _long_enough(self, view: CaseView, item: Therapy) -> Answer:
        if self.at_least is None:
            return Verdict.MET, ()
        amount, unit = self.at_least.amount, self.at_least.unit
        if item.duration_days is None and item.duration_months is not None and unit == "months":
            return of_bool(item.duration_months >= amount), ()
        days = item.duration_days
        if days is None and item.duration_months is not None:
            days = item.duration_months * Decimal("30.4375")
        end = item.end_date or (view.on if item.status == "ongoing" else None)
        if days is None and item.start_date and end:
            days = Decimal((end - item.start_date).days)
        key = "conservative_therapy.duration_days"
        return _fact(key, None if days is None else days_reach(days, amount, unit, item.start_date))

    def _recent(self, view: CaseView, item: Therapy) -> Answer:
        if self.within is None or item.status == "ongoing":
            return Verdict.MET, ()
        end = item.end_date
        if end is None and item.start_date and item.duration_days is not None:
            end = item.start_date + timedelta(days=int(item.duration_days))
        if end is None and item.ended_within_months is not None and self.within.unit == "months":
            return _fact(
                "conservative_therapy.end_date", True if item.ended_within_months <= self.within.amount else None
            )
        if view.on is None:
            return Verdict.UNKNOWN, ("date_of_service",)
        if end is None:
            started = item.start_date is not None and within(item.start_date, view.on, *self._window())
            return _fact("conservative_therapy.end_date", True if started else None)
        return of_bool(end > view.on or within(end, view.on, *self._window())), ()

    def _window(self) -> tuple[int, Literal["days", "weeks", "months", "years"]]:
        assert self.within is not None
        return self.within.amount, self.within.unit

    def _words(self, courses: tuple[Therapy, ...] | None) -> str:
        if courses is None:
            return "nothing on conservative therapy"
        return ", ".join(sorted(self._course(item) for item in courses)) or "none"

    def _course(self, item: Therapy) -> str:
        days, months = item.duration_days, item.duration_months
        span = f"{show(days)} days" if days is not None else f"{show(months)} months" if months is not None else ""
        if not span and item.start_date:
            span = f"from {item.start_date} to {item.end_date or item.status or 'an unknown day'}"
        return f"{item.modality or 'unnamed therapy'} ({span or 'duration not recorded'})"

    def names(self) -> tuple[str, ...]:
        """The list and what completes it."""
        return (
            "conservative_therapy",
            "conservative_therapy_list_complete",
            "conservative_therapy_active_done",
        )


class OngoingTherapy(Criterion):
    """One active component for the requested region is going on.

    Unknown when: neither list shows one and the list of ongoing therapy is absent.
    """

    kind: Literal["ongoing_therapy"]
    also: tuple[str, ...] = Field((), strict=False)

    def judge(self, view: CaseView) -> Proof:
        """Look in the ongoing list and among the courses marked as ongoing."""
        listed = view.get("ongoing_conservative_therapy")
        courses = [item for item in view.get("conservative_therapy") or () if item.status == "ongoing"]
        key = "ongoing_conservative_therapy"
        answers = [self._one(view, item) for item in [*(listed or ()), *courses]]
        if listed is None:
            answers.append((Verdict.UNKNOWN, (key,)))
        verdict, missing = _join(answers, any_of)
        because = "needed: one active therapy going on for the requested region; recorded: "
        because += "nothing on ongoing therapy" if listed is None and not courses else f"{len(answers)} course(s)"
        return Proof(verdict, because, (key,), missing)

    def _one(self, view: CaseView, item: Therapy) -> Answer:
        alone = item.plan_prescribed_by == "self_directed" or bool(
            named("self_directed", f"{item.modality} {item.details or ''}")
        )
        if active_sort(item) is None or alone:
            return Verdict.NOT_MET, ()
        return _fact("ongoing_conservative_therapy.target_region", treats(view, item, self.also))

    def names(self) -> tuple[str, ...]:
        """Both lists."""
        return ("ongoing_conservative_therapy", "conservative_therapy")
