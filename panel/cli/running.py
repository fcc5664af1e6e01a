"""What `compare`, `review` and `estimate` share: set up a panel, hold it, write its reports."""

import asyncio
import json
import os
import shlex
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer
from rich.console import Console

from panel.errors import ModelError
from panel.files import write_all_atomically
from panel.models.export import to_line
from panel.models.reply import Asked
from panel.models.request import Request
from panel.pipeline import Outcome, each_alone, hold
from panel.plan import HEAD_TO_HEAD, Panel, head_to_head_requests
from panel.records.ledger import open_ledger
from panel.records.lock import hold as hold_lock
from panel.records.runs import record_run
from panel.records.seen import Seen
from panel.reports.document import to_json
from panel.reports.files import report_files
from panel.reports.terminal import panel_text
from panel.workspace import Workspace

if TYPE_CHECKING:
    from panel.models.estimate import Estimate

INCOMPLETE = 6
INTERRUPTED = 130
TERMINATED = 143


@dataclass(frozen=True)
class Order:
    """What the user asked for besides the panel itself."""

    command: Literal["compare", "review"]
    budget_usd: float | None = None
    as_json: bool = False


def run(workspace: Workspace, panel: Panel, order: Order) -> None:
    """Hold the panel, write its reports and print what it came to.

    Raises:
        typer.Exit: 6 when the panel is incomplete, 130 or 143 when interrupted.
        PanelError: why the run had to stop; whatever was answered is in the ledger.
    """
    with held(workspace, panel, order.command, order.budget_usd) as outcome:
        written = _write(workspace, outcome, order)
        _print(outcome, order, written)


@contextmanager
def held(workspace: Workspace, panel: Panel, name: str, budget_usd: float | None) -> Generator[Outcome]:
    """Hold the panel as one run, and give what it came to; what it cost is printed at the end.

    Args:
        workspace: Where the ledger is.
        panel: What is asked.
        name: The command's name, for the records.
        budget_usd: Most USD that the run may spend.

    Raises:
        typer.Exit: 6 when the panel is incomplete, 130 or 143 when interrupted.
        PanelError: why the run had to stop; whatever was answered is in the ledger.
    """
    # `uv run` says where uv is; there, `panel` may not be on the PATH.
    command = shlex.join([*(["uv", "run"] if "UV" in os.environ else []), "panel", *sys.argv[1:]])
    models = sorted({place.model for place in panel.seats.values()})
    try:
        with record_run(workspace.ledger, name, panel.tools, models) as seen:
            likely: list[Estimate] = []
            outcome, missing = asyncio.run(_look_up(workspace, panel, seen))
            if missing:
                # What asks models is loaded only where one is asked.
                from panel.cli.asking import ask_models, estimates

                likely = estimates(panel, missing)
                # Only who pays must be alone: what the ledger has, any number may read.
                with hold_lock(workspace.ledger, command):
                    outcome = asyncio.run(ask_models(workspace, panel, budget_usd, seen, likely))
            if outcome.stopped and not outcome.exchanges:
                raise outcome.stopped
            yield outcome
            _print_cost(outcome, seen, likely)
            if outcome.stopped:
                raise outcome.stopped
    except (KeyboardInterrupt, asyncio.CancelledError) as end:
        typer.echo(f"Stopped; what was answered is in the ledger. To go on: {command}", err=True)
        raise typer.Exit(INTERRUPTED if isinstance(end, KeyboardInterrupt) else TERMINATED) from end
    if not outcome.comparison.is_complete:
        raise typer.Exit(INCOMPLETE)


def show_estimate(workspace: Workspace, panel: Panel, *, as_json: bool) -> None:
    """Print what holding this panel would take; what the ledger has costs nothing."""
    from panel.cli.asking import estimates, in_words

    _, missing = asyncio.run(_look_up(workspace, panel, Seen()))
    likely = estimates(panel, missing)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in likely], indent=2))
        return
    for each in likely:
        typer.echo(in_words(each))
    if not likely:
        typer.echo("Nothing to ask: every answer is in the ledger.")


async def _look_up(
    workspace: Workspace, panel: Panel, seen: Seen
) -> tuple[Outcome, list[tuple[str, Request]]]:
    """Hold the panel with what the ledger has; gives what that came to, and the requests that it lacks."""
    missing: list[tuple[str, Request]] = []
    async with open_ledger(workspace.ledger, seen) as ledger:

        async def look_up(model: str, request: Request) -> Asked:
            if (reply := await ledger.find(request.key)) is None:
                missing.append((model, request))
                raise ModelError("it is not in the ledger")
            return Asked(reply, paid_now=False)

        outcome = await hold(panel, look_up, lambda _: None)
    if panel.asks_head_to_head and outcome.comparison.head_to_head is None:
        # Not asked yet for want of verdicts; it will be, once there are some.
        model = panel.seats[HEAD_TO_HEAD].model
        questions = head_to_head_requests(panel, outcome.comparison.results)
        missing += [(model, request) for request in questions] if missing else []
    return outcome, missing


def _write(workspace: Workspace, outcome: Outcome, order: Order) -> list[Path]:
    """Write the reports and give their folders; a run that was stopped writes what is whole of a review."""
    written: list[Path] = []
    for each in each_alone(outcome) if order.command == "review" else [outcome]:
        if outcome.stopped and (order.command == "compare" or not each.comparison.is_complete):
            continue
        folder = workspace.outputs / each.comparison.slug
        ballots = "".join(f"{to_line(request, reply)}\n" for request, reply in each.exchanges)
        write_all_atomically(folder, {**report_files(each.comparison), "ballots.jsonl": ballots.encode()})
        written.append(folder)
    return written


def _print(outcome: Outcome, order: Order, written: list[Path]) -> None:
    if order.as_json:
        typer.echo(to_json(outcome.comparison))
    else:
        Console().print(panel_text(outcome.comparison))
    for folder in written:
        typer.echo(f"Report: {os.path.relpath(folder / 'index.html')}", err=order.as_json)


def _print_cost(outcome: Outcome, seen: Seen, likely: list["Estimate"]) -> None:
    """Say what this run paid, beside what was estimated, and what it had for nothing."""
    parts = [f"{len(seen.paid)} calls paid by this run, {_usd(seen.usd)}"]
    if seen.paid:
        told = ", ".join(f"{_usd(each.usd)} for {each.calls} calls to {each.model}" for each in likely)
        parts.append(f"estimated {told}")
    if reused := sum(request.key not in seen.paid for request, _ in outcome.exchanges):
        parts.append(f"{reused} answers from the ledger or a recording")
    typer.echo("; ".join(parts) + ".", err=True)


def _usd(usd: float | None) -> str:
    return "price unknown" if usd is None else f"${usd:.4f}"
