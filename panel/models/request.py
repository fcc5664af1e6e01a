"""One request to a model, and the key under which its reply is paid for once."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from panel.prompting.prompt import Prompt


@dataclass(frozen=True)
class Parameters:
    """How the model is to sample. Part of the key: other parameters, another call."""

    temperature: float
    max_tokens: int
    repetition_penalty: float | None = None


@dataclass(frozen=True)
class Request:
    """One request.

    Attributes:
        model: The provider's model id, as sent.
        prompt: The messages, and what they are about.
        schema: JSON Schema of the answer.
        parameters: How to sample.
        sample: Which of the k ballots this is, from 0; also sent as the random seed.
        attempt: 0 for the first asking, 1 for the repair of an unreadable answer.
        server: Host and port of a server of the user's own, whose model of that id is another; empty for the
            provider that owns the id.
    """

    model: str
    prompt: Prompt
    schema: Mapping[str, Any]
    parameters: Parameters
    sample: int = 0
    attempt: int = 0
    server: str = ""

    @cached_property
    def body(self) -> Mapping[str, Any]:
        """What the key is made of: everything that decides the reply, and nothing else."""
        return {
            "model": self.model,
            "messages": [{"role": each.role, "content": each.content} for each in self.prompt.messages],
            "schema": self.schema,
            "temperature": self.parameters.temperature,
            "max_tokens": self.parameters.max_tokens,
            "repetition_penalty": self.parameters.repetition_penalty,
            "sample": self.sample,
            **({"server": self.server} if self.server else {}),
        }

    @cached_property
    def key(self) -> str:
        """SHA-256, as hex, of model id, messages, schema, parameters and sample index."""
        # Not sorted: the order of the schema's fields is the order in which they are answered.
        return hashlib.sha256(json.dumps(self.body, ensure_ascii=False).encode()).hexdigest()
