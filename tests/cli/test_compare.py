import json
import subprocess
import sys

from panel.workspace import Workspace
from tests.cli.conftest import Run, record
from tests.scripted import ballot, votes


def compared(run: Run, *more: str):
    return run("compare", "uv", "poetry", "--model", "recorded", *more)


def test_a_comparison_prints_the_panel_and_writes_the_report(workspace: Workspace, run: Run):
    record(workspace, ("poetry", "uv"))

    result = compared(run)

    assert result.code == 0, result.err
    assert "3 of 4 ship" in result.out
    assert result.out.splitlines()[-1] == "Report: outputs/poetry-vs-uv/index.html"
    assert "0 calls paid by this run" in result.err
    written = {path.name for path in (workspace.outputs / "poetry-vs-uv").iterdir()}
    assert written == {"index.html", "comparison.md", "comparison.json", "comparison.csv", "ballots.jsonl"}


def test_the_order_in_which_tools_are_named_does_not_matter(workspace: Workspace, run: Run):
    record(workspace, ("poetry", "uv"))

    first = compared(run)
    second = run("compare", "poetry", "uv", "--model", "recorded")

    assert first.out == second.out


def test_unchanged_tools_are_not_asked_about_again_and_give_the_same_bytes(workspace: Workspace, run: Run):
    record(workspace, ("poetry", "uv"))
    compared(run)
    folder = workspace.outputs / "poetry-vs-uv"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for recording in (workspace.root / "tests/recorded").iterdir():
        recording.unlink()

    again = compared(run)

    assert again.code == 0, again.err
    assert "10 answers from the ledger" in again.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_changed_price_asks_only_those_who_read_pricing(workspace: Workspace, run: Run):
    record(workspace, ("poetry", "uv"))
    compared(run)
    dossier = workspace.dossiers / "uv.yaml"
    dossier.write_text(
        dossier.read_text().replace("Free and open source under Apache", "From $9, or free under Apache")
    )

    result = run("estimate", "uv", "poetry", "--model", "recorded", "--json")

    # Competitive and business model read pricing, and the head-to-head both ways.
    assert [each["calls"] for each in json.loads(result.out)] == [1 + 1 + 2]


def test_json_stands_alone_on_standard_output(workspace: Workspace, run: Run):
    record(workspace, ("poetry", "uv"))

    result = compared(run, "--json")

    document = json.loads(result.out)
    assert document["schema_version"] == 1
    assert "index.html" in result.err


def test_a_dry_run_asks_nothing_and_writes_nothing(workspace: Workspace, run: Run):
    record(workspace, ("poetry", "uv"))

    result = run("compare", "uv", "poetry", "--model", "mistral:mistral-large-2512", "--dry-run")

    assert result.code == 0
    assert "26 calls to mistral:mistral-large-2512" in result.out
    assert not (workspace.outputs / "poetry-vs-uv").exists()


def test_a_missing_ballot_makes_the_panel_incomplete_and_the_exit_code_say_so(workspace: Workspace, run: Run):
    record(
        workspace,
        ("poetry", "uv"),
        lambda request: "{" if request.prompt.persona == "futurist" else votes({})(request),
    )

    result = compared(run)

    assert result.code == 6
    assert "missing" in result.out
    assert (workspace.outputs / "poetry-vs-uv" / "index.html").exists()


def test_an_unknown_tool_gets_the_nearest_names(workspace: Workspace, run: Run):
    result = run("compare", "uv", "potery")

    assert result.code == 4
    assert "poetry" in result.err
    assert "Traceback" not in result.err


def test_all_wrong_dossiers_are_named_at_once(workspace: Workspace, run: Run):
    for slug in ("uv", "poetry"):
        path = workspace.dossiers / f"{slug}.yaml"
        path.write_text(path.read_text().replace("vendor:", "vender:"))

    result = run("compare", "uv", "poetry")

    assert result.code == 4
    assert "uv.yaml" in result.err
    assert "poetry.yaml" in result.err
    assert "vendor" in result.err


def test_one_tool_is_no_comparison(workspace: Workspace, run: Run):
    result = run("compare", "uv", "uv")

    assert result.code == 4
    assert "panel review uv" in result.err


def test_a_model_that_nobody_knows_is_refused_before_anything_is_asked(workspace: Workspace, run: Run):
    result = run("compare", "uv", "poetry", "--model", "gpt")

    assert result.code == 3
    assert "'gpt'" in result.err


def test_a_hosted_model_without_a_key_says_what_to_set(workspace: Workspace, run: Run):
    result = run("compare", "uv", "poetry", "--model", "mistral:mistral-large-2512")

    assert result.code == 3
    assert "MISTRAL_API_KEY" in result.err


def test_a_second_run_in_the_same_workspace_is_told_of_the_first(workspace: Workspace, run: Run):
    record(workspace, ("poetry", "uv"))
    holding = (
        "import sys; from pathlib import Path; from panel.records.lock import hold\n"
        f"with hold(Path({str(workspace.ledger)!r}), 'panel review ruff'):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdin is not None
    assert other.stdout is not None
    with other:
        assert other.stdout.readline() == "held\n"
        result = compared(run)
        other.stdin.close()

    assert result.code == 8
    assert "panel review ruff" in result.err
    assert compared(run).code == 0


def test_a_place_that_cannot_be_written_is_one_sentence_and_the_answers_are_kept(
    workspace: Workspace, run: Run
):
    record(workspace, ("poetry", "uv"))
    workspace.outputs.rmdir()
    workspace.outputs.write_text("a file where the folder should be")

    result = compared(run)

    assert result.code == 3
    assert str(workspace.outputs) in result.err
    assert len(result.err.strip().splitlines()) == 1
    assert len(run("ledger", "export").out.splitlines()) == 10


def test_three_tools_make_a_table_without_a_head_to_head(workspace: Workspace, run: Run):
    record(workspace, ("poetry", "ruff", "uv"), ballot)

    result = run("compare", "uv", "poetry", "ruff", "--model", "recorded", "--json")

    assert result.code == 0, result.err
    assert json.loads(result.out)["comparison"]["head_to_head"] is None
    assert (workspace.outputs / "poetry-vs-ruff-vs-uv" / "index.html").exists()
