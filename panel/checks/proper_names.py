"""Finds the proper names in a critique, without a dictionary.

A proper name is a run of words with capitals inside a sentence ("AWS Step Functions"), with a number behind
it ("Rails 8"); and anywhere a word with a capital or a number behind its first letter (OpenAI, AWS, S3) or
with the ending of a web address (fly.io). Words with a hyphen or a slash are read part by part:
of "Kafka-style", Kafka.

At the beginning of a sentence, after a colon and after an opening quotation mark a capital shows nothing.
There a word is a name only if

- it stands inside another sentence of the answer with its capital, or is a whole entry of a list of
  findings;
- it is possessive ("Hatchet's queue");
- what follows it follows a name: a singular verb ("Restate has …"), "which drops …", "and" with another
  name;

and not if the answer, the dossier or the persona's voice has it in lower case too, nor if it is an ordinary
noun (by its ending, or one of `common_names.ORDINARY`). Names written in lower case (pip, conda) are seen
only if they are a whole entry of a list of findings. When in doubt, it is no name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from panel.checks.common_names import ORDINARY
from panel.checks.prose import Span, dossier_text, sentences
from panel.checks.subject import Subject
from panel.verdicts.ballot import Answer


def proper_names(subject: Subject) -> Iterator[Span]:
    """Give each place of the critique where a proper name stands, in order, without possessive endings."""
    text = subject.answer.critique
    listed = _listed(subject.answer)
    shown = listed | _shown_inside(subject.answer)
    lower = _in_lower_case(subject)
    run: list[_Word] = []
    for word in _words(text):
        if run and word.text == "of":  # "Trail of Bits" is one name
            continue
        is_joined = bool(run) and text[run[-1].end : word.start] in {" ", "-", " of ", " & "}
        if word.is_loud or (word.has_capital and not word.is_opening):
            is_name = True
        elif word.has_capital:
            is_name = word.text.lower() not in lower and _reads_as_a_name(word, text, shown)
        else:
            is_name = word.text in listed or (is_joined and word.text[0].isdigit())
        if run and not (is_name and is_joined):
            yield _whole(run, text)
            run = []
        if is_name:
            run.append(word)
    if run:
        yield _whole(run, text)


@dataclass(frozen=True)
class _Word:
    """A word of a text, without a possessive ending."""

    start: int
    end: int
    text: str
    is_opening: bool
    """Whether it stands where anything has a capital."""

    @property
    def is_loud(self) -> bool:
        """Whether its form alone makes it a name: OpenAI, AWS, S3, fly.io."""
        return bool(_LOUD.fullmatch(self.text))

    @property
    def has_capital(self) -> bool:
        return len(self.text) > 1 and self.text[0].isupper()


_WORD = re.compile(r"[^\W_](?:[\w+#]|[.&](?=\w))*(?P<ending>['’]\w*)?")
_LOUD = re.compile(r"[^\W\d].*[A-Z].*|[A-Z].*\d.*|[a-z]\w*\.(?:dev|io|ai|com|net|org|app|cloud)")
_OPENING = re.compile(r"(?::\s*|(?<!\w)[\"“‘«'])$")
_ABBREVIATION = re.compile(r"\b(?:vs|cf|e\.g|i\.e|Dr|Mrs?|Ms|St)\.\s*$")


def _words(text: str) -> Iterator[_Word]:
    starts = {each.start for each in sentences(text) if not _ABBREVIATION.search(text[: each.start])}
    for found in _WORD.finditer(text):
        before = text[max(0, found.start() - 5) : found.start()]
        is_opening = found.start() in starts or bool(_OPENING.search(before))
        word = found[0].removesuffix(found["ending"] or "")
        yield _Word(found.start(), found.start() + len(word), word, is_opening)


def _whole(run: list[_Word], text: str) -> Span:
    start, end = run[0].start, run[-1].end
    return Span(start, end, text[start:end])


def _texts(answer: Answer) -> tuple[str, ...]:
    entries = (entry for finding in answer.findings.values() for entry in finding)
    return (answer.critique, answer.flip_condition, answer.forecast.statement, *entries)


def _shown_inside(answer: Answer) -> set[str]:
    """Give the words that have a capital in a place of the answer that does not ask for one."""
    words = (word for text in _texts(answer) for word in _words(text))
    return {word.text for word in words if word.has_capital and not word.is_opening}


def _listed(answer: Answer) -> set[str]:
    """Give the single words that are an entry of a finding with several: competitors, as a rule."""
    entries = (entry for finding in answer.findings.values() if len(finding) > 1 for entry in finding)
    return {entry for entry in entries if _WORD.fullmatch(entry) and entry.lower() not in ORDINARY}


def _in_lower_case(subject: Subject) -> set[str]:
    texts = (*_texts(subject.answer), subject.persona.voice, dossier_text(subject.dossier))
    return {each for text in texts for each in re.findall(r"[^\W\d_]+", text) if each.islower()}


def _reads_as_a_name(word: _Word, text: str, shown: set[str]) -> bool:
    """Tell whether a word at such a place is a name, by what follows it and where else it stands."""
    if word.text.lower() in ORDINARY or _NOUN.search(word.text):
        return False
    rest = text[word.end :]
    if word.text in shown or _AFTER_A_NAME.match(rest):
        return True
    return not word.text.endswith("s") and bool(_AFTER_A_SINGULAR.match(rest))  # "Teams will" tells nothing


_NOUN = re.compile(
    r"(?:ing|[ts]ion|ment|ness|ity|[ae]nce|ship|ism|age|ure|cy|hood|dom|ly|th|ware|side|where)$"
)
_AFTER_A_NAME = re.compile(
    r"['’]s\s|\s+(?:and|or|nor)\s+[A-Z]\w|,\s+(?:which|whose|who|(?:the|its|an?)\s+(?:\w+\s+){0,2}rival)\b"
    # No "is", which any noun may have, and no verb that could be a plural noun: "Package managers".
    r"|\s+(?:has|does|hasn['’]t|doesn['’]t|itself|comes|gives|keeps|makes|goes|takes"
    r"|brings|lets|sells|owns|becomes|remains|holds|begins|stands|puts|says|requires|includes"
    r"|provides|publishes"
    r"|solves|serves|lacks|adds|wins|loses|treats|belongs|refuses|leads|answers|follows|sits|earns)\b"
)
_AFTER_A_SINGULAR = re.compile(
    r"\s+(?:could|would|will|can|cannot|might|should|must|had|did|already|announced|shipped)\b"
)
