"""Compares an answer with the schema it was asked to follow, and names every field that does not fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from panel.verdicts.strict_json import Json

SLACK = 1.25
"""How far a text may miss its asked length, as a factor, before it counts as too long or too short.

Models count tokens, not characters, and overrun a bound by some words. Asking again costs a whole call, while
a critique a few words off reads the same; past a quarter it no longer fits its place in the report.
"""


@dataclass(frozen=True)
class Mismatch:
    """One field that does not fit.

    Attributes:
        field: Dotted name, such as `forecast.by` or `claims[2].kind`; empty for the answer itself.
        complaint: What is wrong with it, to be read after its name: "is missing".
        too_long: Whether all that is wrong is its length.
    """

    field: str
    complaint: str
    too_long: bool = False

    def __str__(self) -> str:
        return f"{self.field or 'the answer'} {self.complaint}"


def mismatches(value: Json, schema: Mapping[str, Any], field: str = "") -> Iterator[Mismatch]:
    """Give every place where `value` departs from `schema`, in the schema's order.

    Knows the keywords that `answer_schema` uses; lengths get `SLACK`, counts and choices none.
    """
    match schema["type"], value:
        case "object", dict():
            yield from _in_object(value, schema, field)
        case "array", list():
            yield from _in_list(value, schema, field)
        case "string", str():
            yield from _in_text(value, schema, field)
        case wanted, _:
            yield Mismatch(field, f"must be {_CALLED[wanted]}, not {_kind(value)}")


def _in_object(value: dict[str, Json], schema: Mapping[str, Any], field: str) -> Iterator[Mismatch]:
    properties: dict[str, Any] = schema["properties"]
    prefix = f"{field}." if field else ""
    for key, inner in properties.items():
        if key in value:
            yield from mismatches(value[key], inner, prefix + key)
        else:
            yield Mismatch(prefix + key, "is missing")
    for key in value:
        if key not in properties:
            yield Mismatch(prefix + ascii(key[:40]), "is not asked for")


def _in_list(value: list[Json], schema: Mapping[str, Any], field: str) -> Iterator[Mismatch]:
    least, most = schema["minItems"], schema["maxItems"]
    if not least <= len(value) <= most:
        asked = str(most) if least == most else f"{least} to {most}"
        yield Mismatch(field, f"must have {asked} entries, not {len(value)}")
    for position, each in enumerate(value):
        yield from mismatches(each, schema["items"], f"{field}[{position}]")


def _in_text(value: str, schema: Mapping[str, Any], field: str) -> Iterator[Mismatch]:
    if "enum" in schema:
        if value not in schema["enum"]:
            yield Mismatch(field, f"must be {' or '.join(map(repr, schema['enum']))}")
        return
    if not value and schema["minLength"]:
        yield Mismatch(field, "is empty")
    elif len(value) * SLACK < schema["minLength"]:
        yield Mismatch(field, f"has {len(value)} characters, but needs at least {schema['minLength']}")
    elif len(value) > schema["maxLength"] * SLACK:
        yield Mismatch(
            field, f"has {len(value)} characters, but may have {schema['maxLength']} at most", too_long=True
        )


_CALLED = {"object": "an object", "array": "a list", "string": "a text"}


def _kind(value: Json) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case dict():
            return _CALLED["object"]
        case list():
            return _CALLED["array"]
        case str():
            return _CALLED["string"]
        case _:
            return "a number"
