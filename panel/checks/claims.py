"""The claim ledger: what each claim of a critique stands on, as code finds it and not as the model says.

- A *fact* is verified if its quotation stands in an excerpt of the source that it names, in the same words
  (see `quoting`); mismatched if it names a source and quotes, but the words do not stand there; unsupported
  if it names no source of the dossier or quotes nothing that could support it.
- General knowledge, judgements and forecasts are declared as such: nothing is quoted, so nothing is verified.
- A claim about words that the critique does not hold is *adrift*, whatever it quotes.
- A sentence of the critique that no claim's words touch is uncovered.
"""

from dataclasses import dataclass
from typing import Literal

from panel.checks.prose import Span, sentences
from panel.checks.quoting import find
from panel.checks.subject import Subject
from panel.intake.dossier import Dossier, Source
from panel.verdicts.ballot import Answer, Claim
from panel.verdicts.comparison import Flag

State = Literal["verified", "mismatched", "unsupported", "declared"]

LEAST_QUOTED = 2
"""Fewest words of a quotation: a single word stands in nearly every text."""


@dataclass(frozen=True)
class Checked:
    """One claim, and what was found.

    Attributes:
        claim: What the reviewer declared.
        state: What it stands on.
        why: One sentence for all but verified and declared claims; empty for those.
        source: The dossier's source of that id, if there is one.
        quoted: Where the quotation stands: number of the excerpt, start and end in it; None unless verified.
        place: Where the claim's words stand in the critique, as start and end; None if it is adrift.
    """

    claim: Claim
    state: State
    why: str
    source: Source | None
    quoted: tuple[int, int, int] | None
    place: tuple[int, int] | None


def check_claims(answer: Answer, dossier: Dossier) -> tuple[Checked, ...]:
    """Check every claim of an answer against the dossier it was written from, in the claims' order."""
    return tuple(_check(claim, answer, dossier) for claim in answer.claims)


def uncovered(answer: Answer) -> tuple[Span, ...]:
    """Give the sentences of the critique that no claim is about."""
    places = [place for claim in answer.claims if (place := find(claim.span, answer.critique))]
    return tuple(
        sentence
        for sentence in sentences(answer.critique)
        if not any(start < sentence.end and sentence.start < end for start, end in places)
    )


def claim_flags(subject: Subject) -> tuple[Flag, ...]:
    """Flag facts that are mismatched or unsupported, and claims that are adrift."""
    flags: list[Flag] = []
    for number, checked in enumerate(check_claims(subject.answer, subject.dossier), start=1):
        claim = checked.claim
        if checked.state == "mismatched":
            flags.append(
                subject.flag("quotation", claim.quotation, checked.why, place=f"claims[{number}].quotation")
            )
        if checked.state == "unsupported":
            flags.append(
                subject.flag("unsupported", claim.span, checked.why, place=f"claims[{number}].source")
            )
        if checked.place is None:
            why = "The critique does not hold the words that this claim is about."
            flags.append(subject.flag("span", claim.span, why, place=f"claims[{number}].span"))
    return tuple(flags)


def _check(claim: Claim, answer: Answer, dossier: Dossier) -> Checked:
    place = find(claim.span, answer.critique)
    source = next((each for each in dossier.sources if each.id == claim.source), None)
    if claim.kind != "fact":
        return Checked(claim, "declared", "", source, None, place)
    if source is None:
        named = f"source {claim.source!r}, which the dossier does not have" if claim.source else "no source"
        return Checked(claim, "unsupported", f"This fact names {named}.", None, None, place)
    if len(claim.quotation.split()) < LEAST_QUOTED:
        why = f"This fact quotes {'a single word' if claim.quotation.strip() else 'nothing'} of {source.id}."
        return Checked(claim, "unsupported", why, source, None, place)
    if quoted := _find_in(source, claim.quotation):
        return Checked(claim, "verified", "", source, quoted, place)
    elsewhere = [each.id for each in dossier.sources if _find_in(each, claim.quotation)]
    where = f"; it stands in {', '.join(elsewhere)}" if elsewhere else ""
    why = f"No excerpt of {source.id} holds this quotation{where}."
    return Checked(claim, "mismatched", why, source, None, place)


def _find_in(source: Source, quotation: str) -> tuple[int, int, int] | None:
    for number, excerpt in enumerate(source.excerpt):
        if place := find(quotation, excerpt):
            return number, *place
    return None
