"""Does a critique claim that its writer used the tool?

A persona has read a dossier and nothing else. The rule flags, once a sentence, words that say otherwise:

- the writer did something with it: "I installed it", "we have been running it", "two of us timed it", "I
  use it daily", "having tried it myself"; where a sentence begins, also without a subject: "Installed it,
  and …";
- the writer had it: "it took me an hour", "on my laptop", "in our tests", "my own benchmark gave …";
- nobody is named, but it happened here: "in testing", "when run here", "a quick test showed", "the install
  took four minutes", "running it on a laptop took …", "after a week of daily use, the cache had …".

Silent is what is negated ("I have not run it"), wished, supposed or still to come ("I would run", "had I
tested", "if I tried", "before I ran"), asked, quoted, done by others ("a team that tried it", "whoever
installs it"), told to others ("run it over fifty repositories"), and what was done to the dossier or in
thought rather than with the tool ("I tried to find a price", "I ran through the excerpts", "I built my case
on the licence").
"""

import re
from collections.abc import Iterator

from panel.checks.own_words import own_words
from panel.checks.prose import Span, sentences
from panel.checks.subject import Subject
from panel.verdicts.comparison import Flag


def hands_on_flags(subject: Subject) -> tuple[Flag, ...]:
    """Flag each sentence of the critique that claims to have used, installed, run or measured the tool."""
    why = "These words claim to have used the tool, but a persona has only read about it."
    return tuple(subject.flag("hands-on", each.text, why) for each in claims_of_use(subject.answer.critique))


def claims_of_use(text: str) -> Iterator[Span]:
    """Give the words that claim use, the first of each sentence."""
    for sentence in sentences(own_words(text)):
        for found in _USE.finditer(sentence.text):
            before, after = sentence.text[: found.start()], sentence.text[found.end() :]
            if not (sentence.text.endswith("?") or _UNREAL.search(before) or _READING.match(after)):
                start, end = sentence.start + found.start(), sentence.start + found.end()
                yield Span(start, end, text[start:end])
                break


# Before the words: negated, supposed, still to come. Over a semicolon or a colon nothing of it holds.
_UNREAL = re.compile(
    r"\b(?:if|unless|until|before|whether|would|could|should|might|will|not|nor|no|never|nobody|none|neither"
    r"|without|cannot|\w+n't|suppose|imagine)\b[^;:]*$|\bhad\s+$",
    re.IGNORECASE,
)
# Behind the words: the dossier was read, not the tool used.
_READING = re.compile(
    r"\s+(?:to (?:find|see|read|work out|picture|imagine|think)\b"
    r"|(?:\w+ ){0,6}?(?:dossier|excerpt|source|README|claim|quotation|wording|page|FAQ|text|sentence)s?\b)"
)

_ADVERB = (
    r"(?:\s+(?:\w+ly|have|had|also|just|then|even|once|first|since|myself|ourselves|both|all|now|still))*\s+"
)
_DID = (
    r"(?:used(?! to\b)|tried|tested|ran|installed|benchmarked|measured(?! (?:it|this) against)|timed|clocked"
    r"|profiled|deployed|ported|upgraded|compiled|cloned|configured|downloaded|hosted|prompted|queried"
    r"|indexed|crashed|spun up|set up|[\w-]+-(?:tested|tuned|hosted)|(?:played|worked|lived) with)\b"
)
_DID_TO = (
    r"(?:built|wrote|pointed|wired|fed|threw|put|gave|set|switched|swapped|moved|migrated|loaded|killed"
    r"|shipped|saw|watched|got|left|run)"
)
_THE_TOOL = r"(?:it|this|(?:an?|one|two|our|the) (?:\w+ ){1,4}(?:on|to|with|in|into) (?:it|this))\b"
_DOING = (
    r"(?:using|trying|testing|running|installing|benchmarking|deploying|hosting|(?:work|liv|play)ing with)"
)
_TOOL = r"(?:it|this|both|the \w+|[A-Z]\w+|uv)"
_TRIAL = (
    r"(?:testing|(?:test|benchmark|measurement|trial|test run|trial run|experiment|install|installation"
    r"|deployment)s?|runs|evaluation|usage|use|experience)"
)
_PLACE = (
    r"(?:laptop|machine|desktop|MacBook|workstation|cluster|server|box|codebase|repository|repo|monorepo)"
)
_TIME = (
    r"(?:an?|one|two|three|four|five|six|ten|several|some|\d+) (?:\w+ )?"
    r"(?:second|minute|hour|day|week|month|year|afternoon|evening|weekend|morning)s?"
)
_LONG = rf"(?:{_TIME}|about|under|over|less|roughly|\d)"
_WENT = (
    r"(?:took|finished|succeeded|failed|worked|showed|gave|returned|reached|ran|needed|stalled|crashed|hung"
    r"|hit|broke|passed|confirmed|revealed|produced|missed|resolved|lost|dropped|was|were|had|felt)"
)
_QUICK = r"(?:quick|short|brief|small|hands-on|fresh|trial)"

