import json
import subprocess
import sys
from pathlib import Path

from panel import __version__
from panel.workspace import Workspace
from tests.cli.conftest import Run, record


def test_review_writes_a_report_for_each_tool(workspace: Workspace, run: Run):
    record(workspace, ("poetry", "uv"))

    result = run("review", "uv", "poetry", "--model", "recorded")

    assert result.code == 0, result.err
    assert {path.parent.name for path in workspace.outputs.glob("*/index.html")} == {"poetry", "uv"}


def test_review_needs_a_tool(workspace: Workspace, run: Run):
    result = run("review")

    assert result.code == 4
    assert "--all" in result.err


def test_a_report_is_rebuilt_from_its_json_byte_for_byte(workspace: Workspace, run: Run):
    record(workspace, ("poetry", "uv"))
    run("compare", "uv", "poetry", "--model", "recorded")
    folder = workspace.outputs / "poetry-vs-uv"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for name in ("index.html", "comparison.md", "comparison.csv"):
        (folder / name).unlink()

    result = run("report", str(folder))

    assert result.code == 0, result.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_report_of_something_else_is_refused(workspace: Workspace, run: Run, tmp_path: Path):
    (tmp_path / "comparison.json").write_text("{}")

    assert run("report", str(tmp_path)).code == 4
    assert run("report", str(tmp_path / "nowhere")).code == 4


def test_personas_lists_all_four_in_their_order(workspace: Workspace, run: Run):
    result = run("personas")

    assert result.code == 0
    places = [
        result.out.index(slug)
        for slug in ("developer-experience", "competitive", "futurist", "business-model")
    ]
    assert places == sorted(places)
    assert [each["order"] for each in json.loads(run("personas", "--json").out)] == [1, 2, 3, 4]


def test_prompt_shows_what_is_sent_with_hash_tokens_and_price(workspace: Workspace, run: Run):
    shown = run("prompt", "futurist", "uv", "--model", "mistral:mistral-large-2512")
    sent = json.loads(run("prompt", "futurist", "uv", "--model", "mistral:mistral-large-2512", "--json").out)

    assert shown.code == 0
    assert all(message["content"] in shown.out for message in sent["messages"])
    assert sent["prompt_hash"] in shown.out
    assert "about $0.00" in shown.out
    assert sent["model"] == "mistral-large-2512"


def test_prompt_of_an_unknown_persona_suggests_the_nearest(workspace: Workspace, run: Run):
    result = run("prompt", "futurists", "uv")

    assert result.code == 4
    assert "futurist" in result.err


def test_doctor_says_in_a_line_each_what_is_set_up(workspace: Workspace, run: Run):
    result = run("doctor")

    assert result.code == 0
    assert [line[:4] for line in result.out.splitlines()] == ["ok  "] * 7
    assert "everyone is answered by embedded" in result.out


def test_doctor_never_shows_the_key(workspace: Workspace, run: Run, monkeypatch):
    monkeypatch.setenv("MISTRAL_API_KEY", "canary-3141592653")

    result = run("doctor")

    assert "MISTRAL_API_KEY is set" in result.out
    assert "3141592653" not in result.out + result.err


def test_doctor_names_what_to_mend(workspace: Workspace, run: Run):
    (workspace.personas / "futurist.md").write_text("no front matter")

    result = run("doctor")

    assert result.code == 3
    assert any(line.startswith("fix ") and "futurist.md" in line for line in result.out.splitlines())


