import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from panel.errors import SetupError
from panel.records import schema, setup
from panel.records.schema import connect
from tests.records.samples import a_reply, a_request, look_up, put


def ask(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_fresh_workspace_gets_its_records_and_nothing_half_made(path: Path) -> None:
    connect(path).close()
    assert ask(path, "SELECT name FROM django_migrations WHERE app = 'records'") == [("0001_calls_and_runs",)]
    assert ask(path, "PRAGMA journal_mode") == [("wal",)]
    assert {each.name for each in path.parent.iterdir()} == {"panel.sqlite3", "migration.lock"}


def test_records_are_written_through_to_the_disk(path: Path) -> None:
    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_an_up_to_date_file_is_opened_without_django(path: Path) -> None:
    connect(path).close()
    program = (
        "import sys; from pathlib import Path; from panel.records.ledger import connect;"
        "connect(Path(sys.argv[1])).close(); print('django' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"


def test_an_empty_file_counts_as_none(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    put(path, (a_request(), a_reply()))
    assert look_up(path, a_request().key) == [a_reply()]


def test_what_a_kill_left_of_a_new_file_is_made_afresh(path: Path) -> None:
    path.parent.mkdir()
    for left in ("panel.sqlite3.new", "panel.sqlite3.new-wal", "panel.sqlite3.new-shm"):
        (path.parent / left).write_bytes(b"half")
    put(path, (a_request(), a_reply()))
    assert look_up(path, a_request().key) == [a_reply()]


def test_a_new_file_is_whole_without_its_wal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As after a disk that filled up while the migration's connection closed: nothing was written back.
    apply_migrations = setup.apply_migrations
    others: list[sqlite3.Connection] = []

    def apply_and_leave_the_wal(unborn: Path) -> None:
        others.append(sqlite3.connect(unborn))
        others[0].execute("PRAGMA journal_mode = WAL")
        others[0].execute("SELECT * FROM sqlite_master").fetchall()
        apply_migrations(unborn)

    monkeypatch.setattr(setup, "apply_migrations", apply_and_leave_the_wal)
    connect(path).close()
    alone = shutil.copy(path, path.with_name("alone.sqlite3"))
    others[0].close()
    assert ask(Path(alone), "SELECT count(*) FROM records_call") == [(0,)]


def test_a_newer_schema_is_refused_and_left_alone(path: Path) -> None:
    connect(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('records', '0999_later', '2030')"
        )
    before = path.read_bytes()
    with pytest.raises(SetupError, match=r"panel\.sqlite3 was written by a newer version .*0999_later"):
        connect(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(SetupError, match=r"panel\.sqlite3 is damaged; put a copy"):
        connect(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE theirs (id)")
    before = path.read_bytes()
    with pytest.raises(SetupError, match="is a database, but not Panel's; move it away"):
        connect(path)
    assert path.read_bytes() == before


def test_pages_left_by_a_file_that_is_gone_never_reach_a_new_one(path: Path) -> None:
    path.parent.mkdir()
    orphan = path.with_name("panel.sqlite3-wal")
    orphan.write_bytes(b"pages")
    with pytest.raises(SetupError, match=r"panel\.sqlite3 is gone, but panel\.sqlite3-wal is there"):
        connect(path)
    assert orphan.read_bytes() == b"pages"


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file may grow beyond 40 kB, half of what the records need: the system's own error comes then."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("small_disk")
def test_a_disk_that_fails_while_the_file_is_made_is_one_sentence_and_leaves_no_file(path: Path) -> None:
    with pytest.raises(
        SetupError, match=r"panel\.sqlite3 cannot be read or written, the disk reports an error"
    ):
        connect(path)
    assert not path.exists()


# A schema that is to come: a second migration beside a copy of the first.
LATER = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("records", "0001_calls_and_runs")]
    operations = [{operation}]
"""
NEW_COLUMN = 'migrations.AddField("Run", "note", models.TextField(default=""))'
IMPOSSIBLE = 'migrations.RunSQL("INSERT INTO nowhere VALUES (1)")'


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    from django.conf import settings

    package = tmp_path / f"later_{request.param.split('.')[1][:6].lower()}"
    package.mkdir()
    for each in schema._MIGRATIONS.glob("*.py"):
        shutil.copy(each, package)
    (package / "0002_later.py").write_text(LATER.format(operation=request.param))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(settings, "MIGRATION_MODULES", {"records": package.name})
    monkeypatch.setattr(schema, "_MIGRATIONS", package)


@pytest.fixture
def older(path: Path) -> Path:
    put(path, (a_request(), a_reply()))
    return path


@pytest.mark.parametrize("later", [NEW_COLUMN], indirect=True)
@pytest.mark.usefixtures("older", "later")
def test_an_older_file_is_migrated_after_a_copy_was_made(path: Path) -> None:
    assert look_up(path, a_request().key) == [a_reply()]
    assert ask(path, "SELECT note FROM records_run") == []
    (copy,) = path.parent.glob("panel.before-0002_later.*.sqlite3")
    assert ask(copy, "SELECT name FROM django_migrations WHERE app = 'records'") == [("0001_calls_and_runs",)]
    assert ask(copy, "SELECT key FROM records_call") == [(a_request().key,)]


@pytest.mark.parametrize("later", [IMPOSSIBLE], indirect=True)
@pytest.mark.usefixtures("older", "later")
def test_a_migration_that_fails_leaves_the_file_and_names_the_copy(path: Path) -> None:
    with pytest.raises(
        SetupError, match=r"could not be migrated: no such table: nowhere; put the copy .*before-0002"
    ):
        connect(path)
    assert ask(path, "SELECT key FROM records_call") == [(a_request().key,)]
    assert ask(path, "SELECT name FROM django_migrations WHERE app = 'records'") == [("0001_calls_and_runs",)]


@pytest.mark.parametrize("later", [NEW_COLUMN], indirect=True)
@pytest.mark.usefixtures("older", "later", "small_disk")
def test_without_room_for_the_copy_nothing_is_migrated(path: Path) -> None:
    with pytest.raises(SetupError, match="the disk reports an error"):
        connect(path)
    assert list(path.parent.glob("panel.before-*")) == []
    assert ask(path, "SELECT name FROM django_migrations WHERE app = 'records'") == [("0001_calls_and_runs",)]


def test_processes_that_open_a_fresh_workspace_together_all_find_it_whole(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from panel.records.ledger import connect;"
        "print(*connect(Path(sys.argv[1])).execute('SELECT count(*) FROM records_call').fetchone())"
    )
    command = [sys.executable, "-W", "ignore", "-c", program, str(path)]
    together = [subprocess.Popen(command, stdout=-1, stderr=-1, text=True) for _ in range(3)]
    assert [each.communicate() for each in together] == [("0\n", "")] * 3
