"""Many waiters, few trips: what waits while the thread is at work goes together on its next turn."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Well below SQLite's limit of 32,766 values in one statement, and small enough not to hold up the next turn.
_MOST = 500


class Gathering(Generic[Item, Result]):
    """Hands items to a function that takes many at once, and each result to the one who waits for it.

    Args:
        work: Called in the executor with the items gathered; gives one result each, in their order.
        executor: Where it runs.
    """

    def __init__(self, work: Callable[[Sequence[Item]], Sequence[Result]], executor: Executor) -> None:
        self._work = work
        self._executor = executor
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._turns: asyncio.Task[None] | None = None

    async def hand_in(self, item: Item) -> Result:
        """Give the item's result; the item is worked on even if the one who waits is cancelled.

        Raises:
            Exception: what `work` raised, to everyone whose item was in that turn.
        """
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.append((item, waiting))
        if self._turns is None:
            self._turns = asyncio.create_task(self._take_turns())
        return await waiting

    async def settle(self) -> None:
        """Return when nothing waits any more."""
        while self._turns is not None:
            await asyncio.shield(self._turns)

    async def _take_turns(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                turn, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                try:
                    results = await loop.run_in_executor(
                        self._executor, self._work, [item for item, _ in turn]
                    )
                except Exception as error:  # noqa: BLE001 it belongs to those who wait
                    for _, waiting in turn:
                        if not waiting.done():
                            waiting.set_exception(error)
                else:
                    for (_, waiting), result in zip(turn, results, strict=True):
                        if not waiting.done():
                            waiting.set_result(result)
        finally:
            self._turns = None
