import asyncio
import json
import traceback
from datetime import UTC, datetime

import httpcore2
import httpx
import httpx2
import pytest
from mistralai.client import errors

from panel.errors import ModelError, RunStopped, SetupError
from panel.models import client as client_module
from panel.models.client import Client
from panel.models.faults import TryAgain
from panel.models.http import ReplyTooLong
from panel.models.reply import Reply, Usage
from panel.prompting.prompt import Message, Prompt
from tests.fake_server import FAULTS, completion, fake_server
from tests.models.samples import SCHEMA, head_to_head, request, settings

URL = "https://api.mistral.ai/v1/chat/completions"
KEY = "canary-key-4711-secret"


@pytest.fixture(autouse=True)
def _key(monkeypatch):
    monkeypatch.setenv("MISTRAL_API_KEY", KEY)


def send(asked=None, **changes) -> Reply:
    async def go():
        transport = changes.pop("transport", None)
        client = Client("mistral:m", settings(**changes), transport=transport)
        try:
            return await client.send(asked or request())
        finally:
            await client.close()

    return asyncio.run(go())


def answered(asked) -> dict:
    messages = [{"content": each.content} for each in asked.prompt.messages]
    return completion({"model": "m-2026", "messages": messages})


def test_the_request_body_says_all_that_decides_the_reply(httpx2_mock):
    asked = request(sample=2, attempt=1)
    route = httpx2_mock.post(URL).mock(return_value=httpx.Response(200, json=answered(asked)))

    send(asked)

    sent = route.calls.last.request
    assert json.loads(sent.content) == {
        "model": "m",
        "messages": [
            {"role": "system", "content": "You review tools."},
            {"role": "user", "content": "What is uv?"},
        ],
        "temperature": 0.7,
        "max_tokens": 100,
        "random_seed": 3,
        "stream": False,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "schema": SCHEMA, "strict": True},
        },
        "prompt_cache_key": "minimalist",
    }
    assert list(json.loads(sent.content)["response_format"]["json_schema"]["schema"]) == list(SCHEMA)
    assert sent.headers["authorization"] == f"Bearer {KEY}"


def test_the_head_to_head_and_a_repair_are_sent_with_their_own_cache_key_and_roles():
    with fake_server() as server:
        prompt = Prompt(
            (Message("assistant", "{"), Message("user", "Again.")), "ballot", "minimalist", ("uv",)
        )
        send(head_to_head("uv", "poetry"), server_url=server.address)
        send(request(prompt=prompt), server_url=f"{server.address}/v1/")

    assert [each.body["prompt_cache_key"] for each in server.served] == ["head-to-head", "minimalist"]
    assert [each["role"] for each in server.served[1].body["messages"]] == ["assistant", "user"]


def test_a_reply_carries_what_the_ledger_keeps(httpx2_mock):
    body = answered(request())
    httpx2_mock.post(URL).mock(return_value=httpx.Response(200, json=body))
    before = datetime.now(UTC)

    reply = send()

    cached = body["usage"]["prompt_tokens"] // 2
    assert reply.text == body["choices"][0]["message"]["content"]
    assert reply.model == "m-2026"
    assert reply.finish_reason == "stop"
    assert reply.usage == Usage(body["usage"]["prompt_tokens"], body["usage"]["completion_tokens"], cached)
    assert reply.usd == pytest.approx(
        ((reply.usage.prompt - cached) * 0.5 + cached * 0.05 + reply.usage.completion * 1.5) / 1e6
    )
    assert json.loads(reply.raw) == body
    assert before <= reply.asked_at <= datetime.now(UTC)
    assert 0 < reply.seconds < 5
    assert (reply.provenance, reply.stale) == ("", False)


