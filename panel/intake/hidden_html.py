"""Takes out of an HTML page what its reader does not see, and says what it was.

It goes by markup, inline styles and those rules of the page's own style sheets whose selector is one class,
id or element name. It runs no script, fetches no style sheet and knows no colours but inline ones, so hidden
text can still get through: a person compares each excerpt with the page. What a click would show counts as
hidden.
"""

# lxml comes without types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html
from lxml import etree

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")  # lxml takes none in text that is decoded already
_FEWEST_WORDS = 4  # shorter attributes and metadata carry names and settings, not messages
_UNSEEN_ELEMENTS = {"template", "noscript", "object", "iframe", "noframes"}
_FRAME = {"html", "head", "body"}  # pages hide these until a script has run; they are not hidden for good
_UNSEEN_CLASSES = {"sr-only", "visually-hidden", "screen-reader-text"}
_UNSEEN_ATTRIBUTES = ("alt", "title", "aria-label", "aria-description")

_CSS_SIMPLE_SELECTOR = re.compile(r"[.#]?[\w-]+")

_LENGTH_UP_TO_ONE = r"[01]?(\.\d+)?(px|pt|em|rem|%)?$"
_HIDING = {
    "display": r"none",
    "visibility": r"hidden|collapse",
    "opacity": r"0*(\.0*)?%?$",
    "font-size": _LENGTH_UP_TO_ONE,
    "left": r"-\d{3,}",
    "right": r"-\d{3,}",
    "top": r"-\d{3,}",
    "bottom": r"-\d{3,}",
    "margin-left": r"-\d{3,}",
    "margin-top": r"-\d{3,}",
    "text-indent": r"-\d{3,}",
    "transform": r"scale\(0|translate[xy]?\(-\d{3,}",
    "clip": r"rect\([01]",
    "clip-path": r"inset\((50|100)%|circle\(0",
}
_HIDING_WHEN_CUT = {"height", "width", "max-height", "max-width"}  # with overflow: hidden
_UNSEEN_COLOURS = re.compile(
    r"white|transparent|#f{3,4}$|#f{6}(ff)?$|#[0-9a-f]{3}0$|#[0-9a-f]{6}00$"
    r"|rgba?\(255[, ]+255[, ]+255\b|(rgb|hsl)a\(.*[,/] ?0?(\.0+)?%?\)"
)


@dataclass(frozen=True)
class HiddenPart:
    """One thing on the page that its reader does not see.

    Attributes:
        kind: What it was, such as `comment`, `alt`, `meta description`, `hidden p`.
        text: Its text, white space collapsed.
    """

    kind: str
    text: str


@dataclass(frozen=True)
class VisiblePage:
    """An HTML page without what its reader does not see.

    Attributes:
        title: Text of its title element, which stands in the window's frame.
        tree: Its lxml tree, cleaned.
        hidden: What was taken out: comments around the page, then the rest in document order. Scripts and
            style sheets go without a word, but for JSON-LD; attributes and metadata are told from four words
            on.
    """

    title: str
    tree: Any
    hidden: tuple[HiddenPart, ...]

    @property
    def text(self) -> str:
        """All of the text seen, with the white space of the markup."""
        return self.tree.text_content()


def visible_page(html: str) -> VisiblePage:
    """Parse a page and take out what its reader does not see.

    Raises:
        ValueError: it holds nothing that can be parsed as HTML.
    """
    try:
        tree = lxml.html.document_fromstring(_XML_DECLARATION.sub("", html))
    except etree.LxmlError as error:
        raise ValueError(str(error)) from error
    title = tree.findtext(".//title") or ""
    return VisiblePage(title, tree, tuple(_take_hidden(tree)))


def _take_hidden(page: Any) -> list[HiddenPart]:
    rules = _style_rules(page)
    # Comments before and after the html element have no parent to be removed from; they are no text of it.
    outside = [*reversed(list(page.itersiblings(preceding=True))), *page.itersiblings()]
    parts = [part for each in outside for part in _part("comment", each.text or "")]
    unseen: list[Any] = []
    waiting: list[Any] = [page]
    while waiting:
        element = waiting.pop()
        kind = _unseen_kind(element, rules)
        if kind is None:
            parts += _attribute_parts(element)
            waiting.extend(reversed(element))
        else:
            parts += _part(kind, _text_of(element))
            unseen.append(element)
    for element in unseen:
        element.drop_tree()
    return parts


