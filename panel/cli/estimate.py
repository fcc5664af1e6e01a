"""`panel estimate`: what a comparison would cost."""

from panel.cli.options import Json, Model, Samples, Tools, UntilStable


def estimate(
    tools: Tools,
    model: Model = None,
    samples: Samples = None,
    until_stable: UntilStable = False,
    json: Json = False,
) -> None:
    """Say what a comparison would cost.

    Calls, tokens and USD for each model; answers that are in the ledger cost nothing.
    """
    from panel.cli.choosing import choose
    from panel.cli.running import show_estimate
    from panel.plan import until_settled
    from panel.workspace import find_workspace

    workspace = find_workspace()
    panel = choose(workspace, tools, model, samples)
    if until_stable:
        panel = until_settled(panel, samples)
    show_estimate(workspace, panel, as_json=json)
