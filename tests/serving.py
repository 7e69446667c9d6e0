"""A site on this machine: served as its host serves it, and rebuilt at every save as `onrecord serve` does it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from generator.command.serve import on_change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.command.serve import Trigger


class _Server(ThreadingHTTPServer):
    root = ""


class _Handler(SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        root = self.server.root if isinstance(self.server, _Server) else ""
        return super().translate_path(path.removeprefix(root))

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


@contextmanager
def served(site: Path, root: str = "") -> Iterator[str]:
    """Serve a site below a path, which has no slash at its end; yields its address, without one too."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    server.root = root
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{root}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def rebuilding(trigger: Trigger, rebuild: Callable[[], None], is_due: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Rebuild in another thread while the block runs, as often as the trigger or the day asks for it."""
    stop = threading.Event()
    thread = threading.Thread(target=on_change, args=(trigger, lambda _: rebuild(), stop, is_due))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
