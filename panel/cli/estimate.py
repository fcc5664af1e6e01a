"""`panel estimate`: what a comparison would cost."""

from panel.cli.options import Json, Model, Samples, Tools


def estimate(tools: Tools, model: Model = None, samples: Samples = None, json: Json = False) -> None:
    """Say what a comparison would cost.

    Calls, tokens and USD for each model; answers that are in the ledger cost nothing.
    """
    from panel.cli.choosing import choose
    from panel.cli.running import show_estimate
    from panel.workspace import find_workspace

    workspace = find_workspace()
    show_estimate(workspace, choose(workspace, tools, model, samples), as_json=json)