_BY_THE_WRITER = (
    rf"\b(?i:I|we|(?:this|the) reviewer|(?:two|three|some) of us)(?:'ve|'d(?! have\b))?{_ADVERB}{_DID}",
    rf"\b(?i:I|we)(?:'ve)?{_ADVERB}{_DID_TO} {_THE_TOOL}",
    rf"\b(?i:I|we)(?:'ve| have)(?: \w+ly)? (?:been {_DOING}|run)\b",
    rf"\b(?i:I|we)(?: \w+ly| already| still| now)? (?:use|run|deploy|rely on) {_TOOL}\b",
    r"\b(?i:I|we) (?:saw|got|hit|recorded) (?:\w+ )?\d[\d.,]*\s?(?:ms|s|seconds?|tokens?|%|[MG]B)(?!\w)",
    r"\bI did was (?:to )?(?:install|run|try|test|deploy)\b",
    rf"\b(?i:having) (?:now |just |actually )?(?:{_DID}|run) {_TOOL}\b",
    r"^(?:Used|Tried|Tested|Ran|Installed|Benchmarked|Deployed|Timed)(?: and \w+ed)? (?:it|this)\b",
)
_THE_WRITERS_OWN = (
    rf"\b(?i:on) (?:my|our)(?: own)?(?: [\w-]+){{0,2}} {_PLACE}\b",
    rf"\b(?i:in|from|during|across|by|under|through) (?:my|our)(?: own)?(?: [\w-]+)? {_TRIAL}\b",
    rf"\b(?i:my|our)(?: own)?(?: [\w-]+)? {_TRIAL}(?: \w+)? {_WENT}\b",
    rf"\b(?:took|cost|gave|saved|showed) (?:me|us) {_LONG}\b",
)
_HERE = (
    rf"\b(?i:in) (?:testing|hands-on \w+|a {_QUICK}(?: \w+)? (?:test|trial|run))\b",
    r"\b(?i:when|as) (?:run|tested|tried|installed|measured|benchmarked) (?:here|locally)\b",
    rf"\b(?i:run|tested|tried|installed|measured|timed) (?:here|locally),? {_TOOL}(?: \w+)? {_WENT}\b",
    rf"\b(?i:a) {_QUICK}(?: \w+)? (?:test|trial|run|install) {_WENT}\b",
    rf"\b(?i:hands-on) {_TRIAL} {_WENT}\b",
    rf"\b(?i:testing|running|installing|trying) {_TOOL}(?: [\w-]+){{0,6}} (?:took|showed|revealed|felt)\b",
    rf"\b(?i:the) (?:install(?:ation)?|first run|quickstart|set-?up|demo) (?:took {_LONG}|worked|finished)\b",
    rf"\b(?i:after) {_TIME} (?:of|with|on) [^,;:]+, {_TOOL}(?: \w+){{0,3}} {_WENT}\b",
)
_USE = re.compile("|".join((*_BY_THE_WRITER, *_THE_WRITERS_OWN, *_HERE)))
