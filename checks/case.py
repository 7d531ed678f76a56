"""A case as it is handed in: what is asked for, and what the record says. An absent key means "not known"."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("a number is needed, without quotes or unit")  # noqa: TRY004  pydantic reports ValueError only
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:  # pragma: no cover - str() of a number always parses
        raise ValueError("a number is needed") from error
    if not number.is_finite():
        raise ValueError("a finite number is needed")
    return number


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("a date written YYYY-MM-DD is needed")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError("a date that exists, written YYYY-MM-DD, is needed") from error


Text = Annotated[str, Field(min_length=1, max_length=2000)]
Documented = Literal[False] | Text
Number = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=100000)]
Percent = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=100)]
Score = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=10)]
Day = Annotated[date, BeforeValidator(_day)]
Agent = Literal[
    "local_anesthetic_only",
    "local_anesthetic_and_corticosteroid",
    "short_acting_anesthetic",
    "long_acting_anesthetic",
]
Procedure = Literal[
    "medial_branch_block", "facet_joint_injection", "facet_denervation", "interlaminar_epidural",
    "transforaminal_epidural", "caudal_epidural", "sacroiliac_joint_injection", "sympathetic_block",
    "stellate_ganglion_block", "celiac_plexus_block", "scs_trial", "scs_permanent", "scs_revision",
    "scs_removal", "intraspinal_drug_trial", "infusion_pump_permanent", "infusion_pump_replacement", "other",
]  # fmt: skip


class Record(BaseModel):
    """Base: frozen, unknown keys refused, no silent conversion."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _no_null(cls, value: Any) -> Any:
        if isinstance(value, dict):
            for key, item in value.items():
                if item is None:
                    raise ValueError(f"'{key}' is null: leave the key out (not known) or say false or []")
        return value


class Request(Record):
    """What is asked for."""

    procedure: Procedure | None = None
    procedure_text: Text | None = None
    codes: tuple[Annotated[str, Field(pattern=r"^[0-9A-Z]{5}$")], ...] | None = Field(None, strict=False)
    region: Text | None = None
    levels: tuple[Text, ...] | None = Field(None, strict=False)
    laterality: Literal["left", "right", "bilateral"] | None = None
    date_of_service: Day | None = None
    guidance: Literal["fluoroscopy", "ct", "ultrasound", "none"] | None = None
    phase: (
        Literal[
            "initial", "repeat_initial_phase", "repeat_diagnostic", "repeat_therapeutic", "repeat",
            "opposite_side", "trial", "permanent", "replacement", "revision", "removal",
        ]
        | None
    ) = None  # fmt: skip
    purpose: Text | None = None
    agent: Literal["local_anesthetic_only", "local_anesthetic_and_corticosteroid"] | None = None
    technique: Literal["conventional_thermal", "cooled", "pulsed", "cryoablation", "laser"] | None = None
    guideline: Text | None = None
    payer: Text | None = None
    program: Text | None = None
    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None


class Therapy(Record):
    """One course of conservative therapy."""

    modality: Text
    component: Literal["active", "inactive"] | None = None
    target_region: Text | None = None
    start_date: Day | None = None
    end_date: Day | None = None
    ended_within_months: Number | None = None  # the record says: at most so many months before the request
    duration_days: Number | None = None
    duration_months: Number | None = None
    status: Literal["ongoing", "completed"] | None = None
    response: Literal["inadequate", "adequate"] | None = None
    plan_prescribed_by: Literal["physician", "physical_therapist", "chiropractor", "self_directed"] | None = None
    completion_follow_up_documented: bool | None = None
    stopped_early_reason: Literal["medical", "office_closed", "inconvenience", "noncompliance"] | None = None
    details: Text | None = None


class Procedures(Record):
    """One earlier procedure."""

    date: Day | None = None
    procedure: Text | None = None
    region: Text | None = None
    levels: tuple[Text, ...] | None = Field(None, strict=False)
    laterality: Literal["left", "right", "bilateral"] | None = None
    phase: Literal["initial", "initial_diagnostic", "initial_therapeutic", "therapeutic"] | None = None
    agent: Agent | None = None
    pain_relief_percent: Percent | None = None
    symptom_relief_percent: Percent | None = None
    relief_duration_days: Number | None = None
    relief_lasted_at_least_anesthetic_duration: bool | None = None
    functional_improvement_documented: bool | None = None


class SameDay(Record):
    """Another procedure on the date of service."""

    procedure: Text | None = None
    region: Text | None = None
    levels: tuple[Text, ...] | None = Field(None, strict=False)


Texts = Annotated[tuple[Text, ...], Field(strict=False)]
Courses = Annotated[tuple[Therapy, ...], Field(strict=False)]
History = Annotated[tuple[Procedures, ...], Field(strict=False)]


class Case(Record):
    """The whole case; `facts` is a `checks.facts.Facts`.

    `unsettled` names facts that the record says in two ways: they are unknown even where a fact that is merely not
    recorded would have a default.
    """

    id: str | None = None
    request: Request
    facts: Any
    unsettled: tuple[str, ...] | None = Field(None, strict=False)
