"""Dates in English prose: 2026-03-19, 2024/01, March 19, 2026, 19th of March 2026, Feb 2018, 2019.

Four digits from 1960 to 2049 are a year unless they count something: "over 2000 rules", "2048 tokens".
Decades (the 1990s) are no dates, and a month alone is one only after a word such as "in" or "since".
"""

import re
from collections.abc import Iterator

from panel.checks.units import MEASURE, MONEY_AFTER, PERCENT

Parts = tuple[int, int, int]
"""Year, month and day; 0 where unsaid."""


def dates(text: str) -> Iterator[tuple[int, int, Parts]]:
    """Give where each date of a text starts and ends, and its parts, in the order in which they stand."""
    for found in _DATE.finditer(text):
        if found["year"] and _is_count(text, found):
            continue
        get = found.groupdict().get
        if slashed := get("y4"):
            yield (
                found.start(),
                found.end(),
                (int(slashed), *_month_and_day(int(found["a"]), int(found["b"]))),
            )
            continue
        name = get("m1") or get("m2") or get("m3") or get("m4")
        month = _MONTHS[name[:3].lower()] if name else int(get("im") or get("sm") or 0)
        year = get("iy") or get("sy") or get("y1") or get("y2") or get("y3") or get("year") or 0
        day = get("id") or get("d1") or get("d2") or 0
        yield found.start(), found.end(), (int(year), month, int(day))


def _month_and_day(first: int, second: int) -> tuple[int, int]:
    """Read 19/03 and 03/19; 05/04 may be either, so that it tells neither month nor day."""
    if max(first, second) > 31 or min(first, second) > 12 or max(first, second) <= 12:  # noqa: PLR2004
        return 0, 0
    return min(first, second), max(first, second)


def _is_count(text: str, found: re.Match[str]) -> bool:
    """Tell 2000 in "over 2000 rules" from 2000 in "in 2000"."""
    before, after = text[max(0, found.start() - 12) : found.start()], text[found.end() : found.end() + 12]
    if _YEAR_BEFORE.search(before):
        return False
    return bool(
        _MEASURED_BEFORE.search(before)
        or any(each.match(after) for each in (MEASURE, PERCENT, MONEY_AFTER))
        or (found["year"] in {"2000", "2048"} and re.match(r"[\s-][a-z]", after))
    )


_MONTHS = {
    name: number
    for number, name in enumerate(
        re.findall(r"\w+", "jan feb mar apr may jun jul aug sep oct nov dec"), start=1
    )
}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|(?=\s)))"
)
_YEAR = r"(?:19[6-9]\d|20[0-4]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_TH = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?<![\w.])(?P<iy>{_YEAR})-(?P<im>0[1-9]|1[0-2])(?:-(?P<id>0[1-9]|[12]\d|3[01]))?(?![\w-])"
    rf"|(?<![\w.])(?P<sy>{_YEAR})/(?P<sm>0[1-9]|1[0-2])(?![\w/])"
    rf"|\b(?P<m1>{_MONTH})\s(?:the\s)?(?P<d1>{_DAY}){_TH}\b(?:,?\s(?P<y1>{_YEAR})\b)?(?![.,]?\d|\s?[%x])"
    rf"|\b(?P<d2>{_DAY}){_TH}(?:\sof)?\s(?P<m2>{_MONTH})\b(?:,?\s(?P<y2>{_YEAR})\b)?"
    rf"|\b(?P<m3>{_MONTH})(?:,|\sof)?\s(?P<y3>{_YEAR})\b"
    rf"|(?:(?<=\b[Ii]n\s)|(?<=\b[Ss]ince\s)|(?<=\b[Ll]ast\s)|(?<=\b[Uu]ntil\s))(?P<m4>{_MONTH})(?!\w)"
    rf"|(?<![\w./-])(?P<a>\d{{1,2}})[/.-](?P<b>\d{{1,2}})[/.-](?P<y4>{_YEAR})(?![\w/-])"
    rf"|(?<![\w.,$€£#/])(?<![A-Z]-)(?P<year>{_YEAR})(?![\w%]|[.,]\d)"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|before|after|during|from|early|late|mid|year|©|\(c\))[\s-]$", re.IGNORECASE
)
_MEASURED_BEFORE = re.compile(
    r"\b(?:over|nearly|almost|roughly|about|some|than|only|up to|its|their|least|most|has|have)\s$"
)
