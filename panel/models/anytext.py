"""Any text a model can send, as text any database can keep.

JSON may carry NUL characters and lone surrogates. PostgreSQL stores neither, SQLite not the latter, so they
are written as U+001A (SUBSTITUTE) and four hexadecimal digits, U+001A itself too: whatever goes in comes out
again, and all other text stays readable in the database.
"""

import re

_UNSTORABLE = re.compile("[\x00\x1a\ud800-\udfff]")
_SUBSTITUTE = re.compile("\x1a([0-9a-f]{4})")


def storable(text: str) -> str:
    """Give the text without characters that a database refuses."""
    return _UNSTORABLE.sub(lambda found: f"\x1a{ord(found[0]):04x}", text)


def restored(text: str) -> str:
    """Give back the text that `storable` was given."""
    return _SUBSTITUTE.sub(lambda found: chr(int(found[1], 16)), text)
