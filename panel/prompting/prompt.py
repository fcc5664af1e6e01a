"""The rendered messages for one persona on one dossier, or for one head-to-head."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True)
class Message:
    """One chat message."""

    role: Role
    content: str


@dataclass(frozen=True)
class Prompt:
    """What is sent, and what it is about.

    Attributes:
        messages: System message first; tool text stands only in user messages.
        kind: What the answer will be read as.
        persona: Slug of the persona asked; empty for a head-to-head, which is no persona's.
        tools: Slugs of the tools, in the order in which the prompt presents them.
    """

    messages: tuple[Message, ...]
    kind: Literal["ballot", "head-to-head"]
    persona: str
    tools: tuple[str, ...]

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the messages, as hex: the same text gives the same hash in every workspace."""
        text = json.dumps([[each.role, each.content] for each in self.messages], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
