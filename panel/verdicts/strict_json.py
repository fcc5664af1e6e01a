"""Text → JSON, for text that a model wrote.

Stricter than `json.loads`, which takes NaN, lets the last of two equal keys win and runs out of stack.
"""

import json
import re
from collections import Counter
from math import isfinite
from typing import Never, cast

from panel.verdicts.ballot import Unreadable

Json = dict[str, "Json"] | list["Json"] | str | float | bool | None

DEEPEST = 10
"""Most brackets that may be open at once, far below the parser's recursion limit; an answer needs three."""


class UnreadableError(Exception):
    """An answer cannot be read.

    Attributes:
        reason: Which of the known ways.
        detail: One sentence, without anything the model wrote but names of fields, escaped.
    """

    def __init__(self, reason: Unreadable, detail: str) -> None:
        super().__init__(detail)
        self.reason: Unreadable = reason
        self.detail = detail


def parse(text: str) -> Json:
    """Give the JSON value that `text`, without outer white space, is.

    Numbers come as floats.

    Raises:
        UnreadableError: "too deep", "duplicate key", "not a number", or no JSON at all: "fenced" where it
            stands in a fence or prose, "refused" for prose that declines, "malformed" for everything else.
    """
    if _depth(text) > DEEPEST:
        raise UnreadableError("too deep", f"The answer nests brackets more than {DEEPEST} deep.")
    try:
        value, end = cast("tuple[Json, int]", _DECODER.raw_decode(text))
    except json.JSONDecodeError as error:
        raise _not_json(text, f"{error.msg} at character {error.pos + 1}") from None
    if end == len(text):
        return value
    if isinstance(value, dict):
        raise UnreadableError(
            "fenced", "There is text after the JSON object; the answer must be that object alone."
        )
    raise _not_json(text, f"text follows at character {end + 1}")


def _not_json(text: str, what: str) -> UnreadableError:
    """Tell apart the ways in which a message is no JSON."""
    if text[0] not in '{["' and _HOLDS_JSON.search(text):
        return UnreadableError(
            "fenced", "There is a fence or prose around the JSON; the answer must be one JSON object alone."
        )
    if _DECLINES.match(text):
        return UnreadableError("refused", "The model declined to answer.")
    return UnreadableError("malformed", f"The answer is not valid JSON: {what}.")


_HOLDS_JSON = re.compile(r'```|\{\s*"')
_DECLINES = re.compile(
    r"\W*(?:unfortunately,?\s+)?"
    r"(?:(?:i\s*am|i['’]m)\s+(?:(?:very|so|really)\s+)?(?:sorry|afraid|unable|not\s+able|not\s+comfortable)"
    r"|i\s+(?:can(?:no|['’])t|can\s+not|won['’]t|will\s+not|(?:must|have\s+to)\s+(?:decline|refuse)|apologi[sz]e)"
    r"|sorry\b|my\s+apologies|as\s+an?\s+(?:ai|(?:large\s+)?language\s+model)\b)",
    re.IGNORECASE,
)


def _depth(text: str) -> int:
    """Count the most brackets open at once, those inside of JSON strings aside."""
    deepest = depth = 0
    for bracket in _BRACKET.findall(_JSON_STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


_JSON_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")


def _distinct(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise UnreadableError("duplicate key", f"The key {twice[:40]!a} stands twice in one object.")
    return fields


def _number(digits: str) -> float:
    """Read a number; one beyond every float, such as 1e999, is as little a number as NaN."""
    number = float(digits)
    return number if isfinite(number) else _no_number(digits)


def _no_number(word: str) -> Never:
    raise UnreadableError("not a number", f"The answer holds {word[:12]}, which is no JSON number.")


# Whole numbers are read as floats too: int() refuses more than 4,300 digits with a ValueError of its own.
_DECODER = json.JSONDecoder(
    object_pairs_hook=_distinct, parse_float=_number, parse_int=_number, parse_constant=_no_number
)
