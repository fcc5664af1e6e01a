"""Runs every check over a ballot, or over all ballots of a comparison."""

from collections.abc import Callable

from panel.checks.claims import claim_flags
from panel.checks.copying import sameness_flags, tagline_flags
from panel.checks.fields import field_flags
from panel.checks.hands_on import hands_on_flags
from panel.checks.injection import dossier_signs, injection_flags
from panel.checks.names import name_flags
from panel.checks.rules import RULES
from panel.checks.specifics import specifics_flags
from panel.checks.stance import stance_flags
from panel.checks.subject import Subject
from panel.checks.wording import wording_flags
from panel.intake.dossier import Dossier
from panel.verdicts.comparison import Comparison, Flag

CHECKS: tuple[Callable[[Subject], tuple[Flag, ...]], ...] = (
    claim_flags,
    specifics_flags,
    name_flags,
    hands_on_flags,
    stance_flags,
    field_flags,
    wording_flags,
    tagline_flags,
    injection_flags,
)
"""What is asked of each ballot by itself."""


def check_ballot(subject: Subject) -> tuple[Flag, ...]:
    """Give what an editor should look at in one ballot."""
    return tuple(flag for check in CHECKS for flag in check(subject))


def check_comparison(comparison: Comparison) -> tuple[Flag, ...]:
    """Give what an editor should look at in all ballots of a comparison, also those that are alike."""
    subjects = [
        Subject(ballot, persona, tool)
        for tool, result in zip(comparison.tools, comparison.results, strict=True)
        for persona, verdict in zip(comparison.personas, result.verdicts, strict=True)
        for ballot in verdict.ballots
    ]
    return (
        *(flag for subject in subjects for flag in check_ballot(subject)),
        *sameness_flags(subjects),
        *(flag for tool in comparison.tools for flag in check_dossier(tool)),
    )


def check_dossier(dossier: Dossier) -> tuple[Flag, ...]:
    """Give the sentences of a dossier that try to move its reader: flags on no persona's ballot."""
    return tuple(
        Flag(
            rule="injection",
            severity=RULES["injection"].severity,
            tool=dossier.slug,
            persona="",
            sample=0,
            place=place,
            where=words,
            why=f"The dossier of {dossier.name} addresses whoever judges it.",
        )
        for place, words in dossier_signs(dossier)
    )
