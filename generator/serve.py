"""The site on this machine, rebuilt when content or templates are saved."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

QUIET: Final = 0.2
"""Seconds without a change after which a rebuild starts, so that one save is one build."""

_CHANGES: Final = frozenset({"created", "modified", "moved", "deleted"})


class Trigger(FileSystemEventHandler):
    """Remembers that something changed."""

    def __init__(self) -> None:
        """Start with nothing changed."""
        self.changed = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of a change; that a file was opened or read is none."""
        if event.event_type in _CHANGES:
            self.changed.set()


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the base class's
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def watched(project: Path) -> list[Path]:
    """Return the folders whose changes rebuild the site."""
    return [folder for folder in (project / "content", project / "site_templates") if folder.is_dir()]


def rebuild_on_change(trigger: Trigger, rebuild: Callable[[], None], stop: threading.Event) -> None:
    """Rebuild after each burst of changes until told to stop; a rebuild that fails is followed by the next all the same."""
    while not stop.is_set():
        if trigger.changed.wait(0.5):
            while trigger.changed.is_set():
                trigger.changed.clear()
                stop.wait(QUIET)
            with suppress(Exception):
                rebuild()


def serve_site(site: Path, port: int, folders: Iterable[Path], rebuild: Callable[[], None]) -> None:
    """Serve a folder on this machine's own address until interrupted, rebuilding when watched folders change."""
    trigger, stop, observer = Trigger(), threading.Event(), Observer()
    for folder in folders:
        observer.schedule(trigger, str(folder), recursive=True)
    observer.start()
    builder = threading.Thread(target=rebuild_on_change, args=(trigger, rebuild, stop), daemon=True)
    builder.start()
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(site)))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        observer.stop()
        server.server_close()
        observer.join()
        builder.join()
