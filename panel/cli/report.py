"""`panel report`: make a report again from its saved JSON."""

from pathlib import Path
from typing import Annotated

import typer


def report(
    path: Annotated[Path, typer.Argument(help="A report's folder, or its comparison.json.")],
) -> None:
    """Rebuild a report from its JSON, without a call."""
    from rich.console import Console

    from panel.files import read_text, write_all_atomically
    from panel.reports.document import from_json
    from panel.reports.files import report_files
    from panel.reports.terminal import panel_text

    saved = path / "comparison.json" if path.is_dir() else path
    comparison = from_json(read_text(saved, max_bytes=100_000_000), str(saved))
    write_all_atomically(saved.parent, report_files(comparison))
    Console().print(panel_text(comparison))
    typer.echo(f"Report: {saved.parent / 'index.html'}")
