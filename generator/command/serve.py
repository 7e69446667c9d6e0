"""The site on this machine, rebuilt when content, templates or settings are saved, and when a day begins."""

from __future__ import annotations

import errno
import json
import os
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
"""Seconds without a change after which a rebuild starts, so that one save is one build."""

REST: Final = 0.6
"""Seconds for which a rebuild waits after a page was shown, so that the browser loads it undisturbed."""
_HOLD: Final = 20.0
"""For how many seconds a browser is let wait for news, before it has to ask again."""
_NEWS: Final = "/-/onrecord"
"""Where the script on every page asks for news."""
_SCRIPT: Final = b'<script src="/-/onrecord.js"></script>'
_EDITOR: Final = "/admin/"
"""Where the editor in the browser is; a page that is loaded again would lose what is being written there."""
_NOTHING: Final = b"<!doctype html><html lang=en><meta charset=utf-8><title>On Record</title><body><p>Nothing is here yet.</body></html>"
_CHANGES: Final = frozenset({"created", "modified", "moved", "deleted"})


class Trigger(FileSystemEventHandler):
    """Remembers that something changed."""

    def __init__(self) -> None:
        """Start with nothing changed."""
        self.changed = threading.Event()
        self.watched: Sequence[Path] = ()
        """The folders and files that count; all where none is named."""
        self._paths: set[Path] = set()
        self._noting = threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of a change; that a file was opened or read is none."""
        paths = {Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path}
        counts = not self.watched or any(path.is_relative_to(one) for path in paths for one in self.watched)
        if event.event_type in _CHANGES and counts:
            with self._noting:
                self._paths |= set() if event.is_directory else paths
            self.changed.set()

    def settle(self, stop: threading.Event, quiet: float = QUIET) -> set[Path]:
        """Wait until nothing changes for some seconds; return the files that changed, but for those that editors have for a moment."""
        while self.changed.is_set():
            self.changed.clear()
            stop.wait(quiet)
        with self._noting:
            paths, self._paths = self._paths, set()
        return {path for path in paths if not path.name.startswith((".", "#")) and not path.name.endswith("~")}


class News:
    """What browsers are told of builds: which was the last, and what went wrong in it."""

    def __init__(self) -> None:
        """Begin before the first build."""
        self._changed = threading.Condition()
        self._run = token_hex(4)
        self._number = 0
        self._trouble = ""
        self._waiting: Counter[str] = Counter()

    def tell(self, trouble: str) -> None:
        """Tell of a build that is done, and what went wrong in it, if anything did."""
        with self._changed:
            self._number += 1
            self._trouble = trouble
            self._changed.notify_all()

    def after(self, known: str, address: str = "") -> dict[str, str]:
        """Return the news, to the page at an address, as soon as there are others than those known, or after a while."""
        with self._changed:
            self._waiting[address] += 1
            self._changed.wait_for(lambda: self._name != known, timeout=_HOLD)
            self._waiting[address] -= 1
            return {"number": self._name, "trouble": self._trouble}

    @property
    def waiting(self) -> set[str]:
        """The addresses of the pages that wait for news."""
        with self._changed:
            return set(+self._waiting)

    @property
    def _name(self) -> str:
        return f"{self._run}-{self._number}"


@dataclass(frozen=True, slots=True)
class Previewed:
    """What a save shows before the site is built."""

    pages: dict[str, bytes] = field(default_factory=dict)
    """The HTML of pages, by their addresses from the root of the site."""
    trouble: str = ""
    """What is wrong with what was saved, seen by itself; then there are no pages."""


class SiteServer(ThreadingHTTPServer):
    """A server of a site on this machine."""

    def __init__(self, site: Path, port: int) -> None:
        """Prepare to serve a folder; nothing is bound yet."""
        super().__init__(("127.0.0.1", port), partial(_Handler, directory=str(site)), bind_and_activate=False)
        self.site = site
        self.news = News()
        self.previews: Mapping[str, bytes] = {}
        """The HTML of pages that are newer than the site, by their addresses from its root."""


class _Handler(SimpleHTTPRequestHandler):
    server: SiteServer

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the base class's
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> Any:  # noqa: ANN401 - a file that can be read, of whatever kind
        asked = urlsplit(self.path)
        if asked.path == _NEWS:
            known, address = (parse_qs(asked.query).get(name, [""])[0] for name in ("known", "page"))
            return self._answer(json.dumps(self.server.news.after(known, address.removeprefix("/"))).encode(), "application/json")
        if asked.path == f"{_NEWS}.js":
            return self._answer(Path(__file__).with_name("live.js").read_bytes(), "text/javascript")
        if (preview := self.server.previews.get(unquote(asked.path).removeprefix("/"))) is not None:
            return self._page(preview)
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if asked.path.endswith("/") else path
        if page.suffix == ".html" and page.is_file() and not asked.path.startswith(_EDITOR):
            return self._page(page.read_bytes())
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        missing = self.server.site / "404.html"
        body = self._page(missing.read_bytes() if missing.is_file() else _NOTHING, HTTPStatus.NOT_FOUND)
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
    """Return what rebuilds the site when it changes: two folders with all that is in them, and a file."""
    there = [folder for folder in (project / "content", project / "site_templates") if folder.is_dir()]
    return [*there, *(path for path in (project / "mkdocs.yml",) if path.is_file())]


def observe(paths: Sequence[Path], trigger: Trigger) -> BaseObserver:
    """Return an observer that runs, and lets changes of folders and files set off a trigger.

    The folder of a file is watched for it, since editors put a new file in the place of the old. Where the system has no room for more of
    its own watches, the paths are looked at again and again instead.
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
    """Do something with what changed when nothing changes for some seconds after, and when it is due without that, until told to stop.

    What goes wrong with it is told by what is done, and followed by the next all the same.
    """
    while not stop.is_set():
        if trigger.changed.wait(0.5) or is_due():
            changed = trigger.settle(stop, quiet)
            with suppress(Exception):
                then(changed)


