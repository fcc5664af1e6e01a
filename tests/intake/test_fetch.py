import asyncio
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from panel.errors import InputError, SetupError
from panel.intake.fetch import USER_AGENT, Page, fetch_page
from panel.intake.guard import Network, is_public

LOOPBACK = ip_address("127.0.0.1")
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Site:
    """A web server on the loopback address that answers as the names *.test."""

    port: int
    routes: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)

    @property
    def network(self) -> Network:
        return Network(
            resolve=self._resolve, permits=lambda address: address == LOOPBACK or is_public(address)
        )

    async def _resolve(self, host: str, port: int) -> list[str]:
        self.resolved.append(host)
        return [{"internal.test": "10.0.0.5"}.get(host, "127.0.0.1" if host.endswith(".test") else host)]

    def url(self, path: str, host: str = "vendor.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def fetch(self, url: str, **limits: float) -> Page:
        return asyncio.run(fetch_page(url if "://" in url else self.url(url), network=self.network, **limits))


@pytest.fixture(name="site")
def _site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.requests.append((self.headers["Host"], self.path))
            site.headers.append(dict(self.headers))
            status, headers, body = site.routes.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                return  # the client has had enough

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Site(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield site
        server.shutdown()
        thread.join()


def test_a_page_is_fetched_by_name_with_nothing_that_identifies_the_user(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.routes["/tool?a=1"] = (200, HTML, "<p>Grüße</p>\r\n".encode())
    page = site.fetch("/tool?a=1#part")
    assert page == Page(site.url("/tool?a=1"), "html", "<p>Grüße</p>\n")
    host = f"vendor.test:{site.port}"
    assert site.requests == [(host, "/robots.txt"), (host, "/tool?a=1")]
    assert site.headers[1]["User-Agent"] == USER_AGENT
    assert not {"Cookie", "Authorization", "Referer"} & site.headers[1].keys()


def test_a_cookie_is_not_sent_back(site):
    site.routes["/robots.txt"] = (200, {"Set-Cookie": "id=1"}, b"")
    site.routes["/"] = (302, {"Location": "/b", "Set-Cookie": "id=2"}, b"")
    site.routes["/b"] = (200, HTML, b"ok")
    site.fetch("/")
    assert all("Cookie" not in headers for headers in site.headers)


def test_a_name_is_resolved_once_for_each_request_and_that_address_connected_to(site):
    site.routes["/"] = (200, HTML, b"ok")
    site.fetch("/")
    assert site.resolved == ["vendor.test", "vendor.test"]


def test_tls_asks_for_the_name_and_checks_the_certificate_against_it():
    hello: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                hello.append(connection.recv(4096))

        thread = threading.Thread(target=answer)
        thread.start()
        site = Site(listener.getsockname()[1])
        with pytest.raises(SetupError, match="cannot be reached"):
            site.fetch(f"https://vendor.test:{site.port}/")
        thread.join()
    assert b"vendor.test" in hello[0]
    assert b"127.0.0.1" not in hello[0]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_page_known_by_where_it_ends(site, status):
    site.routes["/old"] = (status, {"Location": f"http://docs.test:{site.port}/new"}, b"")
    site.routes["/new"] = (200, HTML, b"ok")
    assert site.fetch("/old").url == site.url("/new", "docs.test")


@pytest.mark.parametrize(
    "location",
    ["http://internal.test/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "//10.0.0.1/x"],
)
def test_a_redirect_to_a_private_address_is_refused(site, location):
    site.routes["/"] = (302, {"Location": location}, b"")
    with pytest.raises(InputError, match="no public address"):
        site.fetch("/")


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "gopher://a/", "http://a:x/", "ftp://vendor.test/"]
)
def test_a_redirect_to_something_else_than_the_web_is_refused(site, location):
    site.routes["/"] = (302, {"Location": location}, b"")
    with pytest.raises(InputError, match="no web address"):
        site.fetch("/")


def test_a_redirect_to_an_address_with_a_password_is_refused(site):
    site.routes["/"] = (302, {"Location": f"http://u:p@vendor.test:{site.port}/b"}, b"")
    with pytest.raises(InputError, match="user name or password"):
        site.fetch("/")


def test_a_redirect_loop_ends(site):
    site.routes["/"] = (302, {"Location": "/"}, b"")
    with pytest.raises(InputError, match="redirects more than 5 times"):
        site.fetch("/")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "vendor.test",
        "ftp://vendor.test/",
        "file:///etc/passwd",
        "http://",
        "http://[::1",
        "data:text/html,x",
        "http://a:x/",
    ],
)
def test_what_is_no_web_address_is_refused_before_anything_is_sent(site, url):
    with pytest.raises(InputError, match="no web address"):
        asyncio.run(fetch_page(url, network=site.network))
    assert site.requests == []


