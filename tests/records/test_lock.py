import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from panel.errors import BusyError, SetupError
from panel.records.lock import hold

HOLDER = """
import sys
from pathlib import Path
from panel.records.lock import hold
with hold(Path(sys.argv[1]), "panel compare uv poetry"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_second_run_is_told_who_is_at_work(path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(BusyError) as told, hold(path, "panel review"):
        pass
    assert re.fullmatch(
        rf"Another run \(panel compare uv poetry, pid {holder.pid}\) has been at work here since \d\d:\d\d; "
        r"wait for it or stop it\.",
        str(told.value),
    )


def test_a_killed_runs_hold_is_free_again(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with hold(path, "panel review"):
        assert json.loads(path.with_name("run.json").read_text())["pid"] == os.getpid()


def test_one_run_after_the_other_is_fine(path: Path) -> None:
    for _ in range(2):
        with hold(path, "panel review"):
            pass
    assert not path.with_name("run.json").exists()


def test_a_run_that_has_not_said_who_it_is_holds_all_the_same(path: Path) -> None:
    with hold(path, "panel review"):
        path.with_name("run.json").write_text("{")
        with pytest.raises(BusyError, match="Another run has just started here"), hold(path, "panel compare"):
            pass


def test_a_hold_ends_with_an_error_in_the_run(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), hold(path, "panel review"):
        raise ZeroDivisionError
    with hold(path, "panel review"):
        pass


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with (
        pytest.raises(SetupError, match="make its folder writable"),
        hold(tmp_path / "taken" / "p.sqlite3", "x"),
    ):
        pass
