"""Validation errors → problems that tell the person who wrote the dossier what to write instead."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from panel.intake.dossier import Dossier, Pricing, Source
from panel.intake.problem import Problem, field_name
from panel.intake.yaml_source import Place

_PARTS: dict[str | int, type[BaseModel]] = {"pricing": Pricing, "sources": Source}
_MESSAGES = {
    "missing": "this field is missing",
    "string_type": "write text here; put it in quotes if it looks like a number, a date or true/false",
    "string_too_short": "this is empty; write it or, if the field is optional, leave it out",
    "string_too_long": "at most {max_length:,} characters fit here; shorten it",
    "string_pattern_mismatch": "write a lower-case letter, then letters, digits or hyphens, 20 at most",
    "literal_error": "write one of {expected}",
    "date_type": "write a date as YYYY-MM-DD without quotes, such as 2026-11-24",
    "tuple_type": 'write a list here: each item on a line of its own that starts with "- "',
    "model_type": "write fields here, each as `field: value`",
    "too_short": "at least one item is needed here",
    "too_long": "at most {max_length} items fit here; keep the ones that matter",
}


def problems_of(
    error: ValidationError, lines: Mapping[Place, int], *, told: Collection[str] = ()
) -> list[Problem]:
    """Turn what pydantic found into problems with lines; a field named in `told` is not told again.

    An unknown key that is close to a missing one is told as one misspelling, not as two problems.
    """
    details = error.errors(include_url=False)
    misspelt = {
        (*each["loc"][:-1], name) for each in details if _is_unknown(each) for name in _meant(each["loc"])
    }
    return [
        _problem(each, lines)
        for each in details
        if field_name(each["loc"]) not in told
        and not (each["type"] == "missing" and each["loc"] in misspelt)
        and not (each["type"] == "too_short" and _holds_another(each["loc"], details))
    ]


def _is_unknown(details: ErrorDetails) -> bool:
    return details["type"] == "extra_forbidden"


def _holds_another(place: Place, details: list[ErrorDetails]) -> bool:
    """Whether an item of this list is wrong itself: pydantic counts only the valid ones."""
    return any(len(each["loc"]) > len(place) and each["loc"][: len(place)] == place for each in details)


def _problem(details: ErrorDetails, lines: Mapping[Place, int]) -> Problem:
    place = details["loc"]
    if place == ("slug",):
        return Problem(f"{_message(details)}; rename the file")
    return Problem(_message(details), _line(place, lines), field_name(place))


def _message(details: ErrorDetails) -> str:
    if _is_unknown(details):
        if meant := _meant(details["loc"]):
            return f"this field is unknown; did you mean {' or '.join(meant)}?"
        return f"this field is unknown; known are {', '.join(_known(details['loc']))}"
    if details["type"] == "value_error":
        return str(details.get("ctx", {})["error"])
    template = _MESSAGES.get(details["type"], details["msg"])
    return template.format(**details.get("ctx", {}))


def _line(place: Place, lines: Mapping[Place, int]) -> int:
    """The line of a value or, where it is missing, of the nearest thing around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 0)


def _known(place: Place) -> list[str]:
    part = Dossier if len(place) == 1 else _PARTS[place[0]]
    return [name for name in part.model_fields if name != "slug"]


def _meant(place: Place) -> list[str]:
    return get_close_matches(str(place[-1]).lower(), _known(place), n=2, cutoff=0.6)
