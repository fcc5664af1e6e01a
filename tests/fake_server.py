"""A server that speaks Mistral's chat API and answers by the schema it is given; faults come as scripted.

In tests: `with fake_server(faults=["429 0.05", "ok"]) as server:` and ask `server.address`.
By hand: `python tests/fake_server.py --port 8000 --latency 0.2 --faults "500,reset" --log served.jsonl`.

Each request takes the next fault of the script, and "ok" once the script is used up. The same request gets
the same answer. Each served request is one line of the log, written before its reply is sent.
"""

import argparse
import asyncio
import contextlib
import gzip
import hashlib
import json
import random
import re
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from typing import Any

PATH = "/v1/chat/completions"
_SOURCED = {"source", "quotation"}
WORDS = (
    "the lockfile resolver installs packages quickly while teams weigh pricing against portability and the "
    "licence lets a small shop leave when its roadmap changes so migration stays cheap for most projects"
)


@dataclass(frozen=True)
class Served:
    """One request that arrived: its headers by lower-case name, its JSON body, and the fault it met."""

    headers: Mapping[str, str]
    body: Any
    fault: str


@dataclass
class FakeServer:
    """A running server.

    Attributes:
        latency: Seconds until an answer begins.
        faults: What the next requests meet; see `FAULTS`. A number after a space is the fault's own.
        log: File that gets a line for each served request; None for no log.
        address: Where it listens.
        served: The requests so far.
        most_at_once: Most requests that were under way together.
    """

    latency: float = 0.0
    faults: deque[str] = field(default_factory=deque)
    log: Path | None = None
    address: str = ""
    served: list[Served] = field(default_factory=list)
    most_at_once: int = 0
    keeps: bool = True
    """Whether `served` is filled; a benchmark leaves it empty."""
    _at_once: int = 0

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until it is closed."""
        # A cancelled connection is how the server stops; asyncio's callback would print its traceback.
        with contextlib.suppress(
            asyncio.CancelledError, asyncio.IncompleteReadError, ConnectionError, _Hangup
        ):
            while True:
                line, headers, body = await _read(reader)
                if line.startswith("GET /health"):
                    writer.write(_response(200, b'{"status":"ok"}'))
                    continue
                self._at_once += 1
                self.most_at_once = max(self.most_at_once, self._at_once)
                try:
                    await self._serve(writer, headers, json.loads(body), hashlib.sha256(body).hexdigest())
                finally:
                    self._at_once -= 1
        writer.close()

    async def _serve(
        self, writer: asyncio.StreamWriter, headers: Mapping[str, str], body: Any, digest: str
    ) -> None:
        scripted = self.faults.popleft() if self.faults else "ok"
        name, _, number = scripted.partition(" ")
        if self.keeps:
            self.served.append(Served(headers, body, name))
        if self.latency:
            await asyncio.sleep(self.latency)
        if self.log is not None:
            with self.log.open("a") as log:
                log.write(json.dumps({"body": digest, "model": body["model"], "fault": name}) + "\n")
        if name in CONNECTION_FAULTS:
            await CONNECTION_FAULTS[name](writer, completion(body), float(number or 0))
        else:
            writer.write(FAULTS[name](completion(body), float(number or 0)))
        await writer.drain()


class _Hangup(Exception):
    """The server ends the connection."""


def completion(body: Any) -> dict[str, Any]:
    """Write the chat completion that answers a request body by its schema."""
    schema = body.get("response_format", {}).get("json_schema", {}).get("schema")
    seed = json.dumps([body["messages"], body.get("random_seed"), schema])
    chance = random.Random(seed)
    text = json.dumps(instance(schema, schema, chance)) if schema else prose(chance, 40, 120)
    prompt = sum(len(each["content"]) for each in body["messages"]) // 4
    return {
        "id": f"cmpl-{chance.getrandbits(64):016x}",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": body["model"],
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
        "usage": {
            "prompt_tokens": prompt,
            "completion_tokens": len(text) // 4,
            "total_tokens": prompt + len(text) // 4,
            "prompt_tokens_details": {"cached_tokens": prompt // 2},
        },
    }


def instance(schema: Any, root: Any, chance: random.Random) -> Any:  # noqa: PLR0911 - one a case
    """Make a value that a JSON schema allows, by chance; knows the keywords that Panel's schemas use."""
    match schema:
        case {"$ref": str(name)}:
            return instance(root["$defs"][name.rsplit("/", 1)[-1]], root, chance)
        case {"const": value}:
            return value
        case {"enum": [*values]}:
            return chance.choice(values)
        case {"anyOf": [*choices]}:
            return instance(chance.choice(choices), root, chance)
        case {"type": "object"}:
            fields = schema.get("properties", {})
            # A made-up source would be refused; a claim may name none.
            return {
                name: "" if name in _SOURCED else instance(each, root, chance)
                for name, each in fields.items()
            }
        case {"type": "array"}:
            least = schema.get("minItems", 0)
            count = chance.randint(least, max(least, min(schema.get("maxItems", 3), 3)))
            return [instance(schema["items"], root, chance) for _ in range(count)]
        case {"type": "string"}:
            least = schema.get("minLength", 1)
            text = prose(chance, least, schema.get("maxLength", least + 80))
            pattern = schema.get("pattern", "")
            return text if re.search(pattern, text) else "2027-12-31"
        case {"type": "integer" | "number" as kind}:
            number = chance.randint(int(schema.get("minimum", 0)), int(schema.get("maximum", 100)))
            return number if kind == "integer" else float(number)
        case {"type": "boolean"}:
            return chance.random() < 0.5
        case {"type": "null"}:
            return None
    raise ValueError(f"no value is made for {schema!r}")


