import json
from dataclasses import replace
from pathlib import Path

import pytest

from panel.errors import InputError
from panel.models.export import to_line
from panel.records.exports import count_calls, export_calls, import_calls
from tests.records.samples import a_reply, a_request, look_up, put

CALLS = [
    (a_request(1), a_reply("second")),
    (a_request(0), a_reply("half a pair \ud83d", usd=None)),
    (a_request(tools=("poetry",)), a_reply("third")),
    (a_request(tools=("poetry", "uv"), persona=""), a_reply("head-to-head")),
    (a_request(tools=("dbos",)), a_reply("another tool")),
]


@pytest.fixture
def exported(tmp_path: Path) -> list[str]:
    put(tmp_path / "from.sqlite3", *CALLS)
    return list(export_calls(tmp_path / "from.sqlite3"))


def test_what_one_workspace_exports_another_imports_exactly(path: Path, exported: list[str]) -> None:
    assert import_calls(path, exported, "calls.jsonl") == len(CALLS)
    assert look_up(path, *(request.key for request, _ in CALLS)) == [reply for _, reply in CALLS]
    assert list(export_calls(path)) == exported


def test_an_export_can_be_written_as_utf8(exported: list[str]) -> None:
    assert [line.encode().decode() for line in exported] == exported


def test_an_export_has_one_order_whatever_the_order_of_the_calls(path: Path, exported: list[str]) -> None:
    put(path, *reversed(CALLS))
    assert list(export_calls(path)) == exported


def test_an_export_of_two_tools_has_their_ballots_and_head_to_heads(path: Path) -> None:
    put(path, *CALLS)
    kept = {tuple(json.loads(line)["tools"]) for line in export_calls(path, ["uv", "poetry"])}
    assert kept == {("uv",), ("poetry",), ("poetry", "uv")}


def test_calls_that_are_there_stay_as_they_are(path: Path, exported: list[str]) -> None:
    put(path, (a_request(1), a_reply("mine")))
    assert import_calls(path, [*exported, "", *exported], "calls.jsonl") == len(CALLS) - 1
    assert look_up(path, a_request(1).key) == [a_reply("mine")]


def test_one_bad_line_and_nothing_is_imported(path: Path, exported: list[str]) -> None:
    lines = [exported[0], "{", *exported[1:], '{"key": "x"}']
    with pytest.raises(InputError) as told:
        import_calls(path, lines, "calls.jsonl")
    assert [line.split(": ")[0] for line in str(told.value).splitlines() if line.startswith("calls")] == [
        "calls.jsonl:2",
        f"calls.jsonl:{len(lines)}",
    ]
    assert list(export_calls(path)) == []


def test_a_stale_answer_is_not_imported_as_one_to_the_present_prompt(path: Path, exported: list[str]) -> None:
    stale = to_line(a_request(2), replace(a_reply(), provenance="a recording", stale=True))
    with pytest.raises(InputError, match=r"^ballots\.jsonl:2: stale: the answer is to an older prompt"):
        import_calls(path, [exported[0], stale], "ballots.jsonl")
    assert list(export_calls(path)) == []


def test_the_paid_calls_are_counted_and_their_known_prices_added_up(path: Path) -> None:
    assert count_calls(path) == (0, 0.0)
    put(
        path,
        (a_request(0), a_reply(usd=0.25)),
        (a_request(1), a_reply(usd=None)),
        (a_request(2), a_reply(usd=0.5)),
        (a_request(3), replace(a_reply(usd=0.0), provenance="a recording")),
    )
    assert count_calls(path) == (3, 0.75)
