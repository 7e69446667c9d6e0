"""Pages fetched from a server: nothing but what was asked for, from nowhere but the public web, no more and no longer than allowed."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from generator.editing.adding import fetching
from generator.editing.adding.fetching import fetch_page, is_public
from generator.editing.changes import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator


class Answers(BaseHTTPRequestHandler):
    """Answers as its path says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        kind, _, rest = self.path.strip("/").partition("/")
        headers: dict[str, str] = {"Content-Type": "text/html; charset=koi8-r"}
        status, body = 200, b"<html>hello</html>"
        if kind == "to":
            status, headers["Location"] = 302, rest.replace("!", "/")
        elif kind == "round":
            status, headers["Location"] = 301, "/round"
        elif kind == "long":
            body = b"x" * 3000
        elif kind == "odd":
            headers["Content-Encoding"] = "br"
        elif kind == "broken":
            self.wfile.write(b"nonsense\r\n\r\n")
            self.close_connection = True
            return
        elif kind == "none":
            status = 404
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def here() -> Iterator[str]:
    with served() as address:
        yield address


def ask(address: str) -> fetching.Fetched:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching, "is_public", lambda number: number == "127.0.0.1")
        patch.setattr(fetching, "address_mistake", lambda _: None)
        return fetch_page(address)


def test_a_page_comes_with_its_address_and_its_encoding(here: str) -> None:
    assert ask(f"{here}/page") == (b"<html>hello</html>", f"{here}/page", "koi8-r")
    assert ask(f"{here}/to/!page").address == f"{here}/page"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/none", "returned 404"),
        ("/round", "redirects more than 5 times"),
        ("/to/http:!!127.0.0.2:9!x", "127.0.0.2 resolves to 127.0.0.2, which is not a public address"),
        ("/to/http:!![::1]:9!x", "::1 resolves to ::1, which is not a public address"),
        ("/odd", "compressed as 'br'"),
        ("/broken", "cannot fetch 127.0.0.1"),
    ],
)
def test_what_leads_elsewhere_or_does_not_come_is_refused(here: str, path: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        ask(here + path)


def test_too_much_is_refused(here: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 2000)
    with pytest.raises(Refused, match="larger than 2,000 bytes"):
        ask(f"{here}/long")


def test_what_takes_too_long_is_refused(here: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_TOTAL_TIMEOUT", -1)
    with pytest.raises(Refused, match="did not load"):
        ask(f"{here}/page")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://g.example/a", "http://localhost/a", "http://10.0.0.1/", "http://u@g.example/"]
)
def test_addresses_that_are_not_of_the_public_web_are_not_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("it was asked"))
    with pytest.raises(Refused, match="the URL"):
        fetch_page(address)


def test_this_machine_is_refused_though_a_name_leads_to_it(here: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = socket.getaddrinfo("127.0.0.1", int(here.rpartition(":")[2]), type=socket.SOCK_STREAM)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(Refused, match=r"gazette\.example resolves to 127.0.0.1, which is not a public address"):
        fetch_page("http://gazette.example/a")


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(Refused, match=r"cannot fetch 127\.0\.0\.1"):
        ask("http://127.0.0.1:1/")


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - refused
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_what_the_public_internet_is(number: str, *, public: bool) -> None:
    assert is_public(number) is public
