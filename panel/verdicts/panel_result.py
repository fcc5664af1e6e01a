"""All verdicts on one tool: the count, the share, who dissents, who is missing."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from panel.verdicts.ballot import Value, Vote
from panel.verdicts.interval import wilson_interval
from panel.verdicts.verdict import Verdict


class PanelResult(Value):
    """What the panel says of one tool. Verdicts stand in the personas' order."""

    tool: str
    verdicts: tuple[Verdict, ...]
    weights: dict[str, Annotated[float, Field(gt=0, allow_inf_nan=False)]]
    """Weight of each persona in the weighted share."""

    @model_validator(mode="after")
    def _each_persona_has_one_verdict_and_weight(self) -> Self:
        personas = [verdict.persona for verdict in self.verdicts]
        if len(set(personas)) < len(personas) or set(personas) != set(self.weights):
            message = f"the panel on {self.tool} needs one verdict and one weight for each persona"
            raise ValueError(message)
        if any(verdict.tool != self.tool for verdict in self.verdicts):
            message = f"a verdict in the panel on {self.tool} is about another tool"
            raise ValueError(message)
        return self

    @property
    def ships(self) -> int:
        """How many personas ship."""
        return sum(verdict.vote == "ship" for verdict in self.verdicts)

    @property
    def voting(self) -> int:
        """How many personas have a verdict."""
        return sum(verdict.vote is not None for verdict in self.verdicts)

    @property
    def missing(self) -> tuple[str, ...]:
        """Personas without a single ballot."""
        return tuple(verdict.persona for verdict in self.verdicts if not verdict.ballots)

    @property
    def split(self) -> tuple[str, ...]:
        """Personas whose own ballots tie."""
        return tuple(verdict.persona for verdict in self.verdicts if verdict.is_split)

    @property
    def is_complete(self) -> bool:
        """Whether every persona has a verdict."""
        return self.voting == len(self.verdicts)

    @property
    def vote(self) -> Vote | None:
        """The side of the majority of verdicts; None for a tie or an empty panel."""
        skips = self.voting - self.ships
        if self.ships == skips:
            return None
        return "ship" if self.ships > skips else "skip"

    @property
    def count(self) -> str:
        """The count first, in words: "3 of 4 ship", "2 of 3 ship, 1 missing", "no verdict"."""
        if not self.voting:
            return "no verdict"
        asides = [
            f"{len(people)} {word}"
            for people, word in ((self.missing, "missing"), (self.split, "split"))
            if people
        ]
        return ", ".join([f"{self.ships} of {self.voting} ship", *asides])

    @property
    def standing(self) -> str:
        """One word or two for the outcome: "ship", "skip", "tied", "incomplete" or "no verdict"."""
        if not self.voting:
            return "no verdict"
        if not self.is_complete:
            return "incomplete"
        return self.vote or "tied"

    @property
    def share(self) -> float | None:
        """Share of verdicts that ship, 0 to 1; None without a verdict."""
        return self.ships / self.voting if self.voting else None

    @property
    def weighted_share(self) -> float | None:
        """Share by persona weight, 0 to 1; None without a verdict."""
        voting = [verdict for verdict in self.verdicts if verdict.vote is not None]
        if not voting:
            return None
        total = sum(self.weights[verdict.persona] for verdict in voting)
        return sum(self.weights[each.persona] for each in voting if each.vote == "ship") / total

    @property
    def is_weighted(self) -> bool:
        """Whether the personas differ in weight, so that the weighted share says something else."""
        return len(set(self.weights.values())) > 1

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % Wilson interval of the share; wide, since four personas are few."""
        return wilson_interval(self.ships, self.voting) if self.voting else None

    @property
    def dissent(self) -> tuple[str, ...]:
        """Personas on the smaller side; empty when all agree or the panel ties."""
        if self.vote is None:
            return ()
        return tuple(each.persona for each in self.verdicts if each.vote not in (None, self.vote))


def tally(tool: str, verdicts: Mapping[str, Verdict], weights: Mapping[str, float]) -> PanelResult:
    """Make a tool's panel result; `verdicts` and `weights` are by persona slug, in the personas' order.

    Raises:
        ValueError: a verdict is about another tool, or a persona has no weight.
    """
    return PanelResult(tool=tool, verdicts=tuple(verdicts.values()), weights=dict(weights))
