"""The whole of what a report shows."""

import pytest
from pydantic import ValidationError

from panel.verdicts.comparison import Comparison
from panel.verdicts.panel_result import tally
from tests.verdicts.samples import PERSONA, VALVE, call, dossier, verdict
from tests.verdicts.test_head_to_head import asked

GATE = dossier("gate")


def comparison(gate="s", valve="s", **changes):
    results = tuple(
        tally(slug, {"plumber": verdict(samples, tool=slug)}, {"plumber": 1.0})
        for slug, samples in (("gate", gate), ("valve", valve))
    )
    return Comparison(tools=(GATE, VALVE), personas=(PERSONA,), results=results, **changes)


def test_its_name_is_the_pairs():
    assert comparison().slug == "gate-vs-valve"


def test_every_call_is_counted_once_and_in_order():
    keys = [each.key for each in comparison("sk", "s").calls]
    assert keys == ["plumber gate 0", "plumber gate 1", "plumber valve 0"]


def test_the_head_to_heads_calls_and_those_without_a_ballot_cost_too():
    shared = call("both orders")
    one = asked("gate", "gate")
    paid = one.model_copy(
        update={"asked": tuple(each.model_copy(update={"calls": (shared,)}) for each in one.asked)}
    )
    made = comparison("s", "-", head_to_head=paid)
    assert [each.key for each in made.calls] == ["plumber gate 0", "both orders"]
    assert made.usd == 0.5


def test_one_unknown_price_makes_the_cost_unknown():
    free = asked("gate", "gate")
    unpriced = call("x").model_copy(update={"usd": None})
    head_to_head = free.model_copy(
        update={"asked": (free.asked[0].model_copy(update={"calls": (unpriced,)}), free.asked[1])}
    )
    assert comparison(head_to_head=head_to_head).usd is None


@pytest.mark.parametrize(
    ("gate", "valve", "picks", "complete"),
    [
        ("s", "k", None, True),
        ("s", "k", ("gate", "valve"), True),
        ("s", "k", ("gate", None), False),
        ("s", "-", None, False),
        ("s", "sk", ("gate", "gate"), False),
    ],
)
def test_it_is_complete_only_with_every_verdict_and_both_picks(gate, valve, picks, complete):
    head_to_head = asked(*picks) if picks else None
    assert comparison(gate, valve, head_to_head=head_to_head).is_complete is complete


def test_it_survives_its_json_byte_for_byte():
    made = comparison("ss-", "k", head_to_head=asked("gate", None))
    text = made.model_dump_json()
    assert Comparison.model_validate_json(text).model_dump_json() == text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tools": (VALVE, GATE)}, "sorted by slug"),
        ({"tools": (GATE, GATE)}, "each once"),
        ({"tools": (GATE,)}, "their results in that order"),
        ({"results": ()}, "their results in that order"),
        ({"personas": (PERSONA, PERSONA)}, "one verdict of each persona"),
        ({"tools": (dossier("a"), VALVE)}, "their results in that order"),
    ],
)
def test_what_does_not_fit_together_is_refused(changes, message):
    fitting = comparison()
    with pytest.raises(ValidationError, match=message):
        Comparison(
            **{**{each: getattr(fitting, each) for each in ("tools", "personas", "results")}, **changes}
        )


def test_a_head_to_head_of_other_tools_is_refused():
    others = tuple(dossier(slug) for slug in ("a", "b"))
    results = tuple(
        tally(each.slug, {"plumber": verdict("s", tool=each.slug)}, {"plumber": 1.0}) for each in others
    )
    with pytest.raises(ValidationError, match="its two tools"):
        Comparison(tools=others, personas=(PERSONA,), results=results, head_to_head=asked("gate", "gate"))


def test_an_unknown_field_in_saved_json_is_refused():
    with pytest.raises(ValidationError, match="Extra inputs"):
        Comparison.model_validate({**comparison().model_dump(), "score": 9})
