from panel.reports.headline import Headline, headline
from tests.reports import example


def test_a_settled_head_to_head_answers_with_its_own_sentence():
    told = headline(example.pair())
    assert told.question == "Which one should you ship with?"
    assert told.verdict == "Ship with Larch"
    assert told.answer.startswith("Ship with Larch: one binary")
    assert [(each.tool, len(each.when)) for each in told.conditions] == [("Tarn", 3)]
    assert "as of 21 November 2026" in told.pricing_read
    assert told.caveats == ()


def test_a_verdict_that_the_answer_opens_with_is_not_said_twice():
    told = headline(example.pair())
    assert told.opens_with_verdict
    assert told.verdict + told.rest == told.answer


def test_a_longer_name_that_begins_like_the_tools_is_not_cut_in_two():
    told = Headline("Which?", "Ship with Larch", "Ship with Larchwood, says nobody.", ())
    assert not told.opens_with_verdict


def test_a_verdict_that_the_answer_does_not_say_stands_before_it():
    told = headline(example.against_panel())
    assert not told.opens_with_verdict
    assert told.verdict + told.rest == f"Ship with Tarn. {told.answer}"


def test_an_answer_that_says_ship_without_with_is_not_said_twice():
    asked = example.head_to_head()
    answers = tuple(each.model_copy(update={"answer": "Ship Larch over Tarn."}) for each in asked.asked)
    told = headline(
        example.pair().model_copy(update={"head_to_head": asked.model_copy(update={"asked": answers})})
    )
    assert told.verdict + told.rest == "Ship Larch over Tarn."


def test_a_pick_between_two_tools_that_the_panel_skips_says_so():
    skipped = dict.fromkeys(example.STEADY, ("skip",))
    counts = {"larch": 0, "tarn": 0}
    told = headline(
        example.panel((example.LARCH, example.TARN), skipped, example.head_to_head(counts=counts))
    )
    assert told.caveats[0].startswith("The panel ships neither tool by itself")


def test_two_orders_that_disagree_are_too_close_to_call_with_both_answers():
    told = headline(example.too_close())
    assert told.verdict == "Too close to call"
    assert told.answer == (
        "The head-to-head was asked in both orders, and picks Larch when Larch is named first and Tarn when "
        "Tarn is named first."
    )
    assert [reading.asked for reading in told.readings] == ["Asked with Larch first", "Asked with Tarn first"]
    assert [each.tool for each in told.conditions] == ["Tarn", "Larch"]


def test_a_pick_against_the_panels_count_says_so():
    assert headline(example.against_panel()).caveats == (
        "The head-to-head goes against the panel's count: Larch: 3 of 4 ship and Tarn: 1 of 4 ship.",
    )


def test_a_missing_order_leaves_the_question_open_and_names_who_is_missing():
    told = headline(example.incomplete())
    assert told.verdict == "No answer yet"
    assert told.readings[1].said == "No answer (refused): The model declined to name a tool."
    assert told.caveats == (
        "Competitive did not settle on Larch: as many ballots ship as skip.",
        "The panel is incomplete: no ballot from Futurist on Tarn.",
    )
    assert told.conditions == ()


def test_two_missing_orders_leave_nothing_to_read_the_pricing_from():
    comparison = example.panel((example.LARCH, example.TARN), example.STEADY, example.head_to_head("", ""))
    told = headline(comparison)
    assert told.answer == "The head-to-head is asked in both orders, and neither has an answer."
    assert told.pricing_read == ""


def test_two_tools_without_a_head_to_head_are_told_by_their_counts():
    told = headline(example.panel((example.LARCH, example.TARN), example.STEADY))
    assert told.verdict == "Larch leads"
    assert told.answer == (
        "Larch leads with 3 of 4 reviewers for it, 1 for the next. No head-to-head was asked."
    )


def test_equal_counts_are_a_tie():
    told = headline(example.tied())
    assert told.verdict == "A tie"
    assert told.answer == "Larch and Tarn lead with 2 of 4 reviewers each. No head-to-head was asked."


def test_a_leader_without_a_majority_is_called_that():
    votes = dict.fromkeys(example.STEADY, ("skip",)) | {("futurist", "larch"): ("ship",)}
    assert headline(example.panel((example.LARCH, example.TARN), votes)).verdict == (
        "Larch leads, without a majority"
    )


def test_tools_that_nobody_ships_have_no_leader():
    votes = dict.fromkeys(example.STEADY, ("skip",))
    told = headline(example.panel((example.LARCH, example.TARN), votes))
    assert told.verdict == "Ship neither"


def test_many_tools_with_incomplete_panels_are_open_and_only_complete_ones_are_ranked():
    told = headline(example.five())
    assert told.verdict == "No answer yet"
    assert told.answer == (
        "The panels on Moraine and Scree are incomplete. Of the complete ones, Cairn and Larch lead with "
        "3 of 4."
    )


def test_one_tool_is_asked_whether_not_which():
    told = headline(example.single())
    assert (told.question, told.verdict) == ("Should you ship with it?", "Ship it")
    assert told.answer == "3 of 4 reviewers ship Larch, Business model against."


def test_one_tool_without_a_single_ballot_has_no_verdict():
    told = headline(example.panel((example.LARCH,), dict.fromkeys(example.STEADY, (None,))))
    assert (told.verdict, told.answer) == ("No verdict", "No reviewer has a verdict on Larch.")
    assert told.counts == ("Larch: no verdict",)


def test_one_tool_that_misses_a_voice_is_not_settled():
    votes = {**example.STEADY, ("futurist", "larch"): (None,)}
    assert headline(example.panel((example.LARCH,), votes)).verdict == "Not settled"
