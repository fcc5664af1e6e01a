"""Every command that the README and the getting-started page show is run here, except the README's first two.

Those two are what `.ci/run` itself executes: the embedded comparison, and this very test run.
"""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from panel.workspace import Workspace
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
_NEEDS_A_KEY = {"panel compare uv poetry --budget 0.50"}


def shown(document: str) -> list[str]:
    """Give the `panel` commands of a document's console blocks, as a reader would type them."""
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / document).read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if "uv run panel" in line]
    return [line.removeprefix("$ uv run ").split("  #")[0].strip() for line in lines]


@pytest.fixture
def reader(workspace: Workspace) -> Workspace:
    """A workspace with what a clone has: the recorded answers, and a finished dossier of the reader's own."""
    shutil.copytree(ROOT / "tests/recorded", workspace.root / "tests/recorded", dirs_exist_ok=True)
    return workspace


@pytest.mark.parametrize("document", ["README.md", "docs/getting-started.md"])
def test_every_documented_command_works_in_the_order_shown(reader: Workspace, run: Run, document: str):
    commands = shown(document)
    assert commands

    for command in commands:
        if command in _NEEDS_A_KEY:
            assert run(*shlex.split(command)[1:], "--dry-run").code == 0
            continue
        not_asked = ["--dry-run"] if "compare my-tool" in command else []
        result = run(*shlex.split(command)[1:], *not_asked)
        assert result.code == 0, f"{command}: {result.err or result.out}"
        if "dossier new" in command:
            # The reader fills it in; until then `dossier check` says what is missing.
            assert run("dossier", "check").code == 4
            shutil.copy(reader.dossiers / "ruff.yaml", reader.dossiers / "my-tool.yaml")


@pytest.mark.parametrize(("line", "start"), [("uv run panel compare", "PATH="), ("uv run pytest", "PATH=")])
def test_the_two_commands_get_uv_by_themselves(line: str, start: str):
    commands = [
        each for each in (ROOT / "README.md").read_text().splitlines() if line in each and "get_uv" in each
    ]

    assert len(commands) == 1
    assert commands[0].startswith(start)
