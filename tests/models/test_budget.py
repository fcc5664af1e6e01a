import asyncio

import pytest

from panel.errors import BudgetReached, SetupError
from panel.models.budget import Budget
from panel.models.reply import Usage, price_of
from panel.models.tokens import prompt_tokens_at_most
from tests.models.samples import request, settings


def most() -> float:
    worst = price_of(Usage(prompt_tokens_at_most(request()), 100), settings().price)
    assert worst is not None
    return worst


def reserve(budget: Budget, **changes) -> float:
    return asyncio.run(budget.reserve(request(), "mistral:m", settings(**changes)))


def test_the_worst_case_is_set_aside():
    assert reserve(Budget(1)) == most()


def test_a_call_that_could_pass_the_limit_is_not_made():
    budget = Budget(most() * 1.5)
    budget.settle(reserve(budget), most())

    with pytest.raises(BudgetReached) as reached:
        reserve(budget)

    assert str(reached.value) == (
        f"Not asked: mistral:m for persona minimalist on uv could cost ${most():.4f}, and ${most():.4f} of "
        f"the budget of ${most() * 1.5:.4f} is spent; run the same command again with a larger --budget, "
        "what is finished is kept."
    )


def test_what_a_call_did_not_use_is_free_for_the_next():
    budget = Budget(most() * 1.5)
    budget.settle(reserve(budget), most() / 4)

    assert reserve(budget) == most()
    assert budget.spent_usd == most() / 4


def test_a_failed_call_costs_nothing():
    budget = Budget(most())
    budget.settle(reserve(budget), 0.0)

    assert reserve(budget) == most()


@pytest.mark.parametrize(("paid", "made"), [(0.1, 2), (0.9, 1)])
def test_a_call_that_fits_only_if_others_stay_below_their_worst_case_waits_for_them(paid, made):
    async def go() -> int:
        budget = Budget(most() * 1.5)
        first = await budget.reserve(request(), "m", settings())
        second = asyncio.ensure_future(budget.reserve(request(), "m", settings()))
        await asyncio.sleep(0)
        assert not second.done()
        budget.settle(first, most() * paid)
        (outcome,) = await asyncio.gather(second, return_exceptions=True)
        return 1 if isinstance(outcome, BudgetReached) else 2

    assert asyncio.run(go()) == made


def test_many_calls_at_once_never_pass_the_limit_together():
    budget = Budget(most() * 7.5)
    under_way = 0

    async def one() -> None:
        nonlocal under_way
        reserved = await budget.reserve(request(), "m", settings())
        under_way += 1
        assert under_way <= 7
        await asyncio.sleep(0)
        under_way -= 1
        budget.settle(reserved, most() * 0.99)

    async def go() -> list[object]:
        return await asyncio.gather(*(one() for _ in range(30)), return_exceptions=True)

    outcomes = asyncio.run(go())
    assert sum(isinstance(each, BudgetReached) for each in outcomes) == 23
    assert budget.spent_usd <= most() * 7.5


def test_without_a_limit_nothing_is_held_back_and_all_is_counted():
    budget = Budget()
    budget.settle(reserve(budget, price=None), None)
    budget.settle(reserve(budget), 5.0)

    assert budget.spent_usd == 5


def test_a_limit_needs_a_price():
    with pytest.raises(
        SetupError, match=r'panel.toml has none for mistral:m: give \[models."mistral:m"\] a `price`'
    ):
        reserve(Budget(1), price=None)


def test_a_model_that_is_free_always_fits():
    assert reserve(Budget(0), price={"input": 0, "output": 0, "as_of": "2026-11-24"}) == 0
