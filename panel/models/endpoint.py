"""A place that answers requests: hosted, embedded or recorded, behind one protocol.

Opening one costs nothing: the SDK, the key and the engine are only looked at with the first request, so that
a run whose every answer is in the ledger never meets them.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

from panel.models.live import LiveEndpoint
from panel.models.recorded import RecordedEndpoint
from panel.models.reply import Reply
from panel.models.request import Request
from panel.settings import ModelSettings


class Endpoint(Protocol):
    """What answers requests."""

    @property
    def name(self) -> str:
        """What panel.toml calls it."""
        ...

    @property
    def settings(self) -> ModelSettings:
        """What panel.toml says of it."""
        ...

    def slot(self) -> AbstractAsyncContextManager[None]:
        """Give one of the places for calls at once.

        Held from before a call until its reply is kept: a kill then loses at most as many replies as there
        are places, and not also those that wait for the disk.
        """
        ...

    async def complete(self, request: Request) -> Reply:
        """Answer one request, in a slot that the caller holds, within the pace, attempts and deadline.

        Raises:
            ModelError: this call failed for good.
            RunStopped: so would every other call.
            SetupError: a key, an extra or a recording is missing.
            InputError: a recording is malformed.
        """
        ...


@asynccontextmanager
async def open_endpoint(
    name: str, settings: ModelSettings, root: Path, notice: Callable[[str], None]
) -> AsyncGenerator[Endpoint]:
    """Open the model that panel.toml calls `name`; its connections and its engine end on leaving.

    Args:
        name: What panel.toml calls the model; used in messages.
        settings: Its settings.
        root: The workspace's folder, for recordings.
        notice: Told what is being waited for, in a line each.
    """
    if settings.provider == "recorded":
        yield RecordedEndpoint(name, settings, root)
        return
    endpoint = LiveEndpoint(name, settings, notice)
    try:
        yield endpoint
    finally:
        await endpoint.close()
