"""Is a critique the right length, and does each phrase in it say something?

Three rules:

- *length*: the critique has fewer than 80 or more than 170 words, counted between white space;
- *hype*: a phrase of praise that no reader could check (`HYPE`: "game-changing", "seamlessly", "a joy to
  use");
- *filler*: a phrase that only fills (`FILLER`: "in conclusion", "only time will tell"), or a hedging chain:
  two hedges side by side ("may possibly"), or three different ones in a sentence.

Silent, since the words are not the reviewer's own praise: quoted ("the word 'powerful'"), negated shortly
before ("no silver bullet", "far from effortless"), somebody's claim ("claims to be powerful", "the README
promises"), and in a claim of fact whose quotation has them. "Powerful", "robust" and their like are silent
in a comparison or with their object ("a more powerful machine", "powerful enough", "robust to a lost
worker").
"""

import re
from collections.abc import Iterator

from panel.checks.own_words import own_words
from panel.checks.prose import Span, sentences
from panel.checks.quoting import find
from panel.checks.subject import Subject
from panel.verdicts.comparison import Flag

LEAST_WORDS = 80
"""A shorter critique is flagged."""

MOST_WORDS = 170
"""A longer critique is flagged."""

HYPE = (
    r"game[- ]?chang(?:er|ers|ing)|revolution(?:ary|i[sz]\w+)|paradigm[- ]shift(?:ing)?|changes everything",
    r"ground-?breaking|breath-?taking|jaw-dropping|mind-blowing|awe-inspiring|astonishing|stunning|dazzling",
    r"amazing|awesome|incredible|fantastic|phenomenal|spectacular|superb|sensational|magnificent|glorious",
    r"delightful|marvell?ous|marvel|masterpiece|magical(?:ly)?|(?:pure|sheer|absolute) magic|like a dream",
    r"seamless(?:ly)?|effortless(?:ly)?|frictionless|flawless(?:ly)?|a (?:joy|delight|pleasure) to use",
    r"cutting[- ]edge|world-class|best-in-class|industry-leading|blazing(?:ly)?|lightning[- ]fast",
    r"super-?charge[sd]?|turbo-?charge[sd]?|(?:the|a whole) next level|in a league of its own|in the dust",
    r"unparalleled|unrivall?ed|unbeatable|unstoppable|undisputed|peerless|second to none|one of a kind",
    r"no-brainer|silver bullet|holy grail|blows? (?:\w+ ){1,3}away",
    r"(?:unleash|unlock)(?:es|ed|ing|s)? (?:the|its|your|their) (?:\w+ )?(?:power|potential)",
    r"(?:simply|truly|hands down) the (?:best|finest|greatest)",
    r"(?:the )?(?:best|finest|greatest|most \w+)(?: \w+){1,3} ever(?: (?:made|built|written|shipped|seen))?",
)
"""Praise that no reader could check, as regular expressions."""

HYPE_IF_BARE = r"powerful|robust|brilliant|transformative|visionary"
"""Praise, unless compared, measured or with an object."""

FILLER = (
    r"in conclusion|to conclude|in summary|to summari[sz]e|to sum up|summing up|all in all|in a nutshell",
    r"(?:it )?remains to be seen|(?:only )?time (?:alone )?(?:will|can|may) tell|the jury is still out",
    r"at the end of the day|when all is said and done|all things considered|long story short",
    r"needless to say|it goes without saying|it is what it is|for what it(?:'s| is) worth|food for thought",
    r"it (?:is|should be) (?:also )?(?:worth (?:noting|mentioning)|important to note|noted that)",
    r"strengths and (?:its )?weaknesses|pros and (?:its )?cons|your mileage may vary",
    r"in today's (?:[\w-]+ ){0,3}(?:world|landscape|market|age)|fast-paced|ever-(?:changing|evolving)",
    r"a (?:lot|great deal) to (?:like|love)|(?:some|many|one) (?:would|might|could|may) (?:say|argue)",
    r"it (?:could|can|may|might) (?:\w+ )?be (?:argued|said)",
)
"""Phrases that can be struck without a loss, as regular expressions; also "Overall," in the beginning."""


