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
from assistant.assess_case import (
    Decider,
    check_case,
    check_note,
    determination_text,
    dumps,
    outcome_in_words,
)
from assistant.conversation import Assistant, compose
from assistant.errors import AssistantError, InputRefusedError
from assistant.settings import Settings
from assistant.wiring import add_document, build, build_index
from checks import case_schema

__all__ = [
    "Answer",
    "Assistant",
    "AssistantError",
    "Citation",
    "ClauseView",
    "Decider",
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
    "determination_text",
    "dumps",
    "outcome_in_words",
]
