"""Every quantity of a text: figures, prices, percentages, dates and versions, whatever way they are written.

Quantities that mean the same are equal, wherever they stand: "256K" and "256,000"; "$50 per million" and
"50 dollars for a million"; "10-100x" and "ten to a hundred times"; "10%" and "ten per cent"; "2026-03-19" and
"March 19, 2026"; "v2.0" and "version 2.0"; "60 seconds" and "one minute". HTML entities are read as what they
stand for. `numbers`, `shares`, `dates` and `versions` say what is read. No quantities are a number after a
known label ("PEP 621", "step 3", "exit code 137"), a time of day, and idioms such as 24/7.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from panel.checks.dates import dates
from panel.checks.numbers import Number, numbers
from panel.checks.shares import shares
from panel.checks.units import (
    CURRENCIES,
    FOR_MANY,
    MANY,
    MEASURE,
    MONEY_AFTER,
    MONEY_BEFORE,
    PER,
    PERCENT,
    PERIODS,
    unit_of,
)
from panel.checks.versions import versions

Kind = Literal["figure", "price", "percentage", "date", "version"]


@dataclass(frozen=True)
class Quantity:
    """A quantity: its meaning, by which it is compared, and its place, by which it is not.

    Attributes:
        kind: What sort of quantity it is.
        values: Both ends of a range, otherwise one value. A date is year, month and day, 0 where unsaid; a
            version is its parts.
        unit: "USD", "times", "bytes" and the like, "seconds" for time up to weeks, "months" beyond; empty for
            a number of anything else.
        count: For how many of something a price is: a million in "$50 per million Actions".
        per: The time that it is for, such as "month" in "$500 a month"; empty where unsaid.
        written: Its largest number as it is written, before units: 30 for "30 minutes".
        worded: Whether it is written in words alone.
        start: Where it stands in its text.
        end: Where it ends.
    """

    kind: Kind
    values: tuple[Decimal, ...]
    unit: str = ""
    count: int = 1
    per: str = ""
    written: Decimal = field(default=Decimal(0), compare=False)
    worded: bool = field(default=False, compare=False)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Find the quantities of a text, in the order in which they stand."""
    rest = _ENTITY.sub(lambda entity: html.unescape(entity[0]).rjust(len(entity[0])), text)
    rest = _NO_QUANTITY.sub(lambda found: "\0" * len(found[0]), rest)
    found: list[Quantity] = []
    for read in (_dates, _shares, _versions, _amounts):
        new = _apart(read(rest))
        rest = _without(rest, new)
        found += new
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _apart(found: Iterator[Quantity]) -> list[Quantity]:
    """Leave out what begins inside of the one before: in "0€ 0" the sign belongs to the first number."""
    kept: list[Quantity] = []
    for each in found:
        if not kept or kept[-1].end <= each.start:
            kept.append(each)
    return kept


def _without(text: str, found: list[Quantity]) -> str:
    """Blank what was read, so that the next reader passes it over."""
    pieces: list[str] = []
    end = 0
    for each in found:
        pieces += [text[end : each.start], "\0" * (each.end - each.start)]
        end = each.end
    return "".join((*pieces, text[end:]))


def _dates(text: str) -> Iterator[Quantity]:
    for start, end, parts in dates(text):
        yield Quantity("date", tuple(map(Decimal, parts)), start=start, end=end)


def _versions(text: str) -> Iterator[Quantity]:
    for start, end, parts in versions(text):
        yield Quantity("version", parts, start=start, end=end)


def _shares(text: str) -> Iterator[Quantity]:
    for each in shares(text):
        value = Decimal(each.value.numerator) / each.value.denominator
        if each.currency:
            yield _price(text, (value,), each.currency, each.start, each.end, worded=True)
        else:
            yield Quantity("percentage", (100 * value,), worded=True, start=each.start, end=each.end)


def _amounts(text: str) -> Iterator[Quantity]:
    ranges: list[tuple[Number, ...]] = []
    for number in numbers(text):
        if ranges and len(ranges[-1]) == 1 and _joins(text, ranges[-1][0], number):
            ranges[-1] = (*ranges[-1], number)
        else:
            ranges.append((number,))
    end = 0
    for ends in ranges:
        if ends[0].start >= end:  # the million of "$50 for a million" is part of the price
            amount = _amount(text, ends[0], ends[-1])
            end = amount.end
            yield amount


