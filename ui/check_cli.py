"""`guideline check` and `replay`: a case, or the documents of one, to a determination that can be filed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

import assistant
from assistant import dumps
from ui.files import read_input, write_new
from ui.shell import AsJson, Batch, Sources, each_text, say, settings

Found = dict[str, Any]


def check(  # noqa: PLR0917  each parameter is an option
    case: Annotated[Path | None, typer.Argument(help="A case, or a corrected facts file, as JSON.")] = None,
    note: Annotated[
        list[Path] | None, typer.Option(help="A document: text, PDF, DOCX, PNG, JPEG, TIFF; repeatable for one case.")
    ] = None,
    batch: Batch = None,
    facts_only: Annotated[bool, typer.Option("--facts-only", help="With --note: print what was read.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a case.")] = False,
    redact: Annotated[
        bool, typer.Option("--redact", help="Leave out who the patient is, in all that goes out.")
    ] = False,
    by: Annotated[str | None, typer.Option(help="Who confirms the facts: name or initials.")] = None,
    on: Annotated[str | None, typer.Option(help="The day to put on record and report, as 2024-05-20.")] = None,
    record: Annotated[Path | None, typer.Option(help="Write what was handed in and decided to a new file.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write a report to file: a new .html or .pdf file.")] = None,
    letter: Annotated[Path | None, typer.Option(help="Write the draft of a letter, a new Markdown file.")] = None,
    sources: Sources = None,
    as_json: AsJson = False,
) -> None:
    """Decide a case under the guideline that covers it, clause by clause."""
    if sum((case is not None, bool(note), batch is not None, schema)) != 1:
        raise typer.BadParameter("give one of CASE.json, --note, --batch, --schema")
    if by and not case:
        raise typer.BadParameter(
            "--by confirms a case or a facts file: read the note with --facts-only, then hand it in"
        )
    if schema:
        say(dumps(assistant.case_schema()))
        return
    documents = [assistant.read_record(path) for path in note or ()]
    if redact:
        documents = assistant.redacted_documents(documents)
    if facts_only and note:
        say(dumps(assistant.propose(documents)))
        return
    decider = assistant.Decider(settings(sources))
    if batch:
        each_text(batch, lambda line: assistant.decide_line(decider, _clean(line) if redact else line))
        return
    if case:
        text = _clean(read_input(case)) if redact else read_input(case)
        handed, found = assistant.decide_file(decider, text, by, _day(on))
    else:
        handed, found = assistant.decide_documents(decider, documents, _day(on))
    _write(handed, found, record, report, letter)
    say(dumps(found) if as_json else assistant.determination_text(found))


def replay(record: Path, sources: Sources = None, as_json: AsJson = False) -> None:
    """Decide a recorded case again, and say whether every byte is the same or what changed."""
    found = assistant.replay(settings(sources), read_input(record))
    if as_json:
        say(dumps(found))
    elif found["same"]:
        say(f"the same, byte for byte: {found['determination']['outcome']}")
    else:
        for change in found["changed"]:
            say(f"{change['field']}: was {dumps(change['was'])}, now {dumps(change['now'])}")
    if not found["same"]:
        raise typer.Exit(1)


def _clean(text: str) -> str:
    """A line or a file of JSON without who the patient is; what is no JSON object stays, to be refused as it is."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return dumps(assistant.redacted(value)) if isinstance(value, dict) else text


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        raise typer.BadParameter("--on is a day such as 2024-05-20") from None


def _write(handed: Found, found: Found, record: Path | None, report: Path | None, letter: Path | None) -> None:
    """Write the files that were asked for; each is made before the first is written."""
    files: list[tuple[Path, str | bytes]] = []
    if record:
        files.append((record, dumps(assistant.make_record(handed, found))))
    if report:
        pdf = report.suffix.lower() == ".pdf"
        files.append((report, assistant.report_pdf(found) if pdf else assistant.report_html(found)))
    if letter:
        files.append((letter, assistant.letter(found)))
    for path, content in files:
        write_new(path, content)
