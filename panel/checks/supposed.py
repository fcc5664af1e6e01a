"""Is a number in a sentence stated, or only supposed: in a condition, a proposal of evidence, a question?

Read as supposed, on English words alone:

- a number after "if", "unless", "until", "once", "whether", "say", "for example" and the like in its clause;
- a number in a clause with "would", "could", "should", "might", "will", "must" or "bets", unless a plain verb
  ("has", "costs", "holds") governs it;
- a number in a clause that says what "would settle" a question, or what "the dossier leaves open";
- a number in an order, "Run it over fifty repositories", in a question, and after "the first".

Nothing is supposed of a number that the words take for given: "its 1,200 rules", "Ruff's 1,200 rules". The
size of a buyer or a job is told apart: "a team of forty", "a lead with a thousand boxes", "a 500-file job".
"""

import re


def is_given(before: str) -> bool:
    """Tell whether the words before a number take it for given."""
    return _GIVEN.search(before) is not None


def is_size_of_a_buyer(sentence: str, start: int, end: int) -> bool:
    """Tell whether `sentence[start:end]` says how large a buyer or a job is, of which nothing is known."""
    before = sentence[:start]
    is_size = _SIZE.search(before) or (_ARTICLE.search(before) and _SIZED.match(sentence, end))
    return bool(is_size) and not _IS.search(before)


def is_supposed(sentence: str, start: int, end: int) -> bool:
    """Tell whether `sentence[start:end]`, a number, is supposed rather than stated."""
    before, after = sentence[:start], sentence[end:]
    if is_given(before):
        return False
    opened = [found.end() for found in _CLAUSE_END.finditer(before)]
    before = before[opened[-1] if opened else 0 :]
    closed = _CLAUSE_END.search(after)
    after = after[: closed.start()] if closed else after
    conditions, modals = [*_CONDITION.finditer(before)], [*_MODAL.finditer(before)]
    return bool(
        sentence.rstrip().endswith("?")
        or (conditions and not _MAIN_CLAUSE.search(before, conditions[-1].end()))
        or (modals and not _PLAIN_VERB.search(before, modals[-1].end()))
        or _SETTLES.search(after)
        or (_MODAL.search(after) and not _PLAIN_VERB.search(before))
        or _UNSAID.search(before + " \0 " + sentence[end:])
        or _ORDER.search(before)
        or re.search(r"\b(?:first|next|every)\s$", before)
    )


_GIVEN = re.compile(r"(?:\b(?:its|their|these|those)|\w['’]s|\w\w+s['’])\s(?:[a-z-]+\s)?$", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[;:()—–]|,?\s(?:but|yet|while|whereas|although|though|because|since|which)\s"
    r"|,\s(?:and|so|or)\s(?=(?:it|its|the|this|that|they|their|he|she|no|nothing|[A-Z]\w+)\b)"
)
_CONDITION = re.compile(
    r"\b(?:if|unless|until|once|whether|when|whenever|where|say(?=,|\san?\b)|suppos(?:e|ing)|assum(?:e|ing)"
    r"|provided|imagine|for (?:example|instance)|how (?:many|much|far)|what happens|before"
    r"|past the point|whoever|anyone|without an?|instead of|rather than)\b",
    re.IGNORECASE,
)
_MAIN_CLAUSE = re.compile(r",\s(?:its?|the|this|that|they|their|\w+['’]s|[A-Z]\w+|I)\s")
_MODAL = re.compile(
    r"(?:\b(?:would|could|should|might|may|will|must|shall|let|wagers?|bets?|believes?|expects?|predicts?)"
    r"|\w['’](?:d|ll))\b"
)
_PLAIN_VERB = re.compile(
    r"\b(?:is|are|was|were|has|had|costs|charges|bills|requires|needs|holds|offers|counts|supports|starts|ships"
    r"|claims|says|covers|lists|lets|gives|gave|began|came|released|announced|grew|raised|serves|runs)\b"
)
_SETTLES = re.compile(
    r"\b(?:would|could|should|might|will)\s(?:\w+\s)?(?:settle|show|tell|decide|answer|prove|change|flip|test"
    r"|persuade|convince|reveal|expose|separate)\b"
)
_UNSAID = re.compile(
    r"\b(?:dossier|sources?|page|readme|docs|nothing|nobody|none|excerpts?)\s(?:\w+\s){0,3}?(?:leaves?\s(?:it\s)?open"
    r"|(?:does|do)\s?(?:not|n['’]t)\s(?:say|state|tell|show|give|hold|name)|never\s(?:says?|states?|mentions?)"
    r"|(?:is|are)\ssilent)|\bno\ssource\s(?:says|shows|states|gives)\b"
    r"|\b(?:is|are|stays?|goes|left)\s(?:left\s)?(?:open|unsaid|unstated|not\ssaid|not\sstated)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:^|[,.]\s|\band\s)\W*(?:run|try|test|time|measure|compare|benchmark|give|take|put|point|ask|count|wait|budget"
    r"|show|publish|kill|feed|start|load|throw|let|pin|plan)\s(?=\w)",
    re.IGNORECASE,
)
_BUYER = (
    r"(?:team|shop|company|firm|group|lead|manager|engineer|developer|startup|bank|lab|buyer|customer|manufacturer"
    r"|department|analyst|fleet|business|enterprise|organi[sz]ation|repository|codebase|monorepo|project|job|table"
    r"|file|dataset|workload|cluster|notebook|service|app|application|library|maintainer|owner|agency|vendor|user"
    r"|house|person|someone|somebody|anyone|anybody|whoever|everyone|people|teams|shops|companies|firms|developers)"
)
_SIZE = re.compile(
    rf"\b(?:an?|any|every|each|another|one|some|most|many)?\s?(?:[\w-]+\s){{0,3}}?{_BUYER}\s"
    r"(?:(?:of|with|that|who|past|above|below|over|under|running|holding|planning|serving|writing"
    r"|owning|keeping|has|have|runs|keeps|owns|holds|maintains|operates|choosing|moving|about|some|nearly)\s)+"
    r"(?:[a-z]+\s)?$",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\b(?:is|was|are|were|by|from|employs|remains|became|has)\s(?:now\s|only\s|just\s|still\s)?an?\s(?!.*,)"
)
_ARTICLE = re.compile(r"\b[Aa]n?\s$")
_SIZED = re.compile(
    r"[\s-](?:person|engineer|developer|seat|table|row|file|page|package|node|desk|team|people|service|module|line"
    r"|job|laptop|strong|member)\b"
)
