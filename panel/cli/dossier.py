"""`panel dossier`: start, check and draft dossiers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from panel.workspace import Workspace

_MOST_SHOWN = 20

app = typer.Typer(help="Start, check and draft dossiers.", no_args_is_help=True)


@app.command("new")
def new(name: Annotated[str, typer.Argument(help="The tool's name, such as 'Mistral 3 Small'.")]) -> None:
    """Start a dossier: writes dossiers/<slug>.yaml for you to fill in."""
    from panel.intake.scaffold import new_dossier
    from panel.workspace import find_workspace

    slug, text = new_dossier(name)
    path = _write_new(find_workspace(), slug, text)
    typer.echo(f"Wrote {path}. Fill it in, then run: panel dossier check {slug}")


@app.command("check")
def check(
    dossiers: Annotated[
        list[str] | None,
        typer.Argument(help="Files, or slugs of the workspace. All of the workspace if none."),
    ] = None,
) -> None:
    """Check dossiers: lists every problem with its line, and hidden text that would be taken out."""
    from panel.errors import InputError
    from panel.intake.load import SUFFIX, dossier_paths, find_dossier, load_dossier
    from panel.workspace import find_workspace

    named = dossiers or [str(_from_here(path)) for path in dossier_paths(find_workspace().dossiers)]
    if not named:
        raise InputError("This workspace has no dossiers yet; `panel dossier new NAME` starts one.")
    problems: list[str] = []
    for each in named:
        try:
            is_file = each.endswith(SUFFIX) or Path(each).is_file()
            path = Path(each) if is_file else _from_here(find_dossier(find_workspace().dossiers, each))
            loaded = load_dossier(path)
        except InputError as error:
            problems.append(str(error))
            typer.echo(f"✗ {each}")
            continue
        typer.echo(f"✓ {each}")
        for removed in loaded.removed:
            typer.echo(f"  {path}:{removed.line}: {removed.field}: {removed.describe()}")
    if problems:
        bad = f"{len(problems)} of {len(named)} dossiers {'needs' if len(problems) == 1 else 'need'} fixing."
        raise InputError("\n".join([*problems, bad]))


@app.command("from-url")
def from_url(
    url: Annotated[str, typer.Argument(help="Address of one public page about the tool.")],
    name: Annotated[
        str | None, typer.Option(help="The tool's name; from the page's title if not given.")
    ] = None,
) -> None:
    """Draft a dossier from one web page, with exact quotations, for you to finish."""
    import asyncio
    from datetime import UTC, datetime

    from panel.intake.draft import draft_dossier
    from panel.intake.fetch import fetch_page
    from panel.workspace import find_workspace

    workspace = find_workspace()
    _refuse_bundled(workspace)
    page = asyncio.run(fetch_page(url))
    draft = draft_dossier(page, retrieved=datetime.now(UTC).date(), name=name)
    path = _write_new(workspace, draft.slug, draft.text)
    typer.echo(
        f"Wrote {path}. Compare its excerpts with {page.url} and finish it: panel dossier check {draft.slug}"
    )
    if draft.hidden:
        typer.echo(
            f"{len(draft.hidden)} things on that page are not seen by its readers, and are not quoted:"
        )
        for each in draft.hidden[:_MOST_SHOWN]:
            typer.echo(f"  {each}")
        if len(draft.hidden) > _MOST_SHOWN:
            typer.echo(f"  and {len(draft.hidden) - _MOST_SHOWN} more")


def _write_new(workspace: "Workspace", slug: str, text: str) -> Path:
    from panel.errors import InputError
    from panel.files import write_atomically
    from panel.intake.load import SUFFIX

    _refuse_bundled(workspace)
    path = workspace.dossiers / f"{slug}{SUFFIX}"
    if path.exists():
        raise InputError(
            f"{path} is there already and is not overwritten; edit it, or give the tool another name."
        )
    write_atomically(path, text)
    return _from_here(path)


def _refuse_bundled(workspace: "Workspace") -> None:
    from panel.errors import SetupError

    if workspace.bundled:
        raise SetupError("The bundled samples are only read; `panel init DIR` makes a workspace of your own.")


def _from_here(path: Path) -> Path:
    """Shorten a path below the current folder, as the user would type it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
