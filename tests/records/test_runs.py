import asyncio
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from panel.errors import BudgetReached, SetupError
from panel.intake.dossier import Dossier, Pricing, Source
from panel.records.runs import record_run, start_run
from panel.records.schema import connect
from panel.records.seen import Seen
from tests.records.samples import a_reply, a_request, look_up, put


def a_dossier(slug: str = "uv", tagline: str = "Fast.") -> Dossier:
    return Dossier(
        slug=slug,
        name=slug,
        vendor="Astral",
        category="Developer Tools",
        tagline=tagline,
        description="Installs packages.",
        pricing=Pricing(entry="Free", summary="Free."),
        sources=(Source(id="s1", title="Docs", retrieved=date(2026, 11, 1), excerpt=("It is fast.",)),),
    )


def ask(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


RUN = "SELECT command, tools, model_names, state, paid, reused, usd, ended_at >= started_at FROM records_run"


def test_a_finished_run_says_what_it_cost_and_which_calls_it_saw(path: Path) -> None:
    put(path, (a_request(0), a_reply()))
    with record_run(path, "compare", [a_dossier("uv"), a_dossier("poetry")], ["embedded", "large"]) as seen:
        look_up(path, a_request(0).key, seen=seen)
        put(path, (a_request(1), a_reply(usd=0.25)), (a_request(2), a_reply(usd=0.5)), seen=seen)
    assert ask(path, RUN) == [("compare", "uv poetry", "embedded large", "finished", 2, 1, 0.75, 1)]
    links = ask(
        path, "SELECT key, paid FROM records_runcall JOIN records_call c ON c.id = call_id ORDER BY c.id"
    )
    assert links == [(a_request(0).key, 0), (a_request(1).key, 1), (a_request(2).key, 1)]


def test_one_unknown_price_makes_the_runs_cost_unknown(path: Path) -> None:
    with record_run(path, "review", [a_dossier()], ["embedded"]) as seen:
        put(path, (a_request(0), a_reply(usd=0.5)), (a_request(1), a_reply(usd=None)), seen=seen)
    assert ask(path, "SELECT usd FROM records_run") == [(None,)]


def test_a_run_that_pays_nothing_costs_nothing() -> None:
    assert Seen().usd == 0


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (BudgetReached("enough"), "stopped"),
        (ValueError("a defect"), "stopped"),
        (KeyboardInterrupt(), "interrupted"),
        (asyncio.CancelledError(), "interrupted"),
        (SystemExit(143), "interrupted"),
    ],
)
def test_how_a_run_ended_is_kept_and_its_error_goes_on(path: Path, error: BaseException, state: str) -> None:
    with pytest.raises(type(error)), record_run(path, "review", [a_dossier()], ["embedded"]):
        raise error
    assert ask(path, "SELECT state, ended_at IS NULL FROM records_run") == [(state, 0)]


def test_a_run_that_never_ended_stays_started(path: Path) -> None:
    start_run(path, "review", [a_dossier()], ["embedded"])
    assert ask(path, "SELECT state, ended_at FROM records_run") == [("started", None)]


def test_the_runs_own_error_is_told_when_its_end_cannot_be_recorded(path: Path) -> None:
    def spoil_and_stop() -> None:
        path.write_bytes(b"no database any more")
        raise BudgetReached("enough")

    with pytest.raises(BudgetReached), record_run(path, "review", [a_dossier()], ["embedded"]):
        spoil_and_stop()


def test_an_end_that_cannot_be_recorded_is_told(path: Path) -> None:
    with (
        pytest.raises(SetupError, match="is damaged"),
        record_run(path, "review", [a_dossier()], ["embedded"]),
    ):
        path.write_bytes(b"no database any more")


def test_a_dossiers_content_is_kept_once_a_version(path: Path) -> None:
    first, changed = a_dossier(), a_dossier(tagline="Faster.")
    for dossier in (first, first, changed, first):
        start_run(path, "review", [dossier], ["embedded"])
    versions = ask(path, "SELECT slug, content_hash, content FROM records_dossierversion ORDER BY id")
    assert versions == [("uv", each.content_hash, each.model_dump_json()) for each in (first, changed)]
    read = ask(path, "SELECT dossierversion_id, count(*) FROM records_run_dossiers GROUP BY 1 ORDER BY 1")
    assert [count for _, count in read] == [3, 1]


def test_the_models_read_a_run(path: Path) -> None:
    from panel.records.setup import open_records

    run = start_run(path, "review", [a_dossier()], ["embedded"])
    connect(path).close()
    open_records(path)
    from panel.records.models import Run

    kept = Run.objects.get(id=run)
    assert kept.dossiers.get().slug == "uv"
    assert str(kept) == "review uv (started)"
