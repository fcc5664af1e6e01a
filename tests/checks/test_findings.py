"""Findings that name nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.findings import finding_flags, says_nothing
from tests.checks.samples import subject

FILLERS = [
    "",
    "   ",
    "n/a",
    "N.A.",
    "Unknown.",
    "unknown at this time",
    "None given",
    "(none stated)",
    "TBD",
    "To be determined.",
    "See above.",
    "see the critique",
    "As above",
    "same as above",
    "—",
    "…",
    "???",
    "It depends.",
    "Not applicable",
    "No information available.",
    "various",
    "I don’t know.",
    "The dossier does not say.",
    "Not stated in the dossier",
    "None.",
    "nothing",
]
CONTENT = [
    "None: it has no meter and no paid edition.",
    "Nothing piles up, so a team leaves in a week.",
    "Not stated, nor is Conductor's meter or price.",
    "Unknown Horizons, the game engine.",
    "The dossier does not say how often an Activity is retried.",
    "n/a-style placeholders in its lockfile break other readers.",
    "See-through caching of wheels.",
    "NATS",
    "Nobody signs for it.",
    "Depends on PEP 621.",
    "A script that somebody wrote.",
    "C",
    "0 USD",
]


def findings(persona, **changed):
    made = subject(persona=persona)
    return subject(persona=persona, findings={**made.answer.findings, **changed})


@pytest.mark.parametrize("text", FILLERS)
def test_a_filler_says_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", CONTENT)
def test_what_goes_on_after_such_words_says_something(text):
    assert not says_nothing(text)


@pytest.mark.parametrize("text", FILLERS)
def test_a_filler_is_flagged_where_the_persona_must_name_something(text):
    (flag,) = finding_flags(findings("business-model", buyer=(text,)))
    assert (flag.rule, flag.place, flag.where) == ("missing-finding", "findings.buyer", text)


@pytest.mark.parametrize("text", CONTENT)
def test_content_is_not_flagged(text):
    assert finding_flags(findings("business-model", buyer=(text,))) == ()


@pytest.mark.parametrize(
    ("persona", "key", "text"),
    [
        ("competitive", "axis", "none"),
        ("competitive", "axis", "None."),
        ("competitive", "axis", "Nothing"),
        ("business-model", "moat", "nothing"),
        ("business-model", "moat", "“Nothing.”"),
        ("business-model", "moat", "none at all"),
        ("business-model", "budget", "The dossier says nothing."),
        ("business-model", "budget", "Not stated."),
    ],
)
def test_the_answer_that_a_question_offers_is_one(persona, key, text):
    assert finding_flags(findings(persona, **{key: (text,)})) == ()


@pytest.mark.parametrize(
    ("persona", "key", "text"),
    [
        ("competitive", "axis", "unknown"),
        ("competitive", "axis", "Not stated."),
        ("competitive", "category", "none"),
        ("competitive", "ends_by", "Nothing."),
        ("business-model", "moat", "n/a"),
        ("business-model", "budget", "none given"),
        ("business-model", "must_change", "Nothing"),
        ("developer-experience", "unsaid", "Nothing."),
        ("developer-experience", "primitive", "The primitive"),
        ("futurist", "thesis", "thesis"),
        ("futurist", "dependency", "None"),
    ],
)
def test_it_is_none_where_the_question_does_not_offer_it(persona, key, text):
    (flag,) = finding_flags(findings(persona, **{key: (text,)}))
    assert flag.place == f"findings.{key}"


def test_doing_nothing_is_a_competitor_and_none_is_not():
    assert finding_flags(findings("competitive", competitors=("Poetry", "Doing nothing"))) == ()
    (flag,) = finding_flags(findings("competitive", competitors=("Poetry", "none")))
    assert (flag.place, flag.where) == ("findings.competitors[2]", "none")


def test_a_finding_that_is_absent_or_an_empty_list_is_missing():
    made = subject(persona="competitive").answer.findings
    kept = {key: entries for key, entries in made.items() if key != "axis"}
    (flag,) = finding_flags(subject(persona="competitive", findings=kept))
    assert (flag.place, flag.where) == ("findings.axis", "")
    (flag,) = finding_flags(findings("competitive", competitors=()))
    assert flag.place == "findings.competitors"


def test_the_same_competitor_twice_is_one_where_two_are_asked_for():
    (flag,) = finding_flags(findings("competitive", competitors=("Poetry", "poetry.")))
    assert flag.why == "“Direct competitors” names 1 where its persona asks for at least 2."


def test_the_sample_answers_findings_are_fine():
    for persona in ("developer-experience", "competitive", "futurist", "business-model"):
        assert finding_flags(subject(persona=persona)) == ()


@given(st.text(max_size=60))
def test_surrounding_punctuation_and_case_never_matter(text):
    assert says_nothing(text) == says_nothing(f" “{text.upper().lower()}”. ") or text.upper().lower() != text
