from hypothesis import given
from hypothesis import strategies as st

from panel.checks.claims import check_claims
from panel.reports.critique import Note, Passage, annotate
from panel.verdicts.ballot import Claim
from tests.reports import example


def annotated(critique: str, *spans: str) -> tuple[tuple[Passage, ...], tuple[Note, ...]]:
    claims = tuple(Claim(span=span, kind="judgement") for span in spans)
    answer = example.ANSWERS["competitive", "larch"]
    answer = answer.model_copy(update={"critique": critique, "claims": claims})
    return annotate(critique, check_claims(answer, example.LARCH))


def test_a_claim_is_marked_where_its_words_end():
    passages, _ = annotated("One binary does it all.", "One binary")
    assert passages == (Passage("One binary", 1), Passage(" does it all."))


def test_notes_are_numbered_in_reading_order_whatever_order_the_claims_came_in():
    passages, notes = annotated("First and second.", "second", "First")
    assert [note.claim.span for note in notes] == ["First", "second"]
    assert [passage.note for passage in passages] == [1, 2, None]


def test_overlapping_claims_are_each_marked():
    passages, _ = annotated("a fast resolver", "a fast", "fast resolver", "fast")
    assert [(passage.text, passage.note) for passage in passages] == [
        ("a fast", 1),
        ("", 2),
        (" resolver", 3),
    ]


def test_a_claim_the_critique_does_not_hold_comes_last_and_marks_nothing():
    passages, notes = annotated("Short.", "never said", "Short", "")
    assert [(note.claim.span, note.is_marked) for note in notes] == [
        ("Short", True),
        ("never said", False),
        ("", False),
    ]
    assert [passage.note for passage in passages] == [1, None]


@given(st.text("ab ", max_size=30), st.lists(st.text("ab ", max_size=4), max_size=8))
def test_the_passages_are_the_critique_and_every_claim_has_one_note(critique, spans):
    passages, notes = annotated(critique, *spans)
    assert "".join(passage.text for passage in passages) == critique
    assert sorted(note.claim.span for note in notes) == sorted(spans)
    assert [passage.note for passage in passages if passage.note] == [n.number for n in notes if n.is_marked]
