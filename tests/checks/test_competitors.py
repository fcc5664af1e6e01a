"""The tool as its own competitor."""

import pytest

from panel.checks.competitors import competitor_flags
from tests.checks.samples import subject

OWN_ENTRIES = [
    ("uv", "uv"),
    ("uv", "UV"),
    ("uv", "uv itself"),
    ("uv", "uv (Astral)"),
    ("uv", "uv: the Rust resolver"),
    ("uv", "Poetry, PDM and uv"),
    ("uv", "Astral"),
    ("chroma", "Chroma"),
    ("chroma", "Chroma Cloud"),
    ("chroma", "self-hosted Chroma"),
    ("temporal", "Temporal's own server"),
    ("temporal", "the open-source Temporal server"),
    ("dbos", "DBOS"),
    ("dbos", "DBOS Transact"),
    ("mistral-3-small", "Mistral 3 Small (7B)"),
    ("llama-cpp", "llama.cpp server"),
    ("clickhouse", "ClickHouse®"),
]
OTHER_ENTRIES = [
    ("uv", "Poetry"),
    ("uv", "pip with uv"),
    ("uv", "uvicorn"),
    ("uv", "Ruff"),
    ("uv", "Pixi (built on uv)"),
    ("uv", "Poetry – which uv wants to replace"),
    ("mistral-3-small", "Mistral Medium 3.2"),
    ("mistral-3-small", "Mistral Large"),
    ("mistral-medium-3-2", "Mistral Medium 3"),
    ("pydantic-ai", "Pydantic"),
    ("langchain", "LangGraph"),
    ("qdrant", "Qdrant Edge"),
    ("dbos", "Temporal"),
    ("temporal", "DBOS Transact"),
    ("ollama", "llama.cpp"),
    ("cline", "Doing nothing"),
]
OWN_SENTENCES = [
    ("uv", "uv competes with Poetry, PDM and uv."),
    ("uv", "Here uv directly competes with uv itself."),
    ("ruff", "Ruff's rivals are Flake8, Pylint and Ruff."),
    ("ruff", "Ruff’s closest competitors: Flake8, Ruff and Pylint."),
    ("chroma", "Its direct competitors are Milvus and Chroma itself."),
    ("chroma", "Direct competitors are Pinecone, Weaviate and Chroma."),
    ("qdrant", "It loses to rivals such as Weaviate, Pinecone and Qdrant itself."),
    ("temporal", "Temporal competes against Cadence and Temporal on recovery."),
    ("llama-cpp", "llama.cpp is vying with Ollama and llama.cpp."),
]
OTHER_SENTENCES = [
    ("uv", "Poetry has lost ground to its main rival, uv."),
    ("uv", "Pixi links the resolver. It competes with uv on conda packages."),
    ("uv", "uv competes with Poetry, and uv, being written in Rust, starts faster."),
    ("uv", "uv's rivals, Poetry and PDM, lack what uv has."),
    ("uv", "uv's rivals lack a lockfile, and uv, for all that, is free."),
    ("uv", "Rivals such as Poetry and uv share one project table."),
    ("uv", "Poetry's rivals are uv and PDM."),
    ("temporal", "Temporal Cloud competes with the free server."),
    ("temporal", "Temporal's rivals are Restate and DBOS Transact; Temporal has the older server."),
    ("chroma", "Chroma competes with Qdrant while Chroma Cloud is young."),
    ("pydantic-ai", "Pydantic AI competes with LangChain and Pydantic's own users."),
    ("qdrant", "Against its competitors Milvus and Weaviate, Qdrant wins on memory."),
]


def with_competitors(tool, *entries):
    made = subject(tool=tool)
    return subject(tool=tool, findings={**made.answer.findings, "competitors": entries})


@pytest.mark.parametrize(("tool", "entry"), OWN_ENTRIES)
def test_the_tool_as_an_entry_is_flagged_with_its_place(tool, entry):
    (flag,) = competitor_flags(with_competitors(tool, "Excel", entry))
    assert (flag.rule, flag.place, flag.where) == ("self-competitor", "findings.competitors[2]", entry)


@pytest.mark.parametrize(("tool", "entry"), OTHER_ENTRIES)
def test_other_products_are_competitors(tool, entry):
    assert competitor_flags(with_competitors(tool, "Excel", entry)) == ()


@pytest.mark.parametrize(("tool", "sentence"), OWN_SENTENCES)
def test_a_sentence_that_has_the_tool_compete_with_itself_is_flagged(tool, sentence):
    (flag,) = competitor_flags(subject(f"It is fast. {sentence}", tool=tool))
    assert (flag.place, flag.where) == ("critique", sentence)


@pytest.mark.parametrize(("tool", "sentence"), OTHER_SENTENCES)
def test_a_sentence_about_others_is_not(tool, sentence):
    assert competitor_flags(subject(f"It is fast. {sentence}", tool=tool)) == ()


def test_a_finding_about_something_else_may_name_the_tool():
    made = subject()
    assert competitor_flags(subject(findings={**made.answer.findings, "category": ("uv",)})) == ()