def test_init_makes_a_workspace_and_says_what_to_try(run: Run, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = run("init", "mine")

    assert result.code == 0
    assert "panel compare" in result.out
    assert (tmp_path / "mine" / "panel.toml").exists()


def test_paid_calls_move_from_one_workspace_to_another(workspace: Workspace, run: Run, tmp_path: Path):
    record(workspace, ("poetry", "uv"))
    run("compare", "uv", "poetry", "--model", "recorded")
    exported = tmp_path / "export.jsonl"
    exported.write_text(run("ledger", "export").out)
    for recording in (workspace.root / "tests/recorded").iterdir():
        recording.unlink()
    workspace.ledger.unlink()

    assert "10 calls added" in run("ledger", "import", str(exported)).out
    assert run("compare", "uv", "poetry", "--model", "recorded").code == 0


def test_a_broken_export_adds_nothing(workspace: Workspace, run: Run, tmp_path: Path):
    record(workspace, ("poetry", "uv"))
    run("compare", "uv", "poetry", "--model", "recorded")
    lines = run("ledger", "export").out.splitlines()
    workspace.ledger.unlink()
    broken = tmp_path / "export.jsonl"
    broken.write_text("\n".join([*lines[:3], "{not json", *lines[3:]]))

    result = run("ledger", "import", str(broken))

    assert result.code == 4
    assert f"{broken}:4" in result.err
    assert run("ledger", "export").out == ""


def test_the_version_is_printed(run: Run):
    assert run("--version").out == f"panel {__version__}\n"


def test_a_mistyped_command_is_a_usage_error(run: Run):
    result = run("compair")

    assert result.code == 2
    assert "Traceback" not in result.err


def test_the_workspace_option_goes_before_the_current_folder(
    workspace: Workspace, run: Run, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)

    assert str(workspace.root) in run("--workspace", str(workspace.root), "doctor").out


def test_doctor_wants_the_key_of_a_hosted_panel(workspace: Workspace, run: Run):
    settings = workspace.root / "panel.toml"
    settings.write_text(
        settings.read_text().replace('model = "auto"', 'model = "mistral:mistral-large-2512"')
    )

    result = run("doctor")

    assert result.code == 3
    assert "export MISTRAL_API_KEY" in result.out


def test_a_report_is_rebuilt_only_where_one_is(workspace: Workspace, run: Run, tmp_path: Path):
    (tmp_path / "index.html").write_text("mine")
    (tmp_path / "data.json").write_text("{}")

    assert run("report", str(tmp_path / "data.json")).code == 4
    assert (tmp_path / "index.html").read_text() == "mine"


def test_review_takes_names_or_all_and_not_both(workspace: Workspace, run: Run):
    assert run("review", "--all", "uv").code == 4


def test_an_export_about_an_unknown_tool_is_refused(workspace: Workspace, run: Run):
    result = run("ledger", "export", "uvv")

    assert result.code == 4
    assert "uv" in result.err


def test_a_persona_that_panel_toml_seats_and_nobody_is_gets_the_nearest_name(workspace: Workspace, run: Run):
    with (workspace.root / "panel.toml").open("a") as settings:
        settings.write('[panel.models]\nfuturst = "embedded"\n')

    result = run("personas")

    assert result.code == 4
    assert "did you mean 'futurist'?" in result.err


def test_a_review_of_two_tools_asks_no_head_to_head(workspace: Workspace, run: Run):
    likely = json.loads(
        run(
            "review",
            "uv",
            "poetry",
            "--model",
            "mistral:mistral-large-2512",
            "--samples",
            "1",
            "--dry-run",
            "--json",
        ).out
    )

    assert [each["calls"] for each in likely] == [8]


def test_very_many_tools_make_a_report_with_a_short_name(workspace: Workspace, run: Run):
    tools = tuple(sorted(path.stem for path in workspace.dossiers.glob("*.yaml")))
    record(workspace, tools)

    result = run("compare", *tools, "--model", "recorded")

    assert result.code == 0, result.err
    (folder,) = workspace.outputs.iterdir()
    assert folder.name.startswith("aider-and-25-more-")


def test_a_reader_who_closes_the_pipe_ends_the_command_quietly_and_the_report_is_written(
    workspace: Workspace,
):
    record(workspace, ("poetry", "uv"))
    command = f"{sys.executable} -m panel compare uv poetry --model recorded | true"
    shell = subprocess.run(
        command, shell=True, cwd=workspace.root, capture_output=True, text=True, check=False
    )

    assert "Traceback" not in shell.stderr
    assert (workspace.outputs / "poetry-vs-uv/index.html").exists()
