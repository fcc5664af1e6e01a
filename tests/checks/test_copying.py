"""The vendor's words as the reviewer's, and one text given twice."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.copying import sameness_flags, tagline_flags
from panel.checks.subject import Subject
from tests.checks.samples import subject

COPIES = [
    ("uv", "uv is a Python package and project manager written in Rust, and it shows."),
    (
        "ruff",
        "Think of a Python linter and “code” formatter, Python linter and code formatter written in Rust.",
    ),
    ("ruff", "Ruff is the Python linter and code formatter that is written in Rust."),
    ("qdrant", "A vector similarity search engine, and database, in Rust."),
    ("temporal", "It is a durable execution platform run as a server for payment teams."),
    ("uv", "It installs without Rust or Python and runs on macOS, Linux and Windows."),
    (
        "uv",
        (
            "Projects get a universal lockfile and Cargo-style workspaces, and single-file scripts "
            "can declare dependencies inline, while a pip-compatible interface covers existing "
            "requirements files."
        ),
    ),
    ("duckdb", "DuckDB is an embedded analytical SQL database that runs in-process."),
    (
        "pylint",
        "“Static code analyser for Python”, as a static code analyser for Python that infers values.",
    ),
    (
        "dbos",
        (
            "Ordinary functions are annotated as workflows and steps; after a crash, workflows resume "
            "from the last step."
        ),
    ),
]
OWN_WORDS = [
    ("uv", "A Python package manager written in Rust still has to fetch an interpreter."),
    ("uv", "The page calls it a “Python package and project manager written in Rust”."),
    ("uv", "It is installable without Rust or Python, and one tool stands in for seven."),
    ("ruff", "A linter that is written in Rust cannot load a plugin that is written in Python."),
    ("cline", "The JetBrains plugin is not open source, which a bank will ask about."),
    ("pydantic-ai", "A hosted gateway is optional."),
    ("litestar", "Work is funded by sponsors."),
    ("temporal", "A durable execution platform has to be run by somebody, as a server or by the maker."),
    ("mistral-medium-3-2", "A native code interpreter and 256K of context are what it adds."),
    ("dbos", "Functions become steps, and a run goes on from the last one that was completed."),
]

STORY = (
    "Everything here hangs on a file that nobody reads. Poetry writes its lock once and asks the resolver "
    "again "
    "whenever a group changes, so a platform lead who merges forty branches a day waits forty times. What "
    "the page "
    "never says is how long that takes with a private index behind a proxy; a run over fifty repositories "
    "would "
    "settle it. Hatch and PDM make the same promise and keep it no better. I would still reach for it "
    "where the "
    "team has one service and two people, because the exit is an export away and nothing else in the "
    "repository "
    "has to know. A larger shop should look at what its build cache costs first, and then at who answers "
    "the phone."
)
EXCHANGED = {
    "Poetry": "Qdrant",
    "lock": "segment",
    "resolver": "indexer",
    "group": "payload",
    "platform": "search",
    "branches": "collections",
    "private": "cold",
    "index": "disk",
    "proxy": "gateway",
    "repositories": "corpora",
    "Hatch": "Weaviate",
    "PDM": "Milvus",
    "service": "node",
    "export": "snapshot",
    "build": "vector",
    "forty": "ninety",
}
ANOTHER = (
    "Sponsors keep this alive, and sponsors read balance sheets. The head of data who adopts it moves no "
    "line of "
    "spending, so nothing in her budget defends it when the next reorganisation comes. Leaving takes an "
    "afternoon: "
    "the files are plain, every rival reads them, and no contract says otherwise. That is kind to "
    "customers and "
    "unkind to whoever has to pay for maintenance. A yearly ledger with names and sums would show whether "
    "anyone "
    "does. Until one appears I would not put payroll on it, however good the parser is, since a hobby "
    "with a large "
    "audience is a hobby all the same and its owner may find another one by spring without owing us a word."
)


def exchanged(text: str) -> str:
    return re.sub(r"\w+", lambda word: EXCHANGED.get(word[0], word[0]), text)


def rules(*subjects: Subject) -> list[tuple[str, str]]:
    return [(flag.tool, flag.persona) for flag in sameness_flags(subjects)]


@pytest.mark.parametrize(("tool", "sentence"), COPIES)
def test_the_vendors_sentence_as_the_reviewers_is_flagged(tool, sentence):
    (flag,) = tagline_flags(subject(f"Nobody asked for this. {sentence} So be it.", tool=tool))
    assert flag.rule == "tagline"
    assert flag.where in sentence
    assert len(flag.where.split()) >= 6


@pytest.mark.parametrize(("tool", "sentence"), OWN_WORDS)
def test_parts_of_it_marked_quotations_and_short_facts_are_not(tool, sentence):
    assert tagline_flags(subject(f"Nobody asked for this. {sentence} So be it.", tool=tool)) == ()


def test_a_long_quotation_is_no_excuse():
    sentence = (
        "“uv is a command-line tool for installing Python packages, managing project dependencies and "
        "environments, and installing Python itself.”"
    )
    (flag,) = tagline_flags(subject(sentence))
    assert "description" in flag.why


def test_two_personas_with_one_text_are_both_flagged_beside_each_other():
    flags = sameness_flags(
        [
            subject(STORY, persona="futurist"),
            subject(STORY, persona="competitive"),
            subject(ANOTHER, persona="business-model"),
        ]
    )
    assert [flag.persona for flag in flags] == ["futurist", "competitive"]
    assert flags[0].why == "100% of its wording also stands in Competitive's critique of this tool."
    assert flags[0].where == STORY.rstrip(".")


def test_a_text_with_its_nouns_exchanged_is_flagged_on_both_tools():
    flags = sameness_flags(
        [
            subject(STORY, tool="poetry", persona="futurist"),
            subject(exchanged(STORY), tool="qdrant", persona="futurist"),
        ]
    )
    assert [flag.tool for flag in flags] == ["poetry", "qdrant"]
    assert "the same persona's critique of Qdrant, names aside" in flags[0].why
    assert flags[1].where in exchanged(STORY)


def test_exchanging_only_names_and_numbers_changes_nothing():
    one = STORY.replace("forty", "40").replace("fifty", "50")
    other = one.replace("Poetry", "DuckDB").replace("40", "6,000").replace("50", "9").replace("Hatch", "Dask")
    (flag, _) = sameness_flags([subject(one, tool="poetry"), subject(other, tool="duckdb")])
    assert flag.why.startswith("98%")


def test_a_text_that_goes_on_after_the_copied_part_is_flagged():
    copied = " ".join(STORY.split(". ")[:3]) + ". "
    assert (
        len(rules(subject(STORY, persona="futurist"), subject(copied + ANOTHER, persona="competitive"))) == 2
    )


def test_another_persona_on_another_tool_counts_too():
    assert (
        len(rules(subject(STORY, persona="futurist"), subject(STORY, persona="competitive", tool="ruff")))
        == 2
    )


def test_samples_of_one_persona_on_one_tool_may_agree():
    assert rules(subject(STORY), subject(STORY), subject(STORY)) == []


def test_independent_texts_are_not_flagged():
    assert rules(subject(STORY, persona="futurist"), subject(ANOTHER, persona="competitive")) == []
    assert rules(subject(STORY, tool="uv"), subject(ANOTHER, tool="poetry")) == []


def test_the_same_ideas_in_other_words_are_not_flagged():
    paraphrase = (
        "A lock that nobody opens decides the matter. Each change of a group sends the resolver out once "
        "more, which "
        "costs a busy platform team a pause at every merge. How long the pause lasts behind a proxy stays "
        "untold, and "
        "fifty projects resolved side by side would tell. PDM and Hatch promise as much. Small teams can "
        "take it: they "
        "leave by exporting, and no other file notices. Big ones should price their caches before they "
        "sign anything."
    )
    assert rules(subject(STORY, persona="futurist"), subject(paraphrase, persona="competitive")) == []


def test_the_dossiers_own_words_make_no_two_texts_the_same():
    quoted = subject().dossier.description
    one, other = f"{ANOTHER[:200]} {quoted[:300]}", f"{STORY[:200]} {quoted[:300]}"
    assert rules(subject(one, persona="futurist"), subject(other, persona="competitive")) == []


def test_short_texts_are_not_compared():
    assert (
        rules(
            subject("I would ship it.", persona="futurist"),
            subject("I would ship it.", persona="competitive"),
        )
        == []
    )


def test_a_single_ballot_and_none_are_never_the_same_as_anything():
    assert sameness_flags([]) == ()
    assert sameness_flags([subject(STORY)]) == ()


@given(st.permutations(["futurist", "competitive", "business-model"]))
def test_what_is_flagged_does_not_depend_on_the_order(personas):
    texts = {"futurist": STORY, "competitive": exchanged(STORY), "business-model": ANOTHER}
    found = rules(*(subject(texts[each], persona=each) for each in personas))
    assert {persona for _, persona in found} == {"futurist", "competitive"}


@given(st.integers(0, 10_000))
def test_shuffled_words_are_another_text(seed):
    words = STORY.split()
    random.Random(seed).shuffle(words)
    assert rules(subject(STORY, persona="futurist"), subject(" ".join(words), persona="competitive")) == []
