import json

from panel.workspace import Workspace
from tests.cli.conftest import Run, record
from tests.scripted import ballot, votes


def test_check_prints_each_ballot_with_its_claims_and_what_to_look_at(workspace: Workspace, run: Run):
    record(workspace, ("poetry", "uv"))
    run("compare", "uv", "poetry", "--model", "recorded")

    result = run("check", "poetry-vs-uv")

    assert result.code == 0, result.err
    assert result.out.count("claims:") == 8
    assert "blocks sameness, critique" in " ".join(result.out.split())
    assert result.out.splitlines()[-1].endswith("block approval.")


def test_a_report_is_checked_by_name_folder_or_file_alike(workspace: Workspace, run: Run):
    record(workspace, ("poetry", "uv"))
    run("compare", "uv", "poetry", "--model", "recorded")

    folder = workspace.outputs / "poetry-vs-uv"
    by_name, by_folder, by_file = (
        run("check", each, "--json").out
        for each in ("poetry-vs-uv", str(folder), str(folder / "comparison.json"))
    )

    assert by_name == by_folder == by_file
    assert {flag["rule"] for flag in json.loads(by_name)} >= {"sameness"}


def test_a_contradiction_is_shown_on_the_page_too(workspace: Workspace, run: Run):
    text = "A lockfile that any machine can read is what it sells, and that is a good thing. " * 7

    def script(request):
        if request.prompt.persona == "futurist" and request.prompt.kind == "ballot":
            return ballot(request, "ship", critique=text + "This is a skip.")
        return votes({})(request)

    record(workspace, ("poetry", "uv"), script)
    run("compare", "uv", "poetry", "--model", "recorded")

    page = (workspace.outputs / "poetry-vs-uv" / "index.html").read_text()
    assert "The critique reads as a skip, but the vote is ship." in page


def test_a_report_that_is_not_there_is_one_sentence(workspace: Workspace, run: Run):
    result = run("check", "nothing")

    assert result.code == 4
    assert len(result.err.splitlines()) == 1
