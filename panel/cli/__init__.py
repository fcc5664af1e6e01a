"""The command line: one file per command, each of which parses, calls and prints.

Heavy imports stay inside the commands, so that `panel --help` is there at once.

Exit codes: 0 done; 1 a defect of Panel; 2 the command was typed wrongly; 3 fix your set-up; 4 fix a file;
5 a model or its provider failed; 6 done, but the panel is incomplete; 7 the budget is reached; 8 another run
is at work here; 130 and 143 interrupted. What was finished is kept in every case.
"""

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from panel import __version__
from panel.cli import (
    check,
    compare,
    doctor,
    dossier,
    estimate,
    init,
    ledger,
    personas,
    probe,
    prompt,
    report,
    review,
)
from panel.errors import PanelError

app = typer.Typer(
    name="panel",
    help="Four reviewer personas read what is known about a tool; a report says which one to ship with.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("compare")(compare.compare)
app.command("review")(review.review)
app.command("report")(report.report)
app.command("check")(check.check)
app.command("estimate")(estimate.estimate)
app.command("personas")(personas.personas)
app.command("prompt")(prompt.prompt)
app.add_typer(dossier.app, name="dossier")
app.add_typer(ledger.app, name="ledger")
app.add_typer(probe.app, name="probe")
app.command("init")(init.init)
app.command("doctor")(doctor.doctor)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"panel {__version__}")
        raise typer.Exit


@app.callback()
def root(
    workspace: Annotated[
        Path | None,
        typer.Option(
            envvar="PANEL_WORKSPACE",
            help="Folder with panel.toml; else the current folder and its parents, else the bundled samples.",
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Four reviewer personas read what is known about a tool; a report says which one to ship with."""
    del version
    if workspace is not None:
        # find_workspace and any process that a command starts look for it there.
        os.environ["PANEL_WORKSPACE"] = str(workspace)


def main() -> None:
    """Run the command line; what can be expected ends in one sentence and its exit code."""
    # Collecting garbage while modules load takes a tenth of a short command's time; what waits for models
    # turns it on again.
    gc.disable()
    try:
        app()
    except PanelError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
