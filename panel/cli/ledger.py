"""`panel ledger`: take paid calls from one workspace to another."""

from pathlib import Path
from typing import Annotated

import typer

from panel.cli.options import Tools

_LARGEST_EXPORT = 2_000_000_000

app = typer.Typer(help="The ledger of paid calls: export and import them.", no_args_is_help=True)


@app.command("export")
def export(tools: Tools = []) -> None:  # noqa: B006 - typer reads it as "none given"
    """Write calls to standard output as JSON Lines: all of them, or those about the named tools."""
    from panel.intake.load import find_dossier
    from panel.records.exports import export_calls
    from panel.workspace import find_workspace

    workspace = find_workspace()
    for tool in tools:
        find_dossier(workspace.dossiers, tool)
    for line in export_calls(workspace.ledger, tools):
        typer.echo(line)


@app.command("import")
def import_(path: Annotated[Path, typer.Argument(help="A file that `panel ledger export` wrote.")]) -> None:
    """Add the calls of an export to the ledger: all or none; what is there already stays as it is."""
    from panel.files import read_text
    from panel.records.exports import import_calls
    from panel.records.lock import hold
    from panel.workspace import find_workspace

    workspace = find_workspace()
    with hold(workspace.ledger, "panel ledger import"):
        added = import_calls(
            workspace.ledger, read_text(path, max_bytes=_LARGEST_EXPORT).split("\n"), str(path)
        )
    typer.echo(f"{added} calls added to {workspace.ledger}.")
