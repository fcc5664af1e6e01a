import asyncio
import importlib.metadata
import json
from typing import Any, Optional, Union

import httpx2
import pytest
from mistralai.client import Mistral, errors
from mistralai.client.utils import queryparams, serializers

from panel.models import sdk
from tests.fake_server import completion

UNTOUCHED = sdk._make_model, queryparams.__dict__["get_type_hints"]


@pytest.fixture
def untouched(monkeypatch):
    """The SDK as it comes."""
    monkeypatch.setattr(serializers, "create_model", UNTOUCHED[0])
    monkeypatch.setattr(queryparams, "get_type_hints", UNTOUCHED[1])


def traffic() -> list[Any]:
    """Make many different calls at once, and give what was sent and what came back."""
    sent: dict[str, bytes] = {}

    def answer(request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content)
        name = body.get("model")
        sent[name] = request.content
        if request.url.path.endswith("embeddings"):
            data = [{"object": "embedding", "embedding": [0.5, 1.0], "index": 0}]
            usage = {"prompt_tokens": 1, "total_tokens": 1, "completion_tokens": 0}
            return httpx2.Response(
                200, json={"id": "e", "object": "list", "model": name, "data": data, "usage": usage}
            )
        if name == "bad":
            return httpx2.Response(200, json={"id": "x"})
        if name == "invalid":
            return httpx2.Response(422, json={"detail": [{"loc": ["a"], "msg": "b", "type": "c"}]})
        return httpx2.Response(200, json=completion(body))

    async def go() -> list[Any]:
        async with httpx2.AsyncClient(transport=httpx2.MockTransport(answer)) as http:
            client = Mistral(api_key="k", server_url="http://x", async_client=http)
            schema = {"type": "object", "properties": {"a": {"type": "string"}}}
            calls = [
                client.chat.complete_async(
                    model=f"m{number}",
                    messages=[
                        {"role": "user", "content": "x" * number},
                        {"role": "assistant", "content": "{"},
                    ],
                    **options,
                )
                for number, options in enumerate(
                    5
                    * [
                        {},
                        {"temperature": 0.5, "random_seed": 3, "stop": ["a", "b"]},
                        {"stop": "a", "max_tokens": None},
                        {"metadata": {"a": [1, {"b": None}]}},
                        {
                            "response_format": {
                                "type": "json_schema",
                                "json_schema": {"name": "n", "schema": schema},
                            }
                        },
                        {"tools": [{"type": "function", "function": {"name": "f", "parameters": schema}}]},
                    ]
                )
            ]
            others = [
                client.embeddings.create_async(model="embed", inputs=["a"]),
                client.chat.complete_async(model="bad", messages=[]),
                client.chat.complete_async(model="invalid", messages=[]),
            ]
            return await asyncio.gather(*calls, *others, return_exceptions=True)

    replies = [
        (type(each).__name__, each.body)
        if isinstance(each, errors.MistralError)
        else (type(each).__name__, each.model_dump_json())
        for each in asyncio.run(go())
    ]
    return [sorted(sent.items()), replies]


def test_bodies_replies_and_errors_are_the_same_bytes_as_with_the_untouched_sdk(untouched):
    before = traffic()

    assert sdk.spare_rebuilding()

    assert traffic() == before
    assert len(before[0]) == 33
    assert {name for name, _ in before[1]} == {
        "ChatCompletionResponse",
        "EmbeddingResponse",
        "ResponseValidationError",
        "HTTPValidationError",
    }


def test_a_class_is_made_once_and_then_kept(untouched, monkeypatch):
    made = []
    monkeypatch.setattr(
        sdk, "_make_model", lambda *args, **fields: made.append(args) or UNTOUCHED[0](*args, **fields)
    )
    sdk._kept_model.cache_clear()
    sdk.spare_rebuilding()

    traffic()
    first = len(made)
    traffic()

    assert 0 < first == len(made)


def test_the_installed_release_is_the_one_that_is_known():
    assert sdk.spare_rebuilding()
    assert serializers.__dict__["create_model"] is sdk._create_model


def test_twice_is_the_same_as_once(untouched):
    sdk.spare_rebuilding()
    before = serializers.__dict__["create_model"], queryparams.__dict__["get_type_hints"]

    assert sdk.spare_rebuilding()

    assert before == (serializers.__dict__["create_model"], queryparams.__dict__["get_type_hints"])


def test_an_unknown_release_is_left_as_it_comes(monkeypatch):
    monkeypatch.setattr(serializers, "create_model", UNTOUCHED[0])
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "4.0.0")

    assert not sdk.spare_rebuilding()
    assert serializers.__dict__["create_model"] is UNTOUCHED[0]


def test_the_order_of_a_union_is_kept():
    sdk.spare_rebuilding()

    assert serializers.unmarshal("1", Union[int, str]) == "1"  # noqa: UP007 - equal to the next one, and not alike
    for kind in (Union[str, int], Optional[int], dict[str, int]):  # noqa: UP007, UP045
        assert serializers.unmarshal({"a": 1} if kind == dict[str, int] else 1, kind) in (1, {"a": 1})


def test_a_type_that_cannot_be_hashed_still_works():
    from typing import Annotated

    sdk.spare_rebuilding()

    assert serializers.unmarshal(3, Annotated[int, {"not": "hashable"}]) == 3
