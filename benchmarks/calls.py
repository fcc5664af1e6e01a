"""What a call costs besides the waiting: CPU and memory of a bare SDK loop, a bare httpx2 loop, and Panel.

`uv run python benchmarks/calls.py` asks a fake server in a process of its own, 1,000 times per mode with 64
calls at once and 200 ms each. Every mode runs in a process of its own, in turn, several times over; the
medians are printed with their ratios. Panel does all that a run does: ledger on disk, budget, pace, retries,
deadline.
"""

import argparse
import asyncio
import contextlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
AT_ONCE = 64
CHECKPOINT = 100
MOST_OF_SDK = 0.5
MOST_OF_HTTPX2 = 4.5

SCHEMA = {
    "type": "object",
    "properties": {
        **{
            f"finding_{n}": {"type": "string", "maxLength": 220, "description": "One sentence."}
            for n in range(6)
        },
        "critique": {"type": "string", "minLength": 500, "maxLength": 1300},
        "verdict": {"enum": ["ship", "skip"]},
    },
    "required": [*(f"finding_{n}" for n in range(6)), "critique", "verdict"],
    "additionalProperties": False,
}
SYSTEM = "You review developer tools. " * 120
USER = "What is known about the tool, with its sources. " * 130

Call = Callable[[int], Awaitable[object]]


@contextlib.asynccontextmanager
async def bare_httpx2(address: str) -> AsyncIterator[Call]:
    """POST the body and parse the reply."""
    import httpx2

    async with httpx2.AsyncClient(timeout=60) as client:

        async def call(number: int) -> object:
            body = {"model": "m", "messages": _messages(number), "response_format": _format(), **_PARAMETERS}
            response = await client.post(f"{address}/v1/chat/completions", json=body)
            return response.json()["choices"][0]["message"]["content"]

        yield call


@contextlib.asynccontextmanager
async def bare_sdk(address: str) -> AsyncIterator[Call]:
    """Call the SDK as its documentation shows."""
    from mistralai.client import Mistral

    async with Mistral(api_key="none", server_url=address) as client:

        async def call(number: int) -> object:
            response = await client.chat.complete_async(
                model="m", messages=_messages(number), response_format=_format(), **_PARAMETERS
            )
            return response.choices[0].message.content

        yield call


@contextlib.asynccontextmanager
async def panel(address: str) -> AsyncIterator[Call]:
    """Ask as a run does, every reply committed before it is used."""
    from panel.models.asking import Asker
    from panel.models.budget import Budget
    from panel.models.endpoint import open_endpoint
    from panel.models.request import Parameters, Request
    from panel.prompting.prompt import Message, Prompt
    from panel.records.ledger import open_ledger
    from panel.settings import ModelSettings

    settings = ModelSettings.model_validate(
        {
            "id": "m",
            "server_url": address,
            "price": {"input": 0.5, "output": 1.5, "as_of": "2026-08-21"},
            "concurrency": AT_ONCE,
            "requests_per_minute": 1_000_000,
            "tokens_per_minute": 10_000_000_000,
        }
    )
    parameters = Parameters(temperature=0.7, max_tokens=4000)

    def request(number: int) -> Request:
        messages = tuple(Message(each["role"], each["content"]) for each in _messages(number))
        return Request("m", Prompt(messages, "ballot", "minimalist", ("uv",)), SCHEMA, parameters)

    with tempfile.TemporaryDirectory() as folder:
        async with (
            open_ledger(Path(folder) / "panel.sqlite3") as ledger,
            open_endpoint("m", settings, ROOT, print) as endpoint,
        ):
            asker = Asker(ledger, Budget(1000))

            async def call(number: int) -> object:
                return (await asker.ask(request(number), endpoint)).reply.text

            yield call


MODES = {"httpx2": bare_httpx2, "sdk": bare_sdk, "panel": panel}
_PARAMETERS: dict[str, Any] = {
    "temperature": 0.7,
    "max_tokens": 4000,
    "random_seed": 0,
    "prompt_cache_key": "minimalist",
}


