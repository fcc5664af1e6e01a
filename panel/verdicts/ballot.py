"""One sampled answer of one persona, or the reason why there is none."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

Vote = Literal["ship", "skip"]
Confidence = Literal["low", "medium", "high"]
ClaimKind = Literal["fact", "judgement", "forecast", "general knowledge"]

Unreadable = Literal[
    "refused",  # the model declined in words
    "filtered",  # the provider's content filter cut in
    "empty",
    "cut off",  # the token limit was met before the answer ended
    "stopped",  # any other finish_reason but "stop"
    "fenced",  # JSON inside a Markdown fence or prose
    "malformed",  # not JSON
    "duplicate key",
    "not a number",  # NaN or an infinity
    "too deep",
    "too long",
    "wrong fields",  # JSON, but not what was asked for
    "copied",  # the dossier's own words handed back
]
"""What can be wrong with an answer that did arrive."""

Reason = Unreadable | Literal["failed", "not asked"]
"""Why there is no ballot: an unreadable answer, a call that failed, or one never made (budget, Ctrl-C)."""


class Value(BaseModel):
    """Base of everything a report is made of: frozen, strict about its fields, JSON both ways."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Claim(Value):
    """A span of the critique and where it comes from, as the persona says; verified by code, not believed."""

    span: str
    kind: ClaimKind
    source: str = ""
    """Id of a source of the dossier; empty where it names none."""
    quotation: str = ""
    """The words of that source, exactly."""


class Forecast(Value):
    """A dated, falsifiable statement."""

    statement: str
    by: str
    """The day by which it can be told, as YYYY-MM-DD where the model kept to that."""
    test: str
    """How one will be able to tell."""


class Answer(Value):
    """A readable answer of a persona, in the order in which it was given."""

    findings: dict[str, tuple[str, ...]]
    """By finding key; a finding that is no list has one entry."""
    claims: tuple[Claim, ...]
    critique: str
    flip_condition: str
    forecast: Forecast
    confidence: Confidence
    verdict: Vote


class Call(Value):
    """What one paid call was and cost, as the ledger has it."""

    key: str
    prompt_hash: str
    requested_model: str
    answering_model: str
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int
    usd: float | None
    """None where the model's price is unknown."""
    asked_at: datetime
    seconds: float
    repair: bool = False
    """Whether it asked again for an answer that could not be read."""
    provenance: str = ""
    """Who wrote a recorded answer; empty for a live call."""
    stale: bool = False
    """Whether the prompt has changed since the answer was recorded."""


class Ballot(Value):
    """A valid vote with its critique."""

    persona: str
    tool: str
    sample: int
    answer: Answer
    calls: tuple[Call, ...]

    @property
    def vote(self) -> Vote:
        """The vote cast."""
        return self.answer.verdict


class NoBallot(Value):
    """No vote, and why. Never counted as a vote, never as a zero."""

    persona: str
    tool: str
    sample: int
    reason: Reason
    detail: str
    """One sentence: what was wrong."""
    calls: tuple[Call, ...]
