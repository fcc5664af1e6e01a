from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from panel.reports import wording


@pytest.mark.parametrize(
    ("names", "told"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_joined_as_one_would_say_them(names, told):
    assert wording.joined(names) == told


@pytest.mark.parametrize(
    ("usd", "told"),
    [
        (None, "cost unknown"),
        (0, "USD 0"),
        (0.00314, "USD 0.0031"),
        (0.08, "USD 0.0800"),
        (12.345, "USD 12.35"),
    ],
)
def test_an_unknown_cost_is_never_zero(usd, told):
    assert wording.usd_text(usd) == told


def test_a_day_is_written_out_and_a_moment_is_taken_in_utc():
    assert wording.day(date(2026, 1, 2)) == "2 January 2026"
    assert (
        wording.day(datetime(2026, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-2)))) == "1 January 2027"
    )
    assert wording.day(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == "31 December 2026"


def test_a_deadline_that_is_no_date_stays_as_the_model_wrote_it():
    assert wording.deadline("2027-03-31") == "31 March 2027"
    assert wording.deadline("end of 2027") == "end of 2027"


def test_shares_intervals_and_numbers_are_rounded_for_reading():
    assert wording.percent(0.75) == "75 %"
    assert wording.interval_text((0.3006, 0.9544)) == "30–95 %"
    assert wording.number_text(1234567) == "1\u00a0234\u00a0567"
    assert (wording.counted(1, "call"), wording.counted(0, "call")) == ("1 call", "0 calls")
