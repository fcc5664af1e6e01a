"""The ledger on disk: every paid call, found again by its key, committed before anyone sees the reply."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import Connection

from panel.models.reply import Reply
from panel.models.request import Request
from panel.records.gathering import Gathering
from panel.records.rows import CALL_COLUMNS, REPLY_COLUMNS, Row, to_reply, to_row
from panel.records.schema import connect
from panel.records.seen import Seen
from panel.records.sqlite import plainly, transaction

# A key names one reply for good: the first one stays, whoever comes later.
INSERT_CALL = (
    f"INSERT INTO records_call ({', '.join(CALL_COLUMNS)}) "  # noqa: S608 our own column names
    f"VALUES ({', '.join('?' * len(CALL_COLUMNS))}) ON CONFLICT (key) DO NOTHING"
)


@asynccontextmanager
async def open_ledger(path: Path, seen: Seen | None = None) -> AsyncGenerator["DiskLedger"]:
    """Open the ledger in this file, which is made or brought up to date first.

    One thread holds the one connection. Commits that arrive while it waits for the disk go together in its
    next transaction, so that hundreds of calls at once cost a few waits.

    Args:
        path: The SQLite file.
        seen: Where to note what this run paid for and what it found.

    Raises:
        SetupError: the file is damaged, of a newer schema, not Panel's, or cannot be written.
        BusyError: another process is migrating it and does not come to an end.
    """
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger") as thread:
        connection = await loop.run_in_executor(thread, connect, path)
        ledger = DiskLedger(path, connection, thread, Seen() if seen is None else seen)
        try:
            yield ledger
        finally:
            await ledger.settle()
            await loop.run_in_executor(thread, connection.close)


class DiskLedger:
    """The `Ledger` that `open_ledger` opens."""

    def __init__(self, path: Path, connection: Connection, thread: ThreadPoolExecutor, seen: Seen) -> None:
        self._path = path
        self._connection = connection
        self._seen = seen
        self._finds = Gathering(self._find_all, thread)
        self._commits = Gathering(self._commit_all, thread)

    async def find(self, key: str) -> Reply | None:
        """Give the reply kept under this key, if there is one."""
        reply = await self._finds.hand_in(key)
        if reply is not None and key not in self._seen.paid:
            self._seen.reused[key] = None
        return reply

    async def commit(self, request: Request, reply: Reply) -> None:
        """Keep a reply; returns when it is on the disk. Where the key is taken, the first reply stays.

        Raises:
            SetupError: it cannot be written (full disk, read-only folder).
        """
        await self._commits.hand_in(to_row(request, reply))
        if reply.provenance:
            # A recording fills the ledger without anyone paying.
            self._seen.reused[request.key] = None
        else:
            self._seen.paid[request.key] = reply.usd

    async def settle(self) -> None:
        """Return when everything handed in is done with."""
        await self._finds.settle()
        await self._commits.settle()

    def _find_all(self, keys: Sequence[str]) -> Sequence[Reply | None]:
        columns = ", ".join(("key", *REPLY_COLUMNS))
        places = ", ".join("?" * len(keys))
        query = f"SELECT {columns} FROM records_call WHERE key IN ({places})"  # noqa: S608 our own column names
        with plainly(self._path):
            found = {row[0]: to_reply(row[1:]) for row in self._connection.execute(query, keys)}
        return [found.get(key) for key in keys]

    def _commit_all(self, rows: Sequence[Row]) -> Sequence[None]:
        with plainly(self._path), transaction(self._connection):
            self._connection.executemany(INSERT_CALL, rows)
        return [None] * len(rows)
