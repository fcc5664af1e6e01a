"""A model whose answers a test writes, for everything that is tested without a server."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from panel.models.reply import Asked, Reply, Usage
from panel.models.request import Request

Script = Callable[[Request], str | Exception]
"""Gives the assistant's message for a request, or what the call fails with."""


class ScriptedModel:
    """Answers requests by a script and remembers them."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[Request] = []

    async def ask(self, model: str, request: Request) -> Asked:
        """Answer as the script says; the pipeline's `ask`."""
        self.requests.append(request)
        answer = self.script(request)
        if isinstance(answer, Exception):
            raise answer
        return Asked(reply(answer, model=request.model), paid_now=True)


def reply(text: str, *, model: str = "scripted-1", finish_reason: str = "stop") -> Reply:
    """Give a reply that says `text`."""
    return Reply(
        text=text,
        finish_reason=finish_reason,
        model=model,
        usage=Usage(prompt=1000, completion=200),
        usd=0.001,
        asked_at=datetime(2026, 11, 24, 12, tzinfo=UTC),
        seconds=1.5,
        raw=json.dumps({"content": text}),
    )


def ballot(request: Request, vote: str = "ship", **changes: Any) -> str:
    """Write a valid ballot for a request, from its schema."""
    findings = request.schema["properties"]["findings"]["properties"]
    answer = {
        "findings": {key: _finding(key, shape) for key, shape in findings.items()},
        "claims": [],
        "critique": critique(vote),
        "flip_condition": "A release that takes the lockfile away.",
        "forecast": {"statement": "It ships 1.0.", "by": "2027-12-31", "test": "A tag named 1.0 exists."},
        "confidence": "medium",
        "verdict": vote,
        **changes,
    }
    return json.dumps({key: answer[key] for key in request.schema["properties"]})


def pick(request: Request, choice: str | None = None) -> str:
    """Write a valid head-to-head answer; picks the prompt's first tool unless a test says otherwise."""
    choice = choice or request.prompt.tools[0]
    return json.dumps(
        {
            "answer": f"Ship with {choice}, since one lockfile serves every machine.",
            "pick_other_when": ["you need plugins", "you publish to a private index"],
            "pricing_read": "Both are free as of 2026-11-23.",
            "pick": choice,
        }
    )


def critique(vote: str) -> str:
    """Give a critique of valid length that takes the side of a vote."""
    side = (
        "It earns a place in the toolbox." if vote == "ship" else "Leave it where it is and skip it for now."
    )
    return "A lockfile that any machine can read is the whole of what it sells, and it is enough. " * 7 + side


def votes(by_persona: Mapping[str, str], choice: str | None = None) -> Script:
    """Give a script in which each persona always votes the same; unnamed ones ship."""

    def script(request: Request) -> str:
        if request.prompt.kind == "head-to-head":
            return pick(request, choice)
        return ballot(request, by_persona.get(request.prompt.persona, "ship"))

    return script


def _finding(key: str, shape: Mapping[str, Any]) -> str | list[str]:
    if shape["type"] == "array":
        return [f"{key} {number}" for number in range(shape["minItems"])]
    return f"what was found about {key}"
