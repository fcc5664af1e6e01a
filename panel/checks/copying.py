"""Are the words the reviewer's own?

Two rules.

- `tagline`: a sentence of the critique holds the dossier's tagline, if that has six words, or a whole
  sentence of its description, if that has ten, nearly word for word: at least 80 % of its words, in its
  order, in runs of three or more and with little in between. Quotations of up to 12 words in quotation
  marks are marked as the vendor's and left out.
- `sameness`: two critiques are nearly the same text. Compared are all ballots of a comparison with each
  other, except those of one persona on one tool: samples of one question may agree. Before that every name
  gives way to a blank (words of the tools' names, slugs and vendors, words with a digit, capitals inside a
  sentence), so that exchanging them changes nothing, and what a dossier holds in the same words is nobody's
  and left out. The texts are the same if one holds at least a quarter of the other's runs of three words.

Why a quarter: of the 756 such pairs among the recorded answers, written independently of each other, the
nearest share 7 %, and even two samples of one persona on one tool share at most 20 %. A text in which every
third word has been exchanged, names aside, still shares (2/3)³ = 30 %. Both critiques of a pair are
flagged, each once, beside the one that is nearest to it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from panel.checks.prose import dossier_text, sentences
from panel.checks.subject import Subject
from panel.intake.dossier import Dossier
from panel.verdicts.comparison import Flag

COPIED = 0.8
"""Share of the words of a vendor's sentence that makes it copied."""
SAME = 0.25
"""Share of a critique's runs of three words that makes it another's text."""

_RUN = 3
_LEAST_TAGLINE = 6  # words; fewer are how anybody would put it
_LEAST_SENTENCE = 10  # words; "the plugin is not open source" is a fact, not a style
_STRETCH = 1.4  # times as long as the vendor's sentence, for words put in between
_LEAST_COMPARED = 15  # runs; shorter texts share a quarter by chance
_MARKED = 12  # words
_QUOTATION = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')
_WORD = re.compile(r"\w+(?:[.'’+#/-]+\w+|\+\+|#)*")
_NAME = re.compile(r"\d|\w\W*[A-Z]|[a-z]\.[a-z]")
_BLANK = "_"


@dataclass(frozen=True)
class _Word:
    """A word as it is compared, and where it stands."""

    read: str
    start: int
    end: int


def tagline_flags(subject: Subject) -> tuple[Flag, ...]:
    """Flag each sentence of the critique that is the dossier's tagline or a sentence of its description."""
    dossier = subject.dossier
    owned = [("tagline", dossier.tagline, _LEAST_TAGLINE)]
    owned += [("description", each.text, _LEAST_SENTENCE) for each in sentences(dossier.description)]
    return tuple(
        subject.flag(
            "tagline", where, f"These are the words of the dossier's {part}, used as the reviewer's own."
        )
        for sentence in sentences(subject.answer.critique)
        for part, where in _copied(sentence.text, owned)
    )


def sameness_flags(subjects: Sequence[Subject]) -> tuple[Flag, ...]:
    """Flag the critiques that are nearly the same text as another persona's, or as one on another tool.

    Takes all ballots of a comparison; gives at most one flag for each of them, in their order.
    """
    dossiers = {subject.dossier.slug: subject.dossier for subject in subjects}.values()
    names = {word for dossier in dossiers for word in _name_words(dossier)}
    given = {run for dossier in dossiers for run in _runs(_words(dossier_text(dossier), names))}
    runs = [set(_runs(_words(subject.answer.critique, names))) - given - {""} for subject in subjects]
    flags: list[Flag] = []
    for subject, own in zip(subjects, runs, strict=True):
        shares = [
            _share(own, others) if _question(beside) != _question(subject) else 0.0
            for beside, others in zip(subjects, runs, strict=True)
        ]
        nearest = max(range(len(shares)), key=shares.__getitem__)
        if shares[nearest] >= SAME:
            where = _longest(subject.answer.critique, runs[nearest], names)
            flags.append(subject.flag("sameness", where, _why(subject, subjects[nearest], shares[nearest])))
    return tuple(flags)


