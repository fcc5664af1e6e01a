import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from panel.errors import BudgetReached, ModelError, SetupError
from panel.models.asking import Asker
from panel.models.budget import Budget
from panel.models.ledger import MemoryLedger
from panel.models.reply import Asked
from tests.models.samples import REPLY, request, settings


class SlowLedger(MemoryLedger):
    """Takes its time, as a disk does."""

    def __init__(self, replies=(), failure=None):
        super().__init__(replies)
        self.failure = failure

    async def commit(self, request, reply):
        await asyncio.sleep(0.02)
        if self.failure:
            raise self.failure
        await super().commit(request, reply)


class ScriptedEndpoint:
    """Answers with a reply, or fails."""

    name = "mistral:m"

    def __init__(self, outcome=REPLY, places=99, **changes):
        self.settings = settings(**changes)
        self.outcome = outcome
        self.asked = 0
        self.places = asyncio.Semaphore(places)

    @asynccontextmanager
    async def slot(self):
        async with self.places:
            yield

    async def complete(self, request):
        self.asked += 1
        await asyncio.sleep(0.01)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def test_a_reply_is_in_the_ledger_before_anyone_sees_it():
    ledger, endpoint, budget = SlowLedger(), ScriptedEndpoint(), Budget(1)

    asked = asyncio.run(Asker(ledger, budget).ask(request(), endpoint))

    assert asked == Asked(REPLY, paid_now=True)
    assert ledger.replies == {request().key: REPLY}
    assert budget.spent_usd == REPLY.usd


def test_what_the_ledger_has_is_not_asked_again_nor_paid():
    endpoint, budget = ScriptedEndpoint(), Budget(0)

    asked = asyncio.run(Asker(MemoryLedger([(request(), REPLY)]), budget).ask(request(), endpoint))

    assert asked == Asked(REPLY, paid_now=False)
    assert (endpoint.asked, budget.spent_usd) == (0, 0)


def test_a_place_for_a_call_is_free_again_only_when_its_reply_is_kept():
    ledger, endpoint = SlowLedger(), ScriptedEndpoint(places=1)
    unkept = []

    async def complete(asked):
        unkept.append(endpoint.asked - len(ledger.replies))
        endpoint.asked += 1
        return REPLY

    endpoint.complete = complete

    async def ask_three():
        asker = Asker(ledger, Budget(None))
        await asyncio.gather(*(asker.ask(request(text), endpoint) for text in ("one", "two", "three")))

    asyncio.run(ask_three())

    assert unkept == [0, 0, 0]


def test_two_that_ask_the_same_at_once_share_one_call():
    endpoint = ScriptedEndpoint()

    async def go():
        asker = Asker(SlowLedger(), Budget())
        same = [asker.ask(request(), endpoint) for _ in range(5)]
        return await asyncio.gather(*same, asker.ask(request("Something else."), endpoint)), asker

    (*same, other), asker = asyncio.run(go())
    assert endpoint.asked == 2
    assert sorted(each.paid_now for each in same) == [False] * 4 + [True]
    assert other.paid_now
    assert not asker._turns


def test_where_the_first_of_two_fails_the_second_tries_itself():
    endpoint = ScriptedEndpoint(ModelError("no"))

    async def go():
        asker = Asker(MemoryLedger(), Budget())
        return await asyncio.gather(
            *(asker.ask(request(), endpoint) for _ in range(2)), return_exceptions=True
        )

    assert [str(each) for each in asyncio.run(go())] == ["no", "no"]
    assert endpoint.asked == 2


def test_a_reply_that_has_arrived_is_kept_though_the_run_is_stopped():
    ledger, endpoint, budget = SlowLedger(), ScriptedEndpoint(), Budget(1)

    async def go():
        task = asyncio.ensure_future(Asker(ledger, budget).ask(request(), endpoint))
        await asyncio.sleep(0.02)  # the reply is there, the ledger is writing
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(go())
    assert ledger.replies == {request().key: REPLY}
    assert budget.spent_usd == REPLY.usd


def test_a_call_that_is_stopped_before_its_reply_leaves_nothing_behind():
    ledger, budget = SlowLedger(), Budget(1)

    async def go():
        asker = Asker(ledger, budget)
        task = asyncio.ensure_future(asker.ask(request(), ScriptedEndpoint()))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return await asker.ask(request(), ScriptedEndpoint())

    assert asyncio.run(go()).paid_now
    assert budget.spent_usd == REPLY.usd
    assert budget._reserved_usd == 0


def test_a_failed_call_gives_its_reservation_back():
    budget = Budget(1)

    with pytest.raises(ModelError):
        asyncio.run(Asker(MemoryLedger(), budget).ask(request(), ScriptedEndpoint(ModelError("no"))))

    assert (budget.spent_usd, budget._reserved_usd) == (0, 0)


def test_a_ledger_that_cannot_be_written_is_no_secret_and_the_money_is_counted():
    budget = Budget(1)
    ledger = SlowLedger(failure=SetupError("the disk is full"))

    with pytest.raises(SetupError, match="the disk is full"):
        asyncio.run(Asker(ledger, budget).ask(request(), ScriptedEndpoint()))

    assert budget.spent_usd == REPLY.usd


def test_beyond_the_budget_nothing_is_asked():
    endpoint = ScriptedEndpoint()

    with pytest.raises(BudgetReached):
        asyncio.run(Asker(MemoryLedger(), Budget(0.00001)).ask(request(), endpoint))

    assert endpoint.asked == 0


def test_a_recording_costs_nothing_and_is_kept():
    ledger, budget = MemoryLedger(), Budget(0)
    endpoint = ScriptedEndpoint(provider="recorded", price=None)

    asked = asyncio.run(Asker(ledger, budget).ask(request(), endpoint))

    assert asked == Asked(REPLY, paid_now=False)
    assert ledger.replies == {request().key: REPLY}


def test_a_stale_recording_is_not_kept_as_the_answer_to_the_new_prompt():
    ledger, stale = MemoryLedger(), replace(REPLY, stale=True)
    endpoint = ScriptedEndpoint(stale, provider="recorded")

    assert asyncio.run(Asker(ledger, Budget()).ask(request(), endpoint)) == Asked(stale, paid_now=False)
    assert ledger.replies == {}
