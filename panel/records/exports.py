"""The ledger as lines of JSON: out of one workspace, into another, or into the recorded answers."""

from collections.abc import Collection, Generator, Iterable
from contextlib import closing
from itertools import permutations
from pathlib import Path

from panel.errors import InputError
from panel.models.export import to_line
from panel.models.recording import from_line
from panel.records.ledger import INSERT_CALL
from panel.records.rows import CALL_COLUMNS, REQUEST_COLUMNS, Row, to_reply, to_request, to_row
from panel.records.schema import connect
from panel.records.sqlite import plainly, transaction


def export_calls(path: Path, tools: Collection[str] = ()) -> Generator[str]:
    """Give each call of the ledger as a line, without line breaks, always in the same order.

    Args:
        path: The records' SQLite file.
        tools: Slugs; only calls about these tools, and head-to-heads between them. None given: every call.

    Raises:
        SetupError: the records cannot be opened.
        BusyError: another process is migrating them and does not come to an end.
    """
    about = [" ".join(each) for count in (1, 2) for each in permutations(sorted(tools), count)]
    chosen = f"WHERE tools IN ({', '.join('?' * len(about))})" if about else ""
    query = (
        f"SELECT {', '.join(CALL_COLUMNS)} FROM records_call {chosen} "  # noqa: S608 our own column names
        "ORDER BY tools, kind, persona, model, sample, attempt, key"
    )
    split = len(REQUEST_COLUMNS)
    with closing(connect(path)) as connection, plainly(path):
        for row in connection.execute(query, about):
            yield to_line(to_request(row[:split]), to_reply(row[split:]))


def import_calls(path: Path, lines: Iterable[str], source: str) -> int:
    """Add calls that `export_calls` gave, all of them or none; gives how many were new.

    A call whose key the ledger has stays as it is.

    Args:
        path: The records' SQLite file.
        lines: One call each; empty lines are passed over.
        source: What to call the lines' file in messages.

    Raises:
        InputError: lines that are no calls, or stale ones, each listed with its number; nothing is added.
        SetupError: the records cannot be opened or written.
        BusyError: another process is migrating them and does not come to an end.
    """
    rows: list[Row] = []
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            request, reply = from_line(line)
        except ValueError as error:
            problems.append(f"{source}:{number}: {error}")
        else:
            rows.append(to_row(request, reply))
    if problems:
        raise InputError("\n".join(problems))
    with closing(connect(path)) as connection, plainly(path), transaction(connection):
        before = connection.total_changes
        connection.executemany(INSERT_CALL, rows)
        return connection.total_changes - before


def count_calls(path: Path) -> tuple[int, float]:
    """Give how many calls of the ledger were paid, and what those of a known price cost together, in USD.

    Recorded answers, which have a provenance, were not.

    Raises:
        SetupError: the records cannot be opened.
        BusyError: another process is migrating them and does not come to an end.
    """
    with closing(connect(path)) as connection, plainly(path):
        return connection.execute(
            "SELECT count(*), total(usd) FROM records_call WHERE provenance = ''"
        ).fetchone()
