"""Does a text hold these words? The one comparison behind every quotation check.

Two texts are the same words if they differ in nothing but white space and typographic quotation marks: a
line break for a space, “ for ", ’ for '. Nothing else is forgiven, neither case nor a full stop. A quotation
is made of whole words: "8 % faster" does not stand in "98 % faster".
"""

import re

_DOUBLE = '"“”„‟«»'
_SINGLE = "'‘’‚‛‹›"


def find(words: str, text: str) -> tuple[int, int] | None:
    """Give where `words` stand in `text`, as start and end; None where they do not, or are none."""
    wanted = words.strip()
    if not wanted:
        return None
    pattern = "".join(_piece(piece) for piece in re.findall(r"\s+|\S", wanted))
    before = r"(?<!\w)" if _is_word(wanted[0]) else ""
    after = r"(?!\w)" if _is_word(wanted[-1]) else ""
    found = re.search(before + pattern + after, text)
    return found.span() if found else None


def _piece(piece: str) -> str:
    if piece.isspace():
        return r"\s+"
    for marks in (_DOUBLE, _SINGLE):
        if piece in marks:
            return f"[{re.escape(marks)}]"
    return re.escape(piece)


def _is_word(character: str) -> bool:
    return re.match(r"\w", character) is not None
