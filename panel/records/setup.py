"""Django, configured in code for the records alone."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

from panel.records.schema import connect
from panel.records.sqlite import BUSY_SECONDS, PRAGMAS

_MIGRATION = "migration"
_one_migration = threading.Lock()


def open_records(path: Path) -> None:
    """Let the models of `panel.records.models` read and write this file; to be called before importing them.

    The file is made or brought up to date first. Called again with another path, this thread goes on with
    that one; other threads must have closed their connections.

    Raises:
        SetupError: the file is damaged, of a newer schema, not Panel's, or cannot be written.
        BusyError: another process is migrating it and does not come to an end.
    """
    with closing(connect(path)):
        pass
    _start_django(path)
    from django.db import connections  # noqa: PLC0415

    database = connections.settings["default"]
    if database["NAME"] != str(path):
        connections["default"].close()
        database["NAME"] = str(path)


def django_settings(path: Path) -> dict[str, Any]:
    """Give the least that Django must be told; the desk adds its own to it."""
    return {
        "INSTALLED_APPS": ["panel.records"],
        "DATABASES": {"default": sqlite_database(path)},
        "USE_TZ": True,
        "USE_I18N": False,
        "LOGGING_CONFIG": None,
    }


def sqlite_database(path: Path) -> dict[str, Any]:
    """Give the entry of Django's DATABASES for this file: the house's pragmas, immediate transactions."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": ";".join(PRAGMAS),
        },
    }


def apply_migrations(path: Path) -> None:
    """Run the records' migrations that this file has not had, each in a transaction of its own.

    The file gets a connection for the purpose, so that whatever Django is at work on stays as it is.

    Raises:
        sqlite3.Error: the file cannot be migrated.
    """
    _start_django(path)
    from django.db import DatabaseError, connections  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    with _one_migration:
        connections.settings[_MIGRATION] = {**connections.settings["default"], **sqlite_database(path)}
        try:
            executor = MigrationExecutor(connections[_MIGRATION])
            executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == "records"])
        except DatabaseError as error:
            raise _sqlites_own(error) from error
        finally:
            connections[_MIGRATION].close()
            del connections[_MIGRATION]
            del connections.settings[_MIGRATION]


def _start_django(path: Path) -> None:
    import django  # noqa: PLC0415
    from django.apps import apps  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    if not settings.configured:
        settings.configure(**django_settings(path))
    if not apps.ready:
        django.setup()


def _sqlites_own(error: BaseException) -> BaseException:
    """Find SQLite's error under those that Django wraps around it; gives the outermost if there is none."""
    inner: BaseException | None = error
    while inner is not None and not isinstance(inner, sqlite3.Error):
        inner = inner.__cause__ or inner.__context__
    return inner or error
