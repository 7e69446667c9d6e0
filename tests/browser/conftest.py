"""A real Chromium on the real publication, served on this machine.

Chromium is the one on the path, or playwright's own. Where there is none these tests are left out, with a word about it; in CI,
where there has to be one, they fail.
"""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import pytest
from playwright.sync_api import Error, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request

    from tests.sites import Site

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site as its host does: its own page where there is nothing."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the base class's
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@dataclass
class Visit:
    """A page of the browser, with everything that it complained of and asked for elsewhere. No slots: playwright marks it."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def go(self, path: str = "") -> Page:
        """Open a page of the site, by its address below the root."""
        self.page.goto(f"{self.base}/{path}", wait_until="load")
        return self.page

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", "data:", "blob:")):
            self.elsewhere.append(f"{self.page.url}: {request.url}")


class Open(Protocol):
    """Opens a page of the browser, with settings of its context."""

    def __call__(self, *, javascript: bool = True, width: int = 1280, color: str = "light") -> Visit: ...


@pytest.fixture(scope="session")
def base(real_site: Site) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(real_site.site)))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def _launched(playwright: Playwright) -> Iterator[Browser]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    try:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
    except Error as error:
        reason = f"no Chromium could be started ({found or 'none on the path, none of playwright'}): {error.message.splitlines()[0]}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, _launched(playwright) as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[Open]:
    contexts: list[BrowserContext] = []

    def start(*, javascript: bool = True, width: int = 1280, color: str = "light") -> Visit:
        context = browser.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if color == "dark" else "light",
            locale="en-GB",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        visit = Visit(context.new_page(), base)
        visit.page.on("console", visit.on_console)
        visit.page.on("pageerror", lambda error: visit.complaints.append(f"{visit.page.url}: {error}"))
        visit.page.on("request", visit.on_request)
        return visit

    yield start
    for context in contexts:
        context.close()
