"""Reading a case from JSON: strict, and each refusal is one line with key, value and what is allowed."""

from __future__ import annotations

import json
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import ValidationError

from checks.case import Case, Procedures, Request, SameDay, Therapy
from checks.errors import CaseError
from checks.facts import Facts


@cache
def case_model() -> type[Case]:
    """The case type with its facts (built once; facts import this module)."""
    return type("Case", (Case,), {"__annotations__": {"facts": Facts}, "__module__": __name__})


def case_schema() -> dict[str, Any]:
    """The JSON Schema of a case, generated from the types."""
    return case_model().model_json_schema()


def parse_case(text: str) -> Case:
    """Read one case from JSON text.

    Raises:
        CaseError: not JSON, a repeated or unknown key, a wrong type or an impossible date; one line.
    """
    try:
        value = json.loads(text, parse_float=Decimal, object_pairs_hook=_no_repeats)
    except json.JSONDecodeError as error:
        where = f" (line {error.lineno}, column {error.colno})"
        raise CaseError(f"the case is not valid JSON{where}: hand in one JSON object") from None
    except RecursionError:
        raise CaseError("the case is nested too deeply: hand in one JSON object") from None
    return read_case(value)


def read_case(value: object) -> Case:
    """Read one case from a parsed JSON object. Raises CaseError like `parse_case`."""
    if not isinstance(value, dict):
        raise CaseError('a case is a JSON object {"id", "request", "facts"}: this is something else')
    if "request" not in value:
        raise CaseError("the case has no 'request': say what is asked for, at least its procedure")
    try:
        return case_model().model_validate({"facts": {}} | value)
    except ValidationError as error:
        raise CaseError(_one_line(error)) from None


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise CaseError(f"the key {key!r} stands twice in one object: keep one")
        found[key] = value
    return found


def _known_keys(location: tuple[int | str, ...]) -> list[str]:
    if location and location[0] == "request":
        return list(Request.model_fields)
    if location and location[0] == "facts":
        entries = {*Therapy.model_fields, *Procedures.model_fields, *SameDay.model_fields}
        return list(Facts.model_fields) if len(location) <= 2 else sorted(entries)
    return list(Case.model_fields)


def _one_line(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    location = tuple(part for part in first["loc"] if not str(part).startswith(("literal", "constrained")))
    where = ".".join(str(part) for part in location) or "the case"
    if first["type"] == "extra_forbidden":
        near = get_close_matches(str(location[-1]), _known_keys(location), n=1, cutoff=0.6)
        hint = f"did you mean '{near[0]}'?" if near else "see `guideline check --schema` for the keys"
        return f"{where} is not a known key: {hint}"
    value = first.get("input")
    shown = f" is {value!r:.60}" if isinstance(value, str | int | float | Decimal | bool) else ""
    more = len(error.errors()) - 1
    message = first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{where}{shown}: {message}" + (f" (and {more} more)" if more else "")
