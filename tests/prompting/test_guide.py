"""docs/personas-and-prompts.md says what is true, and its fifth persona works as it stands."""

import re
import shutil
from pathlib import Path

import pytest

from panel.intake.load import load_dossier
from panel.prompting.persona import Persona
from panel.prompting.personas import load_personas
from panel.prompting.render import ballot_prompt
from panel.prompting.templates import VARIABLES
from panel.verdicts.answer_schema import ballot_schema

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def guide():
    """The guide's text."""
    return (ROOT / "docs" / "personas-and-prompts.md").read_text(encoding="utf-8")


def test_the_guides_fifth_persona_joins_the_panel_and_changes_no_other_prompt(
    guide, tmp_path, full, templates
):
    folder = Path(shutil.copytree(ROOT / "personas", tmp_path / "personas"))
    before = load_personas(folder)
    (name,) = re.findall(r"Save this as `personas/([\w-]+\.md)`", guide)
    (text,) = re.findall(r"```markdown\n(.*?)```", guide, re.DOTALL)
    (folder / name).write_text(text, encoding="utf-8")
    *others, fifth = load_personas(folder)
    assert tuple(others) == before
    assert fifth.slug == "security"

    uv = load_dossier(ROOT / "dossiers/uv.yaml").dossier
    prompt = ballot_prompt(fifth, uv, full, templates)
    assert "# Your lens: Security" in prompt.messages[0].content
    assert "- guards (1 to 3 entries, each a string): Two or three controls" in prompt.messages[0].content
    assert "Free and open source under Apache-2.0" not in prompt.messages[1].content
    findings = ballot_schema(fifth, full)["properties"]["findings"]["properties"]
    assert list(findings) == ["reach", "way_in", "guards"]
    assert findings["guards"]["maxItems"] == 3


def test_the_guide_describes_every_field_of_a_persona_file(guide):
    table = guide[guide.index("## The persona file") : guide.index("## Add a fifth persona")]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(Persona.model_fields) - {
        "slug",
        "voice",
    }


def test_the_guide_lists_every_prompt_file_with_its_variables(guide):
    rows = re.findall(r"^\| `([\w-]+\.md\.j2)` \| (.+) \|$", guide, re.MULTILINE)
    assert {name: frozenset(re.findall(r"`(\w+)`", given)) for name, given in rows} == VARIABLES
    for path in (ROOT / "prompts").glob("*.j2"):
        assert f"`{path.name}`" in guide
