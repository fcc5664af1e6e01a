import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from panel.errors import InputError, ModelError, SetupError
from panel.models.export import to_line
from panel.models.recorded import RecordedEndpoint
from panel.prompting.prompt import Message, Prompt
from tests.models.samples import REPLY, head_to_head, request, settings

RECORDED = replace(REPLY, provenance="written by a capable model in November 2026")


@pytest.fixture
def ask(tmp_path):
    def ask(asked, *calls, lines=None):
        text = "".join(f"{to_line(*call)}\n" for call in calls) if lines is None else lines
        (tmp_path / "calls.jsonl").write_text(text)
        recorded = settings(provider="recorded", recording=".", price=None)
        return asyncio.run(RecordedEndpoint("recorded", recorded, tmp_path).complete(asked))

    return ask


def test_the_very_same_prompt_gets_what_was_recorded_with_its_provenance(ask):
    assert ask(request(), (request(), RECORDED)) == RECORDED


def test_another_model_id_or_schema_does_not_make_it_stale(ask):
    assert ask(request(model="recorded", schema={}), (request(), RECORDED)) == RECORDED


def test_a_changed_prompt_gets_the_recording_of_the_same_persona_tools_and_sample_as_stale(ask):
    assert ask(request("Changed."), (request(), RECORDED)) == replace(RECORDED, stale=True)


def test_the_same_prompt_is_preferred_to_a_newer_one_that_is_stale(ask):
    newer = replace(RECORDED, text="newer", asked_at=RECORDED.asked_at + timedelta(days=1))

    assert ask(request(), (request("Changed."), newer), (request(), RECORDED)) == RECORDED


def test_of_two_that_are_stale_the_newer_one_answers(ask):
    newer = replace(RECORDED, text="newer", asked_at=RECORDED.asked_at + timedelta(days=1))

    assert ask(request("Now."), (request("Then."), newer), (request("Long ago."), RECORDED)).text == "newer"


@pytest.mark.parametrize(
    "other",
    [
        request(sample=1),
        request(attempt=1, prompt=Prompt((Message("user", "Again."),), "ballot", "minimalist", ("uv",))),
        request(prompt=Prompt((Message("user", "x"),), "ballot", "buyer", ("uv",))),
        head_to_head("poetry", "uv"),
    ],
)
def test_what_was_not_recorded_is_said_and_nothing_else_stands_in(ask, other):
    with pytest.raises(
        ModelError, match=r"^No answer from recorded for .*: it was not recorded; choose another model\.$"
    ):
        ask(other, (request(), RECORDED), (head_to_head("uv", "poetry"), RECORDED))


def test_every_malformed_line_is_listed_with_its_file_and_number(ask, tmp_path):
    good = to_line(request(), RECORDED)

    with pytest.raises(InputError) as wrong:
        ask(request(), lines=f"{good}\n\n{{}}\nnonsense\n")

    first, *_, last = str(wrong.value).splitlines()
    assert first.startswith(f"{tmp_path / 'calls.jsonl'}:3: key: ")
    assert last.startswith(f"{tmp_path / 'calls.jsonl'}:4: ")
    assert len(str(wrong.value).splitlines()) == 2


def test_the_stale_answers_of_a_report_are_refused_as_recordings(ask, tmp_path):
    with pytest.raises(InputError, match=r"calls\.jsonl:2: stale: the answer is to an older prompt"):
        ask(request(), (request("Another."), RECORDED), (request(), replace(RECORDED, stale=True)))


def test_line_separators_inside_a_text_do_not_break_a_line(ask):
    text = "one\u2028two\u0085three\x1cfour"

    assert ask(request(), (request(), replace(RECORDED, text=text))).text == text


def test_a_file_that_is_not_utf_8_is_named(ask, tmp_path):
    (tmp_path / "bad.jsonl").write_bytes(b"\xff\xfe")

    with pytest.raises(InputError, match=r"bad\.jsonl: cannot be read as UTF-8 text"):
        ask(request(), (request(), RECORDED))


def test_a_folder_without_recordings_is_said(tmp_path):
    recorded = settings(provider="recorded", recording="nowhere")

    with pytest.raises(SetupError, match="nowhere holds no recordings"):
        asyncio.run(RecordedEndpoint("recorded", recorded, tmp_path).complete(request()))
    with pytest.raises(SetupError, match="needs `recording`"):
        asyncio.run(RecordedEndpoint("recorded", settings(provider="recorded"), tmp_path).complete(request()))