@pytest.mark.parametrize(
    ("fault", "text", "finish"),
    [("empty", "", "stop"), ("null", "", "stop"), ("prose", "I would ship it.", "stop")],
)
def test_an_unreadable_answer_is_a_reply_all_the_same(fault, text, finish):
    with fake_server([fault]) as server:
        reply = send(server_url=server.address)

    assert (reply.text, reply.finish_reason) == (text, finish)
    assert reply.usage.completion > 0


def test_of_chunks_the_text_is_joined_and_the_thinking_left_out():
    with fake_server(["ok", "chunks"]) as server:
        plain, chunks = (send(server_url=server.address) for _ in range(2))

    assert chunks.text == plain.text
    assert "Hm." in chunks.raw


def test_an_answer_that_was_cut_off_says_so():
    with fake_server(["cut-off"]) as server:
        assert send(server_url=server.address).finish_reason == "length"


def test_an_answer_that_the_provider_failed_to_finish_may_be_tried_again():
    answer = answered(request())
    answer["choices"][0]["finish_reason"] = "error"

    with pytest.raises(TryAgain, match=r"api\.mistral\.ai broke off its answer with an error"):
        send(transport=httpx2.MockTransport(lambda _: httpx2.Response(200, json=answer)))


def test_a_filtered_prompt_is_an_answer_and_no_key_problem():
    with fake_server(["guardrail", "403"]) as server:
        reply = send(server_url=server.address)
        with pytest.raises(RunStopped, match="refused the key"):
            send(server_url=server.address)

    assert (reply.text, reply.finish_reason, reply.usage) == ("", "content_filter", Usage(0, 0))
    assert "guardrail" in reply.raw


def test_a_price_that_is_unknown_is_not_zero():
    with fake_server() as server:
        assert send(server_url=server.address, price=None).usd is None


def test_a_reply_larger_than_the_cap_is_not_read_to_its_end():
    with fake_server(["bomb"]) as server, pytest.raises(ModelError, match="more than 2 MB") as failure:
        send(server_url=server.address)

    assert not isinstance(failure.value, TryAgain | RunStopped)


def test_a_missing_key_is_said_before_anything_is_sent(monkeypatch):
    monkeypatch.delenv("MISTRAL_API_KEY")

    with pytest.raises(
        SetupError, match=r"mistral:m needs a key and MISTRAL_API_KEY is not set: .*--model embedded"
    ):
        send()


def test_another_server_needs_no_key_and_never_gets_mistrals(monkeypatch):
    # Where the SDK would look for one, had it been given none.
    monkeypatch.setenv("MISTRAL_SA_TOKEN_PATH", "/nowhere")
    with fake_server() as server:
        send(server_url=server.address)

    assert server.served[0].headers["authorization"] == "Bearer none"


def test_another_server_gets_the_key_whose_variable_is_named_for_it(monkeypatch):
    monkeypatch.setenv("LOCAL_API_KEY", "local")
    with fake_server() as server:
        send(server_url=server.address, key_env="LOCAL_API_KEY")

    assert server.served[0].headers["authorization"] == "Bearer local"


@pytest.mark.parametrize("key", ["two\nlines-of-a-secret", "schlüssel-of-a-secret"])
def test_a_key_that_cannot_be_one_is_refused_without_being_shown(monkeypatch, key):
    monkeypatch.setenv("MISTRAL_API_KEY", key)

    with pytest.raises(SetupError, match="cannot be a key") as failure:
        send()

    assert "secret" not in "".join(traceback.format_exception(failure.value))


@pytest.mark.parametrize("fault", [name for name in FAULTS if name[:3].isdigit()])
def test_the_key_is_in_no_message_traceback_or_representation(monkeypatch, fault):
    monkeypatch.setenv("MISTRAL_API_KEY", "sk-canary-0123456789abcdef")  # which the server's 401 repeats
    with fake_server([fault]) as server, pytest.raises(ModelError) as failure:
        send(server_url=server.address, key_env="MISTRAL_API_KEY")

    told = traceback.TracebackException.from_exception(failure.value, capture_locals=False)
    assert failure.value.__context__ is None
    assert "canary" not in "".join(told.format()) + repr(failure.value)
    assert "canary" not in repr(Client("m", settings())._server)


