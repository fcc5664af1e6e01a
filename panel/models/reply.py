"""What came back from one call, as it is kept in the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from panel.settings import Price


@dataclass(frozen=True)
class Usage:
    """Tokens as the provider counted them; `cached` is the part of `prompt` served from its cache."""

    prompt: int
    completion: int
    cached: int = 0


@dataclass(frozen=True)
class Reply:
    """One completed call.

    Attributes:
        text: The assistant's whole message; empty where there was none.
        finish_reason: As the provider said: "stop", "length", "model_length", "tool_calls", …
        model: The model id that answered (`response.model`), which an alias may differ from.
        usage: Tokens.
        usd: Price of the call in USD; None where the model's price is unknown.
        asked_at: When it was sent, in UTC.
        seconds: From sending to the last byte, the successful attempt alone.
        raw: The response body as it came, JSON text.
        provenance: Who wrote a recorded reply; empty for a live one.
        stale: True for a recorded reply whose prompt has changed since.
    """

    text: str
    finish_reason: str
    model: str
    usage: Usage
    usd: float | None
    asked_at: datetime
    seconds: float
    raw: str
    provenance: str = ""
    stale: bool = False


@dataclass(frozen=True)
class Asked:
    """A reply, and where it came from.

    Attributes:
        reply: The reply.
        paid_now: True for a call made now; False for a reply from the ledger or a recording.
    """

    reply: Reply
    paid_now: bool


def price_of(usage: Usage, price: Price | None) -> float | None:
    """Give the price of a call in USD, or None where the model's price is unknown.

    Cached prompt tokens are billed at their own price; the other prompt tokens at the input price.
    """
    if price is None:
        return None
    cached_price = price.input if price.cached_input is None else price.cached_input
    fresh = usage.prompt - usage.cached
    return (fresh * price.input + usage.cached * cached_price + usage.completion * price.output) / 1_000_000


def total_usd(prices: Iterable[float | None]) -> float | None:
    """Add up prices in USD; None if any of them is unknown, for that is not zero."""
    known = 0.0
    for price in prices:
        if price is None:
            return None
        known += price
    return known
