"""Redaction of exports: who the patient is goes; clinical durations, scores, levels and days of service stay."""

from __future__ import annotations

import re
from typing import Any

NAME = r"[A-Z][\w'’-]+(?:,? [A-Z][\w'’.-]*){0,3}"
BORN = r"(?i:\b(?:dob|date of birth|birth ?date|born(?: on)?)\b)[:\s]*[\w/.,-]+(?: \d{1,2},? \d{4})?"
NUMBERED = (
    r"(?i:\b(?:mrn|medical record(?: (?:number|no\.?|#))?|member(?: (?:id|number|no\.?))?|policy (?:number|no\.?)|"
    r"subscriber(?: id)?|account(?: number)?|ssn|chart(?: (?:number|no\.?))?)\b)\s*[:#]*\s*[A-Z0-9-]*\d[A-Z0-9-]*"
)
ADDRESS = (
    r"\b\d{1,5} (?:[A-Z][\w'.]+ ){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Ln|Lane|Blvd|Way|Ct|Court|Pl)\b\.?"
    r"(?:,? (?:Apt|Unit|Suite) \w+)?(?:,? [A-Z][\w ]+,? [A-Z]{2} \d{5}(?:-\d{4})?)?"
)
PATTERNS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(BORN), "[birth]"),
    (re.compile(NUMBERED), "[number]"),
    (re.compile(r"\b\d{3}-\d{2}-\d{4}\b"), "[number]"),
    (re.compile(r"(?<![\d-])(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b"), "[phone]"),
    (re.compile(ADDRESS), "[address]"),
    (re.compile(rf"(?:(?i:\b(?:patient(?: name)?|name|pt name|re)):\s*){NAME}"), "[name]"),
    (re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? {NAME}"), "[name]"),
)


def redacted(value: Any) -> Any:
    """A value of plain JSON with every text in it redacted; numbers, dates and keys stay."""
    if isinstance(value, dict):
        return {key: redacted(item) for key, item in value.items()}
    if isinstance(value, list):
        return [redacted(item) for item in value]
    if not isinstance(value, str):
        return value
    for pattern, instead in PATTERNS:
        value = pattern.sub(instead, value)
    return value
