"""What a provider's refusal, fault or silence means: try again, give up this call, or stop the run.

Pure: status, headers and body in, error out. Every message names the model, the persona and tool, what
happened and what to do next; the provider's own words are cut to a line and lose what looks like a key.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from panel.errors import ModelError, RunStopped
from panel.models.provider_words import asked_wait, read_words, shown
from panel.models.request import Request

LATER = "run the same command again later, what is finished is kept"


@dataclass(frozen=True)
class Server:
    """Who is asked, as messages name it.

    Attributes:
        model: What panel.toml calls the model.
        id: The model id that is sent.
        host: Where it answers.
        key_env: The environment variable of the key.
        key: The key, so that it can be taken out of whatever the provider says.
    """

    model: str
    id: str
    host: str
    key_env: str
    key: str = field(repr=False)


class Filtered(Exception):
    """The provider's content filter withheld the answer, and would withhold it again."""


class TryAgain(ModelError):
    """An attempt failed in a way that may pass.

    Attributes:
        what: What happened.
        wait_seconds: How long the provider asks to wait; None where it does not say.
        pauses_all: Whether every other call should wait as well.
    """

    def __init__(
        self,
        server: Server,
        request: Request,
        what: str,
        *,
        wait_seconds: float | None = None,
        pauses_all: bool = False,
    ) -> None:
        super().__init__(no_answer(server.model, request, what, LATER))
        self.what = what
        self.wait_seconds = wait_seconds
        self.pauses_all = pauses_all
        self._server = server
        self._request = request

    def given_up(self, attempts: int) -> ModelError:
        """Give the error for a call whose last attempt failed this way."""
        return ModelError(self._sentence(attempts, LATER))

    def _sentence(self, attempts: int, then: str) -> str:
        what = self.what if attempts == 1 else f"{self.what}, at the last of {attempts} attempts"
        return no_answer(self._server.model, self._request, what, then)


class Unreachable(TryAgain):
    """There is no way to the server; where trying again does not help, no other call will get there."""

    def given_up(self, attempts: int) -> ModelError:
        """Give the error for a call whose last attempt failed this way."""
        return RunStopped(self._sentence(attempts, f"check the network and the address, then {LATER}"))


def fault_of_response(
    status: int, headers: Mapping[str, str], body: str, server: Server, request: Request, now: datetime
) -> ModelError | Filtered:
    """Tell what a response without an answer means.

    Args:
        status: Its HTTP status; 200 for a body that is no chat completion.
        headers: Its headers, by lower-case name.
        body: Its body.
        server: Who was asked.
        request: What was asked.
        now: The time, for Retry-After dates.
    """
    code, message = read_words(body)
    words = f"{code} {message}".lower()
    wait_seconds = asked_wait(headers, now)
    quoted = shown(message or code, server.key)
    said = f"{status}: {quoted}" if quoted else f"{status}"
    if status in _FILTERING and _FILTERED.search(words):
        return Filtered(said)
    about_pace = status == _TOO_MANY and (wait_seconds is not None or _PACE.search(words))
    for refusal in () if about_pace else _REFUSALS:
        if status in refusal.statuses and refusal.words.search(words):
            what = f"{refusal.what.format(server=server)} ({said})"
            then = refusal.then.format(server=server, table=f"[models.{json.dumps(server.model)}]")
            return refusal.error(no_answer(server.model, request, what, then))
    what = f"{server.host} {'was too busy' if status in _TIRED else 'failed'} ({said})"
    if status in _FINE:
        what = f"{server.host} sent something else than a reply"
    return TryAgain(
        server,
        request,
        what,
        wait_seconds=wait_seconds,
        pauses_all=status in _TIRED,
    )


def no_answer(model: str, request: Request, what: str, then: str) -> str:
    """Give the sentence for a call that came to nothing: what happened, and what to do then."""
    return f"No answer from {model} for {who(request)}: {what}; {then}."


def who(request: Request) -> str:
    """Name who was to answer, and about what."""
    tools = " and ".join(request.prompt.tools)
    if request.prompt.kind == "head-to-head":
        return f"the head-to-head of {tools}"
    return f"persona {request.prompt.persona} on {tools}"


@dataclass(frozen=True)
class _Refusal:
    """A refusal that no second attempt can change, by its statuses and words."""

    statuses: Collection[int]
    words: re.Pattern[str]
    error: type[ModelError]
    what: str
    then: str


_FINE = range(200, 300)
_TOO_MANY = 429
_TIRED = (_TOO_MANY, 503, 529)
_FILTERING = (400, 403)
_ANY = re.compile("")
# The words of providers' documentation and of widely used clients; the status alone does not tell "slow down"
# from "no credit left", nor "not with this key" from "not this text". Those on pace count first: a provider
# that says "slow down" may name the plan that would allow more.
_FILTERED = re.compile(
    r"guardrail|moderation|content[_ ](filter|policy|management)|safety|responsible[_ ]ai|flagged"
)
_PACE = re.compile(r"(?<![a-z])rate|per[_ -](sec|min)")
_UNPAID = re.compile(
    r"insufficient[_ ](quota|funds)|credit|billing|payment|(?<!load)(?<!load.)balance(?!r)"
    r"|spend\w*[_ ](limit|cap)"
    r"|(monthly|current|your)[_ ](quota|plan)|quota[_ ]exhausted"
)
_TOO_LONG = re.compile(
    r"context|too (long|large|many tokens)|maximum.{0,40}(length|tokens)|prompt.{0,20}length"
)

_UNPAID_WHAT = "{server.host} wants payment, or the quota is used up"
_UNPAID_THEN = "settle the account or choose another model, then run the same command again"
_TOO_LONG_WHAT = "the prompt does not fit into the model's context"
_TOO_LONG_THEN = "shorten the dossier or choose a model with a longer context"
_REFUSALS = (
    _Refusal((402,), _ANY, RunStopped, _UNPAID_WHAT, _UNPAID_THEN),
    _Refusal((_TOO_MANY,), _UNPAID, RunStopped, _UNPAID_WHAT, _UNPAID_THEN),
    _Refusal(
        (401, 403),
        _ANY,
        RunStopped,
        "{server.host} refused the key",
        "put a valid key into {server.key_env}, the `key_env` of {table} in panel.toml, and run it again",
    ),
    _Refusal(
        (404,),
        _ANY,
        RunStopped,
        "{server.host} knows no model {server.id!r}",
        "correct `id` or `server_url` of {table} in panel.toml",
    ),
    _Refusal(
        (422,),
        _ANY,
        RunStopped,
        "{server.host} does not take such a request",
        "correct {table} in panel.toml or choose another model",
    ),
    _Refusal(
        range(300, 400),
        _ANY,
        RunStopped,
        "{server.host} redirects to another address",
        "correct `server_url` of {table} in panel.toml",
    ),
    _Refusal((413,), _ANY, ModelError, _TOO_LONG_WHAT, _TOO_LONG_THEN),
    _Refusal((400,), _TOO_LONG, ModelError, _TOO_LONG_WHAT, _TOO_LONG_THEN),
    _Refusal(
        {*range(400, 500)} - {408, _TOO_MANY},
        _ANY,
        ModelError,
        "{server.host} refused the request",
        "change the prompt or choose another model",
    ),
)
"""The first that fits counts."""
