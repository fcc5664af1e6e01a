from xml.etree import ElementTree as ET

import pytest

from panel.reports.split import ballots_text, mark_of, mark_svg, split_svg
from tests.reports import example

SVG = "{http://www.w3.org/2000/svg}"


def drawn(comparison, number=0):
    tool = comparison.tools[number]
    return ET.fromstring(split_svg(comparison.results[number], comparison.personas, tool.name))


def test_the_drawing_is_told_to_those_who_do_not_see_it():
    svg = drawn(example.pair())
    title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "How the reviewers split on Larch: 3 of 4 ship"
    assert description is not None
    assert description.text == (
        "Developer experience: ship (3 ship); Competitive: ship (3 ship); Futurist: ship (3 ship); "
        "Business model: skip (1 ship, 2 skip)"
    )
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_every_verdict_stands_there_as_a_word():
    words = [
        text.text
        for text in drawn(example.incomplete(), 1).iter(f"{SVG}text")
        if "word" in text.get("class", "")
    ]
    assert words == ["Ship", "Skip", "No ballot", "Skip"]


def test_every_ballot_has_a_mark_and_the_marks_differ_in_shape():
    svg = drawn(example.incomplete())
    marks = [each for each in svg.iter(f"{SVG}g") if each.get("class")]
    assert [mark.get("class") for mark in marks[3:6]] == ["ship", "skip", "missing"]
    shapes = {tuple((part.tag, part.get("d")) for part in mark) for mark in marks[3:6]}
    assert len(shapes) == 3


def test_a_ballot_that_ties_and_one_that_is_missing_have_marks_of_their_own():
    comparison = example.incomplete()
    assert mark_of(comparison.results[0].verdicts[1]) == "split"
    assert mark_of(comparison.results[1].verdicts[2]) == "missing"


@pytest.mark.parametrize(
    ("votes", "told"),
    [
        (("ship", "ship", "skip"), "2 ship, 1 skip"),
        ((None, "skip"), "1 skip, 1 missing"),
        ((None,), "1 missing"),
        ((), "none asked"),
    ],
)
def test_ballots_are_counted_in_words(votes, told):
    assert ballots_text(example.verdict("futurist", "larch", votes)) == told


def test_a_long_name_is_shortened_in_the_drawing_and_whole_in_the_description():
    name = "A reviewer with a name that goes on for longer than any drawing"
    personas = [persona.model_copy(update={"name": name}) for persona in example.PERSONAS]
    svg = drawn(example.panel((example.LARCH,), example.STEADY, personas=personas))
    shown = [text.text for text in svg.iter(f"{SVG}text") if text.get("class") == "who"]
    assert shown == ["A reviewer with a name th…"] * 4
    assert name in (svg.findtext(f"{SVG}desc") or "")


def test_forty_ballots_still_fit_beside_their_count():
    votes = {**example.STEADY, ("futurist", "larch"): ("ship",) * 40}
    svg = drawn(example.panel((example.LARCH,), votes))
    places = [float(g.get("transform", "")[10:].split()[0]) for g in svg.iter(f"{SVG}g") if g.get("class")]
    assert max(places) < 160


def test_a_tools_name_stays_text():
    comparison = example.hostile('"><script>alert(1)</script>')
    svg = drawn(comparison)
    assert not list(svg.iter(f"{SVG}script"))


def test_a_single_mark_is_hidden_from_screen_readers():
    assert ET.fromstring(mark_svg("ship")).get("aria-hidden") == "true"
