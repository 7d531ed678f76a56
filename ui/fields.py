"""The questions of a case as form fields, derived from the published schema, and a filled form as a case."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from assistant import case_schema
from ui.text import say

Pairs = list[tuple[str, str]]
RAW = "raw:"  # before a field's name: its value by the name of the case format, of which the field shows the words
NONE = "none:"  # before a field's name: the record says that there is none
MOST_ENTRIES = 40
REQUEST_ALWAYS = ("procedure", "region", "levels", "laterality", "date_of_service", "guidance", "program")


@dataclass(frozen=True)
class Field:
    """One question: `kind` is flag, choice, choices, number, text, texts, reason, day or entries."""

    name: str
    kind: str
    question: str
    choices: tuple[str, ...] = ()
    entry: tuple[Field, ...] = ()


@cache
def fields() -> dict[str, Field]:
    """Every field by its name: `request.region`, `facts.age_years`."""
    schema = case_schema()["$defs"]
    found = {}
    for part in ("Request", "Facts"):
        for name, shape in schema[part]["properties"].items():
            key = f"{part.lower()}.{name}"
            found[key] = _field(key, shape, schema, shape.get("description") or "")
    return found


def _field(name: str, shape: dict[str, Any], schema: dict[str, Any], question: str) -> Field:
    options = [one for one in shape.get("anyOf", [shape]) if one.get("type") != "null"]
    first = options[0]
    if any(one.get("const") is False for one in options):
        return Field(name, "reason", question)
    if first.get("type") == "boolean":
        return Field(name, "flag", question)
    if "enum" in first:
        return Field(name, "choice", question, tuple(first["enum"]))
    if first.get("type") == "array":
        items = first["items"]
        if "$ref" in items:
            inner = schema[items["$ref"].rsplit("/", 1)[-1]]["properties"]
            entry = tuple(_field(key, value, schema, "") for key, value in inner.items())
            return Field(name, "entries", question, entry=entry)
        return Field(name, "choices" if "enum" in items else "texts", question, tuple(items.get("enum", ())))
    if first.get("format") == "date":
        return Field(name, "day", question)
    return Field(name, "number" if "anyOf" in first else "text", question)


def in_words(value: str) -> str:
    """A value that is a name of the case format as words; other words as they are."""
    return value.replace("_", " ") if re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)+", value) else value


def resolved(pairs: Pairs) -> Pairs:
    """The pairs with names of the case format in place of their words, where nobody changed them."""
    raw = {name.removeprefix(RAW): value for name, value in pairs if name.startswith(RAW)}
    return [
        (name, raw[name] if name in raw and value == in_words(raw[name]) else value)
        for name, value in pairs
        if not name.startswith(RAW)
    ]


def field_of(fact: str) -> Field | None:
    """The field that settles a fact, as a determination names it: `guidance`, `prior_injections.agent`."""
    base = fact.removeprefix("request.").split(".")[0]
    return fields().get(f"request.{base}") or fields().get(f"facts.{base}")


def pairs_of(case: dict[str, Any]) -> Pairs:
    """A case as the pairs of a filled form."""
    found: Pairs = []
    for part in ("request", "facts"):
        for name, value in case.get(part, {}).items():
            if f"{part}.{name}" in fields():
                found += _pairs(f"{part}.{name}", value)
    return found


def _pairs(name: str, value: Any) -> Pairs:
    field = fields().get(name)
    if value is False and field is not None and field.kind == "reason":
        return [(f"{NONE}{name}", "on")]
    if value == [] and field is not None:
        return [(f"{NONE}{name}", "on")]
    if isinstance(value, bool):
        return [(name, "yes" if value else "no")]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [pair for at, entry in enumerate(value) for key, item in entry.items()
                for pair in _pairs(f"{name}.{at}.{key}", item)]  # fmt: skip
    if isinstance(value, list):
        whole = field is None or field.kind == "texts"
        return [(name, ", ".join(map(str, value)))] if whole else [(name, str(item)) for item in value]
    return [(name, str(value))]


def read_form(pairs: Pairs) -> tuple[dict[str, Any], dict[str, str]]:
    """A filled form as a case, and what is wrong by field. A blank stays out: not documented."""
    case: dict[str, Any] = {"request": {}, "facts": {}}
    wrong: dict[str, str] = {}
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if value.strip():
            given.setdefault(name, []).append(value.strip())
    for name, field in fields().items():
        part, key = name.split(".", 1)
        try:
            value = _value(field, given)
        except ValueError as error:
            wrong[name] = str(error)
            continue
        if value is not None:
            case[part][key] = value
    return case, wrong


def _value(field: Field, given: dict[str, list[str]]) -> Any:
    """The value of one field; None where it is blank. Raises ValueError with what is wrong, in words."""
    said, none = given.get(field.name, []), f"{NONE}{field.name}" in given
    if field.kind == "entries":
        return _entries(field, given, none=none)
    if none and said:
        raise ValueError(say("fields.contradiction"))
    if none:
        return False if field.kind == "reason" else []
    if not said:
        return None
    if field.kind == "choices":
        return said
    return _single(field, said[0])


def _single(field: Field, text: str) -> Any:
    if field.kind == "flag":
        return {"yes": True, "no": False}.get(text)
    if field.kind == "number":
        if not re.fullmatch(r"\d{1,6}(\.\d{1,4})?", text):
            raise ValueError(say("fields.number", value=text[:40]))
        return float(text) if "." in text else int(text)
    if field.kind == "day":
        return _day(text)
    if field.kind == "texts":
        return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
    return text


def _day(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            pass
    raise ValueError(say("fields.day", value=text[:40]))


def _entries(field: Field, given: dict[str, list[str]], *, none: bool) -> list[dict[str, Any]] | None:
    numbers = sorted({int(match[1]) for name in given
                      if (match := re.match(rf"{re.escape(field.name)}\.(\d{{1,3}})\.", name))})  # fmt: skip
    if numbers and none:
        raise ValueError(say("fields.contradiction"))
    found = []
    for number in numbers[:MOST_ENTRIES]:
        entry = {}
        for part in field.entry:
            said = given.get(f"{field.name}.{number}.{part.name}")
            if said:
                entry[part.name] = _single(part, said[0])
        if "modality" in {part.name for part in field.entry} and "modality" not in entry:
            raise ValueError(say("fields.modality"))
        found.append(entry)
    return found or ([] if none else None)


def as_text(case: dict[str, Any]) -> str:
    """A case as JSON text, the same bytes for equal cases."""
    return json.dumps(case, ensure_ascii=False, sort_keys=True)
