"""What a report of a determination says: title, blocks of text, lists and tables; each line from a fact or a clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from assistant.assess_case import outcome_said
from assistant.document import kind_in_words
from assistant.words import fact_in_words, plain, value_in_words
from checks import question

Json = dict[str, Any]
VERDICTS = {"not_met": "✗ not met", "unknown": "? unknown", "met": "✓ met"}
NOTICE = "Criteria against a record. Not a decision on coverage; people decide."
NAME = re.compile(r"(?<![\w/])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?:\.[a-z_]+)?(?![\w/])")
STATED = re.compile(rf"({NAME.pattern}) is (yes|no|\d+(?:\.\d+)?)\b(?: (?:of 10|%|days|weeks|months))?")
ASKED = ("procedure", "procedure_text", "laterality", "levels", "region", "date_of_service", "codes", "guidance",
         "agent", "purpose", "technique", "payer", "program", "state")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of a report: lines, or a table of rows under heads. A cell's words are those of `Cell`."""

    title: str
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a table: `strong` first, coloured by `verdict`, then `words`, `small` below."""

    words: tuple[str, ...] = ()
    strong: str = ""
    small: str = ""
    verdict: str = ""


def title(found: Json) -> str:
    """The guideline and its edition."""
    return f"Determination: {found['guideline'] or 'no guideline'}, edition {found['policy_edition'] or 'none'}"


def outcome(found: Json) -> str:
    """The outcome in a sentence, and how many requirements are open or not met."""
    said = outcome_said(found)
    count = {verdict: sum(row["verdict"] == verdict for row in found["clauses"]) for verdict in VERDICTS}
    if not found["clauses"]:
        return said
    return f"{said} {count['met']} met, {count['not_met']} not met, {count['unknown']} open."


def parts(found: Json) -> list[Part]:
    """The parts of a report, in order; those without content are left out."""
    said = (
        Part("What was asked, and under what", tuple(_about(found))),
        Part("Requirement by requirement", heads=("Requirement", "The record's words", "The guideline's words"),
             rows=tuple(_row(row, found) for row in live(found))),
        Part("To ask", tuple(dict.fromkeys(question(name) for name in found["missing"]))),
        Part("Documents to add", tuple(documents_to_add(found))),
        Part("Ways that would meet it", tuple(paths_in_words(found))),
        Part("Said in two ways", heads=("Fact", "The record's words"), rows=tuple(_two_ways(found))),
        Part("Changed by the person who confirmed", heads=("Fact", "As read", "As confirmed", "The record's words"),
             rows=tuple(_changes(found))),
        Part("For a person to weigh", tuple(said_plainly(words) for words in found["review"])),
        Part("Notes", tuple(said_plainly(words) for words in found["warnings"])),
    )  # fmt: skip
    return [part for part in said if part.lines or part.rows]


def asked(found: Json) -> list[str]:
    """The request, one line a detail."""
    request = _request(found)
    return [fact_in_words(name, request[name]) for name in ASKED if request.get(name)]


def asked_in_a_line(found: Json) -> str:
    """What is asked for, as the subject of a letter."""
    request = _request(found)
    named = [value_in_words(request[name]) for name in ("procedure", "procedure_text", "laterality") if name in request]
    if request.get("levels"):
        named.append(" and ".join(request["levels"]))
    if request.get("date_of_service"):
        named.append(f"on {request['date_of_service']}")
    if request.get("codes"):
        named.append(f"codes {', '.join(request['codes'])}")
    return ", ".join(named)


def _request(found: Json) -> Json:
    """The request as handed in; of a determination without it what was read for it."""
    request: Json | None = found.get("request")
    return request if request is not None else {fact["name"]: fact["value"] for fact in found.get("facts") or []}


def documents_to_add(found: Json) -> list[str]:
    """Each kind of document that would hold what is missing, with the questions that it would answer."""
    return [
        f"{one['document']}: {' '.join(dict.fromkeys(question(name) for name in one['facts']))}"
        for one in found.get("documents_to_add") or []
    ]


def documents(found: Json) -> list[str]:
    """The documents that were read: name, kind, day."""
    return [
        ", ".join([one["document"], *([kind_in_words(one["kind"])] if one["kind"] else []), one["date"] or "undated"])
        for one in found.get("documents") or []
    ]


def said_plainly(words: str) -> str:
    """Words in which the names of facts are words; clause ids stay."""
    words = STATED.sub(lambda match: fact_in_words(match[1].replace(".", " "), _stated(match[2])), words)
    return NAME.sub(lambda match: plain(match[0].replace("_0_10", "").replace(".", ": ")), words)


def _stated(value: str) -> Any:
    return value if value in {"yes", "no"} else float(value) if "." in value else int(value)


def paths_in_words(found: Json) -> list[str]:
    """Each way to a determination that meets, as the facts to document and what they have to show."""
    return [
        "; and ".join(f"{said_plainly(need['fact'])}: {said_plainly(need['needs'])}" for need in way)
        for way in found["paths"]
    ]


def live(found: Json) -> list[Json]:
    """The rows that apply: what fails first, then what is open."""
    return [row for verdict in VERDICTS for row in found["clauses"] if row["verdict"] == verdict]


def record_words(row: Json, found: Json) -> list[str]:
    """The record's words for the facts that a clause reads; none where the case was handed in as facts."""
    return list(dict.fromkeys(fact["quote"].strip() for fact in _facts(row, found)))


