"""The checks on labelled critiques: floors, below which a change has made them worse. See `make checks`."""

import pytest

from tests.checks.measure import HALVES, Figures, measure


@pytest.fixture(scope="module", params=HALVES)
def figures(request: pytest.FixtureRequest) -> Figures:
    return measure(request.param)


def test_each_half_is_half_clean_and_half_planted(figures: Figures):
    assert figures.clean == 42
    assert sum(figures.planted.values()) >= 42


def test_a_clean_critique_raises_a_fifth_of_a_flag_at_most(figures: Figures):
    assert figures.false_per_clean <= 0.2, figures.false


def test_planted_figures_prices_percentages_dates_versions_and_altered_quotations_are_found(figures: Figures):
    assert figures.recall("figure", "price", "percentage", "date", "version", "quotation") >= 0.85


def test_planted_names_are_found(figures: Figures):
    assert figures.recall("name") == 1


def test_planted_copies_lengths_hype_and_unsupported_facts_are_found(figures: Figures):
    assert (
        figures.recall("sameness", "tagline", "length", "hype", "filler", "unsupported", "span", "uncovered")
        == 1
    )
