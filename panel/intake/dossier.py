"""What is known about one tool: the shape that every dossier file must have.

The models are strict (a number is no text), frozen, and refuse unknown keys. They hold no path and no clock.
"""

import hashlib
import json
from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from panel.intake.slug import slug_problem

Section = Literal["profile", "pricing", "license", "sources"]
"""A part of a dossier that a persona reads or does not read."""

Entry = Literal["Free", "Freemium", "Paid"]
"""What getting started costs."""


def _one_line(text: str) -> str:
    if len(text.splitlines()) > 1:
        message = "write this on one line"
        raise ValueError(message)
    return text


def _web_address(text: str) -> str:
    refused = "write a full web address that starts with https:// or http://"
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises for a port that is no number
    except ValueError as error:
        raise ValueError(refused) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(refused)
    if any(each.isspace() or each in '"<>\\^`{|}' for each in text):
        raise ValueError(refused)
    if parts.username is not None:
        message = "a web address must not carry a user name or password"
        raise ValueError(message)
    return text


def _usable_slug(slug: str) -> str:
    if problem := slug_problem(slug):
        raise ValueError(problem)
    return slug


def _distinct_ids(sources: tuple["Source", ...]) -> tuple["Source", ...]:
    ids = [source.id for source in sources]
    if twice := sorted({each for each in ids if ids.count(each) > 1}):
        message = f"two sources share the id {', '.join(twice)}; every id must be its own"
        raise ValueError(message)
    return sources


Slug = Annotated[str, AfterValidator(_usable_slug)]
Url = Annotated[str, Field(max_length=2048), AfterValidator(_web_address)]
ShortLine = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_one_line)]
LongLine = Annotated[str, Field(min_length=1, max_length=160), AfterValidator(_one_line)]
Excerpt = Annotated[str, Field(min_length=1, max_length=600)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", str_strip_whitespace=True)


class Pricing(_Part):
    """What the tool costs, as far as its sources say."""

    entry: Entry
    """What getting started costs."""
    summary: str = Field(min_length=1, max_length=400)
    """Plans and prices in words."""


class Source(_Part):
    """One place that was read, with exact quotations from it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{0,19}$")
    """How claims refer to it, such as `s1`."""
    title: LongLine
    url: Url | None = None
    retrieved: date
    """The day on which the excerpts stood there."""
    about: tuple[Section, ...] = ()
    """The sections it supports; empty means that everyone who reads sources sees it."""
    excerpt: tuple[Excerpt, ...] = Field(min_length=1, max_length=12)
    """Exact quotations, each a sentence or two."""


class Dossier(_Part):
    """What is known about one tool."""

    slug: Slug
    """The file's name without `.yaml`; not a field of the file."""
    name: ShortLine
    vendor: ShortLine
    category: Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_one_line)]
    tagline: LongLine
    description: str = Field(min_length=1, max_length=2000)
    url: Url | None = None
    license: ShortLine | None = None
    """SPDX identifier or the licence's name."""
    released: date | None = None
    pricing: Pricing
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=20), AfterValidator(_distinct_ids)]

    @cached_property
    def content_hash(self) -> str:
        """SHA-256, as hex, of everything in the dossier: equal content has the same hash in every workspace.

        Taken over JSON with sorted keys and no optional white space, as UTF-8.
        """
        content = self.model_dump(mode="json")
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def sources_for(self, sections: Collection[Section]) -> tuple[Source, ...]:
        """Give the sources that a reader of `sections` sees.

        Without `sources` among them there are none; with it, those that are about nothing in particular and
        those about one of the other sections read.
        """
        if "sources" not in sections:
            return ()
        read = set(sections)
        return tuple(source for source in self.sources if not source.about or read & set(source.about))