def test_an_address_with_a_password_is_refused_without_repeating_it(site):
    with pytest.raises(InputError) as caught:
        asyncio.run(fetch_page("http://user:secret@vendor.test/", network=site.network))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://2130706433/", "http://localhost/", "http://[::1]/"]
)
def test_without_a_network_of_its_own_only_the_public_internet_is_reached(url):
    with pytest.raises(InputError, match="no public address"):
        asyncio.run(fetch_page(url))


def test_robots_are_asked_and_obeyed(site):
    site.routes["/robots.txt"] = (
        200,
        {},
        b"User-agent: *\nDisallow: /\n\nUser-agent: reviewer-panel\nAllow: /open\nDisallow: /",
    )
    site.routes["/open"] = (200, HTML, b"ok")
    assert site.fetch("/open").content == "ok"
    with pytest.raises(InputError, match=r"vendor\.test asks robots not to fetch"):
        site.fetch("/closed")
    assert ("/closed") not in [path for _, path in site.requests]


def test_the_robots_of_the_host_a_redirect_leads_to_are_asked_too(site):
    site.routes["/"] = (302, {"Location": f"http://docs.test:{site.port}/new"}, b"")
    site.routes["/new"] = (200, HTML, b"ok")
    site.fetch("/")
    assert (f"docs.test:{site.port}", "/robots.txt") in site.requests


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_a_host_that_has_no_robots_file_to_show_allows_all(site, status):
    site.routes["/robots.txt"] = (status, {}, b"User-agent: *\nDisallow: /")
    site.routes["/"] = (200, HTML, b"ok")
    assert site.fetch("/").content == "ok"


@pytest.mark.parametrize("status", [500, 503])
def test_a_host_whose_robots_file_fails_allows_nothing(site, status):
    site.routes["/robots.txt"] = (status, {}, b"")
    site.routes["/"] = (200, HTML, b"ok")
    with pytest.raises(SetupError, match="allows no fetching now"):
        site.fetch("/")


def test_a_robots_file_may_be_elsewhere_but_not_in_private(site):
    site.routes["/robots.txt"] = (302, {"Location": "http://internal.test/robots.txt"}, b"")
    site.routes["/"] = (200, HTML, b"ok")
    with pytest.raises(InputError, match="no public address"):
        site.fetch("/")


def test_a_long_robots_file_counts_up_to_its_limit(site):
    site.routes["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /closed\n" + b"# more\n" * 100_000)
    site.routes["/"] = (200, HTML, b"ok")
    assert site.fetch("/").content == "ok"
    with pytest.raises(InputError, match="asks robots"):
        site.fetch("/closed")


def test_a_page_over_the_limit_is_refused(site):
    site.routes["/"] = (200, HTML, b"x" * 1001)
    with pytest.raises(InputError, match="larger than 1,000 bytes"):
        site.fetch("/", max_bytes=1000)
    assert site.fetch("/", max_bytes=1001).content == "x" * 1001


