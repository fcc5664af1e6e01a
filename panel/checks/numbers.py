"""Numbers in English prose, in digits or in words: "256,000", "256K", "2.5 million", "twelve hundred".

Read are decimals, thousands set apart by a comma or a space, K, M, B and bn, the words from one to trillions,
"a thousand" and "half a million". Not read, since they count nothing: digits inside of a name (GPT-4o,
Qwen3-8B), ordinals (1st, the 90th), decades (1990s) and vague words ("dozens", "several hundred").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

UNIT_LETTERS = r"x|×|ms|min|h|k?W|[KMGT]i?B|kB|px|[KMG]Hz"
"""Units that are written next to their number, without a space."""


@dataclass(frozen=True)
class Number:
    """A number, and where it stands in its text.

    Attributes:
        scale: What both ends of a range such as "2-5 million" share: a million; 1 where they share none.
        digits: Its digits as written, "5.0"; empty for a number in words.
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal
    digits: str


def numbers(text: str) -> Iterator[Number]:
    """Give the numbers of a text in the order in which they stand."""
    for found in _NUMBER.finditer(text):
        digits, words = found["digits"], found["words"]
        if digits and _NAME_BEFORE.search(text, max(0, found.start() - 40), found.start()):
            continue
        if words:
            value = _value_of_words(words.lower())
            last = re.split(r"[\s-]+", words.lower())[-1].removesuffix("s")
            shared = last in _SHARED and not re.match(r"(?:a|an|half)\b", words.lower())
            yield Number(*found.span(), value, _SCALES[last] if shared else Decimal(1), "")
        else:
            scale = _SCALES[(found["letter"] or found["scale"] or "one").lower()]
            yield Number(*found.span(), Decimal(re.sub(r"[^\d.]", "", digits)) * scale, scale, digits)


_SMALL = {
    word: Decimal(value)
    for value, word in enumerate(
        re.findall(
            r"\w+",
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
            " sixteen seventeen eighteen nineteen",
        )
    )
}
_TENS = {
    word: Decimal(10 * value)
    for value, word in enumerate(
        re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
_SCALES = {
    "one": Decimal(1),
    "dozen": Decimal(12),
    "hundred": Decimal(100),
    **dict.fromkeys(("k", "thousand"), Decimal(10) ** 3),
    **dict.fromkeys(("m", "mn", "million"), Decimal(10) ** 6),
    **dict.fromkeys(("b", "bn", "billion"), Decimal(10) ** 9),
    "trillion": Decimal(10) ** 12,
}
_NAME_BEFORE = re.compile(r"(?<![\w.-])[A-Za-z][\w.]*-(?:[\w.]+-)*$")
_SHARED = ("thousand", "million", "billion", "trillion")

_ONE = "|".join(list(_SMALL)[1:])
_COUNT = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(list(_SMALL)[1:10])}))?\b|(?:zero|{_ONE})\b)"
_BIG = r"(?:thousand|million|billion|trillion)s?\b"
# "a hundred and fifty" is one number; "a hundred and two hundred" and "ten and twenty" are two each.
_HUNDREDS = rf"(?:{_COUNT}|an?)[\s-]hundred\b(?:(?:\sand)?[\s-]{_COUNT}(?![\s-]hundred))?"
_THOUSANDS = rf"(?:{_HUNDREDS}|{_COUNT}|half\san?|an?)(?:[\s-]{_BIG})+"
_REST = rf"(?:{_THOUSANDS}|{_HUNDREDS}|{_COUNT})"
_WORDS = (
    rf"{_THOUSANDS}(?:\s{_REST}|\sand\s(?:{_HUNDREDS}|{_COUNT})(?![\s-]{_BIG}))*"
    rf"|{_HUNDREDS}|(?:{_COUNT}|half\sa|an?)[\s-]dozen\b|{_COUNT}|(?<=the\s)(?:hundred\b|{_BIG})"
)

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+(?:\.\d+)?(?!\d|,\d)|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    r"(?<![\w.])(?<!\w/)(?<!#)(?<!\d,)(?:"
    rf"(?P<digits>{_DIGITS})"
    rf"(?:\s?(?P<letter>[KMB]|bn|mn)\b|[\s-](?P<scale>hundred|thousand|million|billion|trillion)s?\b)?"
    rf"(?![.,]\d)(?=\W|$|(?:{UNIT_LETTERS})\b)"
    rf"|(?P<words>{_WORDS}))",
    re.IGNORECASE,
)


def _value_of_words(words: str) -> Decimal:
    total = group = Decimal(0)
    half = words.startswith("half")
    for word in re.split(r"[\s,-]+", words):
        if word in _SMALL or word in _TENS:
            group += _SMALL.get(word) or _TENS.get(word) or 0
        elif word in ("dozen", "hundred"):
            group = (group or 1) * _SCALES[word]
        elif (scale := word.removesuffix("s")) in _SCALES:
            total += (group or 1) * _SCALES[scale]
            group = Decimal(0)
    return (total + group) / (2 if half else 1)
