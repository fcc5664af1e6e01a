"""A panel's verdicts on a dossier and on its variant → how much what was taken out moved each persona."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from panel.prompting.persona import Persona
from panel.verdicts.ballot import Vote
from panel.verdicts.interval import wilson_interval
from panel.verdicts.panel_result import PanelResult
from panel.verdicts.verdict import Verdict

Probe = Literal["blind", "canary"]
"""`blind`: without the tool's and its vendor's name; `canary`: without sentences that talk to the judge."""

_CALLED: dict[Probe, str] = {"blind": "name effect", "canary": "canary"}
_TAKEN_OUT: dict[Probe, str] = {"blind": "the names", "canary": "the suspicious sentences"}


@dataclass(frozen=True)
class Count:
    """How one persona voted on one dossier."""

    ships: int
    ballots: int
    vote: Vote | None
    """The majority; None for a tie, or without a ballot."""


@dataclass(frozen=True)
class Effect:
    """How one persona's ballots differ between a dossier and its variant."""

    persona: str
    """The persona's slug."""
    before: Count
    """On the dossier as it is."""
    after: Count
    """On the variant."""
    difference: float | None
    """Share of ballots that ship as it is, less the variant's, -1 to 1; None unless both have a ballot."""
    interval: tuple[float, float] | None
    """95 % interval of the difference."""
    beyond_chance: bool
    """Whether that interval excludes 0."""
    sentence: str
    """All of that in words."""


def effects(
    probe: Probe, before: PanelResult, after: PanelResult, personas: Sequence[Persona]
) -> tuple[Effect, ...]:
    """Compare each persona's ballots on a dossier and on its variant, in the personas' order.

    Args:
        probe: What was taken out of the variant.
        before: On the dossier as it is.
        after: On the variant.
        personas: Those of both results, in their order.
    """
    pairs = zip(personas, before.verdicts, after.verdicts, strict=True)
    return tuple(_effect(probe, persona, *verdicts) for persona, *verdicts in pairs)


def difference_interval(first: Count, second: Count) -> tuple[float, float]:
    """Give the 95 % interval of the difference between two independent shares that ship, first less second.

    d - √((p₁-l₁)² + (u₂-p₂)²) to d + √((u₁-p₁)² + (p₂-l₂)²), with lᵢ and uᵢ the ends of Wilson's intervals:
    the hybrid score interval, method 10 of Newcombe 1998, Statistics in Medicine 17:873-890. Both have at
    least one ballot.
    """
    share, other = first.ships / first.ballots, second.ships / second.ballots
    low, high = wilson_interval(first.ships, first.ballots)
    other_low, other_high = wilson_interval(second.ships, second.ballots)
    down = sqrt((share - low) ** 2 + (other_high - other) ** 2)
    up = sqrt((high - share) ** 2 + (other - other_low) ** 2)
    return share - other - down, share - other + up


def can_show(ballots: int, others: int) -> bool:
    """Tell whether so many ballots on either side could differ beyond chance at all: all against none."""
    return difference_interval(Count(ballots, ballots, "ship"), Count(0, others, "skip"))[0] > 0


def _effect(probe: Probe, persona: Persona, first: Verdict, second: Verdict) -> Effect:
    before, after = _count(first), _count(second)
    difference = interval = None
    if before.ballots and after.ballots:
        difference = before.ships / before.ballots - after.ships / after.ballots
        interval = difference_interval(before, after)
    beyond_chance = interval is not None and (interval[0] > 0 or interval[1] < 0)
    if interval is None:
        side = "as it is" if not before.ballots else f"without {_TAKEN_OUT[probe]}"
        said = f"no ballot on the dossier {side}, so there is nothing to compare"
    elif _asked(first) & _asked(second):
        said = f"does not read {_TAKEN_OUT[probe]}; its prompt is the same without them"
    else:
        said = _in_words(probe, before, after, beyond_chance=beyond_chance)
    sentence = f"{_CALLED[probe].capitalize()}, {persona.name}: {said}."
    return Effect(persona.slug, before, after, difference, interval, beyond_chance, sentence)


def _count(verdict: Verdict) -> Count:
    return Count(verdict.ships, len(verdict.ballots), verdict.vote)


def _asked(verdict: Verdict) -> set[str]:
    """Give the hashes of the prompts first sent, before any repair."""
    return {ballot.calls[0].prompt_hash for ballot in verdict.ballots if ballot.calls}


def _in_words(probe: Probe, before: Count, after: Count, *, beyond_chance: bool) -> str:
    taken_out = _TAKEN_OUT[probe]
    counts = (
        f"ships {before.ships} of {before.ballots} with {taken_out}, "
        f"{after.ships} of {after.ballots} without them"
    )
    if beyond_chance:
        return f"{counts}; {taken_out} move its vote beyond chance"
    if not can_show(before.ballots, after.ballots):
        return f"{counts}; too few ballots to show an effect"
    if before.ships * after.ballots == after.ships * before.ballots:
        return f"{counts}; no difference seen"
    return f"{counts}; chance alone could do that"
