"""Two tools, asked both ways round: which one to ship with, when to pick the other, or too close to call."""

from typing import Literal, Self

from pydantic import model_validator

from panel.verdicts.ballot import Call, Reason, Value


class Pick(Value):
    """A readable answer to one order of the question."""

    order: tuple[str, str]
    """The tools' slugs as this prompt presented them."""
    pick: str
    """Slug of the tool to ship with."""
    answer: str
    """Which one to ship with, in a sentence."""
    pick_other_when: tuple[str, ...]
    """Two or three conditions under which the other tool is the right one."""
    pricing_read: str
    """What the pricing means, in a sentence, with its as-of date."""
    calls: tuple[Call, ...]


class NoPick(Value):
    """No answer to one order of the question, and why."""

    order: tuple[str, str]
    reason: Reason
    detail: str
    calls: tuple[Call, ...]


class HeadToHead(Value):
    """Both orders of the question, and what they come to."""

    asked: tuple[Pick | NoPick, Pick | NoPick]
    """The canonical order of the pair first."""
    counts: dict[str, int]
    """How many personas ship each tool: what the head-to-head may not overrule silently."""

    @model_validator(mode="after")
    def _both_orders_of_one_pair(self) -> Self:
        pair = self.asked[0].order
        if pair != tuple(sorted(set(pair))) or self.asked[1].order != pair[::-1]:
            message = "a head-to-head needs both orders of one pair, sorted slugs first"
            raise ValueError(message)
        if set(self.counts) != set(pair) or any(each.pick not in pair for each in self.picks):
            message = f"counts and picks must be of {pair[0]} and {pair[1]}"
            raise ValueError(message)
        return self

    @property
    def picks(self) -> tuple[Pick, ...]:
        """The readable answers."""
        return tuple(each for each in self.asked if isinstance(each, Pick))

    @property
    def pick(self) -> str | None:
        """The tool that both orders name; None when they differ or one is missing."""
        named = {each.pick for each in self.picks}
        return named.pop() if len(self.picks) == len(self.asked) and len(named) == 1 else None

    @property
    def standing(self) -> Literal["settled", "too close to call", "incomplete"]:
        """Whether both orders agree, disagree, or one is missing."""
        if len(self.picks) < len(self.asked):
            return "incomplete"
        return "settled" if self.pick else "too close to call"

    @property
    def spoken(self) -> Pick | None:
        """The answer that is shown: the canonical order's, where both agree."""
        return self.picks[0] if self.pick else None

    @property
    def against_panel(self) -> bool:
        """Whether the tool picked has fewer personas that ship it than the other has."""
        if self.pick is None:
            return False
        return self.counts[self.pick] < max(self.counts.values())
