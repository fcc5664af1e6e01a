"""Asks the models for what the ledger lacks, and says beforehand what that is likely to cost."""

import asyncio
import gc
import signal
from collections.abc import Sequence
from contextlib import AsyncExitStack

from panel.cli.progress import watching
from panel.models.asking import Asker
from panel.models.budget import Budget
from panel.models.endpoint import open_endpoint
from panel.models.estimate import Estimate, estimate
from panel.models.reply import Asked
from panel.models.request import Request
from panel.pipeline import Outcome, hold
from panel.plan import Panel
from panel.records.ledger import open_ledger
from panel.records.seen import Seen
from panel.workspace import Workspace


async def ask_models(
    workspace: Workspace, panel: Panel, budget_usd: float | None, seen: Seen, likely: Sequence[Estimate]
) -> Outcome:
    """Hold the panel, asking the models for what the ledger lacks; shows progress where someone watches.

    Raises:
        asyncio.CancelledError: SIGTERM came, or Ctrl-C; what was answered is in the ledger.
    """
    gc.enable()
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    async with AsyncExitStack() as stack:
        watch = stack.enter_context(watching(panel))
        watch.note(f"Asking: {'; '.join(map(in_words, likely))}.")
        ledger = await stack.enter_async_context(open_ledger(workspace.ledger, seen))
        endpoints = {
            model: await stack.enter_async_context(open_endpoint(model, settings, workspace.root, watch.note))
            for model, settings in {place.model: place.settings for place in panel.seats.values()}.items()
        }
        asker = Asker(ledger, Budget(budget_usd))

        async def ask(model: str, request: Request) -> Asked:
            asked = await asker.ask(request, endpoints[model])
            watch.pay(asked)
            return asked

        return await hold(panel, ask, watch.answer)


def estimates(panel: Panel, missing: Sequence[tuple[str, Request]]) -> list[Estimate]:
    """Estimate what the requests that the ledger lacks would cost, one estimate a model."""
    settings = {place.model: place.settings for place in panel.seats.values()}
    by_model: dict[str, list[Request]] = {}
    for model, request in missing:
        by_model.setdefault(model, []).append(request)
    return [estimate(model, settings[model], requests) for model, requests in by_model.items()]


def in_words(likely: Estimate) -> str:
    """Say an estimate in one line."""
    price = (
        "price unknown" if likely.usd is None else f"about ${likely.usd:.4f}, at most ${likely.most_usd:.4f}"
    )
    return (
        f"{likely.calls} calls to {likely.model}, about {likely.prompt_tokens:,} tokens in and "
        f"{likely.completion_tokens:,} out, {price}"
    )
