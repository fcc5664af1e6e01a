"""Is the file's schema ours? Makes a new file, migrates an older one, refuses a newer one.

The answer costs a SELECT: the migrations recorded in the file against the names of ours. Django, which is
slow to import, is called in only to migrate.
"""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from panel.errors import BusyError, SetupError
from panel.records.sqlite import open_sqlite, open_untouched, plainly

_MIGRATIONS = Path(__file__).parent / "migrations"
_PATIENCE_SECONDS = 60


def connect(path: Path) -> sqlite3.Connection:
    """Open the records, made or brought up to date first where that is needed.

    Raises:
        SetupError: the file is damaged, of a newer schema, not Panel's, or cannot be written.
        BusyError: another process is migrating it and does not come to an end.
    """
    with plainly(path):
        if not _is_current(path):
            _bring_up_to_date(path)
        return open_sqlite(path)


def _is_current(path: Path) -> bool:
    applied = _applied(path)
    ours = _ours()
    if newer := sorted(applied - ours):
        raise SetupError(
            f"{path} was written by a newer version of Panel (it has {newer[-1]}); install that version, "
            "or use another workspace."
        )
    return applied == ours


def _bring_up_to_date(path: Path) -> None:
    from filelock import FileLock, Timeout  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(path.with_name("migration.lock"), timeout=_PATIENCE_SECONDS):
            if _is_current(path):
                return  # another process was first
            if _applied(path):
                _migrate_in_place(path)
            else:
                _make(path)
    except Timeout as error:
        raise BusyError(
            f"Another process has been migrating {path} for long; wait for it or stop it."
        ) from error


def _make(path: Path) -> None:
    from panel.records.setup import apply_migrations  # noqa: PLC0415

    if (orphan := path.with_name(f"{path.name}-wal")).exists():
        # SQLite would write its pages into the new file.
        raise SetupError(
            f"{path} is gone, but {orphan.name} is there; put it back, or move {orphan.name} away too."
        )
    # Nobody sees the file before it is whole, and a kill on the way leaves nothing that counts.
    unborn = path.with_name(f"{path.name}.new")
    for leftover in path.parent.glob(f"{unborn.name}*"):
        leftover.unlink()
    apply_migrations(unborn)
    with closing(open_sqlite(unborn)) as connection:
        # Closing does this too, but says nothing where the disk fails, and the -wal would stay behind.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    unborn.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _migrate_in_place(path: Path) -> None:
    from panel.records.setup import apply_migrations  # noqa: PLC0415

    now = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    copy = path.with_name(f"{path.stem}.before-{max(_ours())}.{now}{path.suffix}")
    try:
        with closing(open_sqlite(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except sqlite3.Error:
        copy.unlink(missing_ok=True)
        raise
    try:
        with plainly(path):
            apply_migrations(path)
    except sqlite3.Error as error:
        raise SetupError(
            f"{path} could not be migrated: {error}; put the copy from before, {copy.name}, in its place "
            "and report this."
        ) from error


def _ours() -> frozenset[str]:
    return frozenset(each.stem for each in _MIGRATIONS.glob("[0-9]*.py"))


def _applied(path: Path) -> frozenset[str]:
    if not path.exists() or path.stat().st_size == 0:
        return frozenset()
    with closing(open_untouched(path)) as connection:
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if not tables:
            return frozenset()
        if "django_migrations" not in tables or "records_call" not in tables:
            raise SetupError(f"{path} is a database, but not Panel's; move it away.")
        names = connection.execute("SELECT name FROM django_migrations WHERE app = 'records'")
        return frozenset(name for (name,) in names)
