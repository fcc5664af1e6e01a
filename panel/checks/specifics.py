"""Figures, prices, percentages, dates and versions of the critique that the dossier does not hold.

The rules `figure`, `price`, `percentage`, `date` and `version`. A quantity of the critique (see `quantities`)
is flagged by the rule of its kind unless

- the dossier holds it in any way of writing it, or it plainly follows from what it holds (see `holding`);
- a claim of general knowledge or a forecast is about it; for figures and percentages also a judgement, unless
  the words take the number for given ("its 1,200 rules");
- it is the size of a buyer or a job ("a team of forty"), or else supposed (see `supposed`), and no claim of
  fact is about it;
- it is a figure in words, no claim of fact is about it and the words before it neither take it for given nor
  say that something has it: "a habit in a hundred tools", but not "it has a hundred rules";
- it is nought, one or a count of up to twelve in words, other than of a technical unit ("eight cores", "five
  times faster");
- it is a date after the dossier was read, in the year of the forecast, or in a sentence that looks ahead and
  without a claim of fact about it.
"""

import re
from datetime import date
from functools import lru_cache

from panel.checks.holding import holds
from panel.checks.prose import Span, covered, dossier_text, sentences
from panel.checks.quantities import Quantity, quantities
from panel.checks.subject import Subject
from panel.checks.supposed import is_given, is_size_of_a_buyer, is_supposed
from panel.verdicts.ballot import ClaimKind
from panel.verdicts.comparison import Flag

_SMALL = 12  # the largest count that is written in words without being a figure


def specifics_flags(subject: Subject) -> tuple[Flag, ...]:
    """Flag each quantity that the critique states and that nothing covers, in the critique's order."""
    critique, dossier = subject.answer.critique, subject.dossier
    known = _known(dossier_text(dossier))
    read = max(source.retrieved for source in dossier.sources)
    by_place = sentences(critique)
    flags: list[Flag] = []
    for quantity in quantities(critique):
        sentence = next(each for each in by_place if quantity.start < each.end)
        if (
            not _is_small(quantity, critique)
            and not holds(known, quantity, read, critique[: quantity.start])
            and not _is_excused(subject, quantity, sentence)
            and not _looks_ahead(subject, quantity, sentence, read)
        ):
            written = critique[quantity.start : quantity.end]
            flags.append(subject.flag(quantity.kind, written, _WHY[quantity.kind].format(written)))
    return tuple(flags)


@lru_cache(maxsize=64)  # each dossier is asked once per ballot
def _known(held: str) -> tuple[Quantity, ...]:
    return (*quantities(held), *quantities(_IN_A_NAME.sub(" ", held)))


def _is_small(quantity: Quantity, critique: str) -> bool:
    if quantity.kind != "figure":
        return not any(quantity.values)
    if quantity.unit in {"bits", "bytes"}:
        return False
    is_counted = quantity.worded and not _TECHNICAL.match(critique, quantity.end)
    return quantity.written <= (_SMALL if is_counted else 1)


def _is_excused(subject: Subject, quantity: Quantity, sentence: Span) -> bool:
    critique, start, end = subject.answer.critique, quantity.start, quantity.end
    given = is_given(critique[:start])
    kinds: tuple[ClaimKind, ...] = ("general knowledge", "forecast")
    if quantity.kind in {"figure", "percentage"} and not given:
        kinds = (*kinds, "judgement")
    if covered(subject.answer, start, end, kinds):
        return True
    place = (sentence.text, start - sentence.start, end - sentence.start)
    if quantity.kind in {"figure", "price", "percentage"} and is_size_of_a_buyer(*place):
        return True
    if covered(subject.answer, start, end, ("fact",)):
        return False
    is_loose = quantity.kind == "figure" and quantity.worded and not _COUNTED_BY.search(critique[:start])
    return is_supposed(*place) or (is_loose and not given and not _TECHNICAL.match(critique, end))


def _looks_ahead(subject: Subject, quantity: Quantity, sentence: Span, read: date) -> bool:
    if quantity.kind != "date":
        return False
    year, month, day = map(int, quantity.values)
    if (year, month or 12, day or 31) <= (read.year, read.month, read.day):
        return False
    if subject.answer.forecast.by.startswith(str(year)):
        return True
    is_fact = covered(subject.answer, quantity.start, quantity.end, ("fact",))
    return not is_fact and bool(_AHEAD.search(sentence.text))


_WHY = {
    "figure": "The dossier does not hold the figure “{}” in any way of writing it.",
    "price": "The dossier does not hold the price “{}” in any way of writing it.",
    "percentage": "The dossier does not hold the share “{}” in any way of writing it.",
    "date": "The dossier does not hold the date “{}” in any way of writing it.",
    "version": "The dossier does not hold the version “{}”.",
}
_COUNTED_BY = re.compile(
    r"\b(?:has|have|offers|ships|supports|counts|lists|claims|covers|integrates|includes|brings|carries|serves)\s"
    r"(?:with\s)?(?:(?:over|more than|at least|nearly|almost|about|some|roughly|up to)\s)?$"
)
_IN_A_NAME = re.compile(r"(?<=[A-Za-z])-(?=\d)")  # Apache-2.0 holds what "Apache 2.0" says
_TECHNICAL = re.compile(
    r"[\s-](?:[A-Z]\w+\s)?(?:v?CPUs?|GPUs?|cores?|bits?|billion|million|parameters|lines\sof"
    r"|(?:faster|slower|quicker|cheaper|as\sfast|the\s(?:speed|throughput|usage))\b)"
)
_AHEAD = re.compile(
    r"\b(?:will|would|could|should|must|may|might|by|if|when|until|bets?|wagers?|believes?|expects?|thesis"
    r"|end of|wrong|forecast|before|within|plans?)\b|['’]ll\b",
    re.IGNORECASE,
)
