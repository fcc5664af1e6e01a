"""`panel doctor`: what is set up and what is missing, one line each."""

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from panel.errors import PanelError, SetupError

if TYPE_CHECKING:
    from panel.settings import ModelSettings
    from panel.workspace import Workspace

_ENOUGH_DISK = 200 * 1024 * 1024
"""Bytes: a thousand replies with their prompts take about 20 MB, reports little more."""


def doctor() -> None:
    """Say what is set up and what is missing.

    Asks no model; exits with 3 if something needed is missing.
    """
    from panel.workspace import find_workspace

    workspace = find_workspace()
    failed = False
    for name, check in _checks(workspace):
        try:
            line = check()
        except PanelError as error:
            failed = True
            problems = str(error).splitlines()
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            typer.secho("fix ", fg="red", nl=False)
            typer.echo(f"{name:<11} {problems[0]}{more}")
        else:
            typer.secho("ok  ", fg="green", nl=False)
            typer.echo(f"{name:<11} {line}")
    if failed:
        raise typer.Exit(SetupError.exit_code)


def _checks(workspace: "Workspace") -> Iterator[tuple[str, Callable[[], str]]]:
    yield (
        "workspace",
        lambda: f"{workspace.root}{' (bundled samples, read-only)' if workspace.bundled else ''}",
    )
    yield "dossiers", lambda: _dossiers(workspace)
    yield "personas", lambda: _personas(workspace)
    yield "prompts", lambda: _prompts(workspace)
    yield "models", lambda: _models(workspace)
    yield "ledger", lambda: _ledger(workspace)
    yield "outputs", lambda: _writable(workspace.outputs)


def _dossiers(workspace: "Workspace") -> str:
    from panel.intake.load import dossier_paths, load_dossier

    paths = dossier_paths(workspace.dossiers)
    problems: list[str] = []
    for path in paths:
        try:
            load_dossier(path)
        except PanelError as error:
            problems += str(error).splitlines()
    if problems:
        raise SetupError("\n".join(problems))
    return f"{len(paths)} tools, all valid"


def _personas(workspace: "Workspace") -> str:
    from panel.prompting.personas import load_personas

    return ", ".join(each.slug for each in load_personas(workspace.personas))


def _prompts(workspace: "Workspace") -> str:
    from panel.prompting.templates import load_templates

    load_templates(workspace.prompts)
    return f"{workspace.prompts} is complete"


def _models(workspace: "Workspace") -> str:
    """Say who is answered by which model, and that each of these models can be asked."""
    from panel.cli.choosing import seats
    from panel.prompting.personas import load_personas

    personas = load_personas(workspace.personas)
    places = seats(workspace, personas, None)
    models = {place.model: place.settings for place in places.values()}
    ready = "; ".join(f"{name} ({_ready(name, settings, workspace)})" for name, settings in models.items())
    if len(models) == 1:
        return f"everyone is answered by {ready}"
    return f"{', '.join(f'{slug}: {place.model}' for slug, place in places.items())}; {ready}"


def _ready(name: str, settings: "ModelSettings", workspace: "Workspace") -> str:
    """Say that a model can be asked.

    Raises:
        SetupError: what is missing.
    """
    from panel.models.embedded import HOW_TO_INSTALL, weights

    if settings.provider == "embedded":
        if importlib.util.find_spec("xllamacpp") is None:
            raise SetupError(f"{name} is not installed: {HOW_TO_INSTALL}.")
        size = weights().stat().st_size / 1e6
        return f"{size:.0f} MB of weights; its verdicts mean nothing, a MISTRAL_API_KEY brings others"
    if settings.provider == "recorded":
        found = len(list((workspace.root / (settings.recording or "")).glob("*.jsonl")))
        if not found:
            raise SetupError(f"{name} has no recordings in {settings.recording}; choose another model.")
        return f"{found} files of recorded answers"
    if settings.server_url is None and not os.environ.get(settings.key_env):
        raise SetupError(f"{name} needs a key: `export {settings.key_env}=…`, or choose another model.")
    return f"{settings.key_env} is set" if os.environ.get(settings.key_env) else "without a key"


def _ledger(workspace: "Workspace") -> str:
    _writable(workspace.data)
    if not workspace.ledger.exists():
        return f"{workspace.ledger} will be made by the first run"
    from panel.records.exports import count_calls

    calls, usd = count_calls(workspace.ledger)
    return f"{calls} paid calls, ${usd:.4f}, in {workspace.ledger}"


def _writable(folder: Path) -> str:
    """Say that a folder can be written to, or will be made where it can."""
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    if not os.access(nearest, os.W_OK):
        raise SetupError(
            f"{folder} cannot be written to; change its permissions or choose another workspace."
        )
    if (free := shutil.disk_usage(nearest).free) < _ENOUGH_DISK:
        raise SetupError(
            f"Only {free / 1e6:.0f} MB are free for {folder}; make room before a run pays for calls."
        )
    return f"{folder} can be written to"
