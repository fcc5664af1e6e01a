"""Fractions in words: shares such as "two thirds", and parts of a coin: "three-quarters of a cent".

A fraction with one part ("half of", "a third of") is a share only of people, or of what they do, run or pay:
"half of its users", "a quarter of all deployments". So "half of the work" and "the first half" are none, nor
is the million of "a quarter of a million".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from panel.checks.units import CURRENCIES


@dataclass(frozen=True)
class Share:
    """A fraction in words, where it stands, and the currency that it is a part of; empty for shares."""

    start: int
    end: int
    value: Fraction
    currency: str


def shares(text: str) -> Iterator[Share]:
    """Give the shares of a text in the order in which they stand."""
    for found in _SHARE.finditer(text):
        count, part = found["count"], found["parts"] or found["part"]
        value = Fraction(
            _COUNTS.index(count.lower()) + 2 if count else 1, _PARTS[part.lower().removesuffix("s")]
        )
        after = _OF_A_COIN.match(text, found.end())
        if after:
            yield Share(found.start(), after.end(), value, CURRENCIES[after[1].lower()])
        elif not _OF_A_NUMBER.match(text, found.end()) and (count or _OF_PEOPLE.match(text, found.end())):
            yield Share(found.start(), found.end(), value, "")


_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
    "hundredth": 100,
}
_SHARE = re.compile(
    rf"\b(?:(?P<count>{'|'.join(_COUNTS)})[\s-](?P<parts>(?:{'|'.join(_PARTS)})s)"
    rf"|(?P<part>{'|'.join(_PARTS)}))\b",
    re.IGNORECASE,
)
_OF_A_COIN = re.compile(r"(?:\sof)?\san?\s(cent|dollar|euro)\b", re.IGNORECASE)
_OF_A_NUMBER = re.compile(r"\sof\san?\s(?:hundred|thousand|million|billion|trillion)\b")
_OF_PEOPLE = re.compile(
    r"\sof\s(?:[\w'’.-]+\s){0,3}?"
    r"(?:users|customers|developers|downloads|companies|revenue|teams|installs|installations|engineers"
    r"|deployments|clusters|consumption|usage|income|sales|contributors|commits|subscribers|startups)\b"
)
