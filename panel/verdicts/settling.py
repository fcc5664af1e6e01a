"""When has a persona been asked often enough?

Wald's sequential probability ratio test (A. Wald, "Sequential Tests of Statistical Hypotheses", Annals of
Mathematical Statistics 16, 1945, pp. 117-186). Each ballot is evidence between a persona that ships four
times in five and one that skips four times in five; with an error of 5 % either way the test ends as soon as
one side leads by three ballots. A clear case so costs three ballots, and only a doubtful one costs more.
"""

from math import ceil, log

from panel.verdicts.verdict import Verdict

STEADY = 0.8
"""Share of its ballots with which a persona that is steady votes for its side."""

ERROR = 0.05
"""Probability of settling on the wrong side of a persona that is that steady."""

LEAD = ceil(log((1 - ERROR) / ERROR) / log(STEADY / (1 - STEADY)))
"""Ballots by which one side must lead: 3."""

MOST_BALLOTS = 9
"""Ballots after which a persona is asked no more, unless the user says otherwise."""


def is_settled(verdict: Verdict) -> bool:
    """Tell whether one side leads by enough ballots to stop asking."""
    return 2 * verdict.agreeing - len(verdict.ballots) >= LEAD
