"""How a report was made: which models were asked what, when, and what it cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from panel.models.reply import total_usd
from panel.verdicts.ballot import Call
from panel.verdicts.comparison import Comparison


@dataclass(frozen=True)
class ModelUse:
    """What one model did for the report; tokens as its provider counted them.

    Attributes:
        answering: The id the model gave itself.
        requested: The ids it was asked under.
        calls: Completed calls, repairs included.
        repairs: How many of them asked again for an answer that could not be read.
        prompt_tokens: Tokens sent, cached ones included.
        cached_tokens: The part of them served from the provider's cache.
        completion_tokens: Tokens received.
        usd: Cost in USD; None where the price of any call is unknown.
    """

    answering: str
    requested: tuple[str, ...]
    calls: int
    repairs: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    usd: float | None


@dataclass(frozen=True)
class PromptUse:
    """The hash of the prompt behind an answer, and whose prompt about what it was."""

    asked: str
    about: str
    hash: str


@dataclass(frozen=True)
class Recording:
    """Answers replayed instead of asked for; `stale` counts those whose prompt has changed since."""

    written_by: str
    answers: int
    stale: int


@dataclass(frozen=True)
class Making:
    """Everything a reader needs to judge, or repeat, how the report came about."""

    models: tuple[ModelUse, ...]
    total: ModelUse | None
    asked: tuple[tuple[str, str], ...]
    """Who was put to which model: ("Futurist", "mistral:mistral-large-2512")."""
    prompts: tuple[PromptUse, ...]
    recordings: tuple[Recording, ...]
    first_asked_at: datetime | None
    last_asked_at: datetime | None


def how_made(comparison: Comparison) -> Making:
    """Work out from the calls how a comparison was made."""
    calls = comparison.calls
    by_model = groupby(
        sorted(calls, key=lambda call: call.answering_model), key=lambda call: call.answering_model
    )
    people = {persona.slug: persona.name for persona in comparison.personas} | {
        "head-to-head": "Head-to-head"
    }
    written = sorted({call.provenance for call in calls if call.provenance})
    return Making(
        models=tuple(_use(list(group), model) for model, group in by_model),
        total=_use(calls, "All models") if calls else None,
        asked=tuple((people.get(who, who), model) for who, model in comparison.models.items()),
        prompts=tuple(_prompts(comparison)),
        recordings=tuple(
            Recording(
                who,
                sum(call.provenance == who for call in calls),
                sum(call.provenance == who and call.stale for call in calls),
            )
            for who in written
        ),
        first_asked_at=min((call.asked_at for call in calls), default=None),
        last_asked_at=max((call.asked_at for call in calls), default=None),
    )


def _use(calls: tuple[Call, ...] | list[Call], model: str) -> ModelUse:
    return ModelUse(
        answering=model,
        requested=tuple(sorted({call.requested_model for call in calls})),
        calls=len(calls),
        repairs=sum(call.repair for call in calls),
        prompt_tokens=sum(call.prompt_tokens for call in calls),
        cached_tokens=sum(call.cached_tokens for call in calls),
        completion_tokens=sum(call.completion_tokens for call in calls),
        usd=total_usd(call.usd for call in calls),
    )


def _prompts(comparison: Comparison) -> Iterable[PromptUse]:
    names = {tool.slug: tool.name for tool in comparison.tools}
    people = {persona.slug: persona.name for persona in comparison.personas}
    for result in comparison.results:
        for verdict in result.verdicts:
            for hash_ in _hashes(
                call for answer in (*verdict.ballots, *verdict.missing) for call in answer.calls
            ):
                yield PromptUse(people[verdict.persona], names[verdict.tool], hash_)
    if comparison.head_to_head:
        for asked in comparison.head_to_head.asked:
            about = " then ".join(names[slug] for slug in asked.order)
            for hash_ in _hashes(asked.calls):
                yield PromptUse("Head-to-head", about, hash_)


def _hashes(calls: Iterable[Call]) -> Iterable[str]:
    """Give each prompt's hash once; a repair's messages are the prompt's with the failed answer added."""
    return dict.fromkeys(call.prompt_hash for call in calls if not call.repair)
