"""What the pipeline needs of a ledger; panel/records provides the one on disk."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from panel.models.reply import Reply
from panel.models.request import Request


class Ledger(Protocol):
    """The replies that were paid for, by the key of their request."""

    async def find(self, key: str) -> Reply | None:
        """Give the reply kept under this key, if there is one."""
        ...

    async def commit(self, request: Request, reply: Reply) -> None:
        """Keep a reply; returns only when it is durable, so that nothing sees a reply that could be lost.

        Raises:
            SetupError: it cannot be written (full disk, read-only folder).
        """
        ...


class MemoryLedger:
    """A ledger that lasts as long as the process, for tests and benchmarks."""

    def __init__(self, replies: Iterable[tuple[Request, Reply]] = ()) -> None:
        self._replies = {request.key: reply for request, reply in replies}

    async def find(self, key: str) -> Reply | None:
        """Give the reply kept under this key, if there is one."""
        return self._replies.get(key)

    async def commit(self, request: Request, reply: Reply) -> None:
        """Keep a reply."""
        self._replies[request.key] = reply

    @property
    def replies(self) -> Mapping[str, Reply]:
        """All replies by key."""
        return self._replies