def wording_flags(subject: Subject) -> tuple[Flag, ...]:
    """Flag a critique that is too short or too long, and each phrase of hype or filler in it."""
    critique = subject.answer.critique
    return (
        *_length_flags(subject),
        *(
            subject.flag("hype", phrase.text, "Praise that no reader could check says nothing.")
            for phrase in hype(critique)
            if not _is_quoted(phrase, subject)
        ),
        *(
            subject.flag("filler", phrase.text, "The critique says as much without these words.")
            for phrase in filler(critique)
        ),
    )


def _length_flags(subject: Subject) -> tuple[Flag, ...]:
    critique = subject.answer.critique
    count = len(critique.split())
    if LEAST_WORDS <= count <= MOST_WORDS:
        return ()
    why = f"The critique has {count} words; {LEAST_WORDS} to {MOST_WORDS} are asked for."
    return (subject.flag("length", critique, why),)


def hype(text: str) -> Iterator[Span]:
    """Give each phrase of hype that is the writer's own."""
    for sentence in sentences(own_words(text)):
        for found in _HYPE.finditer(sentence.text):
            if not _DISOWNED.search(sentence.text[: found.start()]):
                yield _stretch(text, sentence, found)


def filler(text: str) -> Iterator[Span]:
    """Give each phrase of filler, and each sentence that is a hedging chain."""
    for sentence in sentences(own_words(text)):
        phrases = [_stretch(text, sentence, found) for found in _FILLER.finditer(sentence.text)]
        yield from phrases
        hedges = {found[0].lower() for found in _HEDGE.finditer(sentence.text)}
        is_chain = len(hedges) >= _CHAIN or _HEDGED_TWICE.search(sentence.text)
        if is_chain and not phrases:
            yield Span(sentence.start, sentence.end, text[sentence.start : sentence.end])


def _stretch(text: str, sentence: Span, found: re.Match[str]) -> Span:
    start, end = sentence.start + found.start(), sentence.start + found.end()
    return Span(start, end, text[start:end])


def _is_quoted(phrase: Span, subject: Subject) -> bool:
    """Tell whether a claim of fact holds the phrase, and quotes it from its source."""
    for claim in subject.answer.claims:
        place = find(claim.span, subject.answer.critique) if claim.kind == "fact" else None
        is_inside = place is not None and place[0] <= phrase.start and phrase.end <= place[1]
        if is_inside and phrase.text.lower() in claim.quotation.lower():
            return True
    return False


_HYPE = re.compile(
    rf"\b(?:{'|'.join(HYPE)})\b"
    rf"|(?<!more )(?<!most )(?<!less )(?<!as )(?<!so )(?<!how )(?<!too )\b(?:{HYPE_IF_BARE})\b"
    r"(?! (?:enough|than|to|against|for|under|in)\b)",
    re.IGNORECASE,
)
_DISOWNED = re.compile(
    r"\b(?:not|no|never|nor|neither|none|nothing|hardly|scarcely|barely|without|far from|short of|rather than"
    r"|\w+n't)(?: [\w-]+){0,4} $"
    r"|\b(?:claim(?:s|ed|ing)?|promis\w+|advertis\w+|describ\w+|boast\w*|tout\w*|brand\w*|says?|said|called"
    r"|calls? (?:it|this|the)|(?:sells?|markets?|bills?) it(?:self)?|words?|adjectives?|labels?|slogan"
    r"|tagline|headline|brochure)\b[^;:]*$",
    re.IGNORECASE,
)
_FILLER = re.compile(rf"\b(?:{'|'.join(FILLER)})\b|^Overall,", re.IGNORECASE)

_CHAIN = 3  # different hedges in one sentence
_DOUBT = r"(?:perhaps|possibly|maybe|potentially|arguably|conceivably)"
_HEDGE = re.compile(
    rf"\b(?:{_DOUBT}|(?-i:may)|might|presumably|seemingly|somewhat|probably|supposedly|likely"
    r"|to some extent|in some ways|in a sense|it seems|appears to)\b",
    re.IGNORECASE,
)
_HEDGED_TWICE = re.compile(
    rf"\b(?:may|might|could|can) (?:also |still |well )?{_DOUBT}\b"
    rf"|\b{_DOUBT} (?:\w+ )?(?:may|might|{_DOUBT})\b",
    re.IGNORECASE,
)
