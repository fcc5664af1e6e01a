"""The whole command against a server that speaks Mistral's API, with faults, signals and kills."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from panel.workspace import Workspace
from tests.cli.conftest import Run
from tests.fake_server import FakeServer, fake_server

CALLS = 10
AT_ONCE = 4
COMPARE = ("compare", "uv", "poetry", "--model", "fake")
KEY = "sk-canary-0123456789abcdef"


@pytest.fixture
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_KEY", KEY)


pytestmark = pytest.mark.usefixtures("_key")


def serve(workspace: Workspace, server: FakeServer, **settings: Any) -> None:
    """Add the model `fake` to panel.toml: this server, at one dollar per million tokens."""
    said = {
        "id": "fake-1",
        "server_url": server.address,
        "key_env": "FAKE_KEY",
        "samples": 1,
        "concurrency": AT_ONCE,
        "requests_per_minute": 100_000,
        "tokens_per_minute": 1_000_000_000,
        "attempts": 3,
        **settings,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in said.items()]
    text = "\n".join(["\n[models.fake]", "price = { input = 1, output = 1, as_of = 2026-11-24 }", *lines, ""])
    with (workspace.root / "panel.toml").open("a", encoding="utf-8") as settings_file:
        settings_file.write(text)


def start(workspace: Workspace) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "panel", *COMPARE],
        cwd=workspace.root,
        env={name: value for name, value in os.environ.items() if name != "UV"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for(condition: Any, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.005)


def without_times(document: Any) -> Any:
    """Give a saved comparison without the two fields that no two runs share."""
    if isinstance(document, dict):
        kept = {name: each for name, each in document.items() if name not in {"asked_at", "seconds"}}
        return {name: without_times(each) for name, each in kept.items()}
    return [without_times(each) for each in document] if isinstance(document, list) else document


def saved(workspace: Workspace) -> Any:
    return json.loads((workspace.outputs / "poetry-vs-uv/comparison.json").read_text())["comparison"]


def test_a_comparison_by_a_hosted_model_reports_what_it_paid(workspace: Workspace, run: Run):
    with fake_server() as server:
        serve(workspace, server)
        result = run(*COMPARE)

    assert result.code == 0, result.err
    assert len(server.served) == CALLS
    assert f"{CALLS} calls paid by this run, $0.0" in result.err
    assert "estimated $0.0" in result.err
    assert all(each.headers["authorization"] == f"Bearer {KEY}" for each in server.served)


def test_the_second_run_makes_no_call(workspace: Workspace, run: Run):
    with fake_server() as server:
        serve(workspace, server)
        run(*COMPARE)
        result = run(*COMPARE)

    assert result.code == 0
    assert len(server.served) == CALLS
    assert "0 calls paid by this run" in result.err


def test_a_mixed_panel_asks_each_model_for_its_own_personas(workspace: Workspace, run: Run):
    with fake_server() as server:
        serve(workspace, server)
        settings = workspace.root / "panel.toml"
        other = settings.read_text().rpartition("[models.fake]")[2].replace("fake-1", "other-1")
        mixed = '[panel.models]\nbusiness-model = "other"\n[models.other]'
        settings.write_text(settings.read_text().replace('model = "auto"', 'model = "fake"') + mixed + other)
        result = run("compare", "uv", "poetry")

    asked = Counter(each.body["model"] for each in server.served)
    assert result.code == 0, result.err
    assert asked == {"fake-1": CALLS - 2, "other-1": 2}
    assert saved(workspace)["models"]["business-model"] == "other"


def test_the_estimate_is_near_what_is_paid(workspace: Workspace, run: Run):
    with fake_server() as server:
        serve(workspace, server)
        likely = json.loads(run("estimate", *COMPARE[1:], "--json").out)[0]
        run(*COMPARE)

    verdicts = [verdict for result in saved(workspace)["results"] for verdict in result["verdicts"]]
    paid = sum(verdict["ballots"][0]["calls"][0]["prompt_tokens"] for verdict in verdicts)
    assert likely["calls"] == CALLS
    assert likely["prompt_tokens"] == pytest.approx(paid, rel=0.5)


@pytest.mark.parametrize("fault", ["401", "402", "403", "404", "quota"])
def test_what_no_further_call_can_escape_stops_the_run_in_one_sentence(
    workspace: Workspace, run: Run, fault: str
):
    with fake_server([fault] * 50) as server:
        serve(workspace, server)
        result = run(*COMPARE)

    assert result.code == 5
    assert len(server.served) <= AT_ONCE
    sentence = result.err.strip().splitlines()[-1]
    assert "fake" in sentence
    assert KEY not in result.out + result.err
    assert "Traceback" not in result.err
    assert not (workspace.outputs / "poetry-vs-uv").exists()


def test_faults_that_pass_are_waited_out(workspace: Workspace, run: Run):
    faults = ["429-ms 5", "503", "reset", "disconnect", "html", "truncated", "500"]
    with fake_server(faults) as server:
        serve(workspace, server, attempts=9)
        result = run(*COMPARE)

    assert result.code == 0, result.err
    assert len(server.served) == CALLS + len(faults)


@pytest.mark.parametrize(
    "fault", ["fenced", "nan", "duplicate-key", "wrong-fields", "cut-off", "empty", "deep"]
)
def test_an_unreadable_answer_is_repaired_once(workspace: Workspace, run: Run, fault: str):
    with fake_server([fault]) as server:
        serve(workspace, server)
        result = run(*COMPARE)

    assert result.code == 0, result.err
    assert len(server.served) == CALLS + 1


def test_a_host_that_nobody_can_reach_is_named(workspace: Workspace, run: Run):
    with fake_server() as server:
        pass
    serve(workspace, server, attempts=2)

    result = run(*COMPARE)

    assert result.code == 5
    assert server.address.removeprefix("http://") in result.err
    assert "Traceback" not in result.err


def test_the_budget_stops_the_run_before_it_is_passed_and_keeps_what_is_done(workspace: Workspace, run: Run):
    with fake_server() as server:
        serve(workspace, server, concurrency=1, max_tokens=2000)
        result = run(*COMPARE, "--budget", "0.02")
        paid = len(server.served)
        rest = run(*COMPARE)

    assert result.code == 7
    assert "$0.02" in result.err.strip().splitlines()[-1]
    assert 0 < paid < CALLS
    assert rest.code == 0
    assert len(server.served) == CALLS


def test_ctrl_c_saves_and_says_how_to_go_on(workspace: Workspace, run: Run):
    with fake_server(latency=0.05) as server:
        serve(workspace, server, concurrency=1)
        process = start(workspace)
        wait_for(lambda: len(server.served) >= 3)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        paid_before = len(server.served)
        run(*COMPARE)

    assert process.returncode == 130
    assert "To go on: panel compare uv poetry --model fake" in err
    assert "Traceback" not in err
    assert paid_before <= len(server.served) <= CALLS + 1


def test_sigterm_ends_the_run_as_tidily(workspace: Workspace):
    with fake_server(latency=0.05) as server:
        serve(workspace, server, concurrency=1)
        process = start(workspace)
        wait_for(lambda: len(server.served) >= 3)
        process.terminate()
        _, err = process.communicate(timeout=30)

    assert process.returncode == 143
    assert "Traceback" not in err


@pytest.mark.parametrize("after", [1, 5, 9])
def test_a_killed_run_pays_again_only_for_what_was_in_flight(workspace: Workspace, run: Run, after: int):
    killed_after(workspace, run, after)


@pytest.mark.soak
@pytest.mark.parametrize("after", range(1, CALLS + 1))
@pytest.mark.parametrize("turn", range(20))
def test_soak_a_run_killed_at_any_reply_and_moment_is_resumed(
    workspace: Workspace, run: Run, after: int, turn: int
):
    killed_after(workspace, run, after, pause=turn * 0.003)


def killed_after(workspace: Workspace, run: Run, after: int, pause: float = 0.0) -> None:
    """Kill a run once the server has had so many requests, resume it, and check what security asks of it."""
    with fake_server(latency=0.03) as server:
        serve(workspace, server)
        process = start(workspace)
        wait_for(lambda: len(server.served) >= after)
        time.sleep(pause)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=30)
        published = workspace.outputs / "poetry-vs-uv"
        assert not published.exists() or len(list(published.iterdir())) == 5
        result = run(*COMPARE)
        twice = Counter(json.dumps(each.body, sort_keys=True) for each in server.served)
        resumed = saved(workspace)
        workspace.ledger.unlink()
        run(*COMPARE)

    assert result.code == 0, result.err
    assert len(twice) == CALLS
    assert sum(twice.values()) - CALLS <= AT_ONCE
    assert without_times(resumed) == without_times(saved(workspace))


def test_no_key_reaches_any_file(workspace: Workspace, run: Run):
    with fake_server() as server:
        serve(workspace, server)
        run(*COMPARE)

    written = [path for path in workspace.root.rglob("*") if path.is_file()]
    assert not [path for path in written if KEY.encode() in path.read_bytes()]


def test_a_report_that_could_not_be_written_costs_nothing_again(workspace: Workspace, run: Run):
    blocked = Path(workspace.outputs)
    blocked.rmdir()
    blocked.write_text("in the way")
    with fake_server() as server:
        serve(workspace, server)
        assert run(*COMPARE).code == 3
        blocked.unlink()
        assert run(*COMPARE).code == 0

    assert len(server.served) == CALLS
