"""Measures the checks on labelled critiques: `make checks`.

Two halves, both written from the definitions of the faults. `held_out.jsonl` was written before the checks
were and not read while they were made; `development.jsonl` could be. Half of each is clean.

A planted fault is found if a flag of its rule (or, among figures, prices, percentages, dates and versions, of
another) shares words with it, and a sentence without a claim if it is listed as such. Every flag on a clean
critique is false.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from panel.checks.check import check_ballot
from panel.checks.claims import uncovered
from panel.checks.copying import sameness_flags
from panel.checks.subject import Subject
from panel.intake.load import load_dossier
from panel.prompting.personas import find_persona, load_personas
from panel.verdicts.ballot import Answer, Ballot
from panel.verdicts.comparison import Flag
from panel.workspace import bundle_folder

ROOT = bundle_folder()
LABELLED = Path(__file__).parent / "labelled"
HALVES = ("held_out", "development")
PERSONAS = load_personas(ROOT / "personas")
RULE_OF = {"contradiction": "stance"}
"""Kinds of fault that are called otherwise than the rule that finds them."""
SPECIFICS = {"figure", "price", "percentage", "date", "version"}


@dataclass(frozen=True)
class Labelled:
    """One labelled critique: what is checked, what lies beside it, and the faults planted in it."""

    id: str
    subject: Subject
    beside: tuple[Subject, ...]
    faults: tuple[tuple[str, str], ...]

    def flags(self) -> tuple[Flag, ...]:
        """Give everything that the checks say of it."""
        alike = sameness_flags((self.subject, *self.beside)) if self.beside else ()
        about = (self.subject.ballot.tool, self.subject.ballot.persona)
        return (*check_ballot(self.subject), *(flag for flag in alike if (flag.tool, flag.persona) == about))


@dataclass
class Figures:
    """What one half comes to."""

    planted: Counter[str]
    found: Counter[str]
    clean: int
    false: Counter[str]
    """Flags on clean critiques, by rule."""
    missed: list[str]
    raised: list[str]

    def recall(self, *kinds: str) -> float:
        """Share of the planted faults of these kinds that were found; 1 where none was planted."""
        planted = sum(self.planted[kind] for kind in kinds)
        return sum(self.found[kind] for kind in kinds) / planted if planted else 1.0

    @property
    def false_per_clean(self) -> float:
        """False flags per clean critique."""
        return sum(self.false.values()) / self.clean


def read(half: str) -> Iterator[Labelled]:
    """Give the labelled critiques of a half."""
    for line in (LABELLED / f"{half}.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        yield Labelled(
            id=entry["id"],
            subject=_subject(entry),
            beside=tuple(_subject(other) for other in entry["beside"]),
            faults=tuple((fault["kind"], fault["where"]) for fault in entry["faults"]),
        )


def measure(half: str) -> Figures:
    """Check a whole half."""
    figures = Figures(Counter(), Counter(), 0, Counter(), [], [])
    for each in read(half):
        flags = each.flags()
        if not each.faults:
            figures.clean += 1
            figures.false.update(flag.rule for flag in flags)
            figures.raised += [f"{each.id}: {flag.rule}: {flag.where} ({flag.why})" for flag in flags]
        for kind, where in each.faults:
            figures.planted[kind] += 1
            if kind == "uncovered":
                is_found = any(where in sentence.text for sentence in uncovered(each.subject.answer))
            else:
                is_found = any(_finds(flag, kind, where) for flag in flags)
            if is_found:
                figures.found[kind] += 1
            else:
                figures.missed.append(f"{each.id}: {kind}: {where}")
    return figures


def _finds(flag: Flag, kind: str, where: str) -> bool:
    rule = RULE_OF.get(kind, kind)
    fits = flag.rule == rule or (rule in SPECIFICS and flag.rule in SPECIFICS)
    words = set(re.findall(r"\w+", where.lower()))
    return fits and (not words or bool(words & set(re.findall(r"\w+", flag.where.lower()))))


def _subject(entry: Mapping[str, Any]) -> Subject:
    given = entry["answer"]
    findings = {
        key: (each,) if isinstance(each, str) else tuple(each) for key, each in given["findings"].items()
    }
    ballot = Ballot(
        persona=entry["persona"],
        tool=entry["tool"],
        sample=0,
        answer=Answer.model_validate({**given, "findings": findings}),
        calls=(),
    )
    dossier = load_dossier(ROOT / "dossiers" / f"{entry['tool']}.yaml").dossier
    return Subject(ballot, find_persona(PERSONAS, entry["persona"]), dossier)


def main() -> None:
    """Print the figures of both halves side by side; what was missed or raised falsely, of one half alone.

    The other half stays unread, so that it goes on measuring.
    """
    halves: dict[str, Figures] = {half: measure(half) for half in HALVES}
    kinds = sorted({kind for figures in halves.values() for kind in figures.planted})
    print(f"{'found of planted':<18}" + "".join(f"{half:>14}" for half in HALVES))
    for kind in kinds:
        cells = [f"{figures.found[kind]} of {figures.planted[kind]}" for figures in halves.values()]
        print(f"{kind:<18}" + "".join(f"{cell:>14}" for cell in cells))
    print(
        f"{'false per clean':<18}"
        + "".join(f"{figures.false_per_clean:>14.2f}" for figures in halves.values())
    )
    development = halves["development"]
    for what, lines in (("missed", development.missed), ("raised falsely", development.raised)):
        if lines:
            print(f"\ndevelopment, {what}:", *lines, sep="\n  ")


if __name__ == "__main__":
    main()
