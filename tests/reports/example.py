"""Comparisons made by hand, with invented tools: what the reports are tested on and looked at with."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from panel.intake.dossier import Dossier, Pricing, Source
from panel.prompting.persona import Finding, Persona
from panel.verdicts.ballot import Answer, Ballot, Call, Claim, Forecast, NoBallot, Reason, Vote
from panel.verdicts.comparison import Comparison, Flag
from panel.verdicts.head_to_head import HeadToHead, NoPick, Pick
from panel.verdicts.panel_result import tally
from panel.verdicts.verdict import Verdict, settle

MODEL = "mistral:mistral-large-2512"
MORNING = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def _persona(
    order: int, slug: str, name: str, question: str, findings: Sequence[tuple[str, str, int]]
) -> Persona:
    return Persona(
        slug=slug,
        name=name,
        question=question,
        order=order,
        reads=("profile", "pricing", "license", "sources"),
        findings=tuple(
            Finding(key=key, label=label, ask=f"Name it: {label}.", most=most)
            for key, label, most in findings
        ),
        ships_when=("It holds up.",),
        skips_when=("It does not hold up.",),
        voice="Looks at a tool through one question, and says what it does not know.",
    )


PERSONAS = (
    _persona(
        1,
        "developer-experience",
        "Developer experience",
        "What is the primitive, and would I reach for it on Monday?",
        [
            ("primitive", "The primitive", 1),
            ("bet", "The DX bet", 1),
            ("moment", "Moment of truth", 1),
            ("unsaid", "What the docs leave unsaid", 3),
        ],
    ),
    _persona(
        2,
        "competitive",
        "Competitive",
        "Against what, on which axis, until when?",
        [
            ("category", "Category", 1),
            ("rivals", "Direct competitors", 4),
            ("axis", "The axis it wins on", 1),
            ("breaks", "Where it breaks", 1),
            ("killer", "What kills it within twelve months", 1),
        ],
    ),
    _persona(
        3,
        "futurist",
        "Futurist",
        "What must be true of the world for this to matter?",
        [
            ("thesis", "Thesis", 1),
            ("bet", "The bet its maker places", 1),
            ("second_order", "Second-order effect", 1),
            ("dependency", "What could break it", 1),
        ],
    ),
    _persona(
        4,
        "business-model",
        "Business model",
        "Who pays, from which budget, and why can’t they leave?",
        [
            ("buyer", "The buyer", 1),
            ("logic", "Pricing logic", 1),
            ("moat", "The moat", 1),
            ("flip", "What would have to change", 1),
        ],
    ),
)

LARCH = Dossier(
    slug="larch",
    name="Larch",
    vendor="Fernworks",
    category="Developer Tools",
    tagline="One binary for Python interpreters, environments and lockfiles",
    description=(
        "Larch is a command-line tool that installs Python interpreters, resolves dependencies and keeps "
        "one lockfile for every platform a project names. It ships as a single static binary for Linux, "
        "macOS and Windows and reads requirements files as they are. Its documentation states a cold "
        "resolve of a 400-package project in 1.9 seconds. A hosted mirror for private packages is sold apart."
    ),
    url="https://larch.example/docs/",
    license="MIT",
    released=date(2026, 9, 2),
    pricing=Pricing(
        entry="Free", summary="Free and open source; the private mirror costs USD 12 per user and month."
    ),
    sources=(
        Source(
            id="s1",
            title="Larch README",
            url="https://larch.example/readme",
            retrieved=date(2026, 11, 20),
            excerpt=(
                "Larch is one static binary. It needs neither Python nor a compiler.",
                "One lockfile covers every platform that larch.toml names.",
                "A cold resolve of our 400-package test project takes 1.9 seconds.",
            ),
        ),
        Source(
            id="s2",
            title="Larch mirror: prices",
            url="https://larch.example/mirror/prices",
            retrieved=date(2026, 11, 21),
            about=("pricing",),
            excerpt=("The private mirror costs USD 12 per user and month, billed yearly.",),
        ),
        Source(
            id="s3",
            title="Versioning policy",
            url="https://larch.example/docs/reference/policies/versioning-and-compatibility-of-lockfiles",
            retrieved=date(2026, 11, 20),
            excerpt=("A minor release may change the lockfile format; the previous two are still read.",),
        ),
    ),
)

TARN = Dossier(
    slug="tarn",
    name="Tarn",
    vendor="The Tarn Collective",
    category="Developer Tools",
    tagline="Dependency management for Python with a plug-in for every step",
    description=(
        "Tarn manages the dependencies of Python projects, builds them and publishes them. It is written in "
        "Python, keeps a lockfile and calls plug-ins before and after every step. Maintained by volunteers "
        "since 2018, it names 240 plug-ins in its registry. It does not install Python itself and asks for "
        "version 3.10 or later."
    ),
    url="https://tarn.example/",
    license="Apache-2.0",
    pricing=Pricing(entry="Free", summary="Free and open source; there is nothing to buy."),
    sources=(
        Source(
            id="s1",
            title="Tarn documentation: introduction",
            url="https://tarn.example/docs/introduction",
            retrieved=date(2026, 11, 20),
            excerpt=(
                "Tarn needs Python 3.10 or later and does not install Python.",
                "Plug-ins run before and after every step; the registry lists 240 of them.",
            ),
        ),
        Source(
            id="s2",
            title="Who maintains Tarn",
            url="https://tarn.example/governance",
            retrieved=date(2026, 11, 19),
            excerpt=("Five volunteers maintain Tarn. Releases come when they are ready.",),
        ),
        Source(
            id="s3",
            title="Survey of packaging tools, printed programme",
            retrieved=date(2026, 11, 18),
            excerpt=("Tarn's resolver took between 20 and 70 seconds on the projects we tried.",),
        ),
    ),
)

ANSWERS: Mapping[tuple[str, str], Answer] = {
    (persona, tool): Answer.model_validate(answer)
    for tool, answers in json.loads(Path(__file__).with_name("answers.json").read_text()).items()
    for persona, answer in answers.items()
}
"""By persona and tool: eight critiques of the length and kind that a capable model writes."""


def call(
    *about: object,
    stale: bool = False,
    provenance: str = "",
    usd: float | None = 0.0031,
    repair: bool = False,
) -> Call:
    """Make a call whose key, prompt hash and times follow from what it is about."""
    digest = hashlib.sha256(repr(about).encode()).hexdigest()
    prompt = hashlib.sha256(repr(about[:2]).encode()).hexdigest()
    return Call(
        key=digest,
        prompt_hash=prompt,
        requested_model="mistral-large-2512",
        answering_model="mistral-large-2512",
        prompt_tokens=2180 + int(prompt[:2], 16),
        completion_tokens=640 + int(digest[:2], 16),
        cached_tokens=1024,
        usd=usd,
        asked_at=MORNING + timedelta(seconds=int(digest[:2], 16)),
        seconds=11.5,
        repair=repair,
        provenance=provenance,
        stale=stale,
    )


def ballot(answer: Answer, persona: str, tool: str, sample: int, vote: Vote | None = None) -> Ballot:
    """Make a ballot; with `vote`, the same answer with another verdict."""
    given = answer.model_copy(update={"verdict": vote or answer.verdict})
    return Ballot(
        persona=persona, tool=tool, sample=sample, answer=given, calls=(call(persona, tool, sample),)
    )


def no_ballot(persona: str, tool: str, sample: int, reason: Reason = "cut off") -> NoBallot:
    """Make a missing ballot."""
    return NoBallot(
        persona=persona,
        tool=tool,
        sample=sample,
        reason=reason,
        detail="The answer met the limit of 4,000 tokens before it ended.",
        calls=(call(persona, tool, sample), call(persona, tool, sample, "repair", repair=True)),
    )


def verdict(persona: str, tool: str, votes: Sequence[Vote | None], answer: Answer | None = None) -> Verdict:
    """Make a verdict from the votes of its samples; None is a missing ballot."""
    given = answer or ANSWERS[persona, tool]
    return settle(
        persona,
        tool,
        [
            ballot(given, persona, tool, sample, vote) if vote else no_ballot(persona, tool, sample)
            for sample, vote in enumerate(votes)
        ],
    )


Votes = Mapping[tuple[str, str], Sequence[Vote | None]]
_STEADY: Votes = {(persona, tool): (answer.verdict,) * 3 for (persona, tool), answer in ANSWERS.items()}
STEADY: Votes = {**_STEADY, ("business-model", "larch"): ("skip", "skip", "ship")}


def panel(
    tools: Sequence[Dossier],
    votes: Votes,
    head_to_head: HeadToHead | None = None,
    personas: Sequence[Persona] = PERSONAS,
    answer_of: Callable[[str, str], Answer] = lambda persona, tool: ANSWERS[persona, tool],
    **also: object,
) -> Comparison:
    """Make a comparison from the votes of each persona on each tool."""
    results = [
        tally(
            tool.slug,
            {
                persona.slug: verdict(
                    persona.slug,
                    tool.slug,
                    votes[persona.slug, tool.slug],
                    answer_of(persona.slug, tool.slug),
                )
                for persona in personas
            },
            {persona.slug: persona.weight for persona in personas},
        )
        for tool in tools
    ]
    asked = {persona.slug: MODEL for persona in personas} | ({"head-to-head": MODEL} if head_to_head else {})
    fields = {
        "tools": tuple(tools),
        "personas": tuple(personas),
        "results": tuple(results),
        "head_to_head": head_to_head,
        "models": asked,
        **also,
    }
    return Comparison(**fields)  # pyright: ignore[reportArgumentType]


def pick(order: tuple[str, str], chosen: str) -> Pick:
    """Make the answer to one order of the question."""
    larch = (
        "Ship with Larch: one binary takes a bare machine to a locked environment, and three of four "
        "reviewers put it ahead of the hooks that Tarn alone has."
    )
    tarn = "Tarn is the one, because hooks at every step are what your release would otherwise write itself."
    when_tarn = (
        "your release already runs on hooks such as signing or version stamping",
        "a paid product behind the client is a risk that you cannot take",
        "every machine you deploy to has Python 3.10 or later",
    )
    when_larch = ("CI minutes are what you pay for", "you lock for more than one platform")
    return Pick(
        order=order,
        pick=chosen,
        answer=larch if chosen == "larch" else tarn,
        pick_other_when=when_tarn if chosen == "larch" else when_larch,
        pricing_read=(
            "Both are free to use; as of 21 November 2026 only Larch’s private mirror costs money, USD 12 "
            "per user and month."
        ),
        calls=(call("head-to-head", order),),
    )


def head_to_head(
    first: str = "larch", second: str = "larch", counts: Mapping[str, int] | None = None
) -> HeadToHead:
    """Make a head-to-head from what each order picks; an empty name is no answer."""
    asked = [
        pick(order, chosen)
        if chosen
        else NoPick(
            order=order,
            reason="refused",
            detail="The model declined to name a tool.",
            calls=(call("no", order),),
        )
        for order, chosen in ((("larch", "tarn"), first), (("tarn", "larch"), second))
    ]
    return HeadToHead(asked=(asked[0], asked[1]), counts=dict(counts or {"larch": 3, "tarn": 1}))


def pair() -> Comparison:
    """Two tools, complete: 3 of 4 against 1 of 4, settled, with two flags."""
    return panel(
        (LARCH, TARN),
        STEADY,
        head_to_head(),
        flags=(
            Flag(
                rule="quotation",
                severity="blocks",
                tool="larch",
                persona="business-model",
                sample=0,
                place="claims[2].quotation",
                where="It speaks to any package index.",
                why="Source s1 does not hold these words.",
            ),
            Flag(
                rule="stance",
                severity="blocks",
                tool="larch",
                persona="business-model",
                sample=2,
                place="critique",
                where="this is a skip",
                why="The critique skips, the ballot ships.",
            ),
        ),
    )


def answering(reason: str) -> Comparison:
    """The complete pair, with an answer that says the verdict and then this."""
    asked = head_to_head()
    answers = tuple(each.model_copy(update={"answer": f"Ship with Larch {reason}"}) for each in asked.asked)
    return pair().model_copy(update={"head_to_head": asked.model_copy(update={"asked": answers})})


def too_close() -> Comparison:
    """Two tools whose head-to-head depends on the order."""
    return panel((LARCH, TARN), STEADY, head_to_head("larch", "tarn"))


def against_panel() -> Comparison:
    """A head-to-head that picks the tool that fewer personas ship."""
    return panel((LARCH, TARN), STEADY, head_to_head("tarn", "tarn"))


def incomplete() -> Comparison:
    """A persona without a ballot, one whose ballots tie, and a head-to-head with one answer."""
    votes = {
        **STEADY,
        ("futurist", "tarn"): (None, None, None),
        ("competitive", "larch"): ("ship", "skip", None),
    }
    return panel((LARCH, TARN), votes, head_to_head("larch", ""))


def tied() -> Comparison:
    """Two tools shipped by as many personas each, without a head-to-head."""
    votes = {**STEADY, ("futurist", "larch"): ("skip",) * 3, ("futurist", "tarn"): ("ship",) * 3}
    return panel((LARCH, TARN), votes)


def single() -> Comparison:
    """One tool."""
    return panel((LARCH,), STEADY)


def five() -> Comparison:
    """Five tools, one of them with an incomplete panel."""
    names = {"cairn": "Cairn", "larch": "Larch", "moraine": "Moraine", "scree": "Scree", "tarn": "Tarn"}
    known = {"larch": LARCH, "tarn": TARN}
    tools = [
        known.get(slug)
        or LARCH.model_copy(update={"slug": slug, "name": name, "vendor": f"{name} Ltd", "released": None})
        for slug, name in names.items()
    ]

    def answer_of(persona: str, tool: str) -> Answer:
        return ANSWERS[persona, tool if tool in known else "larch"]

    votes = {
        (persona.slug, tool.slug): (answer_of(persona.slug, tool.slug).verdict,) * 3
        for persona in PERSONAS
        for tool in tools
    }
    votes["futurist", "scree"] = (None, None, None)
    votes["competitive", "moraine"] = ("ship", "skip", None)
    return panel(tools, votes, answer_of=answer_of)


def uninformative() -> Comparison:
    """What the embedded model makes: one ballot each, known to say nothing."""
    return panel(
        (LARCH, TARN), {key: value[:1] for key, value in STEADY.items()}, head_to_head(), informative=False
    )


def hostile(text: str) -> Comparison:
    """The incomplete pair with `text` for every word that a dossier, a persona or a model could bring in."""
    tools = [
        tool.model_copy(
            update={
                **dict.fromkeys(("name", "vendor", "category", "tagline", "description", "license"), text),
                "pricing": Pricing.model_construct(entry="Free", summary=text),
                "sources": tuple(
                    source.model_copy(update={"title": text, "excerpt": (text,)}) for source in tool.sources
                ),
            }
        )
        for tool in (LARCH, TARN)
    ]
    personas = [
        persona.model_copy(
            update={
                "name": text,
                "question": text,
                "findings": tuple(each.model_copy(update={"label": text}) for each in persona.findings),
            }
        )
        for persona in PERSONAS
    ]
    claims = [
        Claim(span="words", kind="fact", source="s1", quotation=text),
        Claim(span=text, kind="general knowledge"),
        Claim(span="not there", kind="fact", source=text),
    ]
    votes = {
        **STEADY,
        ("futurist", "tarn"): (None, None, None),
        ("competitive", "larch"): ("ship", "skip", None),
    }

    def answer_of(persona: str, tool: str) -> Answer:
        known = ANSWERS[persona, tool]
        return known.model_copy(
            update={
                "critique": f"In words: {text} and so on.",
                "claims": tuple(claims),
                "findings": {key: (text,) * len(entries) for key, entries in known.findings.items()},
                "flip_condition": text,
                "forecast": Forecast(statement=text, by=text, test=text),
            }
        )

    first, second = head_to_head("larch", "").asked
    spoken = {"answer": text, "pick_other_when": (text, text), "pricing_read": text}
    made_by = call("head-to-head", provenance=text, stale=True).model_copy(
        update={"answering_model": text, "requested_model": text}
    )
    asked = HeadToHead(
        asked=(
            first.model_copy(update={**spoken, "calls": (made_by,)}),
            second.model_copy(update={"detail": text}),
        ),
        counts={"larch": 2, "tarn": 1},
    )
    flags = [
        Flag(
            rule="quotation",
            severity="blocks",
            tool=tool,
            persona="futurist",
            sample=0,
            place="critique",
            where=text,
            why=text,
        )
        for tool in ("larch", "elsewhere")
    ]
    return panel(
        tools,
        votes,
        asked,
        personas,
        answer_of,
        flags=tuple(flags),
        models={"futurist": text},
        informative=False,
    )


def everything() -> dict[str, Comparison]:
    """All of them, by name."""
    makers = (pair, too_close, against_panel, incomplete, tied, single, five, uninformative)
    return {make.__name__: make() for make in makers}
