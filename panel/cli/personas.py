"""`panel personas`: who is on the panel."""

import typer

from panel.cli.options import Json


def personas(json: Json = False) -> None:
    """List the reviewers and what each looks for."""
    from panel.cli.choosing import seats
    from panel.prompting.personas import load_personas
    from panel.workspace import find_workspace

    workspace = find_workspace()
    found = load_personas(workspace.personas)
    places = seats(workspace, found, None)
    if json:
        import json as writer

        typer.echo(
            writer.dumps([each.model_dump(mode="json") for each in found], indent=2, ensure_ascii=False)
        )
        return
    for persona in found:
        typer.secho(f"{persona.order}. {persona.name}", bold=True, nl=False)
        typer.echo(f"  ({persona.slug}, answered by {places[persona.slug].model}, weight {persona.weight:g})")
        typer.echo(f"   {persona.question}")
        typer.echo(f"   reads    {', '.join(persona.reads)}")
        typer.echo(f"   finds    {', '.join(finding.label for finding in persona.findings)}")
        typer.echo(f"   ships    {'; '.join(persona.ships_when)}")
        typer.echo(f"   skips    {'; '.join(persona.skips_when)}\n")
