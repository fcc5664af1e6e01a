from hypothesis import given
from hypothesis import strategies as st

from panel.reports.critique import Passage, annotate
from panel.verdicts.ballot import Claim
from tests.reports import example

SOURCES = example.LARCH.sources


def claim(span: str, source: str = "") -> Claim:
    return Claim(span=span, kind="fact" if source else "judgement", source=source)


def test_a_claim_is_marked_where_its_words_end():
    passages, notes = annotate("One binary does it all.", [claim("One binary", "s1")], SOURCES)
    assert passages == (Passage("One binary", 1), Passage(" does it all."))
    assert notes[0].source == SOURCES[0]


def test_notes_are_numbered_in_reading_order_whatever_order_the_claims_came_in():
    passages, notes = annotate("First and second.", [claim("second"), claim("First")], SOURCES)
    assert [note.claim.span for note in notes] == ["First", "second"]
    assert [passage.note for passage in passages] == [1, 2, None]


def test_overlapping_claims_are_each_marked():
    passages, _ = annotate(
        "a fast resolver", [claim("a fast"), claim("fast resolver"), claim("fast")], SOURCES
    )
    assert [(passage.text, passage.note) for passage in passages] == [
        ("a fast", 1),
        ("", 2),
        (" resolver", 3),
    ]


def test_a_claim_the_critique_does_not_hold_comes_last_and_marks_nothing():
    passages, notes = annotate("Short.", [claim("never said"), claim("Short"), claim("")], SOURCES)
    assert [(note.claim.span, note.is_marked) for note in notes] == [
        ("Short", True),
        ("never said", False),
        ("", False),
    ]
    assert [passage.note for passage in passages] == [1, None]


def test_a_source_the_dossier_does_not_have_is_no_source():
    _, notes = annotate("Fast.", [claim("Fast", "s9")], SOURCES)
    assert notes[0].source is None


@given(st.text("ab ", max_size=30), st.lists(st.text("ab ", max_size=4), max_size=8))
def test_the_passages_are_the_critique_and_every_claim_has_one_note(critique, spans):
    passages, notes = annotate(critique, [claim(span) for span in spans], SOURCES)
    assert "".join(passage.text for passage in passages) == critique
    assert sorted(note.claim.span for note in notes) == sorted(spans)
    assert [passage.note for passage in passages if passage.note] == [n.number for n in notes if n.is_marked]
