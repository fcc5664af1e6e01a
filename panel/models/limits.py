"""How fast one model may be asked: calls at once, requests and tokens a minute, first come, first served."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager


class Limits:
    """The pace of one model, shared by all calls to it.

    Requests are let through evenly, with bursts of at most a second's worth, since providers that allow sixty
    a minute often mean one a second. Tokens are counted by the minute, so that one long prompt need not wait
    for its own length to trickle in.

    Args:
        concurrency: Calls at once.
        requests_per_minute: Requests a minute.
        tokens_per_minute: Tokens a minute, prompts and answers together.
        clock: Seconds that only ever grow.
        sleep: Waits for seconds.
    """

    def __init__(
        self,
        concurrency: int,
        requests_per_minute: float,
        tokens_per_minute: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._slots = asyncio.Semaphore(concurrency)
        self._turn = asyncio.Lock()
        now = clock()
        self._requests = _Bucket(requests_per_minute / 60, max(1.0, requests_per_minute / 60), now)
        self._tokens = _Bucket(tokens_per_minute / 60, tokens_per_minute, now)
        self._paused_until = now

    @asynccontextmanager
    async def slot(self) -> AsyncGenerator[None]:
        """Hold one of the places for calls at once."""
        async with self._slots:
            yield

    async def admit(self, tokens: int) -> None:
        """Wait until a request of so many tokens may be sent, and count it as sent."""
        # Both asyncio's lock and its semaphore serve their waiters in the order in which they came.
        async with self._turn:
            while (wait := self._wait(tokens)) > 0:
                await self._sleep(wait)
            now = self._clock()
            self._requests.take(1, now)
            self._tokens.take(tokens, now)

    def correct(self, reserved: int, used: int) -> None:
        """Count the tokens that a request did use in place of those it was admitted with."""
        self._tokens.take(used - reserved, self._clock())

    def pause(self, seconds: float) -> None:
        """Let no request through for so many seconds: the provider has had enough of all of them."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

    def _wait(self, tokens: int) -> float:
        now = self._clock()
        return max(self._paused_until - now, self._requests.wait(1, now), self._tokens.wait(tokens, now))


class _Bucket:
    """Fills with time; a request larger than it is overdraws it, and those after it wait."""

    def __init__(self, per_second: float, holds: float, now: float) -> None:
        self._per_second = per_second
        self._holds = holds
        self._level = holds
        self._at = now

    def wait(self, amount: float, now: float) -> float:
        """Give the seconds until so much may be taken; 0 for now."""
        short = min(amount, self._holds) - self._level_at(now)
        return short / self._per_second if short > 1e-6 else 0.0  # noqa: PLR2004 - a millionth of a request

    def take(self, amount: float, now: float) -> None:
        """Take so much; a negative amount is put back."""
        self._level = min(self._holds, self._level_at(now) - amount)
        self._at = now

    def _level_at(self, now: float) -> float:
        return min(self._holds, self._level + (now - self._at) * self._per_second)
