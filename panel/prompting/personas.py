"""`personas/<slug>.md` → personas: front matter in YAML, and the voice as Markdown below it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from panel.errors import InputError
from panel.files import read_text
from panel.intake.problem import Problem, field_name
from panel.intake.yaml_source import Place, read_yaml
from panel.prompting.persona import Finding, Persona

_LARGEST_FILE = 64 * 1024
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<front>.*?\n)---[ \t]*(\n(?P<voice>.*))?", re.DOTALL)
_WRITTEN_ELSEWHERE = {"slug", "voice"}
"""Fields that the file has by its name and its body, not in its front matter."""
_RULES = {
    "ships_when": "without it nobody can say when this persona ships; list one to six conditions",
    "skips_when": "without it nobody can say when this persona skips; list one to six conditions",
}


def load_personas(folder: Path) -> tuple[Persona, ...]:
    """Read every persona of a workspace, by their order; those of equal order by slug.

    Raises:
        InputError: there is none, or some are wrong; every problem of every file is listed, one a line.
    """
    personas: list[Persona] = []
    wrong: list[str] = []
    for path in sorted(folder.glob("*.md")):
        try:
            personas.append(load_persona(path))
        except InputError as error:
            wrong.append(str(error))
    if wrong:
        raise InputError("\n".join(wrong))
    if not personas:
        raise InputError(
            f"{folder} holds no persona; copy some from a fresh workspace, which `panel init DIR` makes."
        )
    return tuple(sorted(personas, key=lambda persona: (persona.order, persona.slug)))


def load_persona(path: Path) -> Persona:
    """Read one persona file; its slug is the file's name.

    Raises:
        InputError: the file cannot be read or is no valid persona; every problem is listed, one a line.
    """
    # With one kind of line end, a persona has the same hash on every system.
    text = read_text(path, max_bytes=_LARGEST_FILE).replace("\r\n", "\n")
    parts = _FRONT_MATTER.fullmatch(text)
    if parts is None:
        raise InputError(f"{path}:1: a persona starts with front matter between two lines of `---`; add it.")
    # An empty line in place of the first `---` keeps the line numbers those of the file.
    source = read_yaml("\n" + parts["front"])
    data: Any = source.data
    if not isinstance(data, dict):
        raise InputError(_listed(source.problems or [Problem("the front matter holds no fields", 1)], path))
    fields = cast("dict[str, Any]", data)
    problems = [
        *source.problems,
        *(
            Problem("this is the file's name or body; delete this line", source.lines[key,], key)
            for key in _WRITTEN_ELSEWHERE & fields.keys()
        ),
    ]
    written_elsewhere = {"slug": path.stem, "voice": (parts["voice"] or "").strip()}
    try:
        persona = Persona.model_validate({**fields, **written_elsewhere})
    except ValidationError as error:
        problems += _problems(error.errors(include_url=False), source.lines)
    else:
        if not problems:
            return persona
    raise InputError(_listed(problems, path))


def find_persona(personas: Sequence[Persona], slug: str) -> Persona:
    """Pick one persona by its slug.

    Raises:
        InputError: there is none; the nearest slugs are suggested.
    """
    known = {persona.slug: persona for persona in personas}
    if slug in known:
        return known[slug]
    near = get_close_matches(slug.lower().replace(" ", "-").replace("_", "-"), known, n=3)
    advice = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}."
    raise InputError(f"There is no persona {slug!r}; {advice}")


def _problems(details: Sequence[ErrorDetails], lines: Mapping[Place, int]) -> Iterator[Problem]:
    """Say what is wrong; an unknown key close to a missing one is told once, as a misspelling."""
    misspelt: set[Place] = set()
    for each in details:
        if each["type"] == "extra_forbidden":
            *around, key = each["loc"]
            known = (Finding if around else Persona).model_fields.keys() - _WRITTEN_ELSEWHERE
            nearest = get_close_matches(str(key), known, n=1)
            misspelt.update((*around, name) for name in nearest)
            advice = f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(sorted(known))}"
            yield Problem(
                f"this field is unknown; {advice}", lines.get(each["loc"], 0), field_name(each["loc"])
            )
    for each in details:
        place = each["loc"]
        if each["type"] == "extra_forbidden" or place in misspelt:
            continue
        # A list whose entries are wrong is called too short as well, which nobody could follow.
        if each["type"] == "too_short" and any(
            other["loc"][: len(place)] == place for other in details if other is not each
        ):
            continue
        line = 0 if place[:1] in {("slug",), ("voice",)} else _line(place, lines)
        yield Problem(_message(each), line, field_name(place))


def _message(details: ErrorDetails) -> str:
    field = details["loc"][-1] if details["loc"] else ""
    if field == "slug":
        return "the file's name must be lower-case words joined by hyphens, 40 characters at most; rename it"
    if field == "voice":
        return "write below the front matter, in 40 to 6,000 characters, how this persona looks at a tool"
    if field in _RULES and details["type"] in {"missing", "too_short"}:
        return _RULES[field]
    if details["type"] == "missing":
        return "this field is missing"
    return details["msg"].removeprefix("Value error, ").replace("Input should", "this should")


def _line(place: Place, lines: Mapping[Place, int]) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 0)


def _listed(problems: Iterable[Problem], path: Path) -> str:
    return "\n".join(each.describe(path) for each in sorted(problems, key=lambda each: each.line))
