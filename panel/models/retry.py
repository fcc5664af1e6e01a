"""Sends one request until it is answered: how often, how long between, and who waits along."""

import asyncio
from collections.abc import Awaitable, Callable

import tenacity

from panel.errors import ModelError
from panel.models.faults import TryAgain, Unreachable, who
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
    unreachable: asyncio.Event,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Reply:
    """Send a request, at most `settings.attempts` times, and give its reply.

    Between attempts it waits as long as the provider asks, else 1, 2, 4, … seconds with jitter, and never
    longer than `settings.longest_wait_seconds`: a provider that asks for more is asked again after that.
    Where the provider is tired of all calls (429, 503, 529), the other calls to the model wait along.

    The deadline counts from when the first attempt may be sent, so that a slow pace fails nobody; the waits
    between attempts, and for the turns of later ones, count.

    Args:
        send: Sends a request once.
        request: The request.
        settings: The model's settings.
        limits: The model's pace.
        notice: Told of each wait between attempts, in a line.
        unreachable: Shared by all calls to the model. The first to give up a server out of reach sets it, and
            the others that cannot reach it then do not try again.
        sleep: Waits for seconds.

    Raises:
        TimeoutError: it took longer than `settings.deadline_seconds`.
        ModelError: it was refused, or failed to the last attempt.
        RunStopped: it was refused as every other request would be, or the server cannot be reached.
    """
    reserved = prompt_tokens(request) + request.parameters.max_tokens

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

    def stop(state: tenacity.RetryCallState) -> bool:
        lost = unreachable.is_set() and isinstance(_fault(state), Unreachable)
        return lost or state.attempt_number >= settings.attempts

    def give_up(state: tenacity.RetryCallState) -> Reply:
        fault = _fault(state)
        if isinstance(fault, Unreachable):
            unreachable.set()
        raise fault.given_up(state.attempt_number)

    retrying = tenacity.AsyncRetrying(
        sleep=sleep,
        stop=stop,
        wait=wait,
        retry=tenacity.retry_if_exception_type(TryAgain),
        before_sleep=tell,
        retry_error_callback=give_up,
    )
    await limits.admit(reserved)
    async with asyncio.timeout(settings.deadline_seconds):
        return await retrying(_attempt(send, request, limits, reserved))


def _attempt(
    send: Callable[[Request], Awaitable[Reply]], request: Request, limits: Limits, reserved: int
) -> Callable[[], Awaitable[Reply]]:
    """Give what sends a request that has its first turn, and waits for another one each time that is used."""
    has_turn = True

    async def attempt() -> Reply:
        nonlocal has_turn
        if not has_turn:
            await limits.admit(reserved)
        try:
            reply = await send(request)
        except ModelError as fault:
            # What never got to the provider is not counted there.
            has_turn = isinstance(fault, Unreachable)
            if not has_turn:
                limits.correct(reserved, 0)
            raise
        limits.correct(reserved, reply.usage.prompt + reply.usage.completion)
        return reply

    return attempt


def _fault(state: tenacity.RetryCallState) -> TryAgain:
    fault = state.outcome.exception() if state.outcome else None
    assert isinstance(fault, TryAgain)  # nothing else is retried
    return fault
