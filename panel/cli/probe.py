"""`panel probe`: whether names, or sentences that talk to the judge, move the panel's votes."""

import json as writer
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from panel.cli.options import Budget, Json, Model, Samples, Tools

if TYPE_CHECKING:
    from rich.table import Table

    from panel.evaluation.probe import Effect, Probe
    from panel.intake.dossier import Dossier
    from panel.pipeline import Outcome
    from panel.plan import Panel
    from panel.workspace import Workspace

app = typer.Typer(help="What moves the panel's votes and should not.", no_args_is_help=True)


@app.command("blind")
def blind(
    tools: Tools, model: Model = None, samples: Samples = None, budget: Budget = None, json: Json = False
) -> None:
    """Ask about tools by another name: does a verdict depend on who made it?

    All personas review each tool as it is (from the ledger where it is there) and with the tool's and its
    vendor's name replaced. The difference is the name effect, with its 95 % interval.
    """
    from panel.cli.choosing import choose
    from panel.evaluation.variants import blinded
    from panel.workspace import find_workspace

    workspace = find_workspace()
    panel = choose(workspace, tools, model, samples)
    variants = {tool.slug: blinded(tool) for tool in panel.tools}
    _probe(workspace, panel, "blind", variants, budget, as_json=json)


@app.command("canary")
def canary(
    tools: Tools, model: Model = None, samples: Samples = None, budget: Budget = None, json: Json = False
) -> None:
    """Ask again without the sentences of a dossier that talk to the judge: did they move a verdict?

    All personas review each tool as it is (from the ledger where it is there) and without the sentences that
    the check `injection` finds. A dossier without any is not asked about.
    """
    from panel.checks.injection import dossier_signs
    from panel.cli.choosing import choose
    from panel.evaluation.variants import without_signs
    from panel.reports.terminal import plain
    from panel.workspace import find_workspace

    workspace = find_workspace()
    panel = choose(workspace, tools, model, samples)
    variants = {tool.slug: variant for tool in panel.tools if (variant := without_signs(tool))}
    for tool in panel.tools:
        if tool.slug not in variants:
            typer.echo(
                f"{tool.slug}: no sentence of its dossier talks to the judge; nothing to remove.", err=True
            )
        for place, sentence in dossier_signs(tool):
            typer.echo(f"{tool.slug}, {place}, removed: {plain(sentence)}", err=True)
    _probe(workspace, panel, "canary", variants, budget, as_json=json)


def _probe(
    workspace: "Workspace",
    panel: "Panel",
    probe: "Probe",
    variants: "Mapping[str, Dossier]",
    budget_usd: float | None,
    *,
    as_json: bool,
) -> None:
    """Hold the panel on the tools that have a variant and on these, and print what differs."""
    from dataclasses import replace

    from panel.cli.running import held
    from panel.errors import InputError
    from panel.plan import each_by_itself

    if taken := {each.slug for each in variants.values()} & {each.slug for each in panel.tools}:
        raise InputError(
            f"The variant of another tool would be called {', '.join(sorted(taken))}; probe them one by one."
        )
    if not variants:
        if as_json:
            typer.echo("[]")
        return
    asked = [tool for tool in panel.tools if tool.slug in variants]
    tools = sorted((*asked, *variants.values()), key=lambda tool: tool.slug)
    both = each_by_itself(replace(panel, tools=tuple(tools)))
    with held(workspace, both, f"probe {probe}", budget_usd) as outcome:
        _print(outcome, probe, [(tool, variants[tool.slug]) for tool in asked], as_json=as_json)


def _print(
    outcome: "Outcome", probe: "Probe", pairs: "Sequence[tuple[Dossier, Dossier]]", *, as_json: bool
) -> None:
    from rich.console import Console

    from panel.evaluation.probe import effects
    from panel.reports.terminal import plain

    comparison = outcome.comparison
    results = {result.tool: result for result in comparison.results}
    found = {
        tool.slug: effects(probe, results[tool.slug], results[variant.slug], comparison.personas)
        for tool, variant in pairs
    }
    if as_json:
        told = [
            {"tool": slug, "probe": probe, "effects": [asdict(each) for each in of_tool]}
            for slug, of_tool in found.items()
        ]
        typer.echo(writer.dumps(told, indent=2, ensure_ascii=False))
        return
    if not comparison.informative:
        typer.echo("These verdicts carry no information: the model is far too small to judge a tool.")
    for slug, of_tool in found.items():
        Console().print(_table(slug, probe, of_tool))
        for each in of_tool:
            typer.echo(plain(each.sentence))


def _table(slug: str, probe: "Probe", found: "Sequence[Effect]") -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for heading in (slug, "as it is", probe, "difference (95 %)"):
        table.add_column(heading)
    for each in found:
        counts = (
            f"{count.vote or 'split'} {count.ships} of {count.ballots}" if count.ballots else "no ballot"
            for count in (each.before, each.after)
        )
        table.add_row(
            each.persona, *counts, Text(_difference(each), style="bold" if each.beyond_chance else "")
        )
    return table


def _difference(effect: "Effect") -> str:
    if effect.difference is None or effect.interval is None:
        return "–"
    low, high = effect.interval
    return f"{effect.difference:+.2f} ({low:+.2f} to {high:+.2f})"