def test_a_reply_is_kept_letter_by_letter_where_it_only_looks_as_if_it_held_a_key():
    answer = completion({"model": "m", "messages": []})
    answer["choices"][0]["message"]["content"] = "Set api_key_0123456789ab first."

    reply = send(transport=httpx2.MockTransport(lambda _: httpx2.Response(200, json=answer)))

    assert reply.text == "Set api_key_0123456789ab first."


def test_the_key_is_not_kept_with_a_reply_that_repeats_it():
    echo = completion({"model": "m", "messages": []})
    echo["choices"][0]["message"]["content"] = f"Your key is {KEY}."

    reply = send(transport=httpx2.MockTransport(lambda _: httpx2.Response(200, json=echo)))

    assert reply.text == "Your key is [key]."
    assert KEY not in reply.raw


def subclasses(of: type) -> set[type]:
    return {of}.union(*(subclasses(each) for each in of.__subclasses__()))


@pytest.mark.parametrize("kind", sorted(subclasses(httpx2.RequestError), key=str))
def test_every_error_of_the_http_client_is_mapped(kind):
    def fail(_):
        raise kind("it broke")

    with pytest.raises(
        ModelError, match=r"^No answer from mistral:m for persona minimalist on uv: .*\.$"
    ) as failure:
        send(transport=httpx2.MockTransport(fail))

    assert failure.value.__context__ is None


def test_every_error_of_the_sdk_is_mapped():
    response = httpx2.Response(500, text="broken")
    made = [
        errors.SDKError("no", response),
        errors.HTTPValidationError(errors.HTTPValidationErrorData(), response),
        errors.ResponseValidationError("no", response, ValueError("no")),
        errors.NoResponseError("no"),
    ]
    kinds = subclasses(errors.MistralError) | {errors.NoResponseError}
    ours = {each for each in kinds if each.__module__.startswith("mistralai.client.errors")}
    chat = {type(each) for each in made} | {errors.MistralError}
    # The others belong to operations that are never called.
    assert {each.__name__ for each in ours - chat} <= {"ObservabilityError"}

    client = Client("mistral:m", settings())
    for error in [*made, ReplyTooLong(), httpx2.InvalidURL("no")]:
        assert isinstance(error, client_module._LAYERS_BELOW)
        assert isinstance(client._fault(error, request()), ModelError)


@pytest.mark.parametrize("fault", ["html", "truncated", "wrong-type", "no-choices", "reset", "disconnect"])
def test_a_broken_reply_may_be_tried_again(fault):
    with fake_server([fault]) as server, pytest.raises(TryAgain):
        send(server_url=server.address)


def test_a_connection_error_of_the_network_may_be_tried_again(httpx2_mock):
    httpx2_mock.post(URL).mock(side_effect=httpcore2.ConnectError("[Errno -2] Name or service not known"))

    with pytest.raises(TryAgain, match=r"api.mistral.ai cannot be reached .*Name or service not known"):
        send()


@pytest.mark.parametrize("address", ["ftp://x", "127.0.0.1:1"])
def test_an_address_that_is_none_stops_the_run(address):
    with pytest.raises(RunStopped, match="begins with http:// or https://"):
        send(server_url=address)


def test_a_redirect_is_not_followed_with_the_key():
    moved = httpx2.Response(308, headers={"location": "https://elsewhere.example"})

    with pytest.raises(RunStopped, match="redirects to another address"):
        send(transport=httpx2.MockTransport(lambda _: moved))


def test_a_host_that_is_silent_is_given_up_sooner_than_an_answer_is():
    client = Client("m", settings(deadline_seconds=180))

    assert client._http.timeout.connect == 10
    assert client._http.timeout.read == 180
