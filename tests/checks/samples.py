"""Subjects for checks: a ballot of a sample persona on a sample tool, with what a test changes."""

from functools import cache
from typing import Any

from panel.checks.subject import Subject
from panel.intake.dossier import Dossier
from panel.intake.load import load_dossier
from panel.prompting.personas import find_persona, load_personas
from panel.verdicts.ballot import Answer, Ballot, Forecast
from panel.workspace import bundle_folder

ROOT = bundle_folder()
PERSONAS = load_personas(ROOT / "personas")


def subject(critique: str = "", *, tool: str = "uv", persona: str = "competitive", **changes: Any) -> Subject:
    """Make a subject with this critique; other fields of the answer as a good reviewer would leave them."""
    lens = find_persona(PERSONAS, persona)
    answer = Answer(
        **{
            "findings": {
                each.key: tuple(f"what there is to say of {each.key} {n}" for n in range(each.least))
                for each in lens.findings
            },
            "claims": (),
            "critique": critique,
            "flip_condition": "A release that takes the lockfile away.",
            "forecast": Forecast(
                statement="It ships a 1.0.", by="2027-12-31", test="A tag named 1.0 is in its repository."
            ),
            "confidence": "medium",
            "verdict": "ship",
            **changes,
        }
    )
    ballot = Ballot(persona=persona, tool=tool, sample=0, answer=answer, calls=())
    return Subject(ballot, lens, dossier(tool))


@cache
def dossier(tool: str) -> Dossier:
    """Give a sample tool's dossier, read once."""
    return load_dossier(ROOT / "dossiers" / f"{tool}.yaml").dossier
