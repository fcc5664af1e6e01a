"""Two tools, asked both ways round."""

import pytest
from pydantic import ValidationError

from panel.verdicts.head_to_head import HeadToHead, NoPick, Pick
from tests.verdicts.samples import pick_fields

PAIR = ("gate", "valve")


def pick(choice, order=PAIR):
    given = pick_fields(pick=choice)
    return Pick(order=order, calls=(), **{**given, "pick_other_when": tuple(given["pick_other_when"])})


def no_pick(order=PAIR):
    return NoPick(order=order, reason="cut off", detail="The answer was cut off.", calls=())


def asked(first, second, counts=(2, 3)):
    """The head-to-head where each order gives this tool, or nothing where None."""
    orders = (PAIR, PAIR[::-1])
    answers = [
        pick(choice, order) if choice else no_pick(order)
        for choice, order in zip((first, second), orders, strict=True)
    ]
    return HeadToHead(asked=tuple(answers), counts=dict(zip(PAIR, counts, strict=True)))


@pytest.mark.parametrize(
    ("first", "second", "standing", "choice"),
    [
        ("valve", "valve", "settled", "valve"),
        ("gate", "gate", "settled", "gate"),
        ("gate", "valve", "too close to call", None),
        ("valve", "gate", "too close to call", None),
        ("valve", None, "incomplete", None),
        (None, "gate", "incomplete", None),
        (None, None, "incomplete", None),
    ],
)
def test_only_both_orders_together_settle_it(first, second, standing, choice):
    head_to_head = asked(first, second)
    assert (head_to_head.standing, head_to_head.pick) == (standing, choice)


def test_the_canonical_orders_answer_is_shown_and_only_where_settled():
    assert asked("valve", "valve").spoken.order == PAIR
    assert asked("valve", "gate").spoken is None
    assert asked("valve", None).spoken is None
    assert asked(None, "valve").spoken is None


@pytest.mark.parametrize(
    ("choice", "counts", "against"),
    [("gate", (2, 3), True), ("valve", (2, 3), False), ("gate", (2, 2), False), (None, (0, 4), False)],
)
def test_siding_against_the_panels_count_is_told(choice, counts, against):
    assert asked(choice, choice, counts).against_panel is against


@pytest.mark.parametrize(
    ("answers", "counts", "message"),
    [
        ((pick("gate"), pick("gate")), {"gate": 1, "valve": 1}, "both orders"),
        ((pick("gate", PAIR[::-1]), pick("gate")), {"gate": 1, "valve": 1}, "sorted slugs first"),
        ((no_pick(("gate", "gate")), no_pick(("gate", "gate"))), {"gate": 1}, "both orders"),
        ((pick("lid"), no_pick(PAIR[::-1])), {"gate": 1, "valve": 1}, "must be of gate and valve"),
        ((pick("gate"), no_pick(PAIR[::-1])), {"gate": 1}, "must be of gate and valve"),
    ],
)
def test_what_is_not_one_pair_asked_both_ways_is_refused(answers, counts, message):
    with pytest.raises(ValidationError, match=message):
        HeadToHead(asked=answers, counts=counts)


def test_it_survives_its_json():
    for head_to_head in (asked("gate", "valve"), asked(None, "valve"), asked(None, None)):
        assert HeadToHead.model_validate_json(head_to_head.model_dump_json()) == head_to_head
