import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.records.samples import a_request, look_up

ROOT = Path(__file__).parents[2]


def crash(folder: Path, kills: int, seed: int) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.records.crashing", str(folder), str(kills), str(seed)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


def test_nothing_committed_is_lost_to_a_kill(tmp_path: Path) -> None:
    tally = crash(tmp_path / "data", kills=20, seed=1)
    assert tally["promised"] > 100
    assert (tally["lost"], tally["unsound"]) == (0, 0)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(10))
def test_nothing_committed_is_lost_to_hundreds_of_kills(tmp_path: Path, seed: int) -> None:
    tally = crash(tmp_path / "data", kills=200, seed=seed)
    assert tally["promised"] > 1000
    assert tally["while_making"] > 0
    assert (tally["lost"], tally["unsound"]) == (0, 0)


BUSY_WRITER = """
import asyncio, sys
from pathlib import Path
from panel.records.ledger import open_ledger
from tests.records.samples import a_reply, a_request

async def write(path):
    async with open_ledger(path) as ledger:
        for turn in range(60):
            calls = [(a_request(turn * 10 + lane), a_reply("x" * 5000)) for lane in range(10)]
            await asyncio.gather(*(ledger.commit(*call) for call in calls))
            print(turn, flush=True)

asyncio.run(write(Path(sys.argv[1])))
"""


def test_a_reader_and_djangos_writes_beside_a_writing_run_are_never_locked_out(path: Path) -> None:
    from panel.records.setup import open_records

    open_records(path)
    from panel.records.models import DossierVersion

    command = [sys.executable, "-c", BUSY_WRITER, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=-1, stderr=-1, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "0\n"
        rounds = 0
        while writer.poll() is None:
            look_up(path, a_request(rounds).key)
            DossierVersion.objects.create(
                slug=f"t{rounds}", content_hash="", content="", first_seen="2026-11-24T00:00Z"
            )
            rounds += 1
        errors = writer.communicate()[1]
    assert (writer.returncode, errors) == (0, "")
    assert rounds > 3
    assert DossierVersion.objects.count() == rounds
    assert None not in look_up(path, *(a_request(sample).key for sample in range(600)))