def _copied(sentence: str, owned: Sequence[tuple[str, str, int]]) -> Iterator[tuple[str, str]]:
    """Give the part of the dossier that a sentence was copied from, and the copied words, at most once."""
    read = _QUOTATION.sub(lambda each: " " * len(each[0]) if _is_short(each[0]) else each[0], sentence)
    words = _plain_words(read)
    for part, text, least in owned:
        theirs = [word.read for word in _plain_words(text)]
        matcher = SequenceMatcher(None, theirs, [word.read for word in words], autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size >= _RUN]
        same = sum(block.size for block in blocks)
        if len(theirs) < least or same < COPIED * len(theirs):
            continue
        first, last = blocks[0].b, blocks[-1].b + blocks[-1].size - 1
        if last - first < _STRETCH * len(theirs):
            yield part, sentence[words[first].start : words[last].end]
            return


def _is_short(quotation: str) -> bool:
    return len(quotation.split()) <= _MARKED


def _plain_words(text: str) -> list[_Word]:
    return [_Word(each[0].casefold(), each.start(), each.end()) for each in _WORD.finditer(text)]


def _name_words(dossier: Dossier) -> Iterator[str]:
    for each in _WORD.findall(f"{dossier.name} {dossier.slug} {dossier.slug.replace('-', ' ')}"):
        yield each.casefold()
    yield from (each.casefold() for each in _WORD.findall(dossier.vendor) if not each.islower())


def _words(text: str, names: Collection[str]) -> list[_Word]:
    """Give the words of a text, names as blanks, several names in a row as one."""
    words: list[_Word] = []
    for sentence in sentences(text):
        for number, found in enumerate(_WORD.finditer(sentence.text)):
            start, end = sentence.start + found.start(), sentence.start + found.end()
            plain = re.sub(r"['’]s$", "", found[0])
            is_name = plain.casefold() in names or _NAME.search(plain) or (number and plain[0].isupper())
            if not is_name or plain == "I":
                words.append(_Word(found[0].casefold(), start, end))
            elif words and words[-1].read == _BLANK:
                words[-1] = _Word(_BLANK, words[-1].start, end)
            else:
                words.append(_Word(_BLANK, start, end))
    return words


def _runs(words: Sequence[_Word]) -> list[str]:
    """Give each run of three words, by the place of its first; empty for one that is mostly names."""
    read = [word.read for word in words]
    runs = (read[start : start + _RUN] for start in range(len(read) - _RUN + 1))
    return ["" if run.count(_BLANK) > 1 else " ".join(run) for run in runs]


def _share(own: set[str], others: set[str]) -> float:
    fewest = min(len(own), len(others))
    return len(own & others) / fewest if fewest >= _LEAST_COMPARED else 0.0


def _question(subject: Subject) -> tuple[str, str]:
    return subject.ballot.persona, subject.ballot.tool


def _longest(critique: str, others: Collection[str], names: Collection[str]) -> str:
    """Give the longest stretch of a critique whose runs the other text holds too."""
    words = _words(critique, names)
    shared = [run in others for run in _runs(words)]
    stretches = [
        list(each) for is_shared, each in groupby(range(len(shared)), shared.__getitem__) if is_shared
    ]
    longest = max(stretches, key=len)
    return critique[words[longest[0]].start : words[longest[-1] + _RUN - 1].end]


def _why(subject: Subject, beside: Subject, share: float) -> str:
    if beside.ballot.tool == subject.ballot.tool:
        where = f"{beside.persona.name}'s critique of this tool"
    elif beside.ballot.persona == subject.ballot.persona:
        where = f"the same persona's critique of {beside.dossier.name}, names aside"
    else:
        where = f"{beside.persona.name}'s critique of {beside.dossier.name}, names aside"
    return f"{share:.0%} of its wording also stands in {where}."
