import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.models.export import to_line
from panel.models.recording import from_line
from panel.models.reply import Reply, Usage
from panel.models.request import Parameters, Request
from panel.prompting.prompt import Message, Prompt
from tests.models.samples import REPLY, request

counts = st.integers(0, 10**9)
messages = st.builds(Message, st.sampled_from(["system", "user", "assistant"]), st.text())
prompts = st.builds(
    Prompt,
    st.lists(messages, max_size=3).map(tuple),
    st.sampled_from(["ballot", "head-to-head"]),
    st.text(),
    st.lists(st.text(), max_size=2).map(tuple),
)
requests = st.builds(
    Request,
    st.text(),
    prompts,
    st.dictionaries(st.text(), st.none() | st.text() | st.lists(st.integers()), max_size=4),
    st.builds(Parameters, st.floats(0, 1.5), st.integers(1, 9999), st.none() | st.floats(0.5, 2)),
    counts,
    st.integers(0, 1),
)
replies = st.builds(
    Reply,
    st.text(),
    st.text(),
    st.text(),
    st.builds(Usage, counts, counts, counts),
    st.none() | st.floats(0, 100),
    st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.floats(0, 1000),
    st.text(),
    st.text(),
)


@given(requests, replies)
def test_a_line_gives_back_the_same_call(asked, reply):
    line = to_line(asked, reply)

    assert "\n" not in line
    assert from_line(line) == (asked, reply)
    assert from_line(line)[0].key == asked.key


def test_the_order_of_the_schema_is_kept_since_it_is_the_order_of_the_answer():
    asked = request(schema={"properties": {"critique": {}, "verdict": {}, "a": {}}})

    assert list(from_line(to_line(asked, REPLY))[0].schema["properties"]) == ["critique", "verdict", "a"]


def test_a_stale_answer_is_marked_in_its_line_and_never_read_back_as_an_answer_to_its_prompt():
    line = to_line(request(), replace(REPLY, stale=True))

    assert json.loads(line)["stale"] is True
    with pytest.raises(ValueError, match=r"^stale: the answer is to an older prompt"):
        from_line(line)


def test_a_line_without_a_word_on_it_is_not_stale():
    assert "stale" not in json.loads(to_line(request(), REPLY))
    assert from_line(changed(stale=False)) == (request(), REPLY)


def changed(**fields) -> str:
    return json.dumps({**json.loads(to_line(request(), REPLY)), **fields})


def test_every_wrong_field_is_named_at_once():
    line = changed(
        usage={"prompt": -1, "completion": 1, "cached": 0}, usd="free", asked_at="2026-11-24", extra=1
    )

    with pytest.raises(ValueError, match=r"usage\.prompt: .*usd: .*asked_at: .*extra: ") as wrong:
        from_line(line)

    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize("line", ["", "{", "[]", "null", '{"key": NaN}'])
def test_what_is_no_line_is_refused(line):
    with pytest.raises(ValueError, match=": "):
        from_line(line)


@pytest.mark.parametrize("field", ["model", "sample", "messages", "schema"])
def test_a_request_that_was_changed_by_hand_is_refused(field):
    value = {"model": "n", "sample": 1, "messages": [], "schema": {}}[field]

    with pytest.raises(ValueError, match="not the key of this request"):
        from_line(changed(**{field: value}))
