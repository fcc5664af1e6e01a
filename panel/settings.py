"""What `panel.toml` may say: the models that may be asked, at what price and pace, and who asks which.

Every field is described in docs/configuration.md, which a test holds against these classes.
"""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from panel.errors import InputError, SetupError
from panel.files import read_text

HOSTED_PREFIX = "mistral:"
PositiveInt = Annotated[int, Field(ge=1)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Price(_Table):
    """What a model costs, in USD per million tokens, as a provider's page said on a date."""

    input: float = Field(ge=0)
    output: float = Field(ge=0)
    cached_input: float | None = Field(default=None, ge=0)
    """Price of prompt tokens served from the provider's cache; the input price if not given."""
    as_of: date


class AnswerLimits(_Table):
    """How long an answer may be, in characters. Small models need small ones, so each has its own."""

    finding: PositiveInt = 220
    """Longest single finding."""
    critique_least: PositiveInt = 500
    critique_most: PositiveInt = 1300
    sentence: PositiveInt = 260
    """Longest flip condition, forecast or head-to-head sentence."""
    claims: int = Field(default=8, ge=0, le=20)
    """Most claims an answer lists; 0 leaves claims out of what is asked."""

    @model_validator(mode="after")
    def _least_is_below_most(self) -> Self:
        if self.critique_least >= self.critique_most:
            message = "critique_least must be below critique_most"
            raise ValueError(message)
        return self


class ModelSettings(_Table):
    """One model: where it answers, what it costs, how fast it may be asked and how long it may answer."""

    provider: Literal["mistral", "embedded", "recorded"] = "mistral"
    id: str = Field(min_length=1)
    """The model id sent with each request. Pin a dated one: aliases move, prices with them."""
    server_url: str | None = None
    """Address of a Mistral-compatible server, without `/v1`; Mistral's own if not given."""
    recording: str | None = None
    """Folder of recorded answers, relative to the workspace; for the provider `recorded` only."""
    key_env: str = "MISTRAL_API_KEY"
    """Name of the environment variable that holds the key; never the key itself.

    With `server_url`, a key is sent only if this is given: Mistral's key is for Mistral.
    """
    price: Price | None = None
    """None means unknown: cost is then reported as unknown, never as zero."""
    samples: PositiveInt = 3
    """Ballots asked of each persona on each tool."""
    temperature: float = Field(default=0.7, ge=0, le=1.5)
    repetition_penalty: float | None = Field(default=None, gt=0)
    max_tokens: PositiveInt = 4000
    """Longest answer in tokens; comfortably above what `answer` allows."""
    concurrency: PositiveInt = 8
    """Calls in flight at once."""
    requests_per_minute: PositiveInt = 60
    tokens_per_minute: PositiveInt = 500_000
    deadline_seconds: float = Field(default=180, gt=0)
    """Total time one call may take from its first turn on, retries and the waits between them included."""
    attempts: PositiveInt = 5
    """Most times one request is sent when the provider is busy or the connection breaks."""
    longest_wait_seconds: float = Field(default=60, gt=0)
    """Longest wait between two attempts, whatever Retry-After says."""
    answer: AnswerLimits = AnswerLimits()


class PanelTable(_Table):
    """`[panel]`: the default model of a run, and of single personas."""

    model: str = "auto"
    """`auto` is the hosted model when its key is set, and the embedded one otherwise."""
    hosted: str = f"{HOSTED_PREFIX}mistral-large-2512"
    models: dict[str, str] = {}
    """Persona slug to model name: a mixed panel."""
    head_to_head: str | None = None
    """Model of the head-to-head; the run's model if not given."""


class Settings(_Table):
    """The whole of `panel.toml`."""

    panel: PanelTable = PanelTable()
    models: dict[str, ModelSettings] = {}

    def model(self, name: str) -> ModelSettings:
        """Give the settings of the model called `name`.

        A hosted id that panel.toml does not list gets the defaults and an unknown price.

        Raises:
            SetupError: panel.toml has no such model.
        """
        if name in self.models:
            return self.models[name]
        if name.startswith(HOSTED_PREFIX) and len(name) > len(HOSTED_PREFIX):
            return ModelSettings(id=name.removeprefix(HOSTED_PREFIX))
        known = ", ".join(sorted(self.models)) or "none"
        raise SetupError(
            f"No model is called {name!r}; panel.toml lists {known}, "
            f"and any hosted one is `{HOSTED_PREFIX}<model id>`."
        )


def load_settings(path: Path) -> Settings:
    """Read `panel.toml`; a file that is not there gives the defaults.

    Raises:
        InputError: the file is not TOML or says something unknown; every problem is listed with its line.
    """
    if not path.exists():
        return Settings()
    text = read_text(path, max_bytes=1_000_000)
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not valid TOML: {error}; mend that line.") from error
    except ValidationError as error:
        wrong = [(tuple(map(str, each["loc"])), each["msg"]) for each in error.errors()]
        raise InputError(
            "\n".join(f"{path}:{_line_of(text, place)}: {'.'.join(place)}: {what}." for place, what in wrong)
        ) from error


def _line_of(text: str, where: tuple[str, ...]) -> int:
    """Find the line of a key, or of the table nearest to it, since tomllib keeps no positions."""
    table: tuple[str, ...] = ()
    found = 1
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = tuple(_unquote(part) for part in re.findall(r'"[^"]*"|[^.\s]+', header[1]))
            if where[: len(table)] == table:
                found = number
        elif (key := re.match(r'\s*("[^"]*"|[\w-]+)\s*=', line)) and where[: len(table) + 1] == (
            *table,
            _unquote(key[1]),
        ):
            return number
    return found


def _unquote(key: str) -> str:
    return key.strip('"')
