"""A comparison as JSON, and back: `comparison.json` is what every other file of a report is rebuilt from.

The JSON Schema in `comparison.schema.json` is made from these classes; a test holds the file to them.
"""

import json
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from panel.errors import InputError
from panel.reports.summary import Summary, Told, summarise
from panel.verdicts.comparison import Comparison

SCHEMA_VERSION = 1
SCHEMA_ID = "comparison.schema.json"


class Document(Told):
    """The whole of `comparison.json`."""

    schema_version: Literal[1]
    """Version of this format; a change that a reader could stumble over raises it."""
    summary: Summary
    """What most readers need."""
    comparison: Comparison
    """Everything: dossiers, personas, ballots, calls, head-to-head, flags."""


class _Header(BaseModel):
    schema_version: int


def to_json(comparison: Comparison) -> str:
    """Give `comparison.json`: indented JSON that ends in a newline."""
    document = Document(schema_version=SCHEMA_VERSION, summary=summarise(comparison), comparison=comparison)
    return document.model_dump_json(indent=2) + "\n"


def from_json(text: str, path: str) -> Comparison:
    """Read a `comparison.json`; `path` is what messages call it.

    Raises:
        InputError: the file is no JSON, is of a version this Panel does not know, has other fields than the
            schema says, or contradicts itself; every problem is listed.
    """
    try:
        version = _Header.model_validate_json(text).schema_version
    except ValidationError as error:
        raise InputError(
            f"{path}: not a comparison: {_what(error)}; give the comparison.json that a run wrote."
        ) from error
    if version != SCHEMA_VERSION:
        age = (
            "a newer Panel; upgrade it" if version > SCHEMA_VERSION else "no Panel; give the file a run wrote"
        )
        raise InputError(f"{path}: schema_version: {version} was written by {age}.")
    try:
        return Document.model_validate_json(text).comparison
    except ValidationError as error:
        raise InputError("\n".join(f"{path}: {problem}" for problem in _problems(error))) from error


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of `comparison.json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **Document.model_json_schema(mode="serialization"),
    }


def json_schema_text() -> str:
    """Give the JSON Schema as the file `comparison.schema.json` has it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _what(error: ValidationError) -> str:
    first = error.errors()[0]
    return first["msg"] if first["type"] == "json_invalid" else "it has no schema_version"


def _problems(error: ValidationError) -> list[str]:
    return [
        f"{'.'.join(map(str, each['loc']))}: {each['msg'].removeprefix('Value error, ')}"
        for each in error.errors()
    ]
