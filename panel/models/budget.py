"""What a run may spend: a call is let through only if its worst case still fits."""

import asyncio

from panel.errors import BudgetReached, SetupError
from panel.models.faults import who
from panel.models.reply import Usage, price_of
from panel.models.request import Request
from panel.models.tokens import prompt_tokens_at_most
from panel.settings import ModelSettings


class Budget:
    """What one run has spent, and the most that it may.

    Attributes:
        limit_usd: The most that it may spend, in USD; None for no limit.
        spent_usd: What finished calls cost, as far as their prices are known.
    """

    def __init__(self, limit_usd: float | None = None) -> None:
        self.limit_usd = limit_usd
        self.spent_usd = 0.0
        self._reserved_usd = 0.0
        self._settled = asyncio.Event()

    async def reserve(self, request: Request, name: str, settings: ModelSettings) -> float:
        """Set aside the most that a request to the model called `name` can cost, and give that, in USD.

        Where it fits only if the calls under way cost less than their worst case, it waits for them.

        Raises:
            BudgetReached: it could pass the limit.
            SetupError: there is a limit, but the model's price is unknown.
        """
        most = Usage(prompt=prompt_tokens_at_most(request), completion=request.parameters.max_tokens)
        most_usd = price_of(most, settings.price)
        if self.limit_usd is None:
            return 0.0
        if most_usd is None:
            raise SetupError(
                f"A budget needs a price, and panel.toml has none for {name}: "
                f'give [models."{name}"] a `price`, or leave --budget out.'
            )
        while self.spent_usd + self._reserved_usd + most_usd > self.limit_usd:
            if self._reserved_usd == 0.0 or self.spent_usd + most_usd > self.limit_usd:
                raise BudgetReached(
                    f"Not asked: {name} for {who(request)} could cost ${most_usd:.4f}, and "
                    f"${self.spent_usd:.4f} of the budget of ${self.limit_usd:.4f} is spent; run the same "
                    "command again with a larger --budget, what is finished is kept."
                )
            await self._settled.wait()
        self._reserved_usd += most_usd
        return most_usd

    def settle(self, reserved_usd: float, paid_usd: float | None) -> None:
        """Replace what was set aside by what the call cost: 0 where it failed, None where unknown."""
        # Sums of floats leave crumbs, which must not look like calls under way.
        left = self._reserved_usd - reserved_usd
        self._reserved_usd = left if left > 1e-12 else 0.0  # noqa: PLR2004 - far below the price of a token
        self.spent_usd += paid_usd or 0.0
        self._settled.set()
        self._settled = asyncio.Event()
