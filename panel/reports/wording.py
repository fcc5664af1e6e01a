"""How numbers, days and lists are put into words, the same way in every form of a report."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

UNKNOWN_PRICE = "cost unknown"
CLAIM_STATES = {
    "verified": "Fact, verified",
    "mismatched": "Fact, not verified",
    "unsupported": "Fact, unsupported",
}
"""What is said of a claimed fact, by what checking its quotation found."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def joined(names: Sequence[str]) -> str:
    """Put names into a list: "A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def percent(share: float) -> str:
    """Give a share between 0 and 1 as "75 %"."""
    return f"{share * 100:.0f} %"


def interval_text(interval: tuple[float, float]) -> str:
    """Give an interval of shares as "30–95 %"."""
    low, high = interval
    return f"{low * 100:.0f}–{high * 100:.0f} %"


def usd_text(usd: float | None) -> str:
    """Give a cost in USD: cents where there are any, four places below a cent, and never zero for unknown."""
    if usd is None:
        return UNKNOWN_PRICE
    if usd == 0:
        return "USD 0"
    return f"USD {usd:.2f}" if usd >= 1 else f"USD {usd:.4f}"


def number_text(number: int) -> str:
    """Give a whole number with its thousands apart: "12 345", with no-break spaces."""
    return f"{number:,}".replace(",", "\u00a0")


def counted(number: int, thing: str) -> str:
    """Give a number of things: "1 call", "12 calls"."""
    return f"{number_text(number)} {thing}{'' if number == 1 else 's'}"


def deadline(by: str) -> str:
    """Give a forecast's YYYY-MM-DD as "24 November 2026"; whatever else a model wrote stays as it is."""
    try:
        return day(date.fromisoformat(by))
    except ValueError:
        return by


def day(when: date | datetime) -> str:
    """Give a day as "24 November 2026"; a moment by its day in UTC."""
    if isinstance(when, datetime) and when.tzinfo:
        when = when.astimezone(UTC)
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
