"""What stands around a number and says what it counts: money, percent, times, time, bytes and bits."""

import re
from decimal import Decimal

MONEY_BEFORE = re.compile(r"(?:(?:US|CA|A)?([$€£])|\b(USD|EUR|GBP))\s?$")
MONEY_AFTER = re.compile(r"[\s-]?(?:US[\s-])?(dollars?|bucks|USD|euros?|EUR|€|£|pounds?|GBP|cents?|¢)(?!\w)")
PERCENT = re.compile(r"\s?%|[\s-]per\s?cent\b|\spercentage\spoints?\b|\spct\b")
COUNTED = re.compile(r"[\s-](?!(?:is|was|has|does|this|its|as|us|itself|always)\b)[a-z][\w-]*s\b")
"""A plural, so that the number before it counts something."""

CURRENCIES = {
    "$": "USD",
    "USD": "USD",
    "dollar": "USD",
    "buck": "USD",
    "cent": "cents",
    "¢": "cents",
    "€": "EUR",
    "EUR": "EUR",
    "euro": "EUR",
    "£": "GBP",
    "GBP": "GBP",
    "pound": "GBP",
}

_KILO = Decimal(1024)
_FACTORS: dict[str, tuple[str, Decimal | int | str]] = {
    "x|×|times|fold": ("times", 1),
    "milliseconds?|ms": ("seconds", "0.001"),
    "seconds?|secs?": ("seconds", 1),
    "minutes?|mins?": ("seconds", 60),
    "hours?|hrs?|h": ("seconds", 3600),
    "days?": ("seconds", 86_400),
    "weeks?": ("seconds", 604_800),
    "months?": ("months", 1),
    "years?": ("months", 12),
    "kilobytes?|K[iI]?B|kB": ("bytes", _KILO),
    "megabytes?|M[iI]?B": ("bytes", _KILO**2),
    "gigabytes?|G[iI]?B": ("bytes", _KILO**3),
    "terabytes?|T[iI]?B": ("bytes", _KILO**4),
    "bits?": ("bits", 1),
}
_UNITS = [(re.compile(words), unit, Decimal(factor)) for words, (unit, factor) in _FACTORS.items()]

MEASURE = re.compile(rf"[\s-]?({'|'.join(_FACTORS)})(?![\w])")
"""A unit after a number."""


def unit_of(word: str) -> tuple[str, Decimal]:
    """Give what a word that `MEASURE` found measures, and by what to multiply for seconds, bytes, months."""
    return next((unit, factor) for words, unit, factor in _UNITS if words.fullmatch(word))


FOR_MANY = re.compile(
    r"\s?(?:/|per\s|(?:for|buys?)\s(?:an?|each|every|one)\s|(?:an?|each|every)\s)\s?(?:an?\s|one\s|1\s?)?"
    r"(hundred|thousand|million|billion|[KMB]|1,?000(?:,?000)?)\b"
)
"""The million of "$50 per million Actions"."""

MANY = {
    "hundred": 10**2,
    **dict.fromkeys(("thousand", "K", "1000"), 10**3),
    **dict.fromkeys(("million", "M", "1000000"), 10**6),
    **dict.fromkeys(("billion", "B"), 10**9),
}

PER = re.compile(
    r"(?:[\s(]+[\w'’-]+\)?){0,4}?\s?(?:(?:/|\bper\s|\b(?:an?|each|every)\s)"
    r"(sec|second|min|minute|hr|hour|day|week|mo|month|yr|year)s?\b"
    r"|\b(hourly|daily|weekly|monthly|yearly|annual)(?:ly)?\b)"
)
"""The month of "$500 a month"."""

PERIODS = {
    **dict.fromkeys(("sec", "second"), "second"),
    **dict.fromkeys(("min", "minute"), "minute"),
    **dict.fromkeys(("hr", "hour", "hourly"), "hour"),
    **dict.fromkeys(("day", "daily"), "day"),
    **dict.fromkeys(("week", "weekly"), "week"),
    **dict.fromkeys(("mo", "month", "monthly"), "month"),
    **dict.fromkeys(("yr", "year", "yearly", "annual"), "year"),
}
