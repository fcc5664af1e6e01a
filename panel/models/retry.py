"""Sends one request until it is answered: how often, how long between, and who waits along."""

import asyncio
from collections.abc import Awaitable, Callable

import tenacity

from panel.errors import ModelError
from panel.models.faults import TryAgain, who
from panel.models.limits import Limits
from panel.models.reply import Reply
from panel.models.request import Request
from panel.models.tokens import prompt_tokens
from panel.settings import ModelSettings

FIRST_WAIT_SECONDS = 1.0
"""After the first failure, where the provider does not say; doubled each time, plus up to a second."""


async def complete_with_retries(
    send: Callable[[Request], Awaitable[Reply]],
    request: Request,
    settings: ModelSettings,
    limits: Limits,
    notice: Callable[[str], None],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Reply:
    """Send a request, at most `settings.attempts` times, and give its reply.

    Between attempts it waits as long as the provider asks, else 1, 2, 4, … seconds with jitter, and never
    longer than `settings.longest_wait_seconds`: a provider that asks for more is asked again after that.
    Where the provider is tired of all calls (429, 503, 529), the other calls to the model wait along.

    Raises:
        ModelError: it was refused, or failed to the last attempt.
        RunStopped: it was refused as every other request would be, or the server cannot be reached.
    """
    reserved = prompt_tokens(request) + request.parameters.max_tokens

    async def attempt() -> Reply:
        await limits.admit(reserved)
        try:
            reply = await send(request)
        except ModelError:
            limits.correct(reserved, 0)
            raise
        limits.correct(reserved, reply.usage.prompt + reply.usage.completion)
        return reply

    def wait(state: tenacity.RetryCallState) -> float:
        fault = _fault(state)
        backoff = tenacity.wait_exponential_jitter(
            initial=FIRST_WAIT_SECONDS, max=settings.longest_wait_seconds
        )
        # A provider that asks for no wait at all would be asked in a tight loop.
        seconds = min(fault.wait_seconds or backoff(state), settings.longest_wait_seconds)
        if fault.pauses_all:
            limits.pause(seconds)
        return seconds

    def tell(state: tenacity.RetryCallState) -> None:
        notice(
            f"{who(request)}: {_fault(state).what}; waiting {state.upcoming_sleep:.0f} s before attempt "
            f"{state.attempt_number + 1} of {settings.attempts}"
        )

    def give_up(state: tenacity.RetryCallState) -> Reply:
        raise _fault(state).given_up(state.attempt_number)

    retrying = tenacity.AsyncRetrying(
        sleep=sleep,
        stop=tenacity.stop_after_attempt(settings.attempts),
        wait=wait,
        retry=tenacity.retry_if_exception_type(TryAgain),
        before_sleep=tell,
        retry_error_callback=give_up,
    )
    return await retrying(attempt)


def _fault(state: tenacity.RetryCallState) -> TryAgain:
    fault = state.outcome.exception() if state.outcome else None
    assert isinstance(fault, TryAgain)  # nothing else is retried
    return fault
