"""The template of a new dossier, for a person to fill in.

What is still to be written says `TODO: …`; `panel dossier check` refuses each of these by its name.
"""

import json
from collections.abc import Iterable

from panel.errors import InputError
from panel.intake.hidden_text import clean
from panel.intake.slug import slug_from_name

_LONGEST_NAME = 80

_HEAD = """\
# What is known about one tool; docs/dossiers.md describes every field. Delete optional ones you don't need.
# Write only what the sources below say. `panel dossier check` lists what is still to be written.
"""

_BODY = """\
name: {name}
vendor: "TODO: who makes it"
category: "TODO: the shelf it stands on, such as Developer Tools, Data or Infrastructure"
tagline: "TODO: what it is, in one line of at most 160 characters"
description: >
  TODO: what it does, for whom and how, in 60 to 120 plain words of your own (at most 2,000 characters).
url: {url}  # optional: its home page
license: "TODO: SPDX identifier such as Apache-2.0"  # optional
# released: 2026-01-31  # optional: the day of its first release
pricing:
  entry: "TODO: Free, Freemium or Paid"
  summary: "TODO: plans and prices in words, with the source's own numbers"
sources:
"""

_SOURCE = """\
  - id: s1
    title: "TODO: title of the page or document"
    url: "TODO: https://…"  # optional
    retrieved: "TODO: the day you read it, as YYYY-MM-DD without quotes"
    # about: [pricing]  # optional: the sections it supports, of profile, pricing, license
    excerpt:
      - "TODO: a sentence or two, quoted exactly"
"""


def new_dossier(name: str) -> tuple[str, str]:
    """Start a dossier for the tool called `name`: its slug, and YAML with all else still to be written.

    Raises:
        InputError: the name is empty, longer than 80 characters or gives no slug.
    """
    return slug_from_name(name), dossier_text(name)


def dossier_text(
    name: str, *, url: str | None = None, remarks: Iterable[str] = (), sources: str = _SOURCE
) -> str:
    """Give the YAML text of an unfinished dossier.

    Args:
        name: The tool's name.
        url: Its page, if known.
        remarks: Lines for the person who goes on, written as comments at the top.
        sources: The list of sources, as indented YAML.

    Raises:
        InputError: the name is empty or longer than 80 characters.
    """
    name = " ".join(clean(name)[0].split())
    if not 0 < len(name) <= _LONGEST_NAME:
        raise InputError(f"A tool's name has 1 to {_LONGEST_NAME} characters; this one has {len(name)}.")
    comments = "".join(f"# {remark}\n" for remark in remarks)
    body = _BODY.format(name=quoted(name), url=quoted(url or "TODO: https://…"))
    return f"{_HEAD}{comments}{body}{sources}"


def quoted(text: str) -> str:
    """Write `text`, free of hidden characters, as a double-quoted YAML scalar on one line."""
    # JSON strings are YAML, but for the two line separators that YAML folds inside quotes.
    return json.dumps(text, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
