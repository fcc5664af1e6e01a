"""k ballots of one persona on one tool → its verdict, and how stable it was."""

from collections.abc import Sequence
from typing import Self

from pydantic import model_validator

from panel.verdicts.ballot import Ballot, NoBallot, Value, Vote
from panel.verdicts.interval import wilson_interval


class Verdict(Value):
    """A persona's settled vote on a tool.

    Ballots stand in sample order, so the same ballots give the same bytes.
    """

    persona: str
    tool: str
    ballots: tuple[Ballot, ...]
    missing: tuple[NoBallot, ...]

    @model_validator(mode="after")
    def _each_sample_counts_once(self) -> Self:
        answers = (*self.ballots, *self.missing)
        if any((each.persona, each.tool) != (self.persona, self.tool) for each in answers):
            message = f"an answer in the verdict of {self.persona} on {self.tool} is about something else"
            raise ValueError(message)
        if len({each.sample for each in answers}) < len(answers):
            message = f"two answers in the verdict of {self.persona} on {self.tool} are the same sample"
            raise ValueError(message)
        return self

    @property
    def ships(self) -> int:
        """How many ballots say ship."""
        return sum(ballot.vote == "ship" for ballot in self.ballots)

    @property
    def vote(self) -> Vote | None:
        """The majority of the ballots; None when they tie or when there is no ballot at all."""
        skips = len(self.ballots) - self.ships
        if self.ships == skips:
            return None
        return "ship" if self.ships > skips else "skip"

    @property
    def is_split(self) -> bool:
        """Whether the ballots tie: the persona answered, but did not settle."""
        return bool(self.ballots) and self.vote is None

    @property
    def agreeing(self) -> int:
        """How many ballots are on the verdict's side; half of them when it is split."""
        return max(self.ships, len(self.ballots) - self.ships)

    @property
    def flip_rate(self) -> float | None:
        """Share of ballot pairs that disagree, 0 to 1; None with fewer than two ballots.

        The probability that two samples of the same persona on the same dossier give different votes: an
        unbiased estimate of 2p(1-p), as in the repeat-and-compare designs of LLM-as-a-judge studies.
        """
        count = len(self.ballots)
        if count < 2:  # noqa: PLR2004
            return None
        return 2 * self.ships * (count - self.ships) / (count * (count - 1))

    @property
    def flip_interval(self) -> tuple[float, float] | None:
        """95 % interval of the flip rate, 0 to 1; None with fewer than two ballots.

        From the Wilson interval of the smaller side's share p, since two ballots differ with 2p(1-p).
        """
        if self.flip_rate is None:
            return None
        low, high = wilson_interval(len(self.ballots) - self.agreeing, len(self.ballots))
        rates = [2 * share * (1 - share) for share in (low, min(high, 0.5))]
        # The rate is unbiased and can pass a half, which no share gives; its interval holds it all the same.
        return min(rates[0], self.flip_rate), max(rates[1], self.flip_rate)

    @property
    def stability(self) -> str:
        """In words: "3 of 3", "2 of 3"; empty without a ballot."""
        return f"{self.agreeing} of {len(self.ballots)}" if self.ballots else ""

    @property
    def spoken(self) -> Ballot | None:
        """The ballot whose critique speaks for the verdict: the first on its side, or the first of a tie."""
        return next((each for each in self.ballots if self.vote in (None, each.vote)), None)


def settle(persona: str, tool: str, answers: Sequence[Ballot | NoBallot]) -> Verdict:
    """Make the verdict of one persona on one tool from whatever its samples gave, in any order.

    Raises:
        ValueError: an answer is about another persona or tool, or a sample stands twice.
    """
    ordered = sorted(answers, key=lambda each: each.sample)
    return Verdict(
        persona=persona,
        tool=tool,
        ballots=tuple(each for each in ordered if isinstance(each, Ballot)),
        missing=tuple(each for each in ordered if isinstance(each, NoBallot)),
    )