def test_a_gzip_bomb_is_met_piece_by_piece(site):
    import tracemalloc

    bomb = gzip.compress(b"\0" * 30_000_000)
    site.routes["/"] = (200, HTML | {"Content-Encoding": "gzip"}, bomb)
    tracemalloc.start()
    with pytest.raises(InputError, match="larger than 2,000,000 bytes"):
        site.fetch("/")
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_compressed_pages_are_read(site):
    site.routes["/"] = (200, HTML | {"Content-Encoding": "deflate"}, zlib.compress(b"ok"))
    assert site.fetch("/").content == "ok"


def test_broken_compression_is_told(site):
    site.routes["/"] = (200, HTML | {"Content-Encoding": "gzip"}, b"no gzip at all")
    with pytest.raises(InputError, match="cannot be decompressed"):
        site.fetch("/")


@pytest.mark.parametrize(
    ("headers", "body", "told"),
    [
        ({"Content-Type": "application/pdf"}, b"%PDF-1.7", "is a PDF"),
        ({"Content-Type": "text/html"}, b"%PDF-1.7", "is a PDF"),
        ({"Content-Type": "image/png"}, b"\x89PNG", "is image/png, not a web page"),
        ({"Content-Type": "application/json"}, b"{}", "is application/json, not a web page"),
        ({}, b"<p>", "not a web page"),
        ({"Content-Type": "nonsense"}, b"<p>", "not a web page"),
    ],
)
def test_what_is_no_page_is_refused_in_a_sentence(site, headers, body, told):
    site.routes["/"] = (200, headers, body)
    with pytest.raises(InputError, match=told):
        site.fetch("/")


@pytest.mark.parametrize("status", [204, 304, 403, 404, 500])
def test_a_page_that_is_not_there_is_told_with_its_status(site, status):
    site.routes["/"] = (status, HTML, b"")
    with pytest.raises(InputError, match=f"answered {status}"):
        site.fetch("/")


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [
        ("text/html; charset=iso-8859-1", b"\x93caf\xe9\x94", "“café”"),
        ("text/html; charset=utf-8", "é".encode(), "é"),
        ("text/html", b"<meta charset=windows-1251>\xcf", "<meta charset=windows-1251>П"),
        ("text/html", b"\xef\xbb\xbf\xc3\xa9", "é"),
        ("text/html; charset=utf-8", "é".encode("utf-16"), "é"),
        ("text/html; charset=no-such-thing", "é".encode(), "é"),
        ("text/html; charset=zlib", "é".encode(), "é"),
        ("text/html; charset=idna", "é".encode(), "é"),
        ("text/html", b"caf\xe9", "caf\ufffd"),
        ("text/plain", b"a\rb", "a\nb"),
    ],
)
def test_the_charset_is_the_pages_own(site, content_type, body, text):
    site.routes["/"] = (200, {"Content-Type": content_type}, body)
    assert site.fetch("/").content == text


def test_plain_text_is_told_from_html(site):
    site.routes["/"] = (200, {"Content-Type": "text/plain"}, b"<p>")
    assert site.fetch("/").kind == "text"


def test_a_server_that_trickles_is_left_at_the_deadline():
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def trickle() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\n")
                while not stop.wait(0.02):
                    connection.sendall(b"X-A: 1\r\n")

        thread = threading.Thread(target=trickle)
        thread.start()
        started = time.monotonic()
        with pytest.raises(SetupError, match=r"took longer than 0\.2 seconds"):
            Site(listener.getsockname()[1]).fetch("/", deadline=0.2)
        assert time.monotonic() - started < 2
        stop.set()
        thread.join()


def test_a_host_that_does_not_answer_is_told():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(SetupError, match="cannot be reached"):
        Site(port).fetch("/")


def test_a_second_address_is_tried_when_the_first_does_not_answer(site):
    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.2", "127.0.0.1"]

    site.routes["/"] = (200, HTML, b"ok")
    network = Network(resolve=resolve, permits=lambda address: address.is_loopback)
    assert asyncio.run(fetch_page(site.url("/"), network=network)).content == "ok"


def test_a_server_that_speaks_no_http_is_told():
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"SSH-2.0-OpenSSH\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(SetupError, match="cannot be reached"):
            Site(listener.getsockname()[1]).fetch("/")
        thread.join()
