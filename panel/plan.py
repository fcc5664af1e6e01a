"""What a panel will ask: which model answers for which persona, and every request.

dossier + persona → prompt → request
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from panel.errors import InputError
from panel.intake.dossier import Dossier
from panel.models.request import Parameters, Request
from panel.prompting.persona import Persona
from panel.prompting.prompt import Prompt
from panel.prompting.render import Review, Side, ballot_prompt, head_to_head_prompt
from panel.prompting.templates import Templates
from panel.settings import ModelSettings, Settings
from panel.verdicts.answer_schema import ballot_schema, head_to_head_schema
from panel.verdicts.panel_result import PanelResult
from panel.verdicts.settling import LEAD, MOST_BALLOTS, is_settled

HEAD_TO_HEAD = "head-to-head"
"""Seat of the head-to-head, which is no persona's."""

PAIR = 2
"""How many tools a head-to-head is between."""


@dataclass(frozen=True)
class Seat:
    """Which model sits in for a persona, or answers the head-to-head."""

    model: str
    """Its name in panel.toml."""
    settings: ModelSettings


@dataclass(frozen=True)
class Panel:
    """Everything that decides what is asked.

    Attributes:
        tools: In canonical order, by slug.
        personas: In their order.
        seats: Who answers for each persona slug, and for "head-to-head" where that is asked.
        templates: The workspace's prompts.
        samples: Ballots per persona and tool; each model's own number where None.
        most: With it, sampling goes on until each verdict is settled (see `panel.verdicts.settling`), up to
            so many ballots of a persona on a tool.
    """

    tools: tuple[Dossier, ...]
    personas: tuple[Persona, ...]
    seats: Mapping[str, Seat]
    templates: Templates
    samples: int | None = None
    most: int | None = None

    @property
    def asks_head_to_head(self) -> bool:
        """Whether the two tools are put against each other."""
        return HEAD_TO_HEAD in self.seats and len(self.tools) == PAIR

    def samples_of(self, persona: Persona) -> int:
        """Give how many ballots a persona casts on each tool, at first where sampling may go on."""
        if self.most is not None:
            return min(LEAD, self.most)
        return self.samples or self.seats[persona.slug].settings.samples


def seat(
    personas: Sequence[Persona], settings: Settings, model: str | None, *, has_key: bool
) -> dict[str, Seat]:
    """Decide which model answers for whom.

    A model named for the run comes first, then the persona's own, then panel.toml's for that persona, then
    panel.toml's default; `auto` is the hosted model when its key is set.

    Raises:
        SetupError: panel.toml has no model of that name.
        InputError: panel.toml seats a persona that there is not.
    """
    table = settings.panel
    slugs = [each.slug for each in personas]
    for stranger in sorted(table.models.keys() - set(slugs)):
        nearest = get_close_matches(stranger, slugs, n=1)
        hint = f"did you mean {nearest[0]!r}?" if nearest else f"there are {', '.join(slugs)}."
        raise InputError(f"panel.toml: panel.models.{stranger}: no persona is called that; {hint}")
    default = (table.hosted if has_key else "embedded") if table.model == "auto" else table.model
    names = {each.slug: model or each.model or table.models.get(each.slug) or default for each in personas}
    names[HEAD_TO_HEAD] = model or table.head_to_head or default
    return {slug: Seat(name, settings.model(name)) for slug, name in names.items()}


def each_by_itself(panel: Panel) -> Panel:
    """Give the same panel without a head-to-head: its tools are reviewed one by one."""
    return replace(panel, seats={slug: place for slug, place in panel.seats.items() if slug != HEAD_TO_HEAD})


def until_settled(panel: Panel, most: int | None) -> Panel:
    """Let a panel sample on until each verdict is settled or `most` ballots are cast; 9 if None."""
    return replace(panel, most=most or MOST_BALLOTS)


def ballot_requests(panel: Panel) -> list[Request]:
    """Give every ballot's request, persona by persona, so that prompt caches are hit as often as can be."""
    return [
        replace(request, sample=sample)
        for persona in panel.personas
        for request in [_ballot_request(panel, persona, tool) for tool in panel.tools]
        for sample in range(panel.samples_of(persona))
    ]


def further_requests(panel: Panel, results: Sequence[PanelResult]) -> list[Request]:
    """Give one more ballot's request for each verdict that is not settled; none without `panel.most`."""
    by_slug = {persona.slug: persona for persona in panel.personas}
    return [
        replace(_ballot_request(panel, by_slug[verdict.persona], tool), sample=asked)
        for tool, result in zip(panel.tools, results, strict=True)
        for verdict in result.verdicts
        if (asked := len(verdict.ballots) + len(verdict.missing)) < (panel.most or 0)
        and not is_settled(verdict)
    ]


def head_to_head_requests(panel: Panel, results: Sequence[PanelResult]) -> list[Request]:
    """Give the head-to-head's two requests, the second with the tools swapped; none but for a pair."""
    if not panel.asks_head_to_head:
        return []
    sides = [_side(panel, tool, result) for tool, result in zip(panel.tools, results, strict=True)]
    place = panel.seats[HEAD_TO_HEAD]
    limits = place.settings.answer
    schema = head_to_head_schema((panel.tools[0].slug, panel.tools[1].slug), limits)
    prompts = [head_to_head_prompt(a, b, limits, panel.templates) for a, b in (sides, sides[::-1])]
    return [_request(place, prompt, schema) for prompt in prompts]


def _ballot_request(panel: Panel, persona: Persona, tool: Dossier) -> Request:
    place = panel.seats[persona.slug]
    limits = place.settings.answer
    prompt = ballot_prompt(persona, tool, limits, panel.templates)
    return _request(place, prompt, ballot_schema(persona, limits))


def _request(place: Seat, prompt: Prompt, schema: Mapping[str, Any]) -> Request:
    settings = place.settings
    return Request(
        model=settings.id,
        prompt=prompt,
        schema=schema,
        parameters=Parameters(settings.temperature, settings.max_tokens, settings.repetition_penalty),
        server=urlsplit(settings.server_url).netloc.rpartition("@")[2] if settings.server_url else "",
    )


def _side(panel: Panel, tool: Dossier, result: PanelResult) -> Side:
    """Say of a tool what the head-to-head may know: the count, votes and findings, never a critique."""
    reviews = tuple(
        Review(persona, verdict.vote, verdict.spoken.answer.findings if verdict.spoken else {})
        for persona, verdict in zip(panel.personas, result.verdicts, strict=True)
    )
    return Side(tool, result.count, reviews)
