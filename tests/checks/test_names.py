"""Proper names that nobody gave the reviewer, and capitals that are none."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.common_names import COMMON
from panel.checks.names import name_flags
from panel.verdicts.ballot import Claim, ClaimKind, Forecast
from tests.checks.samples import subject

UNKNOWN = [
    ("A buyer would compare it with Pants first.", ["Pants"]),
    ("The wheel cache comes from Netflix and nobody says so.", ["Netflix"]),
    ("It was audited by Trail of Bits.", ["Trail of Bits"]),
    ("Its maintainer is Jane Example.", ["Jane Example"]),
    ("The data stays in Frankfurt.", ["Frankfurt"]),
    ("It meets SOC 2, the page says.", ["SOC 2"]),
    ("OpenTelemetry traces come with it.", ["OpenTelemetry"]),
    ("AWS CodeArtifact does that too.", ["AWS CodeArtifact"]),
    ("It follows PEP 9999 to the letter.", ["PEP 9999"]),
    ("A Gradle-style cache sits beside it.", ["Gradle"]),
    ("Bazel/Buck users know the trick.", ["Buck"]),
    ("The queue is Hatchet's.", ["Hatchet"]),
    ("Hatchet's queue holds more.", ["Hatchet"]),
    ("Restate has a smaller server.", ["Restate"]),
    ("Restate could match it in a quarter.", ["Restate"]),
    ("Absurd, which needs no server, is close.", ["Absurd"]),
    ("Pants and Bazel are the rivals.", ["Pants", "Bazel"]),
    ("Two rivals are near, e.g. Pants.", ["Pants"]),
    ("The page names one customer: ACME.", ["ACME"]),
    ("Hosting sits on fly.io today.", ["fly.io"]),
    ("Étoile Technologies pays for it, and Étoile is small.", ["Étoile Technologies"]),
    ("It came from Uber's Michelangelo.", ["Uber", "Michelangelo"]),
]

KNOWN = [
    "uv is backed by Astral, and Ruff has the same makers.",
    "Astral's licence file names Apache-2.0 and MIT.",
    "It has Cargo-style workspaces and supports macOS.",
    "UV's README lists Poetry.",
    "A PyPI wheel runs on Linux, Windows and a Mac.",
    "On Monday in March a CI job calls the API and reads JSON.",
    "Two LLMs, four GPUs and the SLAs of a SaaS vendor.",
    "A European bank with American lawyers reads the FAQ.",
    "The CTO and the Head of Platform Engineering sign.",
    "Every Python team writes a Dockerfile in YAML.",
    "SELECT statements are not what it is for, and C++ is.",
]

NO_NAMES = [
    "Pricing has no page. Nobody says why. Speed comes second.",
    "Package managers lock. Teams will stay. Repositories created today keep it.",
    "Depth is the axis, and Paper is none of its words.",
    "One question stays: Who pays when it grows?",
    "“Fast” is a word. “Small” is another.",
    "Self-hosting is free; open-source code stays.",
    "Everyone's cache is warm. Today's is not. Let's wait.",
    "An old script stops with No module named pip.",
    "I would wait. I'd say so twice. A is not B.",
    "Once it locks, it stays locked. Without a cache, nothing does.",
    "It writes 256K rows in 5GB and 10M more by Q3.",
    "Momentum is real. Momentum has a price, and momentum fades.",
]

NOTHING_STATED = [
    "I am wrong if neither Pants nor Bazel locks by then.",
    "I am wrong unless Pants, Bazel or Buck has it.",
    "Does Pants do more?",
    "A Netflix case study naming its build times would settle it.",
    "Whether Netflix runs it, the dossier leaves open.",
    "A monorepo I would leave to Bazel.",
    "I would leave a monorepo to Bazel.",
    "Until Google adopts it, the claim is small.",
]


def names(critique: str, **changes: Any) -> list[str]:
    return [flag.where for flag in name_flags(subject(critique, **changes))]


def claim(span: str, kind: ClaimKind = "general knowledge") -> Claim:
    return Claim(span=span, kind=kind)


@pytest.mark.parametrize(("critique", "expected"), UNKNOWN)
def test_a_name_that_nobody_gave_is_flagged(critique: str, expected: list[str]):
    assert names(critique) == expected


@pytest.mark.parametrize("critique", KNOWN)
def test_what_the_dossier_holds_or_everyone_knows_is_not_flagged(critique: str):
    assert names(critique) == []


@pytest.mark.parametrize("critique", NO_NAMES)
def test_a_capital_alone_makes_no_name(critique: str):
    assert names(critique) == []


@pytest.mark.parametrize("critique", NOTHING_STATED)
def test_a_name_about_which_nothing_is_stated_is_not_flagged(critique: str):
    assert names(critique) == []


def test_a_flag_says_what_is_missing():
    (flag,) = name_flags(subject("It runs at Netflix."))

    assert (flag.rule, flag.severity, flag.place) == ("name", "look", "critique")
    assert flag.why == "The dossier does not name Netflix, and no claim gives it as general knowledge."


@pytest.mark.parametrize(
    ("critique", "span"),
    [
        ("It runs at Netflix.", "runs at Netflix"),
        ("It runs at Netflix. The job at Netflix is nightly.", "runs at Netflix"),
        ("Amazon Bedrock resells it; Amazon decides.", "Amazon Bedrock resells it"),
        ("A Bazel rule, which caches every step, is close.", "caches every step"),
        ("Both Pants and Bazel cache every step.", "cache every step"),
        ("Of Pants, Bazel and Buck it is known that they cache.", "it is known that they cache"),
        ("The Qwen licence is open; Qwen3 comes in four sizes.", "Qwen3 comes in four sizes"),
    ],
)
def test_general_knowledge_excuses_the_names_that_it_holds_or_is_about(critique: str, span: str):
    assert names(critique) != []
    assert names(critique, claims=(claim(span),)) == []


def test_a_forecast_excuses_the_names_in_it():
    assert names("By 2028 Netflix will run it.", claims=(claim("Netflix will run it", "forecast"),)) == []


@pytest.mark.parametrize("kind", ["judgement", "fact"])
def test_other_kinds_of_claim_excuse_nothing(kind: ClaimKind):
    assert names("It runs at Netflix.", claims=(claim("runs at Netflix", kind),)) == ["Netflix"]


@pytest.mark.parametrize(
    ("critique", "span"),
    [
        ("It runs at Netflix. Pants caches every step.", "caches every step"),
        ("At Netflix it runs. It caches every step.", "caches every step"),
        ("It runs at Netflix, and a Bazel rule caches every step.", "caches every step"),
        ("It runs at Netflix.", "runs at Google"),
    ],
)
def test_general_knowledge_about_something_else_excuses_nothing(critique: str, span: str):
    assert names(critique, claims=(claim(span),)) == ["Netflix"]


def test_a_name_is_flagged_once_where_it_first_stands():
    assert names("It runs at Netflix. The Netflix job is nightly. Netflix's bill is low.") == ["Netflix"]


def test_a_word_at_the_beginning_is_a_name_where_the_answer_shows_it_inside_a_sentence():
    critique = "Pants is older. It locks."
    shown = Forecast(statement="Nobody moves to Pants.", by="2027-12-31", test="A count.")

    assert names(critique) == []
    assert names(critique, flip_condition="A release of Pants that locks.") == ["Pants"]
    assert names(critique, forecast=shown) == ["Pants"]


def test_a_competitor_in_the_findings_is_a_name_also_in_lower_case():
    critique = "It is faster than rye. Pants is slower than both."
    findings = {"competitors": ("rye", "Pants", "a shell script", "nothing")}

    assert names(critique) == []
    assert names(critique, findings=findings) == ["rye", "Pants"]


@pytest.mark.parametrize(
    ("tool", "critique"),
    [
        ("dbos", "PostgreSQL is where DBOS's rows live."),
        ("dbos", "Dbos Transact suits Type Script."),
        ("clickhouse", "A query in Click House is SQL."),
        ("poetry", "Sebastien Eustace signs the licence."),
    ],
)
def test_another_spelling_of_a_name_in_the_dossier_is_known(tool: str, critique: str):
    assert names(critique, tool=tool) == []


def test_initials_stand_for_a_name_and_a_name_for_initials():
    full = subject("The MCP server is small.")
    dossier = full.dossier.model_copy(update={"description": "It serves the Model Context Protocol."})
    short = full.dossier.model_copy(update={"description": "It serves MCP."})
    spelt = subject("The Model Context Protocol is small; it is a Model Context Protocol.")

    assert [flag.where for flag in name_flags(full)] == ["MCP"]
    assert name_flags(type(full)(full.ballot, full.persona, dossier)) == ()
    assert name_flags(spelt) != ()
    assert name_flags(type(full)(spelt.ballot, spelt.persona, short)) == ()


@given(st.sampled_from(sorted(each for each in COMMON if each.isalpha() and len(each) > 1)))
def test_a_common_name_claims_nothing_in_any_capitals(word: str):
    assert names(f"It is about {word.title()} and {word.upper()}, says the {word.upper()} team.") == []


@given(st.text(alphabet=st.characters(exclude_categories=["Lu", "Lt", "Cs"]), max_size=200).map(str.lower))
def test_a_text_without_capitals_and_addresses_holds_no_name(text: str):
    assert names(text.replace(".", " ")) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_flagged_stands_in_the_critique(before: str, after: str):
    critique = f"{before} It runs at Netflix. {after}"

    assert all(where in critique for where in names(critique))


@given(st.sampled_from(["Netflix", "OpenTelemetry", "SOC 2", "Jane Example", "Trail Bits"]))
def test_a_name_claimed_as_general_knowledge_is_never_flagged(name: str):
    critique = f"It is a thing of {name} and of {name}'s friends. {name} has it."

    assert names(critique) == [name]
    assert names(critique, claims=(claim(f"a thing of {name}"),)) == []
