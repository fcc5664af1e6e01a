from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from panel.intake.yaml_source import read_yaml


def messages(text: str) -> list[str]:
    return [problem.describe("t.yaml") for problem in read_yaml(text).problems]


def test_scalars_follow_yaml_1_2():
    text = (
        "a: no\nb: on\nc: 010\nd: 1.5\ne: true\nf: ~\ng:\n"
        "h: 2026-11-24\ni: '2026-11-24'\nj: 0x1F\nk: 12:30:00"
    )
    assert read_yaml(text).data == {
        "a": "no",
        "b": "on",
        "c": 10,
        "d": 1.5,
        "e": True,
        "f": None,
        "g": None,
        "h": date(2026, 11, 24),
        "i": "2026-11-24",
        "j": "0x1F",
        "k": "12:30:00",
    }


def test_a_date_that_is_none_stays_text():
    assert read_yaml("a: 2026-02-30").data == {"a": "2026-02-30"}


def test_a_huge_number_stays_text():
    digits = "9" * 5000
    assert read_yaml(f"a: {digits}").data == {"a": digits}


def test_every_value_has_its_line():
    source = read_yaml("# c\na: 1\nb:\n  - x\n  - k: |\n      t\n      u\n")
    assert source.data == {"a": 1, "b": ("x", {"k": "t\nu\n"})}
    assert source.lines == {(): 2, ("a",): 2, ("b",): 3, ("b", 0): 4, ("b", 1): 5, ("b", 1, "k"): 5}


def test_duplicate_keys_are_all_told_with_both_lines():
    assert messages("a: 1\nb: {c: 1, c: 2}\na: [1, {x: 1}]\n") == [
        "t.yaml:2: b.c: this key stands here twice, first in line 2; keep one.",
        "t.yaml:3: a: this key stands here twice, first in line 1; keep one.",
    ]


def test_anchors_aliases_and_tags_are_told_together():
    assert messages("a: &x 1\nb: *x\nc: !!python/object:os.system {}\nd: !!str 1\n") == [
        "t.yaml:1: a: anchors (&name) are not allowed; write the value out each time.",
        "t.yaml:2: b: aliases (*name) are not allowed; write the value out.",
        "t.yaml:3: c: tags (!name) are not allowed; write the plain value.",
        "t.yaml:4: d: tags (!name) are not allowed; write the plain value.",
    ]


def test_an_alias_bomb_never_grows():
    bomb = 'a: &a ["lol"]\n' + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    source = read_yaml(bomb)
    assert source.data["i"] == (None,) * 9
    assert len(source.problems) == 9 + 8 * 9


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\n---\nb: 2\n", "t.yaml:2: a second document starts here; keep one document to a file."),
        ("a:\n  - [[[[[[[[1]]]]]]]]", "t.yaml:2: nesting is deeper than 8 levels; flatten it."),
        ("a: b: c", "t.yaml:1: this is not valid YAML (mapping values are not allowed here)."),
        ("a: 1\nb: \x07", "t.yaml:2: the control character U+0007 is not allowed in YAML; delete it."),
        ("? [a]\n: b", "t.yaml:1: a key must be a plain word."),
        ("a: 1\n*x : 2", "t.yaml:2: a key must be a plain word."),
        ('"a\\u202e": 1', "t.yaml:1: the key 'a\\u202e' holds hidden characters."),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(text, told):
    assert messages(text) == [told]


def test_bad_escapes_are_problems_not_crashes():
    (message,) = messages('a: "\\UFFFFFFFF"')
    assert "not valid YAML" in message


@pytest.mark.parametrize("text", ["[" * 50_000, "a: " * 20_000, "- " * 50_000, "{a: " * 20_000])
def test_hostile_nesting_stops_early(text):
    assert len(read_yaml(text).problems) == 1


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text(alphabet="ab:-?[]{}!&*|>'\"#%@\\u0\n \t~.,"))
@example('"\\ud800"')
@example("%YAML 1.1\n---\nyes: no")
@example("%TAG ! tag:x,2000:\n---\n!a b")
@example("\x85a: \u2028b")
def test_any_text_is_read_or_told(text):
    source = read_yaml(text)
    assert all(problem.message for problem in source.problems)
