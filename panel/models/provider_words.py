"""What a provider says when it does not answer: its message, its code, how long it asks to wait. Pure."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite
from typing import Any, cast

SHOWN = 160
"""Most characters of a provider's message that are shown."""

SECRET_LENGTH = 12
"""Fewest characters of a key that is a secret; Mistral's have 32, and `ollama` is what Ollama is given."""

_KEYS = re.compile(r"(?i)\bbearer\s+[^\s\"',;]+|\b(sk|pk|key|api)[-_](?=[\w-]*\d)[\w-]{12,}")


def read_words(body: str) -> tuple[str, str]:
    """Find code and message in the body of an error.

    Reads Mistral's, OpenAI's, FastAPI's and llama.cpp's shapes, and plain text; a gateway's HTML says nothing
    that helps. Either may be empty.
    """
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError):
        return "", "" if body.lstrip().startswith("<") else body
    for inner in ("error", "detail"):
        if isinstance(found, dict) and inner in found:
            found = cast("dict[str, Any]", found)[inner]
    if isinstance(found, list):
        return "", "; ".join(_text(each, "msg", "message") for each in cast("list[Any]", found)[:3])
    return f"{_text(found, 'type')} {_text(found, 'code')}".strip(), _text(found, "message", "msg", "detail")


def shown(words: str, key: str) -> str:
    """Make a provider's words fit for a message: one short printable line without the key."""
    line = " ".join("".join(c if c.isprintable() else " " for c in redacted(words, key)).split()).rstrip(".")
    return line if len(line) <= SHOWN else line[:SHOWN].rstrip() + "…"


def redacted(text: str, key: str) -> str:
    """Take the key, and what looks like one, out of a text."""
    return _KEYS.sub("[key]", without_key(text, key))


def without_key(text: str, key: str) -> str:
    """Take the key out of a text, unless it is so short that it is a placeholder, and perhaps a word."""
    return text.replace(key, "[key]") if len(key) >= SECRET_LENGTH else text


def asked_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Read how many seconds a provider asks to wait.

    `retry-after-ms` first, then `Retry-After` as seconds or as an HTTP date (RFC 9110, section 10.2.3). None
    where there is neither, or nothing that can be read.

    Args:
        headers: By lower-case name.
        now: The time, for dates.
    """
    for name, per_second in (("retry-after-ms", 1000), ("retry-after", 1)):
        try:
            seconds = float(headers.get(name, "nan")) / per_second
        except ValueError:
            continue
        if isfinite(seconds):
            return max(0.0, seconds)
    try:
        until = parsedate_to_datetime(headers.get("retry-after", ""))
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())


def _text(found: Any, *names: str) -> str:
    if isinstance(found, str):
        return found if "message" in names else ""
    if isinstance(found, dict):
        entries = cast("dict[str, Any]", found)
        return next((str(entries[name]) for name in names if entries.get(name) is not None), "")
    return ""
