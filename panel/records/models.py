"""The tables: calls, dossier versions, runs, and what each run saw."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import models

from panel.models.anytext import restored, storable

if TYPE_CHECKING:
    _TextField = models.TextField[str]
else:
    _TextField = models.TextField  # Django's own is not generic


class AnyTextField(_TextField):
    """Text as a provider sent it, NUL characters and lone surrogates included."""

    def get_prep_value(self, value: Any) -> Any:
        """Give what the database is handed."""
        return storable(value) if isinstance(value, str) else value

    def from_db_value(self, value: str, *_: object) -> str:
        """Give what was handed to `get_prep_value`."""
        return restored(value)

    def deconstruct(self) -> Any:
        """Give what migrations are told: to the database it is text like any other."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options


class Call(models.Model):
    """One completed call: what was asked, what came back, what it cost. Never changed once written."""

    key = models.CharField(max_length=64, unique=True)
    """`panel.models.request.Request.key`: SHA-256 of `request`, as hex."""
    model = models.TextField()
    """The provider's model id, as sent."""
    kind = models.CharField(max_length=20)
    """`ballot` or `head-to-head`."""
    persona = models.CharField(max_length=100)
    """Slug; empty for a head-to-head."""
    tools = models.TextField()
    """Slugs in the order of the prompt, with a space between: `uv`, or `poetry uv`."""
    prompt_hash = models.CharField(max_length=64)
    sample = models.PositiveIntegerField()
    """Which of the k ballots, from 0."""
    attempt = models.PositiveIntegerField()
    """0 for the first asking, 1 for the repair of an unreadable answer."""
    request = models.TextField()
    """The JSON text that `key` is the hash of: messages, schema, parameters.

    Kept as text, since a database's own JSON type would reorder it.
    """
    text = AnyTextField()
    """The assistant's whole message."""
    raw = AnyTextField()
    """The response body as it came."""
    finish_reason = AnyTextField()
    answered_by = AnyTextField()
    """The model id that answered, which an alias may differ from."""
    prompt_tokens = models.BigIntegerField()
    completion_tokens = models.BigIntegerField()
    cached_tokens = models.BigIntegerField()
    """The part of `prompt_tokens` served from the provider's cache."""
    usd = models.FloatField(null=True)
    """Price in USD; NULL where it is unknown."""
    asked_at = models.DateTimeField()
    seconds = models.FloatField()
    provenance = AnyTextField()
    """Who wrote a recorded reply; empty for a live one."""

    class Meta:
        """What history asks for (a tool's ballots by persona and time) and what spending asks for (a day)."""

        indexes = (
            models.Index(fields=["tools", "persona", "asked_at"], name="call_history"),
            models.Index(fields=["asked_at"], name="call_spend"),
        )

    def __str__(self) -> str:
        return f"{self.persona or self.kind} on {self.tools}, sample {self.sample}"


class DossierVersion(models.Model):
    """One content that a tool's dossier has had."""

    slug = models.CharField(max_length=100)
    content_hash = models.CharField(max_length=64)
    content = models.TextField()
    """The dossier as JSON text."""
    first_seen = models.DateTimeField()

    class Meta:
        """The same content of the same tool is one version, however often it is seen."""

        constraints = (models.UniqueConstraint(fields=["slug", "content_hash"], name="one_row_per_version"),)

    def __str__(self) -> str:
        return f"{self.slug} {self.content_hash[:12]}"


class Run(models.Model):
    """One command at work, from its start to its end."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    command = models.TextField()
    """The command's name: `compare`, `review`, …"""
    tools = models.TextField()
    """Slugs with a space between."""
    model_names = models.TextField()
    """Names of the models asked, as in panel.toml, with a space between."""
    started_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=20)
    """`started`, then one of `panel.records.runs.Outcome`. A run that was killed stays `started`."""
    paid = models.PositiveIntegerField(default=0)
    """Calls made."""
    reused = models.PositiveIntegerField(default=0)
    """Calls answered by the ledger."""
    usd = models.FloatField(null=True)
    """Price of the calls made, in USD; NULL where one of them has none, and until the run has ended."""
    calls: "models.ManyToManyField[Call, RunCall]" = models.ManyToManyField(Call, through="RunCall")
    dossiers: "models.ManyToManyField[DossierVersion, models.Model]" = models.ManyToManyField(DossierVersion)

    def __str__(self) -> str:
        return f"{self.command} {self.tools} ({self.state})"


class RunCall(models.Model):
    """A call that a run saw."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE)
    call = models.ForeignKey(Call, on_delete=models.CASCADE)
    paid = models.BooleanField()
    """True where this run made the call, False where the ledger answered."""

    class Meta:
        """A run sees a call once."""

        constraints = (models.UniqueConstraint(fields=["run", "call"], name="one_row_per_call_seen"),)

    def __str__(self) -> str:
        return f"{self.call} {'paid' if self.paid else 'reused'}"
