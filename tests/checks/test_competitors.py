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
    ("uv", "Astral's uv"),
    ("uv", "uv-cli"),
    ("llama-cpp", "LLaMA C++"),
    ("llama-cpp", "llamacpp"),
    ("fastapi", "Fast API"),
    ("pydantic-ai", "PydanticAI"),
    ("duckdb", "Duck DB"),
    ("dbos", "DBOS Transact for Python"),
    ("temporal", "Temporal.io"),
    ("chroma", "ChromaDB"),
    ("poetry", "python-poetry"),
]
OTHER_ENTRIES = [
    ("uv", "Poetry"),
    ("temporal", "Cadence, from which Temporal was forked"),
    ("ollama", "LM Studio for people who leave Ollama"),
    ("ruff", "Astral's ty"),
    ("duckdb", "MotherDuck"),
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


@pytest.mark.parametrize(
    ("tool", "finding", "words"),
    [
        ("ruff", "axis", "Speed in continuous integration; the platform lead decides, and Ruff is second."),
        ("vllm", "breaks_when", "A team with one card is better served by vLLM than by this tool."),
        ("pylint", "breaks_when", "A large monorepo where Pylint is the better choice."),
        ("chroma", "ends_by", "Chroma undercuts it with a cheaper hosted tier."),
        ("ollama", "ends_by", "Ollama releases the same feature and takes the axis from it."),
    ],
)
def test_the_tool_in_the_part_of_a_named_rival_is_flagged(tool, finding, words):
    (flag,) = competitor_flags(subject(tool=tool, findings={finding: (words,)}))
    assert (flag.rule, flag.place, flag.where) == ("self-competitor", f"findings.{finding}", words)


@pytest.mark.parametrize(
    ("tool", "finding", "words"),
    [
        ("ruff", "axis", "Time per run; the platform lead decides, and Flake8 is second to Ruff."),
        ("chroma", "breaks_when", "A team that already runs Postgres picks pgvector over Chroma."),
        ("uv", "ends_by", "pip adopts a Rust resolver, which takes the axis away from uv."),
        ("ollama", "ends_by", "Ollama starts to charge for local use."),
        ("vllm", "breaks_when", "For one card llama.cpp is a better choice than vLLM."),
    ],
)
def test_a_rival_in_its_own_part_is_not(tool, finding, words):
    assert competitor_flags(subject(tool=tool, findings={finding: (words,)})) == ()
