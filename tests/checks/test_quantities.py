"""Quantities in prose: what means the same is equal, and what counts nothing is not read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from panel.checks.quantities import Kind, quantities

SAME = [
    ("256K", "256,000", "256 thousand", "256 000", "256k", "two hundred and fifty-six thousand"),
    ("2 billion", "2B", "2,000,000,000", "two billion", "2bn"),
    ("7-billion-parameter", "7B", "seven billion"),
    ("1,200", "twelve hundred", "1.2K", "one thousand two hundred", "1.2 thousand"),
    ("a million", "1M", "1 million", "1,000,000"),
    ("500,000", "half a million", "0.5 million", "five hundred thousand"),
    ("24", "two dozen", "twenty-four"),
    (
        "10-100x",
        "ten to a hundred times",
        "10x to 100x",
        "10–100 times",
        "10x-100x",
        "between 10 and 100 times",
    ),
    ("2-5 million", "two to five million", "2,000,000 to 5,000,000"),
    ("60 seconds", "one minute", "1 min"),
    ("2 years", "24 months", "twenty-four months"),
    ("8-bit", "8 bits", "eight bits"),
    ("2 GB", "2048 MB", "two gigabytes"),
    ("24-fold", "24×", "24 times"),
    ("1000 actions per second", "a thousand actions a second", "1,000 actions/second"),
    (
        "$50 per million",
        "50 dollars for a million",
        "&#36;50 per million",
        "USD 50 per 1M",
        "US$50 / million",
        "fifty dollars a million",
        "$50 per one million",
    ),
    ("$0.50/M", "50 cents per million", "fifty cents for every million"),
    ("$500/month", "$500 a month", "500 dollars monthly", "$500 per mo", "five hundred dollars each month"),
    ("$9.99", "9.99 dollars", "nine dollars ninety-nine", "999 cents"),
    ("$0.0075", "three-quarters of a cent", "0.75 cents"),
    ("€5", "5 euros", "EUR 5", "five euros"),
    ("$10-20", "$10 to $20", "ten to twenty dollars"),
    (
        "10%",
        "10 per cent",
        "ten percent",
        "10 percentage points",
        "10.0%",
        "one in ten",
        "one out of every ten",
    ),
    ("30-40%", "30% to 40%", "thirty to forty per cent"),
    ("50%", "half of its users", "one in two", "fifty per cent"),
    ("two thirds", "two-thirds", "two in three"),
    ("2026-03-19", "March 19, 2026", "19 March 2026", "the 19th of March 2026", "19/03/2026", "Mar 19 2026"),
    ("February 2018", "Feb 2018", "2018-02", "2018/02", "February of 2018"),
    ("v1.2", "version 1.2", "V1.2", "uv 1.2", "Version 1.2"),
    ("Python 3.10+", "Python 3.10 or newer", "v3.10", "Python 3.10 and later"),
    ("0.9.0", "v0.9.0", "Ruff 0.9.0", "version 0.9.0"),
]


@pytest.mark.parametrize("ways", SAME, ids=lambda ways: ways[0])
def test_a_quantity_is_the_same_in_every_way_of_writing_it(ways: tuple[str, ...]):
    read = {way: quantities(f"It says {way}, and so do we.") for way in ways}

    assert {way: len(found) for way, found in read.items()} == dict.fromkeys(ways, 1)
    assert len(set(read.values())) == 1, read


DIFFERENT = [
    ("256K", "256"),
    ("1,200 rules", "1.2 rules"),
    ("$50", "€50"),
    ("$50", "50"),
    ("$50", "50 cents"),
    ("$50 per million", "$50 per thousand"),
    ("$500 a month", "$500 a year"),
    ("10%", "10"),
    ("30 seconds", "30 minutes"),
    ("10-100x", "10x"),
    ("8-bit", "8 GB"),
    ("March 2026", "March 19, 2026"),
    ("19 March 2026", "18 March 2026"),
    ("Python 3.1", "Python 3.10"),
    ("v0.9", "v0.9.1"),
    ("2 million", "2 billion"),
    ("a hundred and fifty", "a hundred"),
    ("nineteen", "ninety"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_quantities_of_different_meaning_differ(one: str, other: str):
    assert quantities(f"It says {one}.") != quantities(f"It says {other}.")


KINDS: list[tuple[str, list[Kind]]] = [
    ("in 2024 over 2000 rules", ["date", "figure"]),
    ("Copyright 2018-2026 and 2021, 2022", ["date", "date", "date", "date"]),
    ("since March, on 0.9 and Rails 8", ["date", "version", "version"]),
    ("$500 or 10% of 4 vCPUs", ["price", "percentage", "figure"]),
    ("a 3.9 image, a 2.5 GB file, 1.5 to 8 bits", ["version", "figure", "figure"]),
    ("gives Ruff 90 rules and Llama 3 a rival", ["figure", "version"]),
    ("the 2023 README of 5 May 2025", ["date", "date"]),
    ("half of its customers pay two dollars", ["percentage", "price"]),
    ("a quarter of all deployments", ["percentage"]),
    ("the plan takes a fifth of consumption", ["percentage"]),
    ("driver version 550 and capability 5.0+", ["version", "version"]),
    ("a 2.x line with 300-plus packages", ["version", "figure"]),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_each_quantity_has_its_kind(text: str, kinds: list[Kind]):
    assert [each.kind for each in quantities(text)] == kinds


NONE = [
    "GPT-4o, Qwen3-8B, H100 and E2B",
    "the 1st, the 21st century and the 95th percentile",
    "the 1990s, the early 90s",
    "PEP 621, RFC 9309, ISO 27001, SOC 2 and the Fortune 500",
    "step 3, exit code 137, port 8080, HTTP 429, tier 1",
    "at 3 a.m. or 15:30, 24/7",
    "hundreds of plugins, dozens of rules, several thousand users",
    "half-finished work, a third of the job, the second half",
    "a quarter of a million tokens",
    "x86, utf8, base64, 3D and 2FA",
    "May I march on? They may.",
    "anyone, bone, weight, often, height",
]


@pytest.mark.parametrize("text", NONE)
def test_what_counts_nothing_is_no_quantity(text: str):
    assert quantities(text) == ()


@pytest.mark.parametrize("text", ["v" + "9" * 5000, "9" * 5000, "$" + "9" * 5000, "9." * 3000 + "9"])
def test_a_number_of_any_length_is_read(text: str):
    assert len(quantities(text)) == 1


@given(st.integers(min_value=3000, max_value=10**9))
def test_thousands_separators_change_nothing(number: int):
    assert quantities(f"over {number} rules") == quantities(f"over {number:,} rules")


@given(st.integers(min_value=1, max_value=999))
def test_a_letter_a_word_and_noughts_scale_alike(number: int):
    as_letter = quantities(f"of {number}K tokens")

    assert as_letter == quantities(f"of {number} thousand tokens") == quantities(f"of {number},000 tokens")


@given(st.dates())
def test_a_date_is_the_same_in_every_order(day):
    if not 1960 <= day.year < 2050:
        return
    written = (f"{day:%Y-%m-%d}", f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}")

    assert len({quantities(f"on {each}, it said") for each in written}) == 1


@example("0€ 0")
@given(st.text(alphabet="0123456789.,-–$€%KMBx aefhinoty/&#;", max_size=60))
def test_any_text_is_read_and_every_quantity_stands_where_it_says(text: str):
    end = 0
    for each in quantities(text):
        assert end <= each.start < each.end <= len(text)
        end = each.end
