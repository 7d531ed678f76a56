"""`guideline …`: thin commands; each parses, makes one call into `assistant` and renders."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

import assistant
from assistant import AssistantError, InputRefusedError, Message, Turn, dumps
from ui.check_cli import check, replay
from ui.files import json_object, read_input
from ui.policy_cli import policy_app
from ui.render_documents import taken
from ui.shell import AsJson, Batch, Sources, each_text, say, settings
from ui.text import say as table_say

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Coverage guidelines: ask, search, check, serve.")
index_app = typer.Typer(no_args_is_help=True, help="Build and look at the index.")
app.add_typer(index_app, name="index")
app.add_typer(policy_app, name="policy")
app.command()(check)
app.command()(replay)


def opened(sources: list[Path] | None) -> assistant.Assistant:
    """The assistant; with sources named, their index is refreshed first."""
    if sources:
        assistant.build_index(settings(sources))
    return assistant.build(settings(sources))


def _documents(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        say(dumps(found))
        return
    for document in found["documents"]:
        line = f"{document['id']}  {document['edition'] or '-'}  {document['authority']}"
        followed = f"  superseded by {document['superseded_by']}" if document["superseded_by"] else ""
        say(f"{line}  {document['clauses']} clauses, {document['passages']} passages{followed}")
        for warning in document["warnings"]:
            say(f"  warning: {warning}")


@index_app.command("build")
def index_build(sources: Sources = None, as_json: AsJson = False) -> None:
    """Build or refresh the index; with nothing changed it does nothing."""
    _documents(assistant.build_index(settings(sources), _progress), as_json)


def _progress(line: str) -> None:
    typer.echo(line, err=True)


@index_app.command("add")
def index_add(
    file: Path,
    *,
    issuer: Annotated[str | None, typer.Option(help="Whose document it is.")] = None,
    authority: Annotated[str | None, typer.Option(help="Its rank: payer_policy, government_policy or article.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="In force from this day, YYYY-MM-DD.")] = None,
    sources: Sources = None,
    as_json: AsJson = False,
) -> None:
    """Add one document to the index; what it does not say of itself is set by the options."""
    given = {"issuer": issuer, "authority": authority, "in_force_from": since}
    facts = {key: value for key, value in given.items() if value}
    found = assistant.add_document(settings(sources), file, _progress, facts)
    _documents(found, as_json)
    entry = next((one for one in found["documents"] if one["file"] == file.name), None)
    if entry and not as_json:
        say(table_say("documents.taken", **taken(entry)))
        say(table_say("documents.correct_by_command", file=file))


@index_app.command("list")
def index_list(sources: Sources = None, as_json: AsJson = False) -> None:
    """List what is indexed."""
    _documents(opened(sources).documents(), as_json)


@index_app.command("remove")
def index_remove(document: str, as_json: AsJson = False) -> None:
    """Leave one document out of the index; its file stays."""
    _documents(assistant.remove_document(settings(), document, _progress), as_json)


@index_app.command("verify")
def index_verify(as_json: AsJson = False) -> None:
    """Read every indexed file again and compare it, and every clause, with what was indexed."""
    found = assistant.verify_index(settings())
    if as_json:
        say(dumps(found))
    for row in () if as_json else found["documents"]:
        notes = [*row["broken"], *([row["why"]] if row["why"] else [])]
        say(f"{row['state']:<8} {row['id']}  {row['clauses']} clauses" + "".join(f"; {note}" for note in notes))
    if not found["holds"]:
        raise typer.Exit(1)


@index_app.command("show")
def index_show(clause_id: str, sources: Sources = None, as_json: AsJson = False) -> None:
    """Print one clause with its offsets and its raw words, or the whole text of a document."""
    found = opened(sources).show(clause_id)
    say(dumps(found) if as_json else f"{found['id']} [{found['start']}:{found['end']}]\n{found['text']}")


@app.command()
def search(
    query: Annotated[str | None, typer.Argument()] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100)] = 10,
    batch: Batch = None,
    sources: Sources = None,
    as_json: AsJson = False,
) -> None:
    """Find passages, best first."""
    if (query is None) is (batch is None):
        raise typer.BadParameter("give a query or --batch FILE")
    library = opened(sources)
    if batch:
        _each(batch, lambda line: {"id": line.get("id")} | library.search(str(line.get("query", "")), k))
        return
    found = library.search(query or "", k)
    if as_json:
        say(dumps(found))
        return
    for passage in found["passages"]:
        say(f"{passage['rank']:>2}  {passage['clause']}  {passage['text']}")


@app.command()
def ask(  # noqa: PLR0917  each parameter is an option
    question: Annotated[str | None, typer.Argument()] = None,
    persona: Annotated[assistant.Persona, typer.Option()] = assistant.Persona.STAFF,
    payer: Annotated[str | None, typer.Option()] = None,
    state: Annotated[str | None, typer.Option()] = None,
    date: Annotated[str | None, typer.Option()] = None,
    history: Annotated[Path | None, typer.Option(help="Earlier turns as a JSON list.")] = None,
    batch: Batch = None,
    sources: Sources = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question, with citations, or say that the documents do not."""
    if (question is None) is (batch is None):
        raise typer.BadParameter("give a question or --batch FILE")
    base = {"persona": persona.value, "payer": payer, "state": state, "date": date}
    talker = opened(sources)
    if batch:
        _each(batch, lambda line: talker.reply(turn(base | line)).model_dump(mode="json"))
        return
    earlier = json_object(f'{{"history": {read_input(history)}}}', str(history)) if history else {}
    answer = talker.reply(turn(base | earlier | {"question": question}))
    say(dumps(answer.model_dump(mode="json")) if as_json else answer.text)


