"""Reply → answer, or the one reason why it cannot be read.

The whole message must be one JSON object that fits its schema. JSON is never dug out of prose: a tool's own
text may hold a finished answer, and a model that echoes it has not judged anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from panel.intake.dossier import Dossier
from panel.intake.hidden_text import clean
from panel.models.reply import Reply
from panel.prompting.persona import Persona
from panel.settings import AnswerLimits
from panel.verdicts.answer_schema import ballot_schema, head_to_head_schema
from panel.verdicts.ballot import Answer, Unreadable
from panel.verdicts.echo import is_echo
from panel.verdicts.fields import Mismatch, mismatches
from panel.verdicts.strict_json import Json, UnreadableError, parse

MOST_CHARACTERS = 64_000
"""Longest message that is looked at, in characters: about twice what the widest limits allow."""

_MOST_NAMED = 12  # mismatches named in one sentence


@dataclass(frozen=True)
class Problem:
    """Why an answer cannot be read.

    Attributes:
        reason: Which of the known ways.
        detail: One sentence, fit for a person and for asking the model again; holds nothing the model
            wrote but names of fields, escaped.
    """

    reason: Unreadable
    detail: str


@dataclass(frozen=True)
class PickAnswer:
    """A readable answer to the head-to-head; its fields are those of `Pick`."""

    answer: str
    pick_other_when: tuple[str, ...]
    pricing_read: str
    pick: str


def read_ballot(reply: Reply, persona: Persona, limits: AnswerLimits, dossier: Dossier) -> Answer | Problem:
    """Read a persona's answer on the tool of `dossier`; never raises, whatever the reply holds.

    Texts lose hidden characters and outer white space. Their lengths may miss the limits by `fields.SLACK`.
    A source that a claim names must be one of the dossier's; what it says is for the checks to verify.
    """
    try:
        given = _answer(reply)
        _refuse([*mismatches(given, ballot_schema(persona, limits)), *_unknown_sources(given, dossier)])
        fields = cast("dict[str, Any]", given)
        _refuse_echo(fields["critique"], (dossier,), "critique")
    except UnreadableError as error:
        return Problem(error.reason, error.detail)
    findings = {
        key: (each,) if isinstance(each, str) else tuple(each) for key, each in fields["findings"].items()
    }
    return Answer.model_validate({"claims": (), **fields, "findings": findings})


def read_pick(reply: Reply, pair: tuple[Dossier, Dossier], limits: AnswerLimits) -> PickAnswer | Problem:
    """Read an answer to the head-to-head of `pair`, in either order; never raises."""
    try:
        given = _answer(reply)
        _refuse([*mismatches(given, head_to_head_schema((pair[0].slug, pair[1].slug), limits))])
        fields = cast("dict[str, Any]", given)
        _refuse_echo(fields["answer"], pair, "answer")
    except UnreadableError as error:
        return Problem(error.reason, error.detail)
    return PickAnswer(
        answer=fields["answer"],
        pick_other_when=tuple(fields["pick_other_when"]),
        pricing_read=fields["pricing_read"],
        pick=fields["pick"],
    )


def _answer(reply: Reply) -> Json:
    """Give the JSON of the whole message, its texts cleaned."""
    _refuse_unfinished(reply.finish_reason)
    text = reply.text.strip()
    if not text:
        raise UnreadableError("empty", "The answer is empty.")
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError(
            "too long", f"The answer has {len(text)} characters, but may have {MOST_CHARACTERS} at most."
        )
    return _cleaned(parse(text))


def _refuse_unfinished(finish_reason: str) -> None:
    match finish_reason:
        case "stop":
            return
        case "length" | "model_length":
            raise UnreadableError("cut off", "The answer was cut off at the token limit; it must be shorter.")
        case "content_filter":
            raise UnreadableError("filtered", "The provider's content filter stopped the answer.")
        case other:
            raise UnreadableError("stopped", f"The model stopped for the reason {other[:40]!a}.")


def _cleaned(value: Json) -> Json:
    """Take hidden characters and outer white space from every text but keys, which nobody is shown."""
    match value:
        case str():
            if _SURROGATE.search(value):
                raise UnreadableError(
                    "malformed", "The answer holds half of a surrogate pair, which is no character."
                )
            return clean(value)[0].strip()
        case list():
            return [_cleaned(each) for each in value]
        case dict():
            return {key: _cleaned(each) for key, each in value.items()}
        case _:
            return value


_SURROGATE = re.compile("[\ud800-\udfff]")


def _unknown_sources(given: Json, dossier: Dossier) -> Iterator[Mismatch]:
    """Find the claims that name a source which the dossier does not have."""
    known = {source.id for source in dossier.sources}
    claims = given.get("claims") if isinstance(given, dict) else None
    for position, claim in enumerate(claims if isinstance(claims, list) else ()):
        source = claim.get("source") if isinstance(claim, dict) else None
        if isinstance(source, str) and source and source not in known:
            yield Mismatch(f"claims[{position}].source", f"must be {' or '.join(sorted(known))}, or empty")


def _refuse(found: list[Mismatch]) -> None:
    if not found:
        return
    named = "; ".join(str(each) for each in found[:_MOST_NAMED])
    more = f"; and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    reason = "too long" if all(each.too_long for each in found) else "wrong fields"
    raise UnreadableError(reason, f"The answer does not fit what was asked: {named}{more}.")


def _refuse_echo(prose: str, dossiers: tuple[Dossier, ...], field: str) -> None:
    if is_echo(prose, dossiers):
        raise UnreadableError("copied", f"The {field} repeats the dossier's own words; write it in your own.")
