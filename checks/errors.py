"""Errors of checks.

ChecksError
├── PolicyError   a policy file is badly written: the author's to mend (file, line, what is allowed)
└── CaseError     a case cannot be read: key, value, what is allowed

A criterion that is not met, a fact that is missing and a request that no policy covers are results, never errors.
"""


class ChecksError(Exception):
    """Base of all errors of this package."""


class PolicyError(ChecksError):
    """A policy file breaks the policy format."""


class CaseError(ChecksError):
    """A case breaks the case format; the message is one line."""
