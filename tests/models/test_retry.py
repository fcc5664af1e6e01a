import asyncio

import pytest

from panel.errors import ModelError, RunStopped
from panel.models.faults import Server, TryAgain, Unreachable
from panel.models.limits import Limits
from panel.models.retry import complete_with_retries
from tests.models.samples import REPLY, request, settings

SERVER = Server("mistral:m", "m", "api.mistral.ai", "MISTRAL_API_KEY", "")
UNREACHABLE = Unreachable(SERVER, request(), "api.mistral.ai cannot be reached")


def busy(wait=None, *, pauses_all=False):
    return TryAgain(
        SERVER, request(), "api.mistral.ai was too busy (429)", wait_seconds=wait, pauses_all=pauses_all
    )


class Run:
    """One request whose attempts end as told; its sleeps take no time."""

    def __init__(self, *outcomes, requests=1e9, **changes):
        self.lost = asyncio.Event()
        self.sent, self.waits, self.notices, self.now = 0, [], [], 0.0
        self.limits = Limits(9, requests, 1e12, clock=lambda: self.now, sleep=self.sleep)
        self.settings = settings(**{"longest_wait_seconds": 60, "attempts": 5, **changes})
        self.outcomes = outcomes
        self.result = asyncio.run(self.go())

    async def sleep(self, seconds):
        self.waits.append(seconds)
        self.now += seconds

    async def send(self, _):
        outcome = self.outcomes[min(self.sent, len(self.outcomes) - 1)]
        self.sent += 1
        if callable(outcome):
            outcome = outcome(self)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def go(self):
        try:
            return await complete_with_retries(
                self.send, request(), self.settings, self.limits, self.notices.append, self.lost, self.sleep
            )
        except ModelError as error:
            return error


def test_a_reply_is_given_as_it_came():
    run = Run(REPLY)
    assert (run.result, run.sent, run.waits, run.notices) == (REPLY, 1, [], [])


def test_the_wait_asked_for_is_waited():
    run = Run(busy(7), busy(0.25), REPLY)
    assert run.result is REPLY
    assert run.waits == [7, 0.25]


def test_a_longer_wait_than_the_longest_is_cut_to_it():
    assert Run(busy(3600), REPLY).waits == [60]


def test_without_a_word_the_waits_double_with_jitter_up_to_the_longest():
    waits = Run(busy(), attempts=9).waits
    assert len(waits) == 8
    for number, wait in enumerate(waits):
        assert min(2**number, 60) <= wait <= min(2**number + 1, 60)


def test_a_provider_that_asks_for_no_wait_is_not_asked_in_a_tight_loop():
    assert Run(busy(0), REPLY).waits[0] >= 1


def test_after_the_last_attempt_the_call_is_given_up():
    run = Run(busy(1), attempts=3)
    assert run.sent == 3
    assert type(run.result) is ModelError
    assert "at the last of 3 attempts" in str(run.result)


def test_a_server_that_stays_out_of_reach_stops_the_run():
    run = Run(UNREACHABLE, attempts=2)
    assert type(run.result) is RunStopped
    assert run.lost.is_set()


def test_once_a_call_has_given_up_to_reach_the_server_the_others_do_not_try_again():
    def sibling_gives_up(run):
        run.lost.set()
        return UNREACHABLE

    run = Run(UNREACHABLE, sibling_gives_up, REPLY)
    assert type(run.result) is RunStopped
    assert run.sent == 2
    assert "at the last of 2 attempts" in str(run.result)


def test_a_call_that_the_server_did_answer_is_tried_again_even_then():
    def sibling_gives_up(run):
        run.lost.set()
        return busy(1)

    assert Run(sibling_gives_up, REPLY).result is REPLY


def test_an_attempt_that_did_not_reach_the_server_leaves_its_turn_to_the_next():
    run = Run(UNREACHABLE, UNREACHABLE, REPLY, requests=1)
    assert run.result is REPLY
    assert run.now < 10
    assert Run(busy(1), REPLY, requests=1).now == pytest.approx(60)


def test_waiting_for_the_first_turn_does_not_count_towards_the_deadline():
    async def answer(_):
        return REPLY

    async def go():
        limits = Limits(9, 1e9, 1e12)
        limits.pause(0.08)
        hurried = settings(deadline_seconds=0.04)
        return await complete_with_retries(answer, request(), hurried, limits, print, asyncio.Event())

    assert asyncio.run(go()) is REPLY


def test_waiting_for_a_later_turn_does():
    async def refuse(_):
        raise busy(60, pauses_all=True)

    async def go():
        hurried = settings(deadline_seconds=0.04, longest_wait_seconds=60)
        with pytest.raises(TimeoutError):
            await complete_with_retries(
                refuse, request(), hurried, Limits(9, 1e9, 1e12), [].append, asyncio.Event()
            )

    asyncio.run(go())


@pytest.mark.parametrize("kind", [ModelError, RunStopped])
def test_what_cannot_pass_is_not_tried_again(kind):
    run = Run(kind("no"))
    assert (run.sent, run.waits) == (1, [])
    assert isinstance(run.result, kind)


def test_while_waiting_a_line_says_for_whom_why_how_long_and_how_often():
    assert Run(busy(7), REPLY).notices == [
        "persona minimalist on uv: api.mistral.ai was too busy (429); waiting 7 s before attempt 2 of 5"
    ]


def test_a_tired_provider_is_left_alone_by_all_calls():
    assert Run(busy(7, pauses_all=True), REPLY).limits._paused_until == 7
    assert Run(busy(7), REPLY).limits._paused_until == 0


def test_the_tokens_that_a_reply_used_replace_those_reserved():
    run = Run(busy(1), REPLY)
    # A full bucket was charged the estimate twice, and given all of it back but what the reply used.
    assert run.limits._tokens._level == pytest.approx(1e12 - 1200, abs=1)
