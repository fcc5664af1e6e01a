"""A workspace of its own for each test, with scripted recordings, and `panel` as a function."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from panel import cli
from panel.cli.choosing import choose
from panel.models.export import to_line
from panel.pipeline import hold
from panel.workspace import Workspace, init_workspace
from tests.scripted import Script, ScriptedModel, votes


class Result(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MISTRAL_API_KEY", "PANEL_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A new workspace, which is also the current folder."""
    made = init_workspace(tmp_path / "work")
    monkeypatch.chdir(made.root)
    # A test that replays writes its own.
    for recording in (made.root / "tests/recorded").glob("*"):
        recording.unlink()
    return made


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`panel` as the shell would run it."""

    def run(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["panel", *arguments])
        capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        return Result(code, *capsys.readouterr())

    return run


def record(
    workspace: Workspace, tools: tuple[str, ...], script: Script | None = None, samples: int = 3
) -> None:
    """Record a scripted model's answers about these tools, for `--model recorded`."""
    panel = choose(workspace, tools, "recorded", None)
    outcome = asyncio.run(
        hold(panel, ScriptedModel(script or votes({"futurist": "skip"}, tools[0])).ask, lambda _: None)
    )
    folder = workspace.root / "tests/recorded"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [to_line(request, replace(reply, provenance="a script")) for request, reply in outcome.exchanges]
    (folder / "scripted.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
