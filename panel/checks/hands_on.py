"""Does a critique claim that its writer used the tool?

A persona has read a dossier and nothing else. The rule flags, once a sentence, words that say otherwise:

- the writer did something with it: "I installed it", "we have been running it", "two of us timed it", "I
  use it daily", "I have seen it resolve …", "having tried it myself"; where a sentence begins, also without
  a subject: "Installed it, and …";
- the writer had it: "it took me an hour", "on my laptop", "in our tests", "my own benchmark gave …", "our
  team moved …", "I was up and running", "from experience, …";
- nobody is named, but it happened here: "in testing", "when run here", "a quick test showed", "the install
  took four minutes", "running it on a laptop took …", "after a week of daily use, the cache had …", "when
  tested on a large repository, it held", "timed on a laptop, a sync came to …", "it installed cleanly".

Silent is what is negated ("I have not run it"), wished, supposed or still to come ("I would run", "had I
tested", "if I tried", "before I ran"), asked, quoted, done by others ("a team that tried it", "whoever
installs it"), told to others ("run it over fifty repositories"), measured by the maker ("run on the vendor's
machines, it finished …"), and what was done to the dossier or in thought rather than with the tool ("I tried
to find a price", "I ran through the excerpts", "I built my case on the licence").
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
    r"|hit|came|put|placed|ended|held|proved|stood|cut|fell|left|pulled|found|beat|behaved|survived|did"
    r"|broke|passed|confirmed|revealed|produced|missed|resolved|lost|dropped|was|were|had|felt)"
)
_THIS_TOOL = r"(?:it|this|uv|the (?:tool|server|resolver|cli|client|install|setup|engine)|[A-Z]\w+)"
_FELT = (
    r"(?:fast|slow|quick|easy|hard|reliable|stable|flaky|painless|painful|usable|pleasant|solid|responsive"
    r"|brittle)"
)
_MAKERS = r"[^,;.]*(?:vendor|maker|author|README|project's|team's|company)"
_SMOOTHLY = (
    r"(?:cleanly|fine|smoothly|perfectly|flawlessly|well|first time|out of the box|(?:at|on) the first"
    r"|without (?:a hitch|complaint|trouble|errors?|issues?)|on an? (?:\w+ )?(?:laptop|machine|desktop|box))"
)
_CAME = (
    r"(?:took|finished|came|resolved|held|failed|worked|succeeded|stalled|crashed|returned|survived"
    r"|broke|passed)"
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
    rf"\b(?i:having) (?:now )?spent {_TIME} (?:with|on|in|inside|using) ",
    rf"\b(?i:I|we)(?:'m|'re| am| are)(?: now| still| already)? (?:using|running|testing|deploying) {_TOOL}\b",
    rf"\b(?i:I|we)(?:'ve| have)(?: \w+)? seen {_THIS_TOOL} (?!as\b|in\b|say|said|described|called|named)\w+",
    r"\b(?i:I|we) (?:let|put) (?:it|this) (?:loose|through|to work)\b",
    r"\b(?i:having) (?:migrated|moved|ported|switched) [^,;.]*, (?:I|we)\b",
    rf"\b(?i:I|we) have yet to see {_THIS_TOOL} \w+",
    r"\b(?i:I|we) (?:kept|ended up|started) (?:hitting|getting|seeing|running|losing|fighting|restarting)\b",
    r"\b(?i:I|we) (?:was|were|got (?:it )?) ?(?:up and )running\b",
    rf"\b(?i:I|we) (?:had|got) {_THIS_TOOL} (?:up|running|working|installed|deployed)\b",
    rf"\b(?i:I|we) found {_THIS_TOOL} (?:to (?:be|run|work|start|fail)\b|(?:\w+ly )?{_FELT}\b)",
    (
        r"\b(?i:after|once|on|while|when) (?:install|run|us|try|test|upgrad|migrat|deploy|switch)(?:ed|ing)\b"
        r"[^,;.:]{0,60}, (?i:I|we) (?!would|will|should|could not|can|must|might|had to)\w+"
    ),
    r"^(?:Used|Tried|Tested|Ran|Installed|Benchmarked|Deployed|Timed)(?: and \w+ed)? (?:it|this)\b",
)
_THE_WRITERS_OWN = (
    rf"\b(?i:on) (?:my|our)(?: own)?(?: [\w-]+){{0,2}} {_PLACE}\b",
    rf"\b(?i:in|from|during|across|by|under|through) (?:my|our)(?: own)?(?: [\w-]+)? {_TRIAL}\b",
    rf"\b(?i:my|our)(?: own)?(?: [\w-]+)? {_TRIAL}(?: \w+)? {_WENT}\b",
    (
        rf"\b(?i:my|our) (?:first|second|last|initial|cold|own) (?:install|run|build|sync|query|deploy"
        rf"|prompt) {_WENT}"
    ),
    (
        r"\b(?i:our) (?:own )?(?:team|shop|company|group|engineers|lab|staff)(?: \w+ly| has| have| already)? "
        r"(?:moved|migrated|switched|adopted|uses?|used|runs?|ran|deployed|tested|tried|installed|relies)\b"
    ),
    r"(?:^|[,;:] |[Aa]fter )(?i:after )?(?i:migrating|moving|porting|switching) [^,;.]*\b(?:our|my)\b",
    r"\b(?i:in) (?:my|our) (?:own )?hands\b|\b(?i:on) (?:my|our) side\b|\brunning (?:in|on) (?:our|my)\b",
    r"(?:^|[,;:] )(?i:from|speaking from)(?: (?:direct|first-hand|personal|bitter|hard))? experience,",
    rf"\b(?:took|cost|gave|saved|showed) (?:me|us) {_LONG}\b",
)
_HERE = (
    rf"\b(?i:in) (?:testing|hands-on \w+|a {_QUICK}(?: \w+)? (?:test|trial|run))\b",
    r"\b(?i:when|as) (?:run|tested|tried|installed|measured|benchmarked) (?:here|locally)\b",
    rf"\b(?i:run|tested|tried|installed|measured|timed) (?:here|locally),? {_TOOL}(?: \w+)? {_WENT}\b",
    (
        rf"\b(?i:a) {_QUICK}(?: \w+)? (?:benchmark|test|trial|run|install) "
        rf"(?:{_WENT}|confirms)\b"
    ),
    r"^Hands-on,|\b(?i:hands-on) (?:time|testing|trials?)\b",
    (
        r"(?:^|[,;:] )(?i:testing|benchmarking|profiling|tests|trials)(?: also| here)? "
        r"(?:showed|revealed|confirmed|found|proved)\b"
    ),
    (
        rf"^(?:When |Once |As )?(?i:tested|tried|timed|run|installed|benchmarked|profiled|deployed) "
        rf"(?:on|over|against|inside|across) (?!{_MAKERS})[^,;.]*, (?:[\w-]+ ){{1,4}}{_CAME}\b"
    ),
    rf"^(?i:it|uv|[A-Z]\w+) (?:installed|resolved|ran|deployed|compiled|worked) {_SMOOTHLY}\b",
    (
        rf"\b(?i:using|running|trying) (?:it|this) (?:for {_TIME}|daily|every day)\b"
        r"(?![^.;]*\b(?:would|will|could|should|might|may|must)\b)"
    ),
    (
        r"\b(?i:in) (?:daily|everyday|day-to-day|actual) use,? (?:\w+ ){1,3}(?:was|is what|felt|feels|held"
        r"|holds|proved)\b"
    ),
    rf"\b(?i:hands-on) {_TRIAL} {_WENT}\b",
    rf"\b(?i:testing|running|installing|trying) {_TOOL}(?: [\w-]+){{0,8}} (?:took|showed|revealed|felt)\b",
    rf"\b(?i:the) (?:install(?:ation)?|first run|quickstart|set-?up|demo) (?:took {_LONG}|worked|finished)\b",
    rf"\b(?i:after) {_TIME} (?:of|with|on) [^,;:]+, {_TOOL}(?: \w+){{0,3}} {_WENT}\b",
)
_USE = re.compile("|".join((*_BY_THE_WRITER, *_THE_WRITERS_OWN, *_HERE)))
