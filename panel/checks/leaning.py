"""Sides that a critique takes without the words ship and skip: advice in the terms of the four lenses.

Read are orders and advice about a shortlist's tabs ("close this tab", "keep this tab", "close the other
tabs"), the developer's Monday ("type it on Monday", "keep it out of the repository"), the wager ("the bet is
early", "bet against them", "the late choice") and the budget ("I would not sign", "a wedge without a moat"),
and plain advice ("start elsewhere", "stay with what you have", "build on it", "it earns its place").

Nothing is read behind a negation close by, behind a condition, in a question, in what others say, and in
advice to those whom a relative clause or a "without" sets apart ("whoever needs a mirror should stay with
pip").
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from panel.verdicts.ballot import Vote


def leanings(sentence: str, name: str) -> Iterator[Vote]:
    """Give the sides that a sentence leans to, one for each phrase.

    Args:
        sentence: In lower case, with straight apostrophes and its quotations blanked.
        name: The tool's name, in lower case.
    """
    if sentence.rstrip().endswith("?") or _CHANGE.search(sentence):
        return
    for clause in re.split(_CLAUSE_END, sentence):
        for side, phrase in _phrases(name):
            for found in phrase.finditer(clause):
                before = clause[: found.start()]
                near = " ".join(before.split()[-_REACH:])
                if not (_NEGATION.search(near) or _CONDITION.search(before) or _APART.search(before)):
                    yield side


@lru_cache(maxsize=64)  # each tool is asked for once per ballot
def _phrases(name: str) -> tuple[tuple[Vote, re.Pattern[str]], ...]:
    names = "|".join(re.escape(each) for each in (name, name.split(maxsplit=1)[0]))
    it = rf"(?:it|this|{names})(?![\w'])"
    return tuple((side, re.compile(phrase.replace("{it}", it))) for side, phrase in _PATTERNS)


_REACH = 4  # words over which a negation before a phrase still holds
_CLAUSE_END = re.compile(
    r"[;()—–]|\s-+\s|,\s(?:and|so)\b|\b(?:but|yet|though|although|while|whereas|because|since)\b"
)
_NEGATION = re.compile(r"n't\b|\b(?:not|cannot|never|no|nor|none|nothing|nobody|hardly|without|against)\b")
_CONDITION = re.compile(
    r"\b(?:if|when|unless|once|whether|where|until (?!then|that day)|would (?:settle|change|be|have|make)"
    r"|could|might|may|says?|said|claims?|argues?|thinks?|objects?|promis\w+|critics|fans|vendor|tempt\w+)\b"
)
_APART = re.compile(
    r"\b(?:who|whose|whoever|that(?! day)|without|only|some|few|already|hobbyist|needs?|fears?)\b"
)
_CHANGE = re.compile(r"\b(?:flips?|reconsider|revers(?:es|ed?)|change my|turns? (?:it|this|me|my))\b")

_I_WOULD = r"\bi(?:'d|'ll| would| will| can|'m ready to)(?: still| happily| gladly| just| rather)? "
_I_WOULD_NOT = r"\bi (?:would not|wouldn't|will not|won't|cannot|can't|could not|do not|don't)(?: yet)? "
_SOON = r"(?:on monday|by friday|by evening|this week|the same evening|that evening|today|before lunch)"
_FOR_GOOD = r"(?=\s*[.,!]|\s*$|\s+(?:on|for|and|until|in)\b)"
_NEW = r"(?:the|a|your|any|every) (?:next|new|first|greenfield) (?:\w+ )?"

_SHIP = (
    r"\bneeds? only {it}|\bthere is no second\b|\bbeing early looks like\b",
    r"\bkeep (?:this|the|{it}) tab\b(?! closed)|\b(?:this|{it}) tab (?:stays|remains) open\b",
    (
        r"\bkeep {it} on the (?:short)?list\b|\b(?:the )?(?:other|remaining) (?:\w+ )?tabs (?:can|may) "
        r"(?:be )?close"
    ),
    r"\bclose (?:the|all|every) (?:other|remaining)s?\b|\bclose the rest\b|\bthe others can close\b",
    r"\bclose the (?!{it}|tab|other)[\w.+-]+ tab\b",
    r"\b(?:reach for|type|install|adopt|try|use|wire|deploy|pin|put) {it}(?: \w+){0,3} " + _SOON,
    r"\bdelete(?:s|d)?\b[^.;]{0,60} " + _SOON,
    r"^\W*(?:so )?(?:reach for|bet on|build on|go with|take|buy|start (?:with|on)|back|adopt|sign for) {it}"
    + _FOR_GOOD,
    r"\b(?:begin|start|build|write) " + _NEW + r"\w+ (?:with|on|in) {it}",
    _I_WOULD + r"(?:build|bet|standardi[sz]e|rely|start) on {it}",
    _I_WOULD + r"(?:sign|back|buy|take|hold|make|adopt|choose|type|install|start with|begin with|keep) "
    r"(?:{it}|for {it}|the bet|that bet|this bet)",
    _I_WOULD + r"put (?:\w+ )?(?:money|budget|weight) (?:behind|on|into)\b|" + _I_WOULD + r"sign\s*[.!]",
    r"\bi (?:side|bet|wager|go) with (?:the bet|the makers?|{it}|them)\b|\bi am for it\b",
    r"\b(?:earns|deserves|has earned) (?:its|a|the) (?:place|spot|slot|seat|keep|line)\b",
    r"\bthe one to (?:build on|ship|pick|choose|buy|take|beat|keep|install)\b",
    (
        r"\b(?:direction is (?:right|plain|clear)|pointed the right way|shaped for what (?:comes|is coming)"
        r"|on the right side of)\b"
    ),
    r"\b(?:bet|wager|tool|makers?|design) (?:is|are|was|were) (?:early|right|sound|well placed|a good one)\b",
    r"\bwager (?:holds|pays)\b|\bis a (?:bet|wager) worth (?:making|taking|holding)\b",
    r"\b(?:worth|justifies) (?:the|a) (?:monday|move|switch|migration|afternoon|budget|line)\b",
    r"\benough (?:for monday|to (?:ship|sign|build on|adopt|buy))\b",
    r"\b(?:nothing|no rival|nobody) (?:else )?(?:on the (?:short)?list )?comes close\b",
    (
        r"\b{it} (?:is|remains|stays) (?:still )?the (?:safe|safer|safest|right|better|best|obvious|sound) "
        r"(?:choice|pick|answer|bet|default|place)(?= (?:here|for new|for most|for a team)|\s*[.!])"
    ),
)
_SKIP = (
    (
        r"\bstrike {it}|\b(?:better|best)(?: off)? without {it}|\bmy money stays\b|\brank {it} (?:third"
        r"|fourth|last)\b"
    ),
    (
        r"\byesterday's (?:answer|tool|design|bet)\b|\bno future in {it}|\bi see no (?:business|buyer|budget"
        r"|case) here\b"
    ),
    r"\b(?:sums?|numbers|figures|money|evidence) speaks? against (?:{it})\b",
    r"\b(?:close|shut) (?:this tab|the tab|{it}(?:'s)?(?: tab)|the {it} tab)\b",
    r"\b(?:this|the {it}|{it}) tab (?:can|may|should) (?:be )?close",
    (
        r"\b(?:start|look|go|begin|shop|search|invest|buy|write)\b[^.;]{0,40} (?:elsewhere|somewhere else"
        r"|in something else|on something else)\b"
    ),
    (
        r"\b(?:stay|stick) with (?:what (?:you|they|it|one) (?:have|has)|the (?:incumbent|old|current"
        r"|hosted)|pip\b)"
    ),
    r"\bkeep (?:what (?:you|they|one) ha(?:ve|s)|the (?:incumbent|old (?:setup|tool|stack)))",
    (
        r"\b(?:leave|leaving) (?:{it}|this one) (?:alone|out|be|aside|to (?:others|those)|where it is|for "
        r"later)\b"
        r"|^\W*leave {it}\s*[.!]|\bleft (?:alone|to those|to others)\b"
    ),
    (
        r"\b(?:stays?|kept|keep \w+(?: \w+)?|remains?) out of (?:my|the|a|your|our) (?:\w+ )?"
        r"(?:repositor(?:y|ies)|repo|product|build|stack|cluster|shortlist|budget|plan|editor|pipeline"
        r"|service)\b"
    ),
    (
        r"\bpass(?:es)? (?:{it} (?:over|by)|over {it}|on {it})|[:,] (?:and )?(?:i )?pass\s*[.!]|\bi "
        r"would pass\b"
        r"|\b(?:should|would) pass\s*[.!]"
    ),
    _I_WOULD_NOT
    + r"(?:sign|begin|build|buy|make|start|bet|put|pay|depend|hang|place|tie|install|write|type|move)\b",
    r"\bone i would (?:not|never) (?:make|take|place|sign)\b",
    (
        r"\bno (?:base|basis|foundation|ground) (?:for|to build)\b|\bno business to build on\b"
        r"|\b(?:poor|wrong|bad) (?:place|thing|base|choice) (?:for|to)\b"
    ),
    (
        r"\bbet against (?:it|them|this|the maker)|\bthe late choice\b|\b(?:loved|friend|good|fine),? (?:and"
        r"|but) late\b"
    ),
    (
        r"\b(?:{it}|design|wager|bet)\b[^.;,]{0,40} (?:world|habit|constraint|practice) that is "
        r"(?:leaving|going|fading|passing|ending)\b"
    ),
    (
        r"\bits upkeep hangs on (?:goodwill|an owner's other plans|other plans)\b|\bdepends? on the owner's "
        r"other plans\b"
    ),
    (
        r"\b(?:no|little) (?:reason|cause) to (?:(?:move|switch|migrate|change over|come) to|adopt|buy|wait "
        r"for) {it}"
    ),
    r"\b(?:buyer|team|reader|developer|newcomer)s?\b[^.;,]{0,60} gains? nothing\b",
    (
        r"\b(?:comes?|is|finishes) (?:third|second|last) (?:wherever|on (?:every|each|all)|at everything)\b"
        r"|\bnothing (?:about it )?is first\b|\bthird[- ]best\b"
    ),
    (
        r"\bsum does(?:n't| not) (?:come out|add up|work)\b|\ba wedge (?:with no|without an?) (?:moat"
        r"|anything)\b"
    ),
    (
        r"\bis the better (?:use|answer|home|place|buy) (?:of|for) (?:monday|the (?:money|budget|hour|job)"
        r"|most)\b"
    ),
    (
        r"(?:^\W*|\b(?:and|should|would|then) )(?:come back|look again|return to it|ask again|revisit it"
        r"|wait) (?:once|when|after|until|in a year)\b"
    ),
    r"\b(?:belongs?|(?:is|are) better off|better served) (?:with|by|on) (?!{it}|this)\w",
    (
        r"\b(?:safer|sensible|prudent|right|better) (?:answer|course|choice|move) is to (?:leave|wait|stay"
        r"|avoid|pass|keep)\b"
    ),
)
_PATTERNS: tuple[tuple[Vote, str], ...] = (
    *(("ship", each) for each in _SHIP),
    *(("skip", each) for each in _SKIP),
)