def take_port(site: Path, port: int) -> SiteServer:
    """Return a server that has taken a port of this machine's own address for a folder, and does not answer yet; 0 is any port.

    Raises BuildFailedError where it cannot be had; the message says why, and what to do.
    """
    server = SiteServer(site, port)
    try:
        server.server_bind()
    except OSError as error:
        server.server_close()
        raise _not_had(port, error) from error
    return server


def _not_had(port: int, error: OSError) -> BuildFailedError:
    if error.errno == errno.EADDRINUSE:
        return BuildFailedError(f"port {port} is in use by another program\n  = end that, or name another port with --port")
    return BuildFailedError(f"port {port} cannot be had: {error.strerror}\n  = name another port with --port, from 1024 on")


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
    """Serve a site until interrupted, rebuilding it when what is watched changes; browsers load it again, or say what is wrong.

    The site that was built last is there at once, and is rebuilt meanwhile; where there is none, the first build comes first, and what is
    saved during it is not missed. 'rebuild' returns what is wrong, or nothing; 'stop' is set when it is interrupted; 'is_due' tells whether
    to build anew though nothing was saved; 'ready' is called with the port when the site is there to see; 'preview' makes pages, by their
    addresses, as they are after files were saved, or tells what is wrong with these.
    """

    def build(_changed: object = None) -> None:
        """Build the site, and tell of it unless something was saved meanwhile: that is shown, and built, next."""
        trouble = rebuild()
        if not (saved.changed.is_set() or trigger.changed.is_set()):
            server.previews = {}
            server.news.tell(trouble)

    def show(files: set[Path]) -> None:
        """Show what was saved, if that can be made at once, and let the site be built, which tells what went wrong."""
        try:
            if (found := preview(files, server.news.waiting)) is not None:
                server.previews = found.pages
                server.news.tell(found.trouble)
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
            raise _not_had(server.server_port, error) from error
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
