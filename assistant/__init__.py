"""assistant talks: understands a turn, picks a road, composes an answer whose every citation was verified."""

from assistant.answer import (
    MAX_QUESTION,
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
    cost_of,
    cost_text,
    determination_text,
    dumps,
    make_record,
    outcome_in_words,
    read_facts,
    replay,
)
from assistant.author_policy import (
    checklist_of,
    coverage_of,
    differences_between,
    lint,
    show_policy,
    verify,
)
from assistant.conversation import Assistant, compose
from assistant.errors import AssistantError, InputRefusedError
from assistant.redact import redacted
from assistant.settings import Settings
from assistant.wiring import (
    add_document,
    build,
    build_index,
    read_record,
    record_text,
    remove_document,
    verify_index,
)
from checks import case_schema

__all__ = [
    "MAX_QUESTION",
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
    "checklist_of",
    "compose",
    "cost_of",
    "cost_text",
    "coverage_of",
    "determination_text",
    "differences_between",
    "dumps",
    "lint",
    "make_record",
    "outcome_in_words",
    "read_facts",
    "read_record",
    "record_text",
    "redacted",
    "remove_document",
    "replay",
    "show_policy",
    "verify",
    "verify_index",
]
