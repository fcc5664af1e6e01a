"""The phrases in which a reviewer says ship or skip outright, read by `stance` on words in lower case.

A phrase tells its side before any negation is counted: "I would not ship it" is found as a ship, and turned.
"""

import re

from panel.verdicts.ballot import Vote

# "I would not …", "I'd still …": what may stand between the reviewer and the verb.
_I = (
    r"\bi(?:'d|'ll)?(?:\s+(?:would|will|do|can|could|must|should|not|never|(?:would|wo|do|ca|could|should)n't"
    r"|cannot|still|just|also|always|rather|already|(?:refuse|decline|hesitate) to|\w+ly))*\s+"
)
# At the start of its part of the sentence: "Ship it", "So skip this", "Do not adopt it".
_DO = r"^\W*(?:(?:so|then|just|please|for now|my advice is(?: to)?|better|best to|do not|don't|never)\s+)*"
_MY_VOTE = (
    r"(?:(?:so|still|for now|(?:(?:my|the) )?(?:verdict|vote|answer)(?: (?:is|stays|remains)(?: to)?)?)\s+)?"
)
_NOT_COMPOUND = (
    r"\b(?![-/']|\s+(?:dates?|lists?|or|logs?|patterns?|steps?|gates?|rates?|links?|loops?|flags?)\b)"
)
_OUTRIGHT = (
    r"(?=\s*[.!]|\s*$|\s+(?:today|now|anyway|regardless|for now|on (?:this|that)|for (?:this|that))\b)"
)

_BOTH = (
    r"\b(?:an?|my)\s+(?:[\w-]+\s+)?{word}" + _NOT_COMPOUND,
    r"\b(?:the|my) {word} (?:side|column|pile)\b",
    r"^\W*" + _MY_VOTE + r"{word}\W*$",
    _I + r"(?:say|vote(?: to)?|land on|come down on|settle on|end on)\s+{word}\b",
    _I + r"{word}(?:\s+(?:it|this))?" + _OUTRIGHT,
    _DO + r"{word}\s+(?:it|this)\b",
    r"\bi(?:'m| am)(?: \w+)? {word}p?ing (?:it|this)\b",
    r"\b(?:(?:a|any|every|no)(?: good| real)? reason|reason enough) to {word}\b",
)
_SHIP = (
    _I + r"(?:adopt|choose|pick|reach for|bet on|build on|recommend|go with|rely on)\s+(?:it|this)\b",
    _DO + r"adopt\s+(?:it|this)\b",
    r"\breach for (?:it|this) on monday\b",
    r"\bworth (?:shipping|adopting|building on|betting on|the (?:switch|migration|move|risk|bet))\b",
    r"\b(?:(?:a|any|every|no)(?: good| real)? reason|reason enough) to adopt\b",
    r"\b(?:easy|hard|difficult|impossible|unable) to recommend\b",
    r"\btoo [\w-]+ to (?:skip|ignore|pass up)\b",
)
_SKIP = (
    _I + r"(?:pass|wait)(?:\s+on\s+(?:it|this))?" + _OUTRIGHT,
    _I + r"(?:avoid|leave)\s+(?:it|this)\b",
    _DO + r"(?:avoid|pass on)\s+(?:it|this)\b",
    _DO + r"wait(?:\s+(?:for|until|it out|a)\b|\W*$)",
    r"\b(?:stay away|steer clear|hold off|walk away|look elsewhere)\b",
    r"\b(?:give|sit) (?:it|this) (?:a miss|out)\b",
    r"\b(?:(?:a|any|every|no)(?: good| real)? reason|reason enough) to (?:avoid|wait)\b(?! for (?:it|this))",
    r"\btoo [\w-]+ to (?:ship|adopt|recommend|(?:build|bet|depend|rely) on)\b",
)


def _phrases(side: Vote, own: tuple[str, ...]) -> list[tuple[Vote, re.Pattern[str]]]:
    return [(side, re.compile(each)) for each in (*(both.replace("{word}", side) for both in _BOTH), *own)]


PHRASES = (*_phrases("ship", _SHIP), *_phrases("skip", _SKIP))
"""Each phrase with its side."""
