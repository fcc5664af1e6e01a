"""Does an answer name what its persona must find?

The rule: a finding is missing if it is absent or empty, or if the whole of it (or of one entry of a list)
is

- a filler: "n/a", "unknown", "none given", "to be determined", "see above", "it depends", a lone dash;
- a bare "none" or "nothing", or a bare report of silence such as "not stated" or "the dossier does not
  say";
- its own key, label or question handed back.

Exceptions, taken from the finding's own question: "none" and "nothing" are answers where the question
offers one of them in quotation marks, and the very word that it uses is an answer anywhere ("doing nothing
counts"); a report of silence is an answer where the question asks for what the dossier says "or that it
says nothing". A list with fewer different entries than its persona asks for is flagged as well. Anything
that goes on after such words ("None: it has no meter") is content and is left alone.
"""

import re
from collections.abc import Iterator

from panel.checks.subject import Subject
from panel.prompting.persona import Finding
from panel.verdicts.comparison import Flag

_NOTHING = re.compile(r"(?:none|nothing|nil|null|no one)(?: at all| whatsoever)?")
_SAID = r"(?:say|state|tell|name|mention|specify|give|list|disclose)"
_SILENCE = re.compile(
    r"(?:it is |this is )?(?:not|un)[ -]?(?:stated|said|given|specified|mentioned|disclosed|named|identified"
    r"|provided|determined|found|listed)(?: (?:here|anywhere|in the (?:dossier|sources?)|by the dossier))?"
    rf"|(?:the )?(?:dossier|sources?|docs|documentation|excerpts?) (?:says? nothing|(?:is|are) silent"
    rf"|(?:does not|do not|doesn't|don't) {_SAID}(?: (?:so|it|this|that|any|one|anything))?)"
    r"(?: (?:about|on|of) (?:it|this|that))?"
    r"|cannot be (?:determined|told|known|said|named)(?: from the (?:dossier|sources?))?"
)
_FILLER = re.compile(
    r"|n ?[/.]? ?a|not (?:applicable|available|known|clear)(?: here)?|tb[dac]|to ?do|pending|ditto|idem|same"
    r"|(?:unknown|unclear)(?: (?:so far|at (?:this (?:time|point|stage)|present)))?|undefined|unspecified"
    r"|to be (?:determined|decided|defined|confirmed|announced|done|added|filled in)"
    r"|none (?:given|stated|known|named|available|provided|listed|found|mentioned|identified|specified)"
    r"|nothing (?:given|stated|known|found|mentioned|to (?:add|report|say|note))"
    r"|no (?:data|info|information|answer|comment|idea|details?|finding|input|clue)"
    r"(?: (?:available|given|provided|found|yet))?"
    r"|(?:please )?(?:(?:see|as|as in|same as|refer to|cf)(?: (?:the|my|in|under|stated|described|given))*) "
    r"(?:above|below|before|earlier|critique|verdict|review|text|findings?|(?:other|previous) (?:one"
    r"|findings?))"
    r"|as (?:above|before)|placeholder|lorem ipsum.*|string|insert .+ here|your .+ here|(?:it )?depends|etc"
    r"|various|several|others|other tools|hard to say|(?:i )?(?:do not|don't|cannot|can't) (?:know|say|tell)"
)
_OFFERED = re.compile(r"[\"“](?:none|nothing)[\"”]")
_ASKS_FOR_SILENCE = re.compile(r"\b(?:says nothing|does not say)\b")


def finding_flags(subject: Subject) -> tuple[Flag, ...]:
    """Flag every finding of the persona that names nothing."""
    return tuple(flag for finding in subject.persona.findings for flag in _flags(subject, finding))


def says_nothing(text: str) -> bool:
    """Tell whether the whole of a text is empty, a filler, a bare "none" or a bare report of silence."""
    plain = _plain(text)
    return any(pattern.fullmatch(plain) for pattern in (_FILLER, _NOTHING, _SILENCE))


def _flags(subject: Subject, finding: Finding) -> Iterator[Flag]:
    entries = subject.answer.findings.get(finding.key, ())
    field = f"findings.{finding.key}"
    if not entries:
        yield subject.flag("missing-finding", "", f"“{finding.label}” is missing.", place=field)
        return
    empty = 0
    for number, entry in enumerate(entries, start=1):
        if _is_missing(entry, finding):
            empty += 1
            place = f"{field}[{number}]" if finding.is_list else field
            why = f"“{finding.label}” {'only fills the field' if entry.strip() else 'is empty'}."
            yield subject.flag("missing-finding", entry, why, place=place)
    different = len({_plain(entry) for entry in entries})
    if not empty and different < finding.least:
        why = f"“{finding.label}” names {different} where its persona asks for at least {finding.least}."
        yield subject.flag("missing-finding", "; ".join(entries), why, place=field)


def _is_missing(entry: str, finding: Finding) -> bool:
    plain, ask = _plain(entry), finding.ask.casefold()
    if plain in {_plain(finding.key), _plain(finding.label), _plain(finding.ask)}:
        return True
    if _NOTHING.fullmatch(plain):
        return not (_OFFERED.search(ask) or re.search(rf"\b{plain.split()[0]}\b", ask))
    if _SILENCE.fullmatch(plain):
        return not _ASKS_FOR_SILENCE.search(ask)
    return says_nothing(entry)


def _plain(text: str) -> str:
    """Lower case, without the punctuation around and between words."""
    return " ".join(
        re.sub(r"[^\w/' -]|_|(?<!\w)[-/]|[-/](?!\w)", " ", text.casefold().replace("’", "'")).split()
    )
