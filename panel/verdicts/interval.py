"""How far a proportion of few can be trusted."""

from math import sqrt

_Z95 = 1.959964
"""97.5th percentile of the standard normal distribution."""


def wilson_interval(successes: int, trials: int) -> tuple[float, float]:
    """Give the 95 % score interval of a proportion, 0 to 1; it holds the observed share.

    (p̂ + z²/2n ± z·√(p̂(1-p̂)/n + z²/4n²)) / (1 + z²/n), Wilson 1927, JASA 22:209-212.

    Args:
        successes: How many of the trials, 0 to `trials`.
        trials: At least 1.
    """
    share = successes / trials
    z2 = _Z95**2
    centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = _Z95 / (1 + z2 / trials) * sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    # At shares 0 and 1 rounding would leave the end a hair inside.
    return min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half))
