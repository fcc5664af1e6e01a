"""What readers of `comparison.json` need most, worked out from the comparison and never read back."""

from datetime import datetime
from typing import Literal

from pydantic import ConfigDict

from panel.verdicts.ballot import Reason, Value, Vote
from panel.verdicts.comparison import Comparison
from panel.verdicts.head_to_head import HeadToHead
from panel.verdicts.panel_result import PanelResult


class Told(Value):
    """The docstrings of these fields are the descriptions in the JSON Schema."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class MissingBallot(Told):
    """A ballot that was asked for and is not there. Never a vote and never a zero."""

    persona: str
    """Slug of the persona."""
    sample: int
    """Which of its ballots, from 0."""
    reason: Reason
    """Why there is none."""
    detail: str
    """What was wrong, in a sentence."""


class ToolSummary(Told):
    """What the panel says of one tool."""

    tool: str
    """Slug of the tool."""
    name: str
    """Name of the tool."""
    count: str
    """The count in words, such as "3 of 4 ship" or "2 of 3 ship, 1 missing"."""
    ships: int
    """Personas whose verdict is ship."""
    skips: int
    """Personas whose verdict is skip."""
    voting: int
    """Personas with a verdict."""
    personas: int
    """Personas asked."""
    standing: str
    """"ship", "skip", "tied", "incomplete" or "no verdict"."""
    share: float | None
    """Share of the verdicts that ship, 0 to 1; null without a verdict."""
    interval: tuple[float, float] | None
    """95 % Wilson interval of the share, 0 to 1; null without a verdict."""
    weighted_share: float | None
    """Share by the personas' weights, 0 to 1; null without a verdict."""
    verdicts: dict[str, Vote | None]
    """Verdict by persona slug; null where the ballots tie or there is none."""
    stability: dict[str, str]
    """Ballots on the verdict's side by persona slug, such as "3 of 3"; empty text without a ballot."""
    flip_rates: dict[str, float | None]
    """By persona slug, the rate at which two of its ballots disagree, 0 to 1; null with fewer than two."""
    flip_intervals: dict[str, tuple[float, float] | None]
    """By persona slug, the 95 % interval of that rate."""
    dissent: tuple[str, ...]
    """Slugs of the personas on the smaller side; empty where all agree or the panel ties."""
    missing: tuple[str, ...]
    """Slugs of the personas without a single ballot."""
    split: tuple[str, ...]
    """Slugs of the personas whose own ballots tie."""
    no_ballots: tuple[MissingBallot, ...]
    """Every ballot asked for and not there."""


class HeadToHeadSummary(Told):
    """What the question in both orders came to."""

    standing: Literal["settled", "too close to call", "incomplete"]
    """Whether both orders agree, disagree, or one is missing."""
    pick: str | None
    """Slug of the tool to ship with; null unless settled."""
    answer: str | None
    """Which one to ship with, in a sentence; null unless settled."""
    pick_other_when: tuple[str, ...]
    """When the other tool is the right one; empty unless settled."""
    pricing_read: str | None
    """What the pricing means, with its as-of date; null unless settled."""
    against_panel: bool
    """Whether the tool picked is shipped by fewer personas than the other."""


class Summary(Told):
    """What readers of the file need most. Worked out from `comparison`, never read back."""

    slug: str
    """Name of the report: the tools' sorted slugs joined by `-vs-`."""
    complete: bool
    """Whether every persona has a verdict on every tool and the head-to-head, if any, both answers."""
    informative: bool
    """False where a model too small to judge was asked: the verdicts then carry no information."""
    tools: tuple[ToolSummary, ...]
    """In the order of `comparison.tools`."""
    head_to_head: HeadToHeadSummary | None
    """For exactly two tools; null otherwise or where it was not asked."""
    calls: int
    """Completed calls behind the report, repairs included."""
    prompt_tokens: int
    """Tokens sent, those served from a cache included."""
    cached_tokens: int
    """The part of `prompt_tokens` that was served from the provider's cache."""
    completion_tokens: int
    """Tokens received."""
    usd: float | None
    """What all calls cost in USD; null where the price of any is unknown."""
    models: tuple[str, ...]
    """The models that answered, by the id they gave."""
    first_asked_at: datetime | None
    """When the first call was made, in UTC."""
    last_asked_at: datetime | None
    """When the last call was made, in UTC."""
    recorded: bool
    """Whether any answer was replayed from a recording."""
    stale: bool
    """Whether any recorded answer belongs to an older prompt."""


def summarise(comparison: Comparison) -> Summary:
    """Work out the summary of a comparison."""
    calls = comparison.calls
    return Summary(
        slug=comparison.slug,
        complete=comparison.is_complete,
        informative=comparison.informative,
        tools=tuple(
            _tool(tool.name, result)
            for tool, result in zip(comparison.tools, comparison.results, strict=True)
        ),
        head_to_head=_head_to_head(comparison.head_to_head) if comparison.head_to_head else None,
        calls=len(calls),
        prompt_tokens=sum(call.prompt_tokens for call in calls),
        cached_tokens=sum(call.cached_tokens for call in calls),
        completion_tokens=sum(call.completion_tokens for call in calls),
        usd=comparison.usd,
        models=tuple(sorted({call.answering_model for call in calls})),
        first_asked_at=min((call.asked_at for call in calls), default=None),
        last_asked_at=max((call.asked_at for call in calls), default=None),
        recorded=any(call.provenance for call in calls),
        stale=any(call.stale for call in calls),
    )


def _tool(name: str, result: PanelResult) -> ToolSummary:
    return ToolSummary(
        tool=result.tool,
        name=name,
        count=result.count,
        ships=result.ships,
        skips=result.voting - result.ships,
        voting=result.voting,
        personas=len(result.verdicts),
        standing=result.standing,
        share=result.share,
        interval=result.interval,
        weighted_share=result.weighted_share,
        verdicts={verdict.persona: verdict.vote for verdict in result.verdicts},
        stability={verdict.persona: verdict.stability for verdict in result.verdicts},
        flip_rates={verdict.persona: verdict.flip_rate for verdict in result.verdicts},
        flip_intervals={verdict.persona: verdict.flip_interval for verdict in result.verdicts},
        dissent=result.dissent,
        missing=result.missing,
        split=result.split,
        no_ballots=tuple(
            MissingBallot(persona=each.persona, sample=each.sample, reason=each.reason, detail=each.detail)
            for verdict in result.verdicts
            for each in verdict.missing
        ),
    )


def _head_to_head(asked: HeadToHead) -> HeadToHeadSummary:
    spoken = asked.spoken
    return HeadToHeadSummary(
        standing=asked.standing,
        pick=asked.pick,
        answer=spoken.answer if spoken else None,
        pick_other_when=spoken.pick_other_when if spoken else (),
        pricing_read=spoken.pricing_read if spoken else None,
        against_panel=asked.against_panel,
    )
