import json
import subprocess
import sys
from pathlib import Path

import httpx2
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import fake_server

SCHEMA = {
    "type": "object",
    "properties": {
        "findings": {
            "type": "object",
            "properties": {
                "many": {"type": "array", "minItems": 2, "maxItems": 4, "items": {"$ref": "#/$defs/line"}}
            },
            "required": ["many"],
            "additionalProperties": False,
        },
        "critique": {"type": "string", "minLength": 200, "maxLength": 400},
        "by": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "count": {"type": "integer", "minimum": 1, "maximum": 3},
        "share": {"type": "number", "minimum": 0, "maximum": 1},
        "sure": {"type": "boolean"},
        "kind": {"const": "ballot"},
        "source": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/line"}]},
        "verdict": {"enum": ["ship", "skip"]},
    },
    "required": ["findings", "critique", "by", "count", "share", "sure", "kind", "source", "verdict"],
    "additionalProperties": False,
    "$defs": {"line": {"type": "string", "maxLength": 12}},
}


def body(seed=0, text="What is uv?") -> dict:
    schema = {"type": "json_schema", "json_schema": {"name": "answer", "schema": SCHEMA}}
    messages = [{"role": "user", "content": text}]
    return {"model": "m", "messages": messages, "random_seed": seed, "response_format": schema}


def content(asked: dict) -> str:
    return fake_server.completion(asked)["choices"][0]["message"]["content"]


@given(st.integers(0, 10_000), st.text(max_size=20))
def test_every_answer_follows_its_schema(seed, text):
    jsonschema.validate(json.loads(content(body(seed, text))), SCHEMA)


def test_the_same_request_gets_the_same_answer_and_another_seed_another():
    assert content(body()) == content(body())
    assert len({content(body(seed)) for seed in range(5)}) == 5


@pytest.mark.parametrize("fault", fake_server.FAULTS)
def test_every_fault_is_one_whole_http_response(fault):
    with fake_server.fake_server([fault]) as server:
        response = httpx2.post(server.address + fake_server.PATH, json=body())

    assert response.status_code == (int(fault[:3]) if fault[:3].isdigit() else response.status_code)
    assert [each.fault for each in server.served] == [fault]


def test_by_hand_it_prints_its_address_logs_each_request_and_is_healthy(tmp_path):
    log = tmp_path / "served.jsonl"
    script = str(Path(fake_server.__file__))
    command = [sys.executable, script, "--port", "0", "--faults", "500,reset", "--log", str(log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            address = process.stdout.readline().strip()
            assert httpx2.get(f"{address}/health").is_success
            assert httpx2.post(address + fake_server.PATH, json=body()).status_code == 500
            with pytest.raises(httpx2.RemoteProtocolError):
                httpx2.post(address + fake_server.PATH, json=body())
            assert httpx2.post(address + fake_server.PATH, json=body()).is_success
        finally:
            process.terminate()

    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [each["fault"] for each in lines] == ["500", "reset", "ok"]
    assert len({each["body"] for each in lines}) == 1
