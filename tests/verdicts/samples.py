"""A persona, a dossier, and the answers, ballots and verdicts that the tests vary."""

import json
from datetime import UTC, date, datetime

from panel.intake.dossier import Dossier, Pricing, Source
from panel.models.reply import Reply, Usage
from panel.prompting.persona import Finding, Persona
from panel.settings import AnswerLimits
from panel.verdicts.ballot import Answer, Ballot, Call, NoBallot
from panel.verdicts.panel_result import tally
from panel.verdicts.verdict import settle

LIMITS = AnswerLimits(finding=60, critique_least=100, critique_most=400, sentence=120, claims=3)
NO_CLAIMS = LIMITS.model_copy(update={"claims": 0})

PERSONA = Persona(
    slug="plumber",
    name="Plumbing",
    question="Where does it leak?",
    order=1,
    reads=("profile", "sources"),
    findings=(
        Finding(key="joint", label="Joint", ask="The one joint that holds the load."),
        Finding(key="rivals", label="Rivals", ask="Rivals by name.", least=2, most=3),
    ),
    ships_when=("it holds water",),
    skips_when=("it drips",),
    voice="Looks at every tool as a set of joints under pressure, and asks which goes first.",
)


def dossier(slug="valve", description="A valve that closes when a build goes wrong, made for small crews."):
    return Dossier(
        slug=slug,
        name=slug.title(),
        vendor="Pipe Works",
        category="build tools",
        tagline="Closes before it floods.",
        description=description,
        pricing=Pricing(entry="Free", summary="Free for one pipe, 4 USD a month for each further one."),
        sources=(
            Source(
                id="s1", title="Manual", retrieved=date(2026, 11, 1), excerpt=("It closes within 40 ms.",)
            ),
            Source(
                id="s2", title="Prices", retrieved=date(2026, 11, 1), excerpt=("Each further pipe: 4 USD.",)
            ),
        ),
    )


VALVE = dossier()

CRITIQUE = (
    "Forty milliseconds is the whole argument: a crew that loses an evening to every broken build gets it"
    " back, and nothing has to be rewritten first. What stays unsaid is what happens to the second pipe."
    " I would ship it."
)


def fields(**changes):
    """A valid ballot's JSON object, with single fields changed."""
    return {
        "findings": {"joint": "The shut-off joint.", "rivals": ["Stopcock", "Gate"]},
        "claims": [
            {
                "span": "Forty milliseconds",
                "kind": "fact",
                "source": "s1",
                "quotation": "It closes within 40 ms.",
            },
            {"span": "What stays unsaid", "kind": "judgement", "source": "", "quotation": ""},
        ],
        "critique": CRITIQUE,
        "flip_condition": "A release whose notes admit a leak.",
        "forecast": {
            "statement": "A second vendor copies it.",
            "by": "2027-06-30",
            "test": "Look at its site.",
        },
        "confidence": "medium",
        "verdict": "ship",
        **changes,
    }


def pick_fields(**changes):
    """A valid head-to-head answer's JSON object, with single fields changed."""
    return {
        "answer": "Ship with the valve, because it is the one of the two that states how fast it closes.",
        "pick_other_when": ["you run more than nine pipes", "somebody else pays"],
        "pricing_read": "One pipe costs nothing on either side as of 2026-11-01.",
        "pick": "valve",
        **changes,
    }


def reply(text, finish_reason="stop"):
    """A reply that says `text`, or the JSON of it."""
    return Reply(
        text=text if isinstance(text, str) else json.dumps(text),
        finish_reason=finish_reason,
        model="m-1",
        usage=Usage(prompt=900, completion=300),
        usd=0.001,
        asked_at=datetime(2026, 11, 24, tzinfo=UTC),
        seconds=2.0,
        raw="{}",
    )


def call(key):
    return Call(
        key=key,
        prompt_hash="p",
        requested_model="m",
        answering_model="m-1",
        prompt_tokens=900,
        completion_tokens=300,
        cached_tokens=0,
        usd=0.25,
        asked_at=datetime(2026, 11, 24, tzinfo=UTC),
        seconds=2.0,
    )


def ballot(vote="ship", *, persona="plumber", tool="valve", sample=0):
    answer = Answer(**fields(verdict=vote, findings={"joint": ("It.",)}, claims=()))
    called = call(f"{persona} {tool} {sample}")
    return Ballot(persona=persona, tool=tool, sample=sample, answer=answer, calls=(called,))


def no_ballot(*, persona="plumber", tool="valve", sample=0):
    return NoBallot(
        persona=persona, tool=tool, sample=sample, reason="refused", detail="The model declined.", calls=()
    )


def verdict(votes, *, persona="plumber", tool="valve"):
    """The verdict that a string of samples gives: "ss-k" is ship, ship, no ballot, skip."""
    cast = {"s": "ship", "k": "skip"}
    return settle(
        persona,
        tool,
        [
            no_ballot(persona=persona, tool=tool, sample=sample)
            if vote == "-"
            else ballot(cast[vote], persona=persona, tool=tool, sample=sample)
            for sample, vote in enumerate(votes)
        ],
    )


def result(*votes, tool="valve", weights=None):
    """The panel result that personas p0, p1, … with these samples give."""
    verdicts = {f"p{n}": verdict(each, persona=f"p{n}", tool=tool) for n, each in enumerate(votes)}
    return tally(tool, verdicts, weights or dict.fromkeys(verdicts, 1.0))
