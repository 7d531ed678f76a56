"""Documents to a determination, a person's confirmation of what was read, and the record that can be replayed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assistant.assess_case import Decider, dumps, unsettled
from assistant.document import Document
from assistant.errors import InputRefusedError
from assistant.read_documents import Record
from assistant.settings import Settings
from assistant.words import plain

RECORD = 1
UNCONFIRMED = "as read from the note, not confirmed by a person"
PROPOSED = "proposed"
Json = dict[str, Any]


def decide_documents(
    decider: Decider, documents: Sequence[Document], on: str | None = None, *, case_id: str | None = None
) -> tuple[Json, Json]:
    """Read the documents of one case and decide on what they say: what a record keeps of them, and the determination.

    Raises:
        InputRefusedError: there is none, or all are empty.
    """
    record = _read(documents)
    case = unsettled(record.case(), record.conflicts()) | ({"id": case_id} if case_id else {})
    found = decider.case(dumps(case))
    told = [f"the record says {plain(name)} in two ways: it was left open" for name in record.conflicts()]
    told += [f"{name} is from long before the service: what changes was not taken from it" for name in record.outdated]
    told += [f"{one.name}, {warning}" for one in documents for warning in one.warnings]
    found["warnings"] = [*found["warnings"], *told, UNCONFIRMED]
    found |= {"facts": record.facts(), "conflicts": record.settle()}
    found |= {"documents": [one.as_json() for one in documents]}
    kept = [{"name": d.name, "text": d.text, "warnings": list(d.warnings)} for d in documents]
    return {"documents": kept, "on": on}, found | ({"dated": on} if on else {})


def propose(documents: Sequence[Document]) -> Json:
    """What the documents say, as a case to correct and hand in, beside the words for each fact. Raises as above."""
    record = _read(documents)
    case = record.case()
    return case | {
        "read": record.facts(),
        "conflicts": list(record.conflicts()),
        "settle": record.settle(),
        "documents": [one.as_json() for one in documents],
        PROPOSED: json.loads(dumps(case)),
    }


def decide_file(decider: Decider, text: str, by: str | None = None, on: str | None = None) -> tuple[Json, Json]:
    """Decide a case, or what was read from documents and corrected: what a record keeps, and the determination.

    With `by` the facts count as confirmed by that person, and each one that differs from what was read is named.

    Raises:
        InputRefusedError: the case cannot be read, or the file is damaged.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or PROPOSED not in value:
        found = decider.case(text)
        changed = []
    else:
        case = {key: value[key] for key in ("id", "request", "facts") if key in value}
        found = decider.case(dumps(unsettled(case, [str(name) for name in value.get("conflicts") or ()])))
        try:
            changed = _changes(value)
            found |= {"facts": _standing(value, changed), "documents": list(value["documents"])}
        except (KeyError, TypeError, AttributeError):
            raise InputRefusedError(
                "the facts file is damaged: write it again with --facts-only, then correct it"
            ) from None
        found["warnings"] = found["warnings"] if by else [*found["warnings"], UNCONFIRMED]
        if not by:
            found["changed"] = changed
    if by:
        found["confirmed"] = {"by": by, "on": on, "changed": changed}
    return {"case": json.loads(text), "by": by, "on": on}, found | ({"dated": on} if on else {})


def decide_line(decider: Decider, text: str) -> Json:
    """Decide one line of a batch: a case, or `{"id", "note"}`. Raises InputRefusedError as the others do."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or "note" not in value:
        return decide_file(decider, text)[1]
    if "request" in value or "facts" in value:
        raise InputRefusedError("'request' or 'facts' beside a note: hand in either a case or a note")
    if not isinstance(value["note"], str):
        raise InputRefusedError("'note' is not text: hand in the words of the record")
    return decide_documents(decider, [Document("note", value["note"])], case_id=value.get("id"))[1]


def make_record(handed_in: Json | str, found: Json) -> Json:
    """A record: what was handed in (a case as JSON text, or what was decided on here), and the determination."""
    kept = {"case": json.loads(handed_in)} if isinstance(handed_in, str) else handed_in
    return {"record": RECORD} | kept | {"determination": found}


def replay(settings: Settings, text: str) -> Json:
    """Decide a recorded case again: `same` where every byte agrees, else each field that changed, was and now.

    Raises:
        InputRefusedError: not a record, or its case cannot be read any more.
    """
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or record.get("record") != RECORD or "determination" not in record:
        raise InputRefusedError("this is no record: hand in a file that `guideline check --record` wrote")
    was = record["determination"]
    now = json.loads(dumps(_again(Decider(settings), record)))
    changed = [
        {"field": field, "was": was.get(field), "now": now.get(field)}
        for field in dict.fromkeys([*was, *now])
        if was.get(field) != now.get(field)
    ]
    return {"same": dumps(was) == dumps(now), "changed": changed, "determination": now}


def _again(decider: Decider, record: Json) -> Json:
    """The determination on what a record holds."""
    try:
        if "documents" in record:
            texts = [Document(d["name"], d["text"], tuple(d["warnings"])) for d in record["documents"]]
            return decide_documents(decider, texts, record.get("on"))[1]
    except (KeyError, TypeError, AttributeError):
        raise InputRefusedError("this record is damaged: make it again with `guideline check --record`") from None
    return decide_file(decider, dumps(record.get("case")), record.get("by"), record.get("on"))[1]


def _read(documents: Sequence[Document]) -> Record:
    written = [one for one in documents if one.text.strip()]
    if not written:
        raise InputRefusedError("the note is empty: hand in the words of the record")
    return Record(written)


def _changes(value: Json) -> list[Json]:
    """Each fact that a person changed, added (`was` null) or took away (`now` null), with the words that were read."""
    changed = []
    for part in ("request", "facts"):
        was, now = value[PROPOSED].get(part) or {}, value.get(part) or {}
        changed += [
            {"fact": name, "was": was.get(name), "now": now.get(name), "said": _said(value, name)}
            for name in dict.fromkeys([*was, *now])
            if was.get(name) != now.get(name)
        ]
    return changed


def _said(value: Json, name: str) -> list[Json]:
    keys = ("document", "quote", "start", "end")
    return [{key: fact.get(key) for key in keys} for fact in value["read"] if fact.get("name") == name]


def _standing(value: Json, changed: list[Json]) -> list[Json]:
    """The facts as read that the person let stand, with their words."""
    names = {change["fact"] for change in changed}
    return [fact for fact in value["read"] if fact["name"] not in names]
