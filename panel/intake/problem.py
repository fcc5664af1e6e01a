"""One thing wrong with a file, and where."""

from dataclasses import dataclass

_LONGEST_KEY = 40


@dataclass(frozen=True)
class Problem:
    """One thing to fix.

    Attributes:
        message: What is wrong and what to write instead, without a full stop.
        line: Line in the file, counted from 1; 0 where no line can be told.
        field: Dotted name of the field, list items counted from 1, such as `sources[2].url`; empty for the
            file as a whole.
    """

    message: str
    line: int = 0
    field: str = ""

    def describe(self, path: object) -> str:
        """Give the problem as one line: `dossiers/uv.yaml:12: pricing.entry: …`."""
        place = f"{path}:{self.line}" if self.line else f"{path}"
        message = self.message if self.message.endswith(("?", ".")) else f"{self.message}."
        return f"{place}: {self.field}: {message}" if self.field else f"{place}: {message}"


def field_name(path: tuple[str | int, ...]) -> str:
    """Write a path into a document the way a person reads it: `("sources", 1, "url")` → `sources[2].url`."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{_shown(part)}" for part in path]
    return "".join(parts).removeprefix(".")


def _shown(key: str) -> str:
    return key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}…"
