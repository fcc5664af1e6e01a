"""The endpoint that asks a model now: hosted, or the engine on this machine."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import TYPE_CHECKING

from panel.errors import ModelError
from panel.models.limits import Limits
from panel.models.reply import Reply
from panel.models.request import Request
from panel.settings import ModelSettings

if TYPE_CHECKING:
    from panel.models.client import Client


class LiveEndpoint:
    """Asks one model, at its pace.

    Args:
        name: What panel.toml calls the model.
        settings: Its settings.
        notice: Told what is being waited for, in a line each.
    """

    def __init__(self, name: str, settings: ModelSettings, notice: Callable[[str], None]) -> None:
        self.name = name
        self.settings = settings
        self._notice = notice
        self._limits = Limits(settings.concurrency, settings.requests_per_minute, settings.tokens_per_minute)
        self._unreachable = asyncio.Event()
        self._opening = asyncio.Lock()
        self._client: Client | None = None
        self._open = AsyncExitStack()

    async def complete(self, request: Request) -> Reply:
        """Answer one request.

        The deadline counts from when the request has its place among the calls at once and its turn in the
        model's pace, so that a long queue fails nobody; waits between attempts count.

        Raises:
            ModelError: this call failed for good.
            RunStopped: so would every other call.
            SetupError: the key, the `embedded` extra or its weights are missing.
        """
        # The SDK and tenacity take a second to import: a run that is served by the ledger never gets here.
        from panel.models.faults import LATER, no_answer  # noqa: PLC0415
        from panel.models.retry import complete_with_retries  # noqa: PLC0415

        client = await self._opened()
        try:
            return await complete_with_retries(
                client.send, request, self.settings, self._limits, self._notice, self._unreachable
            )
        except TimeoutError:
            pass
        raise ModelError(
            no_answer(
                self.name,
                request,
                f"it took longer than {self.settings.deadline_seconds:g} s",
                f'raise `deadline_seconds` of [models."{self.name}"] in panel.toml, or {LATER}',
            )
        )

    def slot(self) -> AbstractAsyncContextManager[None]:
        """Give one of the places for calls at once, in the order in which they are asked for."""
        return self._limits.slot()

    async def close(self) -> None:
        """Close the connections and stop the engine, if either was needed."""
        await self._open.aclose()

    async def _opened(self) -> "Client":
        async with self._opening:
            if self._client is None:
                self._client = await self._start()
            return self._client

    async def _start(self) -> "Client":
        from panel.models.client import Client  # noqa: PLC0415

        if self.settings.provider == "embedded":
            from panel.models.embedded import LlamaNames, running_engine  # noqa: PLC0415

            self._notice("Starting the embedded model.")
            address = await self._open.enter_async_context(running_engine(self.settings.id))
            client = Client(self.name, self.settings, address=address, transport=LlamaNames())
        else:
            client = Client(self.name, self.settings)
        self._open.push_async_callback(client.close)
        return client
