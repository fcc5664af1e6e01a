"""Version numbers in English prose: v1.2, version 2, 0.9.3, Python 3.10+, Rails 8, 2.x.

A number is a version where it says so, where it has more than one full stop, where "+" or "or newer" follows,
or where a name stands before it. Another decimal is a version unless it measures something: "1.5 GB", "3.5
times", "an average of 4.5 stars".
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from panel.checks.units import COUNTED, MEASURE, MONEY_AFTER, MONEY_BEFORE, PERCENT


def versions(text: str) -> Iterator[tuple[int, int, tuple[Decimal, ...]]]:
    """Give where each version of a text starts and ends, and its parts."""
    for found in _VERSION.finditer(text):
        kind = found.lastgroup or ""
        if kind in {"named", "bare"} and _is_amount(text, found, kind):
            continue
        yield found.start(), found.end(), tuple(map(Decimal, re.findall(r"\d+", found[kind])))


def _is_amount(text: str, found: re.Match[str], kind: str) -> bool:
    up_to = _RANGE.match(text, found.end())
    end = up_to.end() if up_to else found.end()
    if any(each.match(text, end) for each in (MEASURE, PERCENT, MONEY_AFTER, _SCALE)):
        return True
    if MONEY_BEFORE.search(text, max(0, found.start(kind) - 8), found.start(kind)):
        return True
    if kind == "named":
        return "." not in found["named"] and bool(COUNTED.match(text, end))
    before = text[max(0, found.start() - 20) : found.start()]
    return bool(_MEASURED_BEFORE.search(before) and COUNTED.match(text, end))


_NO_NAME = (
    r"(?:A|About|After|All|Almost|An|And|Another|Any|Are|As|At|Barely|Because|Before|Between|But|By|Each|Either"
    r"|Even|Every|Fewer|For|From|Has|Have|Hence|If|In|Into|Is|Its?|Just|Least|Less|More|Most|My|Nearly|No|Not"
    r"|Now|Of|On|Once|One|Only|Or|Our|Over|Past|Per|Roughly|Since|So|Some|Still|Than|That|The|Their|Then|These"
    r"|They|This|Those|Three|To|Two|Under|Until|Up|We|What|When|Where|With|Within|Yet|Your?)\s"
)
_RANGE = re.compile(r"\s?(?:to|or|-|–)\s?\d+(?:\.\d+)?")
_SCALE = re.compile(r"\s?(?:[KMB]|bn|mn)\b|[\s-](?:hundred|thousand|million|billion|trillion)s?\b")
_MEASURED_BEFORE = re.compile(
    r"\b(?:about|over|nearly|almost|roughly|than|of|at|by|to|an?|up to|is|are|averages?|scores?)\s$"
)
_DOTTED = r"\d+(?:\.\d+)+(?:\.x)?|\d+\.x"
_NEWER = r"\+|\s(?:and|or)\s(?:newer|later|up|above|higher|greater|more recent)\b|\s(?:on|up)wards?\b"
_VERSION = re.compile(
    rf"(?<![\w.-])[vV](?P<v>\d+(?:\.\d+)*(?:\.x)?)(?![\w]|\.\d)"
    rf"|\b[Vv]ersions?\s(?P<said>{_DOTTED}|\d+)(?![\w]|\.\d)"
    rf"|(?<![\w.$€£-])(?P<long>\d+(?:\.\d+){{2,}}(?:\.x)?|\d+\.x)(?![\w]|\.\d)"
    rf"|(?<![\w.$€£-])(?P<newer>\d+(?:\.\d+)+)(?:{_NEWER})"
    rf"|(?<![\w.])(?!{_NO_NAME})[A-Za-z]?[A-Z][\w.+#-]*\s"
    rf"(?P<named>\d+(?:\.\d+)+|\d{{1,2}})(?![\w%/-]|[.,]\d|:\d)"
    rf"|(?<![\w.$€£-])(?P<bare>\d{{1,2}}\.\d{{1,2}})(?![\w%/-]|[.,]\d)"
)
