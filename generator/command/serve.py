"""A local server of the site, which rebuilds it when content, templates or settings are saved, and when a new day begins."""

from __future__ import annotations

import errno
import json
import os
import sys
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from generator.system import BuildFailedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from watchdog.observers.api import BaseObserver

QUIET: Final = 0.1
"""Seconds without a change before a rebuild starts, so that one save is one build."""

REST: Final = 0.6
"""Seconds that a rebuild waits after a preview, so that it does not slow the browser's loading of it."""
_POLL_TIMEOUT: Final = 20.0
"""Timeout of a long poll in seconds, after which the browser asks again."""
_NEWS: Final = "/-/onrecord"
"""The path that the script on every page polls for news."""
_SCRIPT: Final = b'<script src="/-/onrecord.js"></script>'
_EDITOR: Final = "/admin/"
"""The path of the editor in the browser, which is never reloaded: unsaved input would be lost."""
_NO_PAGE: Final = b"<!doctype html><html lang=en><meta charset=utf-8><title>On Record</title><body><p>Nothing is built yet.</body></html>"
_CHANGE_EVENTS: Final = frozenset({"created", "modified", "moved", "deleted"})


class Trigger(FileSystemEventHandler):
    """Records changed files and sets an event on every change."""

    def __init__(self) -> None:
        """Start without changes."""
        self.changed = threading.Event()
        self.watched: Sequence[Path] = ()
        """The folders and files to watch; all if empty."""
        self._paths: set[Path] = set()
        self._lock = threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Record a change; events of opening or closing a file are ignored."""
        paths = {Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path}
        is_watched = not self.watched or any(path.is_relative_to(watched) for path in paths for watched in self.watched)
        if event.event_type in _CHANGE_EVENTS and is_watched:
            with self._lock:
                self._paths |= set() if event.is_directory else paths
            self.changed.set()

    def settle(self, stop: threading.Event, quiet: float = QUIET) -> set[Path]:
        """Wait until nothing changes for 'quiet' seconds; return the changed files, without the temporary files of text editors."""
        while self.changed.is_set():
            self.changed.clear()
            stop.wait(quiet)
        with self._lock:
            paths, self._paths = self._paths, set()
        return {path for path in paths if not path.name.startswith((".", "#")) and not path.name.endswith("~")}


class News:
    """The number of the last build and what went wrong in it, for browsers that poll."""

    def __init__(self) -> None:
        """Start before the first build."""
        self._changed = threading.Condition()
        self._run = token_hex(4)
        self._number = 0
        self._trouble = ""
        self._waiting: Counter[str] = Counter()

    def tell(self, trouble: str) -> None:
        """Notify all waiting browsers of a finished build, and of what went wrong in it."""
        with self._changed:
            self._number += 1
            self._trouble = trouble
            self._changed.notify_all()

    def after(self, known: str, address: str = "") -> dict[str, str]:
        """Return the news for the page at an address, once their number is not the known one, or after a timeout."""
        with self._changed:
            self._waiting[address] += 1
            self._changed.wait_for(lambda: self._version != known, timeout=_POLL_TIMEOUT)
            self._waiting[address] -= 1
            return {"number": self._version, "trouble": self._trouble}

    @property
    def waiting(self) -> set[str]:
        """The addresses of the pages that are polling."""
        with self._changed:
            return set(+self._waiting)

    @property
    def _version(self) -> str:
        return f"{self._run}-{self._number}"


@dataclass(frozen=True, slots=True)
class Previewed:
    """The result of a preview: the pages to show before the site is rebuilt, or what is wrong."""

    pages: dict[str, bytes] = field(default_factory=dict)
    """The HTML of pages, by their addresses from the root of the site."""
    trouble: str = ""
    """What is wrong in the saved records themselves; then there are no pages."""


class SiteServer(ThreadingHTTPServer):
    """An HTTP server of a built site on the loopback address."""

    def __init__(self, site: Path, port: int) -> None:
        """Create the server without binding its port."""
        super().__init__(("127.0.0.1", port), partial(_Handler, directory=str(site)), bind_and_activate=False)
        self.site = site
        self.news = News()
        self.previews: Mapping[str, bytes] = {}
        """The HTML of pages that are newer than the site, by their addresses from its root."""

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the types are the base class's
        """Print the traceback of a failed request, except where the browser hung up, as it does when it reloads a page."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    server: SiteServer

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the base class's
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> Any:  # noqa: ANN401 - any readable binary file
        url = urlsplit(self.path)
        if url.path == _NEWS:
            known, address = (parse_qs(url.query).get(name, [""])[0] for name in ("known", "page"))
            return self._answer(json.dumps(self.server.news.after(known, address.removeprefix("/"))).encode(), "application/json")
        if url.path == f"{_NEWS}.js":
            return self._answer(Path(__file__).with_name("live.js").read_bytes(), "text/javascript")
        if (preview := self.server.previews.get(unquote(url.path).removeprefix("/"))) is not None:
            return self._page(preview)
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if url.path.endswith("/") else path
        try:
            if page.suffix == ".html" and page.is_file() and not url.path.startswith(_EDITOR):
                return self._page(page.read_bytes())
            return super().send_head()
        except (OSError, ValueError):  # a name that no file can have
            self.send_error(HTTPStatus.NOT_FOUND)
            return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        missing = self.server.site / "404.html"
        body = self._page(missing.read_bytes() if missing.is_file() else _NO_PAGE, HTTPStatus.NOT_FOUND)
        if self.command != "HEAD":
            self.copyfile(body, self.wfile)

    def _page(self, html: bytes, status: HTTPStatus = HTTPStatus.OK) -> BytesIO:
        before, end, after = html.rpartition(b"</body>")
        return self._answer(before + _SCRIPT + end + after, "text/html; charset=utf-8", status)

    def _answer(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)


