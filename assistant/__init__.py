"""assistant talks: understands a turn, picks a road, composes an answer whose every citation was verified."""

from assistant.answer import (
    Answer,
    Citation,
    ClauseView,
    Frame,
    Message,
    Persona,
    Route,
    Statement,
    Turn,
)
from assistant.assess_case import case_schema, check_case, check_note, dumps
from assistant.conversation import Assistant, compose, outcome_in_words
from assistant.errors import AssistantError, InputRefusedError
from assistant.settings import Settings
from assistant.wiring import add_document, build, build_index

__all__ = [
    "Answer",
    "Assistant",
    "AssistantError",
    "Citation",
    "ClauseView",
    "Frame",
    "InputRefusedError",
    "Message",
    "Persona",
    "Route",
    "Settings",
    "Statement",
    "Turn",
    "add_document",
    "build",
    "build_index",
    "case_schema",
    "check_case",
    "check_note",
    "compose",
    "dumps",
    "outcome_in_words",
]