def prose(chance: random.Random, least: int, most: int) -> str:
    """Write words, `least` to `most` characters of them."""
    text = (
        " ".join(chance.choices(WORDS.split(), k=most // 4 + 1)).capitalize()[: (least + most) // 2].rstrip()
    )
    return text + "." * max(1, least - len(text)) if len(text) < most else text


def _with(answer: dict[str, Any], *, finish: str = "stop", **message: Any) -> bytes:
    choice = answer["choices"][0] | {"finish_reason": finish}
    choice["message"] = choice["message"] | message
    return _json(200, answer | {"choices": [choice]})


def _content(
    write: Callable[[str], Any], *, finish: str = "stop"
) -> Callable[[dict[str, Any], float], bytes]:
    return lambda answer, _: _with(
        answer, content=write(answer["choices"][0]["message"]["content"]), finish=finish
    )


def _refusal(status: int, body: Any, **headers: str) -> Callable[[dict[str, Any], float], bytes]:
    return lambda *_: _json(status, body, **headers)


def _busy(**headers: str) -> bytes:
    return _json(
        429,
        {"object": "error", "message": "Rate limit exceeded", "type": "rate_limited", "code": "1300"},
        **headers,
    )


FAULTS: dict[str, Callable[[dict[str, Any], float], bytes]] = {
    "ok": lambda answer, _: _json(200, answer),
    # Refusals. A key in a provider's message is what a leak looks like.
    "401": _refusal(401, {"message": "Unauthorized: key sk-canary-0123456789abcdef is expired"}),
    "402": _refusal(402, {"message": "Payment required"}),
    "403": _refusal(403, {"message": "Forbidden"}),
    "404": _refusal(404, {"message": "Model not found", "type": "invalid_model"}),
    "400": _refusal(
        400, {"message": "messages: the last one must be of the user", "type": "invalid_request"}
    ),
    "422": _refusal(
        422, {"detail": [{"loc": ["body", "n"], "msg": "Extra inputs are not permitted", "type": "x"}]}
    ),
    "overflow": _refusal(
        400, {"error": {"message": "request (9000 tokens) exceeds the context size", "code": 400}}
    ),
    "guardrail": _refusal(403, {"message": "Blocked by guardrail: violence", "type": "guardrail_violation"}),
    "quota": _refusal(
        429, {"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}}
    ),
    # Faults that pass.
    "429": lambda _, seconds: _busy(**{"retry-after": f"{seconds:g}"} if seconds else {}),
    "429-ms": lambda _, ms: _busy(**{"retry-after-ms": f"{ms:g}"}),
    "429-date": lambda _, seconds: _busy(**{"retry-after": formatdate(time.time() + seconds, usegmt=True)}),
    "500": _refusal(500, {"message": "Internal server error"}),
    "503": _refusal(503, {"message": "service tier capacity exceeded"}),
    "520": _refusal(520, {"message": "unknown error"}),
    "408": _refusal(408, {"message": "timeout"}),
    "html": lambda *_: _response(
        200, b"<html><body>Bad gateway</body></html>", **{"content-type": "text/html"}
    ),
    "truncated": lambda answer, _: _response(200, json.dumps(answer).encode()[:-40]),
    "wrong-type": _refusal(200, ["not", "an", "object"]),
    "no-choices": lambda answer, _: _json(200, answer | {"choices": []}),
    "bomb": lambda *_: _response(200, gzip.compress(b" " * 60_000_000), **{"content-encoding": "gzip"}),
    # Replies that are no answer.
    "empty": _content(lambda _: ""),
    "null": _content(lambda _: None),
    "cut-off": _content(lambda text: text[: len(text) // 2], finish="length"),
    "fenced": _content(lambda text: f"Here you are:\n```json\n{text}\n```"),
    "prose": _content(lambda _: "I would ship it."),
    "refused": _content(lambda _: "I'm sorry, but I can't help with that."),
    "nan": _content(lambda _: '{"verdict": NaN}'),
    "duplicate-key": _content(lambda text: text[:-1] + ', "verdict": "skip"}'),
    "wrong-fields": _content(lambda _: '{"opinion": "ship"}'),
    "deep": _content(lambda _: "[" * 50_000 + "]" * 50_000),
    "chunks": _content(
        lambda text: [
            {"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]},
            {"type": "text", "text": text[:10]},
            {"type": "text", "text": text[10:]},
        ]
    ),
    "huge-usage": lambda answer, _: _json(
        200,
        answer | {"usage": {"prompt_tokens": 10**9, "completion_tokens": 10**9, "total_tokens": 2 * 10**9}},
    ),
}


async def _reset(writer: asyncio.StreamWriter, answer: dict[str, Any], _: float) -> None:
    """Break off in the middle of the body."""
    writer.write(_json(200, answer)[:-20])
    await writer.drain()
    raise _Hangup


async def _disconnect(*_: Any) -> None:
    """Close without a word."""
    raise _Hangup


async def _trickle(writer: asyncio.StreamWriter, answer: dict[str, Any], seconds: float) -> None:
    """Send a byte now and then, which no timeout between two bytes ever notices."""
    for byte in _json(200, answer):
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(seconds)


CONNECTION_FAULTS = {"reset": _reset, "disconnect": _disconnect, "slow": _trickle}


def _json(status: int, body: Any, **headers: str) -> bytes:
    return _response(status, json.dumps(body).encode(), **headers)


def _response(status: int, body: bytes, **headers: str) -> bytes:
    fields = {"content-type": "application/json", **headers, "content-length": str(len(body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} -\r\n{head}\r\n".encode() + body


async def _read(reader: asyncio.StreamReader) -> tuple[str, dict[str, str], bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
    return head[0], headers, await reader.readexactly(int(headers.get("content-length", 0)))


@contextlib.asynccontextmanager
async def serving(server: FakeServer, port: int = 0) -> AsyncIterator[FakeServer]:
    """Let a server listen on the loopback address."""
    listening = await asyncio.start_server(server.handle, "127.0.0.1", port, limit=2**22)
    server.address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield server
    finally:
        listening.close()


@contextlib.contextmanager
def fake_server(
    faults: Sequence[str] = (), *, latency: float = 0.0, log: Path | None = None
) -> Iterator[FakeServer]:
    """Run a server in a thread of its own, for tests that are or start something synchronous."""
    server = FakeServer(latency=latency, faults=deque(faults), log=log)
    ready: Future[Callable[[], object]] = Future()

    async def serve() -> None:
        done, loop = asyncio.Event(), asyncio.get_running_loop()
        async with serving(server):
            ready.set_result(lambda: loop.call_soon_threadsafe(done.set))
            await done.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    stop = ready.result(timeout=10)
    try:
        yield server
    finally:
        stop()
        thread.join()


async def _serve_forever(arguments: argparse.Namespace) -> None:
    faults = deque(each for each in arguments.faults.split(",") if each)
    server = FakeServer(arguments.latency, faults, arguments.log, keeps=False)
    async with serving(server, arguments.port):
        print(server.address, flush=True)  # noqa: T201 - whoever started it reads the address here
        await asyncio.Event().wait()


if __name__ == "__main__":
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--port", type=int, default=0, help="0 for any that is free; the address is printed")
    options.add_argument("--latency", type=float, default=0.0, help="seconds until an answer begins")
    options.add_argument(
        "--faults", default="", help=f"with commas: {', '.join((*FAULTS, *CONNECTION_FAULTS))}"
    )
    options.add_argument("--log", type=Path, help="file that gets a line for each served request")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve_forever(options.parse_args()))
