"""Can a forecast turn out false on a day that one can name?

The rule: a forecast is flagged if it states nothing, if its date is unusable, or if its test is none.

- A date is usable if it tells the last day by which the forecast must have come true: a day in any usual
  way of writing it (2027-06-30, 30 June 2027, June 30th, 2027), or a month, quarter, half or year, meant to
  its end ("June 2027", "Q2 2027", "the end of 2027", "2027"). Unusable are vague ones ("soon", "mid-2027",
  "within a year", "around June 2027", "after 2027-06-30"), impossible ones (2027-02-30), one that is two
  days (06/07/2027), and any on or before the latest day on which a source was retrieved, or more than ten
  years after that day.
- A test is none if it is empty or a filler, repeats the statement, leaves it to time, to feeling or to
  opinion ("time will tell", "we will see", "ask around", "developers will prefer it") or has two words
  ("Check it") without anything to look at or count beside, or asks for what nobody outside can see ("the
  vendor's internal accounts", "every private repository", "every developer in the world").
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from panel.checks.findings import says_nothing
from panel.checks.subject import Subject
from panel.verdicts.comparison import Flag

FURTHEST = 10
"""Years after the latest source within which a forecast must be due."""

_BARE = 2  # words that name nothing to look at: "check it"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(\d{4})(?![\d-])"
_UNTIL = re.compile(r"\b(?:on or before|(?:no|not) later than|at the latest|on or by|before or on)\b")
_VAGUE = re.compile(
    r"~|\b(?:about|around|roughly|approximately|circa|ca|some ?time|some (?:day|point)|maybe|perhaps|probably"
    r"|possibly|likely|early|late|later|mid|middle|spring|summer|autumn|fall|winter|or|soon|after|beyond"
    r"|onwards?|since|unless)\b"
)
_DAYS = (
    (re.compile(r"\b(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)"), "y-md"),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -]{_YEAR}"), "dmy"),
    (re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}"), "mdy"),
)
_ENDS = (
    (re.compile(r"\b(\d{4})-(\d{2})(?![\d-])"), "ym"),
    (re.compile(rf"\b{_MONTH},?(?: of)? {_YEAR}"), "my"),
    (re.compile(rf"\bq([1-4])[ -/]*{_YEAR}"), "qy"),
    (re.compile(r"\b(\d{4})[ -]?q([1-4])\b"), "yq"),
    (re.compile(rf"\bh([12])[ -/]*{_YEAR}"), "hy"),
    (re.compile(rf"\b(?:end|close)(?: of|-)? ?(?:the year )?{_YEAR}|\byear[- ]end {_YEAR}"), "y"),
    (re.compile(rf"^(?:(?:by|before|in|during|within) )?(?:the )?(?:year )?{_YEAR}\.?$"), "y"),
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_IN_WORDS = re.compile(r"\b(first|second|third|fourth|last) (quarter|half) of ")
_TWO_WAYS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")

_LEFT_TO_TIME = re.compile(
    r"\b(?:(?:only )?(?:time|history|the future|the market|adoption|events) (?:will|shall|can) "
    r"(?:tell|show|judge|decide|prove)|wait and see"
    r"|(?:we|one|you|they|everyone|people)(?:'ll| will| shall) (?:just |simply )?"
    r"(?:see|know|notice|feel|find out)"
    r"|(?:it|this)(?:'ll| will| should)? (?:be|become) (?:obvious|clear|evident|apparent|plain|felt)"
    r"|(?:see|check|look|observe|watch)(?: and see)? (?:if|whether) "
    r"(?:it|this|that|the (?:forecast|prediction|statement))\b"
    r"|ask around|how (?:people|developers|engineers|teams|users|they|everyone) (?:feel|think|see)"
    r"|(?:it|this) (?:just )?(?:feels?|seems?|looks?) (?:like|as|right|obvious)"
    r"|(?:observe|watch|look at|follow|see|check|monitor) (?:the |how the )(?:market|industry|field"
    r"|space|community"
    r"|ecosystem|landscape|world|mood|trend)s?\b(?! \w+ (?:on|in|at|of))"
    r"|(?:people|developers|engineers|teams|users|everyone|most|many|buyers|the community|the industry) will "
    r"(?:have )?(?:prefer\w*|love\w*|agree\w*|use\w*|know\w*|feel|felt|want\w*|talk\w*|mov\w+|accept\w*"
    r"|notice\w*)"
    r"|(?:is|are|was|has been|have been|becomes?) (?:widely |generally |more )?(?:successful|a success"
    r"|popular|relevant"
    r"|better|accepted|respected|(?:the )?(?:clear|obvious) (?:winner|choice|standard))"
    r"|(?:things|everything|the world|attitudes|opinions?) (?:have|has|will have) (?:\w+ )?(?:changed"
    r"|shifted|moved)"
    r"|(?:forecast|prediction|it|this) (?:was|is|proves|turned out) (?:right|true|correct)"
    r"|(?:still )?talk(?:s|ing)? about (?:it|this)|feels? (?:more|less|better|happier|vindicated)"
    r"|visible everywhere|paying attention|has (?:evolved|matured)|subjective\w*"
    r"|hard to (?:say|check|tell|measure)|no test|cannot be (?:tested|measured|checked)"
    r"|consensus|mood|buzz|word of mouth|hearsay|speaks? for itself|self-evident|public opinion|reputation"
    r"|gut feeling|general (?:feeling|impression|sense|mood)|vibes?|sentiment|common sense|intuition)\b"
)
_TO_LOOK_AT = re.compile(
    r"\d|https?:|\w\.\w|`"
    r"|\b(?:pages?|sites?|websites?|readme|docs?|documentation|changelog|release notes|releases?"
    r"|repositor(?:y|ies)|repo|issues?|licen[cs]e|prices?|pricing|filings?|reports?|surveys?|counts?"
    r"|downloads?"
    r"|benchmarks?|blog|posts?|announce\w*|press|registry|index|github|pypi|npm|list(?:s|ed|ing)?|names?"
    r"|states?|must|shows?|percent|share|more than|fewer than|less than|at least|figures?"
    r"|numbers?|invoices?|tables?)\b"
)
_OUT_OF_SIGHT = re.compile(
    r"\b(?:internal|confidential|private|secret|unpublished|non-public) (?:\w+ )?"
    r"(?:repositor(?:y|ies)|codebases?|chats?|conversations?|slack|channels?|contracts?|board|accounts"
    r"|books|data|dashboards?|emails?|memos?|ledgers?|roadmaps?|telemetry|metrics|documents|figures"
    r"|records|minutes|plans)\b"
    r"|\b(?:every|all|each) (?:the )?"
    r"(?:developers?|users?|compan(?:y|ies)|teams?|engineers?|programmers?|customers?) "
    r"(?:(?:in|of) the (?:whole )?world|everywhere|on earth|worldwide|alive)\b"
    r"|\b(?:every|all|each) (?:[\w-]+ ){1,4}(?:(?:in|of) the (?:whole )?world|everywhere|on earth"
    r"|worldwide)\b"
    r"|\bwhat (?:\w+ ){1,3}(?:really|secretly|privately) (?:thinks?|wants?|intends?|intended|wanted"
    r"|thought)\b"
    r"|\bbehind closed doors\b|\b(?:read|look into) (?:\w+ ){0,3}(?:minds?|hearts?)\b|\bparallel "
    r"(?:world|universe)\b"
)
_OPENED = re.compile(r"\b(?:publish\w*|leak\w*|disclos\w*|public|released?|no|not|never|without)\b")


def forecast_flags(subject: Subject) -> tuple[Flag, ...]:
    """Flag a forecast that states nothing, cannot be dated, or cannot be tested."""
    return tuple(_flags(subject))


def last_day(text: str) -> date | None:
    """Give the last day of the date that a text names, or None if it names none that one could hold it to.

    Raises:
        ValueError: If it names a day that no calendar has.
    """
    plain = _UNTIL.sub(" ", " ".join(text.casefold().split()))
    plain = _IN_WORDS.sub(lambda found: f"{found[2][0]}{_ORDINALS[found[1]]} ", plain)
    if _VAGUE.search(plain):
        return None
    two_ways = {day for found in _TWO_WAYS.finditer(plain) for day in _either_way(*map(int, found.groups()))}
    if two_ways:
        return two_ways.pop() if len(two_ways) == 1 else None
    for patterns, read in ((_DAYS, _day), (_ENDS, _end)):
        for pattern, order in patterns:
            if days := [
                read(order, [each for each in found.groups() if each]) for found in pattern.finditer(plain)
            ]:
                return max(days)
    return None


def _flags(subject: Subject) -> Iterator[Flag]:
    forecast = subject.answer.forecast
    latest = max(source.retrieved for source in subject.dossier.sources)
    if says_nothing(forecast.statement):
        yield subject.flag("forecast", forecast.statement, "It states nothing.", place="forecast.statement")
    if why := _date_problem(forecast.by, latest):
        yield subject.flag("forecast", forecast.by, why, place="forecast.by")
    if why := _test_problem(forecast.test, forecast.statement):
        yield subject.flag("forecast", forecast.test, why, place="forecast.test")


def _date_problem(by: str, latest: date) -> str:
    try:
        day = last_day(by)
    except ValueError:
        return "No calendar has this day."
    if day is None:
        return "This is no date to which one could hold the forecast."
    if day <= latest:
        return f"The forecast was due by the day of the latest source, {latest}."
    is_too_far = (day.year - FURTHEST, day.month, day.day) > (latest.year, latest.month, latest.day)
    return f"This is more than {FURTHEST} years after the latest source." if is_too_far else ""


def _test_problem(test: str, statement: str) -> str:
    plain = " ".join(re.findall(r"[\w.'`:%-]+", test.casefold().replace("’", "'")))
    if says_nothing(test):
        return "The forecast has no test."
    if plain == " ".join(re.findall(r"[\w.'`:%-]+", statement.casefold().replace("’", "'"))):
        return "The test only repeats the statement: it names no place to look."
    is_bare = len(plain.split()) <= _BARE
    if (is_bare or _LEFT_TO_TIME.search(plain)) and not _TO_LOOK_AT.search(plain):
        return "The test names nothing that one could look at or count."
    if _OUT_OF_SIGHT.search(plain) and not _OPENED.search(plain):
        return "The test asks for what nobody outside can see."
    return ""


def _either_way(first: int, second: int, year: int) -> Iterator[date]:
    """Give the days that day/month/year and month/day/year mean, where they exist."""
    if max(first, second) > 31 or min(first, second) > 12:  # noqa: PLR2004 - days and months
        raise ValueError(first, second)
    for month, day in ((first, second), (second, first)):
        if month <= 12:  # noqa: PLR2004 - months
            yield date(year, month, day)


def _day(order: str, parts: list[str]) -> date:
    by_letter = dict(zip(order, parts, strict=True))
    month = by_letter["m"]
    number = int(month) if month.isdigit() else _month(month)
    return date(int(by_letter["y"]), number, int(by_letter["d"]))


def _end(order: str, parts: list[str]) -> date:
    """Give the last day of a month, quarter, half or year."""
    by_letter = dict(zip(order, parts, strict=True))
    year = int(by_letter["y"])
    months = {"m": 1, "q": 3, "h": 6}
    letter, written = next(((key, by_letter[key]) for key in months if key in by_letter), ("m", "12"))
    number = int(written) if written.isdigit() else _month(written)
    month = number * months[letter]
    return date(year, month, monthrange(year, month)[1])


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) // 4 + 1
