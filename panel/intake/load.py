"""A dossier file → a dossier and what was hidden in it, or one error that lists all that is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from panel.errors import InputError
from panel.files import read_text
from panel.intake.dossier import Dossier
from panel.intake.explain import problems_of
from panel.intake.hidden_text import Removed, clean
from panel.intake.problem import Problem, field_name
from panel.intake.yaml_source import Place, read_yaml

MAX_BYTES = 256 * 1024
SUFFIX = ".yaml"
_MAX_PROBLEMS_SHOWN = 40
_UNWRITTEN = re.compile(r"TODO\s*(:|$)")


@dataclass(frozen=True)
class Loaded:
    """A dossier, and the hidden characters that were taken out of its text on the way."""

    dossier: Dossier
    removed: tuple[Removed, ...]


def load_dossier(path: Path) -> Loaded:
    """Read, clean and validate one dossier file; its slug is the file's name.

    Raises:
        InputError: the file cannot be read or is no valid dossier; every problem is listed, one a line, with
            its line in the file and its field.
    """
    source = read_yaml(read_text(path, max_bytes=MAX_BYTES))
    removed: list[Removed] = []
    data = _without_hidden_text(source.data, (), source.lines, removed)
    problems = [*source.problems, *_unwritten(data, (), source.lines)]
    dossier = None
    if isinstance(data, dict):
        try:
            dossier = Dossier.model_validate({**cast("dict[str, Any]", data), "slug": path.stem})
        except ValidationError as error:
            problems += problems_of(error, source.lines, told={each.field for each in problems})
        if "slug" in data:
            message = "the slug is the file's name; delete this line"
            problems.append(Problem(message, source.lines["slug",], "slug"))
    elif not problems:
        problems.append(Problem("this is no dossier; `panel dossier new NAME` writes one to fill in"))
    if problems or dossier is None:
        raise InputError(_listed(problems, path))
    return Loaded(dossier, tuple(removed))


def dossier_paths(folder: Path) -> tuple[Path, ...]:
    """Give the dossier files of a folder in the order of their slugs; none if there is no such folder."""
    return tuple(sorted(folder.glob(f"*{SUFFIX}")))


def find_dossier(folder: Path, slug: str) -> Path:
    """Find the file of one tool among the dossiers of `folder`.

    Raises:
        InputError: there is none; the nearest slugs are suggested.
    """
    known = {path.stem: path for path in dossier_paths(folder)}
    if slug in known:
        return known[slug]
    near = get_close_matches(slug.lower().replace(" ", "-"), known, n=3)
    advice = f"did you mean {' or '.join(near)}?" if near else "`panel dossier new NAME` starts one."
    raise InputError(f"There is no dossier for {slug!r} in {folder}; {advice}")


def _without_hidden_text(data: Any, place: Place, lines: Mapping[Place, int], removed: list[Removed]) -> Any:
    if isinstance(data, str):
        text, found = clean(data, field=field_name(place), line=lines.get(place, 0))
        removed += found
        return text
    if isinstance(data, dict):
        items = cast("dict[str, Any]", data).items()
        return {key: _without_hidden_text(value, (*place, key), lines, removed) for key, value in items}
    if isinstance(data, tuple):
        values = enumerate(cast("tuple[Any, ...]", data))
        return tuple(_without_hidden_text(value, (*place, index), lines, removed) for index, value in values)
    return data


def _unwritten(data: Any, place: Place, lines: Mapping[Place, int]) -> Iterator[Problem]:
    """Find what the templates of `panel dossier new` and `from-url` left for a person to write."""
    if isinstance(data, str) and _UNWRITTEN.match(data):
        wanted = data.removeprefix("TODO").strip(" :\n")
        message = f"this is still to be written: {wanted}" if wanted else "this is still to be written"
        yield Problem(" ".join(message.split()), lines.get(place, 0), field_name(place))
    elif isinstance(data, dict):
        for key, value in cast("dict[str, Any]", data).items():
            yield from _unwritten(value, (*place, key), lines)
    elif isinstance(data, tuple):
        for index, value in enumerate(cast("tuple[Any, ...]", data)):
            yield from _unwritten(value, (*place, index), lines)


def _listed(problems: Sequence[Problem], path: Path) -> str:
    ordered = sorted(problems, key=lambda each: each.line)
    shown = [each.describe(path) for each in ordered[:_MAX_PROBLEMS_SHOWN]]
    if len(ordered) > _MAX_PROBLEMS_SHOWN:
        shown.append(f"{path}: and {len(ordered) - _MAX_PROBLEMS_SHOWN} more problems.")
    return "\n".join(shown)
