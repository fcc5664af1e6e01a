"""Kills a writer of the ledger again and again, and looks each time whether anything was lost.

`python -m tests.records.crashing FOLDER KILLS SEED` prints one JSON object. The writer is forked, so that a
kill costs no start-up, and prints each key to a pipe right after its `commit` has returned.
"""

import asyncio
import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from panel.records.ledger import open_ledger
from tests.records.samples import a_reply, a_request, look_up

KEY_BYTES = 64


async def write_for_ever(path: Path, first: int, told: int) -> None:
    async with open_ledger(path) as ledger:

        async def write(lane: int) -> None:
            for round_ in range(1_000_000):
                request = a_request(first + lane + 64 * round_)
                await ledger.commit(request, a_reply(f"{request.sample} " * random.randint(1, 2000)))
                os.write(told, request.key.encode())

        await asyncio.gather(*map(write, range(64)))


def killed_writer(path: Path, first: int, wait: float) -> list[str]:
    """Let a writer run for `wait` seconds, kill it, and give the keys whose commit had returned."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        # Should the harness itself be killed, its writer goes too.
        with contextlib.suppress(BrokenPipeError):
            asyncio.run(write_for_ever(path, first, told))
        os._exit(1)
    os.close(told)
    with os.fdopen(heard, "rb") as pipe:
        os.set_blocking(heard, False)
        end = time.monotonic() + wait
        keys = b""
        while time.monotonic() < end:
            keys += pipe.read() or b""
            time.sleep(0.001)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.set_blocking(heard, True)
        keys += pipe.read()
    return [keys[at : at + KEY_BYTES].decode() for at in range(0, len(keys), KEY_BYTES)]


def main(folder: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    path = folder / "panel.sqlite3"
    # Imports all that a writer needs before the first fork.
    look_up(path, "none yet")
    promised: list[str] = []
    tally = {"kills": kills, "promised": 0, "lost": 0, "unsound": 0, "while_making": 0}
    for kill in range(kills):
        if kill % 4 == 0:
            # A fresh workspace: the kill may come while its file is made.
            shutil.rmtree(folder, ignore_errors=True)
            promised = []
        wait = chance.uniform(0, 0.4) if kill % 4 == 0 else chance.uniform(0.005, 0.12)
        promised += (new := killed_writer(path, kill * 1_000_000, wait))
        tally["promised"] += len(new)
        tally["while_making"] += not path.exists()
        tally["lost"] += look_up(path, *promised).count(None)
        with closing(sqlite3.connect(path)) as connection:
            tally["unsound"] += connection.execute("PRAGMA integrity_check").fetchone() != ("ok",)
    sys.stdout.write(json.dumps(tally))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
