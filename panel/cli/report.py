"""`panel report`: make a report again from its saved JSON."""

from pathlib import Path
from typing import Annotated

import typer


def report(
    path: Annotated[Path, typer.Argument(help="A report's folder, or its comparison.json.")],
) -> None:
    """Rebuild a report from its JSON, without a call."""
    from rich.console import Console

    from panel.checks.check import check_comparison
    from panel.errors import InputError
    from panel.files import read_text, write_all_atomically
    from panel.reports.document import from_json
    from panel.reports.files import report_files
    from panel.reports.terminal import panel_text

    saved = path / "comparison.json" if path.is_dir() else path
    if saved.name != "comparison.json":
        raise InputError(f"{path} is no report: name its folder, or the comparison.json in it.")
    kept = from_json(read_text(saved, max_bytes=100_000_000), str(saved))
    # What code finds in the ballots is for today's code to say.
    comparison = kept.model_copy(update={"flags": check_comparison(kept)})
    write_all_atomically(saved.parent, report_files(comparison))
    Console().print(panel_text(comparison))
    typer.echo(f"Report: {saved.parent / 'index.html'}")
