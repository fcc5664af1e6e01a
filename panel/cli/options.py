"""Arguments and options that several commands share, so that they read the same everywhere."""

from typing import Annotated

import typer


def _tools(typed: str) -> list[str]:
    """Complete a tool's slug from the workspace's dossiers."""
    from panel.intake.load import dossier_paths
    from panel.workspace import find_workspace

    return [path.stem for path in dossier_paths(find_workspace().dossiers) if path.stem.startswith(typed)]


def _personas(typed: str) -> list[str]:
    """Complete a persona's slug from the workspace's personas."""
    from panel.workspace import find_workspace

    return [path.stem for path in sorted(find_workspace().personas.glob(f"{typed}*.md"))]


Tools = Annotated[
    list[str], typer.Argument(help="Slugs of the tools: the names of their dossiers.", autocompletion=_tools)
]
Tool = Annotated[
    str, typer.Argument(help="Slug of the tool: the name of its dossier.", autocompletion=_tools)
]
PersonaSlug = Annotated[
    str, typer.Argument(metavar="PERSONA", help="Slug of the persona.", autocompletion=_personas)
]
Model = Annotated[
    str | None,
    typer.Option(
        help="Model for this run: embedded, recorded, mistral:<model id> or a name from panel.toml. "
        "Goes before the personas' own models.",
        show_default="as panel.toml says",
    ),
]
Samples = Annotated[
    int | None,
    typer.Option(min=1, max=25, help="Ballots per persona and tool.", show_default="3 hosted, 1 embedded"),
]
UntilStable = Annotated[
    bool,
    typer.Option(
        "--until-stable",
        help="Sample on until each verdict leads by three ballots, or --samples are cast (9 if not given).",
    ),
]
Budget = Annotated[
    float | None,
    typer.Option(
        min=0, help="Most USD this run may spend; it stops before that is passed and keeps what is done."
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print calls, tokens and USD, and ask nothing.")]
Json = Annotated[
    bool, typer.Option("--json", help="Print JSON on standard output, and everything else on standard error.")
]
