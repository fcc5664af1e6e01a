import shutil
from pathlib import Path

import pytest

from panel.errors import InputError
from panel.prompting.personas import load_personas
from panel.prompting.render import ballot_prompt
from panel.prompting.templates import VARIABLES, load_templates

PROMPTS = Path(__file__).parents[2] / "prompts"


@pytest.fixture
def prompts(tmp_path):
    """A copy of the project's prompt files that a test may spoil."""
    return Path(shutil.copytree(PROMPTS, tmp_path / "prompts"))


def _problems(folder):
    with pytest.raises(InputError) as caught:
        load_templates(folder)
    return str(caught.value).splitlines()


def test_every_shipped_file_is_rendered_or_included(prompts):
    used = set(VARIABLES)
    for path in prompts.glob("*.j2"):
        used.update(line.split('"')[1] for line in path.read_text().splitlines() if "{% include" in line)
    assert used == {path.name for path in prompts.glob("*.j2")}


def test_all_missing_variables_are_named_together_with_file_and_line(prompts):
    (prompts / "ballot.md.j2").write_text("{{ dosier }}\n{{ limits.claims }}\n{{ weather }}\n")
    (prompts / "example.md.j2").write_text("\n\n{{ persna.name }}\n")
    assert _problems(prompts) == [
        f"{prompts}/example.md.j2:3: no variable is called 'persna'; did you mean 'persona'?",
        f"{prompts}/ballot.md.j2:1: no variable is called 'dosier'; did you mean 'dossier'?",
        f"{prompts}/ballot.md.j2:3: no variable is called 'weather'; known are dossier, limits",
    ]


def test_syntax_errors_of_several_files_are_named_together(prompts):
    (prompts / "ballot.md.j2").write_text("first\n{% if %}\n")
    (prompts / "repair.md.j2").write_text("{{ problem\n")
    first, second = _problems(prompts)
    assert first.startswith(f"{prompts}/ballot.md.j2:2: ")
    assert second.startswith(f"{prompts}/repair.md.j2:")


def test_a_file_with_a_syntax_error_is_told_once_though_others_include_it(prompts):
    (prompts / "example.md.j2").write_text("{% endif %}")
    (problem,) = _problems(prompts)
    assert problem.startswith(f"{prompts}/example.md.j2:1: ")


def test_missing_files_are_named_with_where_to_get_them(prompts):
    (prompts / "ballot.md.j2").unlink()
    (prompts / "house-rules.md.j2").unlink()
    assert _problems(prompts) == [
        f"{prompts}/system.md.j2: includes 'house-rules.md.j2', which is not there",
        f"{prompts}/ballot.md.j2: missing; copy it from a fresh workspace, which `panel init DIR` makes",
    ]


def test_an_included_file_sees_what_the_file_around_it_sets(prompts):
    (prompts / "repair.md.j2").write_text(
        "{% set tone = 'calm' %}{% for word in ['so'] %}{% include 'tone.md.j2' %}{% endfor %}{{ problem }}"
    )
    (prompts / "tone.md.j2").write_text("{{ word }} {{ tone }} {{ [0, 1] | list }} ")
    assert load_templates(prompts).render("repair.md.j2", problem="x") == "so calm [0, 1] x"


def test_a_misspelt_field_is_named_with_the_included_file_and_line(prompts, make_dossier, full):
    (prompts / "persona.md.j2").write_text("# {{ persona.name }}\n\n{{ persona.quest }}\n")
    (persona, *_) = load_personas(PROMPTS.parent / "personas")
    with pytest.raises(InputError, match=r"persona\.md\.j2:3: .*no attribute 'quest'; mend that line"):
        ballot_prompt(persona, make_dossier(), full, load_templates(prompts))


@pytest.mark.parametrize(
    "attack",
    [
        "{{ problem.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ 'ab' * 10**18 }}",
        "{{ 1 // 0 }}",
        "{{ problem() }}",
        "{% include 'repair.md.j2' %}",
        "{% include '../panel.toml' %}",
        "{% include ['repair', '.txt'] | join %}",
    ],
)
def test_what_a_prompt_file_must_not_do_is_one_sentence(attack, prompts):
    (prompts / "repair.txt").write_text("{% never closed")
    (prompts / "repair.md.j2").write_text(f"fine\n{attack}\n{{{{ problem }}}}")
    with pytest.raises(InputError) as caught:
        load_templates(prompts).render("repair.md.j2", problem="text")
    assert str(caught.value).startswith(f"{prompts}/repair.")
    assert len(str(caught.value).splitlines()) == 1


def test_nothing_random_is_offered(prompts):
    (prompts / "repair.md.j2").write_text("{{ lipsum() }} {{ problem }}")
    assert "'lipsum'" in _problems(prompts)[0]
    (prompts / "repair.md.j2").write_text("{{ [1, 2] | random }} {{ problem }}")
    assert "random" in _problems(prompts)[0]


def test_a_file_that_is_not_utf_8_is_named(prompts):
    (prompts / "ballot.md.j2").write_bytes(b"caf\xe9")
    assert "ballot.md.j2" in _problems(prompts)[0]
