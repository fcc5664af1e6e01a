from pathlib import Path

import pytest

from panel.records.rows import CALL_COLUMNS
from panel.records.setup import open_records
from tests.records.samples import a_reply, a_request, put


@pytest.fixture
def opened(path: Path) -> Path:
    open_records(path)
    return path


@pytest.mark.usefixtures("opened")
def test_the_ledgers_columns_are_the_models_fields() -> None:
    from panel.records.models import Call

    assert ["id", *CALL_COLUMNS] == [field.column for field in Call._meta.concrete_fields]


@pytest.mark.usefixtures("opened")
def test_the_migrations_say_all_that_the_models_say() -> None:
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(connection)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert detector.changes(graph=loader.graph) == {}


def test_the_models_read_what_the_ledger_wrote(opened: Path) -> None:
    from panel.records.models import Call

    odd = a_reply("half a pair \ud83d and nul \x00")
    put(opened, (a_request(), odd))
    call = Call.objects.get(key=a_request().key)
    assert (call.text, call.raw, call.usd) == (odd.text, odd.raw, odd.usd)
    assert call.asked_at == odd.asked_at
    assert (call.prompt_tokens, call.completion_tokens, call.cached_tokens) == (1200, 340, 900)
    assert Call.objects.filter(tools="uv", persona="skeptic", asked_at__gte=odd.asked_at).count() == 1
    assert str(call) == "skeptic on uv, sample 0"


@pytest.mark.usefixtures("opened")
def test_the_models_write_what_they_read() -> None:
    from panel.records.models import Call, Run

    call = Call(text="\ud83d\x00", sample=0, attempt=0, prompt_tokens=1, completion_tokens=1, cached_tokens=0)
    call.asked_at, call.seconds = a_reply().asked_at, 1.0
    call.save()
    call.refresh_from_db()
    assert call.text == "\ud83d\x00"
    run = Run.objects.create(command="review", tools="uv", started_at=call.asked_at, state="started")
    run.calls.add(call, through_defaults={"paid": True})
    assert list(call.run_set.all()) == [run]


def test_one_process_can_go_from_workspace_to_workspace(tmp_path: Path) -> None:
    counts: list[int] = []
    for name in ("one", "two", "one"):
        open_records(tmp_path / name / "panel.sqlite3")
        from panel.records.models import Call

        put(tmp_path / name / "panel.sqlite3", (a_request(len(counts)), a_reply()))
        counts.append(Call.objects.count())
    assert counts == [1, 1, 2]


@pytest.mark.usefixtures("opened")
def test_django_waits_for_its_turn_and_for_the_disk() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        asked = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 20_000, "foreign_keys": 1}
    assert connection.transaction_mode == "IMMEDIATE"
