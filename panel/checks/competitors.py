"""Is the tool named as its own competitor?

The rule, in three places:

- An entry of a finding about competitors, rivals or alternatives (by its key or label) is flagged if, apart
  from what is in brackets or behind a colon or a dash, it is the tool's name, its slug or its vendor's,
  in any spelling ("llamacpp", "Duck DB"), alone or with its vendor's name ("Astral's uv") or words that only
  say which form of it is meant ("self-hosted Chroma", "Temporal Cloud", "Qdrant itself", "DBOS Transact for
  Python"), or if it lists the tool among others. Another product of the vendor has another name and
  is not flagged, nor is another version of the tool, nor a combination ("pip with uv").
- A sentence of the answer is flagged if it says in so many words that the tool competes with the tool: "uv
  competes with pip and uv", "Ruff's rivals are Flake8, Pylint and Ruff", "its competitors are Milvus and
  Chroma itself". "Poetry loses to its rival uv", in a text about uv, says nothing of the kind: whose rivals
  are meant must be told by the tool's own name, by "itself", or by a sentence that opens with "The direct
  competitors are".
- A finding that asks for a named rival is flagged if it gives the tool that part: "Ruff is second", "where
  Pylint is the better choice", "better served by vLLM", "Chroma undercuts it".
"""

import re
from collections.abc import Iterator

from panel.checks.prose import sentences
from panel.checks.subject import Subject
from panel.intake.dossier import Dossier
from panel.verdicts.comparison import Flag

_RIVALS = r"(?:competitors?|rivals?|alternatives?|challengers?)"
_FIELD = re.compile(_RIVALS)
_FORMS = frozenset(
    re.findall(
        r"[\w-]+",
        "the a an own its plain self-hosted self hosted managed open-source open source free paid commercial"
        " enterprise community cloud server edition tier itself version oss library framework tool project"
        " hosted offer offering service product package plan app application cli engine dataframe python"
        " rust py runtime latest current newer older existing other",
    )
)
_LISTS = r"\s*(?:,?\s*(?:such as|like|including|namely)|are|is|includes?|remain|would be|:|,)\s+"
_COMPETE = r"(?:compet(?:es?|ed|ing)|vies?|vying)(?: directly| head-on| mainly)? (?:with|against)\s+"
_OPENING = re.compile(
    rf"^(?:the |its )?(?:(?:direct|main|closest|nearest|obvious) )+{_RIVALS}{_LISTS}", re.IGNORECASE
)
_ITSELF = re.compile(rf"\b{_RIVALS}{_LISTS}", re.IGNORECASE)
_ITEM = re.compile(r"[A-Z0-9]\S*(?: [\w.'+-]+){0,4}|[\w.+-]+(?: itself)?")
_TAIL = re.compile(r" (?:for|in|as|on|used|run|sold|hosted|built) ")
_DOMAIN = re.compile(r"(?<=\w)\.(?:io|ai|dev|com|org|rs)$")
_ASKS_FOR_A_RIVAL = re.compile(r"\b(?:named (?:rival|competitor)|which rival)\b", re.IGNORECASE)
_RIVALS_PART = (
    r"(?<![\w-]){it}(?: itself)? (?:is|comes|remains) (?:a (?:close|distant) )?second\b(?! to)"
    r"|\bsecond (?:is|comes) {it}(?![\w-])"
    r"|(?<![\w-])(?<!over )(?<!than ){it}(?: itself)? (?:is|would be|remains) (?:simply )?(?:the|a) "
    r"(?:better|safer|cheaper|stronger|saner) (?:choice|pick|answer|option|tool|fit)\b"
    r"|\b(?:better|best) (?:served by|off (?:with|on)) {it}(?![\w-])"
    r"|^{it} (?:undercuts|overtakes|outruns|copies|matches|catches|beats|replaces) (?:it|this)\b"
    r"|^{it} \w+ (?:the same|this) .{0,40}\b(?:from|ahead of) (?:it|this tool)\b"
    r"|(?<![\w-]){it}\b[^.;]*\bthan (?:by |with |on )?this (?:tool|one)\b"
)
_GOES_ON = re.compile(r"(?:on|for|in|over|at|but|yet|while|which|alike)\b")


def competitor_flags(subject: Subject) -> tuple[Flag, ...]:
    """Flag entries and sentences in which the tool is its own competitor."""
    return (*_in_findings(subject), *_in_text(subject))


