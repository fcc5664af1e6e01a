"""Writes docs/commands.md from the commands themselves: `make help-texts`. A test holds the file current."""

from collections.abc import Iterator
from pathlib import Path

import typer
from typer.testing import CliRunner

from panel.cli import app

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
_TOP = """# Commands

<!-- Written by `make help-texts` from the commands themselves. -->

Everything but results goes to standard error, so results can be piped. Exit codes:

| code | meaning |
|---|---|
| 0 | Done. |
| 1 | A defect of Panel: please report it. |
| 2 | The command was typed wrongly. |
| 3 | Fix your set-up: a key, a host, a model id, a permission, the disk. |
| 4 | Fix a file: a dossier, a persona, a prompt, `panel.toml`. |
| 5 | A model or its provider failed. |
| 6 | Done, but the panel is incomplete. |
| 7 | The budget is reached. |
| 8 | Another run is at work in this workspace. |
| 130, 143 | Interrupted by Ctrl-C, or by SIGTERM. |

What was finished is kept in every case. `panel --install-completion` sets up completion for your shell.
"""


def page() -> str:
    """Give the page's text."""
    return _TOP + "".join(_section(command) for command in _commands(app, ()))


def _commands(group: typer.Typer, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    for command in group.registered_commands:
        yield (*path, str(command.name))
    for child in group.registered_groups:
        assert child.typer_instance is not None
        yield from _commands(child.typer_instance, (*path, str(child.name)))


def _section(command: tuple[str, ...]) -> str:
    env = {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1"}
    shown = CliRunner().invoke(app, [*command, "--help"], prog_name="panel", env=env)
    assert shown.exit_code == 0, shown.output
    return f"\n## `{' '.join(('panel', *command))}`\n\n```text\n{shown.stdout.strip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