def watched(project: Path) -> list[Path]:
    """Return the folders and files whose changes rebuild the site."""
    folders = [folder for folder in (project / "content", project / "site_templates") if folder.is_dir()]
    return [*folders, *(path for path in (project / "mkdocs.yml",) if path.is_file())]


def observe(paths: Sequence[Path], trigger: Trigger) -> BaseObserver:
    """Start and return an observer that reports changes of folders and files to a trigger.

    A file is watched by its folder, since text editors replace files. Fall back to polling if the system's watches are exhausted.
    """
    trigger.watched = paths
    for kind in (Observer, PollingObserver):
        observer = kind()
        for path in paths:
            observer.schedule(trigger, str(path if path.is_dir() else path.parent), recursive=path.is_dir())
        try:
            observer.start()
        except OSError:
            if kind is PollingObserver:
                raise
            continue
        break
    return observer


def on_change(
    trigger: Trigger,
    then: Callable[[set[Path]], None],
    stop: threading.Event,
    is_due: Callable[[], bool] = lambda: False,
    quiet: float = QUIET,
) -> None:
    """Call 'then' with the changed files once they settle, or when 'is_due' returns true, until 'stop' is set.

    Exceptions of 'then' are suppressed: it reports them itself, and the loop goes on.
    """
    while not stop.is_set():
        if trigger.changed.wait(0.5) or is_due():
            changed = trigger.settle(stop, quiet)
            with suppress(Exception):
                then(changed)


def take_port(site: Path, port: int) -> SiteServer:
    """Return a server of a folder that is bound to a port of the loopback address, but not listening yet; 0 is any free port.

    Raise BuildFailedError if the port is taken or not permitted.
    """
    server = SiteServer(site, port)
    try:
        server.server_bind()
    except OSError as error:
        server.server_close()
        raise _port_error(port, error) from error
    return server


def _port_error(port: int, error: OSError) -> BuildFailedError:
    if error.errno == errno.EADDRINUSE:
        return BuildFailedError(f"port {port} is in use by another program\n  = stop that program, or choose another port with --port")
    return BuildFailedError(f"cannot use port {port}: {error.strerror}\n  = choose another port with --port, 1024 or above")


def serve_site(
    server: SiteServer,
    paths: Sequence[Path],
    rebuild: Callable[[], str],
    stop: threading.Event,
    *,
    is_due: Callable[[], bool],
    ready: Callable[[int], None],
    preview: Callable[[set[Path], set[str]], Previewed | None],
) -> None:
    """Serve a site until interrupted, and rebuild it when watched paths change; browsers reload it or show what is wrong.

    The last built site is served at once while it is rebuilt; if there is none, the first build runs before the server listens, and
    changes during it are not missed. 'rebuild' returns what is wrong or ""; 'stop' is set on interruption; 'is_due' returns whether to
    rebuild without a change; 'ready' is called with the port once the server listens; 'preview' renders the pages at addresses from
    saved files, or returns what is wrong in these.
    """

    def build(_changed: object = None) -> None:
        """Build the site, and notify browsers unless something was saved meanwhile, which is previewed and built next."""
        trouble = rebuild()
        if not (saved.changed.is_set() or trigger.changed.is_set()):
            server.previews = {}
            server.news.tell(trouble)

    def show(files: set[Path]) -> None:
        """Preview saved files if possible, and trigger a build, which reports what went wrong."""
        try:
            if (previewed := preview(files, server.news.waiting)) is not None:
                server.previews = previewed.pages
                server.news.tell(previewed.trouble)
        finally:
            trigger.changed.set()

    trigger, saved = Trigger(), Trigger()
    observer = observe(paths, saved)
    builder = threading.Thread(target=on_change, args=(trigger, build, stop, is_due, REST), daemon=True)
    previewer = threading.Thread(target=on_change, args=(saved, show, stop), daemon=True)
    try:
        if (server.site / "index.html").is_file():
            trigger.changed.set()
        else:
            build()
        try:
            server.server_activate()
        except OSError as error:
            raise _port_error(server.server_port, error) from error
        ready(server.server_port)
        builder.start()
        previewer.start()
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        observer.stop()
        server.server_close()
        observer.join()
        for thread in (previewer, builder):
            if thread.is_alive():
                thread.join()