def _joins(text: str, low: Number, high: Number) -> bool:
    """Tell whether two neighbours are the ends of one range, or one share as in "nine in ten"."""
    between = text[low.end : high.start]
    is_pair = re.fullmatch(r"\sand\s", between) and text.endswith(("between ", "Between "), 0, low.start)
    return bool(_is_share(text, low, high) or is_pair or _TO.fullmatch(between))


def _is_share(text: str, low: Number, high: Number) -> bool:
    return bool(
        _OUT_OF.fullmatch(text, low.end, high.start)
        and low.value < high.value in _WHOLES
        and not MEASURE.match(text, high.end)
    )


def _amount(text: str, low: Number, high: Number) -> Quantity:
    start, end = low.start, high.end
    worded = not (low.digits or high.digits)
    if low is not high and _is_share(text, low, high):
        return Quantity("percentage", (100 * (low.value / high.value),), worded=worded, start=start, end=end)
    values = (low.value,) if low is high else (low.value, high.value)
    if low is not high and low.scale == 1 and low.value < high.value / high.scale:
        values = (low.value * high.scale, high.value)
    if percent := PERCENT.match(text, end):
        return Quantity("percentage", values, worded=worded, start=start, end=percent.end())
    if money := MONEY_BEFORE.search(text, max(0, start - 8), start):
        return _price(text, values, CURRENCIES[money[1] or money[2]], money.start(), end, worded=worded)
    if money := MONEY_AFTER.match(text, end):
        unit = CURRENCIES[money[1].rstrip("s")]
        return _price(text, values, unit, start, money.end(), worded=worded)
    unit = ""
    if measure := MEASURE.match(text, end):
        unit, factor = unit_of(measure[1])
        values, end = tuple(value * factor for value in values), measure.end()
    per, written = _period(text, end), max(low.value, high.value)
    return Quantity("figure", values, unit, 1, per, written=written, worded=worded, start=start, end=end)


def _price(
    text: str, values: tuple[Decimal, ...], unit: str, start: int, end: int, *, worded: bool
) -> Quantity:
    if unit == "cents":
        unit, values = "USD", tuple(value / 100 for value in values)
    elif worded and (cents := _cents(text, end)):
        values, end = (values[0] + cents.value / 100,), end + cents.end
    count = 1
    if many := FOR_MANY.match(text, end):
        count, end = MANY[many[1].replace(",", "")], many.end()
    per = _period(text, end)
    return Quantity("price", values, unit, count, per, worded=worded, start=start, end=end)


def _cents(text: str, end: int) -> Number | None:
    """Read the fifty of "two dollars fifty"; not the million of "two dollars a million"."""
    after = next(numbers(text[end : end + 20]), None)
    is_change = after and after.value < 100 and text[end : end + after.start].isspace()  # noqa: PLR2004
    return after if is_change else None


def _period(text: str, end: int) -> str:
    found = PER.match(text, end)
    return PERIODS[found[1] or found[2]] if found else ""


_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_NO_QUANTITY = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|tenths?)\sof\san?\s(?:hundred|thousand|million|billion|trillion)\b|"
    r"\b(?:PEPs?|RFC|ISO|SOC|PR|HTTP|CVE|SHA|BSD|IEEE|ECMA|UTF|Issue|Fortune|S&P|Windows|Article|Section|Formula)"
    r"[\s-]\d+(?:[-.]\d+)*(?:(?:,|\sand|\sor)\s\d+)*"
    r"|\b(?:[Ss]tep|[Dd]ay|[Pp]hase|[Ll]evel|[Tt]ier|[Oo]ption|[Rr]ule|[Ll]ine|[Cc]hapter|[Qq]uestion|[Pp]ort"
    r"|[Ss]tatus|[Ee]rror|[Cc]ode|[Tt]op|[Nn]umber|[Nn]o\.|[Pp]age|[Tt]ab|[Rr]ound|[Pp]riority)\s\d+(?![.,]?\d)"
    r"|\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?|\b\d{1,2}:\d\d\b|\b24/7\b|\b[58]0[/-][52]0\b"
)
_TO = re.compile(
    r"\s?(?:x|%|[$€£])?\s?[-–]\s?[$€£]?|\s?(?:x|%|per\s?cent|times|dollars)?\sto\s(?:[$€£]|as\smany\sas\s)?"
)
_OUT_OF = re.compile(r"\s(?:in|out\sof)\s(?:every\s)?")
_WHOLES = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000)))