def record_quotes(row: Json, found: Json) -> list[str]:
    """The same as quotations, with their document where there are several."""
    return list(dict.fromkeys(_quote(fact, found) for fact in _facts(row, found)))


def _facts(row: Json, found: Json) -> list[Json]:
    names = {name.removeprefix("request.") for name in row["facts"]}
    return [fact for fact in found.get("facts") or [] if fact["name"].removeprefix("request.") in names]


def _quote(fact: Json, found: Json) -> str:
    several = fact.get("document") and len(found.get("documents") or []) > 1
    words = re.sub(r"\s+", " ", fact["quote"]).strip()
    return f"“{words}”" + (f" ({fact['document']})" if several else "")


def _about(found: Json) -> list[str]:
    confirmed = found.get("confirmed")
    lines = [*asked(found), f"judged as: {said_plainly(found['applies'])}"]
    lines += [f"document: {words}" for words in documents(found)]
    if confirmed:
        on = f" on {confirmed['on']}" if confirmed["on"] else ""
        lines.append(f"facts confirmed by {confirmed['by']}{on}, {len(confirmed['changed'])} changed")
    if found.get("dated"):
        lines.append(f"date of this report: {found['dated']}")
    return [*lines, f"digest: {found['digest']}"]


def _row(row: Json, found: Json) -> tuple[Cell, ...]:
    said = (row["label"], f"Why: {said_plainly(row['because'])}")
    quotes = tuple(record_quotes(row, found))
    guideline = (f"“{row['quote']}”",) if row.get("quote") else ()
    return (
        Cell(said, VERDICTS[row["verdict"]], row["clause"], row["verdict"]),
        Cell(quotes, small="" if quotes else "no words of the record"),
        Cell(guideline, small="" if guideline else "not indexed"),
    )


def _two_ways(found: Json) -> list[tuple[Cell, ...]]:
    return [
        (Cell((said_plainly(one["name"]),)), Cell(tuple(_quote(fact, found) for fact in one["said"])))
        for one in found.get("conflicts") or []
    ]


def _changes(found: Json) -> list[tuple[Cell, ...]]:
    changed = (found.get("confirmed") or {}).get("changed") or []
    return [
        (
            Cell((said_plainly(one["fact"]),)),
            *(Cell(("not recorded" if one[key] is None else value_in_words(one[key]),)) for key in ("was", "now")),
            Cell(tuple(dict.fromkeys(_quote(fact, found) for fact in one["said"]))),
        )
        for one in changed
    ]
