"""`panel personas`: who is on the panel."""

import typer

from panel.cli.options import Json


def personas(json: Json = False) -> None:
    """List the reviewers and what each looks for."""
    import os

    from panel.plan import seat
    from panel.prompting.personas import load_personas
    from panel.workspace import find_workspace

    workspace = find_workspace()
    found = load_personas(workspace.personas)
    seats = seat(found, workspace.settings, None, has_key=bool(os.environ.get("MISTRAL_API_KEY")))
    if json:
        import json as writer

        typer.echo(
            writer.dumps([each.model_dump(mode="json") for each in found], indent=2, ensure_ascii=False)
        )
        return
    for persona in found:
        typer.secho(f"{persona.order}. {persona.name}", bold=True, nl=False)
        typer.echo(f"  ({persona.slug}, answered by {seats[persona.slug].model}, weight {persona.weight:g})")
        typer.echo(f"   {persona.question}")
        typer.echo(f"   reads    {', '.join(persona.reads)}")
        typer.echo(f"   finds    {', '.join(finding.label for finding in persona.findings)}")
        typer.echo(f"   ships    {'; '.join(persona.ships_when)}")
        typer.echo(f"   skips    {'; '.join(persona.skips_when)}\n")
