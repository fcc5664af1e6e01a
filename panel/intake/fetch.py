"""One vendor page by its address: public hosts only, robots.txt respected, bounded in time and size."""

import asyncio
import codecs
import re
from dataclasses import dataclass

import httpx2
from protego import Protego

from panel import __version__
from panel.errors import InputError, SetupError
from panel.intake.guard import PUBLIC_INTERNET, GuardedTransport, Network

ROBOTS_NAME = "reviewer-panel"
USER_AGENT = f"{ROBOTS_NAME}/{__version__}"

_DEADLINE_SECONDS = 20.0
_MAX_BYTES = 2_000_000
_MAX_ROBOTS_BYTES = 512_000  # RFC 9309 asks for at least 500 KiB; the rest is ignored
_MAX_REDIRECTS = 5
_OK = 200
_SERVER_ERRORS = 500
_REDIRECTS = {301, 302, 303, 307, 308}
_MEDIA_TYPES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# What pages mean by these labels (WHATWG Encoding Standard).
_WHATWG = {"ascii": "cp1252", "iso8859-1": "cp1252"}


@dataclass(frozen=True)
class Page:
    """A fetched page.

    Attributes:
        url: Where it was found, after redirects.
        kind: `html` or `text`.
        content: Its text, lines ended by line feeds; U+FFFD stands where a byte meant nothing.
    """

    url: str
    kind: str
    content: str


@dataclass(frozen=True)
class _Reply:
    status: int
    location: str | None
    media_type: str
    charset: str | None
    body: bytes
    cut: bool


async def fetch_page(
    url: str,
    *,
    network: Network = PUBLIC_INTERNET,
    deadline: float = _DEADLINE_SECONDS,
    max_bytes: int = _MAX_BYTES,
) -> Page:
    """Fetch one HTML or plain-text page, following at most five redirects.

    Args:
        url: An http or https address without credentials.
        network: What may be reached; each redirect and robots.txt is held to it too.
        deadline: Seconds for everything together.
        max_bytes: Longest page, counted after decompression.

    Raises:
        InputError: the address, what it leads to, its robots.txt or the kind of page does not allow it.
        SetupError: the host cannot be reached in time.
    """
    try:
        async with asyncio.timeout(deadline):
            return await _follow(url, network, max_bytes)
    except TimeoutError as error:
        raise SetupError(
            f"{url} took longer than {deadline:g} seconds; try again later or copy its text."
        ) from error


async def _follow(url: str, network: Network, max_bytes: int) -> Page:
    address = _checked(url)
    for _ in range(_MAX_REDIRECTS + 1):
        await _ask_robots(address, network)
        reply = await _get(address, network, max_bytes)
        if reply.status not in _REDIRECTS or reply.location is None:
            return _page(address, reply, max_bytes)
        address = _joined(address, reply.location)
    raise InputError(f"{url} redirects more than {_MAX_REDIRECTS} times; give the address where it ends.")


def _checked(url: str) -> httpx2.URL:
    try:
        address = httpx2.URL(url)
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise InputError(
            f"{url!r} is no web address ({error}); give one that starts with https://."
        ) from error
    if address.scheme not in {"http", "https"} or not address.host:
        raise InputError(f"{url!r} is no web address; give one that starts with https:// or http://.")
    if address.userinfo:
        raise InputError("The address carries a user name or password; give one without them.")
    return address.copy_with(fragment=None)


def _joined(address: httpx2.URL, location: str) -> httpx2.URL:
    try:
        return _checked(str(address.join(location)))
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise InputError(f"{address} redirects to {location!r}, which is no web address.") from error


async def _ask_robots(address: httpx2.URL, network: Network) -> None:
    """Ask the host's robots.txt (RFC 9309): none there allows all, one that cannot be read allows nothing."""
    robots = address.copy_with(raw_path=b"/robots.txt")
    for _ in range(_MAX_REDIRECTS + 1):
        reply = await _get(robots, network, _MAX_ROBOTS_BYTES)
        if reply.status not in _REDIRECTS or reply.location is None:
            break
        robots = _joined(robots, reply.location)
    else:
        return  # RFC 9309, section 2.3.1.2: too many redirects count as no robots.txt
    if reply.status >= _SERVER_ERRORS:
        raise SetupError(
            f"{robots} answered {reply.status}, so {address.host} allows no fetching now; try later."
        )
    rules = reply.body.decode("utf-8", "replace") if reply.status == _OK else ""
    if not Protego.parse(rules).can_fetch(str(address), ROBOTS_NAME):
        raise InputError(f"{address.host} asks robots not to fetch {address}; read it yourself and quote it.")


async def _get(address: httpx2.URL, network: Network, max_bytes: int) -> _Reply:
    """Send one request from a client of its own, so that no cookie goes from one to the next."""
    client = httpx2.AsyncClient(
        transport=GuardedTransport(network),
        headers={"User-Agent": USER_AGENT, "Accept": "text/html, text/plain;q=0.9"},
        trust_env=False,
        follow_redirects=False,
        timeout=None,  # one deadline stands over everything
    )
    try:
        async with client, client.stream("GET", address) as response:
            body = bytearray()
            # httpx2 hands out decompressed pieces of at most a megabyte, so a bomb is met piece by piece.
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > max_bytes:
                    break
            headers = response.headers
            return _Reply(
                response.status_code,
                headers.get("location"),
                headers.get("content-type", "").partition(";")[0].strip().lower(),
                response.charset_encoding,
                bytes(body[:max_bytes]),
                cut=len(body) > max_bytes,
            )
    except httpx2.DecodingError as error:
        raise InputError(f"{address} cannot be decompressed ({error}); copy its text yourself.") from error
    except httpx2.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise SetupError(
            f"{address} cannot be reached ({reason}); check the address and your network."
        ) from error


def _page(address: httpx2.URL, reply: _Reply, max_bytes: int) -> Page:
    if reply.status != _OK:
        raise InputError(f"{address} answered {reply.status}; give the address of a page that is there.")
    if reply.media_type == "application/pdf" or reply.body.startswith(b"%PDF-"):
        raise InputError(f"{address} is a PDF; only web pages are read, so quote from it by hand.")
    if reply.media_type not in _MEDIA_TYPES:
        kind = reply.media_type or "of no stated type"
        raise InputError(f"{address} is {kind}, not a web page; only HTML and plain text are read.")
    if reply.cut:
        raise InputError(f"{address} is larger than {max_bytes:,} bytes; quote from it by hand.")
    text = _decoded(reply.body, reply.charset)
    return Page(str(address), _MEDIA_TYPES[reply.media_type], text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(body: bytes, declared: str | None) -> str:
    """Decode by byte order mark, header, meta tag, else as UTF-8; an unknown label counts as UTF-8."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    label = declared
    if label is None and (meta := _META_CHARSET.search(body[:1024])):
        label = meta[1].decode("ascii")
    try:
        name = codecs.lookup(label or "utf-8").name
        return body.decode(_WHATWG.get(name, name), "replace")
    except (LookupError, UnicodeError, ValueError):
        return body.decode("utf-8", "replace")
