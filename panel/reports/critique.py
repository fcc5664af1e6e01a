"""A critique with its claims marked where they stand, and the notes that say where each comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

from panel.checks.claims import Checked
from panel.verdicts.ballot import Claim


@dataclass(frozen=True)
class Passage:
    """A stretch of the critique; `note` is the number of the note that follows it, if any."""

    text: str
    note: int | None = None


@dataclass(frozen=True)
class Note:
    """Where one claim comes from: its number in the critique, from 1, and what checking it found."""

    number: int
    checked: Checked

    @property
    def claim(self) -> Claim:
        """What the reviewer declared."""
        return self.checked.claim

    @property
    def is_marked(self) -> bool:
        """Whether the claim's words stand in the critique, so that a mark leads to the note."""
        return self.checked.place is not None


def annotate(critique: str, claims: Sequence[Checked]) -> tuple[tuple[Passage, ...], tuple[Note, ...]]:
    """Cut a critique after every claim it holds; the passages joined give the critique again.

    Notes are numbered in the order in which their claims end; claims whose words the critique does not hold
    come last and mark nothing.
    """
    ends = {number: checked.place[1] for number, checked in enumerate(claims) if checked.place}
    order = sorted(ends, key=ends.__getitem__)
    passages: list[Passage] = []
    done = 0
    for note, number in enumerate(order, start=1):
        passages.append(Passage(critique[done : ends[number]], note))
        done = ends[number]
    if done < len(critique):
        passages.append(Passage(critique[done:]))
    adrift = [number for number in range(len(claims)) if number not in ends]
    return tuple(passages), tuple(
        Note(note, claims[number]) for note, number in enumerate([*order, *adrift], start=1)
    )
