import asyncio
import gzip

import httpx2
import pytest

from panel.models.http import REPLY_BYTES, ReplyTooLong, last_body, open_http


def get(answer, **options):
    async def go():
        async with open_http(4, 30, httpx2.MockTransport(answer)) as client:
            return await client.get("http://x", **options), last_body.get()

    return asyncio.run(go())


def test_a_compressed_reply_is_read_and_no_longer_says_that_it_is_compressed():
    packed = gzip.compress(b'{"a": 1}')
    headers = {"content-encoding": "gzip", "x-request-id": "7"}

    response, body = get(lambda _: httpx2.Response(200, content=packed, headers=headers))

    assert response.json() == {"a": 1}
    assert body == '{"a": 1}'
    assert "content-encoding" not in response.headers
    assert response.headers["x-request-id"] == "7"


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_the_cap_counts_bytes_after_decompression(compress):
    encoding = {"content-encoding": "gzip"} if compress is gzip.compress else {}

    def answer(size):
        return lambda _: httpx2.Response(200, content=compress(b" " * size), headers=encoding)

    assert len(get(answer(REPLY_BYTES))[0].content) == REPLY_BYTES
    with pytest.raises(ReplyTooLong):
        get(answer(REPLY_BYTES + 1))


def test_the_clients_own_timeouts_outrank_those_of_a_request():
    seen = []
    get(lambda asked: seen.append(asked.extensions["timeout"]) or httpx2.Response(200), timeout=999)

    assert seen == [{"connect": 10, "read": 30, "write": 30, "pool": 30}]


def test_each_task_sees_its_own_body():
    async def answer(asked: httpx2.Request) -> httpx2.Response:
        number = int(asked.url.path[1:])
        await asyncio.sleep(0.001 * (5 - number))
        return httpx2.Response(200, text=f"body {number}")

    async def go() -> list[str]:
        async with open_http(9, 30, httpx2.MockTransport(answer)) as client:

            async def one(number: int) -> str:
                await client.get(f"http://x/{number}")
                await asyncio.sleep(0.005)
                return last_body.get()

            return await asyncio.gather(*map(one, range(5)))

    assert asyncio.run(go()) == [f"body {number}" for number in range(5)]


def test_bytes_that_are_no_text_are_kept_as_well_as_they_can_be():
    assert get(lambda _: httpx2.Response(200, content=b"\xff{}"))[1] == "\ufffd{}"


def test_a_proxy_of_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")

    async def go() -> set[str]:
        async with open_http(4, 30, None) as client:
            return {pattern.pattern for pattern in client._mounts}

    assert "https://" in asyncio.run(go())
