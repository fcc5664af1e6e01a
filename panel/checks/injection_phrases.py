"""The phrases by which `injection` tells that a text tries to move its reader, or was moved.

Each pattern is read on one sentence with straight apostrophes, in any case. They are narrow on purpose:
code review, evaluation and agents are what many tools are for, so judges, reviewers, scores, votes, prompts
and orders are mentioned honestly all the time.
"""

import re

_JUDGES = r"(?:reviewers?|judges?|jur(?:y|ors?)|panel(?:l?ists?)?|graders?|evaluators?|referees?)"
_MODELS = (
    r"(?:ais?|llms?|(?:large )?language models?|assistants?|chatbots?"
    r"|(?:ai|llm) (?:agents?|models?|systems?))"
)
_KIND = r"(?:ai|llm|automated|artificial|expert|language[- ]model|machine)"
_TOOL = r"(?:tool|product|project|submission|library|package|entry|dossier|framework|database|model|service)"
_THIS = (
    rf"(?:(?:this|our|the) {_TOOL}"
    r"|(?:this|it|us)(?=\s*(?:$|[.,;!:]|as|with|first|high|highly|over|the|a|at|\d)))"
)
_MUST = (
    r"(?:must|should|shall|ought to|ha(?:s|ve) to|needs? to"
    r"|(?:is|are) (?:required|instructed|told|asked|urged|invited) to)"
)
_TOP = (
    r"(?:full marks|\d+ ?(?:/|out of) ?\d+|(?:the |an? )?(?:highest|top|maximum|max|perfect|best)"
    r"(?: possible)? (?:scores?|ratings?|grades?|marks?|verdict|confidence))"
)
_SIDE = r"[\"'`“”‘’*]*(?:ship|skip)\b"
_ENDS = r"[\"'”’`*]*\s*(?:[.!,;]|$)"
_NOUN = r"(?:grade|score|rating|verdict|vote|decision|recommendation)"
_JUDGING = (
    r"(?:vote|ship|skip|recommend|endorse|score|rate|grade|approve|answer|praise|give|return|conclude"
    r"|cast|mark"
    r"|award|assign|issue|deliver)\b"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_GREETS = _any(
    rf"\b(?:dear|esteemed|honou?rable|hello|hey|hi),? (?:\w+ ){{0,2}}{_JUDGES}\b",
    rf"^\W*attention,? (?:\w+ ){{0,2}}{_JUDGES}\b",
    r"^\W*(?:\w+ )?(?:notes?|message|notice|memo|reminder) (?:to|for) (?:\w+ ){0,2}"
    rf"(?:{_JUDGES}|{_MODELS})\W*[:,!–—]",
    rf"^\W*(?:{_KIND} )?{_JUDGES}(?: of the panel)?[:,!] "
    r"(?:please|you|kindly|do not|vote|give this|take note)\b",
).pattern
_PROPOSES = _any(
    rf"\b(?:only|correct|required|expected|mandated) (?:possible )?{_NOUN}\W+(?:is )?(?:an? )?{_SIDE}",
    rf"\b(?:answer|respond|reply|conclude) (?:only )?(?:with )?:?\s*{_SIDE}{_ENDS}",
    rf"\b\d of \d (?:reviewers |personas )?(?:voted? )?{_SIDE}{_ENDS}",
    rf"\b(?:score|rate|grade|give|award|assign|rank) {_THIS}.{{0,40}}?\b{_TOP}",
    rf"\b(?:this|it|we|(?:this|our|the) {_TOOL}) {_MUST} (?:be )?"
    rf"(?:given|receive|get|awarded|scored|rated|graded|earn) (?:\w+ )?{_TOP}",
    rf"\bmust be (?:rated|voted|marked|scored|graded|judged) (?:as )?(?:an? )?{_SIDE}",
    rf"(?<![a-z]){_NOUN}\s*=\s*{_SIDE}",
).pattern
_OUR_MARKUP = _any(
    r"</?data(?:\s+[0-9a-f]{8,})?\s*>|</dossier\s*>",
    r"\[(?:\w+ )?(?:submission|system|admin|reviewer|judge|panel|grading|scoring|hidden) (?:metadata|notes?"
    r"|override|message|instructions?|prompt|data)\b[^\]\n]{0,120}\](?![(\[])",
    r"^\W*source s\d+, retrieved \d{4}\b|^\W*entry price: (?:free|freemium|paid)\W*$",
    r"^\W*end of (?:the )?(?:submission|dossier|system prompt|instructions|input|data|prompt)\W*$",
    rf"[\"']verdict[\"']\s*:\s*{_SIDE}",
    r"\breview this tool through your lens\b|\banswer with the json object alone\b",
).pattern
_TAGS = _any(
    r"<\|\w+\|>|\[/?INST\]|<</?SYS>>|</?(?:system|instructions?|verdict)\s*>",
    r"^#+ *(?:system|instructions?|response)\b\W*(?:$|:)",
    r"(?-i:\[/?(?:SYSTEM|INSTRUCTIONS?|METADATA|SUBMISSION|ADMIN|OVERRIDE)\b[^\]\n]{0,120}\])(?![(\[])",
).pattern

ADDRESSES_OR_PROPOSES = _any(
    _GREETS,
    _PROPOSES,
    _OUR_MARKUP,
    rf"\bif you(?:'re| are) (?:an? |the )?(?:{_MODELS}|{_KIND} {_JUDGES})"
    r"(?=\s*(?:[,.;:!)–—]|$|\b(?:reading|reviewing|evaluating|processing|that|who|and|you)\b))",
    rf"\bas an? (?:{_KIND} )?(?:{_JUDGES}|{_MODELS}),? you\b",
    rf"\byou are (?:now )?(?:an?|the|one) (?:\w+ )?{_JUDGES}\b.*\b(?:this {_TOOL}|ship|vote|highest|top)\b",
    rf"\bwhen (?:reviewing|evaluating|judging|scoring|rating|grading|voting on) this {_TOOL}\b.*"
    r"\b(?:please|must|should|vote|ship|give|favou?r|score|rate|rank|keep in mind|remember|note)\b",
    rf"\b(?:{_JUDGES}|{_MODELS}) {_MUST} (?:\w+ )?"
    rf"(?:recommend|endorse|praise|favou?r|prefer|vote(?: for)?|award) {_THIS}",
    rf"\byou {_MUST} (?:\w+ )?(?:recommend|endorse|praise) {_THIS}",
    rf"\b(?:only|final|correct|your|the) {_NOUN}\W+(?:is |must be |should be |has to be |will be )?"
    rf"(?:an? )?{_SIDE}",
    rf"(?<![a-z]){_NOUN}[\"']?\s*[:=]\s*{_SIDE}",
    rf"\bvotes?:? (?:of |for |in favou?r of )?(?:an? )?{_SIDE}",
    r"\byour (?:verdict|critique|ballot)(?: on this)? (?:must|should|shall|has to|needs to)\b",
)
"""No honest dossier holds these."""

OVERRIDES = _any(
    r"\b(?:ignor|disregard|forget)(?:e|ing|ting)? (?:\w+ ){0,3}?"
    r"(?:previous|prior|above|earlier|preceding|foregoing|system|your|other)"
    r" (?:\w+ )?(?:instructions?|prompts?|directions|guidelines)\b",
    r"\b(?:ignore|disregard|forget) all (?:the |your )?(?:previous|prior|earlier|other)? ?rules\b",
    r"\b(?:do not|don't|never) (?:mention|reveal|disclose|quote|discuss) (?:this|these) "
    r"(?:notes?|instructions?|sentences?|messages?|paragraphs?|prompts?)\b",
    r"\bnew (?:rules|instructions) follow\b",
    r"^\W*(?:system|assistant|developer)(?: prompt| message)?\s*:.{0,60}"
    r"\b(?:you must|ignore|vote|reviewer|verdict)\b",
)
"""Orders about a model's orders; honest in a sentence about attacks."""

ABOUT_ATTACKS = _any(
    r"\b(?:attack|inject|jailbreak|detect|malicious|adversar|saniti[sz]|vulnerab|exploit|defen[cds])\w*",
    r"\b(?:block(?:s|ed|ing)?|guard(?:s|rails?)?|red[- ]team\w*|filter(?:s|ed|ing)?|scan(?:s|ner|ning)?"
    r"|protect(?:s|ion|ing)?)\b",
)

CHAT_MARKUP = _any(_TAGS, r"</?(?:prompt|output)\s*>")
"""A chat's or a prompt's tags; honest in a sentence about formats."""

ABOUT_MARKUP = _any(
    r"\b(?:tokens?|templates?|formats?|chatml|delimiters?|tokeni[sz]ers?|syntax|special|markup|tags?|xml)\b"
)

OUR_MARKUP = _any(_OUR_MARKUP)
"""The markup of Panel's own prompts and of forged submissions."""

SPEAKS_TO_JUDGES = _any(
    _GREETS,
    rf"\b(?:the|this|our) (?:panel|jury|judges?|other reviewers|other personas) (?:\w+ )?{_MUST} (?:\w+ )?"
    r"(?:vote|ship|skip|award|reward|note|agree|recogni[sz]e)\b",
    rf"\b(?:judges?|jury|panel) {_MUST} (?:\w+ )?(?:give|score|rate|grade|rank) {_THIS}",
    r"\b(?:i|we|let me) (?:would )?(?:urge|ask|invite|beg|implore|remind|advise) (?:the|this|all|every|my) "
    rf"(?:\w+ )?{_JUDGES}\b",
    r"\b(?:members|ladies and gentlemen) of the (?:panel|jury)\b",
    rf"\bfellow {_JUDGES}\b|\b{_JUDGES},? please\b",
    r"\b(?:put it|submit|commend|plead|recommend(?: it)?) to the (?:panel|judges?|jury)\b",
    rf"^(?:to|for) (?:the|our) {_JUDGES}(?: \w+ \w+)?:",
    r"^(?:judges?|panel|panell?ists|jury|reviewers), (?!\w+(?:,| and| or)\b)",
)
"""How an answer addresses those whom it is to move, instead of its reader."""

DEMANDS = _any(
    _PROPOSES,
    r"\b(?:i|we) (?:give|award) (?:it|this) (?:full marks|the (?:maximum|top|highest) score)\b",
    r"\bstars? out of (?:five|ten|\d+)\b|^\W*(?:overall|final|total) (?:rating|score|grade|mark)\s*[:=]",
    rf"\b{_NOUN} (?:must|has to|shall) be {_SIDE}|<!--|^\W*(?:system|admin|reviewer) (?:note|message)\s*:",
    rf"\b(?:panel|jury) members? {_MUST} ",
    r"^\W*#+ *(?:final |overall )?(?:verdict|vote|score|rating|grade)\b",
    r"\b(?:this|the) (?:submission|entry) (?:\w+ )?(?:must|should|shall|has to|is to) "
    r"(?:therefore )?(?:be (?:approved|accepted|passed|endorsed|selected|shipped)|pass|win)\b",
    rf"\b(?:is|was|has been|comes) (?:already )?pre-?(?:approved|verified|cleared|selected)\b|\b{_TOOL} "
    rf"(?:has been|is) "
    rf"(?:verified|certified|cleared|approved) by (?:the|a|our) (?:{_JUDGES}|committee|organi[sz]ers)\b",
    r"\b(?:score|rating|grade|marks?)\W+(?:of |is )?\d+ ?(?:/|out of) ?\d+",
    r"\b(?:10 ?/ ?10|10 out of 10|ten out of ten)\b",
    r"\b(?:deserves?|merits?|warrants?) (?:the |a )?(?:highest|top|maximum|perfect) (?:possible )?"
    r"(?:scores?|ratings?|grades?|marks)\b",
)
"""A vote or a score asked for: nobody asked an answer for scores."""

WAS_TOLD = _any(
    r"\b(?:i|this reviewer) (?:have been|has been|was|am|is|'ve been|'m) "
    rf"(?:told|instructed|asked|directed|ordered|required|requested) to (?:\w+ )?{_JUDGING}",
    r"\b(?:tells|told|instruct(?:s|ed)|direct(?:s|ed)|order(?:s|ed)|asks|asked|demands) "
    rf"(?:me|this reviewer|(?:all |every |the )?(?:reviewers?|judges?|panel|jury)) to (?:\w+ )?{_JUDGING}",
    r"\bas (?:instructed|directed|told|ordered) (?:by|in) the (?:\w+ )?"
    r"(?:dossier|notes?|vendor|maker|page|prompt|submission|metadata|description|excerpt)\b",
    r"^\W*as (?:instructed|directed|told|ordered|requested),",
    rf"\b{_JUDGES} {_MUST.replace('told|', 'told|reminded|')} (?:\w+ )?{_JUDGING}.*\b(?:{_TOP}|ship|skip)\b",
    rf"\bthe notes? (?:to|for) (?:the )?{_JUDGES} (?:settles?|says?|asks?|makes?|tells?|calls?|is|are)\b",
    r"\b(?:evaluation|scoring|grading|judging|review) (?:guidelines|criteria|instructions|rules)\b.*"
    r"\b(?:require|demand|call for|dictate|mandate|prescribe)s? an? (?:\w+ )?(?:verdict|vote|score|ship"
    r"|skip)\b",
    r"\bas (?:the|its) (?:notes?|submission|dossier|page|excerpts?) "
    r"(?:asks?|requests?|demands?|requires?|instructs?)(?: it| me| us)?[,.]",
    r"\b(?:have been|has been|was|am|been) (?:asked|told|instructed) to (?:overlook|ignore|omit|leave "
    r"out|hide)\b",
    r"\b(?:guidance|instructions?|orders?|directives?) (?:\w+ ){0,2}(?:in|of) the (?:dossier|sources?"
    r"|excerpts?|page)\b"
    r".*\b(?:to (?:vote|ship|skip|approve)|no choice)\b",
    r"\bsubmission metadata\b|\bper the (?:notes?|instructions?|directives?) (?:in|of|from|by|at)\b.*"
    r"\b(?:approved|accepted|verdict|votes?|ship|skip|scores?|rated)\b",
    r"\b(?:in (?:accordance|line|keeping) with|per|at|honou?ring|respecting) the "
    r"(?:maintainers?|vendor|maker|author|developer|submitter|company)(?:'s|s'|') (?:request|instruction"
    r"|wish|note)"
    r"(?:s|es)?\b",
    r"\bas (?:the|its) (?:\w+ )?(?:instructions?|metadata|directives?|reviewer notes?) "
    r"(?:request|require|ask|demand|direct|instruct)s?\b",
    r"\b(?:per|following|in accordance with|complying with|obeying) the (?:"
    r"(?:dossier's|submission's|vendor's|hidden|embedded|grading|scoring|judging) (?:\w+ )?"
    r"(?:instructions?|directives?|metadata|rules|notes?)"
    r"|(?:instructions?|directives?|notes?) (?:\w+ )?(?:in|of) the (?:dossier|submission|metadata|description"
    r"|excerpts?))\b",
)
"""An answer that says whose bidding it does."""

REFUSED = _any(
    r"\b(?:ignor\w+|disregard\w*|counts? for nothing|set aside|refus\w+|declin\w+|despite|not follow\w*"
    r"|no weight)\b"
)
"""The same, by one who does not."""
