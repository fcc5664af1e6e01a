"""`panel compare`: review tools and say which one to ship with."""

from panel.cli.options import Budget, DryRun, Json, Model, Samples, Tools, UntilStable


def compare(
    tools: Tools,
    model: Model = None,
    samples: Samples = None,
    until_stable: UntilStable = False,
    budget: Budget = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Review tools and say which one to ship with.

    All personas review both tools, the head-to-head is asked both ways round, and a report is written. More
    than two tools make a table of all, without a head-to-head. Unchanged tools are not asked about again:
    their answers are in the ledger.
    """
    from panel.cli.choosing import choose
    from panel.cli.running import Order, run, show_estimate
    from panel.errors import InputError
    from panel.plan import until_settled
    from panel.workspace import find_workspace

    if len(set(tools)) < 2:  # noqa: PLR2004
        raise InputError(
            f"A comparison needs two different tools; for {tools[0]!r} alone use `panel review {tools[0]}`."
        )
    workspace = find_workspace()
    panel = choose(workspace, tools, model, samples)
    if until_stable:
        panel = until_settled(panel, samples)
    if dry_run:
        show_estimate(workspace, panel, as_json=json)
    else:
        run(workspace, panel, Order(command="compare", budget_usd=budget, as_json=json))
