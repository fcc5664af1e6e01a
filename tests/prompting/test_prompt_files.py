"""What the shipped personas and prompts promise: sizes, order of keys, an example that keeps the rules."""

import json
import re
from pathlib import Path

import pytest

from panel.intake.load import dossier_paths, load_dossier
from panel.prompting.render import ballot_prompt, head_to_head_prompt
from panel.verdicts.answer_schema import ballot_schema, head_to_head_schema

ROOT = Path(__file__).parents[2]
DOSSIERS = dossier_paths(ROOT / "dossiers")

MOST_SYSTEM = 9_000  # characters; about 2,000 tokens
MOST_COMPACT_SYSTEM = 3_600  # about 800 tokens


def _keys(text, start):
    """The keys of the first JSON skeleton after `start`, in order of appearance and flattened."""
    skeleton = text[text.index(start) :]
    return re.findall(r'"(\w+)":', skeleton[: skeleton.index("\n\n", skeleton.index("{"))])


def _schema_keys(schema):
    for key, value in schema["properties"].items():
        yield key
        inner = value.get("items", value)
        if inner["type"] == "object":
            yield from _schema_keys(inner)


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
def test_every_sample_dossier_makes_a_prompt_for_every_persona(path, personas, full, compact, templates):
    dossier = load_dossier(path).dossier
    for persona in personas:
        for limits in (full, compact):
            user = ballot_prompt(persona, dossier, limits, templates).messages[1].content
            assert user.count("</data ") == 1
            assert all(
                excerpt in user for source in dossier.sources_for(persona.reads) for excerpt in source.excerpt
            )
            assert "\n\n\n" not in user


def test_system_messages_keep_to_their_size(personas, make_dossier, full, compact, templates):
    for persona in personas:
        assert len(ballot_prompt(persona, make_dossier(), full, templates).messages[0].content) < MOST_SYSTEM
        short = ballot_prompt(persona, make_dossier(), compact, templates).messages[0].content
        assert len(short) < MOST_COMPACT_SYSTEM
        assert "Pigeonloft" not in short


def test_the_answer_is_described_in_the_schemas_own_order(personas, make_dossier, full, compact, templates):
    for persona in personas:
        for limits in (full, compact):
            system = ballot_prompt(persona, make_dossier(), limits, templates).messages[0].content
            assert _keys(system, "# Your answer") == list(_schema_keys(ballot_schema(persona, limits)))


def test_the_head_to_heads_answer_is_described_in_the_schemas_own_order(
    make_side, make_dossier, full, compact, templates
):
    sides = make_side(make_dossier()), make_side(make_dossier(slug="other"))
    for limits in (full, compact):
        system = head_to_head_prompt(*sides, limits, templates).messages[0].content
        asked = list(_schema_keys(head_to_head_schema(("tidemark", "other"), limits)))
        assert _keys(system, "# Your answer") == asked


def test_every_finding_is_asked_for_with_its_bounds(personas, make_dossier, full, templates):
    for persona in personas:
        system = ballot_prompt(persona, make_dossier(), full, templates).messages[0].content
        for finding in persona.findings:
            bounds = f" ({finding.least} to {finding.most} entries, each a string)" if finding.is_list else ""
            assert f"- {finding.key}{bounds}: {finding.ask}\n" in system


def test_a_persona_states_its_verdict_rule_whatever_the_limits(
    personas, make_dossier, full, compact, templates
):
    for persona in personas:
        for limits in (full, compact):
            system = ballot_prompt(persona, make_dossier(), limits, templates).messages[0].content
            assert all(f"- {rule}\n" in system for rule in (*persona.ships_when, *persona.skips_when))


def test_only_full_limits_bring_the_whole_voice(personas, make_dossier, full, compact, templates):
    for persona in personas:
        assert persona.voice in ballot_prompt(persona, make_dossier(), full, templates).messages[0].content
        short = ballot_prompt(persona, make_dossier(), compact, templates).messages[0].content
        first, *rest = persona.voice.split("\n\n")
        assert first in short
        assert not any(paragraph in short for paragraph in rest)


def test_the_example_keeps_the_rules_it_illustrates(full):
    text = (ROOT / "prompts" / "example.md.j2").read_text(encoding="utf-8")
    excerpts = re.findall(r'^- "(.+)"$', text, re.MULTILINE)
    answer = json.loads("{" + text[text.index('"claims"') :] + "}")
    critique = answer["critique"]
    assert 100 <= len(critique.split()) <= 150
    assert full.critique_least <= len(critique) <= full.critique_most
    facts = [claim for claim in answer["claims"] if claim["kind"] == "fact"]
    assert len(facts) >= 2
    for claim in answer["claims"]:
        assert claim["span"] in critique
        assert bool(claim["quotation"]) == bool(claim["source"]) == (claim["kind"] == "fact")
    assert all(any(fact["quotation"] in excerpt for excerpt in excerpts) for fact in facts)
    assert len(answer["flip_condition"]) <= full.sentence


def test_the_example_is_no_sample_and_no_persona(personas):
    text = (ROOT / "prompts" / "example.md.j2").read_text(encoding="utf-8")
    assert "pigeonloft" not in {path.stem for path in DOSSIERS}
    assert not any(finding.key in text for persona in personas for finding in persona.findings)


def test_no_prompt_knows_a_day_of_its_own(personas, make_dossier, full, templates):
    example = re.compile(r"# An example of the craft.*", re.DOTALL)
    for persona in personas:
        system = ballot_prompt(persona, make_dossier(), full, templates).messages[0].content
        assert re.findall(r"\b20\d\d\b", example.sub("", system)) == []


def test_each_voice_is_its_own(personas):
    """No two voices share a run of five words, and each names findings that no other has."""

    def runs(text):
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[start : start + 5]) for start in range(len(words) - 4)}

    for index, persona in enumerate(personas):
        assert 120 <= len(persona.voice.split()) <= 250
        for other in personas[index + 1 :]:
            assert runs(persona.voice) & runs(other.voice) == set()
            shared = {each.label for each in persona.findings} & {each.label for each in other.findings}
            assert shared == set()
