"""`panel review`: review tools one by one, without a comparison."""

from typing import Annotated

import typer

from panel.cli.options import Budget, DryRun, Json, Model, Samples, Tools, UntilStable


def review(
    tools: Tools = [],  # noqa: B006 - typer reads it as "none given"
    every: Annotated[bool, typer.Option("--all", help="Review every tool of the workspace.")] = False,
    model: Model = None,
    samples: Samples = None,
    until_stable: UntilStable = False,
    budget: Budget = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Review tools one by one; a report for each."""
    from panel.cli.choosing import choose
    from panel.cli.running import Order, run, show_estimate
    from panel.errors import InputError
    from panel.intake.load import dossier_paths
    from panel.plan import each_by_itself, until_settled
    from panel.workspace import find_workspace

    if every and tools:
        raise InputError(f"Name tools or use --all, not both; {', '.join(tools)} would be reviewed anyway.")
    workspace = find_workspace()
    slugs = [path.stem for path in dossier_paths(workspace.dossiers)] if every else tools
    if not slugs:
        raise InputError("No tool was named; name one or more, or use --all.")
    panel = each_by_itself(choose(workspace, slugs, model, samples))
    if until_stable:
        panel = until_settled(panel, samples)
    if dry_run:
        show_estimate(workspace, panel, as_json=json)
    else:
        run(workspace, panel, Order(command="review", budget_usd=budget, as_json=json))
