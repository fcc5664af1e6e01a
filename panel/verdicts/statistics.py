"""What many panel results say of the panel itself: do its personas agree, and are they different voices?"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from statistics import fmean

from panel.verdicts.ballot import Value
from panel.verdicts.panel_result import PanelResult
from panel.verdicts.verdict import Verdict

FEWEST_TOOLS = 5
"""Fewest tools for which agreement is given: with fewer, one changed vote of four can move alpha by 0.4."""


class Agreement(Value):
    """How far the personas agree over several tools."""

    alpha: float | None
    """Krippendorff's alpha: 1 is full agreement, 0 what chance gives; None where all votes are alike."""
    tools: int
    """How many tools had at least two verdicts."""


class Distinctness(Value):
    """Whether the personas are different voices: how their votes vary within and between them."""

    within: float
    """Mean flip rate of a persona with itself, 0 to 1, over its repeated samples."""
    between: float
    """Mean rate at which two ballots of different personas on one tool disagree, 0 to 1."""


def agreement(results: Sequence[PanelResult]) -> Agreement | None:
    """Give the personas' agreement; None with fewer than `FEWEST_TOOLS` tools that have two verdicts or more.

    α = 1 - Dₒ/Dₑ for nominal data: Dₒ is the share of pairs of verdicts on the same tool that disagree, and
    Dₑ the share that would if verdicts fell on tools by chance (Krippendorff 2004, Content Analysis, ch. 11).
    Units are tools, coders are personas, a missing or split verdict is a missing value. Where every verdict
    is the same, chance agreement is total too and alpha is undefined.
    """
    counts = [(result.ships, result.voting - result.ships) for result in results if result.voting > 1]
    if len(counts) < FEWEST_TOOLS:
        return None
    ships, skips = map(sum, zip(*counts, strict=True))
    if not ships or not skips:
        return Agreement(alpha=None, tools=len(counts))
    import krippendorff  # noqa: PLC0415 - brings numpy, 0.3 s that only runs over many tools should pay

    alpha = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
    return Agreement(alpha=float(alpha), tools=len(counts))


def distinctness(results: Sequence[PanelResult]) -> Distinctness | None:
    """Compare how votes vary within and between personas; None unless both can be told.

    `within` is the mean flip rate of all verdicts with two ballots or more. For two personas on one tool with
    shares p and q of ships among their ballots, p(1-q) + q(1-p) is the rate at which a ballot of one differs
    from a ballot of the other; `between` is its mean over all pairs and tools. Different voices have it well
    above `within`: otherwise asking a persona again changes as much as asking another.
    """
    within = [
        verdict.flip_rate
        for result in results
        for verdict in result.verdicts
        if verdict.flip_rate is not None
    ]
    between = [rate for result in results for rate in _disagreements(result.verdicts)]
    return Distinctness(within=fmean(within), between=fmean(between)) if within and between else None


def _disagreements(verdicts: Iterable[Verdict]) -> list[float]:
    shares = [verdict.ships / len(verdict.ballots) for verdict in verdicts if verdict.ballots]
    return [p * (1 - q) + q * (1 - p) for p, q in combinations(shares, 2)]
