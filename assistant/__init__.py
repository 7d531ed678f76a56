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
    outcome_in_words,
    read_facts,
    unsettled,
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
from assistant.conversation import Assistant
from assistant.document import Document
from assistant.errors import AssistantError, InputRefusedError
from assistant.keep_record import decide_documents, decide_file, decide_line, make_record, propose, replay
from assistant.lay_out_case import laid_out
from assistant.letter import letter
from assistant.open_source import aspects_of, opened
from assistant.read_document import compared, read_document, readable
from assistant.read_note import Clauses, read_clauses
from assistant.redact import redacted, redacted_documents
from assistant.report import live, paths_in_words, record_words
from assistant.report_html import report_html
from assistant.report_pdf import report_pdf
from assistant.second_reader import Clause, Target, marks_of, packed, plainly
from assistant.settings import Settings
from assistant.voices import compose, grade
from assistant.wiring import (
    add_document,
    build,
    build_index,
    drop_document,
    keep_document,
    kept_documents,
    read_record,
    record_document,
    record_text,
    remove_document,
    verify_index,
)
from assistant.words import fact_in_words, plain, value_in_words
from assistant.work_out_cost import changed, cost_of, cost_text, self_pay, self_pay_text
from checks import case_schema, question

__all__ = [
    "MAX_QUESTION",
    "Answer",
    "Assistant",
    "AssistantError",
    "Citation",
    "Clause",
    "ClauseView",
    "Clauses",
    "Decider",
    "Document",
    "Frame",
    "InputRefusedError",
    "Message",
    "Persona",
    "Route",
    "Settings",
    "Statement",
    "Target",
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
    "decide_documents",
    "decide_file",
    "decide_line",
    "determination_text",
    "differences_between",
    "drop_document",
    "dumps",
    "fact_in_words",
    "grade",
    "keep_document",
    "kept_documents",
    "laid_out",
    "letter",
    "lint",
    "live",
    "make_record",
    "marks_of",
    "opened",
    "outcome_in_words",
    "packed",
    "paths_in_words",
    "plain",
    "plainly",
    "policy_names",
    "policy_with_words",
    "propose",
    "question",
    "read_clauses",
    "read_document",
    "read_facts",
    "read_record",
    "readable",
    "record_document",
    "record_text",
    "record_words",
    "redacted",
    "redacted_documents",
    "remove_document",
    "replay",
    "report_html",
    "report_pdf",
    "self_pay",
    "self_pay_text",
    "show_policy",
    "unsettled",
    "value_in_words",
    "verify",
    "verify_index",
]
