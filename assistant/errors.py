"""Errors of the assistant.

AssistantError
└── InputRefusedError    what was handed in cannot be used; the message names it and the way out
"""


class AssistantError(Exception):
    """Base of all errors that the assistant raises for its callers."""


class InputRefusedError(AssistantError):
    """Something handed in (a case, a file, an option) was refused; nothing was written."""
