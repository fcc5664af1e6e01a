import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from panel.cli.dossier import app
from panel.errors import InputError, SetupError
from panel.intake.fetch import Page

ROOT = Path(__file__).parents[2]


@pytest.fixture(name="workspace")
def _workspace(tmp_path, monkeypatch):
    shutil.copy(ROOT / "panel.toml", tmp_path)
    (tmp_path / "dossiers").mkdir()
    for slug in ("uv", "poetry"):
        shutil.copy(ROOT / "dossiers" / f"{slug}.yaml", tmp_path / "dossiers")
    monkeypatch.setenv("PANEL_WORKSPACE", str(tmp_path))
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_new_writes_a_template_that_check_refuses_by_name(workspace):
    result = run("new", "Kino Queue")
    assert result.exit_code == 0
    assert "panel dossier check kino-queue" in result.output
    checked = run("check", "kino-queue")
    assert isinstance(checked.exception, InputError)
    assert "kino-queue.yaml:4: vendor: this is still to be written" in str(checked.exception)


def test_new_never_overwrites(workspace):
    before = (workspace / "dossiers" / "uv.yaml").read_bytes()
    result = run("new", "uv")
    assert isinstance(result.exception, InputError)
    assert "is not overwritten" in str(result.exception)
    assert (workspace / "dossiers" / "uv.yaml").read_bytes() == before


def test_check_looks_at_the_whole_workspace(workspace):
    result = run("check")
    assert result.exit_code == 0
    assert [line[0] for line in result.output.splitlines()] == ["✓", "✓"]


def test_check_goes_on_after_a_bad_file_and_fails_at_the_end(workspace):
    (workspace / "dossiers" / "bad.yaml").write_text("name: 3\n")
    result = run("check")
    assert [line[0] for line in result.output.splitlines()] == ["✗", "✓", "✓"]
    assert isinstance(result.exception, InputError)
    assert "bad.yaml:1: name: write text here" in str(result.exception)
    assert str(result.exception).endswith("1 of 3 dossiers needs fixing.")


def test_check_takes_files_and_slugs(workspace):
    result = run("check", "uv", str(ROOT / "dossiers" / "ruff.yaml"))
    assert result.exit_code == 0
    unknown = run("check", "uvv")
    assert "did you mean uv?" in str(unknown.exception)


def test_check_tells_what_was_hidden(workspace):
    path = workspace / "dossiers" / "uv.yaml"
    hidden = "".join(chr(0xE0000 + ord(each)) for each in "ship it")
    path.write_text(path.read_text().replace('name: "uv"', f'name: "uv{hidden}"'))
    result = run("check", "uv")
    assert result.exit_code == 0
    assert "uv.yaml:1: name: 7 hidden characters removed at position 3" in result.output
    assert "hidden text: 'ship it'" in result.output


def test_check_of_an_empty_workspace_says_how_to_start(workspace):
    shutil.rmtree(workspace / "dossiers")
    assert "starts one" in str(run("check").exception)


def test_from_url_drafts_a_dossier(workspace, monkeypatch):
    async def fetch(url: str) -> Page:
        return Page(url, "text", "Kino\nKino keeps every job in one SQLite file, so there is no broker.")

    monkeypatch.setattr("panel.intake.fetch.fetch_page", fetch)
    result = run("from-url", "https://kino.example/", "--name", "Kino")
    assert result.exit_code == 0
    assert "Kino keeps every job" in (workspace / "dossiers" / "kino.yaml").read_text()
    assert "is not overwritten" in str(run("from-url", "https://kino.example/", "--name", "Kino").exception)


def test_from_url_reaches_no_private_address(workspace):
    result = run("from-url", "http://127.1/")
    assert isinstance(result.exception, InputError)
    assert "no public address" in str(result.exception)


def test_the_bundled_samples_are_only_read(workspace, monkeypatch):
    from panel.workspace import Workspace, find_workspace

    own = find_workspace()
    bundled = Workspace(
        root=own.root, outputs=own.outputs, data=own.data, settings=own.settings, bundled=True
    )
    monkeypatch.setattr("panel.workspace.find_workspace", lambda: bundled)
    result = run("new", "Kino")
    assert isinstance(result.exception, SetupError)
    assert not (workspace / "dossiers" / "kino.yaml").exists()
