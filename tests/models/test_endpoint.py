import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from panel.errors import ModelError, RunStopped, SetupError
from panel.models.endpoint import open_endpoint
from panel.models.export import to_line
from tests.fake_server import fake_server
from tests.models.samples import REPLY, request, settings


def complete(*requests, notices=None, root=Path(), **changes):
    async def go():
        tell = [].append if notices is None else notices.append
        async with open_endpoint("mistral:m", settings(**changes), root, tell) as endpoint:

            async def one(asked):
                async with endpoint.slot():
                    return await endpoint.complete(asked)

            return await asyncio.gather(*map(one, requests), return_exceptions=True)

    outcomes = asyncio.run(go())
    for each in outcomes:
        if isinstance(each, Exception) and not isinstance(each, ModelError | SetupError):
            raise each
    return outcomes


def test_an_endpoint_that_is_never_asked_imports_no_sdk_needs_no_key_and_starts_no_engine():
    code = """
import asyncio, sys
from pathlib import Path
from panel.models.endpoint import open_endpoint
from panel.settings import ModelSettings

async def go():
    for settings in (ModelSettings(id="m"), ModelSettings(id="m", provider="embedded")):
        async with open_endpoint("m", settings, Path(), print) as endpoint:
            assert endpoint.name == "m" and endpoint.settings is settings

asyncio.run(go())
print(sorted({"mistralai", "xllamacpp", "httpx2", "tenacity", "django"} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={})

    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "fault",
    [
        "429 0.001",
        "429-ms 1",
        "429-date 1",
        "408",
        "500",
        "503",
        "520",
        "html",
        "truncated",
        "reset",
        "disconnect",
    ],
)
def test_what_passes_is_tried_again_until_there_is_an_answer(fault):
    notices = []
    with fake_server([fault, fault, "ok"]) as server:
        (reply,) = complete(request(), server_url=server.address, notices=notices)

    assert reply.finish_reason == "stop"
    assert [each.fault for each in server.served] == [fault.split()[0]] * 2 + ["ok"]
    assert len(notices) == 2
    assert "attempt 2 of 5" in notices[0]


@pytest.mark.parametrize("fault", ["401", "402", "403", "404", "422", "quota"])
def test_what_cannot_pass_is_asked_once(fault):
    with fake_server([fault] * 3) as server:
        (stopped,) = complete(request(), server_url=server.address)

    assert isinstance(stopped, RunStopped)
    assert len(server.served) == 1


def test_a_trickle_of_bytes_meets_the_deadline():
    began = time.monotonic()
    with fake_server(["slow 0.01"]) as server:
        (late,) = complete(request(), server_url=server.address, deadline_seconds=0.2)

    assert time.monotonic() - began < 2
    assert str(late) == (
        "No answer from mistral:m for persona minimalist on uv: it took longer than 0.2 s; raise "
        '`deadline_seconds` of [models."mistral:m"] in panel.toml, or run the same command again later, '
        "what is finished is kept."
    )


def test_waits_between_attempts_count_towards_the_deadline():
    with fake_server(["429 60"]) as server:
        (late,) = complete(
            request(), server_url=server.address, deadline_seconds=0.1, longest_wait_seconds=60
        )

    assert "took longer than 0.1 s" in str(late)


def test_waiting_for_a_place_does_not_count_towards_the_deadline():
    with fake_server(latency=0.05) as server:
        replies = complete(
            *(request(str(n)) for n in range(8)),
            server_url=server.address,
            concurrency=1,
            deadline_seconds=0.3,
        )

    assert all(each.finish_reason == "stop" for each in replies)
    assert server.most_at_once == 1


def test_no_more_calls_at_once_than_the_settings_allow():
    with fake_server(latency=0.02) as server:
        complete(*(request(str(n)) for n in range(12)), server_url=server.address, concurrency=3)

    assert server.most_at_once == 3


def test_a_host_that_nobody_answers_at_stops_the_run():
    (stopped,) = complete(request(), server_url="http://127.0.0.1:9", attempts=2)

    assert isinstance(stopped, RunStopped)
    assert "127.0.0.1:9 cannot be reached" in str(stopped)
    assert "at the last of 2 attempts" in str(stopped)


def test_a_missing_key_is_only_missed_by_the_first_request(monkeypatch):
    monkeypatch.delenv("MISTRAL_API_KEY", raising=False)

    first, second = complete(request(), request("Another."))

    assert isinstance(first, SetupError)
    assert isinstance(second, SetupError)


def test_recordings_answer_behind_the_same_protocol(tmp_path):
    (tmp_path / "calls.jsonl").write_text(to_line(request(), REPLY) + "\n")

    assert complete(request(), provider="recorded", recording=".", root=tmp_path) == [REPLY]
