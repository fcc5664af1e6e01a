"""The whole of what a report shows: tools, personas, panel results, head-to-head, flags and provenance.

A comparison is a value: it is saved as comparison.json and everything else (HTML, Markdown, CSV) is made from
it. A panel of one tool, and a table of more than two, are comparisons without a head-to-head.
"""

import hashlib
from typing import Literal, Self

from pydantic import Field, model_validator

from panel.intake.dossier import Dossier
from panel.models.reply import total_usd
from panel.prompting.persona import Persona
from panel.verdicts.ballot import Call, Value
from panel.verdicts.head_to_head import HeadToHead
from panel.verdicts.panel_result import PanelResult
from panel.verdicts.statistics import Agreement, Distinctness

LONGEST_SLUG = 120
"""Longest name of a report, in characters; file systems take 255 bytes, and names get endings."""

Severity = Literal["blocks", "look"]
"""Whether an editor must deal with it before approval, or only read it."""


class Flag(Value):
    """Something a reader or an editor should look at, found by code."""

    rule: str
    """Name of the check's rule."""
    severity: Severity
    tool: str
    persona: str
    sample: int
    place: str
    """The field of the answer that they stand in, such as `critique` or `claims[2].quotation`."""
    where: str
    """The words it is about."""
    why: str
    """One sentence."""


class Comparison(Value):
    """One tool or several, reviewed by one panel."""

    tools: tuple[Dossier, ...] = Field(min_length=1)
    """In canonical order: by slug."""
    personas: tuple[Persona, ...] = Field(min_length=1)
    """In the personas' order."""
    results: tuple[PanelResult, ...]
    """One for each tool, in the same order."""
    head_to_head: HeadToHead | None = None
    """For exactly two tools."""
    agreement: Agreement | None = None
    """Agreement between the personas over these tools."""
    distinctness: Distinctness | None = None
    flags: tuple[Flag, ...] = ()
    models: dict[str, str] = Field(default_factory=dict[str, str])
    """Persona slug (and "head-to-head") to the name of the model asked, as panel.toml has it."""
    informative: bool = True
    """False where a model too small to judge was asked: its page says that the verdicts mean nothing."""

    @model_validator(mode="after")
    def _all_of_it_is_about_these_tools(self) -> Self:
        tools = tuple(tool.slug for tool in self.tools)
        personas = tuple(persona.slug for persona in self.personas)
        if tools != tuple(sorted(set(tools))) or tuple(result.tool for result in self.results) != tools:
            message = (
                "a comparison needs its tools sorted by slug, each once, and their results in that order"
            )
            raise ValueError(message)
        if any(tuple(each.persona for each in result.verdicts) != personas for result in self.results):
            message = "each result of a comparison needs one verdict of each persona, in the personas' order"
            raise ValueError(message)
        if self.head_to_head and self.head_to_head.asked[0].order != tools:
            message = "the head-to-head of a comparison must be of its two tools"
            raise ValueError(message)
        return self

    @property
    def slug(self) -> str:
        """Canonical name of the report: the sorted slugs joined by `-vs-`, or a short form of very many."""
        slugs = [tool.slug for tool in self.tools]
        whole = "-vs-".join(slugs)
        if len(whole) <= LONGEST_SLUG:
            return whole
        digest = hashlib.sha256(whole.encode()).hexdigest()[:10]
        return f"{slugs[0]}-and-{len(slugs) - 1}-more-{digest}"

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every call behind the page, each once, in the order shown."""
        found: dict[str, Call] = {}
        for result in self.results:
            for verdict in result.verdicts:
                for answer in (*verdict.ballots, *verdict.missing):
                    found.update((call.key, call) for call in answer.calls)
        if self.head_to_head:
            for asked in self.head_to_head.asked:
                found.update((call.key, call) for call in asked.calls)
        return tuple(found.values())

    @property
    def usd(self) -> float | None:
        """What all calls cost in USD; None if the price of any is unknown."""
        return total_usd(call.usd for call in self.calls)

    @property
    def is_complete(self) -> bool:
        """Whether every persona has a verdict on every tool and a head-to-head has both answers."""
        asked = self.head_to_head
        return all(result.is_complete for result in self.results) and (
            asked is None or asked.standing != "incomplete"
        )
