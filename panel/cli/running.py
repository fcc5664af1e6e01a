"""What `compare`, `review` and `estimate` share: set up a panel, hold it, write its reports."""

import asyncio
import json
import os
import shlex
import signal
import sys
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass

import typer
from rich.console import Console

from panel.cli.progress import Watch, watching
from panel.errors import ModelError, PanelError
from panel.files import write_all_atomically
from panel.models.asking import Asked, Asker
from panel.models.budget import Budget
from panel.models.endpoint import open_endpoint
from panel.models.estimate import Estimate, estimate
from panel.models.export import to_line
from panel.models.ledger import Ledger
from panel.models.request import Request
from panel.pipeline import Outcome, each_alone, hold
from panel.plan import Panel
from panel.records.ledger import open_ledger
from panel.records.lock import hold as hold_lock
from panel.records.runs import record_run
from panel.records.seen import Seen
from panel.reports.document import to_json
from panel.reports.files import report_files
from panel.reports.terminal import panel_text
from panel.workspace import Workspace

INCOMPLETE = 6
INTERRUPTED = 130
TERMINATED = 143


@dataclass(frozen=True)
class Order:
    """What the user asked for besides the panel itself."""

    command: str
    budget_usd: float | None = None
    as_json: bool = False


def run(workspace: Workspace, panel: Panel, order: Order) -> None:
    """Hold the panel, write its reports and print what it came to.

    Raises:
        typer.Exit: 6 when the panel is incomplete, 130 or 143 when interrupted.
        PanelError: why the run had to stop; whatever was answered is in the ledger.
    """
    command = shlex.join(["panel", *sys.argv[1:]])
    models = sorted({place.model for place in panel.seats.values()})
    with hold_lock(workspace.ledger, command):
        try:
            with record_run(workspace.ledger, order.command, panel.tools, models) as seen:
                with watching(panel) as watch:
                    outcome, likely = asyncio.run(_sit(workspace, panel, order, watch, seen))
                _write(workspace, outcome, order)
                _print(outcome, order)
                _print_cost(outcome, watch, likely)
                if outcome.stopped:
                    raise outcome.stopped
        except (KeyboardInterrupt, asyncio.CancelledError) as end:
            typer.echo(f"Stopped; what was answered is in the ledger. To go on: {command}", err=True)
            raise typer.Exit(INTERRUPTED if isinstance(end, KeyboardInterrupt) else TERMINATED) from end
    if not outcome.comparison.is_complete:
        raise typer.Exit(INCOMPLETE)


def show_estimate(workspace: Workspace, panel: Panel, *, as_json: bool) -> None:
    """Print what holding this panel would take; what the ledger has costs nothing."""

    async def look() -> list[Estimate]:
        async with open_ledger(workspace.ledger) as ledger:
            _, missing = await _from_ledger(panel, ledger)
            return _estimates(panel, missing)

    likely = asyncio.run(look())
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in likely], indent=2))
        return
    for each in likely:
        typer.echo(_in_words(each))
    if not likely:
        typer.echo("Nothing to ask: every answer is in the ledger.")


async def _sit(
    workspace: Workspace, panel: Panel, order: Order, watch: Watch, seen: Seen
) -> tuple[Outcome, list[Estimate]]:
    """Take from the ledger what is there, and ask the models for the rest."""
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    async with AsyncExitStack() as stack:
        ledger = await stack.enter_async_context(open_ledger(workspace.ledger, seen))
        outcome, missing = await _from_ledger(panel, ledger)
        if not missing:
            return outcome, []
        likely = _estimates(panel, missing)
        watch.note(f"Asking: {'; '.join(map(_in_words, likely))}.")
        endpoints = {
            place.model: await stack.enter_async_context(
                open_endpoint(place.model, place.settings, workspace.root, watch.note)
            )
            for place in panel.seats.values()
        }
        asker = Asker(ledger, Budget(order.budget_usd))

        async def ask(model: str, request: Request) -> Asked:
            asked = await asker.ask(request, endpoints[model])
            watch.pay(asked)
            return asked

        return await hold(panel, ask, watch.answer), likely


async def _from_ledger(panel: Panel, ledger: Ledger) -> tuple[Outcome, list[tuple[str, Request]]]:
    """Hold the panel with what the ledger has; gives what that came to, and the requests that it lacks."""
    missing: list[tuple[str, Request]] = []

    async def look_up(model: str, request: Request) -> Asked:
        if (reply := await ledger.find(request.key)) is None:
            missing.append((model, request))
            raise ModelError("it is not in the ledger")
        return Asked(reply, paid_now=False)

    return await hold(panel, look_up, lambda _: None), missing


def _estimates(panel: Panel, missing: list[tuple[str, Request]]) -> list[Estimate]:
    settings = {place.model: place.settings for place in panel.seats.values()}
    by_model: dict[str, list[Request]] = {}
    for model, request in missing:
        by_model.setdefault(model, []).append(request)
    return [estimate(model, settings[model], requests) for model, requests in by_model.items()]


def _in_words(likely: Estimate) -> str:
    price = (
        "price unknown" if likely.usd is None else f"about ${likely.usd:.4f}, at most ${likely.most_usd:.4f}"
    )
    return (
        f"{likely.calls} calls to {likely.model}, about {likely.prompt_tokens:,} tokens in and "
        f"{likely.completion_tokens:,} out, {price}"
    )


def _write(workspace: Workspace, outcome: Outcome, order: Order) -> None:
    """Write the reports; of a run that was stopped, only those of a review's tools that are whole."""
    reports = each_alone(outcome) if order.command == "review" else [outcome]
    for each in reports:
        if outcome.stopped and (order.command == "compare" or not each.comparison.is_complete):
            continue
        folder = workspace.outputs / each.comparison.slug
        ballots = "".join(f"{to_line(request, reply)}\n" for request, reply in each.exchanges)
        write_all_atomically(folder, {**report_files(each.comparison), "ballots.jsonl": ballots.encode()})
        typer.echo(f"Report: {os.path.relpath(folder / 'index.html')}", err=order.as_json)


def _print(outcome: Outcome, order: Order) -> None:
    if order.as_json:
        typer.echo(to_json(outcome.comparison))
    else:
        Console().print(panel_text(outcome.comparison))


def _print_cost(outcome: Outcome, watch: Watch, likely: list[Estimate]) -> None:
    """Say what this run paid, beside what was estimated, and what was had from the ledger."""
    reused = len(outcome.exchanges) - watch.paid
    parts = [f"{watch.paid} calls paid by this run, ${watch.usd:.4f}"]
    if any(each.usd for each in likely):
        parts.append(f"estimated ${sum(each.usd or 0 for each in likely):.4f}")
    if reused > 0:
        parts.append(f"{reused} answers from the ledger or a recording")
    typer.echo("; ".join(parts) + ".", err=True)
