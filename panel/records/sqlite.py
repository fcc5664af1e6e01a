"""The SQLite file: how it is opened, and what to say when the disk says no."""

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from panel.errors import SetupError

BUSY_SECONDS = 20.0
"""How long one connection waits for another's transaction."""

# Measured: Django's own defaults beside a writing worker failed 528 of 647 transactions with "database is
# locked"; WAL, immediate transactions and a 20 s timeout: 0 of 693. FULL makes a commit wait for the disk.
# FULLFSYNC does the same on macOS, whose fsync does not.
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA foreign_keys = ON",
)

_LOCKED = "has been locked by another program for {seconds:.0f} s; wait for it or stop it."
_DAMAGED = "is damaged; put a copy of the records in its place, or move it and its -wal away."
_SENTENCES = {
    sqlite3.SQLITE_FULL: "cannot grow, the disk is full; make room and run the same command again, what was "
    "finished is kept.",
    sqlite3.SQLITE_READONLY: "cannot be written; make it and its folder writable.",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; make it and its folder readable and writable.",
    sqlite3.SQLITE_PERM: "cannot be opened; make it and its folder readable and writable.",
    sqlite3.SQLITE_BUSY: _LOCKED.format(seconds=BUSY_SECONDS),
    sqlite3.SQLITE_PROTOCOL: _LOCKED.format(seconds=BUSY_SECONDS),
    sqlite3.SQLITE_LOCKED: _LOCKED.format(seconds=BUSY_SECONDS),
    sqlite3.SQLITE_IOERR: "cannot be read or written, the disk reports an error; check it, then run the same "
    "command again.",
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
}


def open_untouched(path: Path) -> sqlite3.Connection:
    """Open the file, which must exist, in autocommit mode, and leave it as it is.

    Raises:
        sqlite3.Error: it cannot be opened; see `plainly`.
    """
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        # The ledger's is opened in a thread of its own, and closed there too.
        check_same_thread=False,
    )


def open_sqlite(path: Path) -> sqlite3.Connection:
    """Open the file, which must exist, in autocommit mode with the house's pragmas.

    Raises:
        sqlite3.Error: it cannot be opened; see `plainly`.
    """
    connection = open_untouched(path)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def plainly(path: Path) -> Generator[None]:
    """Turn what the disk can do to a database into one sentence; anything else is our fault and goes through.

    Raises:
        SetupError: full disk, read-only folder, lock, damage.
    """
    try:
        yield
    except sqlite3.Error as error:
        # The low byte is the primary code; the others only tell variants apart.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code not in _SENTENCES:
            raise
        raise SetupError(f"{path} {_SENTENCES[code]}") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise SetupError(f"{path} {_SENTENCES[sqlite3.SQLITE_FULL]}") from error
        raise SetupError(
            f"{path} cannot be written: {error.strerror}; make its folder writable, or use another workspace."
        ) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """Do all of it or nothing; it is on the disk when this returns."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # SQLite has already rolled back by itself where the disk failed.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    # With the disk full it is this COMMIT that fails, and what it held must not linger in the connection.
    try:
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
