"""`panel init`: a workspace of one's own."""

from pathlib import Path
from typing import Annotated

import typer


def init(folder: Annotated[Path, typer.Argument(help="Folder to make it in; need not exist.")]) -> None:
    """Make a workspace of your own.

    It gets the four personas, the prompts, the sample dossiers and a panel.toml.
    """
    from panel.workspace import init_workspace

    workspace = init_workspace(folder)
    typer.echo(f"{workspace.root} is a workspace now; try: cd {folder} && panel compare uv poetry")