def turn(values: dict[str, Any]) -> Turn:
    """A turn from a line of a batch. Raises InputRefusedError for a wrong one."""
    try:
        earlier = tuple(Message(role=m["role"], content=m["content"]) for m in values.get("history") or ())
        known = {key: value for key, value in values.items() if key in Turn.model_fields and value is not None}
        return Turn(**known | {"history": earlier})
    except (ValueError, TypeError, KeyError):
        size = len(str(values.get("question", "")))
        if size > assistant.MAX_QUESTION:
            words = f"the question has {size} characters; at most {assistant.MAX_QUESTION} can be read: shorten it"
            raise InputRefusedError(words) from None
        raise InputRefusedError('a question is {"id", "question", "persona"?, "history"?}: this one is not') from None


@app.command()
def cost(
    plan: Annotated[Path, typer.Argument(help="A plan's numbers as JSON.")],
    contrast: Annotated[str | None, typer.Option(help="The charge of a contrast agent billed apart.")] = None,
    self_pay: Annotated[bool, typer.Option("--self-pay", help="The sheet of a good-faith estimate.")] = False,
    as_json: AsJson = False,
) -> None:
    """Work out what the patient pays, step by step, and what would change it."""
    if self_pay:
        sheet = assistant.self_pay(read_input(plan))
        say(dumps(sheet) if as_json else assistant.self_pay_text(sheet))
        return
    found = assistant.cost_of(read_input(plan), contrast)
    say(dumps(found) if as_json else assistant.cost_text(found))


@app.command()
def serve(
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 7860,
    sources: Sources = None,
) -> None:
    """Serve the pages and the JSON API."""
    from ui.server import run

    run(opened(sources), host, port)


def _each(path: Path, answer: Any) -> None:
    each_text(path, lambda text: answer(json_object(text, "a line of the batch")))


def main() -> None:
    """The entry point: a refused input is one line on standard error and exit status 1."""
    try:
        app()
    except AssistantError as error:
        typer.echo(f"guideline: {error}", err=True)
        raise SystemExit(1) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except Exception as error:  # noqa: BLE001  never a stack trace, which could hold patient text
        name = type(error).__name__
        typer.echo(f"guideline: a fault of the program ({name}); nothing was written. Report the command", err=True)
        raise SystemExit(1) from None
