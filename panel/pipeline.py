"""Wires the stages for one panel: dossiers in, comparison out. The only module that knows them all.

    dossier → prompt → request → (ledger or model) → reply → ballot → verdict → panel result → comparison

What a lower room provides (the ledger, open endpoints) is passed in as the function `ask`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import TypeVar

from panel.checks.check import check_comparison
from panel.errors import BudgetReached, ModelError, PanelError, RunStopped, SetupError
from panel.intake.dossier import Dossier
from panel.models.reply import Asked, Reply
from panel.models.request import Request
from panel.plan import HEAD_TO_HEAD, PAIR, Panel, ballot_requests, further_requests, head_to_head_requests
from panel.prompting.render import repair_prompt
from panel.verdicts.ballot import Answer, Ballot, Call, NoBallot, Reason
from panel.verdicts.comparison import Comparison
from panel.verdicts.head_to_head import HeadToHead, NoPick, Pick
from panel.verdicts.panel_result import PanelResult, tally
from panel.verdicts.reading import PickAnswer, Problem, read_ballot, read_pick
from panel.verdicts.statistics import agreement, distinctness
from panel.verdicts.verdict import settle

Answered = Ballot | NoBallot | Pick | NoPick
Ask = Callable[[str, Request], Awaitable[Asked]]
"""Asks the model of that name, or the ledger where it has the reply."""
Exchange = tuple[Request, Reply]

_Read = TypeVar("_Read", Answer, PickAnswer)
_FINAL = ("refused", "filtered")
"""A model that declines is not argued with."""


@dataclass(frozen=True)
class Outcome:
    """What a panel came to.

    Attributes:
        comparison: What a report shows; what was not asked is in it as such.
        exchanges: The requests and replies behind it, in the comparison's order.
        stopped: Why the panel ended early, if it did.
    """

    comparison: Comparison
    exchanges: tuple[Exchange, ...]
    stopped: PanelError | None = None


async def hold(panel: Panel, ask: Ask, watch: Callable[[Answered], None]) -> Outcome:
    """Ask the whole panel and aggregate what it says.

    Args:
        panel: What is asked.
        ask: Asks a model, or the ledger where it has the reply.
        watch: Told of each answer as soon as it is read.

    A call that fails for good leaves *no ballot* and the rest goes on. A run that cannot go on (wrong key, no
    such model, budget reached, ledger not writable) stops asking; what was answered stands in the outcome,
    with the reason.
    """
    sitting = _Sitting(panel, ask, watch)
    ballots: list[Answered] = []
    results: tuple[PanelResult, ...] = ()
    requests = ballot_requests(panel)
    while requests and not sitting.stopped:
        ballots += await sitting.gather([sitting.ballot(request) for request in requests])
        results = _tally(panel, [each for each in ballots if isinstance(each, Ballot | NoBallot)])
        requests = further_requests(panel, results)
    # A tool without a single verdict is not put against another: there is nothing to weigh.
    can_ask = not sitting.stopped and all(result.voting for result in results)
    questions = head_to_head_requests(panel, results) if can_ask else []
    picks = await sitting.gather([sitting.pick(request) for request in questions])
    comparison = _comparison(panel, results, [each for each in picks if isinstance(each, Pick | NoPick)])
    exchanges = tuple(sitting.exchanges[call.key] for call in comparison.calls)
    return Outcome(comparison, exchanges, sitting.stopped)


def each_alone(outcome: Outcome) -> list[Outcome]:
    """Split a review of several tools into one outcome a tool, as `panel review` reports them."""
    whole = outcome.comparison
    return [
        Outcome(
            comparison=whole.model_copy(
                update={
                    "tools": (tool,),
                    "results": (result,),
                    "head_to_head": None,
                    "distinctness": distinctness((result,)),
                    "flags": tuple(flag for flag in whole.flags if flag.tool == tool.slug),
                    "models": {slug: name for slug, name in whole.models.items() if slug != HEAD_TO_HEAD},
                }
            ),
            exchanges=tuple(each for each in outcome.exchanges if each[0].prompt.tools == (tool.slug,)),
            stopped=outcome.stopped,
        )
        for tool, result in zip(whole.tools, whole.results, strict=True)
    ]


@dataclass(frozen=True)
class _Unanswered:
    reason: Reason
    detail: str


@dataclass
class _Sitting:
    """One panel being asked: collects the exchanges, and remembers why it had to stop."""

    panel: Panel
    ask: Ask
    watch: Callable[[Answered], None]
    exchanges: dict[str, Exchange] = field(default_factory=dict[str, Exchange])
    stopped: PanelError | None = None

    async def gather(self, answers: Sequence[Coroutine[None, None, Answered]]) -> list[Answered]:
        """Run all at once; the first that finds that no further call can succeed ends the others."""
        tasks = [asyncio.ensure_future(each) for each in answers]
        try:
            for task in asyncio.as_completed(tasks):
                self.watch(await task)
        except (RunStopped, SetupError) as error:
            self.stopped = error
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return [task.result() for task in tasks if not task.cancelled() and task.exception() is None]

    async def ballot(self, request: Request) -> Ballot | NoBallot:
        """Ask for one ballot."""
        persona = next(each for each in self.panel.personas if each.slug == request.prompt.persona)
        tool = self._tool(request.prompt.tools[0])
        limits = self.panel.seats[persona.slug].settings.answer
        answer, calls = await self._read(request, lambda reply: read_ballot(reply, persona, limits, tool))
        cast = (
            partial(Ballot, answer=answer)
            if isinstance(answer, Answer)
            else partial(NoBallot, **asdict(answer))
        )
        return cast(persona=persona.slug, tool=tool.slug, sample=request.sample, calls=calls)

    async def pick(self, request: Request) -> Pick | NoPick:
        """Ask the head-to-head in one order."""
        first, second = map(self._tool, request.prompt.tools)
        limits = self.panel.seats[HEAD_TO_HEAD].settings.answer
        answer, calls = await self._read(request, lambda reply: read_pick(reply, (first, second), limits))
        made = partial(Pick if isinstance(answer, PickAnswer) else NoPick, **asdict(answer))
        return made(order=(first.slug, second.slug), calls=calls)

    def _tool(self, slug: str) -> Dossier:
        return next(each for each in self.panel.tools if each.slug == slug)

    async def _read(
        self, request: Request, read: Callable[[Reply], _Read | Problem]
    ) -> tuple[_Read | _Unanswered, tuple[Call, ...]]:
        """Ask, and where the answer cannot be read ask once more, saying what was wrong."""
        model = self.panel.seats[request.prompt.persona or HEAD_TO_HEAD].model
        calls: list[Call] = []
        while True:
            try:
                reply = (await self.ask(model, request)).reply
            except BudgetReached as error:
                self.stopped = error
                return _Unanswered("not asked", str(error)), tuple(calls)
            except ModelError as error:
                if isinstance(error, RunStopped):
                    raise
                return _Unanswered("failed", str(error)), tuple(calls)
            self.exchanges[request.key] = (request, reply)
            calls.append(_call(request, reply))
            answer = read(reply)
            if not isinstance(answer, Problem):
                return answer, tuple(calls)
            if request.attempt or answer.reason in _FINAL:
                return _Unanswered(answer.reason, answer.detail), tuple(calls)
            again = repair_prompt(request.prompt, reply.text, answer.detail, self.panel.templates)
            request = replace(request, prompt=again, attempt=1)


def _call(request: Request, reply: Reply) -> Call:
    return Call(
        key=request.key,
        prompt_hash=request.prompt.hash,
        requested_model=request.model,
        answering_model=reply.model,
        prompt_tokens=reply.usage.prompt,
        completion_tokens=reply.usage.completion,
        cached_tokens=reply.usage.cached,
        usd=reply.usd,
        asked_at=reply.asked_at,
        seconds=reply.seconds,
        repair=request.attempt > 0,
        provenance=reply.provenance,
        stale=reply.stale,
    )


def _tally(panel: Panel, ballots: Sequence[Ballot | NoBallot]) -> tuple[PanelResult, ...]:
    weights = {persona.slug: persona.weight for persona in panel.personas}
    cast: dict[tuple[str, str], list[Ballot | NoBallot]] = {}
    for each in ballots:
        cast.setdefault((each.tool, each.persona), []).append(each)
    return tuple(
        tally(
            tool.slug,
            {slug: settle(slug, tool.slug, cast.get((tool.slug, slug), [])) for slug in weights},
            weights,
        )
        for tool in panel.tools
    )


def _comparison(panel: Panel, results: tuple[PanelResult, ...], picks: Sequence[Pick | NoPick]) -> Comparison:
    unchecked = Comparison(
        tools=panel.tools,
        personas=panel.personas,
        results=results,
        head_to_head=HeadToHead(
            asked=(picks[0], picks[1]), counts={result.tool: result.ships for result in results}
        )
        if len(picks) == PAIR
        else None,
        agreement=agreement(results),
        distinctness=distinctness(results),
        models={slug: place.model for slug, place in panel.seats.items() if slug != HEAD_TO_HEAD or picks},
        informative=all(place.settings.provider != "embedded" for place in panel.seats.values()),
    )
    return unchecked.model_copy(update={"flags": check_comparison(unchecked)})
