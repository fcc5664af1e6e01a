"""Text that a model wrote, read as JSON. The cases follow JSONTestSuite's kinds (nst/JSONTestSuite, MIT)."""

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.verdicts.strict_json import DEEPEST, UnreadableError, parse


def reason(text):
    with pytest.raises(UnreadableError) as caught:
        parse(text)
    return caught.value.reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{}", {}),
        ('{"a": [1, "b", null, true]}', {"a": [1.0, "b", None, True]}),
        ('"\\u00e9\\ud83d\\ude00"', "é😀"),
        (
            '{"brackets": "[[[[[[[[[[[[[[[[ \\" {{{{{{{{{{{{"}',
            {"brackets": '[[[[[[[[[[[[[[[[ " {{{{{{{{{{{{'},
        ),
        ("-1.5e3", -1500.0),
        ("[]", []),
    ],
)
def test_json_is_read(text, value):
    assert parse(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "{", "}", "[", "]", '"', "{]", "[}", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "[1,]", "[,1]",
        "[1 2]", '{"a" "b"}', "{a: 1}", "{'a': 1}", '{"a": tru}', '{"a": .5}', '{"a": 1.}', '{"a": +1}',
        '{"a": 01}', '{"a": 0x1}', '{"a": --1}', '{"a": 1e}', '{"a": \uff11}', '{"a": "\t"}', '{"a": "\n"}',
        '{"a": "\x00"}', '{"a": "\\x"}', '{"a": "\\u12"}', '{"a": "\\', '{"a": "b}', "\ufeff{}", "{\u00a0}",
        "\x00", "[] []", '{"a": 1; "b": 2}', "undefined", "ship", "12 apples",
    ],
)  # fmt: skip
def test_what_is_not_json_is_malformed(text):
    assert reason(text) == "malformed"


@pytest.mark.parametrize(
    "text",
    [
        '```json\n{"verdict": "ship"}\n```',
        '```\n{"verdict": "ship"}\n```',
        'Here is my answer: {"verdict": "ship"}',
        '{"verdict": "ship"}\nI hope this helps!',
        '{"verdict": "ship"} {"verdict": "skip"}',
        "{} // an empty one",
        'I’m sorry, but all I have is {"verdict": "ship"}',
        '<think>hm</think>{ "verdict": "ship"}',
    ],
)
def test_json_in_a_fence_or_in_prose_is_never_dug_out(text):
    assert reason(text) == "fenced"


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, but I can't help with that.",
        "I’m sorry, I can’t.",
        "Sorry, no.",
        "I cannot assess this tool.",
        "I won't review this.",
        "I am unable to give a verdict.",
        "Unfortunately, I can not do that.",
        "As an AI language model, I have no opinions.",
        "I must decline.",
        "I apologise, but no.",
    ],
)
def test_prose_that_declines_is_a_refusal(text):
    assert reason(text) == "refused"


@pytest.mark.parametrize(
    "text",
    ["This is a ship.", "I can see the appeal.", "I would ship it, sorry to say.", "Candid answer: ship."],
)
def test_other_prose_is_malformed_rather_than_refused(text):
    assert reason(text) == "malformed"


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "a": 2}', '{"x": [{"a": 1, "b": 2, "a": 1}]}', '{"a": 1, "\\u0061": 2}', '{"": 1, "": 1}'],
)
def test_a_key_given_twice_is_refused_at_any_depth(text):
    assert reason(text) == "duplicate key"


@pytest.mark.parametrize(
    "text", ["NaN", '{"a": NaN}', "[Infinity]", "[-Infinity]", "[1e999]", "[-1e999]", f"[{'9' * 5000}]"]
)
def test_a_number_that_is_none_is_refused(text):
    assert reason(text) == "not a number"


def test_nesting_is_bounded():
    assert parse("[" * DEEPEST + "]" * DEEPEST) is not None
    assert reason("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) == "too deep"


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":', '"x" [', "]["])
def test_no_nesting_reaches_the_recursion_limit(opening):
    assert reason(opening * (10 * sys.getrecursionlimit())) in {"too deep", "malformed"}


def test_many_equal_keys_are_refused_in_no_time():
    assert reason("{" + ",".join(f'"k{n}":1' for n in range(5000)) + ',"k7":1}') == "duplicate key"


def test_what_is_said_names_a_key_escaped_and_nothing_else():
    with pytest.raises(UnreadableError) as caught:
        parse('{"<b>\u202e": "secret", "<b>\u202e": "secret"}')
    assert caught.value.detail == "The key '<b>\\u202e' stands twice in one object."


SCALARS = st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20)


@given(st.dictionaries(st.text(max_size=9), SCALARS | st.lists(SCALARS, max_size=4), max_size=6))
def test_every_json_object_comes_back_as_it_was(value):
    assert parse(json.dumps(value)) == value


CLOSE_TO_JSON = st.text('{}[]",:\\ueE+-.0123456789truefalsnNIiy \n', max_size=80)


@given((st.text() | CLOSE_TO_JSON).map(str.strip).filter(bool))
def test_any_text_is_read_as_json_loads_does_or_refused(text):
    try:
        value = parse(text)
    except UnreadableError:
        return
    assert value == json.loads(text, parse_int=float)
