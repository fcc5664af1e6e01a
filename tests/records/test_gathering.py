import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from panel.records.gathering import Gathering


def test_what_waits_while_the_thread_is_at_work_goes_together() -> None:
    turns: list[list[int]] = []
    free = Event()

    def work(items: Sequence[int]) -> Sequence[int]:
        free.wait(5)
        turns.append(list(items))
        return [item * 2 for item in items]

    async def go() -> list[int]:
        with ThreadPoolExecutor(1) as thread:
            gathering = Gathering(work, thread)
            first = asyncio.create_task(gathering.hand_in(0))
            await asyncio.sleep(0.01)
            others = [asyncio.create_task(gathering.hand_in(item)) for item in range(1, 1200)]
            await asyncio.sleep(0)
            free.set()
            return await asyncio.gather(first, *others)

    assert asyncio.run(go()) == [item * 2 for item in range(1200)]
    assert [len(turn) for turn in turns] == [1, 500, 500, 199]


def test_an_error_reaches_everyone_of_its_turn_and_nobody_else() -> None:
    def work(items: Sequence[int]) -> Sequence[int]:
        if 13 in items:
            raise ValueError("thirteen")
        return items

    async def go() -> tuple[list[int | BaseException], int]:
        with ThreadPoolExecutor(1) as thread:
            gathering = Gathering(work, thread)
            together = await asyncio.gather(*map(gathering.hand_in, (12, 13)), return_exceptions=True)
            return together, await gathering.hand_in(14)

    together, after = asyncio.run(go())
    assert [str(each) for each in together] == ["thirteen", "thirteen"]
    assert after == 14


def test_an_item_is_worked_on_though_its_waiter_is_cancelled() -> None:
    done: list[int] = []

    def work(items: Sequence[int]) -> Sequence[None]:
        done.extend(items)
        return [None] * len(items)

    async def go() -> None:
        with ThreadPoolExecutor(1) as thread:
            gathering = Gathering(work, thread)
            waiter = asyncio.create_task(gathering.hand_in(1))
            await asyncio.sleep(0)
            waiter.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiter
            await gathering.settle()

    asyncio.run(go())
    assert done == [1]


def test_settling_with_nothing_waiting_returns_at_once() -> None:
    async def go() -> None:
        with ThreadPoolExecutor(1) as thread:
            await asyncio.wait_for(Gathering(lambda items: items, thread).settle(), 1)

    asyncio.run(go())
