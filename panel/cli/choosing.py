"""Reads from the workspace what a panel is made of: tools, personas, prompts and the models that answer."""

import os
from collections.abc import Sequence

import typer

from panel.errors import InputError
from panel.intake.dossier import Dossier
from panel.intake.load import find_dossier, load_dossier
from panel.plan import Panel, Seat, seat
from panel.prompting.persona import Persona
from panel.prompting.personas import load_personas
from panel.prompting.templates import load_templates
from panel.workspace import Workspace


def choose(workspace: Workspace, tools: Sequence[str], model: str | None, samples: int | None) -> Panel:
    """Read everything a panel needs from the workspace; problems of all dossiers are listed together.

    Raises:
        InputError: a tool is unknown, or a dossier, persona or prompt file is wrong.
        SetupError: no model of that name.
    """
    dossiers: list[Dossier] = []
    problems: list[str] = []
    for slug in sorted(set(tools)):
        try:
            loaded = load_dossier(find_dossier(workspace.dossiers, slug))
        except InputError as error:
            problems.append(str(error))
            continue
        dossiers.append(loaded.dossier)
        if loaded.removed:
            typer.secho(
                f"{slug}: hidden characters were removed; `panel dossier check` shows them.",
                err=True,
                fg="yellow",
            )
    if problems:
        raise InputError("\n".join(problems))
    personas = load_personas(workspace.personas)
    return Panel(
        tools=tuple(dossiers),
        personas=personas,
        seats=seats(workspace, personas, model),
        templates=load_templates(workspace.prompts),
        samples=samples,
    )


def seats(workspace: Workspace, personas: Sequence[Persona], model: str | None) -> dict[str, Seat]:
    """Decide which model answers for whom, with the key of this environment if it has one.

    Raises:
        SetupError: panel.toml has no model of that name.
        InputError: panel.toml seats a persona that there is not.
    """
    has_key = bool(os.environ.get("MISTRAL_API_KEY"))
    return seat(personas, workspace.settings, model, has_key=has_key)
