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
    policy_names,
    policy_with_words,
    show_policy,
    verify,
)
from assistant.conversation import Assistant, compose
from assistant.errors import AssistantError, InputRefusedError
from assistant.lay_out_case import laid_out
from assistant.open_source import aspects_of, opened
from assistant.read_document import compared, read_document, readable
from assistant.redact import redacted
from assistant.report import letter, live, paths_in_words, plain, record_words, report_html
from assistant.settings import Settings
from assistant.wiring import (
    add_document,
    build,
    build_index,
    keep_document,
    read_record,
    record_text,
    remove_document,
    verify_index,
)
from assistant.work_out_cost import changed, cost_of, cost_text, self_pay, self_pay_text
from checks import case_schema, question

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
    "aspects_of",
    "build",
    "build_index",
    "case_schema",
    "changed",
    "check_case",
    "check_note",
    "checklist_of",
    "compared",
    "compose",
    "cost_of",
    "cost_text",
    "coverage_of",
    "determination_text",
    "differences_between",
    "dumps",
    "keep_document",
    "laid_out",
    "letter",
    "lint",
    "live",
    "make_record",
    "opened",
    "outcome_in_words",
    "paths_in_words",
    "plain",
    "policy_names",
    "policy_with_words",
    "question",
    "read_document",
    "read_facts",
    "read_record",
    "readable",
    "record_text",
    "record_words",
    "redacted",
    "remove_document",
    "replay",
    "report_html",
    "self_pay",
    "self_pay_text",
    "show_policy",
    "verify",
    "verify_index",
]
