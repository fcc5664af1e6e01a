"""All that is asked of an answer's fields, together."""

from panel.checks.fields import field_flags
from panel.verdicts.ballot import Forecast
from tests.checks.samples import subject


def test_a_good_answer_raises_nothing():
    for persona in ("developer-experience", "competitive", "futurist", "business-model"):
        assert field_flags(subject("Poetry needs a Python first.", persona=persona)) == ()


def test_each_rule_is_asked_and_place_tells_the_field():
    good = subject().answer.findings
    bad = subject(
        findings={**good, "axis": ("n/a",), "competitors": ("Poetry", "uv")},
        forecast=Forecast(statement="It grows.", by="soon", test="Time will tell."),
    )
    assert [(flag.rule, flag.place) for flag in field_flags(bad)] == [
        ("missing-finding", "findings.axis"),
        ("self-competitor", "findings.competitors[2]"),
        ("forecast", "forecast.by"),
        ("forecast", "forecast.test"),
    ]
