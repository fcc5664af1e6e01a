"""Slugs: the names that stand in file names, addresses and commands."""

import re
import unicodedata

from panel.errors import InputError

MAX_LENGTH = 60
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SPOKEN = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at "}


def slug_problem(slug: str) -> str | None:
    """Say what is wrong with `slug`, or None if nothing is.

    A slug is lower-case ASCII letters and digits in groups joined by single hyphens, at most 60 characters,
    and no group is "vs": a pair of tools is written `<slug>-vs-<slug>` and must split in one way only.
    """
    if len(slug) > MAX_LENGTH:
        return f"a slug has at most {MAX_LENGTH} characters; this one has {len(slug)}"
    if not _SLUG.fullmatch(slug):
        return "a slug is lower-case letters and digits joined by single hyphens, such as mistral-3-small"
    if "vs" in slug.split("-"):
        return 'a slug must not contain the word "vs", which separates the two tools of a comparison'
    return None


def slug_from_name(name: str) -> str:
    """Derive a slug from a tool's name: accents dropped, everything but letters and digits a hyphen.

    Raises:
        InputError: the name has no Latin letter or digit to build a slug from.
    """
    for character, spoken in _SPOKEN.items():
        name = name.replace(character, spoken)
    decomposed = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", decomposed) if word != "vs"]
    slug = "-".join(words)[:MAX_LENGTH].rstrip("-")
    # Cutting at the limit can leave "vs" of a longer word behind.
    slug = slug.removesuffix("-vs")
    if not slug or slug_problem(slug):
        raise InputError(
            f"No file name can be made from {name.strip()!r}; give the name in Latin letters or digits, and "
            "write it its own way inside the dossier."
        )
    return slug
