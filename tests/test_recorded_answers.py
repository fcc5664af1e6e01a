"""What a capable model wrote to our prompts, read by our pipeline: the prompts' own test."""

import asyncio
import re
from functools import cache
from itertools import combinations

import pytest

from panel.cli.choosing import choose
from panel.models.endpoint import open_endpoint
from panel.models.reply import Asked
from panel.models.request import Request
from panel.pipeline import Outcome, hold
from panel.verdicts.ballot import Ballot
from panel.workspace import bundle_folder, find_workspace
from tests.record import PAIRS

ROOT = bundle_folder()
HYPE = re.compile(
    r"\b(game.?chang\w*|revolution\w*|seamless\w*|cutting.edge|blazing\w*|robust|powerful|in conclusion)\b",
    re.IGNORECASE,
)
HANDS_ON = re.compile(
    r"\bI (tested|tried|ran|used|installed|benchmarked)\b|\b(in|from) my (experience|testing)\b"
)


@cache
def replayed(pair: tuple[str, str], samples: int) -> Outcome:
    workspace = find_workspace(ROOT)
    panel = choose(workspace, pair, "recorded", samples)

    async def replay() -> Outcome:
        async with open_endpoint("recorded", workspace.settings.model("recorded"), ROOT, print) as recorded:

            async def ask(_: str, request: Request) -> Asked:
                return Asked(await recorded.complete(request), paid_now=False)

            return await hold(panel, ask, lambda _: None)

    return asyncio.run(replay())


@pytest.fixture(params=PAIRS, ids="-vs-".join)
def outcome(request: pytest.FixtureRequest) -> Outcome:
    return replayed(request.param, PAIRS[request.param])


@pytest.fixture
def ballots(outcome: Outcome) -> list[Ballot]:
    return [
        each
        for result in outcome.comparison.results
        for verdict in result.verdicts
        for each in verdict.ballots
    ]


def test_every_answer_is_a_valid_ballot_without_a_repair(outcome: Outcome):
    assert outcome.comparison.is_complete
    assert not any(call.repair for call in outcome.comparison.calls)
    assert all(call.provenance for call in outcome.comparison.calls)


def test_both_orders_of_the_head_to_head_name_the_same_tool(outcome: Outcome):
    assert outcome.comparison.head_to_head is not None
    assert outcome.comparison.head_to_head.standing == "settled"


def test_every_claim_is_a_span_of_its_critique_and_every_fact_quotes_its_source(
    outcome: Outcome, ballots: list[Ballot]
):
    excerpts = {
        (tool.slug, source.id): source.excerpt for tool in outcome.comparison.tools for source in tool.sources
    }
    for ballot in ballots:
        for claim in ballot.answer.claims:
            assert claim.span in ballot.answer.critique
            if claim.kind == "fact":
                assert any(claim.quotation in each for each in excerpts[ballot.tool, claim.source]), (
                    claim.quotation
                )


def test_critiques_have_the_length_that_was_asked_for(ballots: list[Ballot]):
    assert all(95 <= len(ballot.answer.critique.split()) <= 155 for ballot in ballots)


def test_no_critique_is_hype_or_claims_to_have_used_the_tool(ballots: list[Ballot]):
    for ballot in ballots:
        assert not HYPE.search(ballot.answer.critique)
        assert not HANDS_ON.search(ballot.answer.critique)


def test_no_two_personas_and_no_two_tools_share_a_sentence(ballots: list[Ballot]):
    def sentences(ballot: Ballot) -> set[str]:
        return set(re.split(r"(?<=[.!?])\s+", ballot.answer.critique))

    for one, other in combinations(ballots, 2):
        if (one.persona, one.tool) != (other.persona, other.tool):
            assert not sentences(one) & sentences(other)


def test_over_the_pairs_every_persona_both_ships_and_skips():
    votes: dict[str, set[str | None]] = {}
    for pair, samples in PAIRS.items():
        for result in replayed(pair, samples).comparison.results:
            for verdict in result.verdicts:
                votes.setdefault(verdict.persona, set()).add(verdict.vote)

    assert all(each == {"ship", "skip"} for each in votes.values())
