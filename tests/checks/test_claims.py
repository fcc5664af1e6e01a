import pytest

from panel.checks.claims import check_claims, claim_flags, uncovered
from panel.checks.subject import Subject
from panel.verdicts.ballot import Claim, ClaimKind
from tests.checks.samples import subject

CRITIQUE = (
    "uv is installable without Rust or Python, so a bare image will do. Pip needs an interpreter first. "
    "It was bought by DBOS, Inc. in a dream. Whoever ships wheels should take it."
)
QUOTED = "Installable without Rust or Python via `curl` or `pip`."


def with_claims(*claims: Claim) -> Subject:
    return subject(CRITIQUE, claims=claims)


def fact(
    quotation: str = QUOTED, source: str = "s1", span: str = "installable without Rust or Python"
) -> Claim:
    return Claim(span=span, kind="fact", source=source, quotation=quotation)


def state(claim: Claim) -> str:
    made = with_claims(claim)
    return check_claims(made.answer, made.dossier)[0].state


def test_a_fact_whose_quotation_stands_in_its_source_is_verified_with_its_place():
    made = with_claims(fact("without Rust or Python"))
    (checked,) = check_claims(made.answer, made.dossier)

    assert checked.state == "verified"
    assert checked.source is not None
    assert checked.quoted is not None
    excerpt, start, end = checked.quoted
    assert checked.source.excerpt[excerpt][start:end] == "without Rust or Python"
    assert checked.place is not None
    assert CRITIQUE[slice(*checked.place)] == "installable without Rust or Python"
    assert claim_flags(made) == ()


@pytest.mark.parametrize(
    "quotation",
    [
        "Installable without Rust and Python",
        "installable without Rust or Python",
        "Installable without Python via `curl`",
        "An extremely fast Python package and project manager, written in Rust. Installable without Rust",
        "uv is widely used in production",
    ],
)
def test_a_quotation_that_was_altered_or_stands_elsewhere_is_mismatched(quotation: str):
    assert state(fact(quotation)) == "mismatched"


def test_a_quotation_of_another_source_is_told_where_it_stands():
    made = with_claims(fact("uv is widely used in production"))
    (flag,) = claim_flags(made)

    assert (flag.rule, flag.severity, flag.place) == ("quotation", "blocks", "claims[1].quotation")
    assert flag.why == "No excerpt of s1 holds this quotation; it stands in s3."


@pytest.mark.parametrize("claim", [fact(source=""), fact(source="s9"), fact(""), fact("pip")])
def test_a_fact_without_a_source_or_a_usable_quotation_is_unsupported(claim: Claim):
    assert state(claim) == "unsupported"
    assert [flag.rule for flag in claim_flags(with_claims(claim))] == ["unsupported"]


@pytest.mark.parametrize("kind", ["judgement", "forecast", "general knowledge"])
def test_what_is_no_fact_is_declared_and_not_verified(kind: ClaimKind):
    claim = Claim(span="Pip needs an interpreter first", kind=kind)

    assert state(claim) == "declared"
    assert claim_flags(with_claims(claim)) == ()


def test_a_claim_about_words_that_the_critique_does_not_hold_is_flagged():
    (flag,) = claim_flags(with_claims(fact(span="installable with Rust")))

    assert flag.rule == "span"
    assert flag.where == "installable with Rust"


def test_sentences_that_no_claim_touches_are_listed_and_an_abbreviation_ends_none():
    made = with_claims(fact())

    assert [sentence.text for sentence in uncovered(made.answer)] == [
        "Pip needs an interpreter first.",
        "It was bought by DBOS, Inc. in a dream.",
        "Whoever ships wheels should take it.",
    ]


def test_an_answer_without_claims_has_nothing_verified_and_nothing_flagged():
    made = with_claims()

    assert check_claims(made.answer, made.dossier) == ()
    assert claim_flags(made) == ()
