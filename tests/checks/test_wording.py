"""Length, hype and filler, and honest words that look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.wording import LEAST_WORDS, MOST_WORDS, filler, hype, wording_flags
from panel.verdicts.ballot import Claim
from tests.checks.samples import subject

HYPE = [
    ("This is a game-changing release.", "game-changing"),
    ("A game changer for platform teams.", "game changer"),
    ("It revolutionises the way a lock file is made.", "revolutionises"),
    ("The API is blazingly fast.", "blazingly"),
    ("It composes seamlessly with what is there.", "seamlessly"),
    ("A cutting-edge engine with a thin manual.", "cutting-edge"),
    ("The command line is a joy to use.", "a joy to use"),
    ("It is pure magic.", "pure magic"),
    ("For a bank this is a no-brainer.", "no-brainer"),
    ("It unlocks the full potential of Postgres.", "unlocks the full potential"),
    ("It is simply the best there is.", "simply the best"),
    ("The most delightful table library ever made.", "The most delightful table library ever made"),
    ("It leaves every rival in the dust.", "in the dust"),
    ("A powerful API with a robust core.", "powerful"),
    ("The licence is not cheap; the resolver is stunning.", "stunning"),
]

NO_HYPE = [
    'The page says "seamless", and no source says with what.',
    "Its only adjective is 'blazing', which names no rival.",
    "“Game-changing” stands in the README without a number.",
    "It claims to be powerful.",
    "The README promises an effortless migration.",
    "The vendor calls it revolutionary and prices it like a habit.",
    "It bills itself as the next level of caching.",
    "Nothing about it is revolutionary.",
    "A lock file is no silver bullet.",
    "The upgrade is far from seamless.",
    "It isn't magical; it is a cache.",
    "A more powerful machine hides the cost.",
    "The model is powerful enough for a router.",
    "It is robust to a lost worker.",
    "How robust the replay is, the dossier leaves open.",
    "Extremely fast is a claim; a table would be evidence.",
    "The primitive is clean and composes.",
    "It wins the axis by which a CI team decides.",
    "The best case is a nightly job.",
]

FILLER = [
    ("In conclusion, it is a ship.", "In conclusion"),
    ("Whether it lasts, only time will tell.", "only time will tell"),
    ("It remains to be seen whether banks pay.", "It remains to be seen"),
    ("At the end of the day a lock file is a lock file.", "At the end of the day"),
    ("It has its strengths and weaknesses.", "strengths and weaknesses"),
    ("It is worth noting that the licence is MIT.", "It is worth noting"),
    ("Needless to say, the price is open.", "Needless to say"),
    ("Overall, a sound tool.", "Overall,"),
    ("All in all the bet is sound.", "All in all"),
    ("In today's fast-paced world a cache helps.", "In today's fast-paced world"),
    ("It could perhaps be argued that habit counts.", "It could perhaps be argued"),
    ("It may possibly help.", "It may possibly help."),
    ("Perhaps it might keep its place.", "Perhaps it might keep its place."),
    (
        "It may help, is likely to be kept, and somewhat lowers the bill.",
        "It may help, is likely to be kept, and somewhat lowers the bill.",
    ),
]

NO_FILLER = [
    "The vendor may change the licence.",
    "Temporal could match this only by moving its history.",
    "Perhaps the price will fall.",
    "A bank may buy it, and a start-up may not.",
    "The dossier leaves open whether an old client reads a new lock file.",
    "Its README ends with “in conclusion, try it”.",
    "The overall limit is 1,000 actions a second.",
    "It is worth that price to a team of ten.",
    "A developer who knows SQL will read it.",
    "At the end of the quarter the bill arrives.",
    "In May the price might rise, and likely will.",
    "Time to first token is stated; time to load is not.",
]


def of(rule: str, critique: str) -> list[str]:
    return [flag.where for flag in wording_flags(subject(critique)) if flag.rule == rule]


@pytest.mark.parametrize(("critique", "phrase"), HYPE)
def test_praise_that_nobody_could_check_is_hype(critique: str, phrase: str):
    assert phrase in of("hype", critique)


@pytest.mark.parametrize("critique", NO_HYPE)
def test_quoted_negated_attributed_and_measured_words_are_no_hype(critique: str):
    assert of("hype", critique) == []


def test_a_fact_that_quotes_the_word_from_its_source_is_no_hype():
    critique = "It is a powerful resolver."
    claim = Claim(
        span="a powerful resolver", kind="fact", source="s1", quotation="a powerful resolver in Rust"
    )
    other = claim.model_copy(update={"quotation": "a resolver in Rust"})

    assert not [each for each in wording_flags(subject(critique, claims=(claim,))) if each.rule == "hype"]
    assert [each for each in wording_flags(subject(critique, claims=(other,))) if each.rule == "hype"]


@pytest.mark.parametrize(("critique", "words"), FILLER)
def test_empty_summing_up_and_hedging_chains_are_filler(critique: str, words: str):
    assert words in of("filler", critique)


@pytest.mark.parametrize("critique", NO_FILLER)
def test_one_honest_doubt_is_no_filler(critique: str):
    assert of("filler", critique) == []


@pytest.mark.parametrize("count", [0, 1, LEAST_WORDS - 1, MOST_WORDS + 1, 400])
def test_a_critique_outside_of_the_limits_is_flagged_with_its_count(count: int):
    (flag,) = wording_flags(subject("word " * count))

    assert (flag.rule, flag.severity) == ("length", "look")
    assert f"{count} words" in flag.why


@pytest.mark.parametrize("count", [LEAST_WORDS, 120, MOST_WORDS])
def test_a_critique_within_the_limits_is_not_flagged(count: int):
    assert wording_flags(subject("word\n" * count)) == ()


@given(st.text(), st.sampled_from([each for each, _ in (*HYPE, *FILLER)]), st.text())
def test_what_is_flagged_stands_at_its_place(before: str, sentence: str, after: str):
    text = f"{before} {sentence} {after}"
    for phrase in (*hype(text), *filler(text)):
        assert text[phrase.start : phrase.end] == phrase.text
