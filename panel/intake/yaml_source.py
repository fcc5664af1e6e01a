"""YAML text → plain data with line numbers: the part of YAML 1.2 that a person needs, and nothing that bites.

Anchors, aliases, tags, merge keys, second documents, duplicate keys and deep nesting are refused. Scalars
follow the core schema (YAML 1.2.2, section 10.3.2): `no` and `on` are text. A plain `2026-11-24` is a date.
"""

# ruamel declares that it is typed, but its marks and events are not.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.reader import ReaderError

from panel.intake.problem import Problem, field_name

Place = tuple[str | int, ...]
"""Where a value stands: keys and list positions from the top."""

MAX_DEPTH = 8
_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# Longer digit strings are no numbers that a person meant; left as text they cannot exhaust int().
_INTEGER = re.compile(r"[-+]?\d{1,18}", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.\d{1,18}|\d{1,18}(\.\d{0,18})?)([eE][-+]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True)
class YamlSource:
    """What a YAML text says.

    Attributes:
        data: Mappings as dicts, lists as tuples; text, integers, floats, booleans, None and dates.
        lines: The line of each value (of its key, where it has one), counted from 1.
        problems: Everything refused; `data` holds None in its place, or the first of two equal keys.
    """

    data: Any
    lines: dict[Place, int] = field(default_factory=dict[Place, int])
    problems: tuple[Problem, ...] = ()


def read_yaml(text: str) -> YamlSource:
    """Read one YAML document. Never raises: what is wrong is among the problems."""
    reading = _Reading()
    try:
        data = reading.document(_events(text))
    except _UnreadableError as error:
        return YamlSource(None, reading.lines, (*reading.problems, error.problem))
    return YamlSource(data, reading.lines, tuple(reading.problems))


class _UnreadableError(Exception):
    """Nothing after this point can be read."""

    def __init__(self, message: str, line: int, place: Place = ()) -> None:
        super().__init__(message)
        self.problem = Problem(message, line, field_name(place))


def _events(text: str) -> Iterator[Event]:
    parser = cast("Any", YAML(typ="safe", pure=True))
    try:
        yield from parser.parse(text)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _UnreadableError(
            f"the control character U+{cast('int', error.character):04X} is not allowed in YAML; delete it",
            line,
        ) from error
    except MarkedYAMLError as error:
        mark = cast("Any", error.problem_mark or error.context_mark)
        reason = " ".join(str(error.problem or error.context).split())
        raise _UnreadableError(f"this is not valid YAML ({reason})", mark.line + 1 if mark else 0) from error
    except (YAMLError, ValueError, OverflowError) as error:
        # ruamel lets Python's own errors out for escapes such as "\UFFFFFFFF".
        raise _UnreadableError(f"this is not valid YAML ({' '.join(str(error).split())})", 0) from error


class _Reading:
    """One pass over the events, which gathers lines and problems on the way."""

    def __init__(self) -> None:
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def document(self, events: Iterator[Event]) -> Any:
        data = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = "a second document starts here; keep one document to a file"
                    raise _UnreadableError(message, _line(event))
                data = self._value(next(events), events, ())
            elif isinstance(event, StreamEndEvent):
                break
        return data

    def _value(self, event: Event, events: Iterator[Event], place: Place) -> Any:
        self.lines.setdefault(place, _line(event))
        if len(place) > MAX_DEPTH:
            raise _UnreadableError(f"nesting is deeper than {MAX_DEPTH} levels; flatten it", _line(event))
        if isinstance(event, AliasEvent):
            self._refuse(event, place, "aliases (*name) are not allowed; write the value out")
            return None
        if isinstance(event, NodeEvent) and event.anchor is not None:
            self._refuse(event, place, "anchors (&name) are not allowed; write the value out each time")
        if getattr(event, "tag", None) is not None:
            self._refuse(event, place, "tags (!name) are not allowed; write the plain value")
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, place)
        if isinstance(event, SequenceStartEvent):
            return self._list(events, place)
        return _scalar(cast("ScalarEvent", event))

    def _mapping(self, events: Iterator[Event], place: Place) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(key := next(events), MappingEndEvent):
            if not isinstance(key, ScalarEvent) or key.anchor is not None or key.tag is not None:
                raise _UnreadableError("a key must be a plain word", _line(key), place)
            name = cast("str", key.value)
            if not name.isprintable():
                raise _UnreadableError(f"the key {name[:40]!r} holds hidden characters", _line(key), place)
            if name in mapping:
                # Read all the same, since the events must be used up, but under a place of its own.
                first = self.lines[*place, name]
                self._refuse(
                    key, (*place, name), f"this key stands here twice, first in line {first}; keep one"
                )
                self._value(next(events), events, (*place, name, "again"))
            else:
                self.lines[*place, name] = _line(key)
                mapping[name] = None
                mapping[name] = self._value(next(events), events, (*place, name))
        return mapping

    def _list(self, events: Iterator[Event], place: Place) -> tuple[Any, ...]:
        items: list[Any] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            items.append(self._value(event, events, (*place, len(items))))
        return tuple(items)

    def _refuse(self, event: Event, place: Place, message: str) -> None:
        self.problems.append(Problem(message, _line(event), field_name(place)))


def _line(event: Event) -> int:
    return cast("Any", event.start_mark).line + 1


def _scalar(event: ScalarEvent) -> Any:
    text = cast("str", event.value)
    plain = cast("tuple[bool, bool]", event.implicit)[0]
    if not plain:
        return text
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _DATE.fullmatch(text):
        return _date_or_text(text)
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _date_or_text(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