def _in_findings(subject: Subject) -> Iterator[Flag]:
    dossier = subject.dossier
    vendor = _core(dossier.vendor)
    own = {_spelt(_core(name)) for name in (*_names(dossier), vendor)}
    for finding in subject.persona.findings:
        if not _FIELD.search(f"{finding.key} {finding.label}".casefold()):
            continue
        for number, entry in enumerate(subject.answer.findings.get(finding.key, ()), start=1):
            cores = [_core(part) for part in _parts(entry)]
            spelt = {_spelt(each) for core in cores for each in (core, core.removeprefix(f"{vendor} "))}
            if own & (spelt | {each.removesuffix("db") for each in spelt}):
                place = f"findings.{finding.key}" + (f"[{number}]" if finding.is_list else "")
                why = f"This names {dossier.name} as a competitor of itself."
                yield subject.flag("self-competitor", entry, why, place=place)


def _parts(entry: str) -> list[str]:
    named = re.split(r"\s*(?:[:;(]|\s[-–—]\s)", entry)[0]
    return [_TAIL.split(part)[0] for part in re.split(r"\s*(?:,|\bor\b|\band\b|/)\s*", named)]


def _core(name: str) -> str:
    """The name without brackets and without words that only say which form of the product is meant."""
    plain = re.sub(r"\([^)]*\)|'s\b|,? (?:inc|ltd|llc|gmbh)\b\.?", " ", name.casefold().replace("’", "'"))
    words = [_DOMAIN.sub("", word.strip(".,;®™")) for word in re.split(r"[\s-]+", plain)]
    return " ".join(word for word in words if word not in _FORMS) or plain.strip()


def _spelt(name: str) -> str:
    """The name's letters and digits, so that spaces, hyphens and dots make no difference."""
    return re.sub(r"[^\w]", "", name.replace("++", "pp"))


def _names(dossier: Dossier) -> tuple[str, ...]:
    return dossier.name, dossier.slug, dossier.slug.replace("-", " ")


def _in_text(subject: Subject) -> Iterator[Flag]:
    answer = subject.answer
    names = {name.casefold() for name in _names(subject.dossier)}
    texts = {"critique": answer.critique, "flip_condition": answer.flip_condition}
    for finding in subject.persona.findings:
        texts[f"findings.{finding.key}"] = " ".join(answer.findings.get(finding.key, ()))
    rivals_asked = {
        f"findings.{each.key}" for each in subject.persona.findings if _ASKS_FOR_A_RIVAL.search(each.ask)
    }
    for place, text in texts.items():
        for sentence in sentences(text):
            if _competes_with_itself(sentence.text, names) or (
                place in rivals_asked and _takes_the_rivals_part(sentence.text, names)
            ):
                why = f"This sentence has {subject.dossier.name} compete with itself."
                yield subject.flag("self-competitor", sentence.text, why, place=place)


def _competes_with_itself(sentence: str, names: set[str]) -> bool:
    spelt = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    owned = rf"(?<![\w-])(?:{spelt})(?:'s|’s) (?:[\w-]+ ){{0,3}}{_RIVALS}{_LISTS}"
    competing = rf"(?<![\w-])(?:{spelt})(?: [\w-]+){{0,2}}? {_COMPETE}"
    itself = {f"{name} itself" for name in names}
    for opening, listed in (
        (re.compile(owned, re.IGNORECASE), names | itself),
        (re.compile(competing, re.IGNORECASE), names | itself),
        (_OPENING, names | itself),
        (_ITSELF, itself),
    ):
        found = opening.search(sentence)
        if found and _lists(sentence[found.end() :], listed, least=1 if opening is not _OPENING else 2):
            return True
    return False


def _takes_the_rivals_part(sentence: str, names: set[str]) -> bool:
    it = f"(?:{'|'.join(re.escape(name) for name in names)})"
    return re.search(_RIVALS_PART.replace("{it}", it), sentence, re.IGNORECASE) is not None


def _lists(rest: str, names: set[str], *, least: int) -> bool:
    """Whether the list that `rest` begins with holds one of these names, and at least `least` entries."""
    items = re.split(r"\s*,\s*(?:and |or )?|\s+(?:and|or)\s+", re.split(r"[;:()–—]", rest)[0].rstrip(" .!?"))
    length = 0
    hit = False
    for number, item in enumerate(items):
        head = _GOES_ON.split(item)[0].strip() if " " in item else item
        if not _ITEM.fullmatch(head):
            break
        length += 1
        following = items[number + 1] if number + 1 < len(items) else ""
        ends = head != item or not following or _ITEM.fullmatch(following) or _GOES_ON.match(following)
        hit = hit or (head.casefold().removeprefix("even ") in names and bool(ends))
    return hit and length >= least
