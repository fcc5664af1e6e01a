import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


@pytest.mark.parametrize("folder", ["personas", "prompts", "dossiers"])
def test_the_wheel_carries_the_same_samples_as_the_repository(wheel: zipfile.ZipFile, folder: str):
    prefix = f"panel/bundle/{folder}/"
    carried = {
        name.removeprefix(prefix): wheel.read(name) for name in wheel.namelist() if name.startswith(prefix)
    }
    ours = {
        path.name: path.read_bytes() for path in (ROOT / folder).iterdir() if not path.name.startswith(".")
    }

    assert ours
    assert carried == ours


def test_the_wheel_carries_the_settings_and_the_recorded_answers(wheel: zipfile.ZipFile):
    assert wheel.read("panel/bundle/panel.toml") == (ROOT / "panel.toml").read_bytes()
    recorded = [name for name in wheel.namelist() if name.startswith("panel/bundle/tests/recorded/")]
    assert any(name.endswith(".jsonl") for name in recorded)
    assert not any(name.endswith(".py") for name in recorded)


def test_the_wheel_carries_everything_the_package_reads(wheel: zipfile.ZipFile):
    names = set(wheel.namelist())
    needed = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "panel").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert needed <= names


def test_the_wheel_says_what_it_is(wheel: zipfile.ZipFile):
    metadata = Parser().parsestr(
        wheel.read(next(n for n in wheel.namelist() if n.endswith("/METADATA"))).decode()
    )

    assert metadata["Name"] == "reviewer-panel"
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert set(metadata.get_all("Provides-Extra") or []) == {"embedded", "desk", "workers", "postgres"}
    entry_points = wheel.read(next(n for n in wheel.namelist() if n.endswith("/entry_points.txt"))).decode()
    assert "panel = panel.__main__:main" in entry_points
