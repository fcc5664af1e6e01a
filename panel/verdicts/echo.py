"""Tells whether prose is a dossier's own words handed back.

A dossier is written outside and may hold a finished answer, verdict and all; a model that echoes it has
judged nothing. Nor is a critique the persona's that is the vendor's text throughout.
"""

import re
from collections.abc import Iterable

from panel.intake.dossier import Dossier

_PIECE = 24
"""Letters and digits in one compared piece: about five words."""
_MOSTLY = 0.8
"""Share of pieces found in the dossiers that makes prose an echo; quoting a sentence or two stays below."""


def is_echo(prose: str, dossiers: Iterable[Dossier]) -> bool:
    """Whether at least four fifths of `prose` stands, piece by piece, in the dossiers.

    Only letters and digits are compared, and the dossiers also with their JSON escapes undone, so that quotes
    and line breaks make no difference. Prose shorter than a piece is never an echo.
    """
    letters = _letters(prose)
    pieces = [letters[start : start + _PIECE] for start in range(0, len(letters) - _PIECE + 1, _PIECE)]
    held = "\n".join(_letters(text) + "\n" + _letters(_unescaped(text)) for text in map(_text, dossiers))
    return bool(pieces) and sum(piece in held for piece in pieces) >= _MOSTLY * len(pieces)


def _text(dossier: Dossier) -> str:
    excerpts = [excerpt for source in dossier.sources for excerpt in (source.title, *source.excerpt)]
    return "\n".join([dossier.tagline, dossier.description, dossier.pricing.summary, *excerpts])


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text.casefold()))


def _unescaped(text: str) -> str:
    """Undo JSON's string escapes; a surrogate pair becomes no letter, which is all that is compared."""
    return re.sub(
        r"\\(?:u([0-9a-fA-F]{4})|.)", lambda escape: chr(int(escape[1], 16)) if escape[1] else " ", text
    )
