"""A critique with its claims marked where they stand, and the notes that say where each comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

from panel.intake.dossier import Source
from panel.verdicts.ballot import Claim


@dataclass(frozen=True)
class Passage:
    """A stretch of the critique; `note` is the number of the note that follows it, if any."""

    text: str
    note: int | None = None


@dataclass(frozen=True)
class Note:
    """Where one claim comes from, as the reviewer says.

    Attributes:
        number: Its place in the critique, from 1.
        claim: What the reviewer declared.
        source: The dossier's source of that id; None where the claim names none, or one that is not there.
        is_marked: Whether the claim's words stand in the critique, so that a mark leads to the note.
    """

    number: int
    claim: Claim
    source: Source | None
    is_marked: bool


def annotate(
    critique: str, claims: Sequence[Claim], sources: Sequence[Source]
) -> tuple[tuple[Passage, ...], tuple[Note, ...]]:
    """Cut a critique after every claim it holds; the passages joined give the critique again.

    Notes are numbered in the order in which their claims end; claims whose words the critique does not hold
    come last and mark nothing.
    """
    by_id = {source.id: source for source in sources}
    starts = {claim: critique.find(claim.span) if claim.span else -1 for claim in claims}
    found = sorted(
        (claim for claim in claims if starts[claim] >= 0), key=lambda each: starts[each] + len(each.span)
    )
    lost = [claim for claim in claims if starts[claim] < 0]
    passages: list[Passage] = []
    notes: list[Note] = []
    done = 0
    for number, claim in enumerate([*found, *lost], start=1):
        is_marked = starts[claim] >= 0
        notes.append(Note(number, claim, by_id.get(claim.source), is_marked))
        if is_marked:
            end = starts[claim] + len(claim.span)
            passages.append(Passage(critique[done:end], number))
            done = end
    if done < len(critique):
        passages.append(Passage(critique[done:]))
    return tuple(passages), tuple(notes)
