"""Calls to put into a ledger, single ones and any at all."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import strategies as st

from panel.models.reply import Reply, Usage
from panel.models.request import Parameters, Request
from panel.prompting.prompt import Message, Prompt
from panel.records.ledger import open_ledger
from panel.records.seen import Seen


def a_request(sample: int = 0, *, tools: tuple[str, ...] = ("uv",), persona: str = "skeptic") -> Request:
    messages = (
        Message("system", "You review."),
        Message("user", f"What of {' and '.join(tools)}? “Très bien”"),
    )
    return Request(
        model="mistral-large-2512",
        prompt=Prompt(messages, "ballot" if persona else "head-to-head", persona, tools),
        schema={"type": "object", "properties": {"verdict": {}, "critique": {}}},
        parameters=Parameters(temperature=0.7, max_tokens=4000),
        sample=sample,
    )


def a_reply(text: str = '{"verdict": "ship"}', *, usd: float | None = 0.0125) -> Reply:
    return Reply(
        text=text,
        finish_reason="stop",
        model="mistral-large-2512",
        usage=Usage(prompt=1200, completion=340, cached=900),
        usd=usd,
        asked_at=datetime(2026, 11, 24, 6, 0, 0, 250, tzinfo=UTC),
        seconds=2.5,
        raw='{"choices": []}',
    )


def put(path: Path, *calls: tuple[Request, Reply], seen: Seen | None = None) -> None:
    async def commit_all() -> None:
        async with open_ledger(path, seen) as ledger:
            for request, reply in calls:
                await ledger.commit(request, reply)

    asyncio.run(commit_all())


def look_up(path: Path, *keys: str, seen: Seen | None = None) -> list[Reply | None]:
    async def find_all() -> list[Reply | None]:
        async with open_ledger(path, seen) as ledger:
            return await asyncio.gather(*(ledger.find(key) for key in keys))

    return asyncio.run(find_all())


# All that a JSON string can carry: NUL characters and lone surrogates too.
any_text = st.text(st.characters(exclude_categories=()), max_size=60)
utf8_text = st.text(max_size=60)
slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)
counts = st.integers(0, 2**63 - 1)
amounts = st.floats(allow_nan=False, allow_infinity=False)
moments = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 the strategy adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=-8))]),
)
schemas = st.dictionaries(
    utf8_text, st.recursive(st.none() | st.booleans() | utf8_text, st.lists, max_leaves=5), max_size=4
)
requests = st.builds(
    Request,
    model=utf8_text,
    prompt=st.builds(
        Prompt,
        messages=st.lists(
            st.builds(Message, st.sampled_from(["system", "user", "assistant"]), utf8_text), max_size=3
        ).map(tuple),
        kind=st.sampled_from(["ballot", "head-to-head"]),
        persona=slugs | st.just(""),
        tools=st.lists(slugs, min_size=1, max_size=2).map(tuple),
    ),
    schema=schemas,
    parameters=st.builds(Parameters, amounts, st.integers(1, 100_000), st.none() | amounts),
    sample=st.integers(0, 1000),
    attempt=st.integers(0, 1),
)
replies = st.builds(
    Reply,
    text=any_text,
    finish_reason=any_text,
    model=any_text,
    usage=st.builds(Usage, counts, counts, counts),
    usd=st.none() | amounts,
    asked_at=moments,
    seconds=amounts,
    raw=any_text,
    provenance=any_text,
    stale=st.just(False),
)
