"""Connections to the public internet only: the address that was checked is the one connected to.

Names are resolved once, so that no second look-up can give another answer (DNS rebinding), and odd spellings
(`127.1`, `0x7f000001`) are judged by the address they resolve to.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx2

from panel.errors import InputError, SetupError

Address = IPv4Address | IPv6Address

_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: carries an IPv4 address in its last 32 bits
_GLOBAL_UNICAST = ip_network("2000::/3")  # RFC 4291: all other IPv6 is local, multicast, mapped or reserved
_NOT_PUBLIC = (
    # Beyond what ipaddress.is_global knows in every Python from 3.11.
    ip_network("192.0.0.0/24"),  # IETF protocol assignments (RFC 6890); Oracle's metadata server among them
    ip_network("192.88.99.0/24"),  # 6to4 relays, deprecated (RFC 7526)
    ip_network("168.63.129.16/32"),  # Azure's host, reached from inside its virtual machines only
    ip_network("2001::/23"),  # IETF protocol assignments (RFC 2928); Teredo tunnels among them
    ip_network("2002::/16"),  # 6to4 tunnels, deprecated (RFC 7526)
    ip_network("3fff::/20"),  # documentation (RFC 9637)
)


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to a host on the public internet.

    An IPv4 address inside an IPv6 one (mapped, NAT64) is judged itself; tunnels are refused.
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(IPv4Address(address.packed[-4:]))
        if address not in _GLOBAL_UNICAST:
            return False
    reserved = address.is_multicast or address.is_reserved
    return address.is_global and not reserved and not any(address in each for each in _NOT_PUBLIC)


async def resolve(host: str, port: int) -> Sequence[str]:
    """Give the addresses of a host by the system's resolver.

    Raises:
        OSError: there is no such host or no resolver can be reached.
        UnicodeError: the name cannot be a host name.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


@dataclass(frozen=True)
class Network:
    """What a fetch may reach.

    Attributes:
        resolve: Gives the addresses of a host and port, as text.
        permits: Says which addresses may be connected to.
    """

    resolve: Callable[[str, int], Awaitable[Sequence[str]]] = resolve
    permits: Callable[[Address], bool] = is_public

    async def addresses(self, host: str, port: int) -> tuple[Address, ...]:
        """Resolve a host to addresses that all may be connected to.

        Raises:
            SetupError: the host cannot be found.
            InputError: one of its addresses may not be connected to.
        """
        try:
            found = tuple(dict.fromkeys(ip_address(each) for each in await self.resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise SetupError(f"{host!r} cannot be found; check the address and your network.") from error
        if not found:
            raise SetupError(f"{host!r} has no address; check the address and your network.")
        for address in found:
            # One bad address is enough: a name that mixes public and private ones is an attack or a mistake.
            if not self.permits(address):
                raise InputError(
                    f"{host!r} leads to {address}, which is no public address; only public pages are fetched."
                )
        return found


PUBLIC_INTERNET = Network()


class GuardedTransport(httpx2.AsyncHTTPTransport):
    """Sends each request to a checked address of its host; Host, SNI and certificate check keep the name."""

    def __init__(self, network: Network) -> None:
        # No connection is kept: two names on one address must each have their certificate checked.
        super().__init__(verify=_trust(), trust_env=False, limits=httpx2.Limits(max_keepalive_connections=0))
        self._network = network

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Try the host's addresses in turn until one can be connected to."""
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        *others, last = await self._network.addresses(host, port)
        for address in others:
            try:
                return await super().handle_async_request(_to(address, host, request))
            except httpx2.ConnectError:
                continue
        return await super().handle_async_request(_to(last, host, request))


@cache
def _trust() -> ssl.SSLContext:
    # Reading the system's certificates takes a tenth of a second: once is enough.
    return httpx2.create_ssl_context(trust_env=False)


def _to(address: Address, host: str, request: httpx2.Request) -> httpx2.Request:
    # The headers already name the host; the extension makes TLS ask for it and check it.
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=str(address)),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )
