"""What many panel results say of the panel itself."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.verdicts.statistics import FEWEST_TOOLS, Agreement, agreement, distinctness
from tests.verdicts.samples import result

PANELS = st.lists(st.lists(st.text("sk-", max_size=3), min_size=2, max_size=4), max_size=8)


def panels(*votes):
    """A panel result for each row; a row's letters are one sample of each persona."""
    return [result(*row, tool=f"tool-{n}") for n, row in enumerate(votes)]


class TestAgreement:
    def test_full_agreement_is_1(self):
        assert agreement(panels("sss", "kkk", "sss", "kkk", "sss")) == Agreement(alpha=1, tools=5)

    def test_it_is_krippendorffs_alpha_for_nominal_data(self):
        # By hand: of 10 votes 6 ship and 4 skip, and the 4 on two of the tools meet a vote that differs.
        disputed = panels("ss", "ss", "kk", "sk", "sk")
        assert agreement(disputed).alpha == pytest.approx(1 - (4 / 10) / (2 * 6 * 4 / (10 * 9)))

    def test_systematic_disagreement_is_below_chance(self):
        assert agreement(panels("sk", "ks", "sk", "ks", "sk")).alpha < 0

    def test_it_is_undefined_where_all_votes_are_alike(self):
        assert agreement(panels(*["ssss"] * 6)) == Agreement(alpha=None, tools=6)
        assert agreement(panels(*["kk"] * 5)).alpha is None

    def test_it_is_not_given_for_few_tools(self):
        assert agreement([]) is None
        assert agreement(panels(*["sskk"] * (FEWEST_TOOLS - 1))) is None

    def test_a_tool_with_a_single_verdict_tells_nothing(self):
        assert agreement(panels("sss", "kkk", "sss", "kkk", "s--")) is None
        six = panels("sss", "kkk", "sss", "kkk", "kkk", "s--")
        assert agreement(six) == Agreement(alpha=1, tools=5)

    def test_a_missing_or_split_verdict_is_a_missing_value(self):
        rows = [["s", "s", "-"], ["k", "k", "sk"], ["s", "s", ""], ["k", "k", "k"], ["s", "s", "s"]]
        assert agreement(panels(*rows)) == Agreement(alpha=1, tools=5)

    def test_numpy_stays_out_until_it_is_needed(self):
        code = (
            "import sys\nfrom panel.verdicts.statistics import agreement\nagreement([])\n"
            "assert not {'numpy', 'krippendorff'} & set(sys.modules)"
        )
        subprocess.run([sys.executable, "-c", code], check=True)

    @given(PANELS)
    def test_it_is_at_most_1_and_never_fails(self, rows):
        found = agreement(panels(*rows))
        assert found is None or found.alpha is None or -1 <= found.alpha <= 1 + 1e-9


class TestDistinctness:
    def test_it_sets_variation_within_beside_variation_between(self):
        steady = distinctness(panels(["sss", "kkk"], ["sss", "kkk"]))
        assert (steady.within, steady.between) == (0, 1)
        wavering = distinctness(panels(["sk", "sk"]))
        assert (wavering.within, wavering.between) == (1, 0.5)

    def test_it_takes_the_mean_over_personas_and_tools(self):
        # Within: 0, 2/3, 0, 0. Between: a third of the pairs on the first tool, none on the second.
        found = distinctness(panels(["sss", "ssk"], ["kkk", "kkk"]))
        assert found.within == pytest.approx((2 / 3) / 4)
        assert found.between == pytest.approx((1 / 3) / 2)

    def test_it_needs_repeated_samples(self):
        assert distinctness(panels("sk", "ks")) is None

    def test_it_needs_two_personas_on_one_tool(self):
        assert distinctness(panels(["sss"])) is None
        assert distinctness(panels(["sss", "---"], ["--", "kkk"])) is None
        assert distinctness([]) is None

    @given(PANELS)
    def test_both_rates_are_rates(self, rows):
        found = distinctness(panels(*rows))
        assert found is None or (0 <= found.within <= 1 and 0 <= found.between <= 1)
