"""Forecasts that can be held to a day, and those that cannot."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.forecast import forecast_flags, last_day
from panel.verdicts.ballot import Forecast
from tests.checks.samples import subject

DATES = [
    ("2027-06-30", date(2027, 6, 30)),
    ("2027/06/30", date(2027, 6, 30)),
    ("30 June 2027", date(2027, 6, 30)),
    ("the 30th of June, 2027", date(2027, 6, 30)),
    ("June 30th, 2027", date(2027, 6, 30)),
    ("Sept. 1, 2027", date(2027, 9, 1)),
    ("by 2027-06-30 at the latest", date(2027, 6, 30)),
    ("on or before 1 May 2027", date(2027, 5, 1)),
    ("no later than 2027-06-30", date(2027, 6, 30)),
    ("2027-06-30T00:00:00Z", date(2027, 6, 30)),
    ("30/06/2027", date(2027, 6, 30)),
    ("05/05/2027", date(2027, 5, 5)),
    ("June 2027", date(2027, 6, 30)),
    ("2028-02", date(2028, 2, 29)),
    ("end of February 2027", date(2027, 2, 28)),
    ("Q2 2027", date(2027, 6, 30)),
    ("2027-Q4", date(2027, 12, 31)),
    ("H1 2027", date(2027, 6, 30)),
    ("the first half of 2027", date(2027, 6, 30)),
    ("the last quarter of 2027", date(2027, 12, 31)),
    ("the end of 2027", date(2027, 12, 31)),
    ("end-2027", date(2027, 12, 31)),
    ("by 2027", date(2027, 12, 31)),
    ("between 2027-01-01 and 2027-06-30", date(2027, 6, 30)),
]
VAGUE = [
    "",
    "soon",
    "someday",
    "within a year",
    "in twelve months",
    "next year",
    "mid-2027",
    "early 2027",
    "late 2027",
    "summer 2027",
    "around June 2027",
    "sometime in 2027",
    "after 2027-06-30",
    "2027-06-30 or later",
    "2027 or 2028",
    "the 2030s",
    "within 2 years of 2026",
    "06/07/2027",
    "YYYY-MM-DD",
    "when 3.0 is out",
]
IMPOSSIBLE = [
    "2027-02-30",
    "2027-13-01",
    "31 June 2027",
    "February 29, 2027",
    "2027-13",
    "0000-01-01",
    "40/13/2027",
]
TESTS = [
    "Compare the share of satisfied respondents in the yearly survey.",
    "The changelog says so.",
    "Count uv.lock files in a sample of 500 public repositories.",
    "A named customer is on the home page or it is not.",
    "Watch the release page for a tag named 1.0.",
    "Open the README of temporalio/temporal: its first paragraph must contain the word agent.",
    "Its storage page names PostgreSQL.",
    "Look at its site.",
    "Time will tell, in the form of download counts on pypistats.org.",
    "See whether it has happened on the pricing page.",
    "Check whether the repository's licence has changed.",
    "Everyone will see it in the changelog.",
    "The vendor publishes internal telemetry that shows more Workers than servers.",
    "No private roadmap: the public issue tracker carries the label.",
    "Ask three platform leads who run it which invoice it replaced.",
    "A survey of all developers who answered the Stack Overflow poll lists it.",
    "A tag named 1.0.",
]
NO_TESTS = [
    "Ask around and see how people feel.",
    "Developers will prefer it.",
    "Look at whether it is successful.",
    "The mood among Python developers has shifted.",
    "Check.",
    "Observe the market.",
    "See if things have changed.",
    "If it has happened, the forecast was right.",
    "Count every private repository in the world that uses it.",
    "The consensus will be that it won.",
    "It feels like the standard choice by then.",
    "Anyone paying attention will be able to tell.",
    "",
    "n/a",
    "None.",
    "Time will tell.",
    "Only time will tell",
    "We'll see.",
    "It will be obvious.",
    "The market will decide.",
    "Wait and see what happens.",
    "See if it comes true.",
    "Check whether this is right.",
    "One will simply know by then.",
    "Developer sentiment, broadly.",
    "Read the vendor's internal accounts.",
    "Ask every developer in the world which one they prefer.",
    "It ships a 1.0.",
]


def forecast(**changes):
    fields = {"statement": "It ships a 1.0.", "by": "2027-12-31", "test": "A tag named 1.0.", **changes}
    return subject(forecast=Forecast(**fields))


@pytest.mark.parametrize(("text", "day"), DATES)
def test_a_date_in_any_usual_writing_tells_its_last_day(text, day):
    assert last_day(text) == day
    assert forecast_flags(forecast(by=text)) == ()


@pytest.mark.parametrize("text", VAGUE)
def test_a_vague_date_is_flagged(text):
    assert last_day(text) is None
    (flag,) = forecast_flags(forecast(by=text))
    assert (flag.rule, flag.place, flag.where) == ("forecast", "forecast.by", text)


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_an_impossible_date_is_flagged_as_such(text):
    (flag,) = forecast_flags(forecast(by=text))
    assert (flag.place, flag.why) == ("forecast.by", "No calendar has this day.")


@pytest.mark.parametrize("text", ["2026-11-23", "2026-11-22", "June 2025", "2024", "9 March 2019", "Q3 2026"])
def test_a_date_on_or_before_the_latest_source_is_flagged(text):
    (flag,) = forecast_flags(forecast(by=text))
    assert flag.why == "The forecast was due by the day of the latest source, 2026-11-23."


def test_ten_years_are_the_furthest():
    assert forecast_flags(forecast(by="2036-11-23")) == ()
    assert forecast_flags(forecast(by="2026-11-24")) == ()
    (flag,) = forecast_flags(forecast(by="2037"))
    assert flag.why == "This is more than 10 years after the latest source."


@pytest.mark.parametrize("text", TESTS)
def test_a_test_that_names_what_to_look_at_is_not_flagged(text):
    assert forecast_flags(forecast(test=text)) == ()


@pytest.mark.parametrize("text", NO_TESTS)
def test_a_test_that_nobody_could_carry_out_is_flagged(text):
    (flag,) = forecast_flags(forecast(test=text))
    assert (flag.place, flag.where) == ("forecast.test", text)


def test_a_forecast_that_states_nothing_is_flagged():
    (flag,) = forecast_flags(forecast(statement="n/a"))
    assert flag.place == "forecast.statement"


@given(st.dates(min_value=date(2026, 11, 24), max_value=date(2026, 11, 23) + timedelta(days=3650)))
def test_every_day_of_the_next_ten_years_is_read_in_every_writing(day):
    month = f"{day:%B}"
    writings = (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day:%d %b %Y}",
    )
    assert {last_day(each) for each in writings} == {day}
    assert forecast_flags(forecast(by=day.isoformat())) == ()


@given(st.text(alphabet="0123456789-/. QHJuneMay,of", max_size=16))
def test_reading_a_date_gives_a_day_or_none_or_says_that_there_is_no_such_day(text):
    try:
        assert last_day(text) is None or isinstance(last_day(text), date)
    except ValueError:
        assert any(each.isdigit() for each in text)
