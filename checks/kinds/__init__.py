"""The closed list of criterion kinds. A policy may use no other."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from checks.kinds.base import Criterion, Proof
from checks.kinds.duration import PainLasted, ReliefLasted
from checks.kinds.groups import AllOf, AnyOf, AtLeast, NoneOf, Step, Steps
from checks.kinds.history import CountAtMost, HasPrior, PriorGave, SinceLast, WithinFirst, WithinLast
from checks.kinds.levels import Levels
from checks.kinds.recorded import Is, IsDocumented, Lists, ListsNone, NothingListed, Number
from checks.kinds.same_day import SameDayRule
from checks.kinds.therapy import FailedTherapy, OngoingTherapy

GROUPS = ("all_of", "any_of", "none_of", "steps", "of")


def _kind(value: Any) -> str | None:
    if isinstance(value, Criterion):
        return getattr(value, "kind", None) or next(key for key in GROUPS if hasattr(value, key))
    if isinstance(value, dict):
        return value.get("kind") or next((key for key in GROUPS if key in value), None)
    return None


AnyCriterion = Annotated[
    Annotated[AllOf, Tag("all_of")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[NoneOf, Tag("none_of")]
    | Annotated[Steps, Tag("steps")]
    | Annotated[AtLeast, Tag("of")]
    | Annotated[Is, Tag("is")]
    | Annotated[Number, Tag("number")]
    | Annotated[ListsNone, Tag("lists_none_of")]
    | Annotated[Lists, Tag("lists")]
    | Annotated[NothingListed, Tag("nothing_listed")]
    | Annotated[Levels, Tag("levels")]
    | Annotated[IsDocumented, Tag("documented")]
    | Annotated[PainLasted, Tag("pain_lasted")]
    | Annotated[ReliefLasted, Tag("relief_lasted")]
    | Annotated[FailedTherapy, Tag("failed_therapy")]
    | Annotated[OngoingTherapy, Tag("ongoing_therapy")]
    | Annotated[HasPrior, Tag("has_prior")]
    | Annotated[SinceLast, Tag("since_last")]
    | Annotated[WithinLast, Tag("within_last")]
    | Annotated[CountAtMost, Tag("count")]
    | Annotated[WithinFirst, Tag("within_first")]
    | Annotated[PriorGave, Tag("prior")]
    | Annotated[SameDayRule, Tag("same_day")],
    Discriminator(_kind),
]
for _model in (AllOf, AnyOf, AtLeast, NoneOf, Step, Steps, PriorGave):
    _model.model_rebuild(_types_namespace={"AnyCriterion": AnyCriterion})

__all__ = ["AnyCriterion", "Criterion", "Proof", "Step", "Steps"]
