import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from panel.errors import InputError
from panel.reports import document
from panel.reports.document import from_json, json_schema, json_schema_text, to_json
from panel.reports.summary import summarise
from tests.reports import example

SCHEMA_FILE = Path(document.__file__).with_name("comparison.schema.json")
DOCS = Path(__file__).parents[2] / "docs" / "json-output.md"
EVERYTHING = example.everything()


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_comparison_survives_the_way_into_the_file_and_back(name):
    comparison = EVERYTHING[name]
    assert from_json(to_json(comparison), "comparison.json") == comparison


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_written_file_is_what_the_schema_says(name):
    Draft202012Validator(json_schema()).validate(json.loads(to_json(EVERYTHING[name])))


def test_the_schema_refuses_a_field_it_does_not_know():
    written = json.loads(to_json(example.pair()))
    written["comparison"]["results"][0]["score"] = 1
    errors = list(Draft202012Validator(json_schema()).iter_errors(written))
    assert [error.json_path for error in errors] == ["$.comparison.results[0]"]


def test_the_shipped_schema_is_the_one_the_classes_give():
    Draft202012Validator.check_schema(json_schema())
    assert SCHEMA_FILE.read_text() == json_schema_text(), (
        "out of date: write panel.reports.document.json_schema_text() to panel/reports/comparison.schema.json"
    )


def test_the_docs_describe_every_field_of_every_part():
    tables = {
        title: set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
        for title, table in re.findall(
            r"^## (\w+)\n(.*?)(?=^## |\Z)", DOCS.read_text(), re.MULTILINE | re.DOTALL
        )
    }
    schema = json_schema()
    parts = {"Document": schema} | schema["$defs"]
    assert tables == {title: set(part["properties"]) for title, part in parts.items()}


def test_the_summary_counts_before_it_divides():
    larch, tarn = summarise(example.pair()).tools
    assert (larch.count, larch.ships, larch.skips, larch.voting, larch.personas) == (
        "3 of 4 ship",
        3,
        1,
        4,
        4,
    )
    assert larch.share == 0.75
    assert larch.interval == pytest.approx((0.3006, 0.9544), abs=1e-4)
    assert larch.dissent == ("business-model",)
    assert larch.stability["business-model"] == "2 of 3"
    assert tarn.standing == "skip"


def test_the_summary_of_an_incomplete_panel_counts_no_missing_ballot_as_a_vote():
    summary = summarise(example.incomplete())
    larch, tarn = summary.tools
    assert not summary.complete
    assert (tarn.ships, tarn.skips, tarn.voting, tarn.personas) == (1, 2, 3, 4)
    assert tarn.missing == ("futurist",)
    assert tarn.verdicts["futurist"] is None
    assert [(gone.persona, gone.sample, gone.reason) for gone in tarn.no_ballots] == [
        ("futurist", sample, "cut off") for sample in range(3)
    ]
    assert larch.split == ("competitive",)
    assert summary.head_to_head is not None
    assert (summary.head_to_head.standing, summary.head_to_head.pick) == ("incomplete", None)


def test_the_summary_adds_up_the_calls_and_knows_no_sum_where_one_price_is_unknown():
    comparison = example.pair()
    summary = summarise(comparison)
    assert summary.calls == 26
    assert summary.prompt_tokens == sum(call.prompt_tokens for call in comparison.calls)
    assert summary.usd == pytest.approx(26 * 0.0031)
    unpriced = example.call("unpriced", usd=None)
    asked = example.head_to_head()
    first = asked.asked[0].model_copy(update={"calls": (unpriced,)})
    head_to_head = asked.model_copy(update={"asked": (first, asked.asked[1])})
    assert summarise(comparison.model_copy(update={"head_to_head": head_to_head})).usd is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "report.json: not a comparison: Invalid JSON"),
        ("{", "report.json: not a comparison: Invalid JSON"),
        ("[" * 100_000, "report.json: not a comparison: Invalid JSON"),
        ("[]", "report.json: not a comparison: it has no schema_version"),
        ('{"schema_version": "one"}', "report.json: not a comparison: it has no schema_version"),
        ('{"schema_version": 2}', "report.json: schema_version: 2 was written by a newer Panel; upgrade it."),
        ('{"schema_version": 0}', "report.json: schema_version: 0 was written by no Panel"),
    ],
)
def test_a_file_that_is_no_comparison_of_this_version_is_refused_in_a_sentence(text, told):
    with pytest.raises(InputError) as caught:
        from_json(text, "report.json")
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)


def test_every_wrong_field_is_listed_with_its_place():
    written = json.loads(to_json(example.pair()))
    written["comparison"]["tools"][0]["pricing"]["entry"] = "Cheap"
    written["comparison"]["flags"][0]["colour"] = "red"
    with pytest.raises(InputError) as caught:
        from_json(json.dumps(written), "report.json")
    first, second = str(caught.value).splitlines()
    assert first.startswith("report.json: comparison.tools.0.pricing.entry: Input should be 'Free'")
    assert second.startswith("report.json: comparison.flags.0.colour: Extra inputs are not permitted")


def test_a_file_that_contradicts_itself_is_refused():
    written = json.loads(to_json(example.pair()))
    written["comparison"]["results"].reverse()
    with pytest.raises(InputError) as caught:
        from_json(json.dumps(written), "report.json")
    assert str(caught.value).startswith("report.json: comparison: a comparison needs its tools sorted")


def test_a_summary_that_was_tampered_with_is_not_believed():
    written = json.loads(to_json(example.pair()))
    written["summary"]["tools"][1]["count"] = "4 of 4 ship"
    assert to_json(from_json(json.dumps(written), "report.json")) == to_json(example.pair())
