"""What is asked of a model."""

from datetime import date

import jsonschema
import pytest

from panel.verdicts.answer_schema import ballot_schema, head_to_head_schema
from tests.verdicts.samples import LIMITS, NO_CLAIMS, PERSONA, fields, pick_fields

KNOWN_KEYWORDS = {
    "type", "properties", "required", "additionalProperties", "items", "enum", "description",
    "minLength", "maxLength", "minItems", "maxItems",
}  # fmt: skip


def schemas(schema):
    yield schema
    for inner in schema.get("properties", {}).values():
        yield from schemas(inner)
    if "items" in schema:
        yield from schemas(schema["items"])


ALL = [
    ballot_schema(PERSONA, LIMITS),
    ballot_schema(PERSONA, NO_CLAIMS),
    head_to_head_schema(("valve", "gate"), LIMITS),
]


def test_reasons_are_asked_for_before_the_verdict():
    assert list(ballot_schema(PERSONA, LIMITS)["properties"]) == [
        "findings", "claims", "critique", "flip_condition", "forecast", "confidence", "verdict",
    ]  # fmt: skip
    forecast = ballot_schema(PERSONA, LIMITS)["properties"]["forecast"]
    assert list(forecast["properties"]) == ["statement", "by", "test"]


def test_the_head_to_head_gives_its_answer_before_its_pick():
    assert list(head_to_head_schema(("a", "b"), LIMITS)["properties"]) == [
        "answer", "pick_other_when", "pricing_read", "pick",
    ]  # fmt: skip


def test_claims_are_not_asked_for_where_none_are_allowed():
    assert "claims" not in ballot_schema(PERSONA, NO_CLAIMS)["properties"]


def test_findings_are_the_personas_own():
    findings = ballot_schema(PERSONA, LIMITS)["properties"]["findings"]["properties"]
    assert list(findings) == ["joint", "rivals"]
    assert findings["joint"]["maxLength"] == LIMITS.finding
    assert (findings["rivals"]["minItems"], findings["rivals"]["maxItems"]) == (2, 3)
    assert findings["rivals"]["description"] == "Rivals by name."


@pytest.mark.parametrize("order", [("zebra", "ant"), ("ant", "zebra")])
def test_both_orders_of_a_pair_get_the_same_schema(order):
    assert head_to_head_schema(order, LIMITS) == head_to_head_schema(("ant", "zebra"), LIMITS)
    assert head_to_head_schema(order, LIMITS)["properties"]["pick"]["enum"] == ["ant", "zebra"]


@pytest.mark.parametrize("schema", ALL)
def test_only_keywords_that_every_engine_takes_are_used(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    for each in schemas(schema):
        assert set(each) <= KNOWN_KEYWORDS
        if each["type"] == "object":
            assert each["required"] == list(each["properties"])
            assert each["additionalProperties"] is False
        if each["type"] == "string":
            assert "enum" in each or each["minLength"] <= each["maxLength"]


def test_a_valid_answer_follows_the_schema():
    jsonschema.validate(fields(), ballot_schema(PERSONA, LIMITS))
    jsonschema.validate(pick_fields(), head_to_head_schema(("gate", "valve"), LIMITS))


def test_a_day_fits_its_field():
    by = ballot_schema(PERSONA, LIMITS)["properties"]["forecast"]["properties"]["by"]
    assert len(date(2027, 12, 31).isoformat()) == by["maxLength"]


@pytest.mark.embedded
@pytest.mark.parametrize("schema", ALL)
def test_the_embedded_engine_makes_a_grammar_of_it(schema):
    xllamacpp = pytest.importorskip("xllamacpp")
    assert xllamacpp.json_schema_to_grammar(schema)
