"""Cases: read, decided by `checks`, and given the source's own words where it is indexed."""

from __future__ import annotations

import json
from typing import Any

from assistant.errors import InputRefusedError
from assistant.settings import Settings
from checks import CaseError, case_schema, evaluate, parse_case, procedure_of, read_case
from index import CorpusError, Library

__all__ = ["case_schema", "check_case", "check_note", "dumps"]


def dumps(value: object) -> str:
    """JSON on one line, the same bytes for equal values."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _library(settings: Settings) -> Library | None:
    try:
        return Library.open(settings.data)
    except CorpusError:
        return None


def _with_quotes(found: dict[str, Any], library: Library | None) -> dict[str, Any]:
    if library is None:
        return found
    for row in found["clauses"]:
        clause = library.clause(row["clause"])
        if clause:
            row["quote"] = clause.text
    return found


def check_case(settings: Settings, text: str, *, library: Library | None = None) -> dict[str, Any]:
    """Decide one case given as JSON text.

    Raises:
        InputRefusedError: the case cannot be read; one line with key, value and what is allowed.
    """
    try:
        case = parse_case(text)
        return _with_quotes(evaluate(case).as_json(), library or _library(settings))
    except CaseError as error:
        raise InputRefusedError(str(error)) from None


def check_note(settings: Settings, note: str, *, case_id: str | None = None) -> dict[str, Any]:
    """Decide on a note. So far only the requested procedure is read from it; all else is missing."""
    if not note.strip():
        raise InputRefusedError("the note is empty: hand in the words of the record")
    name = procedure_of(None, note)
    known = name is not None and name != note
    request = {"procedure_text": (name or "").replace("_", " ")} if known else {"procedure_text": "not recognised"}
    case = read_case({"request": request, "facts": {}} | ({"id": case_id} if case_id else {}))
    found = evaluate(case).as_json() | {"facts": []}
    return _with_quotes(found, _library(settings))
