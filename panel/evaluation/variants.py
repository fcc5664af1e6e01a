"""Dossier → the same dossier without what should not matter: its names, or sentences that talk to the judge.

A variant keeps every other word, so that a changed vote is about what was taken out. It may be longer than a
dossier file may be, where a stand-in is longer than the name; it is asked about and never saved as a file.

What `blinded` takes for a name, in any case:

- the tool's name as written and its slug; their words spaced, joined, or with a hyphen, a dot or an
  underscore between ("Pydantic AI", "pydantic-ai", "PydanticAI"), and a name with capitals inside taken
  apart ("Lang-Chain"; "Lang Chain" only with those capitals, since "a fast API" is no FastAPI);
- the vendor's name, the names in it ("Instructor (Jason Liu and contributors)" holds Jason Liu), and those
  without a legal form or a common noun at their ends ("Temporal Technologies, Inc.", "Temporal");
- the host of the tool's site, and web addresses that hold one of these.

A name is a whole word: "uv" stays inside "uvicorn", and so do "uvx" and "LangChain4j", which give their maker
away to whoever knows them. A hyphen, a dot and an underscore end a word. Where a longer name begins with the
tool's or the vendor's ("Chroma Cloud", "Mistral Large" beside Mistral 3 Small), that part of it is replaced,
whoever's product it is: left in place it would tell. The tool's name goes before the vendor's, and the longer
name before the shorter.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel

from panel.checks.injection import dossier_signs
from panel.checks.prose import sentences
from panel.intake.dossier import Dossier
from panel.intake.slug import MAX_LENGTH

TOOL = "Vornel"
"""Stands for every tool: one invented word, so that sentences and commands stay well formed."""
VENDOR = "Kestrane"
"""Stands for every vendor."""
REMOVED = "(removed)"
"""Stands where a field must hold something and nothing is left."""
ADDRESS = "https://example.org/"
"""Stands for an address that names the tool or its vendor; RFC 2606 keeps it free."""


def blinded(dossier: Dossier) -> Dossier:
    """Give the dossier with the tool's and its vendor's names replaced, and without the tool's address."""
    names = _names(dossier)
    variant = _rewritten(dossier, "blind", names.hide)
    sources = tuple(_changed(each, url=names.hide_source(each.url)) for each in variant.sources)
    return _changed(variant, name=TOOL, vendor=VENDOR, url=None, sources=sources)


def without_signs(dossier: Dossier) -> Dossier | None:
    """Give the dossier without the sentences that try to move its reader; None if there is none.

    What `panel.checks.injection.dossier_signs` names goes, and nothing else. An excerpt of which nothing is
    left goes too, and so does a source without one; the last source stays, with "(removed)" as its excerpt.
    """
    signs = {sentence for _, sentence in dossier_signs(dossier)}
    if not signs:
        return None
    variant = _rewritten(dossier, "canary", lambda text: _without(signs, text))
    sources = tuple(
        _changed(source, excerpt=kept)
        for source in variant.sources
        if (kept := tuple(each for each in source.excerpt if each != REMOVED))
    )
    return _changed(
        variant,
        license=None if variant.license == REMOVED else variant.license,
        sources=sources or (_changed(variant.sources[0], excerpt=(REMOVED,)),),
    )


def _without(signs: set[str], text: str) -> str:
    lines = [_line_without(signs, line) for line in text.splitlines()]
    return "\n".join(line for line in lines if line) or REMOVED


def _line_without(signs: set[str], line: str) -> str:
    spans = sentences(line)
    if all(span.text not in signs for span in spans):
        return line
    return " ".join(span.text for span in spans if span.text not in signs)


def _rewritten(dossier: Dossier, suffix: str, rewrite: Callable[[str], str]) -> Dossier:
    """Give the dossier under a slug of its own, each of its texts rewritten."""
    return _changed(
        dossier,
        slug=f"{dossier.slug[: MAX_LENGTH - len(suffix) - 1].rstrip('-')}-{suffix}",
        name=rewrite(dossier.name),
        vendor=rewrite(dossier.vendor),
        category=rewrite(dossier.category),
        tagline=rewrite(dossier.tagline),
        description=rewrite(dossier.description),
        license=dossier.license and rewrite(dossier.license),
        pricing=_changed(dossier.pricing, summary=rewrite(dossier.pricing.summary)),
        sources=tuple(
            _changed(each, title=rewrite(each.title), excerpt=tuple(map(rewrite, each.excerpt)))
            for each in dossier.sources
        ),
    )


