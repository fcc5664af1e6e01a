from panel.reports.making import how_made
from tests.reports import example


def test_calls_tokens_and_cost_are_added_up_for_each_model():
    comparison = example.pair()
    asked = comparison.head_to_head
    assert asked is not None
    other = example.call("other", usd=None).model_copy(update={"answering_model": "another-model"})
    mixed = asked.model_copy(
        update={"asked": (asked.asked[0].model_copy(update={"calls": (other,)}), asked.asked[1])}
    )
    made = how_made(comparison.model_copy(update={"head_to_head": mixed}))
    assert [(use.answering, use.calls) for use in made.models] == [
        ("another-model", 1),
        ("mistral-large-2512", 25),
    ]
    assert made.models[0].usd is None
    assert made.total is not None
    assert (made.total.calls, made.total.usd) == (26, None)
    assert made.total.prompt_tokens == sum(use.prompt_tokens for use in made.models)


def test_repairs_are_counted_and_their_prompts_not_listed():
    made = how_made(example.incomplete())
    assert made.total is not None
    assert made.total.repairs == 4
    assert len(made.prompts) == 10
    assert made.prompts[0].asked, made.prompts[0].about == ("Developer experience", "Larch")


def test_who_was_put_to_which_model_is_told_by_name():
    made = how_made(example.pair())
    assert made.asked[0] == ("Developer experience", "mistral:mistral-large-2512")
    assert made.asked[-1] == ("Head-to-head", "mistral:mistral-large-2512")


def test_recorded_answers_are_told_with_who_wrote_them_and_how_many_are_stale():
    asked = example.head_to_head()
    first, second = (
        each.model_copy(update={"calls": (example.call(number, provenance="A model, by hand", stale=stale),)})
        for number, (each, stale) in enumerate(zip(asked.asked, (True, False), strict=True))
    )
    comparison = example.pair().model_copy(
        update={"head_to_head": asked.model_copy(update={"asked": (first, second)})}
    )
    (recording,) = how_made(comparison).recordings
    assert (recording.written_by, recording.answers, recording.stale) == ("A model, by hand", 2, 1)


def test_a_comparison_that_nobody_was_asked_for_has_no_total_and_no_day():
    votes = dict.fromkeys(example.STEADY, ())
    made = how_made(example.panel((example.LARCH,), votes))
    assert made.total is None
    assert made.first_asked_at is None
    assert made.prompts == ()
