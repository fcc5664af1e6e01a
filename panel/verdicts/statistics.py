"""The figures that say how far counts can be trusted."""

from math import sqrt

from panel.verdicts.ballot import Value

_Z95 = 1.959964
"""97.5th percentile of the standard normal distribution."""


class Agreement(Value):
    """How far the personas agree over several tools."""

    alpha: float | None
    """Krippendorff's alpha for nominal data: 1 is full agreement, 0 what chance gives; None where undefined."""
    tools: int
    """How many tools had at least two verdicts."""


class Distinctness(Value):
    """Whether the personas are different voices: how their votes vary within and between them."""

    within: float
    """Mean flip rate of a persona with itself, 0 to 1, over its repeated samples."""
    between: float
    """Mean rate at which two ballots of different personas on one tool disagree, 0 to 1."""


def wilson_interval(successes: int, trials: int) -> tuple[float, float]:
    """Give the 95 % score interval of a proportion (Wilson 1927, JASA 22:209-212)."""
    share = successes / trials
    z2 = _Z95**2
    centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = _Z95 / (1 + z2 / trials) * sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    return max(0.0, centre - half), min(1.0, centre + half)
