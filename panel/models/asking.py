"""Paid once: the ledger is asked before a model is, and written before anyone else sees the reply."""

import asyncio
from weakref import WeakValueDictionary

from panel.models.budget import Budget
from panel.models.endpoint import Endpoint
from panel.models.ledger import Ledger
from panel.models.reply import Asked, Reply
from panel.models.request import Request


class Asker:
    """Asks for one run; two that ask the same at once share one call.

    Args:
        ledger: Where replies are kept.
        budget: What the run may spend.
    """

    def __init__(self, ledger: Ledger, budget: Budget) -> None:
        self._ledger = ledger
        self._budget = budget
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def ask(self, request: Request, endpoint: Endpoint) -> Asked:
        """Give the reply to a request: the ledger's, or else the endpoint's once the ledger has it.

        A reply that has arrived is kept even if the task is cancelled meanwhile. The one exception is a stale
        recording: kept under this request's key it would pass for an answer to it.

        Raises:
            BudgetReached: the call could pass the budget.
            ModelError: the call failed for good.
            RunStopped: so would every other call.
            SetupError: something is missing, or the ledger cannot be written.
            InputError: a recording is malformed.
        """
        turn = self._turns.setdefault(request.key, asyncio.Lock())
        async with turn:
            if kept := await self._ledger.find(request.key):
                return Asked(kept, paid_now=False)
            if endpoint.settings.provider == "recorded":
                reply = await endpoint.complete(request)
                if not reply.stale:
                    await self._keep(request, reply)
                return Asked(reply, paid_now=False)
            return Asked(await self._pay(request, endpoint), paid_now=True)

    async def _pay(self, request: Request, endpoint: Endpoint) -> Reply:
        reserved = await self._budget.reserve(request, endpoint.name, endpoint.settings)
        paid: float | None = 0.0
        try:
            async with endpoint.slot():
                reply = await endpoint.complete(request)
                paid = reply.usd
                await self._keep(request, reply)
        finally:
            self._budget.settle(reserved, paid)
        return reply

    async def _keep(self, request: Request, reply: Reply) -> None:
        commit = asyncio.ensure_future(self._ledger.commit(request, reply))
        try:
            await asyncio.shield(commit)
        except asyncio.CancelledError:
            # Waited for, so that the loop is not closed over it.
            await commit
            raise
