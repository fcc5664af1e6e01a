"""`panel check`: what an editor should look at in a report's ballots."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panel.cli.options import Json

if TYPE_CHECKING:
    from panel.verdicts.comparison import Comparison, Flag


def check(
    report: Annotated[str, typer.Argument(help="A report: its folder, JSON file or name.")],
    json: Json = False,
) -> None:
    """Check a report's ballots against their dossiers.

    Code, not a model, verifies each claim's quotation and looks for what the dossier does not hold, claimed
    use, contradictions, copied text and more; docs/checks.md lists the rules. What blocks approval is marked.
    """
    from panel.checks.check import check_comparison
    from panel.files import read_text
    from panel.reports.document import from_json

    saved = _saved(report)
    comparison = from_json(read_text(saved, max_bytes=100_000_000), str(saved))
    flags = check_comparison(comparison)
    if json:
        import json as writer

        typer.echo(writer.dumps([flag.model_dump() for flag in flags], indent=2, ensure_ascii=False))
    else:
        _print(comparison, flags)


def _saved(report: str) -> Path:
    from panel.workspace import find_workspace

    path = Path(report)
    if not path.exists() and (named := find_workspace().outputs / report).is_dir():
        path = named
    return path / "comparison.json" if path.is_dir() else path


def _print(comparison: "Comparison", flags: "tuple[Flag, ...]") -> None:
    from collections import Counter

    from panel.checks.claims import check_claims, uncovered
    from panel.reports.terminal import plain

    for tool, result in zip(comparison.tools, comparison.results, strict=True):
        for persona, verdict in zip(comparison.personas, result.verdicts, strict=True):
            for ballot in verdict.ballots:
                typer.secho(
                    f"{tool.slug}, {persona.slug}, ballot {ballot.sample + 1}: {ballot.vote}", bold=True
                )
                states = Counter(each.state for each in check_claims(ballot.answer, tool))
                told = ", ".join(f"{count} {state}" for state, count in sorted(states.items())) or "none"
                typer.echo(f"  claims: {told}")
                for sentence in uncovered(ballot.answer):
                    typer.secho(f"  no claim: {plain(sentence.text)}", dim=True)
                about = (tool.slug, persona.slug, ballot.sample)
                for flag in flags:
                    if (flag.tool, flag.persona, flag.sample) == about:
                        colour = "red" if flag.severity == "blocks" else "yellow"
                        typer.secho(f"  {flag.severity:<7}", fg=colour, nl=False)
                        typer.echo(f"{flag.rule}, {flag.place}: {plain(flag.why)}")
                        typer.echo(f"         {plain(flag.where)}")
    for flag in flags:
        if not flag.persona:
            typer.secho(f"{flag.tool}, dossier", bold=True)
            typer.echo(f"  {flag.severity:<7}{flag.rule}, {flag.place}: {plain(flag.why)}")
            typer.echo(f"         {plain(flag.where)}")
    blocking = sum(flag.severity == "blocks" for flag in flags)
    typer.echo(f"{len(flags)} flags, of which {blocking} block approval.")
