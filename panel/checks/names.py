"""Does a critique name what nobody gave it?

The rule: a proper name in the critique (`proper_names` says what that is) is flagged where it first stands,
unless

- the dossier holds it: whatever its capitals and accents, as singular, plural or possessive, in one word or
  in two, or as the initials of a name that it holds ("AWS" for "Amazon Web Services", or its reverse);
- a claim of general knowledge or a forecast holds it, there or elsewhere, alone or in a longer name; or is
  about it: stands behind it in the sentence with no other unknown name between, as in "Prefect and Dagster,
  which *need a server*", which excuses both;
- nothing is stated about it: it stands in a question, a condition ("if neither Django nor Flask …"), a
  recommendation ("I would leave that to Django") or in what would settle one ("a Stellantis line that has
  it by default would settle that");
- it is too common to claim anything: `common_names.COMMON`, such as Python, Monday, API and European.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from panel.checks.common_names import COMMON, ORDINARY, SAME
from panel.checks.proper_names import proper_names
from panel.checks.prose import Span, dossier_text, sentences
from panel.checks.quoting import find
from panel.checks.subject import Subject
from panel.verdicts.comparison import Flag


def name_flags(subject: Subject) -> tuple[Flag, ...]:
    """Flag each proper name that the dossier does not hold and no claim gives as general knowledge."""
    held = _held(f"{dossier_text(subject.dossier)}\n{subject.dossier.slug}")
    unknown = [name for name in proper_names(subject) if not _is_known(name.text, held)]
    excused = [_key(name) for name in _claimed(subject, unknown)]
    first: dict[tuple[str, ...], Span] = {}
    for name in unknown:
        key = _key(name)
        is_done = any(set(key) <= set(other) for other in (*excused, *first))
        if not is_done and _is_stated(name, subject.answer.critique):
            first[key] = name
    return tuple(
        subject.flag(
            "name",
            name.text,
            f"The dossier does not name {name.text}, and no claim gives it as general knowledge.",
        )
        for name in first.values()
    )


def _claimed(subject: Subject, unknown: list[Span]) -> Iterable[Span]:
    """Give the unknown names that a claim of general knowledge or a forecast holds or is about."""
    critique = subject.answer.critique
    for claim in subject.answer.claims:
        place = find(claim.span, critique) if claim.kind in {"general knowledge", "forecast"} else None
        if place is None:
            continue
        yield from (name for name in unknown if name.start < place[1] and place[0] < name.end)
        sentence = _sentence(critique, place[0])
        before = [name for name in unknown if sentence.start <= name.start and name.end <= place[0]]
        yield from _last_listed(before, critique)


def _last_listed(names: list[Span], text: str) -> list[Span]:
    """Give the last name, with those that are listed with it: "Prefect, Dagster and Airflow"."""
    listed = names[-1:]
    for one, other in reversed(tuple(pairwise(names))):
        if not re.fullmatch(r",?\s*(?:(?:and|or|nor)\s+)?(?:the\s+)?", text[one.end : other.start]):
            break
        listed.append(one)
    return listed


def _is_stated(name: Span, critique: str) -> bool:
    sentence = _sentence(critique, name.start)
    before = critique[sentence.start : name.start]
    after = re.split(r"[;:]", critique[name.end : sentence.end])[0]
    return not (sentence.text.endswith("?") or _CONDITION.search(before) or _PROPOSAL.search(after))


_CONDITION = re.compile(r"\b(?:(?i:if|unless|until|whether)|I would|I['’]d)\b(?:[^,;:]|,\s+(?=[A-Z]|$))*$")
_PROPOSAL = re.compile(
    r"\bwould\s+(?:\w+\s+)?(?:settle|show|tell|prove|decide|answer)\b|^[^,;:]*\bI(?: would|['’]d)\b"
)


def _sentence(text: str, place: int) -> Span:
    return next(each for each in reversed(sentences(text)) if each.start <= place)


def _fold(text: str) -> str:
    """Give a text in lower case and without accents."""
    plain = (each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return "".join(plain).casefold()


def _parts(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _key(name: Span) -> tuple[str, ...]:
    """Give what a name is told apart by: its words, without plural endings and numbers."""
    words = (_fold(each).rstrip("0123456789").removesuffix("s") for each in _parts(name.text))
    return tuple(each for each in words if each)


@lru_cache(maxsize=64)  # a dossier is asked once for each of its ballots
def _held(text: str) -> set[str]:
    """Give each word of a text, each two or three as one, and the initials of each three to five."""
    words = _parts(text)
    held = {_fold("".join(words[at : at + count])) for count in (1, 2, 3) for at in range(len(words))}
    for count in (3, 4, 5):
        for at in range(len(words)):
            initials = "".join(each[0] for each in words[at : at + count])
            if initials.isupper():
                held.add(initials.casefold())
    return held


def _is_known(name: str, held: set[str]) -> bool:
    words = _parts(name)
    initials = _fold("".join(each[0] for each in words))
    if _fold("".join(words)) in held or (len(initials) > 2 and initials in held):  # noqa: PLR2004
        return True
    return all(len(each) == 1 or each[0].isdigit() or _is_known_word(_fold(each), held) for each in words)


def _is_known_word(word: str, held: set[str]) -> bool:
    forms = {word, word.removesuffix("s"), f"{word}s"}
    for one, other in SAME.items():
        if forms & {one, other}:
            forms |= {one, other}
    return bool(forms & (held | COMMON | ORDINARY))
