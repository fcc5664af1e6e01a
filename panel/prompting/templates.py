"""The workspace's prompt files, checked whole before any of them is used."""

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
    nodes,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from panel.errors import InputError
from panel.files import read_text

VARIABLES: dict[str, frozenset[str]] = {
    "system.md.j2": frozenset({"persona", "limits", "critique_length"}),
    "dossier.md.j2": frozenset({"dossier"}),
    "ballot.md.j2": frozenset({"dossier", "limits"}),
    "findings.md.j2": frozenset({"tool", "reviews"}),
    "head-to-head-system.md.j2": frozenset({"limits"}),
    "head-to-head.md.j2": frozenset({"sides", "limits"}),
    "repair.md.j2": frozenset({"problem"}),
}
"""The prompt files that are rendered, and the variables each is given; what they include sees the same."""

_LARGEST_FILE = 100_000


@dataclass(frozen=True)
class Templates:
    """A checked set of prompt files."""

    folder: Path
    environment: Environment

    def render(self, name: str, **variables: Any) -> str:
        """Give the text of one prompt file, in one pass: no variable's text is ever read as a template.

        Raises:
            InputError: the file asks a variable for something it does not have, or fails in another way.
        """
        try:
            return self.environment.get_template(name).render(**variables).strip()
        except Exception as error:
            # A prompt file is the user's program: whatever it raises is to be mended there.
            reason = " ".join(str(error).split()).rstrip(".") or type(error).__name__
            raise InputError(f"{self._place(error, name)}: {reason}; mend that line.") from error

    def _place(self, error: Exception, name: str) -> str:
        """Find the innermost template line in a traceback, which Jinja2 maps back to the files."""
        place = str(self.folder / name)
        step = error.__traceback__
        while step is not None:
            if (file := Path(step.tb_frame.f_code.co_filename)).is_relative_to(self.folder):
                place = f"{file}:{step.tb_lineno}"
            step = step.tb_next
        return place


def load_templates(folder: Path) -> Templates:
    """Read and check the prompt files of a workspace.

    Raises:
        InputError: files are missing, are not valid Jinja2 or use variables that nobody gives them; every
            problem is listed, with file and line.
    """
    loader = _ParsedFiles(folder)
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=False,  # prompts are no HTML: escaping would change what is quoted
        auto_reload=False,  # one run, one set of prompts
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Jinja2's own functions are not needed, and lipsum and random would give another prompt each time.
    environment.globals.clear()
    del environment.filters["random"]
    files = loader.files
    problems: list[str] = []
    for path in sorted(folder.glob("*.j2")):
        try:
            tree = environment.parse(read_text(path, max_bytes=_LARGEST_FILE))
            files[path.name] = _Parsed(tree, frozenset(meta.find_undeclared_variables(tree)))
        except TemplateSyntaxError as error:
            problems.append(f"{path}:{error.lineno}: {error.message}")
        except InputError as error:
            problems.append(str(error))
    for name, given in VARIABLES.items():
        if name in files:
            problems += _unknown(name, given, files, folder, ())
        elif not (folder / name).exists():
            problems.append(
                f"{folder / name}: missing; copy it from a fresh workspace, which `panel init DIR` makes"
            )
    if problems:
        raise InputError("\n".join(dict.fromkeys(problems)))
    return Templates(folder, environment)


@dataclass(frozen=True)
class _Parsed:
    """A prompt file, and the variables that it uses and does not set itself."""

    tree: nodes.Template
    uses: frozenset[str]

    @property
    def sets(self) -> frozenset[str]:
        return frozenset(each.name for each in self.tree.find_all(nodes.Name) if each.ctx != "load")

    def line_of(self, variable: str) -> int:
        return next(each.lineno for each in self.tree.find_all(nodes.Name) if each.name == variable)


class _ParsedFiles(BaseLoader):
    """Loads the files from what checking them has parsed already: parsing is half of what a prompt costs."""

    has_source_access = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, _Parsed] = {}

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """Give one file as a template."""
        if name not in self.files:
            raise TemplateNotFound(name)
        code = environment.compile(self.files[name].tree, name, str(self.folder / name))
        return environment.template_class.from_code(environment, code, globals or {})


def _unknown(
    name: str, known: frozenset[str], files: Mapping[str, _Parsed], folder: Path, within: tuple[str, ...]
) -> Iterator[str]:
    """Name every variable that a file, or one it includes, uses though nobody gives or sets it."""
    file = files[name]
    for used in sorted(file.uses - known, key=lambda each: (file.line_of(each), each)):
        nearest = get_close_matches(used, known, n=1)
        hint = f"did you mean {nearest[0]!r}?" if nearest else f"known are {', '.join(sorted(known))}"
        yield f"{folder / name}:{file.line_of(used)}: no variable is called {used!r}; {hint}"
    for included in meta.find_referenced_templates(file.tree):
        # Without a name it is worked out when rendering; one that includes itself is told then, too.
        if included is None or included in (*within, name):
            continue
        if included in files:
            yield from _unknown(included, known | file.sets, files, folder, (*within, name))
        elif not (folder / included).exists():
            yield f"{folder / name}: includes {included!r}, which is not there"
