"""A comparison as Markdown, to paste into an issue or a wiki; every word that is not ours is escaped."""

import re
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from panel.reports import wording
from panel.reports.critique import Passage
from panel.reports.page import lay_out
from panel.verdicts.comparison import Comparison

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$@]|:(?=//)|(?<=www)\.)")
_BLOCK_START = re.compile(r"^(?:([-+=])|(\d{1,9})([.)]))")


def to_markdown(comparison: Comparison) -> str:
    """Write `comparison.md` (CommonMark with GitHub's tables)."""
    ours = {"address": _address, "critique": _critique, "words": wording}
    return _environment().get_template("comparison.md.jinja", globals=ours).render(page=lay_out(comparison))


def escape_markdown(text: str) -> str:
    """Make text stand for itself on one line of Markdown: no markup, HTML, link, list or heading comes of it.

    Nor does a bare address become a link, as GitHub would have it.
    """
    return _at_line_start(_inline(text))


def _inline(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))


def _at_line_start(inline: str) -> str:
    return _BLOCK_START.sub(
        lambda match: rf"\{match[1]}" if match[1] else rf"{match[2]}\{match[3]}", inline.strip()
    )


def _address(url: str) -> "_Ours":
    """Give a web address as a link's destination in angle brackets, which end at no bracket of its own."""
    return _Ours("<" + re.sub(r"[<>\\\s]", lambda match: f"%{ord(match[0]):02X}", url) + ">")


def _critique(passages: Sequence[Passage]) -> "_Ours":
    """Give a critique on one line, with the number of each note in brackets after its claim."""
    marked = (_inline(each.text) + (rf"\[{each.note}\]" if each.note else "") for each in passages)
    return _Ours(_at_line_start("".join(marked)))


class _Ours(str):
    """Markdown that we made, not to be escaped again."""

    __slots__ = ()


def _escape_unless_ours(value: object) -> object:
    return value if isinstance(value, _Ours) else escape_markdown(str(value))


@cache
def _environment() -> Environment:
    return Environment(  # noqa: S701 - autoescaping is for HTML; `finalize` escapes every expression
        loader=PackageLoader("panel.reports"),
        finalize=_escape_unless_ours,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
