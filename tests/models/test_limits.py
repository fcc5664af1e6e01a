import asyncio

from hypothesis import given
from hypothesis import strategies as st

from panel.models.limits import Limits


class Time:
    """A clock that a sleep moves on."""

    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def limits(time: Time, concurrency=100, requests=60.0, tokens=1e9) -> Limits:
    return Limits(concurrency, requests, tokens, clock=time.clock, sleep=time.sleep)


def admissions(time: Time, paced: Limits, amounts: list[int]) -> list[float]:
    """Ask for all at once, and give when each was let through, from the start on."""
    start, order, at = time.now, [], []

    async def one(number: int, tokens: int) -> None:
        await paced.admit(tokens)
        order.append(number)
        at.append(time.now - start)

    async def go() -> None:
        await asyncio.gather(*(one(number, tokens) for number, tokens in enumerate(amounts)))

    asyncio.run(go())
    assert order == list(range(len(amounts)))
    return at


def test_sixty_a_minute_are_one_a_second_from_the_start():
    time = Time()
    at = admissions(time, limits(time), [1] * 5)
    assert [round(each, 6) for each in at] == [0, 1, 2, 3, 4]


def test_less_than_one_a_second_still_begins_at_once():
    time = Time()
    assert [round(each, 6) for each in admissions(time, limits(time, requests=6), [1, 1])] == [0, 10]


def test_tokens_are_let_through_by_the_minute():
    time = Time()
    at = admissions(time, limits(time, requests=1e6, tokens=6000), [3000, 3000, 1000])
    assert [round(each, 3) for each in at] == [0, 0, 10]


def test_a_request_larger_than_a_minute_is_let_through_and_those_after_it_wait():
    time = Time()
    at = admissions(time, limits(time, requests=1e6, tokens=600), [1200, 1])
    assert at[0] == 0
    assert 60 <= at[1] <= 61


def test_tokens_that_were_not_used_are_given_back():
    time = Time()
    paced = limits(time, requests=1e6, tokens=6000)
    admissions(time, paced, [6000])
    paced.correct(6000, 1000)
    assert admissions(time, paced, [5000]) == [0]


def test_tokens_used_beyond_the_estimate_are_counted():
    time = Time()
    paced = limits(time, requests=1e6, tokens=6000)
    admissions(time, paced, [1000])
    paced.correct(1000, 6000)
    assert [round(each, 3) for each in admissions(time, paced, [1000])] == [10]


def test_a_pause_holds_up_all_and_never_gets_shorter():
    time = Time()
    paced = limits(time, requests=1e6)
    paced.pause(30)
    paced.pause(5)
    assert admissions(time, paced, [1, 1]) == [30, 30]


def test_a_pause_that_comes_while_others_wait_holds_them_up_too():
    time = Time()
    paced = limits(time)

    async def go() -> float:
        await paced.admit(1)
        waiting = asyncio.ensure_future(paced.admit(1))
        await asyncio.sleep(0)
        paced.pause(20)
        await waiting
        return time.now - 100

    assert 20 <= asyncio.run(go()) <= 21.1


def test_no_more_calls_at_once_than_allowed_and_first_come_first_served():
    time = Time()
    paced = limits(time, concurrency=2)
    inside, most, order = 0, 0, []

    async def one(number: int) -> None:
        nonlocal inside, most
        async with paced.slot():
            inside += 1
            most = max(most, inside)
            order.append(number)
            await asyncio.sleep(0)
            inside -= 1

    async def go() -> None:
        await asyncio.gather(*map(one, range(9)))

    asyncio.run(go())
    assert most == 2
    assert order == list(range(9))


@given(
    st.lists(st.integers(1, 5000), min_size=1, max_size=20),
    st.integers(1, 6000),
    st.integers(1000, 100_000),
)
def test_never_more_than_two_minutes_worth_in_any_minute(amounts, requests, tokens):
    time = Time()
    at = admissions(time, limits(time, requests=requests, tokens=tokens), amounts)

    for first in range(len(at)):
        within = [n for n in range(first, len(at)) if at[n] < at[first] + 60 - 1e-6]
        assert len(within) <= requests + max(1, requests / 60) + 1
        # The last one may be larger than what is left, where it is larger than a whole minute.
        assert sum(amounts[n] for n in within[:-1]) <= 2 * tokens + max(amounts)
