"""What a turn is and what comes back: frozen values without markup, as `guideline ask --json` prints them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

MAX_QUESTION = 20_000  # characters; a pasted note of some pages fits


class Value(BaseModel):
    """Base of the values here: frozen, and an unknown key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Persona(StrEnum):
    """Who reads the answer. A view, not a permission: the facts are the same for all three."""

    STAFF = "staff"
    PATIENT = "patient"
    REVIEWER = "reviewer"


class Route(StrEnum):
    """Which road the turn took."""

    ANSWER = "answer"
    CHECK = "check"
    COST = "cost"
    ABSTAIN = "abstain"
    REFUSE = "refuse"


class Message(Value):
    """One earlier message of the conversation; `role` is `user` or `assistant`."""

    role: str
    content: str


class Turn(Value):
    """What a reader asks, with what the page or the command line knows beside it."""

    question: str = Field(max_length=MAX_QUESTION)
    id: str | None = None
    persona: Persona = Persona.STAFF
    payer: str | None = None
    state: str | None = None
    date: str | None = None
    history: tuple[Message, ...] = ()


class Citation(Value):
    """A pin into a source: `start` (inclusive) and `end` (exclusive) are character offsets into its text."""

    document: str
    authority: str
    guideline: str | None
    clause: str
    edition: str | None = None
    page: int | None = None
    quote: str
    start: int
    end: int
    sha256: str


class Statement(Value):
    """One thing said, with the pins that carry it; `plain` says the same to a patient."""

    text: str
    plain: str | None = None
    citations: tuple[Citation, ...] = ()


class Frame(Value):
    """What was understood of a question."""

    kind: str = "lookup"
    procedures: tuple[str, ...] = ()
    guidelines: tuple[str, ...] = ()
    aspect: str | None = None
    aspects: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    payer: str | None = None
    program: str | None = None
    state: str | None = None
    date: str | None = None
    question: str = ""
    resolved_question: str = ""


class Answer(Value):
    """The answer to one turn. `determination` and `cost` are there on the roads of those names only."""

    id: str | None = None
    question: str
    route: Route
    text: str
    statements: tuple[Statement, ...] = ()
    frame: Frame = Frame()
    searched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    dropped: int = 0  # statements left out because their proof did not carry them
    note: str | None = None  # what became of a chat model, where one is set
    determination: dict[str, Any] | None = None
    cost: dict[str, Any] | None = None
    timings_ms: dict[str, float] = Field(default_factory=dict)


class ClauseView(Value):
    """A clause as it is shown beside an answer: its context, and the cited words inside it."""

    clause: str
    document: str
    title: str
    section: str
    authority: str
    edition: str | None
    exact_wording: bool
    before: str
    marked: str
    after: str
    holds: bool
