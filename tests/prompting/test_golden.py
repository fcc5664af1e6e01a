"""One whole ballot prompt and one whole head-to-head prompt, as they are sent.

After a wanted change, `uv run python tests/prompting/test_golden.py` writes the files anew; read the diff.
"""

from datetime import date
from pathlib import Path

import pytest

from panel.intake.dossier import Dossier, Pricing, Source
from panel.prompting.personas import load_personas
from panel.prompting.render import Review, Side, ballot_prompt, head_to_head_prompt
from panel.prompting.templates import load_templates
from panel.settings import AnswerLimits

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]
NAMES = ("ballot.txt", "ballot-compact.txt", "head-to-head.txt")

TIDEMARK = Dossier(
    slug="tidemark",
    name="Tidemark",
    vendor="Harbour Works",
    category="Databases",
    tagline="A ledger of schema changes",
    description="Tidemark records each change of a database schema in a table beside the data.",
    url="https://tidemark.example/",
    license="MPL-2.0",
    released=date(2025, 4, 1),
    pricing=Pricing(entry="Freemium", summary="Free for one database, then $20 a month."),
    sources=(
        Source(
            id="s1",
            title="Tidemark manual",
            url="https://docs.tidemark.example/manual",
            retrieved=date(2026, 3, 2),
            excerpt=("Changes are kept in one append-only table.", "A change may hold at most 64 KB."),
        ),
        Source(
            id="s2",
            title="Tidemark prices",
            retrieved=date(2026, 3, 2),
            about=("pricing",),
            excerpt=("The Team plan costs $20 a month.",),
        ),
    ),
)
KEELSON = Dossier(
    slug="keelson",
    name="Keelson",
    vendor="Keelson project",
    category="Databases",
    tagline="Schema migrations as plain SQL",
    description="Keelson runs numbered SQL files against a database and remembers which it has run.",
    pricing=Pricing(entry="Free", summary="Free; the sources name no paid edition."),
    sources=(
        Source(
            id="s1",
            title="Keelson README",
            url="https://code.keelson.example/README",
            retrieved=date(2026, 4, 11),
            excerpt=("A file that has run is never run again.",),
        ),
    ),
)


def prompts():
    """Every golden prompt by file name, as text."""
    personas = load_personas(ROOT / "personas")
    templates = load_templates(ROOT / "prompts")
    full = AnswerLimits()
    compact = AnswerLimits(finding=90, critique_least=250, critique_most=600, sentence=120, claims=0)
    sides = [
        Side(
            dossier,
            count,
            tuple(
                Review(
                    each,
                    vote,
                    {finding.key: (f"{dossier.name} on {finding.key}",) for finding in each.findings},
                )
                for each, vote in zip(personas, votes, strict=True)
            ),
        )
        for dossier, count, votes in (
            (KEELSON, "1 of 3 ship, 1 split", ("ship", "skip", None, "skip")),
            (TIDEMARK, "3 of 4 ship", ("ship", "ship", "ship", "skip")),
        )
    ]
    made = (
        ballot_prompt(personas[1], TIDEMARK, full, templates),
        ballot_prompt(personas[0], TIDEMARK, compact, templates),
        head_to_head_prompt(*sides, full, templates),
    )
    return {
        name: "\n".join(f"=== {message.role}\n{message.content}\n" for message in prompt.messages)
        for name, prompt in zip(NAMES, made, strict=True)
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_is_what_it_was(name):
    assert prompts()[name] == (GOLDEN / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, text in prompts().items():
        (GOLDEN / name).write_text(text, encoding="utf-8")
