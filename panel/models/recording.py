"""A line that `export.py` wrote, read back: what is imported, and what `recorded` replays."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from panel.models.anytext import restored
from panel.models.reply import Reply, Usage
from panel.models.request import Parameters, Request
from panel.prompting.prompt import Message, Prompt, Role

Count = Annotated[int, Field(ge=0)]


def from_line(line: str) -> tuple[Request, Reply]:
    """Read a line that `to_line` wrote.

    Raises:
        ValueError: it is no such line, or its answer is stale; the message names each field that is wrong.
    """
    try:
        read = _Line.model_validate_json(line)
    except ValidationError as error:
        problems = [
            f"{'.'.join(map(str, each['loc'])) or 'the line'}: {each['msg']}" for each in error.errors()
        ]
        raise ValueError("; ".join(problems)) from error
    request = Request(
        model=read.model,
        prompt=Prompt(
            messages=tuple(Message(each.role, each.content) for each in read.messages),
            kind=read.kind,
            persona=read.persona,
            tools=read.tools,
        ),
        schema=read.schema_,
        parameters=Parameters(**read.parameters.model_dump()),
        sample=read.sample,
        attempt=read.attempt,
        server=read.server,
    )
    if request.key != read.key:
        raise ValueError("key: it is not the key of this request, so one of the two was changed")
    if read.stale:
        raise ValueError(
            "stale: the answer is to an older prompt than this one, so it cannot stand for one to it"
        )
    reply = Reply(
        text=restored(read.text),
        finish_reason=restored(read.finish_reason),
        model=restored(read.answering_model),
        usage=Usage(**read.usage.model_dump()),
        usd=read.usd,
        asked_at=read.asked_at,
        seconds=read.seconds,
        raw=restored(read.raw),
        provenance=restored(read.provenance),
    )
    return request, reply


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Message(_Part):
    role: Role
    content: str


class _Parameters(_Part):
    temperature: float
    max_tokens: int
    repetition_penalty: float | None


class _Usage(_Part):
    prompt: Count
    completion: Count
    cached: Count


class _Line(_Part):
    key: str
    kind: Literal["ballot", "head-to-head"]
    persona: str
    tools: tuple[str, ...]
    sample: Count
    attempt: Count
    model: str
    server: str = ""
    parameters: _Parameters
    schema_: dict[str, Any] = Field(alias="schema")
    messages: tuple[_Message, ...]
    text: str
    finish_reason: str
    answering_model: str
    usage: _Usage
    usd: float | None
    asked_at: AwareDatetime
    seconds: float
    raw: str
    provenance: str
    stale: bool = False
