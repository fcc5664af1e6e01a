"""The one adapter that knows the SDK: a request out, a reply or one of our errors back."""

import os
import time
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
from mistralai.client import Mistral, errors, models

from panel.errors import ModelError, RunStopped, SetupError
from panel.models.faults import Filtered, Server, TryAgain, Unreachable, fault_of_response, no_answer
from panel.models.http import REPLY_BYTES, ReplyTooLong, last_body, open_http
from panel.models.provider_words import shown, without_key
from panel.models.reply import Reply, Usage, price_of
from panel.models.request import Request
from panel.models.sdk import spare_rebuilding
from panel.settings import ModelSettings

_HOSTED = "https://api.mistral.ai"
_NO_KEY = "none"
_LAYERS_BELOW = (
    errors.MistralError,
    errors.NoResponseError,
    httpx2.RequestError,
    httpx2.InvalidURL,
    ReplyTooLong,
)
"""Everything that the SDK and its HTTP client raise for a call that was put right; tests hold it complete."""


class Client:
    """Sends requests to one server, each once: pace and retries are for the caller."""

    def __init__(
        self,
        name: str,
        settings: ModelSettings,
        *,
        address: str | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        """Read the key and make ready to call; nothing is sent yet.

        Args:
            name: What panel.toml calls the model.
            settings: Its settings.
            address: In place of `settings.server_url`, for a server of our own.
            transport: In place of the network.

        Raises:
            SetupError: the key is missing where one is needed, or cannot be one.
        """
        url = (address or settings.server_url or _HOSTED).rstrip("/").removesuffix("/v1")
        key = _key(name, settings, hosted=url == _HOSTED)
        host = urlsplit(url).netloc.rpartition("@")[2] or url
        self._server = Server(model=name, id=settings.id, host=host, key_env=settings.key_env, key=key)
        self._settings = settings
        self._http = open_http(settings.concurrency, settings.deadline_seconds, transport)
        spare_rebuilding()
        self._sdk = Mistral(api_key=key or _NO_KEY, server_url=url, async_client=self._http)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def send(self, request: Request) -> Reply:
        """Send a request once.

        Raises:
            TryAgain: it failed in a way that may pass.
            ModelError: the provider refused this request.
            RunStopped: the provider refuses every request.
        """
        asked_at = datetime.now(UTC)
        started = time.monotonic()
        last_body.set("")
        try:
            response = await self._sdk.chat.complete_async(**_arguments(request))
        except _LAYERS_BELOW as error:
            outcome = self._fault(error, request)
        else:
            if not response.choices:
                what = "sent a reply without a choice"
            elif response.choices[0].finish_reason == "error":
                what = "broke off its answer with an error"
            else:
                return self._reply(response, asked_at, time.monotonic() - started)
            outcome = TryAgain(self._server, request, f"{self._server.host} {what}")
        # Raised out here, so that no traceback leads back to a request and its key.
        if isinstance(outcome, Filtered):
            return self._kept(
                text="",
                finish_reason="content_filter",
                model=request.model,
                usage=Usage(prompt=0, completion=0),
                asked_at=asked_at,
                seconds=time.monotonic() - started,
            )
        raise outcome

    def _reply(self, response: models.ChatCompletionResponse, asked_at: datetime, seconds: float) -> Reply:
        choice = response.choices[0]
        return self._kept(
            text=_text(choice.message.content if choice.message else None),
            finish_reason=choice.finish_reason,
            model=response.model,
            usage=_usage(response.usage),
            asked_at=asked_at,
            seconds=seconds,
        )

    def _kept(
        self, *, text: str, finish_reason: str, model: str, usage: Usage, asked_at: datetime, seconds: float
    ) -> Reply:
        return Reply(
            text=without_key(text, self._server.key),
            finish_reason=finish_reason,
            model=model,
            usage=usage,
            usd=price_of(usage, self._settings.price),
            asked_at=asked_at,
            seconds=seconds,
            raw=without_key(last_body.get(), self._server.key),
        )

    def _fault(self, error: Exception, request: Request) -> ModelError | Filtered:
        server = self._server
        if isinstance(error, errors.MistralError):
            headers = {name.lower(): value for name, value in error.headers.items()}
            return fault_of_response(
                error.status_code, headers, error.body, server, request, datetime.now(UTC)
            )
        if isinstance(error, ReplyTooLong):
            what = f"{server.host} sent more than {REPLY_BYTES // 1_000_000} MB for one answer"
            return ModelError(no_answer(server.model, request, what, "choose another model or server"))
        if isinstance(error, httpx2.UnsupportedProtocol | httpx2.InvalidURL):
            then = "correct `server_url` in panel.toml; it begins with http:// or https://"
            return RunStopped(no_answer(server.model, request, "its address is no web address", then))
        if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError):
            what = f"{server.host} cannot be reached ({self._reason(error)})"
            return Unreachable(server, request, what)
        return TryAgain(server, request, f"the connection to {server.host} broke ({self._reason(error)})")

    def _reason(self, error: Exception) -> str:
        return shown(str(error), self._server.key) or type(error).__name__


def _key(name: str, settings: ModelSettings, *, hosted: bool) -> str:
    # Mistral's key is for Mistral: another server gets one only if its table in panel.toml names it.
    if not hosted and "key_env" not in settings.model_fields_set:
        return ""
    key = os.environ.get(settings.key_env, "").strip()
    if hosted and not key:
        raise SetupError(
            f"{name} needs a key and {settings.key_env} is not set: "
            f"`export {settings.key_env}=…`, or use `--model embedded`."
        )
    if not key.isascii() or not key.isprintable():
        raise SetupError(
            f"What {settings.key_env} holds cannot be a key: copy it again, as one line of ASCII."
        )
    return key


def _arguments(request: Request) -> dict[str, Any]:
    penalty = request.parameters.repetition_penalty
    return {
        "model": request.model,
        # The SDK's own models, not dictionaries: it then need not work out which of its types each one is.
        "messages": [_MESSAGES[each.role](content=each.content) for each in request.prompt.messages],
        "temperature": request.parameters.temperature,
        "max_tokens": request.parameters.max_tokens,
        "random_seed": request.sample + request.attempt,
        **({} if penalty is None else {"repetition_penalty": penalty}),
        "response_format": models.ResponseFormat(
            type="json_schema",
            json_schema=models.JSONSchema(name="answer", schema_definition=dict(request.schema), strict=True),
        ),
        # One key per persona, whose rules are the long part that its prompts share.
        "prompt_cache_key": request.prompt.persona or "head-to-head",
    }


_MESSAGES: dict[str, Any] = {
    "system": models.SystemMessage,
    "user": models.UserMessage,
    "assistant": models.AssistantMessage,
}


def _text(content: Any) -> str:
    """Give what the model said: a string, or the text among chunks; what it thought is left out."""
    if isinstance(content, str):
        return content
    chunks = cast("list[object]", content if isinstance(content, list) else [])
    return "".join(each.text for each in chunks if isinstance(each, models.TextChunk))


def _usage(usage: models.UsageInfo) -> Usage:
    prompt = max(0, usage.prompt_tokens or 0)
    details = (usage.model_extra or {}).get("prompt_tokens_details")
    cached = cast("dict[str, object]", details).get("cached_tokens") if isinstance(details, dict) else None
    return Usage(
        prompt=prompt,
        completion=max(0, usage.completion_tokens or 0),
        cached=min(prompt, max(0, cached)) if isinstance(cached, int) else 0,
    )
