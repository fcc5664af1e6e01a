"""Persona + dossier → prompt, and two dossiers with their panel's findings → the head-to-head's prompt.

System messages are made from the workspace's own files alone, so they are the same bytes for every tool and
a provider's prefix cache can hold them. Whatever was written elsewhere (dossiers by vendors, findings by a
model) goes into a user message, inside delimiters that the text itself cannot write.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from panel.intake.dossier import Dossier, Section, Source
from panel.prompting.persona import Persona
from panel.prompting.prompt import Message, Prompt
from panel.prompting.templates import Templates
from panel.settings import AnswerLimits

_EVERYTHING: tuple[Section, ...] = get_args(Section)
_LONGEST_REPEAT = 20_000
"""Most characters of a broken answer that are sent back: an endless one must not fill the context."""


@dataclass(frozen=True)
class Review:
    """What the head-to-head is told of one persona's verdict: never its critique.

    Attributes:
        persona: Who looked.
        vote: Its verdict; None where its ballots tie or it has none.
        findings: By finding key, as the spoken ballot has them; empty without one.
    """

    persona: Persona
    vote: Literal["ship", "skip"] | None
    findings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Side:
    """One of the two tools of a head-to-head.

    Attributes:
        dossier: What is known about the tool.
        count: The panel's count in words, such as "3 of 4 ship".
        reviews: One for each persona, in the personas' order.
    """

    dossier: Dossier
    count: str
    reviews: tuple[Review, ...]


def ballot_prompt(persona: Persona, dossier: Dossier, limits: AnswerLimits, templates: Templates) -> Prompt:
    """Make the prompt that asks `persona` for one ballot on `dossier`.

    It holds the tool's name, the sections that the persona reads and nothing else, so a change elsewhere
    leaves its hash as it was.

    Raises:
        InputError: a prompt file is wrong.
    """
    system = templates.render(
        "system.md.j2", persona=persona, limits=limits, critique_length=_critique_length(limits)
    )
    known = delimited(templates.render("dossier.md.j2", dossier=_sections(dossier, persona.reads)))
    user = templates.render("ballot.md.j2", dossier=known, limits=limits)
    return Prompt(
        messages=(Message("system", system), Message("user", user)),
        kind="ballot",
        persona=persona.slug,
        tools=(dossier.slug,),
    )


def head_to_head_prompt(first: Side, second: Side, limits: AnswerLimits, templates: Templates) -> Prompt:
    """Make the prompt that asks which of two tools to ship with, presented in this order.

    Raises:
        InputError: a prompt file is wrong.
    """
    sides = [
        {
            "slug": side.dossier.slug,
            "count": side.count,
            "votes": [{"persona": each.persona.name, "vote": each.vote} for each in side.reviews],
            "dossier": delimited(
                templates.render("dossier.md.j2", dossier=_sections(side.dossier, _EVERYTHING))
            ),
            "findings": delimited(
                templates.render(
                    "findings.md.j2", tool=_line(side.dossier.name), reviews=_findings(side.reviews)
                )
            ),
        }
        for side in (first, second)
    ]
    return Prompt(
        messages=(
            Message("system", templates.render("head-to-head-system.md.j2", limits=limits)),
            Message("user", templates.render("head-to-head.md.j2", sides=sides, limits=limits)),
        ),
        kind="head-to-head",
        persona="",
        tools=(first.dossier.slug, second.dossier.slug),
    )


def repair_prompt(prompt: Prompt, broken: str, problem: str, templates: Templates) -> Prompt:
    """Make the prompt that shows a model its unreadable answer, says what is wrong and asks once more.

    Args:
        prompt: What was asked.
        broken: The answer, as it came.
        problem: One sentence: what is wrong with it.
        templates: The workspace's prompt files.

    Raises:
        InputError: a prompt file is wrong.
    """
    again = (
        Message("assistant", _repeatable(broken)),
        Message("user", templates.render("repair.md.j2", problem=problem)),
    )
    return replace(prompt, messages=prompt.messages + again)


def delimited(text: str) -> str:
    """Put untrusted text between two lines named by a 128-bit hash of that text.

    No text can contain its own hash, so no text can end its block; and the same text has the same delimiters
    next time and in every workspace, so its prompt keeps its hash.
    """
    mark = hashlib.sha256(text.encode()).hexdigest()[:32]
    return f"<data {mark}>\n{text}\n</data {mark}>"


def _repeatable(broken: str) -> str:
    """Make an answer fit to be sent: providers refuse one without text, and UTF-8 half a surrogate pair."""
    text = broken.encode(errors="replace").decode().strip() or "(nothing)"
    return text if len(text) <= _LONGEST_REPEAT else f"{text[:_LONGEST_REPEAT]} [… cut here]"


def _sections(dossier: Dossier, reads: Collection[Section]) -> dict[str, Any]:
    """Give the sections that may be read, and nothing of the others for a prompt file to leak."""
    shown = dossier.sources_for(reads)
    return {
        "name": _line(dossier.name),
        "as_of": max((each.retrieved for each in shown), default=None),
        "profile": "profile" in reads
        and {
            "vendor": _line(dossier.vendor),
            "category": _line(dossier.category),
            "tagline": _line(dossier.tagline),
            "description": _line(dossier.description),
            "url": _line(dossier.url or ""),
            "released": dossier.released,
        },
        "license": "license" in reads and {"terms": _line(dossier.license or "")},
        "pricing": "pricing" in reads
        and {"entry": dossier.pricing.entry, "summary": _line(dossier.pricing.summary)},
        "sources": "sources" in reads and [_source(each) for each in shown],
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": _line(source.title),
        "host": urlsplit(source.url or "").hostname or "",
        "retrieved": source.retrieved,
        "excerpts": [_line(each) for each in source.excerpt],
    }


def _findings(reviews: Iterable[Review]) -> list[dict[str, Any]]:
    return [
        {
            "persona": review.persona.name,
            "findings": [
                {"label": each.label, "text": "; ".join(map(_line, review.findings[each.key]))}
                for each in review.persona.findings
                if each.key in review.findings
            ],
        }
        for review in reviews
        if review.findings
    ]


def _line(text: str) -> str:
    """Put text on one line, so that no field can imitate the lines around it."""
    return " ".join(text.split())


def _critique_length(limits: AnswerLimits) -> str:
    """Say the length in words where the limits leave room for what reads well aloud.

    English prose takes five to seven characters a word, spaces included.
    """
    characters = f"{limits.critique_least} to {limits.critique_most} characters"
    if limits.critique_least <= 600 and limits.critique_most >= 1000:  # noqa: PLR2004
        return f"100 to 150 words, {characters}"
    return characters
