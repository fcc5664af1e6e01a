"""One call as a line of JSON: what the ledger exports and a report keeps; `recording.py` reads it back.

A line must be UTF-8, so whatever a provider sent stands in it as it does in the database: see `anytext`.
"""

import json

from panel.models.anytext import storable
from panel.models.reply import Reply
from panel.models.request import Request


def to_line(request: Request, reply: Reply) -> str:
    """Give one call as a line of JSON, without the line break.

    A stale answer is marked as such: a report keeps it, and nothing reads it back as an answer to its prompt.
    """
    prompt = request.prompt
    return json.dumps(
        {
            "key": request.key,
            "kind": prompt.kind,
            "persona": prompt.persona,
            "tools": prompt.tools,
            "sample": request.sample,
            "attempt": request.attempt,
            "model": request.model,
            **({"server": request.server} if request.server else {}),
            "parameters": {
                "temperature": request.parameters.temperature,
                "max_tokens": request.parameters.max_tokens,
                "repetition_penalty": request.parameters.repetition_penalty,
            },
            "schema": request.schema,
            "messages": [{"role": each.role, "content": each.content} for each in prompt.messages],
            "text": storable(reply.text),
            "finish_reason": storable(reply.finish_reason),
            "answering_model": storable(reply.model),
            "usage": {
                "prompt": reply.usage.prompt,
                "completion": reply.usage.completion,
                "cached": reply.usage.cached,
            },
            "usd": reply.usd,
            "asked_at": reply.asked_at.isoformat(),
            "seconds": reply.seconds,
            "raw": storable(reply.raw),
            "provenance": storable(reply.provenance),
            **({"stale": True} if reply.stale else {}),
        },
        ensure_ascii=False,
    )
