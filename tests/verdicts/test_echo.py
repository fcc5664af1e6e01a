"""A dossier's own words handed back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from panel.verdicts.echo import is_echo
from tests.verdicts.samples import CRITIQUE, VALVE, dossier

HOLDING = dossier(description=f"About us. {CRITIQUE} More about us.")


def test_a_critique_that_stands_in_the_dossier_is_an_echo():
    assert is_echo(CRITIQUE, [HOLDING])


def test_neither_case_nor_punctuation_nor_breaks_hide_an_echo():
    assert is_echo(CRITIQUE.upper().replace(" ", "\n").replace(",", " –"), [HOLDING])


def test_a_few_changed_words_do_not_hide_an_echo():
    assert is_echo(CRITIQUE.replace("an evening", "a night"), [HOLDING])


def test_json_escapes_in_the_dossier_do_not_hide_an_echo():
    escaped = "".join(f"\\u{ord(each):04x}" if each in "aeiou" else each for each in CRITIQUE)
    assert is_echo(CRITIQUE, [dossier(description=escaped)])
    assert is_echo('He said "ship it"\nand left the building at once.', [dossier(description=json.dumps(
        'He said "ship it"\nand left the building at once.'))])  # fmt: skip


def test_an_echo_of_either_tool_counts():
    assert is_echo(CRITIQUE, [VALVE, HOLDING])


def test_a_critique_of_the_reviewers_own_is_none():
    assert not is_echo(CRITIQUE, [VALVE])


def test_quoting_a_sentence_is_no_echo():
    critique = (
        f"{VALVE.description} That is what the page says, and it leaves out every number a crew would need."
    )
    assert not is_echo(critique, [VALVE])


def test_a_few_words_are_never_an_echo():
    assert not is_echo("Made for small crews.", [VALVE])
    assert not is_echo("", [VALVE])


@given(st.text(max_size=300), st.text(min_size=1, max_size=300).filter(str.strip))
def test_any_two_texts_can_be_compared(prose, description):
    assert is_echo(prose, [dossier(description=description)]) in {True, False}
