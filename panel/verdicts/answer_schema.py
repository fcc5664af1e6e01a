"""The JSON Schemas of the answers: what is asked of a model, and what its answer is read against.

Only `type`, `enum`, `description` and bounds on lengths and counts are used: providers publish no list of
what their strict mode takes, and llama.cpp's grammar converter takes these. The order of the properties is
the order in which a model answers, so that reasons stand before the verdict they lead to.
"""

from typing import Any, get_args

from panel.prompting.persona import Finding, Persona
from panel.settings import AnswerLimits
from panel.verdicts.ballot import ClaimKind, Confidence, Vote

Schema = dict[str, Any]

_DAY = len("YYYY-MM-DD")
_SOURCE_ID = 20  # as long as a dossier's source ids may be


def ballot_schema(persona: Persona, limits: AnswerLimits) -> Schema:
    """Give the schema of one persona's ballot; the same for every tool, so that prompts stay cacheable.

    Properties, in order: `findings` (the persona's own keys), `claims` (left out where `limits.claims` is 0),
    `critique`, `flip_condition`, `forecast`, `confidence`, `verdict`. Lengths are in characters.
    """
    claims = {"claims": _claims(limits)} if limits.claims else {}
    return _object(
        {
            "findings": _object({each.key: _finding(each, limits) for each in persona.findings}),
            **claims,
            "critique": _text(
                "The review: one paragraph.", limits.critique_most, least=limits.critique_least
            ),
            "flip_condition": _text("The one checkable change that would flip the verdict.", limits.sentence),
            "forecast": _object(
                {
                    "statement": _text("What will have happened by then.", limits.sentence),
                    "by": _text("The day, as YYYY-MM-DD.", _DAY),
                    "test": _text("How one will be able to tell.", limits.sentence),
                }
            ),
            "confidence": _choice(get_args(Confidence)),
            "verdict": _choice(get_args(Vote)),
        }
    )


def head_to_head_schema(slugs: tuple[str, str], limits: AnswerLimits) -> Schema:
    """Give the schema of the head-to-head; it lists `slugs` sorted, whichever way round the prompt has them.

    Properties, in order: `answer`, `pick_other_when` (two or three), `pricing_read`, `pick`.
    """
    condition = _text("One condition.", limits.sentence)
    return _object(
        {
            "answer": _text("Which one to ship with, in a sentence.", limits.sentence),
            "pick_other_when": _list("When the other one is right.", condition, least=2, most=3),
            "pricing_read": _text("What the pricing means, with its as-of date.", limits.sentence),
            "pick": _choice(tuple(sorted(slugs))),
        }
    )


def _finding(finding: Finding, limits: AnswerLimits) -> Schema:
    if finding.is_list:
        entry = _text("One entry.", limits.finding)
        return _list(finding.ask, entry, least=finding.least, most=finding.most)
    return _text(finding.ask, limits.finding)


def _claims(limits: AnswerLimits) -> Schema:
    claim = _object(
        {
            "span": _text("Words of the critique, exactly.", limits.sentence),
            "kind": _choice(get_args(ClaimKind)),
            "source": _text("Id of the source of a fact; empty otherwise.", _SOURCE_ID, least=0),
            "quotation": _text("That source's words, exactly; empty otherwise.", limits.sentence, least=0),
        }
    )
    return _list("What the critique claims, and on what ground.", claim, least=0, most=limits.claims)


def _object(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(description: str, items: Schema, *, least: int, most: int) -> Schema:
    return {"type": "array", "description": description, "items": items, "minItems": least, "maxItems": most}


def _text(description: str, most: int, *, least: int = 1) -> Schema:
    return {"type": "string", "description": description, "minLength": least, "maxLength": most}


def _choice(options: tuple[str, ...]) -> Schema:
    return {"type": "string", "enum": list(options)}