def _messages(number: int) -> list[dict[str, str]]:
    return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": f"{USER} Ask {number}."}]


def _format() -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": SCHEMA, "strict": True}}


async def measure(mode: str, address: str, calls: int) -> dict[str, float]:
    """Make the calls in this process; gives CPU ms a call, seconds in all, and peak memory in MB."""
    async with MODES[mode](address) as call:
        await call(-1)  # connections, and whatever is made once
        numbers = iter(range(calls))
        peaks: dict[int, float] = {}

        async def work() -> None:
            for number in numbers:
                assert await call(number)
                if number + 1 in (CHECKPOINT, calls):
                    # Linux gives KiB here, macOS bytes.
                    unit = 1 if sys.platform == "darwin" else 1024
                    peaks[number + 1] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6

        cpu, wall = time.process_time(), time.monotonic()
        await asyncio.gather(*(work() for _ in range(AT_ONCE)))
        return {
            "cpu": (time.process_time() - cpu) / calls * 1000,
            "seconds": time.monotonic() - wall,
            "early": peaks[min(CHECKPOINT, calls)],
            "peak": peaks[calls],
        }


def compare(calls: int, repeat: int, latency: float) -> int:
    """Run every mode in turn and print the medians; gives 1 where a target is missed."""
    server = subprocess.Popen(
        [sys.executable, ROOT / "tests" / "fake_server.py", "--latency", str(latency)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        runs: dict[str, list[dict[str, float]]] = {mode: [] for mode in MODES}
        for _ in range(repeat):
            for mode, measured in runs.items():
                command = [
                    sys.executable,
                    __file__,
                    "--mode",
                    mode,
                    "--address",
                    address,
                    "--calls",
                    str(calls),
                ]
                done = subprocess.run(
                    command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=_environment()
                )
                measured.append(json.loads(done.stdout))
                print(
                    f"{mode:>7}: {measured[-1]['cpu']:6.2f} ms CPU a call, {measured[-1]['seconds']:5.1f} s",
                    flush=True,
                )
    finally:
        server.terminate()
        server.wait()
    medians = {
        mode: {key: statistics.median(run[key] for run in measured) for key in measured[0]}
        for mode, measured in runs.items()
    }
    return _report(medians, calls, repeat)


def _report(medians: dict[str, dict[str, float]], calls: int, repeat: int) -> int:
    print(f"\nMedians of {repeat} runs of {calls} calls, {AT_ONCE} at once:")
    for mode, each in medians.items():
        print(
            f"{mode:>7}: {each['cpu']:6.2f} ms CPU a call, peak memory {each['early']:.1f} MB after "
            f"{CHECKPOINT} calls, {each['peak']:.1f} MB after {calls}"
        )
    of_sdk = medians["panel"]["cpu"] / medians["sdk"]["cpu"]
    of_httpx2 = medians["panel"]["cpu"] / medians["httpx2"]["cpu"]
    print(f"Panel, ledger on: {of_sdk:.2f} × the bare SDK (at most {MOST_OF_SDK}), ", end="")
    print(f"{of_httpx2:.2f} × bare httpx2 (at most {MOST_OF_HTTPX2})")
    return int(of_sdk > MOST_OF_SDK or of_httpx2 > MOST_OF_HTTPX2)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--calls", type=int, default=1000)
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--latency", type=float, default=0.2, help="seconds until the server answers")
    options.add_argument(
        "--mode", choices=MODES, help="measure one mode in this process and print it as JSON"
    )
    options.add_argument("--address", help="the server, with --mode")
    chosen = options.parse_args()
    if chosen.mode:
        print(json.dumps(asyncio.run(measure(chosen.mode, chosen.address, chosen.calls))))
    else:
        sys.exit(compare(chosen.calls, chosen.repeat, chosen.latency))
