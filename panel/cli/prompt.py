"""`panel prompt`: exactly what would be sent."""

import typer

from panel.cli.options import Json, Model, PersonaSlug, Tool


def prompt(persona: PersonaSlug, tool: Tool, model: Model = None, json: Json = False) -> None:
    """Show exactly what a model would be sent.

    The messages for one persona on one tool, the answer schema, their hash, tokens and price.
    """
    import json as writer

    from panel.cli.choosing import choose
    from panel.models.estimate import estimate
    from panel.plan import ballot_requests
    from panel.prompting.personas import find_persona
    from panel.workspace import find_workspace

    workspace = find_workspace()
    panel = choose(workspace, [tool], model, samples=1)
    asked = find_persona(panel.personas, persona)
    request = next(each for each in ballot_requests(panel) if each.prompt.persona == asked.slug)
    cost = estimate(panel.seats[asked.slug].model, panel.seats[asked.slug].settings, [request])
    if json:
        typer.echo(
            writer.dumps(
                {
                    **request.body,
                    "prompt_hash": request.prompt.hash,
                    "key": request.key,
                    "prompt_tokens": cost.prompt_tokens,
                    "completion_tokens": cost.completion_tokens,
                    "usd": cost.usd,
                },
                indent=2,
                ensure_ascii=False,
            )
        )
        return
    for message in request.prompt.messages:
        typer.secho(f"── {message.role} " + "─" * 60, fg="cyan", err=False)
        typer.echo(message.content)
    typer.secho("── answer schema " + "─" * 53, fg="cyan")
    typer.echo(writer.dumps(request.schema, indent=2, ensure_ascii=False))
    typer.secho("─" * 70, fg="cyan")
    usd = "price unknown" if cost.usd is None else f"about ${cost.usd:.5f}"
    typer.echo(f"prompt hash  {request.prompt.hash}")
    typer.echo(f"ledger key   {request.key}")
    typer.echo(f"model        {request.model} ({panel.seats[asked.slug].model})")
    sampling = request.parameters
    typer.echo(f"sampling     temperature {sampling.temperature:g}, at most {sampling.max_tokens} tokens")
    typer.echo(f"tokens       about {cost.prompt_tokens:,} in, {cost.completion_tokens:,} out; {usd}")
