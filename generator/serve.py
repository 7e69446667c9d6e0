"""The site on this machine, rebuilt when content, templates or settings are saved, and when a day begins."""

from __future__ import annotations

import errno
import os
import threading
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from generator.failures import BuildFailedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from watchdog.observers.api import BaseObserver

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


class _OfOneFile(FileSystemEventHandler):
    """Passes on what happens to one file; a folder is watched for it, since editors put a new file in the place of the old."""

    def __init__(self, path: Path, trigger: Trigger) -> None:
        self._path = str(path)
        self._trigger = trigger

    def on_any_event(self, event: FileSystemEvent) -> None:
        if self._path in (os.fsdecode(event.src_path), os.fsdecode(event.dest_path)):
            self._trigger.on_any_event(event)


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the base class's
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def watched(project: Path) -> list[Path]:
    """Return what rebuilds the site when it changes: two folders with all that is in them, and a file."""
    there = [folder for folder in (project / "content", project / "site_templates") if folder.is_dir()]
    return [*there, *(path for path in (project / "mkdocs.yml",) if path.is_file())]


def observe(paths: Sequence[Path], trigger: Trigger) -> BaseObserver:
    """Return an observer that runs, and lets changes of folders and files set off a trigger.

    Where the system has no room for more of its own watches, the paths are looked at again and again instead.
    """
    for kind in (Observer, PollingObserver):
        observer = kind()
        for path in paths:
            whole = path.is_dir()
            observer.schedule(trigger if whole else _OfOneFile(path, trigger), str(path if whole else path.parent), recursive=whole)
        try:
            observer.start()
        except OSError:
            if kind is PollingObserver:
                raise
            continue
        break
    return observer


def rebuild_on_change(trigger: Trigger, rebuild: Callable[[], None], stop: threading.Event, is_due: Callable[[], bool]) -> None:
    """Rebuild after each burst of changes, and when it is due without one, until told to stop.

    A rebuild that fails is followed by the next all the same.
    """
    while not stop.is_set():
        if trigger.changed.wait(0.5) or is_due():
            while trigger.changed.is_set():
                trigger.changed.clear()
                stop.wait(QUIET)
            with suppress(Exception):
                rebuild()


def take_port(site: Path, port: int) -> ThreadingHTTPServer:
    """Return a server that has taken a port of this machine's own address for a folder, and does not answer yet; 0 is any port.

    Raises:
        BuildFailedError: The port cannot be had; the message says why, and what to do.
    """
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(site)), bind_and_activate=False)
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
    server: ThreadingHTTPServer,
    paths: Sequence[Path],
    rebuild: Callable[[], None],
    stop: threading.Event,
    *,
    is_due: Callable[[], bool],
    ready: Callable[[int], None],
) -> None:
    """Build a site, then serve it until interrupted, rebuilding it when what is watched changes.

    Args:
        server: What has taken its port.
        paths: What is watched, from before the first build on, so that nothing is missed that is saved meanwhile.
        rebuild: Builds the site.
        stop: Set when it is interrupted.
        is_due: Tells whether the site is to be built anew though nothing was saved.
        ready: Called with the port when the site is there to see.
    """
    trigger = Trigger()
    observer = observe(paths, trigger)
    builder = threading.Thread(target=rebuild_on_change, args=(trigger, rebuild, stop, is_due), daemon=True)
    try:
        rebuild()
        try:
            server.server_activate()
        except OSError as error:
            raise _not_had(server.server_port, error) from error
        ready(server.server_port)
        builder.start()
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        observer.stop()
        server.server_close()
        observer.join()
        if builder.is_alive():
            builder.join()
