"""The HTTP client that the SDK is given: with timeouts of its own, and a cap on what it reads."""

from contextvars import ContextVar
from typing import Any

import httpx2

REPLY_BYTES = 2_000_000
"""Most bytes of a reply's body, counted after decompression. An answer has some 10,000."""

CONNECT_SECONDS = 10.0

last_body: ContextVar[str] = ContextVar("last_body", default="")
"""The body that this task read last: the SDK gives its parsed form only, the ledger keeps what came."""


class ReplyTooLong(Exception):
    """The body passed `REPLY_BYTES`."""


class CappedClient(httpx2.AsyncClient):
    """An httpx2 client whose replies are read at once, up to `REPLY_BYTES`.

    Proxies of the environment stay in force, which a transport of one's own would switch off.
    """

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Send a request and read its reply whole.

        Raises:
            ReplyTooLong: the body passed the cap; the connection is closed.
            httpx2.RequestError: the connection failed.
        """
        # The SDK sets one figure for everything; a host that is not there should be told sooner.
        request.extensions["timeout"] = self.timeout.as_dict()
        options["stream"] = True
        response = await super().send(request, **options)
        body = bytearray()
        try:
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > REPLY_BYTES:
                    raise ReplyTooLong
        finally:
            await response.aclose()
        last_body.set(body.decode(errors="replace"))
        headers = [(name, value) for name, value in response.headers.multi_items() if name not in _ENCODED]
        return httpx2.Response(response.status_code, headers=headers, content=bytes(body), request=request)


_ENCODED = {"content-encoding", "content-length", "transfer-encoding"}


def open_http(
    connections: int, read_seconds: float, transport: httpx2.AsyncBaseTransport | None
) -> CappedClient:
    """Give a client for this many connections; the caller closes it.

    Args:
        connections: Most connections at once; all are kept for the next call.
        read_seconds: Longest silence of the server.
        transport: In place of the network, proxies included; None for the network.
    """
    return CappedClient(
        limits=httpx2.Limits(max_connections=connections, max_keepalive_connections=connections),
        timeout=httpx2.Timeout(read_seconds, connect=CONNECT_SECONDS),
        transport=transport,
        follow_redirects=False,  # a redirect of a POST with a key is never meant
    )
