"""Removes characters that no reader sees but a model reads, and says what was there.

What goes: control characters other than tab and line feed, bidirectional controls, zero-width and other
default-ignorable characters, tag characters, private use, noncharacters, lone surrogates, and variation
selectors other than the two that style emoji and Mongolian's own. What stays, because people write with it:
joiners inside words of joining scripts, emoji sequences (joiners, skin tones, VS15/VS16, the tag flags),
combining marks, right-to-left scripts. Nothing is normalised: an excerpt must stay an exact quotation.
"""

import re
import unicodedata
from dataclasses import dataclass

_JOINERS = {"\u200c", "\u200d"}
_ZERO_WIDTH_JOINER = "\u200d"
_TEXT_AND_EMOJI_STYLE = {"\ufe0e", "\ufe0f"}
_MONGOLIAN_SELECTORS = {"\u180b", "\u180c", "\u180d", "\u180f"}
_TAG_OFFSET = 0xE0000
_TAGS = frozenset(chr(_TAG_OFFSET + code) for code in range(0x20, 0x7F))  # each stands for an ASCII character
# The known way of hiding bytes in variation selectors: VS1 is 0, VS256 is 255.
_SELECTOR_BYTES = {code: byte for byte, code in enumerate([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])}
_VIRAMA = 9  # canonical combining class, UAX #44

_IGNORABLE = re.compile(
    # Default_Ignorable_Code_Point (DerivedCoreProperties.txt, Unicode 16), which unicodedata does not offer.
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    # Interlinear annotation, shown by no browser.
    "\ufff9-\ufffb"
    # Noncharacters of the first plane; those of the others end in FFFE or FFFF.
    "\ufdd0-\ufdef]"
)
_REMOVED_CATEGORIES = {"Cc", "Co", "Cs"}

# The only tag sequences recommended for interchange (UTS #51, emoji-sequences.txt): England, Scotland, Wales.
_TAG_FLAG = re.compile(
    "\U0001f3f4\U000e0067\U000e0062"
    "(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
)

# First words of the Unicode names of scripts that write with joiners (Unicode Standard, ch. 9, 12–16).
_JOINING_SCRIPTS = frozenset(
    {
        "ADLAM",
        "ARABIC",
        "BALINESE",
        "BENGALI",
        "BRAHMI",
        "CHAKMA",
        "DEVANAGARI",
        "GRANTHA",
        "GUJARATI",
        "GURMUKHI",
        "HANIFI",
        "JAVANESE",
        "KAITHI",
        "KANNADA",
        "KHMER",
        "MALAYALAM",
        "MANDAIC",
        "MANICHAEAN",
        "MODI",
        "MONGOLIAN",
        "MYANMAR",
        "NEWA",
        "NKO",
        "ORIYA",
        "PHAGS-PA",
        "SHARADA",
        "SIDDHAM",
        "SINHALA",
        "SOGDIAN",
        "SYRIAC",
        "TAMIL",
        "TELUGU",
        "TIBETAN",
        "TIRHUTA",
    }
)


@dataclass(frozen=True)
class Removed:
    """One run of hidden characters that was taken out.

    Attributes:
        characters: The run itself.
        position: Where it stood in the text as given, in characters from 0.
        field: Dotted name of the field it stood in; empty if the text was no field.
        line: Line of that field in its file, counted from 1; 0 if unknown.
    """

    characters: str
    position: int
    field: str = ""
    line: int = 0

    @property
    def hidden_text(self) -> str:
        """The message spelt in tag characters or variation selectors, as printable ASCII; often empty."""
        tags = "".join(chr(ord(each) - _TAG_OFFSET) for each in self.characters if each in _TAGS)
        selected = bytes(
            _SELECTOR_BYTES[ord(each)] for each in self.characters if ord(each) in _SELECTOR_BYTES
        )
        # A lone selector is a stray emoji style, not a message.
        spelt = tags + (selected.decode("ascii", "replace") if len(selected) > 1 else "")
        return "".join(each if each.isascii() and each.isprintable() else "?" for each in spelt)

    def describe(self) -> str:
        """Say in one printable line what was removed, with the code points' names and any hidden message."""
        count = len(self.characters)
        names: dict[str, int] = {}
        for each in self.characters:
            names[_name(each)] = names.get(_name(each), 0) + 1
        listed = [f"{name} ×{times}" if times > 1 else name for name, times in names.items()]
        more = f" and {len(listed) - 4} more kinds" if len(listed) > 4 else ""  # noqa: PLR2004 - enough to see
        what = f"{count} hidden character{'s' if count > 1 else ''} removed at position {self.position + 1}"
        message = f"; hidden text: {self.hidden_text!r}" if self.hidden_text else ""
        return f"{what} ({', '.join(listed[:4])}{more}){message}"


def clean(text: str, *, field: str = "", line: int = 0) -> tuple[str, list[Removed]]:
    """Give `text` without hidden characters, and what was taken out, in order.

    `field` and `line` are passed on into the report. Cleaning twice changes nothing more.
    """
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text, []
    kept: list[str] = []
    removed: list[Removed] = []
    run_start = 0
    position = 0

    def close_run(end: int) -> None:
        if run_start < end:
            removed.append(Removed(text[run_start:end], run_start, field, line))

    while position < len(text):
        flag = _TAG_FLAG.match(text, position)
        length = len(flag[0]) if flag else 1
        if flag or _stays(text, position, kept[-1][-1] if kept else ""):
            close_run(position)
            kept.append(text[position : position + length])
            run_start = position + length
        position += length
    close_run(position)
    return "".join(kept), removed


def _stays(text: str, position: int, before: str) -> bool:
    """Tell whether the character at `position` stays, `before` being the last one that stayed."""
    character = text[position]
    if character.isascii():
        return character.isprintable() or character in "\t\n"
    after = text[position + 1 : position + 2]
    if character in _JOINERS:
        joins_symbols = character == _ZERO_WIDTH_JOINER and _joins_symbols(before, after)
        return joins_symbols or _joins_letters(before, after)
    if character in _TEXT_AND_EMOJI_STYLE:
        return _takes_a_style(before)
    if character in _MONGOLIAN_SELECTORS:
        return _script(before) == "MONGOLIAN"
    if _IGNORABLE.match(character) or ord(character) & 0xFFFE == 0xFFFE:  # noqa: PLR2004 - the noncharacters
        return False
    return unicodedata.category(character) not in _REMOVED_CATEGORIES


def _joins_letters(before: str, after: str) -> bool:
    """Whether a joiner stands inside a word, or ends one after a virama, as Indic scripts write it."""
    if not _is_joining_letter(before):
        return False
    return _is_joining_letter(after) or (unicodedata.combining(before) == _VIRAMA and after not in _JOINERS)


def _joins_symbols(before: str, after: str) -> bool:
    return (_is_symbol(before) or before == "\ufe0f") and _is_symbol(after)


def _is_joining_letter(character: str) -> bool:
    return _script(character) in _JOINING_SCRIPTS and unicodedata.category(character)[0] in "LM"


def _is_symbol(character: str) -> bool:
    # So and Sm hold the emoji, Sk the skin tones.
    return not character.isascii() and unicodedata.category(character) in {"So", "Sk", "Sm"}


def _takes_a_style(character: str) -> bool:
    """Whether VS15 or VS16 may follow: symbols, the keycap bases, and the emoji that are punctuation."""
    return _is_symbol(character) or (bool(character) and character in "0123456789#*‼⁉〰")


def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0] if character else ""


def _name(character: str) -> str:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"{code} {name}" if name else code