@dataclass(frozen=True)
class _Names:
    """What gives a tool away.

    Attributes:
        names: Finds the names; a match's last group is `tool…` or `vendor…`.
        inside: Names long enough to give an address away from inside a word, in lower case.
        host: The host of the tool's own site; empty where many share it.
    """

    names: re.Pattern[str]
    inside: tuple[str, ...]
    host: str

    def hide(self, text: str) -> str:
        """Replace the names in a text, and the addresses in it that hold one."""
        told = _WEB_ADDRESS.sub(lambda found: ADDRESS if self.tells(found[0]) else found[0], text)
        if self.host:
            told = re.sub(
                rf"(?<![^\W_]){re.escape(self.host)}(?![^\W_])", "example.org", told, flags=re.IGNORECASE
            )
        return self.names.sub(lambda found: TOOL if str(found.lastgroup).startswith("tool") else VENDOR, told)

    def hide_source(self, url: str | None) -> str | None:
        """Give a source's address down to its host, or None, as far as it names the tool."""
        if url is None or not self.tells(url):
            return url
        parts = urlsplit(url)
        return None if self.tells(parts.netloc) else f"{parts.scheme}://{parts.netloc}/"

    def tells(self, address: str) -> bool:
        """Tell whether an address holds a name, were it inside a word, or is on the tool's own site."""
        lower = address.lower()
        is_own = bool(self.host) and self.host in lower
        return is_own or any(name in lower for name in self.inside) or bool(self.names.search(address))


_WEB_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`]*[^\s<>()\[\]\"'`.,;:!?]")
_WORD = re.compile(r"[^\W_]+[+#]*")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BETWEEN_NAMES = re.compile(r"[(),;/]|\band\b|&")
_COMMON = re.compile(
    "ai|ag|bv|co|company|contributors|corp|corporation|dev|developers|development|gmbh|inc|labs|limited|llc|"
    "ltd|maintainers|org|project|sa|services|sponsored|team|technologies|the",
    re.IGNORECASE,
)
_SHARED_HOSTS = {"github.com", "gitlab.com", "codeberg.org", "huggingface.co", "pypi.org", "www.npmjs.com"}
_LEAST_INSIDE = 4  # letters: "uv" stands inside too many words


def _names(dossier: Dossier) -> _Names:
    kinds = dict.fromkeys(_vendor_names(dossier.vendor), "vendor")
    kinds |= dict.fromkeys((dossier.name, dossier.slug), "tool")
    longest_first = sorted(kinds, key=lambda name: (-len(_joined(name)), kinds[name], name))
    forms = [(kinds[name], form) for name in longest_first for form in _forms(name)]
    groups = "|".join(f"(?P<{kind}{n}>{form})" for n, (kind, form) in enumerate(forms))
    host = (urlsplit(dossier.url or "").hostname or "").removeprefix("www.")
    return _Names(
        names=re.compile(rf"(?<![^\W_])(?:{groups})(?![^\W_])", re.IGNORECASE),
        inside=tuple(joined for name in kinds if len(joined := _joined(name)) >= _LEAST_INSIDE),
        host="" if host in _SHARED_HOSTS else host,
    )


def _vendor_names(vendor: str) -> Iterator[str]:
    """Give a vendor's name, the names it is made of, and what is left of these without common words."""
    yield vendor
    for part in _BETWEEN_NAMES.split(vendor):
        words = _WORD.findall(part)
        while words and _COMMON.fullmatch(words[-1]):
            words.pop()
        while words and _COMMON.fullmatch(words[0]):
            words.pop(0)
        name = " ".join(words)
        if words:
            yield part.strip()
        if len(name) > 1 and not name.isdigit():
            yield name


def _forms(name: str) -> Iterator[str]:
    """Give patterns of the ways to write a name."""
    yield re.escape(name)
    words = _WORD.findall(name)
    humps = [hump for word in words for hump in _HUMP.split(word)]
    if len(words) > 1:
        yield r"[\s._-]?".join(map(re.escape, words))
    if len(humps) > len(words):
        yield "[._-]?".join(map(re.escape, humps))
        yield "(?-i:" + r"\s".join(map(re.escape, humps)) + ")"


def _joined(name: str) -> str:
    return "".join(_WORD.findall(name)).lower()


_AnyPart = TypeVar("_AnyPart", bound=BaseModel)


def _changed(part: _AnyPart, **fields: Any) -> _AnyPart:
    """Give a new value, which `model_copy` does not: that would keep the cached content hash."""
    kept = {name: getattr(part, name) for name in type(part).model_fields}
    return type(part).model_construct(**(kept | fields))
