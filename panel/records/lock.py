"""One run at a time on a workspace's records."""

import json
import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from panel.errors import BusyError
from panel.records.sqlite import plainly


@contextmanager
def hold(path: Path, what: str) -> Generator[None]:
    """Keep other runs off these records for as long as the block lasts.

    The lock is the operating system's, on a file beside the records: it ends with the process, however that
    ends.

    Args:
        path: The records' SQLite file.
        what: What is at work, as the user typed it: `panel compare uv poetry`. Others are told.

    Raises:
        BusyError: another run holds them.
        SetupError: the lock file cannot be written.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415

    lock = FileLock(path.with_name("run.lock"), timeout=0)
    # Not in the lock file: whoever tries for that may empty it.
    note = path.with_name("run.json")
    with plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout as error:
            raise BusyError(f"Another run{_told(note)}; wait for it or stop it.") from error
    try:
        with plainly(path):
            owner = {"what": what, "pid": os.getpid(), "since": datetime.now(UTC).isoformat()}
            note.write_text(json.dumps(owner), encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _told(note: Path) -> str:
    try:
        owner = json.loads(note.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(owner["since"]).astimezone()
        return f" ({owner['what']}, pid {owner['pid']}) has been at work here since {since:%H:%M}"
    except (OSError, ValueError, KeyError, TypeError):
        # It took the lock a moment ago and has not written its note yet.
        return " has just started here"
