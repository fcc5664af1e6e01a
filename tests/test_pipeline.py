import asyncio
import json

import pytest

from panel.errors import BudgetReached, ModelError, RunStopped
from panel.intake.load import load_dossier
from panel.models.request import Request
from panel.pipeline import Outcome, each_alone, hold
from panel.plan import Panel, ballot_requests, seat, until_settled
from panel.prompting.personas import load_personas
from panel.prompting.templates import load_templates
from panel.settings import Settings
from panel.workspace import bundle_folder
from tests.scripted import Script, ScriptedModel, ballot, pick, votes

ROOT = bundle_folder()


def make_panel(*tools: str, samples: int = 1) -> Panel:
    personas = load_personas(ROOT / "personas")
    return Panel(
        tools=tuple(load_dossier(ROOT / "dossiers" / f"{tool}.yaml").dossier for tool in sorted(tools)),
        personas=personas,
        seats=seat(personas, Settings(), "mistral:scripted-1", has_key=False),
        templates=load_templates(ROOT / "prompts"),
        samples=samples,
    )


def held(panel: Panel, script: Script) -> tuple[Outcome, ScriptedModel]:
    model = ScriptedModel(script)
    return asyncio.run(hold(panel, model.ask, lambda _: None)), model


def test_a_pair_is_four_ballots_a_tool_and_a_head_to_head_each_way():
    outcome, model = held(make_panel("uv", "poetry"), votes({"futurist": "skip"}, choice="uv"))

    assert outcome.comparison.slug == "poetry-vs-uv"
    assert [result.count for result in outcome.comparison.results] == ["3 of 4 ship", "3 of 4 ship"]
    assert [result.dissent for result in outcome.comparison.results] == [("futurist",), ("futurist",)]
    assert outcome.comparison.head_to_head is not None
    assert outcome.comparison.head_to_head.pick == "uv"
    assert [request.prompt.tools for request in model.requests[-2:]] == [("poetry", "uv"), ("uv", "poetry")]
    assert len(outcome.exchanges) == len(model.requests) == 10
    assert outcome.comparison.is_complete
    assert outcome.stopped is None


def test_personas_are_asked_one_after_the_other_so_that_prompt_caches_are_hit():
    personas = [request.prompt.persona for request in ballot_requests(make_panel("uv", "poetry", samples=2))]

    assert personas == [slug for slug in dict.fromkeys(personas) for _ in range(4)]


def test_a_head_to_head_that_follows_the_order_is_too_close_to_call():
    outcome, _ = held(make_panel("uv", "poetry"), votes({}))

    assert outcome.comparison.head_to_head is not None
    assert outcome.comparison.head_to_head.standing == "too close to call"


def test_the_head_to_head_reads_findings_and_counts_and_never_a_critique():
    marked = "The critique says pomegranate, which no finding says. "

    def script(request: Request) -> str:
        if request.prompt.kind == "head-to-head":
            return pick(request)
        findings = json.loads(ballot(request))["findings"]
        key = next(key for key, value in findings.items() if isinstance(value, str))
        return ballot(
            request, critique=marked * 12, findings={**findings, key: f"quince of {request.prompt.persona}"}
        )

    _, model = held(make_panel("uv", "poetry"), script)

    text = "\n".join(
        message.content for request in model.requests[-2:] for message in request.prompt.messages
    )
    assert "pomegranate" not in text
    assert text.count("quince of futurist") == 4
    assert "4 of 4 ship" in text


def test_an_unreadable_answer_is_asked_for_once_more_and_both_calls_are_counted():
    def script(request: Request) -> str:
        if request.prompt.persona == "futurist" and not request.attempt:
            return "```json\n{}\n```"
        return votes({})(request)

    outcome, model = held(make_panel("uv"), script)

    futurist = next(each for each in outcome.comparison.results[0].verdicts if each.persona == "futurist")
    assert [call.repair for call in futurist.ballots[0].calls] == [False, True]
    assert len(model.requests) == len(outcome.exchanges) == 5
    repair = next(request for request in model.requests if request.attempt)
    assert [message.role for message in repair.prompt.messages] == ["system", "user", "assistant", "user"]


def test_an_answer_that_stays_unreadable_is_no_ballot_with_its_reason():
    outcome, _ = held(
        make_panel("uv"), lambda request: "{" if request.prompt.persona == "futurist" else ballot(request)
    )

    result = outcome.comparison.results[0]
    futurist = next(each for each in result.verdicts if each.persona == "futurist")
    assert futurist.missing[0].reason == "malformed"
    assert len(futurist.missing[0].calls) == 2
    assert result.count == "3 of 3 ship, 1 missing"
    assert not outcome.comparison.is_complete


def test_a_refusal_is_not_argued_with():
    refusal = "I'm sorry, but I cannot assist with that request."
    outcome, model = held(
        make_panel("uv"), lambda request: refusal if request.prompt.persona == "futurist" else ballot(request)
    )

    futurist = next(each for each in outcome.comparison.results[0].verdicts if each.persona == "futurist")
    assert futurist.missing[0].reason == "refused"
    assert len(model.requests) == 4


