import asyncio
from ipaddress import ip_address

import pytest

from panel.errors import InputError, SetupError
from panel.intake.guard import Network, is_public, resolve


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "172.32.0.1"],
)
def test_hosts_on_the_internet_are_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",  # Alibaba's metadata server
        "127.0.0.1",
        "168.63.129.16",  # Azure's
        "169.254.169.254",  # everyone else's
        "169.254.170.2",  # ECS's
        "172.16.0.1",
        "192.0.0.192",  # Oracle's
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",  # AWS's on IPv6
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ],
)
def test_no_other_address_is_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "0",
        "10.1",
        "0251.254.169.254",
        "0xa9fea9fe",
        "2852039166",
        "169.254.43518",
        "localhost",
        "::1",
        "::ffff:7f00:1",
        "::ffff:a9fe:a9fe",
    ],
)
def test_odd_spellings_are_judged_by_what_they_resolve_to(host):
    with pytest.raises((InputError, SetupError), match=r"no public address|cannot be found"):
        asyncio.run(Network().addresses(host, 80))


def test_the_spellings_above_do_resolve_here():
    # Were the resolver to refuse them all, the test above would show nothing.
    assert asyncio.run(resolve("2130706433", 80)) == ["127.0.0.1"]


def answering(*addresses: str):
    async def answer(host: str, port: int):
        return addresses

    return answer


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    network = Network(resolve=answering("93.184.216.34", "10.0.0.1"))
    with pytest.raises(InputError, match=r"'a\.example' leads to 10\.0\.0\.1, which is no public address"):
        asyncio.run(network.addresses("a.example", 443))


def test_each_address_is_given_once_and_in_order():
    network = Network(resolve=answering("8.8.8.8", "1.1.1.1", "8.8.8.8"))
    assert [str(each) for each in asyncio.run(network.addresses("a.example", 443))] == ["8.8.8.8", "1.1.1.1"]


def test_a_scoped_local_address_is_refused():
    with pytest.raises(InputError, match="no public address"):
        asyncio.run(Network(resolve=answering("fe80::1%eth0")).addresses("a.example", 443))


def test_a_host_without_an_address_is_not_found():
    with pytest.raises(SetupError, match="has no address"):
        asyncio.run(Network(resolve=answering()).addresses("a.example", 443))


def test_a_label_that_is_too_long_is_not_found():
    with pytest.raises(SetupError, match="cannot be found"):
        asyncio.run(Network().addresses("a" * 64 + ".example", 443))
