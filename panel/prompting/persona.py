"""A reviewer's lens, as its Markdown file declares it."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from panel.intake.dossier import Section

Line = Annotated[str, Field(min_length=1, max_length=400)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Finding(_Part):
    """One short field that the persona must fill before it writes its critique.

    The answer schema, the prompt and the report's side-by-side table are all built from it.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    """Name of the field in the answer."""
    label: Line
    """What the report calls it."""
    ask: Line
    """What the persona is told to write there."""
    least: int = Field(default=1, ge=1, le=6)
    most: int = Field(default=1, ge=1, le=6)
    """With `most` above 1 the finding is a list of `least` to `most` entries."""

    @property
    def is_list(self) -> bool:
        """Whether the answer holds several entries."""
        return self.most > 1

    @model_validator(mode="after")
    def _least_fits_most(self) -> Self:
        if self.least > self.most:
            message = "least must not be above most"
            raise ValueError(message)
        return self


class Persona(_Part):
    """One reviewer: what it asks, reads and must find, when it ships and when it skips."""

    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)
    name: Line
    question: Line
    order: int = Field(ge=1)
    """Place in the report, smallest first."""
    weight: float = Field(default=1, gt=0, le=100)
    """Weight in the weighted share; counts are never weighted."""
    model: str | None = None
    """Model of this persona, where it is not the run's."""
    reads: tuple[Section, ...] = Field(min_length=1)
    """Dossier sections in its prompt: a change elsewhere does not stale its verdicts."""
    findings: tuple[Finding, ...] = Field(min_length=1, max_length=8)
    ships_when: tuple[Line, ...] = Field(min_length=1, max_length=6)
    skips_when: tuple[Line, ...] = Field(min_length=1, max_length=6)
    voice: str = Field(min_length=40, max_length=6000)
    """The body of the file: how this reviewer looks at a tool, in prose."""

    @model_validator(mode="after")
    def _keys_are_free(self) -> Self:
        keys = [finding.key for finding in self.findings]
        if twice := {key for key in keys if keys.count(key) > 1}:
            message = f"two findings share the key {', '.join(sorted(twice))}"
            raise ValueError(message)
        return self
