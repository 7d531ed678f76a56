"""`guideline policy …`: the tools for the author of a policy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import assistant
from assistant import Settings, dumps
from ui.files import read_input

policy_app = typer.Typer(no_args_is_help=True, help="Look at the criteria and prove them against the indexed text.")
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
CASES = Path("tests/policies")


def _read(paths: list[Path]) -> list[tuple[str, str]]:
    return [(path.name, read_input(path)) for path in paths]


@policy_app.command("lint")
def policy_lint(files: Annotated[list[Path] | None, typer.Argument()] = None, as_json: AsJson = False) -> None:
    """Read policy files strictly; without files those that are built in."""
    found = assistant.lint(_read(files or []))
    lines = [*found["faults"], f"{len(found['policies'])} good, {len(found['faults'])} with faults"]
    typer.echo(dumps(found) if as_json else "\n".join(lines))
    if found["faults"]:
        raise typer.Exit(1)


@policy_app.command("verify")
def policy_verify(as_json: AsJson = False) -> None:
    """Prove that each clause still has the words that were encoded."""
    found = assistant.verify(Settings())
    if as_json:
        typer.echo(dumps(found))
    for row in [] if as_json else found["policies"]:
        typer.echo(f"{row['policy']:<12}{row['holds']:>4} hold, {len(row['moved'])} moved", nl=False)
        typer.echo(f", {len(row['not_indexed'])} not indexed")
        for clause in row["moved"]:
            typer.echo(f"  moved: {clause}")
    if any(row["moved"] for row in found["policies"]):
        raise typer.Exit(1)


@policy_app.command("show")
def policy_show(policy: str, as_json: AsJson = False) -> None:
    """Print a policy as a table: step, clause, what it asks, and how."""
    found = assistant.show_policy(policy)
    if as_json:
        typer.echo(dumps(found))
        return
    typer.echo(f"{found['policy']}  {found['title']}, edition {found['edition']}")
    step = ""
    for row in found["rows"]:
        if row["step"] != step:
            step = row["step"]
            typer.echo(f"\n{step}")
        typer.echo(f"  {row['clause']}  {row['label']}")
        for line in row["terms"]:
            typer.echo(f"      {line}")
    for part in found["excluded"]:
        typer.echo(f"\nexcluded: {part['clause']}  {part['label']}")
    for part in found["review"]:
        typer.echo(f"for a person: {part['clause']}  {part['why']}")


@policy_app.command("checklist")
def policy_checklist(
    policy: str,
    step: Annotated[str | None, typer.Option(help="A step as `policy show` names it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print what to document for a policy, of one step if named."""
    found = assistant.checklist_of(policy, step)
    if as_json:
        typer.echo(dumps(found))
        return
    for row in found["rows"]:
        typer.echo(f"[ ] {row['label']}  ({row['clause']}; {', '.join(row['facts'])})")


@policy_app.command("coverage")
def policy_coverage(
    policies: Annotated[list[str] | None, typer.Argument()] = None,
    cases: Annotated[Path, typer.Option(help="The folder with the files of cases.")] = CASES,
    as_json: AsJson = False,
) -> None:
    """Show which criteria the policy's own cases do not show met, not met and unknown."""
    found = assistant.coverage_of(policies or [], _read(sorted(cases.glob("*.cases.yaml"))))
    if as_json:
        typer.echo(dumps(found))
        return
    for row in found["policies"]:
        typer.echo(
            f"{row['policy']}: {row['cases']} cases, {row['criteria']} criteria, {len(row['lacking'])} lack a value"
        )
        for leaf in row["lacking"]:
            typer.echo(f"  {leaf['clause']}  {leaf['terms']}: never {', '.join(leaf['lacking'])}")


@policy_app.command("diff")
def policy_diff(old: Path, new: Path, as_json: AsJson = False) -> None:
    """Compare two editions of a policy clause by clause."""
    found = assistant.differences_between(_read([old])[0], _read([new])[0])
    if as_json:
        typer.echo(dumps(found))
        return
    for change in found["changes"]:
        typer.echo(f"{change['change']}: {change['clause']}")
        for mark, rows in (("-", change["before"]), ("+", change["after"])):
            for row in rows or []:
                typer.echo(f"  {mark} {row['label']}: {'; '.join(row['terms'])}")
