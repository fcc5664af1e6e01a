"""What several checks ask of a text: its sentences, which claims cover a stretch, what a dossier holds."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from panel.checks.quoting import find
from panel.intake.dossier import Dossier
from panel.verdicts.ballot import Answer, ClaimKind


@dataclass(frozen=True)
class Span:
    """A stretch of a text, `text` being `whole[start:end]`."""

    start: int
    end: int
    text: str


_SENTENCE = re.compile(r"\S.*?(?:[.!?]+[\"”’')]*(?=\s|$)|$)", re.DOTALL)
_ABBREVIATED = re.compile(r"\b(?:Inc|Ltd|Co|Corp|vs|No|e\.g|i\.e|approx|Dr|Mr|Ms|St)\.$")


def sentences(text: str) -> tuple[Span, ...]:
    """Cut a text into its sentences; a full stop in 3.10, uv.lock or "Inc." ends none."""
    found: list[Span] = []
    start: int | None = None
    for piece in _SENTENCE.finditer(text):
        start = piece.start() if start is None else start
        if _ABBREVIATED.search(piece[0]) and piece.end() < len(text):
            continue
        found.append(Span(start, piece.end(), text[start : piece.end()]))
        start = None
    return tuple(found)


def covered(answer: Answer, start: int, end: int, kinds: Collection[ClaimKind]) -> bool:
    """Tell whether a claim of one of these kinds is about a part of `critique[start:end]`."""
    places = (find(claim.span, answer.critique) for claim in answer.claims if claim.kind in kinds)
    return any(place is not None and place[0] < end and start < place[1] for place in places)


def dossier_text(dossier: Dossier) -> str:
    """Give everything that a dossier holds as one text: what a critique may know of the tool."""
    facts = (
        dossier.name,
        dossier.vendor,
        dossier.category,
        dossier.tagline,
        dossier.description,
        dossier.license or "",
        dossier.url or "",
        str(dossier.released or ""),
        dossier.pricing.entry,
        dossier.pricing.summary,
    )
    sources = (
        "\n".join((source.title, source.url or "", str(source.retrieved), *source.excerpt))
        for source in dossier.sources
    )
    return "\n".join((*facts, *sources))
