"""Does a dossier hold a quantity, in any way of writing it, or does it plainly follow from what is held?

- A figure is held if each of its values is: the same number with the same unit, where both have one, and for
  the same time ("a second"), where both name one. After "about", "nearly" and the like it may be off by 5 %.
  An age or a span of time may follow from two of the dossier's dates, or from one and the day of its reading.
- A price is held as its amount, or as its rate: "$0.05 per thousand" stands in "$50 per million", and a price
  a year in a twelfth of it a month. "$50 per thousand" does not stand in "$50 per million".
- A percentage is held as its number; shares count as percentages: "nine in ten" stands in "90%".
- A date is held to the precision that it has: 2026 stands in 2026-03-19, and not the other way round.
- A version is held if it begins one of the dossier's, or adds nothing but zeros: 0.9 stands in 0.9.3, and 2.0
  in "version 2". A figure of the dossier may be its version.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import combinations

from panel.checks.quantities import Quantity

_ROUNDED = Decimal("0.05")
_YEARS_FROM = 24  # months, from which an age is said in years


def holds(known: Iterable[Quantity], wanted: Quantity, read: date, before: str) -> bool:
    """Tell whether quantities that a dossier holds include another.

    Args:
        known: The dossier's quantities.
        wanted: The one to look for.
        read: The day on which the dossier was read.
        before: The text before `wanted`, for words such as "about".
    """
    same_kind = [each for each in known if each.kind == wanted.kind]
    match wanted.kind:
        case "date":
            return any(_date_holds(each, wanted) for each in same_kind)
        case "version":
            parts = [each.values for each in same_kind] + [_parts(each) for each in known if not each.unit]
            return any(_version_holds(each, wanted.values) for each in parts if each)
        case "price":
            return all(
                any(_price_holds(each, wanted, value) for each in same_kind) for value in wanted.values
            )
        case "percentage":
            held = {value for each in same_kind for value in each.values}
            return held.issuperset(wanted.values)
        case "figure":
            slack = _ROUNDED if _ABOUT.search(before) else Decimal(0)
            figures = [*same_kind, *(_as_figure(each) for each in known if each.kind == "version")]
            return all(
                any(_figure_holds(each, wanted, value, slack) for each in figures) for value in wanted.values
            ) or _follows_from_dates(known, wanted, read)


def _version_holds(held: tuple[Decimal, ...], wanted: tuple[Decimal, ...]) -> bool:
    common = min(len(held), len(wanted))
    return held[:common] == wanted[:common] and not any(wanted[common:])


def _parts(figure: Quantity) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, f"{figure.values[0]:f}".split("."))) if figure.kind == "figure" else ()


def _as_figure(version: Quantity) -> Quantity:
    return Quantity("figure", (Decimal(".".join(map(str, version.values[:2]))),))


def _date_holds(held: Quantity, wanted: Quantity) -> bool:
    return all(part in {0, own} for part, own in zip(wanted.values, held.values, strict=True))


def _figure_holds(held: Quantity, wanted: Quantity, value: Decimal, slack: Decimal) -> bool:
    if (held.unit and wanted.unit and held.unit != wanted.unit) or not _may_be_per(held, wanted):
        return False
    return any(abs(own - value) <= own * slack for own in held.values)


def _may_be_per(held: Quantity, wanted: Quantity) -> bool:
    return not (held.per and wanted.per) or held.per == wanted.per


def _price_holds(held: Quantity, wanted: Quantity, value: Decimal) -> bool:
    if held.unit != wanted.unit:
        return False
    for own in held.values:
        rate, own_rate = value / wanted.count, own / held.count
        if {held.per, wanted.per} == {"month", "year"}:
            factor = 12 if wanted.per == "year" else Decimal(1) / 12
            if abs(own_rate * factor - rate) <= own_rate * factor * _ROUNDED:
                return True
        elif _may_be_per(held, wanted):
            is_amount = own == value and 1 in {held.count, wanted.count}
            if is_amount or own_rate == rate:
                return True
    return False


def _follows_from_dates(known: Iterable[Quantity], wanted: Quantity, read: date) -> bool:
    if wanted.unit != "months":
        return False
    dates = [each.values for each in known if each.kind == "date" and each.values[0]]
    dates.append((Decimal(read.year), Decimal(read.month), Decimal(read.day)))
    for one, other in combinations(dates, 2):
        apart = abs((one[0] - other[0]) * 12 + one[1] - other[1])
        in_months = wanted.values[0] < _YEARS_FROM and one[1] and other[1]
        if all(abs(apart - value) <= (1 if in_months else 12) for value in wanted.values):
            return True
    return False


_ABOUT = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|approximately|circa|close to|just (?:over|under)"
    r"|a little (?:over|under|more than|less than)|upwards of)\s$",
    re.IGNORECASE,
)
