"""Figures, prices, percentages, dates and versions that a dossier does not hold, and those that it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.specifics import specifics_flags
from panel.verdicts.ballot import Claim, ClaimKind
from tests.checks.samples import subject

INVENTED = [
    ("figure", "ruff", "It ships 1,200 rules in one binary.", "1,200"),
    ("figure", "ruff", "Its twelve hundred rules cover Flake8.", "twelve hundred"),
    ("figure", "ruff", "It is up to 200x faster than Flake8.", "200x"),
    ("figure", "ruff", "If its 1,200 rules matter to you, ship it.", "1,200"),
    ("figure", "ruff", "Ruff has more than fifteen hundred rules.", "fifteen hundred"),
    ("figure", "dbos", "8 Postgres vCPUs carry 1000 actions a second.", "8"),
    ("figure", "dbos", "Eight Postgres vCPUs carry the load.", "Eight"),
    ("figure", "dbos", "It runs 1000 actions a minute.", "1000"),
    ("figure", "mistral-medium-3-2", "Its window is 512,000 tokens.", "512,000"),
    ("figure", "mistral-3-small", "It was trained on 8 trillion tokens.", "8 trillion"),
    ("figure", "sglang", "It serves up to eight times faster.", "eight times"),
    ("figure", "chroma", "It can be tried in under 60 seconds.", "60 seconds"),
    ("figure", "uv", "Its maker is a company of 120 people.", "120"),
    ("figure", "instructor", "Some 11,000 developers starred it.", "11,000"),
    ("price", "temporal", "At $75 per million Actions the bill follows traffic.", "$75 per million"),
    ("price", "temporal", "It costs $50 per thousand Actions.", "$50 per thousand"),
    ("price", "temporal", "The Business tier takes $500 a year.", "$500"),
    ("price", "temporal", "A seat costs eighty dollars a month.", "eighty dollars"),
    ("price", "temporal", "It bills €50 per million Actions.", "€50 per million"),
    ("price", "chroma", "A query costs $0.75 per TiB scanned.", "$0.75"),
    ("price", "cline", "The pass costs $14.99 a month.", "$14.99"),
    ("price", "uv", "The owner paid 750 million dollars.", "750 million dollars"),
    ("percentage", "temporal", "The Business tier takes 15% of consumption.", "15%"),
    ("percentage", "temporal", "It takes fifteen per cent of consumption.", "fifteen per cent"),
    ("percentage", "qdrant", "It cuts RAM by up to 87 percent.", "87 percent"),
    ("percentage", "qdrant", "Nine in ten of its clusters are free.", "Nine in ten"),
    ("percentage", "qdrant", "Two thirds of its customers pay.", "Two thirds"),
    ("percentage", "polars", "It cuts memory use by 60%.", "60%"),
    ("percentage", "dbos", "About 35% of production teams take the key.", "35%"),
    ("percentage", "uv", "Half of its users never pay.", "Half"),
    ("date", "uv", "On March 18, 2026, OpenAI announced it.", "March 18, 2026"),
    ("date", "uv", "The deal was announced in April 2026.", "April 2026"),
    ("date", "poetry", "Its first release is from March 2018.", "March 2018"),
    ("date", "poetry", "The lockfile came in October 2019.", "October 2019"),
    ("date", "pylint", "First released in 2001, it is old.", "2001"),
    ("date", "pandas", "It was started at a fund manager in 2002.", "2002"),
    ("date", "vllm", "It was released in June 2022.", "June 2022"),
    ("date", "ruff", "The licence converts in 2031.", "2031"),
    ("version", "poetry", "It requires Python 3.12+.", "Python 3.12+"),
    ("version", "poetry", "It requires Python 3.9 or newer.", "Python 3.9 or newer"),
    ("version", "poetry", "Poetry 2.4 is the line to pin.", "Poetry 2.4"),
    ("version", "poetry", "Release 0.1.3 opens the changelog.", "0.1.3"),
    ("version", "uv", "Version 0.9 is current.", "Version 0.9"),
    ("version", "ollama", "It needs driver version 570.", "version 570"),
    ("version", "litestar", "OpenAPI 3.0 documents come along.", "OpenAPI 3.0"),
    ("version", "pydantic-ai", "V3 is the stable line.", "V3"),
]


@pytest.mark.parametrize(("rule", "tool", "critique", "words"), INVENTED, ids=lambda each: str(each)[:40])
def test_what_no_dossier_holds_is_flagged(rule: str, tool: str, critique: str, words: str):
    (flag,) = specifics_flags(subject(critique, tool=tool))

    assert flag.rule == rule
    assert flag.where in words or words in flag.where
    assert flag.place == "critique"
    assert flag.severity == "blocks"


HELD = [
    ("ruff", "It is ten to a hundred times faster than Flake8, by its own count."),
    ("ruff", "More than nine hundred rules sit in one binary; over 900, it says."),
    ("temporal", "Fifty dollars for a million Actions is the entry."),
    ("temporal", "At 0.00005 dollars per Action, or five cents per thousand, it looks kind."),
    ("temporal", "It costs at least 500 dollars monthly, or ten per cent of consumption."),
    ("temporal", "The Business tier comes to $6,000 a year at the least."),
    ("dbos", "A thousand actions per second fit 4 Postgres vCPUs, or two billion a month."),
    ("dbos", "Four Postgres vCPUs carry 1,000 actions a second."),
    ("mistral-medium-3-2", "The window of Mistral Medium 3.2 holds 256,000 tokens."),
    ("mistral-3-small", "Seven billion parameters, 7B on the page, under Apache 2.0."),
    ("uv", "On 19 March 2026 OpenAI said so; the announcement of 19/03/2026 is eight months old."),
    ("poetry", "Version 0.1 is dated 28 February 2018, and Python 3.10 or later is asked for."),
    ("pylint", "First released in May 2003 under GPL 2.0 or later, it is twenty-three years old."),
    ("qdrant", "Quantization cuts memory by up to ninety-seven per cent."),
    ("sglang", "It was up to five times faster in January 2024."),
    ("ollama", "It needs compute capability 5.0 or newer, and driver 550."),
    ("llama-cpp", "From 1.5 bits to 8 bits, and 4-bit between."),
    ("instructor", "More than a million downloads a month."),
    ("llamaindex", "Ten thousand free credits a month; 300-plus packages."),
    ("cline", "ClinePass is 9.99 dollars per month, about 120 dollars a year, for 2x to 5x the usage."),
    ("chroma", "Two dollars fifty per GiB written, nine cents per GiB returned, 0.75 cents per TiB queried."),
    ("pandas", "It began in 2008, and a 3-clause BSD licence came by the end of 2009."),
    ("pydantic-ai", "V1 came in September 2025, stable V2 on June 23, 2026, nine months apart."),
]


@pytest.mark.parametrize(("tool", "critique"), HELD)
def test_what_the_dossier_holds_is_not_flagged_however_it_is_written(tool: str, critique: str):
    assert specifics_flags(subject(critique, tool=tool)) == ()


SUPPOSED = [
    "A run over fifty repositories, cold cache and warm, would settle it.",
    "A published log of 40 installs would show it.",
    "If a team holds 40 repositories, the saving shows by Friday.",
    "I would wait until it has 50 plugins.",
    "A team of forty engineers saves an hour a week.",
    "A shop with 300 Python services will not notice.",
    "Someone with fifteen years of scripts decides by habit.",
    "It is no use for a 500-row table.",
    "Whether it holds at 10 million rows, the dossier does not say.",
    "No source says what 20 million open jobs cost.",
    "What does a bank pay for 30 million of them?",
    "Run it over a 40 GB file before you trust it.",
    "Give it 200 files on Monday.",
    "Say a team has 60 analysts and 3,000 files.",
    "At $20 a seat it would be a ship.",
    "The first 100 lines of any config are the same.",
    "A habit in a hundred tools costs more than a release.",
    "By the end of 2028 nine in ten environments will be built so.",
    "I am wrong if nobody documents it by 31 December 2030.",
    "Two tools, three of them at most, and a dozen files in the second week.",
    "Zero configuration is the pitch, and $0 is the price.",
]


@pytest.mark.parametrize("critique", SUPPOSED)
def test_numbers_that_are_supposed_or_small_are_not_flagged(critique: str):
    assert specifics_flags(subject(critique, tool="uv")) == ()


def about(span: str, kind: ClaimKind) -> tuple[Claim, ...]:
    return (Claim(span=span, kind=kind),)


RIVAL = "Rails 8.1 came in 2025 and 30% of 1,500 shops pay $30 for it."


@pytest.mark.parametrize("kind", ["general knowledge", "forecast"])
def test_general_knowledge_and_forecasts_cover_every_kind(kind: ClaimKind):
    assert len(specifics_flags(subject(RIVAL))) == 5
    assert specifics_flags(subject(RIVAL, claims=about(RIVAL, kind))) == ()


def test_a_judgement_covers_figures_and_shares_alone():
    flags = specifics_flags(subject(RIVAL, claims=about(RIVAL, "judgement")))

    assert [each.rule for each in flags] == ["version", "date", "price"]


def test_a_judgement_does_not_cover_a_number_taken_for_given():
    critique = "Its 1,200 rules make it the widest."

    assert specifics_flags(subject(critique, claims=about(critique, "judgement")))


def test_a_claim_of_fact_covers_nothing_and_ends_supposing():
    critique = "At $75 per million it would follow traffic, and two hundred banks said so in 2031, by and by."

    flags = specifics_flags(subject(critique, tool="temporal", claims=about(critique, "fact")))

    assert [each.where for each in flags] == ["$75 per million", "two hundred", "2031"]


def test_a_claim_covers_only_the_words_that_it_is_about():
    critique = "Rails 8 came early. It ships 1,200 rules."

    flags = specifics_flags(subject(critique, claims=about("Rails 8 came early", "general knowledge")))

    assert [each.where for each in flags] == ["1,200"]


def test_a_year_of_the_forecast_is_no_fact():
    assert specifics_flags(subject("The renewal comes in 2027.")) == ()
    assert specifics_flags(subject("The renewal comes in 2029."))


def test_flags_stand_in_the_order_of_the_critique():
    flags = specifics_flags(subject("It costs $30. It has 1,200 rules. It came in 2011."))

    assert [each.where for each in flags] == ["$30", "1,200", "2011"]


@given(st.integers(min_value=1001, max_value=10**7).filter(lambda number: number not in range(1960, 2050)))
def test_any_count_that_the_dossier_lacks_is_found_in_digits(number: int):
    (flag,) = specifics_flags(subject(f"It ships {number:,} rules in one binary.", tool="ruff"))

    assert (flag.rule, flag.where) == ("figure", f"{number:,}")