def test_a_call_that_fails_for_good_leaves_the_others_be():
    outcome, _ = held(
        make_panel("uv", "poetry"),
        lambda request: (
            ModelError("the connection broke 5 times")
            if (request.prompt.persona, request.prompt.tools) == ("futurist", ("uv",))
            else votes({})(request)
        ),
    )

    poetry, uv = outcome.comparison.results
    assert poetry.count == "4 of 4 ship"
    assert uv.count == "3 of 3 ship, 1 missing"
    assert outcome.stopped is None


def test_a_wrong_key_stops_the_run_at_once_and_no_head_to_head_is_asked():
    outcome, model = held(make_panel("uv", "poetry", samples=3), lambda _: RunStopped("the key was refused"))

    assert isinstance(outcome.stopped, RunStopped)
    assert all(request.prompt.kind == "ballot" for request in model.requests)
    assert outcome.comparison.head_to_head is None
    assert [result.count for result in outcome.comparison.results] == ["no verdict", "no verdict"]


def test_a_reached_budget_keeps_what_was_answered_and_says_what_was_not_asked():
    asked = 0

    def script(request: Request) -> str | Exception:
        nonlocal asked
        asked += 1
        return ballot(request) if asked <= 3 else BudgetReached("the next call could pass $0.01")

    outcome, _ = held(make_panel("uv"), script)

    assert isinstance(outcome.stopped, BudgetReached)
    result = outcome.comparison.results[0]
    assert result.voting == 3
    assert [each.reason for verdict in result.verdicts for each in verdict.missing] == ["not asked"]


def test_one_poisoned_ballot_moves_one_vote_and_no_other_prompt():
    clean, clean_model = held(make_panel("uv"), votes({}))
    poisoned, poisoned_model = held(make_panel("uv"), votes({"competitive": "skip"}))

    assert clean.comparison.results[0].ships - poisoned.comparison.results[0].ships == 1
    assert [each.key for each in clean_model.requests] == [each.key for each in poisoned_model.requests]


def test_a_verdict_that_its_critique_contradicts_is_flagged():
    text = "A lockfile that any machine can read is what it sells, and that is a good thing. " * 7
    outcome, _ = held(
        make_panel("uv"),
        lambda request: (
            ballot(request, "ship", critique=text + "I would not ship with it; this is a skip.")
            if request.prompt.persona == "futurist"
            else ballot(request)
        ),
    )

    contradicted = [flag for flag in outcome.comparison.flags if flag.rule == "stance"]
    assert [(flag.persona, flag.tool) for flag in contradicted] == [("futurist", "uv")]


def test_no_head_to_head_is_asked_of_a_tool_without_a_single_verdict():
    outcome, model = held(make_panel("uv", "poetry"), lambda _: "{")

    assert all(request.prompt.kind == "ballot" for request in model.requests)
    assert outcome.comparison.head_to_head is None
    assert not outcome.comparison.is_complete


def test_sampling_until_stable_costs_clear_cases_three_ballots_and_doubtful_ones_more():
    def script(request: Request) -> str:
        doubtful = request.prompt.persona == "futurist" and request.sample == 1
        return ballot(request, "skip" if doubtful else "ship")

    outcome, model = held(until_settled(make_panel("uv"), 9), script)

    cast = {each.persona: len(each.ballots) for each in outcome.comparison.results[0].verdicts}
    assert cast == {"developer-experience": 3, "competitive": 3, "futurist": 5, "business-model": 3}
    assert len(model.requests) == len(outcome.exchanges) == 14


def test_sampling_until_stable_stops_at_the_cap_where_a_persona_never_settles():
    outcome, _ = held(
        until_settled(make_panel("uv"), 4),
        lambda request: ballot(request, "ship" if request.sample % 2 else "skip"),
    )

    verdicts = outcome.comparison.results[0].verdicts
    assert all(len(each.ballots) == 4 and each.is_split for each in verdicts)


def test_sampling_until_stable_ends_where_nothing_can_be_read():
    _, model = held(until_settled(make_panel("uv"), 5), lambda _: ModelError("it is down"))

    assert len(model.requests) == 4 * 5


def test_a_bug_is_not_mistaken_for_a_missing_ballot():
    with pytest.raises(ZeroDivisionError):
        held(make_panel("uv"), lambda _: ZeroDivisionError())


def test_a_review_is_split_into_one_outcome_a_tool():
    outcome, _ = held(make_panel("uv", "poetry", "ruff"), votes({"competitive": "skip"}))

    alone = each_alone(outcome)

    assert [each.comparison.slug for each in alone] == ["poetry", "ruff", "uv"]
    assert all(len(each.exchanges) == 4 and each.comparison.head_to_head is None for each in alone)