def _unseen_kind(element: Any, rules: dict[str, dict[str, str]]) -> str | None:
    """Name the way in which an element is not seen, or None if it is."""
    if not isinstance(element.tag, str):
        return "comment"
    if element.tag in {"script", "style"}:
        return "JSON-LD" if "json" in element.get("type", "") else element.tag
    if element.tag in _UNSEEN_ELEMENTS:
        return element.tag
    if element.tag in _FRAME:
        return None
    classes = element.get("class", "").split()
    inline = _declarations(element.get("style", ""))
    selectors = [element.tag, *(f".{each}" for each in classes), f"#{element.get('id')}"]
    hidden = (
        element.get("hidden") is not None
        or not _UNSEEN_CLASSES.isdisjoint(classes)
        or _has_unseen_colour(inline)
        or any(_hides(style) for style in (inline, *(rules[each] for each in selectors if each in rules)))
    )
    return f"hidden {element.tag}" if hidden else None


def _hides(style: dict[str, str]) -> bool:
    cut = style.get("overflow", "").startswith("hidden") and any(
        re.match(_LENGTH_UP_TO_ONE, style[name]) for name in _HIDING_WHEN_CUT & style.keys()
    )
    return cut or any(re.match(_HIDING[name], style[name]) for name in _HIDING.keys() & style.keys())


def _has_unseen_colour(style: dict[str, str]) -> bool:
    colour = style.get("color", "")
    background = style.get("background-color", style.get("background"))
    if background is not None:
        return colour == background
    return bool(_UNSEEN_COLOURS.match(colour))


def _style_rules(page: Any) -> dict[str, dict[str, str]]:
    """Gather the page's own style rules by their simple selectors."""
    rules: dict[str, dict[str, str]] = {}
    for sheet in page.iter("style"):
        for selectors, body in _top_level_rules(sheet.text or ""):
            for selector in selectors.split(","):
                if _CSS_SIMPLE_SELECTOR.fullmatch(selector.strip()):
                    rules.setdefault(selector.strip(), {}).update(_declarations(body))
    return rules


def _top_level_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Give selectors and body of each rule outside blocks such as `@media`, which may not apply.

    In one pass: a page's author must not choose how long this takes.
    """
    first, *others = sheet.split("/*")
    text = first + "".join(each.partition("*/")[2] for each in others)
    depth = 0
    selectors = last = ""
    for piece in re.split(r"([{}])", text):
        if piece == "{":
            depth += 1
            selectors = last.rpartition(";")[2] if depth == 1 else selectors
        elif piece == "}":
            if depth == 1:
                yield selectors, last
            depth = max(depth - 1, 0)
        else:
            last = piece


def _declarations(style: str) -> dict[str, str]:
    declared: dict[str, str] = {}
    for declaration in style.lower().split(";"):
        name, _, value = declaration.partition(":")
        declared[name.strip()] = value.replace("!important", "").strip()
    return declared


def _attribute_parts(element: Any) -> Iterator[HiddenPart]:
    if element.tag == "meta":
        name = element.get("name") or element.get("property") or ""
        yield from _worded(f"meta {name}".strip(), element.get("content", ""))
    for name in _UNSEEN_ATTRIBUTES:
        yield from _worded(name, element.get(name, ""))


def _worded(kind: str, text: str) -> Iterator[HiddenPart]:
    if len(text.split()) >= _FEWEST_WORDS:
        yield from _part(kind, text)


def _part(kind: str, text: str) -> Iterator[HiddenPart]:
    if kind not in {"script", "style"} and text.split():
        yield HiddenPart(kind, " ".join(text.split()))


def _text_of(element: Any) -> str:
    return " ".join(element.itertext()) if isinstance(element.tag, str) else element.text or ""
