"""What one run saw of the ledger: the calls it paid for and those it found."""

from dataclasses import dataclass, field

from panel.models.reply import total_usd


@dataclass
class Seen:
    """Notes that the ledger takes for the run.

    Attributes:
        paid: Key to price in USD of each call made; the price is None where it is unknown.
        reused: Keys of the calls that the ledger answered, each once, in the order first asked.
    """

    paid: dict[str, float | None] = field(default_factory=dict[str, float | None])
    reused: dict[str, None] = field(default_factory=dict[str, None])

    @property
    def usd(self) -> float | None:
        """Price in USD of what was paid; None where one call's price is unknown."""
        return total_usd(self.paid.values())
