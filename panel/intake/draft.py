"""A fetched page → an unfinished dossier whose excerpts are quoted from the page's visible main text."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import trafilatura

from panel.errors import InputError
from panel.intake.fetch import Page
from panel.intake.hidden_html import HiddenPart, visible_page
from panel.intake.hidden_text import clean
from panel.intake.scaffold import dossier_text, quoted
from panel.intake.slug import slug_from_name

# A page that gives no text is told to the person below; the library would print it too.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_MOST_EXCERPTS = 12
_SHORTEST, _LONGEST = 30, 600
_MOST_REMARKS = 20
_LONGEST_REMARK = 200
_LONGEST_NAME = 80
_LONGEST_TITLE = 160
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“(])")
_LIST_MARK = re.compile(r"^[-*•]\s+")
_TITLE_PARTS = re.compile(r"\s+[|–—·-]\s+|:\s")


@dataclass(frozen=True)
class Draft:
    """A dossier for a person to finish.

    Attributes:
        slug: The file's name without `.yaml`.
        text: Its YAML.
        hidden: One line for each thing on the page that no reader sees, none of which is quoted.
    """

    slug: str
    text: str
    hidden: tuple[str, ...]


def draft_dossier(page: Page, *, retrieved: date, name: str | None = None) -> Draft:
    """Draft a dossier from one page: its address, the day it was read, and up to twelve exact sentences.

    Args:
        page: What was fetched.
        retrieved: The day of the fetch.
        name: The tool's name; if not given, the first part of the page's title, else its host.

    Raises:
        InputError: the page has no main text, or the name gives no slug.
    """
    title, visible, main, parts = _read(page)
    visible, removed = clean(visible)
    excerpts = _excerpts(clean(main)[0], visible)
    if not excerpts:
        raise InputError(
            f"{page.url} has no text to quote (it may need JavaScript); start with `panel dossier new`."
        )
    title = _collapsed(clean(title)[0])[:_LONGEST_TITLE]
    hidden = (*(each.describe() for each in removed), *(_told(each) for each in parts))
    name = name or _usable_name(title, page.url)
    sources = _source(title or page.url, page.url, retrieved, excerpts)
    text = dossier_text(name, url=page.url, remarks=_remarks(page.url, hidden), sources=sources)
    return Draft(slug_from_name(name), text, hidden)


def _read(page: Page) -> tuple[str, str, str, tuple[HiddenPart, ...]]:
    """Give the page's title, all of its visible text, its main text and what on it is hidden."""
    if page.kind == "text":
        return page.content.strip().partition("\n")[0], page.content, page.content, ()
    try:
        seen = visible_page(page.content)
    except ValueError as error:
        raise InputError(
            f"{page.url} is no HTML that can be read; start with `panel dossier new`."
        ) from error
    visible = seen.text  # first, for the extraction changes the tree
    document: Any = trafilatura.bare_extraction(
        seen.tree, url=page.url, include_comments=False, include_tables=False
    )
    return seen.title, visible, (document.text or "") if document else "", seen.hidden


def _excerpts(main: str, visible: str) -> tuple[str, ...]:
    """Pick the first sentences that stand on the page exactly so, up to white space."""
    on_page = _squeezed(visible)
    found: dict[str, None] = {}  # in order, each once
    for line in main.splitlines():
        for sentence in _SENTENCE_END.split(_LIST_MARK.sub("", line.strip())):
            quotable = _SHORTEST <= len(sentence) <= _LONGEST and "\ufffd" not in sentence
            if quotable and _squeezed(sentence) in on_page:
                found[sentence] = None
            if len(found) == _MOST_EXCERPTS:
                return tuple(found)
    return tuple(found)


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _squeezed(text: str) -> str:
    # White space between inline elements is the browser's business; letters are the author's.
    return "".join(text.split())


def _usable_name(title: str, url: str) -> str:
    """Take the title's first part as the tool's name, or the host where that cannot be one."""
    first = _TITLE_PARTS.split(title)[0].strip()[:_LONGEST_NAME]
    try:
        slug_from_name(first)
    except InputError:
        return urlsplit(url).hostname or url
    return first


def _told(part: HiddenPart) -> str:
    # The kind too holds the page's words, and must not end the line of a comment.
    kind = _collapsed(clean(part.kind)[0])[:_LONGEST_NAME]
    return f"{kind}: {quoted(clean(part.text)[0][:_LONGEST_REMARK])}"


def _remarks(url: str, hidden: tuple[str, ...]) -> Iterator[str]:
    yield f"Drafted from {quoted(url)}. Compare each excerpt with the page; delete those that say nothing."
    if hidden:
        yield "A reader of that page does not see the following; none of it is quoted below:"
        yield from (f"  {each}" for each in hidden[:_MOST_REMARKS])
    if len(hidden) > _MOST_REMARKS:
        yield f"  and {len(hidden) - _MOST_REMARKS} more"


def _source(title: str, url: str, retrieved: date, excerpts: tuple[str, ...]) -> str:
    lines = [
        "  - id: s1",
        f"    title: {quoted(title[:_LONGEST_TITLE])}",
        f"    url: {quoted(url)}",
        f"    retrieved: {retrieved.isoformat()}",
        "    excerpt:",
        *(f"      - {quoted(each)}" for each in excerpts),
    ]
    return "\n".join(lines) + "\n"
