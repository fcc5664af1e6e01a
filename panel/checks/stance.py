"""Does a critique say what its vote says?

The rule, on English words alone. A critique is searched for phrases in which the reviewer takes a side: "this
earns a ship", "I would not adopt it", "stay away", "not worth the migration". Negations before or inside a
phrase turn it round. So is advice to everybody about this tool, by name or as "it": "a team choosing now
should ship with it", "platform leads should not standardise on uv". Not read, since they are no settled side
of this reviewer's: quotations, questions, what others say ("the vendor calls it a ship"), conditions ("I
would ship it if …"), near misses ("almost a ship"), sentences about a change of mind ("flips to a skip once
…") and advice to some ("whoever needs a mirror should skip it").

The side is what all phrases in the last two sentences agree on; where those hold none, what all phrases of
the critique agree on. Where the critique holds none, advice in other words is read (see `leaning`): what the
last two sentences lean to, or else what two or more leanings of the whole critique agree on. Without
agreement there is no side. Only a side opposite to the vote is flagged, so the check is silent on many
critiques: it finds the clear contradictions and leaves doubt, and sides that only the argument shows, to the
editor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from panel.checks.leaning import leanings
from panel.checks.own_words import own_words
from panel.checks.prose import sentences
from panel.checks.stance_phrases import PHRASES
from panel.checks.subject import Subject
from panel.verdicts.ballot import Vote
from panel.verdicts.comparison import Flag

_CLOSING = 2  # sentences that hold a conclusion
_SEVERAL = 2  # leanings that make a side without a conclusion


@dataclass(frozen=True)
class Stance:
    """A side that a critique takes, and the last sentence that says so."""

    side: Vote
    sentence: str


def stance_flags(subject: Subject) -> tuple[Flag, ...]:
    """Flag a ballot whose critique clearly takes the side that its vote does not; otherwise give nothing."""
    taken = stance(subject.answer.critique, subject.dossier.name)
    if taken is None or taken.side == subject.ballot.vote:
        return ()
    why = f"The critique reads as a {taken.side}, but the vote is {subject.ballot.vote}."
    return (subject.flag("stance", taken.sentence, why),)


def stance(critique: str, name: str = "it") -> Stance | None:
    """Give the side that a critique of the tool called `name` clearly takes, or None."""
    read = list(_sentences(critique))
    settled = [
        [Stance(side, sentence) for side in (*_sides(words), *_advice(words, name.lower()))]
        for sentence, words in read
    ]
    leaning = [[Stance(side, sentence) for side in leanings(words, name.lower())] for sentence, words in read]
    for passage, least in (
        (settled[-_CLOSING:], 1),
        (settled, 1),
        (leaning[-_CLOSING:], 1),
        (leaning, _SEVERAL),
    ):
        taken = [each for sentence in passage for each in sentence]
        if taken:
            is_clear = len({each.side for each in taken}) == 1 and len(taken) >= least
            return taken[-1] if is_clear else None
    return None


def _sentences(critique: str) -> Iterator[tuple[str, str]]:
    """Give each sentence, and its words to be read: lower case, straight apostrophes, quotations blanked."""
    for sentence in sentences(own_words(critique)):
        yield critique[sentence.start : sentence.end], sentence.text.lower()


def _sides(sentence: str) -> Iterator[Vote]:
    if sentence.endswith("?") or _CHANGE_OF_MIND.search(sentence):
        return
    for clause in _CLAUSE_END.split(sentence):
        if _UNSETTLED.search(clause) or _OTHERS.search(clause):
            continue
        negated_earlier = False
        for part in _PART_END.split(_NO_NEGATION.sub(" ", clause)):
            yield from _sides_of_part(part, negated_earlier=negated_earlier)
            negated_earlier = negated_earlier or bool(_NEGATION.search(part))


def _sides_of_part(part: str, *, negated_earlier: bool) -> Iterator[Vote]:
    for side, phrase in PHRASES:
        for found in phrase.finditer(part):
            before = part[: found.start()]
            # "This is not, on balance, a ship" and "With no limits stated, a skip" look alike: left unread.
            is_left_open = negated_earlier and not before.strip() and _NOUN.match(found[0])
            if is_left_open or _ALTERNATIVE.search(before):
                continue
            near = " ".join(before.split()[-_REACH:])
            is_turned = len(_NEGATION.findall(f"{near} {found[0]}")) % 2
            yield _OPPOSITE[side] if is_turned else side


def _advice(sentence: str, name: str) -> Iterator[Vote]:
    """Read what everybody should do with the tool; advice to some, or on a condition, is none."""
    for found in re.finditer(r"\bshould(?P<no>n't|\s+(?:not|never))?\s+", sentence):
        if _SOME.search(sentence[: found.start()]) or _CONDITION.search(sentence):
            continue
        does = sentence[found.end() :]
        for side, phrase in _ADVICE:
            if re.match(phrase.format(tool=rf"(?:it|this|{re.escape(name)})(?![\w'])"), does):
                yield _OPPOSITE[side] if found["no"] else side


_SOME = re.compile(r"\b(?:who|whose|whoever|that|with|without|where|only|some|few|already)\b")
_CONDITION = re.compile(r"\b(?:if|when|unless|until|once|only|while)\b")
_SHIP_ADVICE = (
    r"(?:still |just )?(?:ship(?: on| with)?|take|choose|adopt|pick|use|install|start (?:on|with)|build on"
    r"|standardi[sz]e on|(?:move|switch) to|reach for|go with)\s+{tool}"
)
_SKIP_ADVICE = (
    r"(?:(?:skip|avoid|refuse|leave|pass (?:on|over))\s+{tool}|pass {tool} by|keep {tool} out|look elsewhere"
    r"|stay away)"
)
_ADVICE: tuple[tuple[Vote, str], ...] = (("ship", _SHIP_ADVICE), ("skip", _SKIP_ADVICE))

_OPPOSITE: dict[Vote, Vote] = {"ship": "skip", "skip": "ship"}
_REACH = 6  # words over which a negation before a phrase still holds

_CLAUSE_END = re.compile(r"[;:()—–]|\s-+\s|\b(?:but|yet|though|although|while|whereas|because|since)\b")
_PART_END = re.compile(r",|\band\s+(?=(?:i|it|this|that|so|the|my)\b)")

_NEGATION = re.compile(
    r"n't\b|\b(?:not|cannot|never|no|nor|none|nothing|nobody|hardly|barely|scarcely|without|far from|short of"
    r"|against|(?:keeps?|stops?|prevents?|holds?) me (?:back )?from"
    r"|(?:refuse|decline|hesitate|reluctant|hard|difficult|impossible|unable|unlikely|fails?) to)\b"
)
_NO_NEGATION = re.compile(
    r"\bnot (?:just|only|merely|simply|least)\b|\b(?:no|without) (?:doubt|question|wonder|hesitation)\b"
)
_UNSETTLED = re.compile(
    r"(?<!even )\b(?:if|when|where)\b|\b(?:once|whenever|provided|assuming|as soon as|supposing|after"
    r"|only (?:then|with)|before (?:i|it|this|that)|(?:should|were|had) (?:it|they|the)"
    r"|(?:would|could|to) (?:have|be|become|earn|make|turn|get|need)|to call|and i(?:'d|'ll| would| will)"
    r"|almost|nearly|close to|away from|shy of|borderline|maybe|perhaps|possibly|might|may|lean(?:s|ing)?"
    r"|instead|used to|tempted)\b"
    r"|^\W*(?:with|given)\b.*\bi(?:'d| would)\b"
)
_CHANGE_OF_MIND = re.compile(
    r"\b(?:flip(?:s|ped)?|becomes?|revers(?:e|es|ed)|reconsider|revisit|upgrade|downgrade"
    r"|turn(?:s|ed)? (?:it|this|that|my|me|to|into)|chang(?:e|es|ed|ing) (?:my|the|this|that)"
    r"|but for|(?:moves?|switch(?:es)?|wins?|brings?|persuades?|converts?) (?:me|my|it|this|that))\b"
)
_OTHERS = re.compile(
    r"\b(?:they|who|vendors?|makers?|founders?|teams?|customers?|buyers?|users?|developers?|people"
    r"|others|critics?"
    r"|fans|reviewers?|personas?|rivals?|competitors?|companies|enterprises?|everyone|anyone|some|many|most)"
    r"(?:'d|'ll)?\s+(?:\w+\s+)?(?:says?|said|calls?|thinks?|claims?|argues?|wants?|would|will|can|could"
    r"|should"
    r"|sees?|considers?|treats?|describes?|promises?|votes?|walk|stay|look)\b"
)
_ALTERNATIVE = re.compile(r"\b(?:or|than|versus|instead of)\s+$")
_NOUN = re.compile(r"an?\b")
