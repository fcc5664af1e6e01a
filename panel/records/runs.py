"""Runs: which command was at work, on what, how it ended and which calls it saw."""

import asyncio
from collections.abc import Collection, Generator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import UUID, uuid4

from panel.errors import PanelError
from panel.intake.dossier import Dossier
from panel.records.rows import to_timestamp
from panel.records.schema import connect
from panel.records.seen import Seen
from panel.records.sqlite import plainly, transaction

Outcome = Literal["finished", "stopped", "interrupted"]
"""`stopped`: an error ended it; `interrupted`: the user did. A run that was killed stays `started`."""


@contextmanager
def record_run(
    path: Path, command: str, dossiers: Collection[Dossier], models: Collection[str]
) -> Generator[Seen]:
    """Record the run that happens inside, and give the notes that its ledger fills (see `open_ledger`).

    Args:
        path: The records' SQLite file.
        command: The command's name, such as `compare`.
        dossiers: What it reads; each content is kept as a version.
        models: Names of the models it may ask.

    Raises:
        SetupError: the records cannot be opened or written.
        BusyError: another process is migrating them and does not come to an end.
    """
    run = start_run(path, command, dossiers, models)
    seen = Seen()
    try:
        yield seen
    except BaseException as error:
        interrupted = isinstance(error, KeyboardInterrupt | SystemExit | asyncio.CancelledError)
        # What went wrong in the run is what the user must hear about.
        with suppress(PanelError):
            finish_run(path, run, "interrupted" if interrupted else "stopped", seen)
        raise
    finish_run(path, run, "finished", seen)


def start_run(path: Path, command: str, dossiers: Collection[Dossier], models: Collection[str]) -> UUID:
    """Record that a run has started, with the dossier versions it reads; gives its id.

    Raises:
        SetupError: the records cannot be opened or written.
        BusyError: another process is migrating them and does not come to an end.
    """
    run = uuid4()
    now = to_timestamp(datetime.now(UTC))
    versions = [(each.slug, each.content_hash, each.model_dump_json(), now) for each in dossiers]
    tools = " ".join(each.slug for each in dossiers)
    with closing(connect(path)) as connection, plainly(path), transaction(connection):
        connection.execute(
            "INSERT INTO records_run (id, command, tools, model_names, started_at, state, paid, reused)"
            " VALUES (?, ?, ?, ?, ?, 'started', 0, 0)",
            (run.hex, command, tools, " ".join(models), now),
        )
        connection.executemany(
            "INSERT INTO records_dossierversion (slug, content_hash, content, first_seen)"
            " VALUES (?, ?, ?, ?) ON CONFLICT (slug, content_hash) DO NOTHING",
            versions,
        )
        connection.executemany(
            "INSERT INTO records_run_dossiers (run_id, dossierversion_id)"
            " SELECT ?, id FROM records_dossierversion WHERE slug = ? AND content_hash = ?",
            [(run.hex, slug, content_hash) for slug, content_hash, *_ in versions],
        )
    return run


def finish_run(path: Path, run: UUID, outcome: Outcome, seen: Seen) -> None:
    """Record how a run ended and which calls it saw.

    Raises:
        SetupError: the records cannot be opened or written.
    """
    calls = [(run.hex, 1, key) for key in seen.paid] + [(run.hex, 0, key) for key in seen.reused]
    with closing(connect(path)) as connection, plainly(path), transaction(connection):
        connection.execute(
            "UPDATE records_run SET ended_at = ?, state = ?, paid = ?, reused = ?, usd = ? WHERE id = ?",
            (to_timestamp(datetime.now(UTC)), outcome, len(seen.paid), len(seen.reused), seen.usd, run.hex),
        )
        connection.executemany(
            "INSERT INTO records_runcall (run_id, call_id, paid)"
            " SELECT ?, id, ? FROM records_call WHERE key = ?",
            calls,
        )
