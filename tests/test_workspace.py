from pathlib import Path

import pytest

from panel.errors import InputError, SetupError
from panel.workspace import bundle_folder, find_workspace, init_workspace


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PANEL_WORKSPACE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def test_a_new_workspace_has_everything_a_run_needs(tmp_path: Path):
    made = init_workspace(tmp_path / "mine")

    assert sorted(path.name for path in made.root.iterdir()) == [
        ".gitignore", "dossiers", "outputs", "panel.toml", "personas", "prompts", "tests",
    ]  # fmt: skip
    assert find_workspace(made.root) == made


def test_nothing_is_overwritten_by_init(tmp_path: Path):
    (tmp_path / "personas").mkdir()

    with pytest.raises(InputError, match="already holds personas"):
        init_workspace(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["personas"]


def test_the_current_folder_and_its_parents_are_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    made = init_workspace(tmp_path / "mine")
    below = made.root / "outputs" / "deep"
    below.mkdir()
    monkeypatch.chdir(below)

    assert find_workspace().root == made.root


def test_the_environment_goes_before_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    here, there = init_workspace(tmp_path / "here"), init_workspace(tmp_path / "there")
    monkeypatch.chdir(here.root)
    monkeypatch.setenv("PANEL_WORKSPACE", str(there.root))

    assert find_workspace().root == there.root


def test_a_folder_that_is_no_workspace_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(SetupError, match="panel init"):
        find_workspace(tmp_path)


def test_outside_any_workspace_the_bundle_is_read_and_nothing_is_written_into_it(tmp_path: Path):
    found = find_workspace()

    assert found.bundled
    assert found.root == bundle_folder()
    assert found.outputs == tmp_path / "outputs"
    assert not found.data.is_relative_to(found.root)
