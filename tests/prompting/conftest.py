from datetime import date
from pathlib import Path

import pytest

from panel.intake.dossier import Dossier, Pricing, Source
from panel.prompting.personas import load_personas
from panel.prompting.render import Review, Side
from panel.prompting.templates import load_templates
from panel.settings import AnswerLimits

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def personas():
    """The four personas that come with the project."""
    return load_personas(ROOT / "personas")


@pytest.fixture(scope="session")
def templates():
    """The prompt files that come with the project."""
    return load_templates(ROOT / "prompts")


@pytest.fixture(scope="session")
def full():
    """The limits of a hosted model."""
    return AnswerLimits()


@pytest.fixture(scope="session")
def compact():
    """The limits of the embedded model."""
    return AnswerLimits(finding=90, critique_least=250, critique_most=600, sentence=120, claims=0)


@pytest.fixture(scope="session")
def make_dossier():
    """Makes a dossier of an invented tool, with fields changed as asked."""
    return _dossier


@pytest.fixture(scope="session")
def make_side(personas):
    """Makes one side of a head-to-head, every finding holding the text given."""

    def make(dossier, finding="what was found", count="3 of 4 ship"):
        return Side(
            dossier,
            count,
            tuple(Review(each, "ship", {key.key: (finding,) for key in each.findings}) for each in personas),
        )

    return make


def _dossier(**changes):
    fields = {
        "slug": "tidemark",
        "name": "Tidemark",
        "vendor": "Harbour Works",
        "category": "Databases",
        "tagline": "A ledger of schema changes",
        "description": "Tidemark records each change of a database schema.",
        "url": "https://tidemark.example/",
        "license": "MPL-2.0",
        "released": date(2025, 4, 1),
        "pricing": Pricing(entry="Freemium", summary="Free for one database, then $20 a month."),
        "sources": (
            Source(
                id="s1",
                title="Tidemark manual",
                url="https://docs.tidemark.example/manual",
                retrieved=date(2026, 3, 2),
                excerpt=("Changes are kept in one append-only table.", "A change may hold at most 64 KB."),
            ),
            Source(
                id="prices",
                title="Tidemark prices",
                retrieved=date(2026, 5, 9),
                about=("pricing",),
                excerpt=("The Team plan costs $20 a month.",),
            ),
        ),
    }
    return Dossier(**{**fields, **changes})
